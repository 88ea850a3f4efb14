"""Giving numbers: the next one that no entry has or had, and what remembers it."""

from entraide.content.history import HistoryDepth, find_depth
from entraide.content.past_numbers import find_past_numbers
from entraide.content.reader import SiteReading
from entraide.content.writer import find_claimed_ids
from entraide.model.numbers import find_free_number

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


def describe_limit(reading: SiteReading) -> str:
    """Return what keeps git from telling which numbers were given; "" where nothing does."""
    limit = LIMITS.get(find_depth(reading.settings.root), "")
    if not limit:
        return ""
    known = "Only data/ids.yml tells" if reading.numbers.exists else "Nothing tells here"
    return f"{known} which numbers deleted entries had. {limit.format(reading.settings.root)}"
