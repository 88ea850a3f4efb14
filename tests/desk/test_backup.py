"""Backups: whole, private, of either kind of store into either, and never a wiped store."""

import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Connection, inspect, select

from entraide.desk.backup import RestoreOptions, back_up, purge_backup, restore
from entraide.desk.desk import Desk
from entraide.desk.dumps import (
    DumpHeader,
    TableDump,
    is_dump,
    make_signing_key,
    read_header,
    read_rows,
    write_dump,
)
from entraide.desk.migrate import get_newest_schema, migrate, open_store
from entraide.desk.purge import purge
from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store
from entraide.desk.table_swap import TableSwap
from entraide.desk.tables import (
    audit,
    daily_counts,
    feedback,
    proposals,
    questions,
    recovery_codes,
    sessions,
    staff,
    staff_tokens,
    vote_counts,
    votes,
)
from entraide.errors import StoreError
from support.desk_rows import count, make_comment, make_proposal, make_question, make_vote, put

pytestmark = pytest.mark.both_stores

SOMEBODY = {"id": "1", "name": "mo", "password": "$argon2id$", "role": "viewer", "active": True}
TOKEN = {"id": "2", "staff_id": "1", "digest": "00", "name": "laptop", "day": "2026-11-21"}
DONE = {"at": 1795262400, "name": "mo", "action": "sign-in", "subject": ""}
KEY = make_signing_key("a secret of the tests")
ALL = RestoreOptions(KEY, accounts=True)
NOON = datetime.fromisoformat("2026-11-21T12:00:00+00:00")


@pytest.fixture
def backup_file(desk: Desk, tmp_path: Path) -> Path:
    """A backup of a store with something in every table that lasts."""
    put(desk.store, votes, **make_vote(rating=1))
    put(desk.store, votes, **make_vote(locale="fr", rating=4))
    put(desk.store, feedback, **make_comment())
    put(desk.store, proposals, **make_proposal(note="Où ?"))
    put(desk.store, questions, **make_question())
    put(desk.store, staff, **SOMEBODY)
    put(desk.store, staff_tokens, **TOKEN)
    put(desk.store, recovery_codes, digest="11", staff_id="1")
    put(desk.store, audit, **DONE)
    back_up(desk.store, tmp_path / "backup.jsonl", KEY)
    return tmp_path / "backup.jsonl"


@contextmanager
def open_other_store(url: str) -> Iterator[tuple[Store, StoreSettings]]:
    settings = StoreSettings(database_url=url)
    migrate(settings, create=True)
    with open_store(settings) as store:
        yield store, settings


def read_lasting_rows(store: Store) -> list[object]:
    """All rows that last, without the numbers that a store gives by itself."""
    columns = [audit.c.at, audit.c.name, audit.c.action, audit.c.subject]
    whole = (
        votes,
        vote_counts,
        daily_counts,
        feedback,
        proposals,
        staff,
        recovery_codes,
        staff_tokens,
    )
    queries = (*map(select, whole), select(*columns))
    return store.read(
        lambda connection: [sorted(map(tuple, connection.execute(query))) for query in queries]
    )


def test_a_backup_comes_back_whole(desk: Desk, backup_file: Path) -> None:
    before = read_lasting_rows(desk.store)
    put(desk.store, votes, **make_vote())
    put(desk.store, feedback, **make_comment())
    counted = restore(backup_file, desk.store, desk.settings, ALL)
    ones = (
        "feedback",
        "proposals",
        "questions",
        "staff",
        "recovery_codes",
        "staff_tokens",
        "audit",
    )
    twos = ("votes", "vote_counts", "daily_counts")
    assert counted == dict.fromkeys(twos, 2) | dict.fromkeys(ones, 1)
    assert read_lasting_rows(desk.store) == before
    put(desk.store, audit, **DONE)  # what numbers itself goes on


