"""A restore that is killed leaves tables beside those in use: the next purge or start removes them.

One that still runs is left alone, also by another restore.
"""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Connection, inspect

from entraide.cli.main import main
from entraide.desk.backup import RestoreOptions, back_up, restore
from entraide.desk.desk import Desk
from entraide.desk.dumps import make_signing_key
from entraide.desk.purge import purge
from entraide.desk.server import prepare
from entraide.desk.table_swap import delete_leftovers, hold_restore
from entraide.desk.tables import feedback, votes
from entraide.errors import StoreError
from support.desk_rows import count, make_comment, make_vote, put

pytestmark = pytest.mark.both_stores

KEY = make_signing_key("a secret of the tests")
# Restores a backup, and is killed when it has filled two of the new tables.
KILLED = """
import os, signal, sys
from pathlib import Path
from entraide.desk.backup import RestoreOptions, restore
from entraide.desk.migrate import open_store
from entraide.desk.settings import read_store_settings
from entraide.desk.table_swap import TableSwap

insert, filled = TableSwap.insert, []

def insert_and_die(swap, table, rows):
    insert(swap, table, rows)
    filled.append(table)
    if len(filled) == 2:
        os.kill(os.getpid(), signal.SIGKILL)

TableSwap.insert = insert_and_die
settings = read_store_settings()
with open_store(settings) as store:
    restore(Path(sys.argv[1]), store, settings, RestoreOptions(None))
"""


@pytest.fixture
def backup_file(desk: Desk, tmp_path: Path) -> Path:
    put(desk.store, votes, **make_vote())
    put(desk.store, feedback, **make_comment())
    back_up(desk.store, tmp_path / "backup.jsonl", KEY)
    return tmp_path / "backup.jsonl"


@pytest.fixture
def kill_restore(desk: Desk, backup_file: Path) -> Callable[[], None]:
    """Restores the backup in a process that is killed in the middle."""

    def kill() -> None:
        environment = {"ENTRAIDE_DATABASE_URL": desk.settings.database_url}
        command = [sys.executable, "-c", KILLED, str(backup_file)]
        path = {"PYTHONPATH": ":".join(sys.path)}
        done = subprocess.run(command, env=environment | path, check=False)
        assert done.returncode == -signal.SIGKILL
        assert list_side_tables(desk)
        wait_for_free_lock(desk)

    return kill


def wait_for_free_lock(desk: Desk) -> None:
    """Wait until PostgreSQL has noticed that the process is gone, and gives its lock up."""
    for _ in range(200):
        with hold_restore(desk.store) as is_ours:
            if is_ours:
                return
        time.sleep(0.05)
    pytest.fail("The lock of a process that was killed was held for ten seconds.")


def list_side_tables(desk: Desk) -> list[str]:
    """What a restore has made beside the tables in use."""

    def list_them(connection: Connection) -> list[str]:
        store = inspect(connection)
        if desk.settings.is_postgresql:
            schemas = [name for name in store.get_schema_names() if name == "desk_restore"]
            return [table for name in schemas for table in store.get_table_names(name)]
        names = store.get_table_names()
        return [name for name in names if name.startswith(("restore_", "replaced_"))]

    return desk.store.read(list_them)


@pytest.mark.thorough
def test_the_next_purge_removes_what_is_left(
    desk: Desk, kill_restore: Callable[[], None], backup_file: Path
) -> None:
    kill_restore()
    purge(desk.store, desk.settings, desk.clock())
    assert list_side_tables(desk) == []
    assert count(desk.store, votes) == count(desk.store, feedback) == 1
    restore(backup_file, desk.store, desk.settings, RestoreOptions(KEY))
    assert count(desk.store, votes) == count(desk.store, feedback) == 1


@pytest.mark.thorough
def test_the_next_start_does_and_so_does_migrate(
    desk: Desk, kill_restore: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_restore()
    prepare(desk.settings, 1, desk.clock)
    assert list_side_tables(desk) == []
    kill_restore()
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", desk.settings.database_url)
    result = CliRunner().invoke(main, ["desk", "migrate"])
    assert result.exit_code == 0, result.output
    assert list_side_tables(desk) == []


@pytest.mark.thorough
def test_a_doubtful_clock_keeps_nothing_of_it(desk: Desk, kill_restore: Callable[[], None]) -> None:
    purge(desk.store, desk.settings, desk.clock())
    kill_restore()
    assert purge(desk.store, desk.settings, datetime(2036, 1, 1, tzinfo=UTC)).doubt
    assert list_side_tables(desk) == []


@pytest.mark.thorough
def test_a_restore_that_runs_is_left_alone_and_a_second_one_is_refused(
    desk: Desk, kill_restore: Callable[[], None], backup_file: Path
) -> None:
    kill_restore()
    left = list_side_tables(desk)
    with hold_restore(desk.store) as is_ours:
        assert is_ours
        delete_leftovers(desk.store)
        assert list_side_tables(desk) == left
        with pytest.raises(StoreError, match="another backup is being restored"):
            restore(backup_file, desk.store, desk.settings, RestoreOptions(KEY))
    delete_leftovers(desk.store)
    assert list_side_tables(desk) == []
