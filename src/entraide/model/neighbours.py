"""The entries before and after an entry in the list of its category."""

from bisect import bisect_left
from operator import attrgetter
from typing import NamedTuple

from entraide.model.entry import Entry
from entraide.model.site import Site


class Neighbours(NamedTuple):
    """The entries before and after; None at the ends, and for an entry that no list has."""

    previous: Entry | None
    next: Entry | None


def find_neighbours(site: Site, entry: Entry) -> Neighbours:
    """Return the neighbours of `entry`, by bisection: the cost is the same in any category."""
    if not entry.is_listed:
        return Neighbours(None, None)
    siblings = site.by_category[entry.category]
    index = bisect_left(siblings, entry.list_place, key=attrgetter("list_place"))
    return Neighbours(
        siblings[index - 1] if index else None,
        siblings[index + 1] if index + 1 < len(siblings) else None,
    )
