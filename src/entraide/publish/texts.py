"""Every text of the site as HTML, converted once, and put on the pages that show it.

A text is kept by the path of its file, packed (a site of 10,000 pages fits in the memory of any
machine), and unpacked for each page: its own, and fallback pages in other locales.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from typing import Any, NamedTuple

from entraide.content.dialect import Page
from entraide.model.entry import PageText
from entraide.model.locales import Locale
from entraide.model.places import Kind, Place, entry_place
from entraide.model.site import Site
from entraide.publish.inserts import Inserts, inserted
from entraide.publish.terms import Definition, defined
from entraide.render.conversion import Converted, unpacked
from entraide.render.links import linked


class Kept(NamedTuple):
    html: bytes  # packed
    toc: list[dict[str, Any]]
    cuts: bytes  # packed


class Heading(NamedTuple):
    anchor: str
    title: str


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

    def __init__(
        self,
        site: Site,
        inserts: Mapping[str, Inserts],
        definitions: Mapping[str, tuple[Definition, ...]],
    ) -> None:
        self.site = site
        self.inserts = inserts  # by the locale of the text
        self.definitions = definitions  # the same
        self._kept: dict[str, Kept] = {}

    def keep(self, path: str, text: Converted) -> None:
        """Keep what the text at `path` became, without its outline."""
        self._kept[path] = Kept(text.packed_html, text.toc, text.packed_cuts)

    def page(self, place: Place, locale: Locale) -> Page:
        """What the page of `place` shows in `locale`: nothing on a list's."""
        text = text_of(place, self.site, locale)
        if text is None:
            return Page("", [])
        kept = self._kept[text.path]
        known = self.definitions.get(text.locale, ())
        html = defined(unpacked(kept.html), text.title, known)
        return Page(self._finished(html, text, place, locale), kept.toc)

    @property
    def packed_cuts(self) -> Mapping[str, bytes]:
        """Where each text is cut, by its path."""
        return {path: kept.cuts for path, kept in self._kept.items()}

    def headings(self, path: str) -> tuple[Heading, ...]:
        """Those of the text at `path`, in its order."""
        return tuple(_headings(self._kept[path].toc))

    def __getitem__(self, key: tuple[int, str]) -> str:
        """As on the page, without definitions: for programs and search."""
        number, code = key
        place, locale = entry_place(self.site.entries[number]), self.site.locale(code)
        text = self.site.entries[number].served(code)
        return self._finished(unpacked(self._kept[text.path].html), text, place, locale)

    def _finished(self, html: str, text: PageText, place: Place, locale: Locale) -> str:
        """`html` of `text` with its links and what data puts into it."""
        html = linked(html, text, place, self.site, locale)
        return inserted(html, self.inserts.get(text.locale, {}), place.url(locale), locale)

    def __iter__(self) -> Iterator[tuple[int, str]]:
        for number in self.site.entries:
            yield from ((number, locale.code) for locale in self.site.locales)

    def __len__(self) -> int:
        return len(self.site.entries) * len(self.site.locales)


def _headings(toc: Iterable[Mapping[str, Any]]) -> Iterator[Heading]:
    for token in toc:
        yield Heading(token["id"], unescape(token["name"]))
        yield from _headings(token["children"])
