"""Places: every page of a locale, what it shows, and its address.

Addresses are relative to the site's base (`harassment/block-someone/`, `fr/tags/police/`), quoted
as in a link, and the same in every locale but for the locale's prefix. A sensitive entry stands at
its number, `e/1054/`, wherever its file is: addresses are read in a history, and over a shoulder.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import TypeVar
from urllib.parse import quote, unquote

from entraide.model.countries import Country, list_countries
from entraide.model.entry import Entry, Status
from entraide.model.locales import N_, Locale
from entraide.model.site import Site, Term


class PageKind(StrEnum):
    """The kind of a page; each has a template of the same name, and a row in publish/pages/."""

    HOME = "home"
    ENTRY = "entry"
    CATEGORY = "category"
    TAG = "tag"
    TAGS = "tags"
    ENTRIES = "entries"
    CHANGES = "changes"
    COUNTRIES = "countries"
    COUNTRY = "country"
    CONTACT = "contact"
    LEGAL = "legal"
    ACCESSIBILITY = "accessibility"
    PROPOSE = "propose"
    TRANSLATE = "translate"


Subject = TypeVar("Subject", Entry, Term, Country)


@dataclass(frozen=True, slots=True)
class Place:
    """One page in all its languages. `stem` is its path without extension: `tags/index`.

    `source` is the stem of its Markdown file, where that differs. `indexed` says that search
    engines are to find it, `lists_all` that it is made of all listed entries and changes with them.
    `footer` is the message that links to it at the end of every page, "" for no link there.
    """

    kind: PageKind
    stem: str
    subject: Entry | Term | Country | None = None
    source: str = ""
    indexed: bool = True
    lists_all: bool = False
    footer: str = ""

    @property
    def path(self) -> str:
        """The address below the locale's prefix."""
        return _make_path(self.stem)

    def get_url(self, locale: Locale) -> str:
        """Return the address in `locale`, relative to the site's base."""
        return locale.prefix + self.path

    def get_source_uri(self, locale: Locale) -> str:
        """Return the Markdown file that it is made from, or would be: `fr/tags/index.md`."""
        return f"{locale.code}/{self.source or self.stem}.md"

    def get_dest_uri(self, locale: Locale) -> str:
        """Return the file of the built site: `fr/tags/index.html`."""
        return f"{locale.prefix}{unquote(self.path)}index.html"

    def get_subject(self, kind: type[Subject]) -> Subject:
        """Return what the page is about, which is of `kind` by the kind of the page."""
        if not isinstance(self.subject, kind):
            raise TypeError(f"{self.stem} is not about one {kind.__name__}")
        return self.subject

    @property
    def entry(self) -> Entry | None:
        return self.subject if isinstance(self.subject, Entry) else None

    @property
    def term(self) -> Term | None:
        return self.subject if isinstance(self.subject, Term) else None

    @property
    def country(self) -> Country | None:
        return self.subject if isinstance(self.subject, Country) else None


@cache  # lists, sidebars and links ask for the same ones, thousands of times
def _make_path(stem: str) -> str:
    index = stem == "index" or stem.endswith("/index")
    return quote(stem.removesuffix("index") if index else f"{stem}/")


WHERE_TO_REPORT = "where-to-report"

HOME = Place(PageKind.HOME, "index", lists_all=True)
ENTRIES = Place(PageKind.ENTRIES, "entries/index", lists_all=True, footer=N_("All entries"))
TAGS = Place(PageKind.TAGS, "tags/index", lists_all=True, footer=N_("Topics"))
COUNTRIES = Place(PageKind.COUNTRIES, f"{WHERE_TO_REPORT}/index", footer=N_("Where to report"))
CHANGES = Place(PageKind.CHANGES, "changes/index", lists_all=True, footer=N_("Recent changes"))
# Its name is a message of publish/pages/translator_page.py: it is for contributors.
TRANSLATE = Place(PageKind.TRANSLATE, "translate/index", indexed=False, footer="Help translate")
CONTACT = Place(PageKind.CONTACT, "contact/index", footer=N_("Contact"))
LEGAL = Place(PageKind.LEGAL, "legal/index", footer=N_("Legal notice"))
ACCESSIBILITY = Place(PageKind.ACCESSIBILITY, "accessibility/index", footer=N_("Accessibility"))
PROPOSE = Place(PageKind.PROPOSE, "propose/index", indexed=False)
# The pages of which a site has one; the footer of every page links to them in this order.
FIXED_PLACES = (
    HOME,
    ENTRIES,
    TAGS,
    COUNTRIES,
    CHANGES,
    TRANSLATE,
    CONTACT,
    LEGAL,
    ACCESSIBILITY,
    PROPOSE,
)

