"""The store as it lies on the disk, and what is said of one that fails."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, text

from entraide.desk.migrate import migrate, open_store
from entraide.desk.settings import StoreSettings
from entraide.desk.tables import feedback
from entraide.errors import StoreError
from support.desk_rows import make_comment, put


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "desk.sqlite3"


@pytest.fixture
def sqlite(file: Path) -> StoreSettings:
    return StoreSettings(database_url=f"sqlite:///{file}")


def read_error(settings: StoreSettings) -> str:
    with pytest.raises(StoreError) as error:
        migrate(settings, create=True)
    return str(error.value)


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("busy_timeout", 4_000),
        ("foreign_keys", 1),
        ("secure_delete", 1),
    ],
)
def test_every_connection_to_sqlite_is_careful(
    sqlite: StoreSettings, pragma: str, value: object
) -> None:
    migrate(sqlite, create=True)
    with open_store(sqlite) as store:
        query = text(f"PRAGMA {pragma}")
        assert store.read(lambda connection: connection.execute(query).scalar()) == value


def test_only_its_owner_reads_the_store(sqlite: StoreSettings, file: Path) -> None:
    migrate(sqlite, create=True)
    with open_store(sqlite) as store:
        put(store, feedback, **make_comment())
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in file.parent.iterdir()}
    assert modes == dict.fromkeys(("desk.sqlite3", "desk.sqlite3-wal", "desk.sqlite3-shm"), 0o600)
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_file_that_is_no_store_is_reported(sqlite: StoreSettings, file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"something else " * 100)
    assert read_error(sqlite) == (
        f"ENTRAIDE_DATABASE_URL: {file}: this is no store. "
        "Move the file away, then restore a backup."
    )


def test_a_damaged_store_is_reported(sqlite: StoreSettings, file: Path) -> None:
    migrate(sqlite, create=True)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    assert "it is damaged. Move the file away" in read_error(sqlite)


def test_a_full_disk_is_reported(sqlite: StoreSettings) -> None:
    migrate(sqlite, create=True)
    full = pytest.raises(StoreError, match="the disk is full")
    with full, open_store(sqlite) as store:
        limit = text("PRAGMA max_page_count = 1")  # as small as it is now: it cannot grow

        def write(connection: Connection) -> None:
            connection.execute(limit)
            connection.execute(
                insert(feedback), [make_comment(comment="é" * 2000) for _ in range(99)]
            )

        store.write(write)


def test_a_folder_in_place_of_the_file_is_reported(sqlite: StoreSettings, file: Path) -> None:
    file.mkdir(parents=True)
    assert "it cannot be opened. Check the rights" in read_error(sqlite)


def test_a_postgresql_that_does_not_answer_is_reported_without_its_password() -> None:
    told = read_error(StoreSettings(database_url="postgresql://desk:hunter2@127.0.0.1:1/desk"))
    assert told.startswith("ENTRAIDE_DATABASE_URL: PostgreSQL at 127.0.0.1: it does not answer")
    assert "hunter2" not in told


def test_part_of_a_password_is_not_taken_for_a_host() -> None:
    told = read_error(StoreSettings(database_url="postgresql://desk:hunt@er2@127.0.0.1:1/desk"))
    assert "er2" not in told.replace("answer", "")


def test_a_database_that_is_not_there_is_reported(postgres_url: str) -> None:
    assert "it does not answer, or does not let us in" in read_error(
        StoreSettings(database_url=postgres_url.replace("/desk_", "/no_desk_"))
    )


def test_a_user_who_may_not_is_reported(postgres_url: str) -> None:
    settings = StoreSettings(database_url=postgres_url)
    with open_store(settings) as store:
        store.write(lambda connection: connection.execute(text("CREATE ROLE guest LOGIN")))
        try:
            told = read_error(StoreSettings(database_url=postgres_url.replace("desk@", "guest@")))
        finally:
            store.write(lambda connection: connection.execute(text("DROP ROLE guest")))
    assert told.endswith("its user may not do that. Make the user the owner of the database.")
