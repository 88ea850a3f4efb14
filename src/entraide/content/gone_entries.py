"""The message about an entry that was removed: since when, and where its readers go now."""

from collections.abc import Mapping

from entraide.errors import Fault
from entraide.model.numbers import GoneEntry, follow_removals, list_removals

GoneEntries = Mapping[int, GoneEntry]


def describe_gone_entry(word: str, gone_entries: GoneEntries) -> Fault | None:
    """Return the message about the removed entry with that number or address, and the cure.

    None where none was removed. A draft may have got another number since: then nothing has its old
    one.
    """
    for number, entry in list_removals(gone_entries):
        if word == str(number) or word in entry.addresses:
            what = f"entry {number} was removed on {entry.removed}"
            if entry.draft:
                what = f"no entry has had the number {number} since {entry.removed}"
            return what, _describe_goal(number, entry, gone_entries)
    return None


def _describe_goal(number: int, entry: GoneEntry, gone_entries: GoneEntries) -> str:
    """Return a sentence on where the readers of a removed entry go now."""
    if entry.draft:
        return "It was that of a draft; “entraide status” lists all entries"
    goal = follow_removals(entry.instead, gone_entries)
    if goal is None:
        return f"Nobody said where its readers should go: entraide remove {number} --instead ID"
    return f"Its readers go to {goal if isinstance(goal, str) else f'entry {goal}'} now"
