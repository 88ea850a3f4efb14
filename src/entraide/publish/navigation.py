"""The sidebar: the categories and the entries of this one, capped.

What it costs does not depend on the number of entries: a window of a category, and a link to all.
"""

from bisect import bisect_left
from dataclasses import dataclass, replace

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import Kind, Place
from entraide.model.site import Site
from entraide.publish.views import Link, category_link, entry_link

WINDOW = 9  # entries shown of one category


@dataclass(frozen=True, slots=True)
class Sidebar:
    """`entries` belong to the current category; `more` leads to all of them, when capped."""

    categories: tuple[Link, ...]
    entries: tuple[Link, ...]
    more: Link | None


def sidebar(place: Place, site: Site, locale: Locale) -> Sidebar:
    current = _category_of(place)
    categories = tuple(
        _marked(category_link(category, site, locale), here=category.id == current)
        for category in site.categories.values()
    )
    siblings = site.by_category.get(current, ()) if current else ()
    shown = _window(siblings, place.entry)
    entries = tuple(
        _marked(entry_link(entry, site, locale), here=entry is place.entry) for entry in shown
    )
    more = next((link for link in categories if link.current), None)
    return Sidebar(categories, entries, more if len(siblings) > len(shown) else None)


def _marked(link: Link, *, here: bool) -> Link:
    return replace(link, current=True) if here else link


def _category_of(place: Place) -> str | None:
    if place.entry:
        return place.entry.category
    return place.stem.split("/")[0] if place.kind is Kind.CATEGORY else None


def _window(siblings: tuple[Entry, ...], entry: Entry | None) -> tuple[Entry, ...]:
    """At most WINDOW siblings, `entry` among them and about in the middle."""
    place = bisect_left(siblings, entry.id, key=lambda sibling: sibling.id) if entry else 0
    start = max(0, min(place - WINDOW // 2, len(siblings) - WINDOW))
    return siblings[start : start + WINDOW]
