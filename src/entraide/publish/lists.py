"""The pages that list entries: home, one a category, one a tag, all tags, all entries."""

from collections.abc import Iterable
from dataclasses import dataclass

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import Kind, Place
from entraide.model.site import Site
from entraide.publish.views import Link, category_link, entry_link, tag_link


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; `heading` is None where the page's own title says it."""

    heading: Link | None
    entries: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list page shows: a line that describes it, terms, and groups of entries."""

    summary: str
    terms: tuple[Link, ...]
    groups: tuple[Group, ...]


def listing(place: Place, site: Site, locale: Locale) -> Listing:
    """What the page of `place` lists; empty terms or groups are simply not shown."""
    return Listing(
        _summary(place, site, locale),
        tuple(_terms(place, site, locale)),
        _groups(place, site, locale),
    )


def _summary(place: Place, site: Site, locale: Locale) -> str:
    if place.term:
        return place.term.description[locale.code]
    return site.homes[locale.code].summary if place.kind is Kind.HOME else ""


def _terms(place: Place, site: Site, locale: Locale) -> Iterable[Link]:
    if place.kind is Kind.HOME:
        return (category_link(category, site, locale) for category in site.categories.values())
    if place.kind is Kind.TAGS:
        used = (tag for tag in site.tags.values() if tag.id in site.by_tag)
        return sorted(
            (tag_link(tag, site, locale) for tag in used), key=lambda link: link.title.casefold()
        )
    return ()


def _groups(place: Place, site: Site, locale: Locale) -> tuple[Group, ...]:
    term = place.term
    if term and place.kind is Kind.CATEGORY:
        return (_group(None, site.by_category.get(term.id, ()), site, locale),)
    if term:
        return (_group(None, site.by_tag[term.id], site, locale),)
    if place.kind is Kind.ENTRIES:
        return tuple(
            _group(category_link(category, site, locale), entries, site, locale)
            for category in site.categories.values()
            if (entries := site.by_category.get(category.id))
        )
    return ()


def _group(heading: Link | None, entries: Iterable[Entry], site: Site, locale: Locale) -> Group:
    return Group(heading, tuple(entry_link(entry, site, locale) for entry in entries))
