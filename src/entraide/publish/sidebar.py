"""The sidebar: the categories, and a limited number of entries of the current one.

It shows a window of a category and a link to all of it, so that it costs the same on any site.
"""

from bisect import bisect_left
from dataclasses import dataclass, replace
from operator import attrgetter

from entraide.model.entry import Entry
from entraide.model.locales import Locale
from entraide.model.places import PageKind, Place
from entraide.model.site import TypesetSite
from entraide.publish.views import Link, make_category_link, make_entry_link

MAX_ENTRIES = 9  # entries shown of one category


@dataclass(frozen=True, slots=True)
class Sidebar:
    """`entries` are of the `current` category; `more` leads to all of them if some are left out."""

    categories: tuple[Link, ...]
    current: Link | None
    entries: tuple[Link, ...]
    more: Link | None


def build_sidebar(place: Place, site: TypesetSite, locale: Locale) -> Sidebar:
    current = _find_category(place)
    categories = tuple(
        _mark_current(make_category_link(category, site, locale), here=category.id == current)
        for category in site.categories.values()
    )
    siblings = site.by_category.get(current, ()) if current else ()
    shown = _select_window(siblings, place.entry)
    entries = tuple(
        _mark_current(make_entry_link(entry, site, locale), here=entry is place.entry)
        for entry in shown
    )
    above = next((link for link in categories if link.current), None)
    return Sidebar(categories, above, entries, above if len(siblings) > len(shown) else None)


def _mark_current(link: Link, *, here: bool) -> Link:
    return replace(link, current=True) if here else link


def _find_category(place: Place) -> str | None:
    if place.entry:
        return place.entry.category
    return place.stem.split("/")[0] if place.kind is PageKind.CATEGORY else None


def _select_window(siblings: tuple[Entry, ...], entry: Entry | None) -> tuple[Entry, ...]:
    """Return as many siblings as fit, with `entry` about in the middle."""
    key = attrgetter("list_place")
    place = bisect_left(siblings, entry.list_place, key=key) if entry else 0
    start = max(0, min(place - MAX_ENTRIES // 2, len(siblings) - MAX_ENTRIES))
    return siblings[start : start + MAX_ENTRIES]
