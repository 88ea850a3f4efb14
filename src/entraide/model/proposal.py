"""A proposal: a translation, or a correction, of one version, sent by anybody; judged by staff.

It is text, segment by segment, beside what it was made from: whoever reads it later needs no
other revision of the site to understand it. Accepting one publishes nothing.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ProposalState(StrEnum):
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
    """One segment: what its source said, what stood there (`was`), and what is proposed."""

    key: str
    kind: str
    source: str
    was: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """`revision` is that of the source text it was made from; `texts` are in the text's order."""

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


def may_become(state: ProposalState, other: ProposalState) -> bool:
    return other in MOVES[state]


@dataclass(frozen=True, slots=True)
class ProposalCount:
    """How many proposals for one version nobody has decided on yet, and how many were accepted."""

    open: int
    accepted: int
