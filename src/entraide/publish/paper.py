"""Entries, and the whole site, on paper: the HTML from which `entraide pdf` makes files.

The name of a file has a hash of all that is in it, so a file with the right name is current. A
build makes none of these files: paper_links.py finds those that exist.
"""

import re
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import quote

from entraide.content.code_digest import hash_texts
from entraide.model.countries import list_countries
from entraide.model.entry import Entry
from entraide.model.fallback_words import write_fallback_elements
from entraide.model.locales import Locale
from entraide.model.places import COUNTRIES, Place, make_country_place, make_entry_place
from entraide.publish.build_context import BuildContext
from entraide.publish.pages import PAGES
from entraide.publish.pages.country_pages import list_emergency_rows
from entraide.publish.paper_anchors import rewrite_addresses
from entraide.publish.partial_rendering import PartialRenderer
from entraide.publish.public_metadata import get_public_title

WHOLE = "site"  # the name of the file that has all entries
KEY_LENGTH = 16
IMAGE = re.compile(r'<img\b[^>]*\bsrc="([^"]*)"')


@cache
def read_paper_style() -> str:
    """Return the style sheet of all PDFs."""
    return Path(__file__).with_name("paper.css").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class PaperDocument:
    """What becomes one PDF: `name` is its file's, `images` has the files of addresses in `html`."""

    html: str
    name: str
    images: Mapping[str, Path]


@dataclass(frozen=True, slots=True)
class PaperArticle:
    """One page of the site within a document."""

    anchor: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class PaperPart:
    """Articles that follow one another under a title of their own; "" where they are all."""

    title: str
    anchor: str
    articles: tuple[PaperArticle, ...]


class PaperPress:
    """Draws the documents of one locale."""

    def __init__(self, build: BuildContext, locale: Locale) -> None:
        self.locale = locale
        self._build = build.copy_pass(locale)
        # What a build knows of published images is not for paper: it has the originals.
        self._build.texts = copy(build.texts)
        self._build.texts.assets = replace(build.texts.assets, images={})
        folders = build.reading.settings.theme_folders
        catalog = self._build.catalog
        self._partials = PartialRenderer(
            folders, locale, catalog, {"url": lambda address: build.site_url + address}
        )
        self._parts = build.typeset_site.parts
        self._emergency_rows = list_emergency_rows(self._build) if self._parts.danger else ()

    def list_entries(self) -> list[Entry]:
        """List the published entries that have a version in the locale."""
        entries = self._build.typeset_site.listed_entries
        return [entry for entry in entries if entry.get_version(self.locale.code)]

    def draw_entry(self, entry: Entry) -> PaperDocument:
        """Draw the document of one entry."""
        place = make_entry_place(entry)
        html = rewrite_addresses(self._draw_article(place, ""), "", {self._get_url(place): ""})
        title = get_public_title(entry, self.locale, self._build.catalog)
        parts = (PaperPart("", "", (PaperArticle("", title, html),)),)
        return self._make_document(str(entry.id), parts, title, self._get_author(entry))

    def draw_site(self) -> PaperDocument:
        """Draw the document of all entries and of the services of every country."""
        places = [make_entry_place(entry) for entry in self.list_entries()]
        countries = [make_country_place(each) for each in list_countries(self._build.typeset_site)]
        anchors = {
            self._get_url(place): place.get_dest_uri(self.locale).removesuffix("/index.html")
            for place in (*places, *countries)
        }
        names = {url: name.replace("/", ".") for url, name in anchors.items()}
        parts = tuple(self._iter_parts(places, countries, names))
        return self._make_document(WHOLE, parts, self.locale.site_name, "")

    def _iter_parts(
        self, entries: list[Place], countries: list[Place], names: Mapping[str, str]
    ) -> Iterator[PaperPart]:
        for id_, category in self._build.typeset_site.categories.items():
            here = [place for place in entries if place.entry and place.entry.category == id_]
            if here:
                title = category.label[self.locale.code]
                yield PaperPart(title, f"part.{id_}", tuple(self._iter_articles(here, names)))
        if countries:
            title = self._build.catalog.gettext("Where to report")
            yield PaperPart(title, "part.where", tuple(self._iter_articles(countries, names)))

    def _iter_articles(
        self, places: list[Place], names: Mapping[str, str]
    ) -> Iterator[PaperArticle]:
        for place in places:
            anchor = names[self._get_url(place)]
            html = rewrite_addresses(self._draw_article(place, anchor), anchor, names)
            version = place.entry and place.entry.get_version(self.locale.code)
            title = version.title if version else PAGES[place.kind].get_title(place, self._build)
            yield PaperArticle(anchor, title, html)

    def _get_author(self, entry: Entry) -> str:
        return entry.get_author(self.locale.code) if self._parts.author else ""

    def _get_url(self, place: Place) -> str:
        return self._build.site_url + place.get_url(self.locale)

    def _draw_article(self, place: Place, anchor: str) -> str:
        """Draw the page of `place`, with whole addresses; `anchor` is its id in the document."""
        build, entry = self._build, place.entry
        values = {**PAGES[place.kind].fill(place, build), "anchor": anchor, "page": {}}
        if not entry:
            title = PAGES[place.kind].get_title(place, build)
            values |= {"title": title, "where_url": COUNTRIES.get_url(self.locale)}
            values |= {"danger": self._parts.danger}
            return self._partials.render("paper_country", **values)
        body = build.texts.render_plain(entry.id, self.locale.code, build.site_url)
        rows = self._emergency_rows
        values |= {"body": body, "proposing": None, "emergency_rows": rows}
        return self._partials.render("paper_entry", **values)

    def _make_document(
        self, name: str, parts: tuple[PaperPart, ...], title: str, author: str
    ) -> PaperDocument:
        updates = [entry.source.updated for entry in self.list_entries()]
        html = self._partials.render(
            "paper",
            title=title,
            author=author,
            parts=parts,
            whole=name == WHOLE,
            site_name=self.locale.site_name,
            site_url=self._build.site_url,
            day=max(updates, default=self._build.day),
        )
        html = write_fallback_elements(html)
        images = self._find_images(html)
        pictures = (file.read_bytes().hex() for file in images.values())
        key = hash_texts(html, read_paper_style(), *pictures)[:KEY_LENGTH]
        return PaperDocument(html, f"{self.locale.code}/{name}-{key}.pdf", images)

    def _find_images(self, html: str) -> Mapping[str, Path]:
        assets, docs = self._build.texts.assets, self._build.reading.settings.docs
        base = self._build.site_url
        known = {base + quote(assets.make_address(name)): docs / name for name in assets.names}
        used = dict.fromkeys(unescape(address) for address in IMAGE.findall(html))
        return {address: known[address] for address in used if address in known}
