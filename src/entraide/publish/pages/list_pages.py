"""The pages that list entries: categories, tags, A to Z, changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from entraide.model.alphabet import make_filing_key
from entraide.model.entry import Status
from entraide.model.list_parts import list_part_bounds
from entraide.model.locales import N_, Locale
from entraide.model.places import ENTRIES, PageKind, Place, find_term_entries, make_part_place
from entraide.model.recent_changes import RecentChange, list_recent_changes
from entraide.model.revision import Significance
from entraide.model.site import Term, TypesetSite
from entraide.publish.build_context import BuildContext
from entraide.publish.entry_letters import LetterPart, list_letter_parts
from entraide.publish.page_type import PageType
from entraide.publish.part_links import PartLinks, make_part_links, make_part_title
from entraide.publish.views import Link, make_entry_link, make_tag_link

MAX_LETTERS = 8  # with more, the letters at the top are far away
MAX_LETTER_LINKS = 60  # of a list in parts: a script without an alphabet has hundreds, or thousands


@dataclass(frozen=True, slots=True)
class EntryGroup:
    """Entries that stand together: of a category, under a letter, or all that a page has.

    `had_entries`: there is none, and there were some that readers saw.
    """

    entries: tuple[Link, ...]
    category: Link | None = None
    letter: str = ""
    anchor: str = ""  # of the letter
    had_entries: bool = False


@dataclass(frozen=True, slots=True)
class LetterLink:
    """A letter, and where its entries stand: `url` is "" on the same page."""

    letter: str
    url: str
    anchor: str


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

    `letters` are all that a list has, also on other pages. `way_back` says that a link to the top
    stands below each letter.
    """

    terms: tuple[Link, ...] = ()
    groups: tuple[EntryGroup, ...] = ()
    days: tuple[ChangeDay, ...] = ()
    featured: tuple[Link, ...] = ()
    letters: tuple[LetterLink, ...] = ()
    way_back: bool = False
    parts: PartLinks | None = None


def fill_term_page(place: Place, build: BuildContext) -> dict[str, object]:
    """Return the values of the page of a category or a tag."""
    listing = list_term_entries(place, build.typeset_site, build.locale)
    return {"listing": replace(listing, parts=make_part_links(place, build))}


def fill_tags_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"listing": list_tags(build.typeset_site, build.locale)}


def fill_entries_page(place: Place, build: BuildContext) -> dict[str, object]:
    listing = list_letters(build.typeset_site, build.locale, place)
    return {"listing": replace(listing, parts=make_part_links(place, build))}


def fill_changes_page(_place: Place, build: BuildContext) -> dict[str, object]:
    return {"listing": list_days(build.typeset_site, build.locale)}


def list_term_entries(place: Place, site: TypesetSite, locale: Locale) -> Listing:
    """List the entries of the category or the tag of `place`: those of its part."""
    entries = find_term_entries(place, site)
    start, end = list_part_bounds(len(entries))[place.part - 1]
    links = tuple(make_entry_link(entry, site, locale) for entry in entries[start:end])
    had_entries = not links and has_lost_entries(place.get_subject(Term), site)
    return Listing(groups=(EntryGroup(links, had_entries=had_entries),))


def has_lost_entries(term: Term, site: TypesetSite) -> bool:
    """Return whether readers once saw entries under a category or tag that has none now.

    It was archived, moved to another category, or removed. Nobody remembers the tags of the last.
    """
    folders = tuple(f"{id_}/" for id_ in (term.id, *term.moved_from))
    former_paths = (path for entry in site.listed_entries for path in entry.moved_from)
    last_paths = (path for each in site.gone.values() if not each.draft for path in each.addresses)
    return any(path.startswith(folders) for path in (*former_paths, *last_paths)) or any(
        entry.status is Status.ARCHIVED and term.id in {entry.category, *entry.tags}
        for entry in site.entries.values()
    )


def list_tags(site: TypesetSite, locale: Locale) -> Listing:
    """List every tag in use, in alphabetical order."""
    used = (tag for tag in site.tags.values() if tag.id in site.by_tag)
    links = (make_tag_link(tag, site, locale) for tag in used)
    ordered = sorted(links, key=lambda link: make_filing_key(link.title, locale.lang))
    return Listing(terms=tuple(ordered))


def list_letters(site: TypesetSite, locale: Locale, place: Place = ENTRIES) -> Listing:
    """List the entries of the part of `place`, each under its letter."""
    parts = list_letter_parts(site, locale)
    groups = (
        EntryGroup(
            tuple(make_entry_link(filed.entry, site, locale) for filed in entries),
            letter=letter,
            anchor=_make_anchor(letter),
        )
        for letter, entries in groupby(parts[place.part - 1].entries, key=attrgetter("letter"))
    )
    letters = tuple(_iter_letter_links(parts, place, locale))
    few = len(parts) == 1 or len(letters) <= MAX_LETTER_LINKS
    return Listing(
        groups=tuple(groups), letters=letters if few else (), way_back=len(letters) > MAX_LETTERS
    )


def list_days(site: TypesetSite, locale: Locale) -> Listing:
    """List the newest changes, day by day."""
    return Listing(days=tuple(_iter_days(site, locale)))


def _iter_letter_links(
    parts: Sequence[LetterPart], place: Place, locale: Locale
) -> Iterator[LetterLink]:
    """Yield each letter once, with where it begins."""
    numbers: dict[str, int] = {}
    for number, part in enumerate(parts, 1):
        for filed in part.entries:
            numbers.setdefault(filed.letter, number)
    for letter, number in numbers.items():
        there = make_part_place(place.beginning, number).get_url(locale)
        yield LetterLink(letter, "" if number == place.part else there, _make_anchor(letter))


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


def _get_description(place: Place, build: BuildContext) -> str:
    return place.get_subject(Term).description[build.locale.code]


PAGES = {
    PageKind.CATEGORY: PageType(make_part_title, _get_description, fill_term_page),
    PageKind.TAG: PageType(make_part_title, _get_description, fill_term_page),
    PageKind.TAGS: PageType(
        N_("Topics"), N_("What these pages are about, whatever their category."), fill_tags_page
    ),
    PageKind.ENTRIES: PageType(
        make_part_title,
        N_("In alphabetical order. “A”, “an” and “the” at the start do not count."),
        fill_entries_page,
    ),
    PageKind.CHANGES: PageType(
        N_("Recent changes"),
        N_("The newest pages, and what has changed for you in the others."),
        fill_changes_page,
    ),
}
