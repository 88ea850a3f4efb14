"""Withdrawals: what a sender takes back by its receipt is deleted at once, also from the bin.

The digest of its receipt is kept with the day, for as long as a backup may have the rest. So a
restore leaves it out, and a purge of a backup deletes it there.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Column, Connection, Table, delete, select

from entraide.desk.store import make_upsert
from entraide.desk.tables import feedback, proposals, purge_bin, questions, withdrawals

# Table -> the column that has the digest of a receipt.
RECEIPT_COLUMNS: Mapping[Table, Column[str]] = {
    feedback: feedback.c.receipt,
    proposals: proposals.c.receipt,
    questions: questions.c.receipt,
}


@dataclass(frozen=True, slots=True)
class SentItem:
    """What somebody sent, without its words; of a question, `entry` is 0 or what answers it."""

    kind: Literal["feedback", "proposal", "question"]
    entry: int
    locale: str
    day: date
    state: str

    @property
    def is_proposal(self) -> bool:
        return self.kind == "proposal"

    @property
    def is_question(self) -> bool:
        return self.kind == "question"


KINDS: Mapping[str, Literal["feedback", "proposal", "question"]] = {
    feedback.name: "feedback",
    proposals.name: "proposal",
    questions.name: "question",
}


def find_item(connection: Connection, digest: str) -> SentItem | None:
    """Return what has the receipt with that digest, also in the bin; None where there is none."""
    for table, column in RECEIPT_COLUMNS.items():
        facts = [table.c[name] for name in ("entry", "locale", "day", "state")]
        row = connection.execute(select(*facts).where(column == digest)).mappings().first()
        if row:
            return _make_item(table.name, dict(row))
    in_bin = select(purge_bin.c.origin, purge_bin.c.content).where(purge_bin.c.receipt == digest)
    binned = connection.execute(in_bin).first()
    return _make_item(binned.origin, json.loads(binned.content)) if binned else None


def withdraw(connection: Connection, digest: str, day: date) -> SentItem | None:
    """Delete what has the receipt with that digest, and return it; None where there is none."""
    item = find_item(connection, digest)
    if item:
        put_withdrawals(connection, [{"digest": digest, "day": day.isoformat()}])
        for table, column in RECEIPT_COLUMNS.items():
            connection.execute(delete(table).where(column == digest))
        connection.execute(delete(purge_bin).where(purge_bin.c.receipt == digest))
    return item


def is_withdrawn(connection: Connection, digest: str) -> bool:
    """Return whether something with the receipt of that digest was withdrawn."""
    query = select(withdrawals.c.digest).where(withdrawals.c.digest == digest)
    return connection.execute(query).first() is not None


def list_withdrawals(connection: Connection) -> Sequence[Mapping[str, Any]]:
    """Return the rows of all withdrawals."""
    return [dict(row) for row in connection.execute(select(withdrawals)).mappings()]


def put_withdrawals(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Store withdrawals, without those that are stored already."""
    if rows:
        insert = make_upsert(connection.dialect.name, withdrawals)
        connection.execute(insert.on_conflict_do_nothing(), rows)


def delete_withdrawn(connection: Connection) -> int:
    """Delete rows that a backup brought back though they were withdrawn; return how many."""
    digests = select(withdrawals.c.digest)
    return sum(
        connection.execute(delete(table).where(column.in_(digests))).rowcount
        for table, column in RECEIPT_COLUMNS.items()
    )


def get_receipt_digest(table: Table, row: Mapping[str, Any]) -> str:
    """Return the digest of the receipt of `row`; "" for rows of tables without receipts."""
    column = RECEIPT_COLUMNS.get(table)
    return "" if column is None else str(row[column.name])


def _make_item(table: str, row: Mapping[str, Any]) -> SentItem:
    return SentItem(
        kind=KINDS[table],
        entry=row["entry"],
        locale=row["locale"],
        day=date.fromisoformat(row["day"]),
        state=row["state"],
    )