@pytest.mark.thorough
def test_a_backup_of_one_kind_of_store_comes_back_in_the_other(
    desk: Desk, backup_file: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    other = (
        f"sqlite:///{tmp_path / 'other.sqlite3'}"
        if desk.settings.is_postgresql
        else request.getfixturevalue("postgres_url")
    )
    with open_other_store(other) as (store, settings):
        restore(backup_file, store, settings, ALL)
        assert read_lasting_rows(store) == read_lasting_rows(desk.store)


def test_only_its_owner_reads_a_backup(backup_file: Path) -> None:
    assert stat.S_IMODE(backup_file.stat().st_mode) == 0o600
    assert [file.name for file in backup_file.parent.glob(".*")] == []


def test_a_backup_is_of_one_moment_while_votes_come_in(desk: Desk, tmp_path: Path) -> None:
    ends = Event()

    def keep_voting() -> None:
        while not ends.is_set():
            comment = make_comment()
            put(desk.store, feedback, **comment)
            put(desk.store, votes, **make_vote(voter=comment["id"]))

    voting = Thread(target=keep_voting)
    voting.start()
    try:
        while not count(desk.store, votes):
            time.sleep(0.01)
        for number in range(5):
            counted = back_up(desk.store, tmp_path / f"{number}", KEY)
            assert counted["feedback"] - counted["votes"] in (0, 1)
            assert counted["votes"] > 0
        while count(desk.store, votes) == counted["votes"]:  # they still come in
            time.sleep(0.01)
    finally:
        ends.set()
        voting.join()


@pytest.mark.thorough
def test_staff_sign_in_again_after_a_restore(desk: Desk, backup_file: Path) -> None:
    put(desk.store, sessions, digest="00", staff_id="1", csrf="11", expires=9_999_999_999)
    restore(backup_file, desk.store, desk.settings, ALL)
    assert count(desk.store, sessions) == 0


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: data.replace(b'"fr",4', b'"fr",3'), "changed or damaged"),
        (lambda data: data[: data.rindex(b'{"rows"')], "cut short"),
        (lambda data: data[:-30], "cut short"),
        (lambda data: data.replace(b'"format":1', b'"format":2'), "newer Entraide"),
        (lambda _data: b"SQLite format 3\0", "no backup of a desk"),
        (lambda _data: b"", "no backup of a desk"),
    ],
)
def test_a_damaged_backup_is_refused_and_the_store_stays(
    desk: Desk, backup_file: Path, damage: Callable[[bytes], bytes], said: str
) -> None:
    data = backup_file.read_bytes()
    assert damage(data) != data
    backup_file.write_bytes(damage(data))
    before = read_lasting_rows(desk.store)
    with pytest.raises(StoreError, match=said):
        restore(backup_file, desk.store, desk.settings, ALL)
    assert read_lasting_rows(desk.store) == before


def test_a_backup_of_a_newer_schema_is_refused(desk: Desk, backup_file: Path) -> None:
    write_dump(backup_file, "9999", [], KEY)
    before = read_lasting_rows(desk.store)
    with pytest.raises(StoreError, match="schema 9999"):
        restore(backup_file, desk.store, desk.settings, ALL)
    assert read_lasting_rows(desk.store) == before


def test_a_backup_with_invalid_rows_leaves_the_store_as_it_was(
    desk: Desk, backup_file: Path
) -> None:
    row = make_vote(rating=9)
    write_dump(
        backup_file, get_newest_schema(), [TableDump("votes", list(row), [list(row.values())])]
    )
    before = read_lasting_rows(desk.store)
    with pytest.raises(StoreError, match="rows that cannot be"):
        restore(backup_file, desk.store, desk.settings, ALL)
    assert read_lasting_rows(desk.store) == before


@pytest.mark.thorough
def test_a_restore_that_was_interrupted_leaves_no_table_behind(
    desk: Desk, backup_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = list_all_tables(desk.store)
    monkeypatch.setattr(TableSwap, "swap", interrupt)
    with pytest.raises(KeyboardInterrupt):
        restore(backup_file, desk.store, desk.settings, ALL)
    assert list_all_tables(desk.store) == before


def list_all_tables(store: Store) -> set[tuple[str | None, str]]:
    """Every table in every schema."""

    def list_them(connection: Connection) -> set[tuple[str | None, str]]:
        store = inspect(connection)
        return {
            (schema, name)
            for schema in store.get_schema_names()
            for name in store.get_table_names(schema)
        }

    return store.read(list_them)


@pytest.mark.thorough
def test_restoring_an_old_backup_does_not_restore_expired_rows(
    desk: Desk, backup_file: Path
) -> None:
    a_year_later = NOON + timedelta(days=368)
    restore(backup_file, desk.store, desk.settings, ALL)
    purge(desk.store, desk.settings, a_year_later, clock_is_right=True)
    assert count(desk.store, feedback) == count(desk.store, votes) == 0


@pytest.mark.thorough
def test_expired_rows_are_removed_from_a_backup(desk: Desk, backup_file: Path) -> None:
    assert not any(purge_backup(backup_file, desk.settings, NOON, KEY, ()).values())
    untouched = backup_file.read_bytes()
    assert b"menu" in untouched
    gone = purge_backup(backup_file, desk.settings, NOON + timedelta(days=368), KEY, ())
    assert gone["feedback"] == 1
    assert b"menu" not in backup_file.read_bytes()
    assert is_dump(backup_file)
    assert read_header(backup_file, KEY) == DumpHeader(get_newest_schema(), is_signed=True)
    rows = {table: len(some) for table, some in read_rows(backup_file) if some}
    assert rows == {"vote_counts": 2, "staff": 1, "recovery_codes": 1, "staff_tokens": 1}
