"""Rows: their order in the store puts no comment beside its vote, and neither to its moment.

Row numbers of SQLite, ctid and xmin of PostgreSQL did: 122 of 122 comments were put to their
second and to their vote by somebody with the store and the log.
"""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import (
    Connection,
    Table,
    literal_column,
    select,
)
from sqlalchemy.exc import OperationalError

from entraide.desk import row_order
from entraide.desk.desk import Desk
from entraide.desk.housekeeping import purge_once
from entraide.desk.proofs import Proof, spend_proof
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
from support.row_order import (
    FEW,
    PAIRS,
    find_pairs,
    put_pairs,
    read_all,
    read_values,
)

pytestmark = pytest.mark.both_stores


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


def test_few_rows_are_mixed_in_one_transaction(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    run(purge_once(desk))  # yesterday is done
    monkeypatch.setattr(row_order, "AT_ONCE", 7)
    pairs = put_pairs(desk)
    rows = read_all(desk)
    mixed: list[int] = []
    mix_some = row_order._mix_some  # noqa: SLF001 - to count its rows

    def note_number(connection: Connection, **options: Any) -> None:
        mixed.append(len(options["keys"]))
        mix_some(connection, **options)

    monkeypatch.setattr(row_order, "_mix_some", note_number)
    run(purge_once(desk))
    assert max(mixed) == 7
    assert sum(mixed) == 2 * PAIRS
    assert read_all(desk) == rows
    assert len(pairs & find_pairs(desk)) < FEW


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


def test_more_rows_than_are_mixed_every_hour_are_mixed_at_the_end_of_their_day(
    desk: Desk, clock: HeldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_order, "MOST_MIXED_ROWS", 10)
    run(purge_once(desk))  # yesterday is done
    pairs = put_pairs(desk)
    rows = read_all(desk)
    if desk.settings.is_postgresql:
        run(purge_once(desk))
        assert find_pairs(desk) == pairs  # too many of today
    clock.now += timedelta(days=1)
    run(purge_once(desk))
    assert read_all(desk) == rows
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
