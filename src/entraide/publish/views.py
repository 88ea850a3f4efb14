"""Values for templates: small frozen records, one for each thing a page shows.

Templates loop over them and print them; they compute nothing. Every `url` is relative to the site's
base, for the `url` filter, unless its name says `absolute`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TypeVar

from entraide.content.babel_locales import find_language_name, list_people
from entraide.model.entry import Entry, LocalisedVersion
from entraide.model.locales import Locale
from entraide.model.neighbours import find_neighbours
from entraide.model.places import (
    Place,
    make_category_place,
    make_entry_place,
    make_tag_place,
)
from entraide.model.reading_time import estimate_reading_minutes
from entraide.model.related_entries import find_related_entries
from entraide.model.revision import Change, Significance
from entraide.model.site import Term, TypesetSite
from entraide.model.translation_state import State
from entraide.publish.outdated_sections import NOTHING_OUTDATED, OutdatedSections
from entraide.publish.partial_sections import NOTHING_PARTIAL, PartialSections


@dataclass(frozen=True, slots=True)
class Link:
    """A page named in a list. `lang`, `dir` and `language` are those of the text behind it."""

    title: str
    url: str
    summary: str = ""
    lang: str = ""
    dir: str = ""
    language: str = ""  # its own name of itself
    current: bool = False
    fallback: bool = False  # the text behind it is in another language than the list
    count: int = 0


LinkSubject = TypeVar("LinkSubject", Entry, Term)
LinkMaker = Callable[[LinkSubject, TypesetSite, Locale], Link]


def _remember(linking: LinkMaker[LinkSubject]) -> LinkMaker[LinkSubject]:
    """Return `linking` with a cache by subject, locale and site: hundreds of pages ask for it."""

    @wraps(linking)
    def make_link_once(subject: LinkSubject, site: TypesetSite, locale: Locale) -> Link:
        key = (linking.__name__, subject.id, locale.code)
        link: Link | None = site.cache.get(key)
        if link is None:
            link = site.cache[key] = linking(subject, site, locale)
        return link

    return make_link_once


@_remember
def make_entry_link(entry: Entry, site: TypesetSite, locale: Locale) -> Link:
    version = entry.get_served_version(locale.code)
    spoken = site.get_locale(version.locale)
    return Link(
        title=version.title,
        url=make_entry_place(entry).get_url(locale),
        summary=version.summary,
        lang=spoken.lang,
        dir=spoken.dir,
        language=spoken.name,
        fallback=spoken != locale,
    )


def iter_entry_links(
    numbers: Iterable[int | None], site: TypesetSite, locale: Locale
) -> Iterator[Link]:
    """Yield a link to each entry of `numbers` that there is; a preview tells of any other."""
    for number in numbers:
        if entry := site.entries.get(number or 0):
            yield make_entry_link(entry, site, locale)


def make_term_link(term: Term, place: Place, locale: Locale, count: int = 0) -> Link:
    return Link(
        title=term.label[locale.code],
        url=place.get_url(locale),
        summary=term.description[locale.code],
        count=count,
    )


@_remember
def make_tag_link(tag: Term, site: TypesetSite, locale: Locale) -> Link:
    return make_term_link(tag, make_tag_place(tag), locale, len(site.by_tag.get(tag.id, ())))


@_remember
def make_category_link(category: Term, site: TypesetSite, locale: Locale) -> Link:
    count = len(site.by_category.get(category.id, ()))
    return make_term_link(category, make_category_place(category), locale, count)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One line of “what changed”; the note may be in the source's language."""

    date: date
    important: bool
    note: str
    lang: str
    dir: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as one page shows it; `lang` and `dir` are those of the text, not of the page."""

    id: int
    title: str
    summary: str
    lang: str
    dir: str
    revision: int  # that of the text shown: what a localised version was made from
    updated: date
    minutes: int  # to read it; 0 where no page says so
    author: str  # "" where no page says so
    translators: tuple[tuple[str, str], ...]  # what stands before each name, and the name
    reviewer: str | None
    reviewed: date | None
    later_passages: int  # texts that came after the review
    unreviewed: bool  # whether the page says that nobody has reviewed it
    tags: tuple[Link, ...]
    related: tuple[Link, ...]
    changes: tuple[ChangeView, ...]
    previous: Link | None  # in the category
    next: Link | None


def build_entry_view(
    entry: Entry, site: TypesetSite, locale: Locale, later_passages: int = 0
) -> EntryView:
    version = entry.get_served_version(locale.code)
    spoken = site.get_locale(version.locale)
    localised = version if isinstance(version, LocalisedVersion) else None
    before, after = find_neighbours(site, entry)
    return EntryView(
        id=entry.id,
        title=version.title,
        summary=version.summary,
        lang=spoken.lang,
        dir=spoken.dir,
        revision=version.revision,
        updated=version.updated,
        minutes=estimate_reading_minutes(version.body) if site.parts.reading_time else 0,
        author=entry.get_author(locale.code) if site.parts.author else "",
        translators=tuple(list_people(localised.translator, locale.lang) if localised else ()),
        reviewer=version.reviewer,
        reviewed=version.reviewed,
        later_passages=later_passages,
        unreviewed=site.parts.unreviewed and not version.reviewer,
        tags=tuple(make_tag_link(site.tags[tag], site, locale) for tag in entry.tags),
        related=tuple(_iter_related(entry, site, locale)),
        changes=tuple(make_change_view(change, entry, site, locale) for change in entry.changes),
        previous=make_entry_link(before, site, locale) if before else None,
        next=make_entry_link(after, site, locale) if after else None,
    )


def _iter_related(entry: Entry, site: TypesetSite, locale: Locale) -> Iterator[Link]:
    for other in find_related_entries(site, entry, locale.code) if site.parts.related else ():
        yield make_entry_link(other, site, locale)


def make_change_view(change: Change, entry: Entry, site: TypesetSite, locale: Locale) -> ChangeView:
    note, code = entry.get_note(change, locale.code)
    spoken = site.get_locale(code)
    important = change.significance is Significance.MAJOR
    return ChangeView(change.date, important, note, spoken.lang, spoken.dir)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must know before trusting the text; `kind` is the state of the version.

    `source_name` is the source's language in the language of the page: “anglais”. `changes` are the
    important ones of the source since.
    """

    kind: State
    source_name: str
    source_lang: str
    source_dir: str
    source_url: str
    changes: tuple[ChangeView, ...]
    outdated: OutdatedSections
    partial: PartialSections


