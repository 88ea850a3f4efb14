"""The state of a localised version: one rule for the build, the commands and the desk."""

from collections.abc import Iterable
from enum import StrEnum

from entraide.model.revision import Change, Significance, find_significance_since


class State(StrEnum):
    """What a version is in relation to its source."""

    SOURCE = "source"  # the version the others are made from
    CURRENT = "current"
    PARTIAL = "partial"  # current as far as it goes: some of it is in the language of the source
    OUTDATED = "outdated"  # behind a medium revision
    MISLEADING = "misleading"  # behind a major revision
    MISSING = "missing"
    PROPOSED = "proposed"  # missing, with an open proposal

    @property
    def is_behind(self) -> bool:
        """Whether the source has changed since the version was made."""
        return self in {State.OUTDATED, State.MISLEADING}

    @property
    def is_missing(self) -> bool:
        """Whether there is no version, so that its page shows the source."""
        return self in {State.MISSING, State.PROPOSED}


STATE_AFTER = {
    None: State.CURRENT,
    Significance.MINOR: State.CURRENT,
    Significance.MEDIUM: State.OUTDATED,
    Significance.MAJOR: State.MISLEADING,
}


def find_state(changes: Iterable[Change], source_revision: int) -> State:
    """Return the state of a version made from `source_revision`, given the source's `changes`."""
    return STATE_AFTER[find_significance_since(changes, source_revision)]
