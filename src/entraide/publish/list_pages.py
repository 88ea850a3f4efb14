"""The pages that are not entries: what they list, and the line that describes them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from gettext import NullTranslations
from itertools import groupby

from entraide.model.alphabet import FilingKey, make_filing_key
from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import PageKind, Place
from entraide.model.recent_changes import RecentChange, list_recent_changes
from entraide.model.revision import Significance
from entraide.model.site import Site
from entraide.model.taxonomy import Term
from entraide.model.useful_entries import find_useful_entries
from entraide.publish.views import Link, make_category_link, make_entry_link, make_tag_link

Gettext = Callable[[str], str]
MAX_CHANGES = 50  # shown on the page of recent changes
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
    """What a list page shows: a line that describes it, and topics, entries or days of changes.

    `way_back` says that a link to the top stands below each letter.
    """

    summary: str
    terms: tuple[Link, ...] = ()
    groups: tuple[EntryGroup, ...] = ()
    days: tuple[ChangeDay, ...] = ()
    way_back: bool = False


def build_listing(place: Place, site: Site, locale: Locale, words: NullTranslations) -> Listing:
    """Build what the page of `place` lists for readers of `locale`, whose catalog is `words`."""
    if place.term:
        return _list_term(place.kind, place.term, site, locale)
    return LISTINGS[place.kind](site, locale, words.gettext)


def _list_term(kind: PageKind, term: Term, site: Site, locale: Locale) -> Listing:
    listed = site.by_category if kind is PageKind.CATEGORY else site.by_tag
    entries = (make_entry_link(entry, site, locale) for entry in listed.get(term.id, ()))
    return Listing(term.description[locale.code], groups=(EntryGroup(tuple(entries)),))


def _list_home(site: Site, locale: Locale, _: Gettext) -> Listing:
    return Listing(site.homes[locale.code].summary, groups=tuple(_iter_categories(site, locale)))


def _list_tags(site: Site, locale: Locale, _: Gettext) -> Listing:
    summary = _("What these pages are about, whatever their category.")
    return Listing(summary, terms=_make_topics(site, locale))


def _list_entries(site: Site, locale: Locale, _: Gettext) -> Listing:
    summary = _("In alphabetical order. “A”, “an” and “the” at the start do not count.")
    letters = tuple(_iter_letters(site, locale))
    return Listing(summary, groups=letters, way_back=len(letters) > MAX_LETTERS)


def _list_changes(site: Site, locale: Locale, _: Gettext) -> Listing:
    summary = _("The newest pages, and what has changed for you in the others.")
    return Listing(summary, days=tuple(_iter_days(site, locale)))


def _list_countries(_site: Site, _locale: Locale, _: Gettext) -> Listing:
    return Listing(_("Police, helplines and other services outside this site, country by country."))


def _list_country(_site: Site, _locale: Locale, _: Gettext) -> Listing:
    return Listing(_("Who to call or write to, what each service is for, and what it is not for."))


def _list_contact(_site: Site, _locale: Locale, _: Gettext) -> Listing:
    return Listing(_("Where each “Report” button is, and how to write to us."))


def _list_legal(_site: Site, _locale: Locale, _: Gettext) -> Listing:
    return Listing(_("Who publishes this site, who stores it, and how to reach them."))


def _list_accessibility(_site: Site, _locale: Locale, _: Gettext) -> Listing:
    return Listing(_("Who can use this site, what is not good enough yet, and how to tell us."))


def _list_propose(_site: Site, _locale: Locale, _: Gettext) -> Listing:
    summary = _("You need no account. People read each proposal before anything is published.")
    return Listing(summary)


def _list_translate(_site: Site, _locale: Locale, _: Gettext) -> Listing:
    return Listing(
        _("You need no account, and one page is a help. What is needed most comes first.")
    )


LISTINGS = {
    PageKind.HOME: _list_home,
    PageKind.TAGS: _list_tags,
    PageKind.ENTRIES: _list_entries,
    PageKind.CHANGES: _list_changes,
    PageKind.COUNTRIES: _list_countries,
    PageKind.COUNTRY: _list_country,
    PageKind.CONTACT: _list_contact,
    PageKind.LEGAL: _list_legal,
    PageKind.ACCESSIBILITY: _list_accessibility,
    PageKind.PROPOSE: _list_propose,
    PageKind.TRANSLATE: _list_translate,
}


def _iter_categories(site: Site, locale: Locale) -> Iterator[EntryGroup]:
    """Yield every category with its most useful entries."""
    useful = find_useful_entries(site, locale.code)
    for category in site.categories.values():
        links = (make_entry_link(entry, site, locale) for entry in useful.get(category.id, ()))
        yield EntryGroup(tuple(links), category=make_category_link(category, site, locale))


def _make_topics(site: Site, locale: Locale) -> tuple[Link, ...]:
    used = (tag for tag in site.tags.values() if tag.id in site.by_tag)
    links = (make_tag_link(tag, site, locale) for tag in used)
    return tuple(sorted(links, key=lambda link: make_filing_key(link.title, locale.lang)))


def _iter_letters(site: Site, locale: Locale) -> Iterator[EntryGroup]:
    """Yield every entry under its letter, in alphabetical order."""

    def key(entry: Entry) -> FilingKey:
        version = entry.get_served_version(locale.code)
        return make_filing_key(version.title, site.get_locale(version.locale).lang)

    keyed = sorted((key(entry), entry.id, entry) for entry in site.listed_entries)
    for letter, found in groupby(keyed, key=lambda keyed_entry: keyed_entry[0].letter):
        links = (make_entry_link(entry, site, locale) for _, _, entry in found)
        yield EntryGroup(tuple(links), letter=letter, anchor=_make_anchor(letter))


def _make_anchor(letter: str) -> str:
    """Make an id that is a word in any script: `letter-e`, `letter-0`, `letter-س`, `letter-3f`."""
    first = letter[0]
    return f"letter-{first.casefold() if first.isalnum() else f'{ord(first):x}'}"


def _iter_days(site: Site, locale: Locale) -> Iterator[ChangeDay]:
    recent = list_recent_changes(site, locale.code, MAX_CHANGES)
    for day, changes in groupby(recent, key=lambda change: change.date):
        yield ChangeDay(day, tuple(_make_change_view(change, site, locale) for change in changes))


def _make_change_view(change: RecentChange, site: Site, locale: Locale) -> RecentChangeView:
    spoken = site.get_locale(change.note_locale)
    return RecentChangeView(
        entry=make_entry_link(change.entry, site, locale),
        publication=change.is_publication,
        important=change.significance is Significance.MAJOR,
        note=change.note,
        lang=spoken.lang,
        dir=spoken.dir,
    )
