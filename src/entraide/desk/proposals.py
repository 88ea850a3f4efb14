"""Proposals in the store: kept as they came, listed and decided upon by staff, never published.

A decision is one statement that looks at the state and changes it. So if two members of staff
decide at once, the second is told that the first was faster. Each text stands beside what it was
made from, so reading a proposal takes its row alone.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    case,
    func,
    insert,
    select,
    update,
)

from entraide.desk.tables import proposals
from entraide.model.proposal import (
    Proposal,
    ProposalCount,
    ProposalState,
    ProposedText,
    may_become,
)

AT_ONCE = 10  # proposals in memory
IN_ORDER = (proposals.c.proven.desc(), proposals.c.day, proposals.c.id)
OPEN, ACCEPTED = ProposalState.OPEN, ProposalState.ACCEPTED


def store_proposal(connection: Connection, proposal: Proposal, receipt_digest: str) -> None:
    """Store `proposal`; `receipt_digest` is the digest of the token in its sender's link."""
    row = asdict(proposal) | {
        "texts": json.dumps([asdict(text) for text in proposal.texts], ensure_ascii=False),
        "state": proposal.state.value,
        "day": proposal.day.isoformat(),
        "staff_note": "",
        "receipt": receipt_digest,
        "decided": "",
    }
    connection.execute(insert(proposals), row)


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """Which proposals to list: in one of these states, of one entry, of one locale."""

    states: Collection[ProposalState]
    entry: int | None = None
    locale: str | None = None

    def list_conditions(self) -> list[ColumnElement[bool]]:
        conditions: list[ColumnElement[bool]] = [
            proposals.c.state.in_([state.value for state in self.states])
        ]
        if self.entry is not None:
            conditions.append(proposals.c.entry == self.entry)
        if self.locale is not None:
            conditions.append(proposals.c.locale == self.locale)
        return conditions


def list_proposals(
    connection: Connection, proposal_filter: ProposalFilter, start: int, limit: int
) -> list[Proposal]:
    """Return up to `limit` proposals after the first `start`.

    Those with a proof of work come first, and then the oldest.
    """
    ids = _select_ids(proposal_filter).offset(start).limit(limit)
    return list(_find_all(connection, connection.execute(ids).scalars().all()))


def iter_proposals(connection: Connection, proposal_filter: ProposalFilter) -> Iterator[Proposal]:
    """Yield all proposals in the order of `list_proposals`, read a few at a time.

    Each may be as long as an entry. Their ids are sorted first, so that no database sorts their
    texts.
    """
    ids = connection.execute(_select_ids(proposal_filter)).scalars().all()
    for start in range(0, len(ids), AT_ONCE):
        yield from _find_all(connection, ids[start : start + AT_ONCE])


def _select_ids(proposal_filter: ProposalFilter) -> Select[str]:
    """Return the query of the ids in order; an index has all of it, so that no text is read."""
    return select(proposals.c.id).where(*proposal_filter.list_conditions()).order_by(*IN_ORDER)


def _find_all(connection: Connection, ids: Sequence[str]) -> Iterator[Proposal]:
    """Yield the proposals with these `ids`, in their order, without those deleted meanwhile."""
    rows = connection.execute(select(proposals).where(proposals.c.id.in_(ids))).mappings()
    rows_by_id = {row["id"]: row for row in rows}
    return (_make_proposal(rows_by_id[id_]) for id_ in ids if id_ in rows_by_id)


def count_proposals(connection: Connection, proposal_filter: ProposalFilter) -> int:
    query = select(func.count()).select_from(proposals).where(*proposal_filter.list_conditions())
    return connection.execute(query).scalar_one()


def find_proposal(connection: Connection, id_: str) -> Proposal | None:
    return _find(connection, proposals.c.id == id_)


def find_by_receipt(connection: Connection, receipt_digest: str) -> Proposal | None:
    """Return the proposal whose receipt has that digest; None where there is none."""
    return _find(connection, proposals.c.receipt == receipt_digest)


def read_staff_note(connection: Connection, id_: str) -> str:
    """Return the note of staff on the proposal; "" if there is none, or no such proposal."""
    query = select(proposals.c.staff_note).where(proposals.c.id == id_)
    return connection.execute(query).scalar() or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision of staff on a day. `reason` is for the sender.

    A `staff_note` of None leaves the note as it is. A reason is deleted when the decision is taken
    back.
    """

    state: ProposalState
    day: date
    reason: str = ""
    staff_note: str | None = None


def decide(connection: Connection, id_: str, decision: Decision) -> bool:
    """Store a decision on a proposal; return False where its state does not allow it."""
    new_values = {
        "state": decision.state.value,
        "reason": decision.reason,
        "decided": "" if decision.state is OPEN else decision.day.isoformat(),
    }
    if decision.staff_note is not None:
        new_values["staff_note"] = decision.staff_note
    states_before = [other.value for other in ProposalState if may_become(other, decision.state)]
    statement = (
        update(proposals)
        .where(proposals.c.id == id_, proposals.c.state.in_(states_before))
        .values(new_values)
        .returning(proposals.c.id)  # a count of rows is not told by every driver
    )
    return connection.execute(statement).first() is not None


def is_open(connection: Connection, id_: str) -> bool:
    """Return whether nothing is decided on the proposal."""
    query = select(proposals.c.state).where(proposals.c.id == id_)
    return connection.execute(query).scalar() == OPEN.value


def write_staff_note(connection: Connection, id_: str, text: str) -> bool:
    """Store the note of staff on a proposal; return False where there is no such proposal."""
    statement = (
        update(proposals)
        .where(proposals.c.id == id_)
        .values(staff_note=text)
        .returning(proposals.c.id)
    )
    return connection.execute(statement).first() is not None


def count_waiting(connection: Connection) -> Mapping[tuple[int, str], ProposalCount]:
    """Count the open and the accepted proposals, by entry and locale."""
    version = (proposals.c.entry, proposals.c.locale)
    query = (
        select(*version, _count_in_state(OPEN), _count_in_state(ACCEPTED))
        .where(proposals.c.state.in_([OPEN.value, ACCEPTED.value]))
        .group_by(*version)
    )
    # Sorted here: databases do not agree on the order of “fr” and “fr-CA”.
    rows = sorted(connection.execute(query), key=lambda row: (row[0], row[1]))
    return {(entry, locale): ProposalCount(*counts) for entry, locale, *counts in rows}


def _count_in_state(state: ProposalState) -> ColumnElement[int]:
    return func.count(case((proposals.c.state == state.value, 1)))


def _find(connection: Connection, where: ColumnElement[bool]) -> Proposal | None:
    row = connection.execute(select(proposals).where(where)).mappings().first()
    return _make_proposal(row) if row else None


def _make_proposal(row: RowMapping) -> Proposal:
    return Proposal(
        id=row["id"],
        entry=row["entry"],
        locale=row["locale"],
        revision=row["revision"],
        texts=tuple(_make_text(text) for text in json.loads(row["texts"])),
        credit=row["credit"],
        licence=row["licence"],
        note=row["note"],
        proven=row["proven"],
        state=ProposalState(row["state"]),
        reason=row["reason"],
        day=date.fromisoformat(row["day"]),
    )


def _make_text(row: dict[str, str]) -> ProposedText:
    """Return a text from its stored form; older rows call the old text `was`."""
    return ProposedText(
        key=row["key"],
        kind=row["kind"],
        source=row["source"],
        old_text=row["old_text"] if "old_text" in row else row["was"],
        text=row["text"],
    )
