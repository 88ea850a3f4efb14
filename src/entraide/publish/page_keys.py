"""Keys of all that the page of an entry depends on: a page with the same key has the same bytes.

Whatever is not in the text of an entry is in one key for the whole site: our code and templates,
the packages below, the data, the catalogs, the settings, the day, and of every entry all but its
body: where an entry stands, what it is called, the anchors of its headings. So an edit within a
text changes the keys of its own pages, and an edit of a title those of all. No list shows a body,
so the key of the site is that of lists too; other pages are few, and made at each build.
"""

import os
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import TypeVar

from entraide.content.code_digest import CODE, DRAWERS, hash_readers, hash_texts, iter_file_digests
from entraide.content.dates import SOURCE_DATE_VARIABLE
from entraide.content.entry_digests import EntryDigests
from entraide.content.provenance import EntryHistory
from entraide.content.settings import Settings
from entraide.errors import ProblemLog
from entraide.model.entry import Entry, PageText
from entraide.model.locales import Locale
from entraide.model.places import PageKind, Place
from entraide.model.site import WrittenSite
from entraide.publish.build_context import BuildContext
from entraide.publish.outdated_sections import find_outdated_sections
from entraide.publish.site_texts import SiteTexts, iter_texts
from entraide.shipped_folders import get_shipped_folder, get_theme_folder

KeyedText = TypeVar("KeyedText", bound=PageText)
LISTS = frozenset(
    (
        *(PageKind.CATEGORY, PageKind.TAG, PageKind.TAGS, PageKind.ENTRIES, PageKind.CHANGES),
        *(PageKind.COUNTRIES, PageKind.COUNTRY),
    )
)
THEME = frozenset({".html", ".css", ".po"})  # what pages are drawn with


@dataclass(frozen=True, slots=True)
class EntryKeys:
    """Makes the keys of entries; `site_key` is that of all that they share."""

    site_key: str
    site: WrittenSite
    history: EntryHistory
    texts: SiteTexts
    find_paper: Callable[[Entry, Locale], str]  # the address of its PDF, or ""
    digests: EntryDigests
    has_own_templates: bool

    def make_page_key(self, entry: Entry, locale: Locale) -> str:
        """Return the key of the page of `entry` in `locale`."""
        written = self.site.entries[entry.id]
        # Of earlier texts git may know more, or less, than it did.
        sections = find_outdated_sections(written, locale.code, self.history, self.texts)
        version = written.localised.get(locale.code)
        later = self.history.count_later_passages(version) if version else 0
        paper = self.find_paper(entry, locale)
        facts = (self.digests.get_digest(entry.id).whole, repr(sections), str(later), paper)
        return hash_texts(self.site_key, "page", locale.code, *facts)

    def make_list_key(self, place: Place, locale: Locale, paper: str) -> str:
        """Return the key of the page of a list, with the address of its PDF; "" for one without.

        A template of the project’s own may show on it what it likes.
        """
        if place.kind not in LISTS or self.has_own_templates:
            return ""
        return hash_texts(self.site_key, "list", locale.code, place.stem, paper)

    def make_output_key(self, path: str) -> str:
        """Return the key of the file at `path`, which is made of no body and has no template."""
        return hash_texts(self.site_key, "output", path)

    def make_data_key(self, entry: Entry, locale: Locale) -> str:
        """Return the key of the published data of `entry` in `locale`."""
        written, origin = self.site.entries[entry.id], None
        if version := written.localised.get(locale.code):
            origin = self.history.read_record(version, ProblemLog())
            if version.revision != written.revision:
                origin = self.history.find_provenance(written, version)
        whole = self.digests.get_digest(entry.id).whole
        return hash_texts(self.site_key, "data", locale.code, whole, repr(origin))

    def make_search_key(self, locale: Locale) -> str:
        """Return the key of the search index of `locale`."""
        served = (
            (entry.id, entry.get_served_version(locale.code)) for entry in self.site.listed_entries
        )
        facts = (fact for number, text in served for fact in (str(number), text.path, text.body))
        return hash_texts(self.site_key, "search", locale.code, *facts)


def make_entry_keys(
    build: BuildContext, find_paper: Callable[[Entry, Locale], str]
) -> EntryKeys | None:
    """Return the maker of keys of a build; None where others’ plugins may change any page."""
    if build.serving or build.template_config is None:
        return None
    digests = EntryDigests(build.written_site.entries, build.reading.known_digests)
    site_key = hash_texts(*_iter_site_values(build, digests), build.template_config)
    site, texts = build.written_site, build.texts
    has_own = len(build.reading.settings.theme_folders) > 1
    return EntryKeys(site_key, site, build.history, texts, find_paper, digests, has_own)


@cache  # the same for every locale
def hash_code() -> str:
    """Return a hash of all that is not of the project: our code and templates, the packages."""
    versions = [version(name) for name in DRAWERS]
    return hash_texts(
        f"{sys.version} {zlib.ZLIB_RUNTIME_VERSION} {versions}",
        hash_readers(),
        *iter_file_digests(get_shipped_folder("hooks"), CODE),
        *iter_file_digests(get_theme_folder(), THEME),
    )


def hash_own_templates(settings: Settings) -> str:
    """Return a hash of the templates of a project; "" where it has none."""
    has_own = len(settings.theme_folders) > 1
    return hash_texts(*iter_file_digests(settings.overrides, THEME)) if has_own else ""


def _iter_site_values(build: BuildContext, digests: EntryDigests) -> Iterator[str]:
    settings, texts = build.reading.settings, build.texts
    yield hash_code()
    yield repr((build.day, build.site_url, build.forge_url))
    yield settings.config_file.read_text(encoding="utf-8", errors="backslashreplace")
    yield from iter_file_digests(settings.data)
    yield from iter_file_digests(settings.root / "locales", THEME)
    if len(settings.theme_folders) > 1:  # templates of its own, which may print the moment too
        yield from iter_file_digests(settings.overrides)
        yield os.environ.get(SOURCE_DATE_VARIABLE, "")
    yield repr((build.reading.brand, build.design_tokens))
    yield repr((sorted(texts.assets.names), sorted(texts.assets.images.items())))
    yield from (digests.get_digest(number).head for number in build.written_site.entries)
    for text in iter_texts(build.reading.site):
        yield repr((text.path, texts.describe_anchors(text.path)))
    yield repr(
        [(code, home.title, home.summary) for code, home in build.typeset_site.homes.items()]
    )
