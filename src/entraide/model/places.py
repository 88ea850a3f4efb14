"""Places: every page of a locale, what it shows, and its address.

Addresses are relative to the site's base (`harassment/block-someone/`, `fr/tags/police/`), quoted
as in a link, and the same in every locale but for the locale's prefix. A sensitive entry stands at
its number, `e/1054/`, wherever its file is: addresses are read in a history, and over a shoulder.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from operator import attrgetter
from typing import TypeVar
from urllib.parse import quote, unquote

from entraide.model.countries import Country, list_countries
from entraide.model.entry import Entry, Status
from entraide.model.guide import GuideStep, find_first_step
from entraide.model.list_parts import count_parts
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
    ASK = "ask"
    TRANSLATE = "translate"
    PEOPLE = "people"
    GUIDE = "guide"
    SCAM_CHECK = "scam_check"
    INCIDENT_LOG = "incident_log"


Subject = TypeVar("Subject", Entry, Term, Country, GuideStep)


@dataclass(frozen=True, slots=True)
class Place:
    """One page in all its languages. `stem` is its path without extension: `tags/index`.

    `source` is the stem of its Markdown file, where that differs. `indexed`: search engines are to
    find it. `lists_all`: it is made of all listed entries, and changes with any of them. `footer`
    is the message of the link to it at the end of every page, or "" for no link. `part` is the
    number of the part of a divided list, and `whole` the place of that list.
    """

    kind: PageKind
    stem: str
    subject: Entry | Term | Country | GuideStep | None = None
    source: str = ""
    indexed: bool = True
    lists_all: bool = False
    footer: str = ""
    part: int = 1
    whole: "Place | None" = None

    @property
    def beginning(self) -> "Place":
        """The page where its list begins: the page itself, unless it is a later part."""
        return self.whole or self

    @property
    def is_parallel(self) -> bool:
        """Whether the page shows the same in every language; parts of A to Z do not."""
        return self.kind is not PageKind.ENTRIES or self.part == 1

    @property
    def path(self) -> str:
        """The address below the locale's prefix."""
        return _make_path(self.stem)

    def get_url(self, locale: Locale) -> str:
        """Return the address in `locale`, relative to the site's base."""
        return locale.prefix + self.path

    def get_source_uri(self, locale: Locale) -> str:
        """Return the Markdown file that the page is made from, or would be: `fr/tags/index.md`."""
        return f"{locale.code}/{self.source or self.stem}.md"

    def get_dest_uri(self, locale: Locale) -> str:
        """Return the file of the built site: `fr/tags/index.html`."""
        return f"{locale.prefix}{unquote(self.path)}index.html"

    def get_subject(self, kind: type[Subject]) -> Subject:
        """Return what the page is about; `kind` is the type that its page kind has."""
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


WHERE_TO_REPORT, FIND_HELP, SEARCH_FOLDER = "where-to-report", "find-help", "search"

HOME = Place(PageKind.HOME, "index", lists_all=True)
ENTRIES = Place(PageKind.ENTRIES, "entries/index", lists_all=True, footer=N_("All entries"))
TAGS = Place(PageKind.TAGS, "tags/index", lists_all=True, footer=N_("Topics"))
COUNTRIES = Place(PageKind.COUNTRIES, f"{WHERE_TO_REPORT}/index", footer=N_("Where to report"))
CHANGES = Place(PageKind.CHANGES, "changes/index", lists_all=True, footer=N_("Recent changes"))
# The names of two pages for contributors are messages of their modules in publish/pages/.
TRANSLATE = Place(PageKind.TRANSLATE, "translate/index", indexed=False, footer="Help translate")
ASK = Place(PageKind.ASK, "ask/index", indexed=False, footer="Ask a question")
CONTACT = Place(PageKind.CONTACT, "contact/index", footer=N_("Contact"))
LEGAL = Place(PageKind.LEGAL, "legal/index", footer=N_("Legal notice"))
ACCESSIBILITY = Place(PageKind.ACCESSIBILITY, "accessibility/index", footer=N_("Accessibility"))
PROPOSE = Place(PageKind.PROPOSE, "propose/index", indexed=False)
SCAM_CHECK = Place(PageKind.SCAM_CHECK, "scam-check/index")
PEOPLE = Place(PageKind.PEOPLE, "translate/people/index", indexed=False)
INCIDENT_LOG = Place(PageKind.INCIDENT_LOG, "notes/index", indexed=False)
# The pages of which a site has one; the footer of every page links to them in this order.
FIXED_PLACES = (
    *(HOME, ENTRIES, TAGS, COUNTRIES, CHANGES),
    *(TRANSLATE, ASK, CONTACT, LEGAL, ACCESSIBILITY, PROPOSE),
)

# Folders of the built site, as the locales' are; a category's id is one too.
OPTIONAL_PLACES = (SCAM_CHECK, INCIDENT_LOG)  # of which a site has what its data has
RESERVED_FOLDERS = frozenset(
    {
        *("assets", "desk", "e", FIND_HELP, "schemas", SEARCH_FOLDER),
        *(place.stem.removesuffix("/index") for place in (*FIXED_PLACES, *OPTIONAL_PLACES)),
    }
) - {HOME.stem}


