"""Commands on a disk that is full: one line that says so, and all that there was stays."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert

from entraide.desk.migrate import open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.tables import feedback
from support.commands import Run
from support.desk import SECRET
from support.desk_rows import count, make_comment
from support.small_disk import fill_disk
from support.stores import CopyStore

pytestmark = pytest.mark.both_stores

OLD = [make_comment(day="2001-01-01", comment="é" * 2000) for _ in range(2000)]


@pytest.fixture
def store(
    small_disk: Path, copy_sqlite_store: CopyStore, monkeypatch: pytest.MonkeyPatch
) -> Iterator[StoreSettings]:
    """A store with much that is too old, on a disk without room."""
    url = copy_sqlite_store(small_disk / "desk.sqlite3")
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", url)
    monkeypatch.setenv("ENTRAIDE_SECRET_KEY", SECRET)
    settings = StoreSettings(database_url=url)
    with open_store(settings) as opened:
        opened.write(lambda connection: connection.execute(insert(feedback), OLD))
    with fill_disk(small_disk):
        yield settings
    with open_store(settings) as opened:
        assert count(opened, feedback) == len(OLD)


def test_a_purge_prints_the_deleted_rows(store: StoreSettings, run_entraide: Run) -> None:
    run = run_entraide("desk", "purge", "--clock-is-right")
    told = f"ENTRAIDE_DATABASE_URL: {store.file}: the disk is full. Make room, then try again.\n"
    assert (run.exit_code, run.output) == (2, told)


def test_a_backup_says_so_and_leaves_no_half(
    store: StoreSettings, run_entraide: Run, small_disk: Path
) -> None:
    del store
    file = small_disk / "backup"
    run = run_entraide("desk", "backup", file)
    assert run.exit_code in (1, 2)
    assert "the disk is full" in run.output
    assert sorted(one.name for one in small_disk.iterdir() if "backup" in one.name) == []