# Folders of the built site, as the locales' are; a category's id is one too.
RESERVED_FOLDERS = frozenset(
    {
        "assets",
        "desk",
        "e",
        "pagefind",
        "schemas",
        "search",
        *(place.stem.removesuffix("/index") for place in FIXED_PLACES),
    }
) - {HOME.stem}


def make_entry_place(entry: Entry) -> Place:
    stem = _make_short_stem(entry) if entry.sensitive else entry.address
    return Place(PageKind.ENTRY, stem, entry, source=entry.address)


def _make_short_stem(entry: Entry) -> str:
    return f"e/{entry.id}"


def make_short_url(entry: Entry, locale: Locale) -> str:
    """Return the address that outlives title and category: `fr/e/1029/`."""
    return locale.prefix + _make_path(_make_short_stem(entry))


def make_slug_url(entry: Entry, locale: Locale) -> str:
    """Return the address by category and slug: where an entry stands that is not sensitive."""
    return locale.prefix + _make_path(entry.address)


def find_entry_url(site: Site, number: int | None, locale: Locale) -> str:
    """Return the address of entry `number`; empty where there is none that readers see."""
    entry = site.entries.get(number or 0)
    public = entry is not None and entry.status is not Status.DRAFT
    return make_entry_place(entry).get_url(locale) if entry and public else ""


def make_category_place(category: Term) -> Place:
    return Place(PageKind.CATEGORY, f"{category.id}/index", category)


def make_tag_place(tag: Term) -> Place:
    return Place(PageKind.TAG, f"tags/{tag.id}", tag)


def make_country_place(country: Country) -> Place:
    return Place(PageKind.COUNTRY, f"{WHERE_TO_REPORT}/{country.slug}", country)


def make_proposal_url(entry: Entry, locale: Locale) -> str:
    """Return where a text of `entry` for `locale` is proposed.

    The number is a fragment: no server gets it, so it stands in no log.
    """
    return f"{PROPOSE.get_url(locale)}#{entry.id}"


def find_term_entries(place: Place, site: Site) -> tuple[Entry, ...]:
    """Return the listed entries of the category or the tag that `place` is about, in list order."""
    listed = site.by_category if place.kind is PageKind.CATEGORY else site.by_tag
    entries = listed.get(place.get_subject(Term).id, ())
    return tuple(sorted(entries, key=attrgetter("list_place")))


def find_index_place(site: Site) -> Place:
    """Return the place that leads to every entry: all from A to Z, or else the home page."""
    return ENTRIES if site.parts.index else HOME


def iter_places(site: Site, *, drafts: bool) -> Iterator[Place]:
    """Yield every place of the site; drafts only where they may be seen."""
    countries, parts = list_countries(site), site.parts
    left_out = {
        ENTRIES: not parts.index,
        COUNTRIES: not countries,
        TRANSLATE: len(site.locales) == 1 or not parts.proposals,
        LEGAL: LEGAL.kind not in site.stated,
        ACCESSIBILITY: not parts.accessibility or ACCESSIBILITY.kind not in site.stated,
        PROPOSE: not parts.proposals,
    }
    yield from (place for place in FIXED_PLACES if not left_out.get(place))
    yield from (make_category_place(category) for category in site.categories.values())
    yield from (make_tag_place(tag) for tag in site.tags.values() if tag.id in site.by_tag)
    yield from map(make_country_place, countries)
    for entry in site.entries.values():
        if drafts or entry.status is not Status.DRAFT:
            yield make_entry_place(entry)


def list_indexed_locales(place: Place, site: Site) -> tuple[Locale, ...]:
    """Return the locales in which `place` has a text of its own, for `hreflang` and the sitemap."""
    entry = place.entry
    if not place.indexed:
        return ()
    if entry is None:
        return site.locales
    if not entry.is_listed:
        return ()
    return tuple(locale for locale in site.locales if entry.get_version(locale.code))


def find_x_default(place: Place, site: Site) -> Locale | None:
    """Return the locale that `x-default` points to: the site's own, else the entry's source.

    None where the place is indexed in no locale.
    """
    indexed = list_indexed_locales(place, site)
    if site.default_locale in indexed or not indexed:
        return site.default_locale if indexed else None
    entry = place.entry
    return site.get_locale(entry.source.locale) if entry else site.default_locale
