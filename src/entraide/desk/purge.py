"""Deletes what is too old: by the ages in the settings, and when limits and sessions have ended.

The running desk purges at its start and every hour; `entraide desk purge` does it when the desk
does not run. What people wrote is put into a bin first, and can be restored for 48 hours, and so
are votes that an operator voids (`voided_votes.py`). Limits and sessions are deleted at once. While
the clock is in doubt (`clock_check.py`), only limits are deleted, whose names come from a key of
the day.
"""

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select

from entraide.desk.clock_check import ClockDoubt, check_clock
from entraide.desk.logs import log_event
from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store, make_upsert
from entraide.desk.table_swap import delete_leftovers
from entraide.desk.tables import (
    audit,
    daily_counts,
    feedback,
    limits,
    list_lasting_columns,
    proposals,
    purge_bin,
    questions,
    sessions,
    spent_challenges,
    votes,
    withdrawals,
)
from entraide.desk.vote_alarms import USUAL_DAYS
from entraide.desk.votes import delete_votes_before
from entraide.desk.withdrawals import get_receipt_digest

GRACE = timedelta(hours=48)  # in the bin
VOTERS = "voters of old votes"  # what goes with the rows of counted votes
PURGED_TABLES = (feedback, proposals, questions, audit)  # whose rows purging puts into the bin
BATCH = 500  # rows in one transaction: votes wait for no more than these


@dataclass(frozen=True, slots=True)
class Expiry:
    """Which rows of a table are too old, and the name for them in messages."""

    what: str
    table: Table
    is_over: ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class PurgeResult:
    """How many rows were deleted, by name; and the doubt about the clock that kept the others."""

    deleted_rows: Mapping[str, int]
    doubt: ClockDoubt | None


def purge(
    store: Store, settings: StoreSettings, moment: datetime, *, clock_is_right: bool = False
) -> PurgeResult:
    """Delete what is too old at `moment`, if the clock can be right or the operator says so.

    Tables left by a restore that was killed are deleted in any case.
    """
    delete_leftovers(store)
    doubt = store.write(lambda connection: check_clock(connection, moment, is_right=clock_is_right))
    if doubt:
        log_event("clock", problem=doubt.to_problem().sentences)
        expiries, binned_expiries = _list_expired_transients(moment)[:1], list[Expiry]()
    else:
        expiries = [*_list_expired_transients(moment), find_old_withdrawals(settings, moment)]
        binned_expiries = list_expired_writings(settings, moment)
    deleted_rows = {expiry.what: _move_to_bin(store, expiry, moment) for expiry in binned_expiries}
    if not doubt:
        deleted_rows[VOTERS] = _delete_old_votes(store, settings, moment)
        expiries = [*expiries, list_old_votes(settings, moment)[-1]]
    deleted_rows |= store.write(lambda connection: delete_expired(connection, expiries))
    return PurgeResult(deleted_rows, doubt)


def delete_expired(connection: Connection, expiries: Sequence[Expiry]) -> Mapping[str, int]:
    """Delete the rows that are too old, without a bin; return how many, by name."""
    return {
        expiry.what: connection.execute(delete(expiry.table).where(expiry.is_over)).rowcount
        for expiry in expiries
    }


def list_expired_writings(settings: StoreSettings, moment: datetime) -> list[Expiry]:
    """Return which rows with words of people are too old at `moment`."""
    today = moment.date()
    feedback_before = _find_first_day(today, settings.feedback_days)
    spam_before = _find_first_day(today, settings.spam_days)
    decided_before = _find_first_day(today, settings.proposal_days)
    audit_before = int((moment - timedelta(days=settings.audit_days)).timestamp())
    spam = (feedback.c.state == "spam") & (feedback.c.day < spam_before)
    aside = (questions.c.state == "aside") & (questions.c.day < spam_before)
    open_before = _find_first_day(today, settings.open_proposal_days)
    undecided = (proposals.c.state == "open") & (proposals.c.day < open_before)
    decided = (proposals.c.state != "open") & (proposals.c.decided < decided_before)
    return [
        Expiry("feedback", feedback, feedback.c.day < feedback_before),
        Expiry("spam", feedback, spam),
        Expiry("proposals", proposals, decided),
        Expiry("open proposals", proposals, undecided),
        Expiry("questions", questions, questions.c.day < feedback_before),
        Expiry("questions set aside", questions, aside),
        Expiry("audit", audit, audit.c.at < audit_before),
    ]


