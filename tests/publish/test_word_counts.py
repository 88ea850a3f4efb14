"""The words of texts are counted once; what is remembered of them changes nothing."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from entraide.content.cached_files import FOLDER
from entraide.content.settings import read_settings
from entraide.model.entry import Entry
from entraide.publish.build_context import BuildContext
from entraide.publish.page_keys import make_entry_keys
from entraide.publish.project_loading import open_project
from entraide.publish.search.counts import iter_word_counts
from support.built_site import copy_site


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BuildContext:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    config_file = copy_site("states", tmp_path / "project")
    build = open_project(config_file, serving=False, advise=str)
    assert read_settings(config_file)
    build.template_config = ""
    build.keys = make_entry_keys(build, lambda *_: "")
    return build


def count_again(build: BuildContext) -> tuple[list[Counter[str]], list[int]]:
    """The counts of all entries, and the numbers of those that were really counted."""
    numbers: list[int] = []

    def count(entry: Entry) -> Counter[str]:
        numbers.append(entry.id)
        return Counter({f"word-{entry.id}": entry.id, "the": 2})

    return list(iter_word_counts(build, count)), numbers


def test_only_texts_that_have_changed_are_counted(build: BuildContext) -> None:
    counts, numbers = count_again(build)
    assert numbers == [entry.id for entry in build.typeset_site.listed_entries]
    assert count_again(build) == (counts, [])
    assert build.keys
    build.keys.digests.get_digest(1)
    known = build.keys.digests._known  # noqa: SLF001 - an entry that is not what it was
    known[1] = known[1]._replace(whole="another")
    assert count_again(build) == (counts, [1])


def test_another_site_or_language_is_counted_by_itself(build: BuildContext) -> None:
    counts, numbers = count_again(build)
    assert build.keys
    build.keys = replace(build.keys, site_key="another")
    assert count_again(build) == (counts, numbers)
    french = build.copy_pass(build.locales[-1])
    assert count_again(french) == (counts, numbers)


@pytest.mark.parametrize("text", [b"", b"[]", b"{", b'{"1": ["", {}]}'])
def test_a_damaged_memory_counts_for_none(build: BuildContext, text: bytes) -> None:
    counts, numbers = count_again(build)
    for file in (build.reading.settings.root / FOLDER / "words").iterdir():
        file.write_bytes(file.read_bytes()[:32] + text)
    assert count_again(build) == (counts, numbers)
