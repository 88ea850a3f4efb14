"""Keys of all that the page of an entry depends on: a page with the same key has the same bytes.

Whatever is not in the text of an entry is in one key for the whole site: our code and templates,
the packages below, the data, the catalogs, the settings, the day, and of every entry all but its
body: where an entry stands, what it is called, the anchors of its headings. So an edit within a
text changes the keys of its own pages, and an edit of a title those of all. Lists have no key: they
are few, and made at each build.
"""

import hashlib
import os
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from entraide.content.dates import SOURCE_DATE_VARIABLE
from entraide.content.provenance import EntryHistory
from entraide.errors import ProblemLog
from entraide.model.entry import Entry, PageText
from entraide.model.locales import Locale
from entraide.model.site import WrittenSite
from entraide.publish.build_context import BuildContext
from entraide.publish.outdated_sections import find_outdated_sections
from entraide.publish.site_texts import SiteTexts, iter_texts
from entraide.shipped_folders import PACKAGE, get_shipped_folder, get_theme_folder

KeyedText = TypeVar("KeyedText", bound=PageText)
SIZE = 20  # bytes of a key
PACKAGES = (
    *("babel", "jinja2", "markupsafe", "markdown-it-py", "mdit-py-plugins", "nh3", "pydantic"),
    *("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "phonenumberslite", "pyyaml"),
)
CODE = frozenset({".py"})
THEME = frozenset({".html", ".css", ".po"})  # what pages are drawn with


@dataclass(frozen=True, slots=True)
class EntryKeys:
    """Makes the keys of entries; `site_key` is that of all that they share."""

    site_key: str
    site: WrittenSite
    history: EntryHistory
    texts: SiteTexts

    def make_page_key(self, entry: Entry, locale: Locale) -> str:
        """Return the key of the page of `entry` in `locale`."""
        written = self.site.entries[entry.id]
        # Of earlier texts git may know more, or less, than it did.
        sections = find_outdated_sections(written, locale.code, self.history, self.texts)
        return _hash(self.site_key, "page", locale.code, repr(written), repr(sections))

    def make_data_key(self, entry: Entry, locale: Locale) -> str:
        """Return the key of the published data of `entry` in `locale`."""
        written, origin = self.site.entries[entry.id], None
        if version := written.localised.get(locale.code):
            origin = self.history.read_record(version, ProblemLog())
            if version.revision != written.revision:
                origin = self.history.find_provenance(written, version)
        return _hash(self.site_key, "data", locale.code, repr(written), repr(origin))


def make_entry_keys(build: BuildContext) -> EntryKeys | None:
    """Make what makes the keys of a build; None where others’ plugins may change any page."""
    if build.serving or build.template_config is None:
        return None
    site_key = _hash(*_iter_site_facts(build), build.template_config)
    return EntryKeys(site_key, build.written_site, build.history, build.texts)


def _hash(*facts: str) -> str:
    digest = hashlib.blake2b(digest_size=SIZE)
    for fact in facts:
        text = fact.encode("utf-8", "backslashreplace")
        digest.update(len(text).to_bytes(8, "big") + text)
    return digest.hexdigest()


def _iter_site_facts(build: BuildContext) -> Iterator[str]:
    settings, texts = build.reading.settings, build.texts
    yield f"{sys.version} {zlib.ZLIB_RUNTIME_VERSION} {[version(name) for name in PACKAGES]}"
    yield repr((build.day, build.site_url, build.forge_url, build.serving, build.draws_pages))
    yield settings.config_file.read_text(encoding="utf-8", errors="backslashreplace")
    yield from _iter_files(PACKAGE, CODE)
    yield from _iter_files(get_shipped_folder("hooks"), CODE)
    yield from _iter_files(get_theme_folder(), THEME)
    yield from _iter_files(settings.data)
    yield from _iter_files(settings.root / "locales", THEME)
    if len(settings.theme_folders) > 1:  # templates of its own, which may print the moment too
        yield from _iter_files(settings.overrides)
        yield os.environ.get(SOURCE_DATE_VARIABLE, "")
    yield repr((build.reading.brand, build.design_tokens))
    yield repr((sorted(texts.assets.names), sorted(texts.assets.images.items())))
    for entry in build.written_site.entries.values():
        localised = {code: _blank(each) for code, each in entry.localised.items()}
        yield repr(replace(entry, source=_blank(entry.source), localised=localised))
    for text in iter_texts(build.reading.site):
        yield repr((text.path, texts.describe_anchors(text.path)))
    yield repr(
        [(code, home.title, home.summary) for code, home in build.typeset_site.homes.items()]
    )


def _blank(text: KeyedText) -> KeyedText:
    return replace(text, body="")


def _iter_files(folder: Path, suffixes: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the name and the content of each file below `folder`, of all kinds by default."""
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if not suffixes or os.path.splitext(name)[1] in suffixes:  # noqa: PTH122
                file = Path(place, name)
                yield file.relative_to(folder).as_posix()
                yield hashlib.blake2b(file.read_bytes(), digest_size=SIZE).hexdigest()
