"""The numbers of entries: each is given once, for good, and removed entries keep theirs.

An address is `category/slug`, as in `Entry.address`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

LONGEST_CHAIN = 20  # of entries that were each removed in favour of the next


@dataclass(frozen=True, slots=True)
class GoneEntry:
    """An entry that was removed, with its former addresses, the last one first.

    `instead` is where its readers should go: the number of an entry, an https address, or None. One
    that was only ever a `draft` has no page that says so: nobody knew its address.
    """

    addresses: tuple[str, ...]
    removed: date
    instead: int | str | None = None
    draft: bool = False
    sensitive: bool = False


def follow_removals(goal: int | str | None, entries: Mapping[int, GoneEntry]) -> int | str | None:
    """Return the final goal of readers of a removed entry, whose goal may be removed, too.

    `entries` are all that were removed. None where nobody named a goal, and where removed entries
    lead only to each other.
    """
    for _ in range(LONGEST_CHAIN):
        if not isinstance(goal, int) or goal not in entries:
            return goal
        goal = entries[goal].instead
    return None


def list_removals(entries: Mapping[int, GoneEntry]) -> list[tuple[int, GoneEntry]]:
    """Return the removed entries by number, the newest first.

    Where two of them had one address, one after the other, only the later one is listed.
    """
    return sorted(entries.items(), key=lambda row: (row[1].removed, row[0]), reverse=True)


@dataclass(frozen=True, slots=True)
class NumberRegister:
    """All numbers that were ever given, as kept in `data/ids.yml`.

    `addresses` has the address of each entry that exists, `gone` the removed ones. `lines` has the
    line of each number in the file, from 1. `exists` is false where there is no file.
    """

    addresses: Mapping[int, str] = field(default_factory=dict)
    gone: Mapping[int, GoneEntry] = field(default_factory=dict)
    lines: Mapping[int, int] = field(default_factory=dict)
    exists: bool = False

    @property
    def numbers(self) -> frozenset[int]:
        """All numbers that were ever given."""
        return frozenset({*self.addresses, *self.gone})

    def add(self, changes: Mapping[int, "str | GoneEntry"]) -> "NumberRegister":
        """Return the register with `changes` of addresses, and with entries that are removed."""
        rows: dict[int, str | GoneEntry] = {**self.addresses, **self.gone, **changes}
        addresses = {number: row for number, row in rows.items() if isinstance(row, str)}
        removals = {number: row for number, row in rows.items() if isinstance(row, GoneEntry)}
        return NumberRegister(addresses, removals, self.lines, exists=True)


def find_free_number(numbers: Iterable[int]) -> int:
    """Return the number after the highest of `numbers`, all that were ever given; 1 if empty."""
    return max(numbers, default=0) + 1
