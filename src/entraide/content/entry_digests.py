"""Digests of entries, by which caches know whether an entry is what it was.

Readings that remember have them at hand; elsewhere they are computed when somebody asks.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from entraide.content.code_digest import hash_texts
from entraide.model.entry import Entry, PageText

AnyVersion = TypeVar("AnyVersion", bound=PageText)


class EntryDigest(NamedTuple):
    """The digest of all of an entry but its bodies, and the digest of all of it."""

    head: str
    whole: str


def compute_entry_digest(entry: Entry) -> EntryDigest:
    """Compute the digest of `entry`."""
    localised = {code: _blank(each) for code, each in entry.localised.items()}
    head = replace(entry, source=_blank(entry.source), localised=localised)
    return EntryDigest(hash_texts(repr(head)), hash_texts(repr(entry)))


class EntryDigests:
    """The digests of `entries` by their numbers, some of which are `known`."""

    def __init__(
        self, entries: Mapping[int, Entry], known: Mapping[int, EntryDigest] | None = None
    ) -> None:
        self._entries = entries
        self._known = dict(known or {})

    def get_digest(self, number: int) -> EntryDigest:
        """Return the digest of the entry with that number."""
        if number not in self._known:
            self._known[number] = compute_entry_digest(self._entries[number])
        return self._known[number]


def _blank(text: AnyVersion) -> AnyVersion:
    return replace(text, body="")