def make_entry_place(entry: Entry) -> Place:
    stem = _make_short_stem(entry) if entry.sensitive else entry.address
    return Place(PageKind.ENTRY, stem, entry, source=entry.address)


def _make_short_stem(entry: Entry) -> str:
    return f"e/{entry.id}"


def make_short_url(entry: Entry, locale: Locale) -> str:
    """Return the address that stays when title and category change: `fr/e/1029/`."""
    return locale.prefix + _make_path(_make_short_stem(entry))


def make_slug_url(entry: Entry, locale: Locale) -> str:
    """Return the address by category and slug, where any entry is that is not sensitive."""
    return locale.prefix + _make_path(entry.address)


def find_entry_url(site: Site, number: int | None, locale: Locale) -> str:
    """Return the address of entry `number`; "" where readers have no such page."""
    entry = site.entries.get(number or 0)
    public = entry is not None and entry.status is not Status.DRAFT
    return make_entry_place(entry).get_url(locale) if entry and public else ""


def make_category_place(category: Term) -> Place:
    return Place(PageKind.CATEGORY, f"{category.id}/index", category)


def make_tag_place(tag: Term) -> Place:
    return Place(PageKind.TAG, f"tags/{tag.id}", tag)


def make_part_place(place: Place, part: int) -> Place:
    """Return the place of one part of the list that begins at `place`."""
    if part == 1:
        return place
    stem = f"{place.stem.removesuffix('/index')}/page/{part}"
    return replace(place, stem=stem, footer="", part=part, whole=place)


def make_country_place(country: Country) -> Place:
    return Place(PageKind.COUNTRY, f"{WHERE_TO_REPORT}/{country.slug}", country)


def make_guide_place(step: GuideStep, site: Site) -> Place:
    """Return the place of a step of the guided path; search engines find only the first."""
    is_first = step == find_first_step(site.guide)
    stem = f"{FIND_HELP}/{'index' if is_first else step.token}"
    return Place(PageKind.GUIDE, stem, step, indexed=is_first)


def find_guide_url(site: Site, locale: Locale) -> str:
    """Return the address where the guided path begins; "" on a site that has none."""
    step = find_first_step(site.guide)
    return make_guide_place(step, site).get_url(locale) if step else ""


def make_proposal_url(entry: Entry, locale: Locale) -> str:
    """Return the address where a text of `entry` in `locale` is proposed.

    The number is a fragment, which no server receives or logs.
    """
    return f"{PROPOSE.get_url(locale)}#{entry.id}"


def find_term_entries(place: Place, site: Site) -> tuple[Entry, ...]:
    """Return the listed entries of the category or the tag that `place` is about, in list order."""
    listed = site.by_category if place.kind is PageKind.CATEGORY else site.by_tag
    entries = listed.get(place.get_subject(Term).id, ())
    return tuple(sorted(entries, key=attrgetter("list_place")))


def find_index_place(site: Site) -> Place:
    """Return the place that leads to every entry: A to Z, or else the home page."""
    return ENTRIES if site.parts.index else HOME


def iter_places(site: Site, *, drafts: bool) -> Iterator[Place]:
    """Yield every place of the site; with `drafts`, also those of drafts, for previews."""
    countries, parts = list_countries(site), site.parts
    left_out = {
        ENTRIES: not parts.index,
        COUNTRIES: not countries,
        TRANSLATE: not site.asks_translators,
        LEGAL: LEGAL.kind not in site.stated,
        ACCESSIBILITY: not parts.accessibility or ACCESSIBILITY.kind not in site.stated,
        PROPOSE: not parts.proposals,
        ASK: not parts.questions,
    }
    yield from (place for place in FIXED_PLACES if not left_out.get(place))
    yield from (make_category_place(category) for category in site.categories.values())
    yield from (make_tag_place(tag) for tag in site.tags.values() if tag.id in site.by_tag)
    yield from map(make_country_place, countries)
    yield from (make_guide_place(step, site) for step in site.guide.values())
    yield from [PEOPLE] if site.names_people else []
    yield from [SCAM_CHECK] if site.scam_check else []
    yield from [INCIDENT_LOG] if site.incident_log else []
    yield from _iter_further_parts(site)
    for entry in site.entries.values():
        if drafts or entry.status is not Status.DRAFT:
            yield make_entry_place(entry)


def _iter_further_parts(site: Site) -> Iterator[Place]:
    """Yield every part of a list that is divided, but the first."""
    lists = {ENTRIES.stem: (ENTRIES, site.listed_entries)} if site.parts.index else {}
    for category in site.categories.values():
        place = make_category_place(category)
        lists[place.stem] = place, site.by_category.get(category.id, ())
    for tag in site.tags.values():
        place = make_tag_place(tag)
        lists[place.stem] = place, site.by_tag.get(tag.id, ())
    for place, entries in lists.values():
        for part in range(2, count_parts(len(entries)) + 1):
            yield make_part_place(place, part)


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
    """Return where `x-default` points: the site’s own, else the source’s; None if not indexed."""
    indexed = list_indexed_locales(place, site)
    if site.default_locale in indexed or not indexed:
        return site.default_locale if indexed else None
    entry = place.entry
    return site.get_locale(entry.source.locale) if entry else site.default_locale
