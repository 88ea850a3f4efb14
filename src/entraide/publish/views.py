"""Values for templates: small frozen records, one for each thing a page shows.

Templates loop over them and print them; they compute nothing. Every `url` is relative to the site's
base, for the `url` filter, unless its name says `absolute`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TypeVar, cast

from babel import Locale as BabelLocale

from entraide.model.entry import Entry, LocalisedVersion
from entraide.model.locales import Locale
from entraide.model.neighbours import neighbours
from entraide.model.places import (
    WORKSHOPS,
    Place,
    category_place,
    default_offer,
    entry_place,
    offered_in,
    tag_place,
)
from entraide.model.reading import reading_minutes
from entraide.model.related import related_entries
from entraide.model.revision import Change, Significance
from entraide.model.site import Site
from entraide.model.taxonomy import Term
from entraide.model.translation import State
from entraide.publish.behind import NOTHING, Behind


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


Subject = TypeVar("Subject", Entry, Term)
Linking = Callable[[Subject, Site, Locale], Link]


def _remember(linking: Linking[Subject]) -> Linking[Subject]:
    """Call `linking` once for each subject and locale of a site: hundreds of pages ask for it."""

    @wraps(linking)
    def remembered(subject: Subject, site: Site, locale: Locale) -> Link:
        key = (linking.__name__, subject.id, locale.code)
        link = site.remembered.get(key)
        if link is None:
            link = site.remembered[key] = linking(subject, site, locale)
        return cast("Link", link)

    return remembered


@_remember
def entry_link(entry: Entry, site: Site, locale: Locale) -> Link:
    version = entry.served(locale.code)
    spoken = site.locale(version.locale)
    return Link(
        title=version.title,
        url=entry_place(entry).url(locale),
        summary=version.summary,
        lang=spoken.lang,
        dir=spoken.dir,
        language=spoken.name,
        fallback=spoken != locale,
    )


def term_link(term: Term, place: Place, locale: Locale, count: int = 0) -> Link:
    return Link(
        title=term.label[locale.code],
        url=place.url(locale),
        summary=term.description[locale.code],
        count=count,
    )


@_remember
def tag_link(tag: Term, site: Site, locale: Locale) -> Link:
    return term_link(tag, tag_place(tag), locale, len(site.by_tag.get(tag.id, ())))


@_remember
def category_link(category: Term, site: Site, locale: Locale) -> Link:
    count = len(site.by_category.get(category.id, ()))
    return term_link(category, category_place(category), locale, count)


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One line of “what changed”; the note may be in the source's language."""

    revision: int
    date: date
    significance: Significance
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
    minutes: int  # to read it
    author: str
    translator: str | None
    reviewer: str | None
    reviewed: date | None
    tags: tuple[Link, ...]
    related: tuple[Link, ...]
    changes: tuple[ChangeView, ...]
    previous: Link | None  # in the category
    next: Link | None


def entry_view(entry: Entry, site: Site, locale: Locale) -> EntryView:
    version = entry.served(locale.code)
    spoken = site.locale(version.locale)
    localised = version if isinstance(version, LocalisedVersion) else None
    before, after = neighbours(site, entry)
    return EntryView(
        id=entry.id,
        title=version.title,
        summary=version.summary,
        lang=spoken.lang,
        dir=spoken.dir,
        revision=localised.source_revision if localised else entry.revision,
        updated=version.updated,
        minutes=reading_minutes(version.body),
        author=entry.author,
        translator=localised.translator if localised else None,
        reviewer=localised.reviewer if localised else None,
        reviewed=localised.reviewed if localised else None,
        tags=tuple(tag_link(site.tags[tag], site, locale) for tag in entry.tags),
        related=tuple(
            entry_link(other, site, locale) for other in related_entries(site, entry, locale.code)
        ),
        changes=tuple(change_view(change, entry, site, locale) for change in entry.changes),
        previous=entry_link(before, site, locale) if before else None,
        next=entry_link(after, site, locale) if after else None,
    )


def change_view(change: Change, entry: Entry, site: Site, locale: Locale) -> ChangeView:
    note, code = entry.note(change, locale.code)
    spoken = site.locale(code)
    return ChangeView(
        change.revision, change.date, change.significance, note, spoken.lang, spoken.dir
    )


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must know before trusting the text; `kind` is its state.

    `source_name` is the source's language in the language of the page: “anglais”.
    """

    kind: State
    source_name: str
    source_lang: str
    source_dir: str
    source_url: str
    source_revision: int | None
    revision: int
    behind: Behind


def notice(entry: Entry, site: Site, locale: Locale, behind: Behind = NOTHING) -> Notice | None:
    """Make the notice of the version in `locale`; None for a source or a current version."""
    state = site.state(entry, locale.code)
    if state in {State.SOURCE, State.CURRENT}:
        return None
    source = site.locale(entry.source.locale)
    localised = entry.localised.get(locale.code)
    return Notice(
        kind=state,
        source_name=language_name(source, locale),
        source_lang=source.lang,
        source_dir=source.dir,
        source_url=entry_place(entry).url(source),
        source_revision=localised.source_revision if localised else None,
        revision=entry.revision,
        behind=behind,
    )


def language_name(named: Locale, reader: Locale) -> str:
    """Return the name of a language as readers of another write it inside a sentence."""
    spoken = BabelLocale.parse(reader.lang, sep="-")
    return BabelLocale.parse(named.lang, sep="-").get_language_name(spoken) or named.name


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One choice of the language switch; `missing` where it leads to a fallback page."""

    name: str
    lang: str
    dir: str
    url: str
    current: bool
    missing: bool


def language_links(place: Place, site: Site, locale: Locale) -> tuple[LanguageLink, ...]:
    entry = place.entry
    return tuple(
        LanguageLink(
            name=other.name,
            lang=other.lang,
            dir=other.dir,
            url=place.url(other),
            current=other == locale,
            missing=entry is not None and entry.version(other.code) is None,
        )
        for other in site.locales
    )


@dataclass(frozen=True, slots=True)
class Head:
    """What the head tells search engines: addresses here are absolute."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]  # (hreflang, absolute URL), x-default last
    noindex: bool


def head(place: Place, site: Site, locale: Locale, site_url: str) -> Head:
    """Make the head of a page; `site_url` ends with a slash and may have a path."""
    entry = place.entry
    missing = entry is not None and entry.version(locale.code) is None
    canonical = site.locale(entry.source.locale) if entry and missing else locale
    offered = offered_in(place, site)
    alternates = [(other.lang, site_url + place.url(other)) for other in offered]
    if default := default_offer(place, site):
        alternates.append(("x-default", site_url + place.url(default)))
    return Head(
        canonical=site_url + place.url(canonical),
        alternates=() if missing else tuple(alternates),
        noindex=missing or place in WORKSHOPS or (entry is not None and not entry.listed),
    )
