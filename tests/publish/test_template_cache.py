"""Compiled templates are taken from the last build where nothing has changed, and no others are."""

import datetime as dt
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.support import Translations
from jinja2 import DictLoader, Environment
from jinja2.bccache import Bucket

from entraide.content.cached_files import CachedFiles
from entraide.publish.template_cache import TemplateCache, list_words


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "project"


class WatchedCache(TemplateCache):
    """Knows whether it had what was asked for last."""

    has_found = False

    def load_bytecode(self, bucket: Bucket) -> None:
        super().load_bytecode(bucket)
        self.has_found = bucket.code is not None


def render(root: Path, facts: str = "facts", source: str = "Hello {{ name }}") -> tuple[str, bool]:
    """What a template says, and whether it was taken from the cache."""
    cache = WatchedCache(CachedFiles(root, "templates"), facts)
    environment = Environment(
        loader=DictLoader({"a.html": source}), bytecode_cache=cache, autoescape=True
    )
    return environment.get_template("a.html").render(name="you"), cache.has_found


def test_a_template_is_compiled_once(root: Path) -> None:
    assert render(root) == ("Hello you", False)
    assert render(root) == ("Hello you", True)


def test_another_text_or_another_fact_is_compiled(root: Path) -> None:
    render(root)
    assert render(root, facts="others") == ("Hello you", False)
    assert render(root, source="Bye {{ name }}") == ("Bye you", False)


def test_what_somebody_has_changed_is_compiled(root: Path) -> None:
    render(root)
    (file,) = (root / ".cache/templates").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert render(root) == ("Hello you", False)


def read_words(translation: str, created: dt.datetime) -> list[str]:
    """The words of a catalog in French, as a template cache knows them."""
    catalog, compiled = Catalog("fr", creation_date=created), BytesIO()
    catalog.add("Read", translation)
    write_mo(compiled, catalog)
    compiled.seek(0)
    return list_words(Translations(compiled))


def test_the_moment_a_catalog_was_read_at_compiles_nothing_and_another_word_does() -> None:
    moment = dt.datetime(2026, 12, 1, 9, tzinfo=dt.UTC)
    later = moment + dt.timedelta(minutes=1)
    assert read_words("Lire", moment) == read_words("Lire", later)
    assert read_words("Lire", moment) != read_words("Lisez", moment)