def restore_purged(store: Store) -> Mapping[str, int]:
    """Put the rows in the bin back into their tables; return how many, by table."""
    return store.write(_restore_rows)


def list_old_votes(settings: StoreSettings, moment: datetime) -> Sequence[Expiry]:
    """Return which votes are too old to be rows (they stay counted), and old numbers of days.

    The numbers are kept longer: alarms compare a day with the average of the days before it.
    """
    first_kept = find_first_vote_day(settings, moment)
    first_usual = first_kept - timedelta(days=USUAL_DAYS)
    return (
        Expiry(VOTERS, votes, votes.c.day < first_kept.isoformat()),
        Expiry("numbers of old days", daily_counts, daily_counts.c.day < first_usual.isoformat()),
    )


def find_first_vote_day(settings: StoreSettings, moment: datetime) -> date:
    """Return the first day whose votes are still rows."""
    return moment.date() - timedelta(days=settings.vote_days)


def find_old_withdrawals(settings: StoreSettings, moment: datetime) -> Expiry:
    """Return which withdrawals are older than anything in a purged backup can be."""
    days = max(settings.feedback_days, settings.proposal_days, settings.open_proposal_days)
    first_kept = _find_first_day(moment.date(), days + 2 * GRACE.days)
    return Expiry("withdrawals", withdrawals, withdrawals.c.day < first_kept)


def _delete_old_votes(store: Store, settings: StoreSettings, moment: datetime) -> int:
    """Delete votes that are too old to be rows, a day in each transaction; return how many."""
    first_kept = find_first_vote_day(settings, moment)
    count = 0
    while rows := store.write(partial(delete_votes_before, day=first_kept)):
        count += rows
    return count


def _list_expired_transients(at: datetime) -> list[Expiry]:
    """Return which passing rows have ended: limits at any time, others by a right clock."""
    second, in_bin_before = int(at.timestamp()), int((at - GRACE).timestamp())
    return [
        Expiry("limits", limits, limits.c.expires <= second),
        Expiry("challenges", spent_challenges, spent_challenges.c.expires <= second),
        Expiry("sessions", sessions, sessions.c.expires <= second),
        Expiry("bin", purge_bin, purge_bin.c.purged <= in_bin_before),
    ]


def _find_first_day(today: date, days: int) -> str:
    """Return the first day that is kept, when rows are kept for `days` days."""
    return (today - timedelta(days=days)).isoformat()


def _move_to_bin(store: Store, expiry: Expiry, at: datetime) -> int:
    moved = 0
    while rows := store.write(lambda connection: _move_batch(connection, expiry, at)):
        moved += rows
    return moved


def _move_batch(connection: Connection, expiry: Expiry, at: datetime) -> int:
    key = expiry.table.c.id
    query = select(expiry.table).where(expiry.is_over).limit(BATCH)
    rows = [dict(row) for row in connection.execute(query).mappings()]
    if rows:
        put_into_bin(connection, expiry.table, rows, at)
        connection.execute(delete(expiry.table).where(key.in_([row["id"] for row in rows])))
    return len(rows)


def put_into_bin(
    connection: Connection, table: Table, rows: Iterable[Mapping[str, object]], moment: datetime
) -> None:
    """Put copies of `rows` of `table` into the bin, until GRACE after `moment`."""
    copies = [
        {
            "id": secrets.token_urlsafe(12),
            "origin": table.name,
            "content": json.dumps(dict(row), ensure_ascii=False),
            "purged": int(moment.timestamp()),
            "receipt": get_receipt_digest(table, row),
        }
        for row in rows
    ]
    connection.execute(insert(purge_bin), copies)


def _restore_rows(connection: Connection) -> Mapping[str, int]:
    counted: dict[str, int] = {}
    for table in PURGED_TABLES:
        query = select(purge_bin.c.content).where(purge_bin.c.origin == table.name)
        names = {column.name for column in list_lasting_columns(table)}
        rows = [
            {name: value for name, value in json.loads(content).items() if name in names}
            for content in connection.execute(query).scalars()
        ]
        if rows:
            put_back = make_upsert(connection.dialect.name, table)
            connection.execute(put_back.on_conflict_do_nothing(), rows)
        counted[table.name] = len(rows)
    connection.execute(delete(purge_bin).where(purge_bin.c.origin.in_(counted)))
    return counted
