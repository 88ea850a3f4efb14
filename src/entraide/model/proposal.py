"""A proposal: texts that a visitor sends for one version of an entry, and staff decide on.

Each text stands beside the text that it was made from, so that a proposal can be read without any
other revision of the site. Accepting a proposal publishes nothing.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_CREDIT = 80  # characters of the name to be credited
LONGEST_NOTE = 1_000  # characters of a note, to staff or by them


class ProposalState(StrEnum):
    """Whether staff have decided on a proposal, and how."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


# A decision can be taken back; one decision never becomes the other without that.
MOVES: dict[ProposalState, frozenset[ProposalState]] = {
    ProposalState.OPEN: frozenset({ProposalState.ACCEPTED, ProposalState.DECLINED}),
    ProposalState.ACCEPTED: frozenset({ProposalState.OPEN}),
    ProposalState.DECLINED: frozenset({ProposalState.OPEN}),
}


@dataclass(frozen=True, slots=True)
class ProposedText:
    """One segment: its source, the text that the site had (`old_text`), and the text proposed."""

    key: str
    kind: str
    source: str
    old_text: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One proposal; its texts are in the order of the version.

    `revision` is the revision of the source text that it was made from.
    """

    id: str
    entry: int
    locale: str
    revision: int
    texts: tuple[ProposedText, ...]
    credit: str  # the name to be credited; "" for none
    licence: str  # the terms that the sender agreed to, as they were shown
    note: str  # to staff
    proven: bool
    state: ProposalState
    reason: str  # why it was declined, as the sender may read it
    day: date

    @property
    def short_id(self) -> str:
        """The first digits of its id, which people type and messages show."""
        return self.id[:8]


def may_become(state: ProposalState, other: ProposalState) -> bool:
    """Return whether a proposal in `state` may change to `other`."""
    return other in MOVES[state]


@dataclass(frozen=True, slots=True)
class ProposalCount:
    """How many proposals for one version are open, and how many were accepted."""

    open: int
    accepted: int
