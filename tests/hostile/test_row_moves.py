"""Rows of PostgreSQL move into new tables once their day is over, and nobody waits long for it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import (
    Connection,
    delete,
    event,
    select,
    update,
)

from entraide.desk import row_order
from entraide.desk.desk import Desk
from entraide.desk.housekeeping import purge_once
from entraide.desk.row_order import mix_rows
from entraide.desk.store import WRITER_LOCK
from entraide.desk.table_swap import TableSwap
from entraide.desk.tables import (
    feedback,
    votes,
)
from support.coroutines import run
from support.desk import HeldClock
from support.desk_rows import count
from support.row_order import (
    FEW,
    PAIRS,
    delete_one,
    find_pairs,
    list_files,
    put_pairs,
    read_all,
    read_values,
)

pytestmark = [pytest.mark.both_stores, pytest.mark.parametrize("store_kind", ["postgresql"])]


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


def test_votes_deleted_while_rows_move_stay_deleted(
    desk: Desk, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_pairs(desk)
    clock.now += timedelta(days=1)
    copy = TableSwap.copy

    files = list_files(desk)

    def copy_before_a_deletion(swap: TableSwap, connection: Connection) -> None:
        copy(swap, connection)
        delete_one(desk)

    monkeypatch.setattr(TableSwap, "copy", copy_before_a_deletion)
    run(purge_once(desk))
    assert not files & list_files(desk)
    assert count(desk.store, votes) == PAIRS - 1


def test_what_is_written_while_rows_move_is_in_the_new_tables(
    desk: Desk, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_pairs(desk)
    clock.now += timedelta(days=1)
    copy, files = TableSwap.copy, list_files(desk)
    expected: list[object] = []

    def copy_before_changes(swap: TableSwap, connection: Connection) -> None:
        copy(swap, connection)  # its transaction is open: nobody waits for it
        put_pairs(desk)
        gone, marked, *_ = read_values(desk, select(feedback.c.id))
        change = update(feedback).where(feedback.c.id == marked).values(state="done")
        desk.store.write(lambda writer: writer.execute(change))
        taken = delete(feedback).where(feedback.c.id == gone)
        desk.store.write(lambda writer: writer.execute(taken))
        expected.extend(read_all(desk))

    monkeypatch.setattr(TableSwap, "copy", copy_before_changes)
    run(purge_once(desk))
    assert not files & list_files(desk)
    assert read_all(desk) == expected
    put_pairs(desk)  # nothing notes changes any more
    run(purge_once(desk))


def test_writers_wait_for_no_statement_without_an_end(desk: Desk, clock: HeldClock) -> None:
    """Each that runs while writers wait has a limit, which grows smaller from one to the next."""
    put_pairs(desk)
    clock.now += timedelta(days=1)
    limits_by_statement = []

    def note_limit(connection: Connection, _cursor: object, words: str, *_: object) -> None:
        locks = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        driver_connection: Any = connection.connection.driver_connection
        with driver_connection.cursor() as cursor:
            is_last = cursor.execute(f"{locks} AND objid = {WRITER_LOCK}").fetchone()
            limit = cursor.execute("SHOW statement_timeout").fetchone()[0]
        if is_last and "desk_mixing" in words:
            limits_by_statement.append(int(limit.removesuffix("ms")))

    event.listen(desk.store.engine, "before_cursor_execute", note_limit)
    mix_rows(desk.store, clock.now.date())
    event.remove(desk.store.engine, "before_cursor_execute", note_limit)
    assert len(limits_by_statement) > 2 * len(row_order.TABLES)
    assert sorted(limits_by_statement, reverse=True) == limits_by_statement
    assert 0 < min(limits_by_statement) <= max(limits_by_statement) <= 1_500


@pytest.mark.parametrize("seconds", [0.0, 0.001])
def test_rows_that_take_too_long_to_move_stay_where_they_are_until_the_next_hour(
    desk: Desk, clock: HeldClock, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    put_pairs(desk)
    rows, files = read_all(desk), list_files(desk)
    clock.now += timedelta(days=1)
    with monkeypatch.context() as patch:
        patch.setattr(row_order, "LONGEST_MOVE", seconds)
        mix_rows(desk.store, clock.now.date())
    assert (read_all(desk), list_files(desk)) == (rows, files)
    mix_rows(desk.store, clock.now.date())
    assert read_all(desk) == rows
    assert not files & list_files(desk)


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


def test_one_worker_at_a_time_moves_rows(desk: Desk, clock: HeldClock) -> None:
    put_pairs(desk)
    clock.now += timedelta(days=1)
    with ThreadPoolExecutor(4) as threads:
        rounds = [threads.submit(mix_rows, desk.store, clock.now.date()) for _ in range(8)]
        for one in rounds:
            one.result()
    assert count(desk.store, votes) == count(desk.store, feedback) == PAIRS
