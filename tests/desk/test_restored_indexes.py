"""What a restore does to SQLite while others wait: it renames, and neither moves nor sorts rows."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, text

from entraide.desk.backup import RestoreOptions, back_up, restore
from entraide.desk.desk import Desk
from entraide.desk.dumps import make_signing_key
from entraide.desk.table_swap import TableSwap
from entraide.desk.tables import votes
from support.desk_rows import make_vote

KEY = make_signing_key("a secret of the tests")
ALL = RestoreOptions(KEY, accounts=True)
STEPS = 100  # of SQLite, between two notes of how far it is


@pytest.fixture
def store_kind() -> str:
    """PostgreSQL keeps the names of indexes by itself."""
    return "sqlite"


def put_votes(desk: Desk, number: int) -> None:
    rows = [make_vote(voter=f"{each:032x}") for each in range(number)]
    desk.store.write(lambda connection: connection.execute(insert(votes), rows))


def read_schema(desk: Desk) -> list[tuple[str, str, str]]:
    """Every table and index, by its table; quotes around names say nothing."""
    query = text("SELECT tbl_name, name, replace(coalesce(sql, ''), '\"', '') FROM sqlite_master")
    rows = desk.store.read(lambda connection: connection.execute(query).all())
    return sorted((str(table), str(name), str(sql)) for table, name, sql in rows)


def check_integrity(connection: Connection) -> list[str]:
    return list(connection.execute(text("PRAGMA integrity_check")).scalars())


@pytest.mark.thorough
def test_every_index_is_as_it_was_after_one_restore_and_the_next(
    desk: Desk, tmp_path: Path
) -> None:
    put_votes(desk, 30)
    before = read_schema(desk)
    assert any(name == "ix_votes_day_entry_locale_network" for _, name, _ in before)
    back_up(desk.store, tmp_path / "backup", KEY)
    for _ in range(2):
        restore(tmp_path / "backup", desk.store, desk.settings, ALL)
        assert read_schema(desk) == before
        assert desk.store.read(check_integrity) == ["ok"]
    plan = text("EXPLAIN QUERY PLAN SELECT count(*) FROM votes WHERE day = '2026-11-21'")
    steps = desk.store.read(lambda connection: connection.execute(plan).all())
    assert "ix_votes_day_entry_locale_network" in steps[0].detail


@pytest.mark.thorough
def test_the_swap_of_many_rows_is_as_much_work_as_that_of_few(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swap, notes = TableSwap.swap, [0]

    def note() -> int:
        notes[-1] += 1
        return 0

    def swap_and_count(self: TableSwap, connection: Connection) -> None:
        sqlite = connection.connection.driver_connection
        assert sqlite is not None
        sqlite.set_progress_handler(note, STEPS)
        swap(self, connection)
        sqlite.set_progress_handler(None, STEPS)

    monkeypatch.setattr(TableSwap, "swap", swap_and_count)
    for number in (10, 5_000):
        desk.store.write(lambda connection: connection.execute(votes.delete()))
        put_votes(desk, number)
        back_up(desk.store, tmp_path / f"backup-{number}", KEY)
        restore(tmp_path / f"backup-{number}", desk.store, desk.settings, ALL)
        notes.append(0)
    few, many, _ = notes
    assert 0 < few <= many < few * 1.2
