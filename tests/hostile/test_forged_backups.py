"""Backups that somebody made, changed or cut short: none revives who was shut out, each is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from entraide.desk.backup import LONGEST_TEXT, RestoreOptions, back_up, restore
from entraide.desk.desk import Desk
from entraide.desk.dumps import TableDump, make_signing_key, read_rows, write_dump
from entraide.desk.migrate import get_newest_schema
from entraide.desk.staff import accounts, tokens
from entraide.desk.table_swap import TableSwap
from entraide.desk.tables import audit, feedback, metadata, staff, staff_tokens, votes
from entraide.errors import StoreError
from support.commands import Run
from support.desk import SECRET
from support.desk_rows import count, make_comment, make_vote, put
from support.staff import add_account

pytestmark = pytest.mark.both_stores

KEY = make_signing_key(SECRET)
SIGNED = RestoreOptions(KEY)
Rows = list[tuple[list[str], list[list[Any]]]]


@pytest.fixture
def backup_file(desk: Desk, tmp_path: Path) -> Path:
    """A backup of a store with a vote, a comment, and an account with a token."""
    put(desk.store, votes, **make_vote())
    put(desk.store, feedback, **make_comment())
    add_account(desk, "evil")
    desk.store.write(lambda connection: tokens.make_token(connection, "evil", "laptop"))
    back_up(desk.store, tmp_path / "backup", KEY)
    return tmp_path / "backup"


def rewrite(file: Path, change: Callable[[dict[str, TableDump]], None], key: bytes | None) -> None:
    """Change the tables of a backup, and sum it anew."""
    tables: dict[str, TableDump] = {}
    for name, rows in read_rows(file):
        columns = list(rows[0]) if rows else [column.name for column in metadata.tables[name].c]
        tables[name] = TableDump(name, columns, [list(row.values()) for row in rows])
    change(tables)
    write_dump(file, get_newest_schema(), list(tables.values()), key)


def add_moderator(tables: dict[str, TableDump]) -> None:
    known = tables["staff"]
    (ours,) = known.rows
    changed = {"id": "9", "name": "mallory"}
    row = [changed.get(name, value) for name, value in zip(known.columns, ours, strict=True)]
    tables["staff"] = TableDump("staff", known.columns, [ours, row])


def test_a_restore_revives_no_account_and_no_token(
    desk: Desk, backup_file: Path, run_entraide: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    id_ = desk.store.read(lambda connection: connection.execute(select(staff_tokens.c.id)).scalar())
    desk.store.write(lambda connection: tokens.revoke_token(connection, str(id_)))
    desk.store.write(lambda connection: accounts.set_active(connection, "evil", active=False))
    lines = count(desk.store, audit)
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", desk.settings.database_url)
    monkeypatch.setenv("ENTRAIDE_SECRET_KEY", SECRET)
    run = run_entraide("desk", "restore", "--yes", backup_file)
    assert run.exit_code == 0
    assert "stayed as they were (see --accounts)" in run.output
    active = select(staff.c.active)
    assert not desk.store.read(lambda connection: connection.execute(active).scalar())
    assert (count(desk.store, staff_tokens), count(desk.store, audit)) == (0, lines)
    assert run_entraide("desk", "restore", "--yes", "--accounts", backup_file).exit_code == 0
    assert desk.store.read(lambda connection: connection.execute(active).scalar())
    assert count(desk.store, staff_tokens) == 1


@pytest.mark.parametrize("key", [None, make_signing_key("the secret of another desk")])
def test_a_backup_that_this_desk_did_not_sign_is_refused(
    desk: Desk, backup_file: Path, key: bytes | None
) -> None:
    rewrite(backup_file, add_moderator, key)
    options = RestoreOptions(KEY, accounts=True)
    with pytest.raises(StoreError, match=r"sign.*--unsigned"):
        restore(backup_file, desk.store, desk.settings, options)
    assert count(desk.store, staff) == 1
    knowingly = RestoreOptions(None, accounts=True)
    assert restore(backup_file, desk.store, desk.settings, knowingly)["staff"] == 2


def replace_vote(**facts: Any) -> Callable[[dict[str, TableDump]], None]:
    row = make_vote(**facts)
    dump = TableDump("votes", list(row), [list(row.values())])
    return lambda tables: tables.update(votes=dump)


def set_table(name: str, dump: TableDump) -> Callable[[dict[str, TableDump]], None]:
    return lambda tables: tables.update({name: dump})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda tables: tables.pop("votes"), r"it lacks a table \(votes\)"),
        (
            set_table("audit", TableDump("alembic_version", ["version_num"], [["1"]])),
            "a table that",
        ),
        (set_table("limits", TableDump("limits", ["bucket"], [])), "a table that cannot be"),
        (set_table("more", TableDump("votes", ["entry"], [])), "a table that cannot be"),
        (set_table("votes", TableDump("votes", ["ghost"], [[1]])), "rows that cannot be"),
        (replace_vote(rating=9), "rows that cannot be"),
        (replace_vote(entry="one"), "rows that cannot be"),
        (replace_vote(entry=True), "rows that cannot be"),
        (replace_vote(entry=2**63), "rows that cannot be"),
        (replace_vote(entry=None), "rows that cannot be"),
        (replace_vote(voter="a\0b"), "rows that cannot be"),
        (replace_vote(voter="é" * (LONGEST_TEXT + 1)), "rows that cannot be"),
        (set_table("votes", TableDump("votes", ["entry"], [[1, 2]])), "no line of a backup"),
    ],
)
def test_a_signed_backup_that_cannot_be_is_reported_and_the_store_stays(
    desk: Desk, backup_file: Path, change: Callable[[dict[str, TableDump]], None], said: str
) -> None:
    rewrite(backup_file, change, KEY)
    put(desk.store, votes, **make_vote())
    with pytest.raises(StoreError, match=said):
        restore(backup_file, desk.store, desk.settings, SIGNED)
    assert (count(desk.store, votes), count(desk.store, feedback)) == (2, 1)


@pytest.mark.parametrize("line", ["[" * 100_000, '{"table": 3}', "null", "\x00", "{}"])
def test_a_line_that_is_none_is_reported(desk: Desk, backup_file: Path, line: str) -> None:
    first, *rest = backup_file.read_text().splitlines(keepends=True)
    backup_file.write_text("".join([first, line + "\n", *rest]))
    with pytest.raises(StoreError, match="changed or damaged"):
        restore(backup_file, desk.store, desk.settings, SIGNED)
    with pytest.raises(StoreError):
        list(read_rows(backup_file))


def test_every_cut_of_a_backup_is_reported(desk: Desk, backup_file: Path) -> None:
    data = backup_file.read_bytes()
    for length in range(0, len(data) - 1, 97):
        backup_file.write_bytes(data[:length])
        with pytest.raises(StoreError, match=r"cut short|no backup of a desk"):
            restore(backup_file, desk.store, desk.settings, SIGNED)
    assert count(desk.store, votes) == 1


def test_a_restore_after_one_that_was_killed_leaves_the_tables_of_the_code(
    desk: Desk, backup_file: Path
) -> None:
    for _ in range(2):
        swap = TableSwap(desk.store, [votes, feedback])
        swap.create()
        swap.insert(votes, [make_vote()])
    restore(backup_file, desk.store, desk.settings, SIGNED)
    restore(backup_file, desk.store, desk.settings, SIGNED)
    with desk.store.engine.begin() as connection:
        compares = connection.dialect.name == "postgresql"
        context = MigrationContext.configure(connection, opts={"compare_server_default": compares})
        assert compare_metadata(context, metadata) == []
    for wrong in (make_vote(rating=9), make_comment(state="lost")):
        with pytest.raises(Exception, match=r"(?i)check|constraint"):
            put(desk.store, votes if "voter" in wrong else feedback, **wrong)
    assert count(desk.store, votes) == 1
