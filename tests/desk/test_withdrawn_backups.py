"""Backups: what its sender withdrew does not come back, and goes from them too."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Table, select

from entraide.desk.backup import RestoreOptions, back_up, purge_backup, restore
from entraide.desk.desk import Desk
from entraide.desk.dumps import make_signing_key, read_header
from entraide.desk.migrate import migrate, open_store
from entraide.desk.purge import purge
from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store
from entraide.desk.table_swap import TableSwap
from entraide.desk.tables import feedback, proposals, votes, withdrawals
from entraide.desk.withdrawals import list_withdrawals, withdraw
from support.desk_rows import count, make_comment, make_proposal, make_vote, put

pytestmark = pytest.mark.both_stores

KEY = make_signing_key("a secret of the tests")
ALL = RestoreOptions(KEY, accounts=True)
NOON = datetime.fromisoformat("2026-11-21T12:00:00+00:00")


def take_back(store: Store, *receipts: str) -> None:
    """Withdraw what has these receipts."""
    for receipt in receipts:
        assert store.write(partial(withdraw, digest=receipt, day=NOON.date()))


@pytest.fixture
def backup_file(desk: Desk, tmp_path: Path) -> Path:
    """A backup with two votes, a comment and a proposal."""
    for _ in range(2):
        put(desk.store, votes, **make_vote())
    put(desk.store, feedback, **make_comment())
    put(desk.store, proposals, **make_proposal())
    back_up(desk.store, tmp_path / "backup.jsonl", KEY)
    return tmp_path / "backup.jsonl"


@pytest.fixture
def receipts(desk: Desk, backup_file: Path) -> list[str]:
    """The digests of the receipts of all that is in the backup."""
    assert backup_file.exists()
    queries = (select(feedback.c.receipt), select(proposals.c.receipt))
    return desk.store.read(
        lambda connection: [connection.execute(query).scalar_one() for query in queries]
    )


@pytest.mark.thorough
def test_what_was_withdrawn_since_does_not_come_back(
    desk: Desk, backup_file: Path, receipts: list[str]
) -> None:
    take_back(desk.store, *receipts)
    restore(backup_file, desk.store, desk.settings, ALL)
    assert count(desk.store, feedback) == count(desk.store, proposals) == 0
    assert count(desk.store, votes) == 2
    assert count(desk.store, withdrawals) == 2
    purge(desk.store, desk.settings, NOON)
    restore(backup_file, desk.store, desk.settings, ALL)  # nor later
    assert count(desk.store, feedback) == count(desk.store, proposals) == 0


@pytest.mark.thorough
def test_what_is_withdrawn_while_a_backup_is_restored_does_not_come_back(
    desk: Desk, backup_file: Path, receipts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    insert_rows = TableSwap.insert

    def insert_and_withdraw(swap: TableSwap, table: Table, rows: Sequence[Any]) -> None:
        insert_rows(swap, table, rows)
        if table is proposals:
            take_back(desk.store, *receipts)

    monkeypatch.setattr(TableSwap, "insert", insert_and_withdraw)
    restore(backup_file, desk.store, desk.settings, ALL)
    assert count(desk.store, withdrawals) == 2
    assert count(desk.store, feedback) == count(desk.store, proposals) == 0


@pytest.mark.thorough
def test_a_new_store_knows_what_was_withdrawn_before_its_backup(
    desk: Desk, backup_file: Path, receipts: list[str], tmp_path: Path
) -> None:
    newer = tmp_path / "newer.jsonl"
    take_back(desk.store, *receipts)
    back_up(desk.store, newer, KEY)
    settings = StoreSettings(database_url=f"sqlite:///{tmp_path / 'other.sqlite3'}")
    migrate(settings, create=True)
    with open_store(settings) as store:
        restore(newer, store, settings, ALL)
        restore(backup_file, store, settings, ALL)  # an older one after it
        assert count(store, withdrawals) == 2
        assert count(store, feedback) == count(store, proposals) == 0


@pytest.mark.thorough
def test_a_backup_is_purged_of_what_was_withdrawn(
    desk: Desk, backup_file: Path, receipts: list[str]
) -> None:
    take_back(desk.store, *receipts)
    withdrawn = desk.store.read(list_withdrawals)
    gone = purge_backup(backup_file, desk.settings, NOON, KEY, withdrawn)
    assert {what: rows for what, rows in gone.items() if rows} == {"withdrawn": 2}
    assert b"menu" not in backup_file.read_bytes()
    assert read_header(backup_file, KEY).is_signed
    assert not any(purge_backup(backup_file, desk.settings, NOON, KEY, withdrawn).values())
