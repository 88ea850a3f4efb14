"""Values for templates: small frozen records, one for each thing a page shows.

Templates loop over them and print them; they compute nothing. Every `url` is relative to the site's
base, for the `url` filter, unless its name says `absolute`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TypeVar

from entraide.content.babel_locales import find_language_name
from entraide.model.entry import Entry, LocalisedVersion
from entraide.model.locales import Locale
from entraide.model.neighbours import find_neighbours
from entraide.model.places import (
    Place,
    find_x_default,
    list_indexed_locales,
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
    """Call `linking` once for each subject and locale of a site: hundreds of pages ask for it."""

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
    translator: str | None
    reviewer: str | None
    reviewed: date | None
    unreviewed: bool  # whether the page says that nobody has reviewed it
    tags: tuple[Link, ...]
    related: tuple[Link, ...]
    changes: tuple[ChangeView, ...]
    previous: Link | None  # in the category
    next: Link | None


def build_entry_view(entry: Entry, site: TypesetSite, locale: Locale) -> EntryView:
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
        translator=localised.translator if localised else None,
        reviewer=version.reviewer,
        reviewed=version.reviewed,
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
    """What a reader must know before trusting the text; `kind` is its state.

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


def make_notice(
    entry: Entry, site: TypesetSite, locale: Locale, outdated: OutdatedSections = NOTHING_OUTDATED
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


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One choice of the language switch; `missing` where it leads to a fallback page."""

    name: str
    lang: str
    dir: str
    url: str
    current: bool
    missing: bool


def list_language_links(
    place: Place, site: TypesetSite, locale: Locale
) -> tuple[LanguageLink, ...]:
    """Return a link for each locale, that of the page too; none where there is no choice."""
    entry = place.entry
    if len(site.locales) == 1:
        return ()
    return tuple(
        LanguageLink(
            name=other.name,
            lang=other.lang,
            dir=other.dir,
            url=place.get_url(other),
            current=other == locale,
            missing=entry is not None and entry.get_version(other.code) is None,
        )
        for other in site.locales
    )


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the head tells search engines: addresses here are absolute."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]  # (hreflang, absolute URL), x-default last
    noindex: bool


def make_canonical_url(place: Place, site: TypesetSite, locale: Locale, site_url: str) -> str:
    """Return the absolute address of a page; a fallback page gives that of the source."""
    entry = place.entry
    shown = entry.get_served_version(locale.code).locale if entry else locale.code
    return site_url + place.get_url(site.get_locale(shown))


def make_page_head(place: Place, site: TypesetSite, locale: Locale, site_url: str) -> PageHead:
    """Make the head of a page; `site_url` ends with a slash and may have a path."""
    entry = place.entry
    missing = entry is not None and entry.get_version(locale.code) is None
    indexed = list_indexed_locales(place, site)
    alternates = [(other.lang, site_url + place.get_url(other)) for other in indexed]
    if default := find_x_default(place, site):
        alternates.append(("x-default", site_url + place.get_url(default)))
    return PageHead(
        canonical=make_canonical_url(place, site, locale, site_url),
        alternates=() if missing else tuple(alternates),
        noindex=missing or not place.indexed or (entry is not None and not entry.is_listed),
    )
