"""Every text of the site, read once, and joined for the pages that show it.

A text is kept by the path of its file, packed (a site of 10,000 pages fits in the memory of any
machine), and unpacked for each page: its own, and fallback pages in other locales.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from entraide.content.anchors import Pairs, find_anchor, pair_headings, shared_anchors
from entraide.content.markdown.parts import join, unpack
from entraide.content.outline import Heading
from entraide.model.entry import Entry, PageText
from entraide.model.locales import Locale
from entraide.model.placeholders import fill
from entraide.model.places import Kind, Place, entry_place
from entraide.model.site import Site
from entraide.publish.contents import PageHeading, nest
from entraide.publish.inserts import Inserts
from entraide.publish.joining import PageContext, resolver
from entraide.publish.terms import Definition, define
from entraide.render.conversion import Converted
from entraide.render.links import Linking


class TextPage(NamedTuple):
    """What a text becomes on a page: its HTML, and the nested entries of its contents."""

    html: str
    toc: list[dict[str, Any]]


class PackedText(NamedTuple):
    parts: bytes  # packed
    titles: tuple[str, ...]
    headings: tuple[Heading, ...]
    cuts: bytes  # packed


@dataclass(frozen=True)
class Language:
    """What the texts in one locale are joined with."""

    inserts: Inserts = field(default_factory=dict)
    definitions: tuple[Definition, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)  # of placeholders
    permalink: str = "Link to this section"


def text_of(place: Place, site: Site, locale: Locale) -> PageText | None:
    """What was written for this page: an entry's served version, a home page, or nothing."""
    if place.entry:
        return place.entry.served(locale.code)
    return site.homes[locale.code] if place.kind is Kind.HOME else None


def texts_of(site: Site) -> Iterator[PageText]:
    """Every text that people wrote: all versions of each entry, then the home pages."""
    for entry in site.entries.values():
        yield entry.source
        yield from entry.localised.values()
    yield from site.homes.values()


class Texts(Mapping[tuple[int, str], str]):
    """Looked up by an entry's id and a page's locale: the HTML of the entry on that page."""

    def __init__(self, site: Site, languages: Mapping[str, Language]) -> None:
        self.site = site
        self.languages = languages  # by the locale of the text
        self._kept: dict[str, PackedText] = {}
        self._anchors: dict[str, tuple[str, ...]] = {}
        self._pairs: dict[str, Pairs] = {}

    def keep(self, path: str, text: Converted) -> None:
        """Keep what the text at `path` became, of its outline the headings only."""
        headings = text.outline.headings
        self._kept[path] = PackedText(text.packed_parts, text.titles, headings, text.packed_cuts)

    def pair(self, path: str, pairs: Pairs) -> None:
        """Say what the headings of the text at `path`, which is behind, are translations of."""
        self._pairs[path] = pairs

    @property
    def written_headings(self) -> Mapping[str, tuple[Heading, ...]]:
        """Those of each text, by its path."""
        return {path: kept.headings for path, kept in self._kept.items()}

    def page(
        self, place: Place, locale: Locale, below: Mapping[int, str] | None = None
    ) -> TextPage:
        """What the page of `place` shows in `locale`: nothing on a list's.

        `below` has HTML to put right below headings, by their numbers.
        """
        text = text_of(place, self.site, locale)
        if text is None:
            return TextPage("", [])
        language = self._language(text)
        parts = define(unpack(self._kept[text.path].parts), text.title, language.definitions)
        context = replace(self._context(text, place, locale), below=below or {})
        aliases = self._aliases_of(text.path)
        context = replace(context, permalink=language.permalink, aliases=aliases)
        html = join(parts, resolver(context))
        return TextPage(html, nest(self.headings(text.path)))

    def __getitem__(self, key: tuple[int, str]) -> str:
        """As on the page, without definitions and permalinks: for programs and search."""
        return self.plain(*key)

    def plain(self, number: int, code: str, absolute: str = "") -> str:
        """The same, its links seen from the page, or with `absolute` from the site's base."""
        entry, locale = self.site.entries[number], self.site.locale(code)
        text = entry.served(code)
        context = self._context(text, entry_place(entry), locale)
        parts = unpack(self._kept[text.path].parts)
        return join(parts, resolver(replace(context, absolute=absolute)))

    def link_resolver(self, entry: Entry, locale: Locale, absolute: str) -> Callable[[str], str]:
        """Tells where each link of the entry's text leads, from `absolute`, the site's address."""
        context = self._context(entry.served(locale.code), entry_place(entry), locale)
        return replace(context, absolute=absolute).url

    def _language(self, text: PageText) -> Language:
        return self.languages.get(text.locale) or Language()

    def _context(self, text: PageText, place: Place, locale: Locale) -> PageContext:
        language = self._language(text)
        return PageContext(
            Linking(text, place, locale, self.site, self.find_anchor),
            language.inserts,
            language.values,
            self._anchors_of(text.path) if text.path in self._kept else (),
        )

    @property
    def packed_cuts(self) -> Mapping[str, bytes]:
        """Where each text is cut, by its path."""
        return {path: kept.cuts for path, kept in self._kept.items()}

    def headings(self, path: str) -> tuple[PageHeading, ...]:
        """Those of the text at `path` as its page has them, in their order."""
        kept = self._kept[path]
        values = self.languages[self._locales[path]].values if self.languages else {}
        rows = zip(kept.headings, kept.titles, self._anchors_of(path), strict=True)
        return tuple(
            PageHeading(anchor, fill(title, values), heading.level)
            for heading, title, anchor in rows
        )

    def find_anchor(self, path: str, wanted: str) -> str | None:
        """What the page of the text at `path` calls the heading that a link calls `wanted`."""
        kept = self._kept.get(path)
        if kept is None:
            return None
        theirs, pairs = self._source_of(path)
        return find_anchor(wanted, kept.headings, self._anchors_of(path), theirs, pairs)

    def _anchors_of(self, path: str) -> tuple[str, ...]:
        if path not in self._anchors:
            headings = self._kept[path].headings
            self._anchors[path] = shared_anchors(headings, *self._source_of(path))
        return self._anchors[path]

    def _source_of(self, path: str) -> tuple[tuple[Heading, ...], Pairs]:
        """The headings of the source of the text at `path`, and which are said again in it."""
        source = self._kept.get(self._sources.get(path, ""))
        if source is None:
            return (), {}
        if path not in self._pairs:
            self._pairs[path] = pair_headings(self._kept[path].headings, source.headings)
        return source.headings, self._pairs[path]

    def _aliases_of(self, path: str) -> Mapping[int, str]:
        """What headings are called in their own language, where no other has that name."""
        taken, aliases = {"", *self._anchors_of(path)}, {}
        for number, heading in enumerate(self._kept[path].headings):
            if heading.anchor not in taken:
                aliases[number] = heading.anchor
                taken.add(heading.anchor)
        return aliases

    @cached_property
    def _sources(self) -> Mapping[str, str]:
        """The path of the source version, by that of each version made from it."""
        entries = self.site.entries.values()
        paths = {
            version.path: entry.source.path
            for entry in entries
            for version in entry.localised.values()
        }
        first = self.site.homes.get(self.site.default.code)
        homes = (home for home in self.site.homes.values() if first and home is not first)
        return paths | {home.path: first.path for home in homes if first}

    @cached_property
    def _locales(self) -> Mapping[str, str]:
        return {text.path: text.locale for text in texts_of(self.site)}

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for number in self.site.entries:
            yield from ((number, locale.code) for locale in self.site.locales)

    def __len__(self) -> int:
        return len(self.site.entries) * len(self.site.locales)
