"""The pages that list entries: home, categories, tags, A to Z, changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from entraide.model.alphabet import FilingKey, make_filing_key
from entraide.model.entry import Entry
from entraide.model.locales import N_, Locale
from entraide.model.places import PageKind, Place, find_term_entries
from entraide.model.recent_changes import RecentChange, list_recent_changes
from entraide.model.revision import Significance
from entraide.model.site import Term, TypesetSite
from entraide.model.useful_entries import find_useful_entries
from entraide.publish.build_context import BuildContext
from entraide.publish.page_type import PageType
from entraide.publish.views import Link, make_category_link, make_entry_link, make_tag_link

MAX_LETTERS = 8  # with more, the letters at the top are far away


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries that stand together: of a category, under a letter, or all that a page has."""

    entries: tuple[Link, ...]
    category: Link | None = None
    letter: str = ""
    anchor: str = ""  # of the letter


@dataclass(frozen=True, slots=True)
class RecentChangeView:
    """One recent change; a publication has no note. `lang` and `dir` are those of the note."""

    entry: Link
    publication: bool
    important: bool
    note: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """The changes of one day."""

    date: date
    changes: tuple[RecentChangeView, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list page shows: topics, entries or days of changes; what is featured above them.

    `way_back` says that a link to the top stands below each letter.
    """

    terms: tuple[Link, ...] = ()
    groups: tuple[EntryGroup, ...] = ()
    days: tuple[ChangeDay, ...] = ()
    featured: tuple[Link, ...] = ()
    way_back: bool = False


def fill_home_page(place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the home page: its own text, then the categories."""
    text = build.texts.render_page(place, build.locale)
    listing = list_categories(build.typeset_site, build.locale)
    return {"listing": listing, "body": text.html, "expires": text.expires}


def fill_term_page(place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the page of a category or a tag."""
    return {"listing": list_term_entries(place, build.typeset_site, build.locale)}


def fill_tags_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"listing": list_tags(build.typeset_site, build.locale)}


def fill_entries_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"listing": list_letters(build.typeset_site, build.locale)}


def fill_changes_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"listing": list_days(build.typeset_site, build.locale)}


def list_categories(site: TypesetSite, locale: Locale) -> Listing:
    """List every category with its most useful entries, and what the operator features."""
    featured = (site.entries[number] for number in site.featured)
    return Listing(
        groups=tuple(_iter_categories(site, locale)),
        featured=tuple(make_entry_link(entry, site, locale) for entry in featured),
    )


def list_term_entries(place: Place, site: TypesetSite, locale: Locale) -> Listing:
    """List the entries of the category or the tag of `place`."""
    entries = find_term_entries(place, site)
    return Listing(
        groups=(EntryGroup(tuple(make_entry_link(entry, site, locale) for entry in entries)),)
    )


def list_tags(site: TypesetSite, locale: Locale) -> Listing:
    """List every tag in use, in alphabetical order."""
    used = (tag for tag in site.tags.values() if tag.id in site.by_tag)
    links = (make_tag_link(tag, site, locale) for tag in used)
    ordered = sorted(links, key=lambda link: make_filing_key(link.title, locale.lang))
    return Listing(terms=tuple(ordered))


def list_letters(site: TypesetSite, locale: Locale) -> Listing:
    """List every entry under its letter."""
    letters = tuple(_iter_letters(site, locale))
    return Listing(groups=letters, way_back=len(letters) > MAX_LETTERS)


def list_days(site: TypesetSite, locale: Locale) -> Listing:
    """List the newest changes, day by day."""
    return Listing(days=tuple(_iter_days(site, locale)))


def _iter_categories(site: TypesetSite, locale: Locale) -> Iterator[EntryGroup]:
    """Yield every category with its most useful entries, in the order of the home page."""
    useful = find_useful_entries(site, locale.code)
    for id_ in dict.fromkeys((*site.first_categories, *site.categories)):
        category = site.categories[id_]
        links = (make_entry_link(entry, site, locale) for entry in useful.get(category.id, ()))
        yield EntryGroup(tuple(links), category=make_category_link(category, site, locale))


def _iter_letters(site: TypesetSite, locale: Locale) -> Iterator[EntryGroup]:
    """Yield every entry under its letter, in alphabetical order."""

    def key(entry: Entry) -> FilingKey:
        version = entry.get_served_version(locale.code)
        return make_filing_key(version.title, site.get_locale(version.locale).lang)

    keyed = sorted((key(entry), entry.id, entry) for entry in site.listed_entries)
    for letter, letter_entries in groupby(keyed, key=lambda keyed_entry: keyed_entry[0].letter):
        links = (make_entry_link(entry, site, locale) for _, _, entry in letter_entries)
        yield EntryGroup(tuple(links), letter=letter, anchor=_make_anchor(letter))


def _make_anchor(letter: str) -> str:
    """Make an id that is a word in any script: `letter-e`, `letter-0`, `letter-س`, `letter-3f`."""
    first = letter[0]
    return f"letter-{first.casefold() if first.isalnum() else f'{ord(first):x}'}"


def _iter_days(site: TypesetSite, locale: Locale) -> Iterator[ChangeDay]:
    recent = list_recent_changes(site, locale.code)
    for day, changes in groupby(recent, key=lambda change: change.date):
        yield ChangeDay(day, tuple(_make_change_view(change, site, locale) for change in changes))


def _make_change_view(change: RecentChange, site: TypesetSite, locale: Locale) -> RecentChangeView:
    spoken = site.get_locale(change.note_locale)
    return RecentChangeView(
        entry=make_entry_link(change.entry, site, locale),
        publication=change.is_publication,
        important=change.significance is Significance.MAJOR,
        note=change.note,
        lang=spoken.lang,
        dir=spoken.dir,
    )


def _get_home_title(_place: Place, build: BuildContext) -> str:
    return build.typeset_site.homes[build.locale.code].title


def _get_home_summary(_place: Place, build: BuildContext) -> str:
    return build.typeset_site.homes[build.locale.code].summary


def _get_label(place: Place, build: BuildContext) -> str:
    return place.get_subject(Term).label[build.locale.code]


def _get_description(place: Place, build: BuildContext) -> str:
    return place.get_subject(Term).description[build.locale.code]


PAGES = {
    PageKind.HOME: PageType(_get_home_title, _get_home_summary, fill_home_page),
    PageKind.CATEGORY: PageType(_get_label, _get_description, fill_term_page),
    PageKind.TAG: PageType(_get_label, _get_description, fill_term_page),
    PageKind.TAGS: PageType(
        N_("Topics"), N_("What these pages are about, whatever their category."), fill_tags_page
    ),
    PageKind.ENTRIES: PageType(
        N_("All entries"),
        N_("In alphabetical order. “A”, “an” and “the” at the start do not count."),
        fill_entries_page,
    ),
    PageKind.CHANGES: PageType(
        N_("Recent changes"),
        N_("The newest pages, and what has changed for you in the others."),
        fill_changes_page,
    ),
}
