"""A desk for the tests, over a real store of either kind, asked as a browser would.

- `store_url`: an empty store, SQLite then PostgreSQL: every test that takes it, or what is made
  of it, runs on both.
- `settings`: those of a desk on that store, beside a small published site (`published`).
- `desk`: it, opened, with a clock that tests hold (`clock.now`).
- `client`: asks its application in this process; `headers={...}` replace the browser's.

Without PostgreSQL these tests are skipped, and fail where `CI` is `true`.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bench.postgres import create_database, find_programs, run_cluster
from entraide.desk.app import build_app
from entraide.desk.desk import Desk, open_desk
from entraide.desk.migrate import migrate
from entraide.desk.settings import DeskSettings
from support.paths import LOCALES
from support.published_site import publish, row

SECRET = "vX3q-0Zr9_LmT7uPfK2hQwYb8sNdJcGe"  # noqa: S105 - of the tests
NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
BROWSER = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class HeldClock:
    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1029 in both locales, 1030 in English only, 1031 archived, 1032 sensitive."""
    return publish(
        tmp_path_factory.mktemp("site"),
        row(1029, "en"),
        row(1029, "fr"),
        row(1030, "en"),
        row(1030, "fr", state="missing"),
        row(1031, "en", status="archived"),
        row(1032, "en", sensitive=True),
        row(1032, "fr", sensitive=True),
    )


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    if find_programs() is None:
        if os.environ.get("CI") == "true":
            pytest.fail("PostgreSQL is missing: apt-get install postgresql")
        pytest.skip("PostgreSQL is missing")
    with run_cluster() as running:
        yield running.address


@pytest.fixture
def postgres_url(postgres: str) -> Iterator[str]:
    with create_database(postgres) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store' / 'desk.sqlite3'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def settings(store_url: str, published: Path) -> DeskSettings:
    return DeskSettings(
        database_url=store_url,
        secret=SECRET,
        site_dir=published,
        locales_dir=LOCALES,
    )


@pytest.fixture
def clock() -> HeldClock:
    return HeldClock()


@pytest.fixture
def desk(settings: DeskSettings, clock: HeldClock) -> Iterator[Desk]:
    migrate(settings)
    opened = open_desk(settings, clock)
    yield opened
    opened.store.close()


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    with TestClient(
        build_app(desk),
        base_url="https://help.example",
        headers=BROWSER,
        client=("192.0.2.7", 4711),
    ) as opened:
        yield opened
