"""Fixtures of SQLite and PostgreSQL stores, each a copy of one that all migrations made once.

- `store_url`: the address of a store with its tables, SQLite then PostgreSQL: every test that takes
  it, or what is made of it, runs on both. `store_kind` says which.
- `empty_store_url`: one that no desk has made yet.
- `copy_sqlite_store(file)`: a SQLite store with its tables in `file`; its address.

Without PostgreSQL these tests are skipped, and fail where `CI` is `true`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

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
    with run_cluster("-c", "fsync=off") as running:
        yield running.address


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> Iterator[str]:
    """The name of a database with the desk's tables, to which nobody is connected."""
    with create_database(postgres) as address:
        migrate(StoreSettings(database_url=address))
        yield address.partition("?")[0].rpartition("/")[2]


@pytest.fixture
def postgres_url(postgres: str, postgres_template: str) -> Iterator[str]:
    with create_database(postgres, template=postgres_template) as address:
        yield address


@pytest.fixture(scope="session")
def copy_sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> CopyStore:
    template = tmp_path_factory.mktemp("template") / "desk.sqlite3"
    migrate(StoreSettings(database_url=f"sqlite:///{template}"))

    def copy(file: Path) -> str:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy(template, file)
        return f"sqlite:///{file}"

    return copy


@pytest.fixture(params=["sqlite", "postgresql"])
def store_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


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
