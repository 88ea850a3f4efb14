"""The most useful entries of each category, chosen without counting visits.

First come entries in the reader's language, then those to which their writers gave a place
(`order`), the lowest first, then those that most listed entries name under `related`, then those
with lower numbers, which are older.
"""

from collections import Counter
from collections.abc import Mapping
from heapq import nsmallest

from entraide.model.entry import Entry
from entraide.model.site import Site

MOST_USEFUL_ENTRIES = 3


def find_useful_entries(site: Site, locale: str) -> Mapping[str, tuple[Entry, ...]]:
    """Return up to three listed entries of each category that has any, for readers of `locale`.

    It goes once through the whole site, and only one page of a locale needs it.
    """
    named = Counter(
        number for entry in site.listed_entries for number in {*entry.related} if number != entry.id
    )

    def rank(entry: Entry) -> tuple[bool, int, int, int]:
        order, number = entry.list_place
        return entry.get_version(locale) is None, order, -named[number], number

    return {
        category: tuple(nsmallest(MOST_USEFUL_ENTRIES, entries, key=rank))
        for category, entries in site.by_category.items()
    }
