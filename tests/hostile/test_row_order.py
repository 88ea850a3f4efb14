"""Rows: their order in the store puts no comment beside its vote, and neither to its moment.

Row numbers of SQLite, ctid and xmin of PostgreSQL did: 122 of 122 comments were put to their
second and to their vote by somebody with the store and the log.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import ColumnElement, Connection, Table, delete, literal_column, select, text
from sqlalchemy.exc import OperationalError

from entraide.desk import row_order
from entraide.desk.desk import Desk
from entraide.desk.housekeeping import purge_once
from entraide.desk.proofs import Proof, spend_proof
from entraide.desk.row_order import mix_rows
from entraide.desk.table_swap import TableSwap
from entraide.desk.tables import (
    feedback,
    limits,
    proposals,
    spent_challenges,
    votes,
    withdrawals,
)
from support.coroutines import run
from support.desk import HeldClock
from support.desk_rows import count, make_comment, make_vote, put

pytestmark = pytest.mark.both_stores

PAIRS = 40
FEW = PAIRS / 3  # of so many in no order, one is where it was


def put_pairs(desk: Desk) -> set[tuple[str, str]]:
    """Votes, each with its comment after it, one visitor after the other: (voter, id)."""
    day = desk.clock().date().isoformat()
    pairs = set()
    for _ in range(PAIRS):
        vote, comment = make_vote(rating=1, day=day), make_comment(day=day)
        put(desk.store, votes, **vote)
        put(desk.store, feedback, **comment)
        pairs.add((vote["voter"], comment["id"]))
    return pairs


def find_pairs(desk: Desk) -> set[tuple[str, str]]:
    """What lies at the same place of both tables: by ctid, or by where it is in the file."""
    voters, ids = list_in_order(desk, votes.c.voter), list_in_order(desk, feedback.c.id)
    return set(zip(voters, ids, strict=True))


def list_in_order(desk: Desk, column: ColumnElement[str]) -> list[str]:
    if desk.settings.file is None:
        return read_values(desk, select(column).order_by(literal_column("ctid")))
    raw = desk.settings.file.read_bytes()
    found = read_values(desk, select(column))
    return sorted(found, key=lambda value: raw.rindex(value.encode()))


def read_values(desk: Desk, query: object) -> list[str]:
    def read(connection: Connection) -> list[str]:
        return list(connection.execute(query).scalars())  # type: ignore[call-overload]

    return desk.store.read(read)


def list_files(desk: Desk) -> set[int]:
    """The files in which PostgreSQL has the rows of visitors."""
    names = ("votes", "feedback", "proposals")
    query = text("SELECT relfilenode FROM pg_class WHERE relname = ANY(:names)")
    return set(map(int, read_values(desk, query.bindparams(names=list(names)))))


def delete_one(desk: Desk) -> None:
    (voter, *_) = read_values(desk, select(votes.c.voter))
    desk.store.write(lambda connection: connection.execute(delete(votes).filter_by(voter=voter)))


def test_a_day_that_is_over_has_no_order(desk: Desk, clock: HeldClock) -> None:
    pairs = put_pairs(desk)
    if desk.settings.is_postgresql:
        assert find_pairs(desk) == pairs  # this is how it was done
    clock.now += timedelta(days=1)
    run(purge_once(desk))
    assert len(pairs & find_pairs(desk)) < FEW


def test_those_of_today_are_mixed_every_hour(desk: Desk) -> None:
    pairs = put_pairs(desk)
    run(purge_once(desk))
    assert len(pairs & find_pairs(desk)) < FEW


@pytest.mark.parametrize("store_kind", ["postgresql"])
def test_all_rows_of_a_day_are_of_one_transaction(desk: Desk, clock: HeldClock) -> None:
    put_pairs(desk)
    run(purge_once(desk))
    put_pairs(desk)
    clock.now += timedelta(days=1)
    run(purge_once(desk))
    for table in (votes, feedback):
        writers = read_values(desk, select(literal_column("xmin::text")).select_from(table))
        assert len(writers) == 2 * PAIRS
        assert len(set(writers)) == 1


@pytest.mark.parametrize("store_kind", ["postgresql"])
def test_the_files_of_a_day_that_is_over_are_replaced(desk: Desk, clock: HeldClock) -> None:
    run(purge_once(desk))
    pairs = put_pairs(desk)
    files = list_files(desk)
    clock.now += timedelta(days=1)
    put_pairs(desk)  # of today
    run(purge_once(desk))
    assert not files & list_files(desk)
    assert count(desk.store, votes) == 2 * PAIRS
    assert len(pairs & find_pairs(desk)) < FEW
    files = list_files(desk)
    run(purge_once(desk))
    assert list_files(desk) == files  # once a day


@pytest.mark.parametrize("store_kind", ["postgresql"])
def test_votes_deleted_while_rows_move_stay_deleted(
    desk: Desk, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_pairs(desk)
    clock.now += timedelta(days=1)
    copy = TableSwap.copy

    def copy_before_a_deletion(swap: TableSwap, *arguments: Any) -> int:
        copied = copy(swap, *arguments)
        delete_one(desk)
        return copied

    with monkeypatch.context() as patch:
        patch.setattr(TableSwap, "copy", copy_before_a_deletion)
        run(purge_once(desk))
    assert count(desk.store, votes) == PAIRS - 1
    files = list_files(desk)
    run(purge_once(desk))  # in an hour
    assert not files & list_files(desk)
    assert count(desk.store, votes) == PAIRS - 1


@pytest.mark.parametrize("store_kind", ["postgresql"])
def test_a_table_that_another_program_reads_is_replaced_later(desk: Desk, clock: HeldClock) -> None:
    put_pairs(desk)
    clock.now += timedelta(days=1)
    files = list_files(desk)
    with desk.store.engine.begin() as connection:
        connection.execute(
            select(votes.c.voter).limit(1)
        )  # as pg_dump does, for as long as it runs
        mix_rows(desk.store, clock.now.date())
    assert files == list_files(desk)
    mix_rows(desk.store, clock.now.date())
    assert not files & list_files(desk)
    assert count(desk.store, votes) == PAIRS


@pytest.mark.parametrize("store_kind", ["postgresql"])
def test_one_worker_at_a_time_moves_rows(desk: Desk, clock: HeldClock) -> None:
    put_pairs(desk)
    clock.now += timedelta(days=1)
    with ThreadPoolExecutor(4) as threads:
        rounds = [threads.submit(mix_rows, desk.store, clock.now.date()) for _ in range(8)]
        for one in rounds:
            one.result()
    assert count(desk.store, votes) == count(desk.store, feedback) == PAIRS


@pytest.mark.parametrize("store_kind", ["sqlite"])
@pytest.mark.parametrize(
    "table", [votes, feedback, proposals, withdrawals, limits, spent_challenges]
)
def test_no_row_of_sqlite_has_a_number(desk: Desk, table: Table) -> None:
    with pytest.raises(OperationalError, match="no such column"):
        read_values(desk, select(literal_column("rowid")).select_from(table))


@pytest.mark.parametrize("store_kind", ["sqlite"])
def test_the_log_of_sqlite_is_emptied_every_hour(desk: Desk) -> None:
    put_pairs(desk)
    file = desk.settings.file
    assert file
    log = file.with_name(f"{file.name}-wal")
    assert log.stat().st_size
    run(purge_once(desk))
    assert log.stat().st_size == 0


def test_more_votes_than_are_mixed_at_once_are_mixed_in_parts_at_the_end_of_their_day(
    desk: Desk, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_order, "MOST_MIXED_ROWS", 10)
    run(purge_once(desk))  # yesterday is done
    pairs = put_pairs(desk)
    clock.now += timedelta(days=1)
    run(purge_once(desk))
    kept = read_values(desk, select(votes.c.voter))
    assert sorted(kept) == sorted(voter for voter, _ in pairs)
    assert len(pairs & find_pairs(desk)) < FEW


def test_days_that_a_wrong_clock_has_skipped_are_mixed(desk: Desk, clock: HeldClock) -> None:
    clock.now += timedelta(days=400)
    run(purge_once(desk))
    clock.now -= timedelta(days=400)
    pairs = put_pairs(desk)
    run(purge_once(desk))
    assert len(pairs & find_pairs(desk)) < FEW


def test_a_spent_proof_does_not_tell_the_moment_of_a_comment(desk: Desk) -> None:
    proof = Proof("00" * 16, 1_795_262_417)
    assert desk.store.write(lambda connection: spend_proof(connection, proof))
    (expires,) = read_values(desk, select(spent_challenges.c.expires))
    assert int(expires) % 3600 == 0