def make_notice(
    entry: Entry,
    site: TypesetSite,
    locale: Locale,
    outdated: OutdatedSections = NOTHING_OUTDATED,
    partial: PartialSections = NOTHING_PARTIAL,
) -> Notice | None:
    """Make the notice of the version in `locale`; None for a source or a current version."""
    state = site.get_state(entry, locale.code)
    if state in {State.SOURCE, State.CURRENT}:
        return None
    source = site.get_locale(entry.source.locale)
    return Notice(
        kind=state,
        source_name=get_language_name(source, locale),
        source_lang=source.lang,
        source_dir=source.dir,
        source_url=make_entry_place(entry).get_url(source),
        changes=tuple(_iter_important_changes(entry, site, locale)),
        outdated=outdated,
        partial=partial,
    )


def _iter_important_changes(
    entry: Entry, site: TypesetSite, locale: Locale
) -> Iterator[ChangeView]:
    """Yield the important changes of the source since the version in `locale` was made."""
    version = entry.get_version(locale.code)
    for change in entry.changes if version else ():
        view = make_change_view(change, entry, site, locale)
        if version and view.important and change.revision > version.revision:
            yield view


def get_language_name(named: Locale, reader: Locale) -> str:
    """Return the name of a language as readers of another write it inside a sentence."""
    return find_language_name(named.lang, reader.lang) or named.name
