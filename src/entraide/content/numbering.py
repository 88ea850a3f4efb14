"""New numbers for entries: the next that none has or had, and the file that records it."""

from collections.abc import Mapping
from pathlib import Path

from entraide.content.data.ids import FILE_NAME, format_register
from entraide.content.history import HistoryDepth, find_depth
from entraide.content.past_numbers import find_past_numbers
from entraide.content.reader import SiteReading
from entraide.content.writer import find_claimed_ids
from entraide.model.numbers import GoneEntry, find_free_number

LIMITS = {
    HistoryDepth.SHALLOW: "This clone is shallow. For its earlier commits: git fetch --unshallow",
    HistoryDepth.REFUSED: "git does not read this repository, whose files belong to somebody else. "
    "To allow it: git config --global --add safe.directory {}",
    HistoryDepth.MISSING: "There is no git here, though this is a git repository. Install it.",
    HistoryDepth.BROKEN: "git cannot read this repository. See what it says: git fsck",
}


def choose_number(reading: SiteReading) -> int:
    """Return the next free number: no file, no branch and no removed entry ever had it."""
    return find_free_number(find_used_numbers(reading))


def find_used_numbers(reading: SiteReading) -> frozenset[int]:
    """Return every number that a file, a branch or a removed entry has or had."""
    settings = reading.settings
    past = find_past_numbers(settings.root, settings.docs_name, everywhere=True)
    claimed = find_claimed_ids(settings).values()
    return frozenset({*reading.site.entries, *reading.numbers.numbers, *claimed, *past})


def record_numbers(reading: SiteReading, changes: Mapping[int, str | GoneEntry]) -> dict[Path, str]:
    """Return the text of `data/ids.yml` after `changes`, by its path; {} if it stays the same.

    `changes` has, by number, the address of an entry or the record of a removal. A project without
    the file gets one with all its entries.
    """
    register = reading.numbers
    entries = () if register.exists else reading.site.entries.values()
    after = register.add({each.id: each.address for each in entries} | dict(changes))
    if register.exists and (after.addresses, after.gone) == (register.addresses, register.gone):
        return {}
    return {reading.settings.data / FILE_NAME: format_register(after)}


def describe_limit(reading: SiteReading) -> str:
    """Return why git cannot tell which numbers were given; "" where it can."""
    limit = LIMITS.get(find_depth(reading.settings.root), "")
    if not limit:
        return ""
    known = "Only data/ids.yml tells" if reading.numbers.exists else "Nothing tells here"
    return f"{known} which numbers deleted entries had. {limit.format(reading.settings.root)}"
