"""Fixtures of SQLite and PostgreSQL stores with the tables of all migrations, made once a run.

SQLite's is a copy of one file; PostgreSQL's is one database, emptied after each test, which takes a
tenth of the time of a copy.

- `store_url`: the address of a store with its tables, SQLite then PostgreSQL: every test that takes
  it, or what is made of it, runs on both. `store_kind` says which. On PostgreSQL, only what is
  marked `both_stores`, since it is about the store, runs in `make test`; the rest is thorough.
- `empty_store_url`: one that no desk has made yet.
- `copy_sqlite_store(file)`: a SQLite store with its tables in `file`; its address.

Without PostgreSQL these tests are skipped, and fail where `CI` is `true`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, NullPool, create_engine, make_url, text

from bench.postgres import create_database, find_programs, run_cluster
from entraide.desk.migrate import migrate
from entraide.desk.settings import StoreSettings

CopyStore = Callable[[Path], str]


def require_postgres() -> None:
    """Skip or fail a test where PostgreSQL is not installed."""
    if find_programs() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is missing: apt-get install postgresql")
        pytest.skip("PostgreSQL is missing")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a running cluster, which may forget all it knows when the machine stops."""
    require_postgres()
    with run_cluster(*(word for option in FORGETFUL for word in ("-c", option))) as running:
        yield running.address


FORGETFUL = ("fsync=off", "full_page_writes=off", "autovacuum=off")


class ReusedDatabase:
    """A database with the desk's tables in a cluster; a new one where a test left other tables."""

    def __init__(self, cluster: str) -> None:
        self.cluster = cluster
        self.address = ""
        self.schema = ""
        self.existence = ExitStack()

    def open(self) -> str:
        """Return its address; its tables are empty."""
        if not self.address:
            self.address = self.existence.enter_context(create_database(self.cluster))
            migrate(StoreSettings(database_url=self.address), create=True)
            with self._connect() as connection:
                self.schema = connection.scalar(text(SCHEMA))
        return self.address

    def clear(self) -> None:
        """Take away what a test left in it."""
        with self._connect() as connection:
            connection.execute(text(END_OTHERS))
            if connection.scalar(text(SCHEMA)) == self.schema:
                tables = ", ".join(connection.scalars(text(TABLES)))
                connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
                return
        self.drop()

    def drop(self) -> None:
        self.existence.close()
        self.address = ""

    def _connect(self) -> Connection:
        url = make_url(self.address).set(drivername="postgresql+psycopg")
        return create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()


END_OTHERS = """
    SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
TABLES = """
    SELECT quote_ident(relname) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname <> 'alembic_version'
"""
# Every relation with its columns, and the migration that it is at, as one text.
SCHEMA = """
    SELECT string_agg(concat_ws(' ', oid, relname, relpersistence, fields), ', ' ORDER BY oid)
        || (SELECT string_agg(version_num, ' ') FROM alembic_version)
    FROM pg_class, LATERAL (
        SELECT string_agg(concat_ws(' ', attname, atttypid, attnotnull), ', ' ORDER BY attnum)
        AS fields
        FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0
    ) AS columns
    WHERE relnamespace = 'public'::regnamespace
"""


@pytest.fixture(scope="session")
def reused_database(postgres: str) -> Iterator[ReusedDatabase]:
    database = ReusedDatabase(postgres)
    yield database
    database.drop()


@pytest.fixture
def postgres_url(reused_database: ReusedDatabase) -> Iterator[str]:
    yield reused_database.open()
    reused_database.clear()


@pytest.fixture(scope="session")
def copy_sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> CopyStore:
    template = tmp_path_factory.mktemp("template") / "desk.sqlite3"
    migrate(StoreSettings(database_url=f"sqlite:///{template}"), create=True)

    def copy(file: Path) -> str:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy(template, file)
        return f"sqlite:///{file}"

    return copy


@pytest.fixture(params=["sqlite", "postgresql"])
def store_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.hookimpl(tryfirst=True)  # before those that are not asked for are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as thorough what runs on PostgreSQL without being about the store."""
    for item in items:
        call = getattr(item, "callspec", None)
        kind = call and call.params.get("store_kind")
        chosen = any("store_kind" in mark.args[0] for mark in item.iter_markers("parametrize"))
        if kind == "postgresql" and not chosen and not item.get_closest_marker("both_stores"):
            item.add_marker(pytest.mark.thorough)


@pytest.fixture
def store_url(
    store_kind: str,
    tmp_path: Path,
    copy_sqlite_store: CopyStore,
    request: pytest.FixtureRequest,
) -> str:
    if store_kind == "sqlite":
        return copy_sqlite_store(tmp_path / "store" / "desk.sqlite3")
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def empty_store_url(
    store_kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    if store_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'store' / 'desk.sqlite3'}"
    else:
        with create_database(request.getfixturevalue("postgres")) as address:
            yield address
