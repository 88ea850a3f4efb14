"""The numbers of entries: each is given once, for good, and what became of it is remembered.

An address is `category/slug`, as in `Entry.address`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class GoneEntry:
    """An entry that was removed: where it stood, the last address first.

    `instead` is where its readers should go: the number of an entry, an https address, or None.
    One that was only ever a `draft` has no page that says so: nobody knew its address.
    """

    addresses: tuple[str, ...]
    removed: date
    instead: int | str | None = None
    draft: bool = False
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class NumberRegister:
    """Every number that was ever given, as `data/ids.yml` remembers it.

    `places` has the address of each entry that there is, `gone` those that were removed. `lines`
    are those of the file, from 1, by number. `exists` tells an empty file from none.
    """

    places: Mapping[int, str] = field(default_factory=dict)
    gone: Mapping[int, GoneEntry] = field(default_factory=dict)
    lines: Mapping[int, int] = field(default_factory=dict)
    exists: bool = False

    @property
    def numbers(self) -> frozenset[int]:
        """Every number that it has."""
        return frozenset({*self.places, *self.gone})

    def add(self, changes: Mapping[int, "str | GoneEntry"]) -> "NumberRegister":
        """Return the register with other addresses, and with entries that are gone."""
        rows: dict[int, str | GoneEntry] = {**self.places, **self.gone, **changes}
        places = {number: row for number, row in rows.items() if isinstance(row, str)}
        removals = {number: row for number, row in rows.items() if isinstance(row, GoneEntry)}
        return NumberRegister(places, removals, self.lines, exists=True)


def find_free_number(numbers: Iterable[int]) -> int:
    """Return the number after the highest of those that were ever given; 1 for the first."""
    return max(numbers, default=0) + 1
