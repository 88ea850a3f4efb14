"""The entries under “Related”: those that staff named first, then those with shared tags."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from entraide.model.entry import Entry
from entraide.model.site import Site

MOST_RELATED_ENTRIES = 5
NEIGHBOURS = 64  # entries looked at per tag, so that a page costs the same at any size of site


def find_related_entries(site: Site, entry: Entry, locale: str) -> list[Entry]:
    """Return at most five listed entries that exist in `locale`, the nearest first."""
    named = (site.entries[number] for number in entry.related if number in site.entries)
    fitting = (
        other
        for other in chain(named, iter_entries_sharing_tags(site, entry))
        if other.is_listed and other.id != entry.id and other.get_version(locale)
    )
    entries_by_id: dict[int, Entry] = {}
    for other in fitting:
        entries_by_id[other.id] = other
        if len(entries_by_id) == MOST_RELATED_ENTRIES:
            break
    return list(entries_by_id.values())


def iter_entries_sharing_tags(site: Site, entry: Entry) -> Iterator[Entry]:
    """Yield entries that share tags with `entry`: most common tags first, then by number."""
    common = Counter(
        other.id
        for tag in entry.tags
        for other in _select_nearest(site.by_tag.get(tag, ()), entry.id)
    )
    for number in sorted(common, key=lambda number: (-common[number], number)):
        yield site.entries[number]


def _select_nearest(entries: tuple[Entry, ...], number: int) -> tuple[Entry, ...]:
    """Return the entries whose numbers are nearest to `number`; `entries` is sorted by id."""
    if len(entries) <= NEIGHBOURS:
        return entries
    index = bisect_left(entries, number, key=lambda other: other.id)
    start = max(0, min(index - NEIGHBOURS // 2, len(entries) - NEIGHBOURS))
    return entries[start : start + NEIGHBOURS]
