"""Recent changes of all entries, for the page that lists them and for the feed.

Each revision from 2 on is a change with its own day and note. Revision 1, the publication, is a
change too: it has no note, and its day is known only while the entry has no later revision.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from heapq import nsmallest

from entraide.model.entry import Entry
from entraide.model.revision import Significance
from entraide.model.site import Site

MAX_CHANGES = 50  # on their page, and in the feed


@dataclass(frozen=True, slots=True)
class RecentChange:
    """One revision of one entry, as shown to readers of one locale.

    For a publication `note` is empty and `significance` None. `note_locale` is the code of the
    locale in which the note is written: the source's where the reader's has none.
    """

    entry: Entry
    revision: int
    date: date
    significance: Significance | None
    note: str
    note_locale: str

    @property
    def is_publication(self) -> bool:
        return self.revision == 1


def list_recent_changes(site: Site, locale: str, limit: int = MAX_CHANGES) -> list[RecentChange]:
    """Return the newest `limit` changes of listed entries, for readers of that locale (a code).

    Newest day first; within a day by the entry's number, its newest revision first.
    """
    changes = (change for entry in site.listed_entries for change in _iter_changes(entry, locale))
    return nsmallest(limit, changes, key=_sort_key)


def _iter_changes(entry: Entry, locale: str) -> Iterator[RecentChange]:
    for change in entry.changes:
        note, note_locale = entry.get_note(change, locale)
        yield RecentChange(
            entry, change.revision, change.date, change.significance, note, note_locale
        )
    if entry.revision == 1:
        day = max(entry.source.updated, entry.publish_on or entry.source.updated)
        yield RecentChange(entry, 1, day, None, "", locale)


def _sort_key(change: RecentChange) -> tuple[int, int, int]:
    return -change.date.toordinal(), change.entry.id, -change.revision


def find_newest_timestamp(site: Site) -> int:
    """Return the start (UTC) of the day of the newest text, in seconds since 1970; 0 if none."""
    days = (
        version.updated
        for entry in site.entries.values()
        for version in (entry.source, *entry.translations.values())
    )
    day = max(days, default=date(1970, 1, 1))
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
