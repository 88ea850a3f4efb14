"""A store that fails: a visitor keeps their words, the operator is told why, and it comes back."""

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import Engine, create_engine, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from bench.postgres import Cluster, create_database, run_cluster
from entraide.desk import health
from entraide.desk import store as store_module
from entraide.desk.desk import Desk
from entraide.desk.migrate import migrate
from entraide.desk.settings import StoreSettings
from entraide.desk.tables import feedback, limits, proposals, votes
from support.desk_rows import make_comment, make_proposal, make_vote, put
from support.hostile_desk import VOTE, ReadText, Send
from support.small_disk import fill_disk
from support.staff import sign_in_as
from support.stores import CopyStore, require_postgres

Break = Callable[[], AbstractContextManager[None]]
SAID = "Où est le menu ? « Là »"
CREDIT = "Somebody"
COMMENT = {"entry": "1029", "locale": "en", "revision": "4", "comment": SAID, "reasons": "hard"}
KINDS = {  # kind of fault -> what the log and readyz say
    "sqlite locked": "another program keeps it locked",
    "sqlite full": "the disk is full",
    "postgresql gone": "it does not answer",
    "postgresql locked": "another program keeps it locked",
    "postgresql read-only": "it can only be read",
    "postgresql full": "its disk is full",
    "postgresql silent": "it does not answer in time",
}

UNREADABLE = ("postgresql gone", "postgresql silent")
END = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of our own, which may be stopped."""
    require_postgres()
    with run_cluster("-c", "fsync=off") as running:
        yield running


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def store_url(
    kind: str, small_disk: Path, copy_sqlite_store: CopyStore, request: pytest.FixtureRequest
) -> Iterator[str]:
    if kind.startswith("sqlite"):
        yield copy_sqlite_store(small_disk / "store" / "desk.sqlite3")
        return
    running: Cluster = request.getfixturevalue("cluster")
    with create_database(running.address) as address:
        migrate(StoreSettings(database_url=address), create=True)
        if kind.endswith("full"):
            move_database(running, address, small_disk / "space")
        yield address
        if kind.endswith("full"):
            move_database(running, address, None)


@contextmanager
def open_admin(cluster: Cluster) -> Iterator[Engine]:
    """Connections to the cluster itself, not to the desk's database."""
    url = make_url(cluster.address).set(drivername="postgresql+psycopg")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    yield engine
    engine.dispose()


def run_as_admin(cluster: Cluster, *statements: str) -> None:
    with open_admin(cluster) as engine, engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))


def move_database(cluster: Cluster, address: str, folder: Path | None) -> None:
    """Move the database onto the small disk; with None, back."""
    name = make_url(address).database
    end = END.format(name)
    if folder is None:
        away = f"ALTER DATABASE {name} SET TABLESPACE pg_default"
        run_as_admin(cluster, end, away, "DROP TABLESPACE small")
        return
    folder.mkdir()
    shutil.chown(folder, "postgres")
    place = f"CREATE TABLESPACE small LOCATION '{folder}'"
    run_as_admin(cluster, place, end, f"ALTER DATABASE {name} SET TABLESPACE small")


@pytest.fixture
def break_store(
    kind: str, store_url: str, small_disk: Path, request: pytest.FixtureRequest
) -> Break:
    """A function whose block is the time in which the store fails."""
    if kind.endswith("full"):
        return lambda: fill_disk(small_disk)
    if kind == "sqlite locked":
        return lambda: keep_sqlite_locked(store_url.removeprefix("sqlite:///"))
    running: Cluster = request.getfixturevalue("cluster")
    breaks = {
        "postgresql gone": lambda: stop_cluster(running),
        "postgresql locked": lambda: keep_postgres_locked(store_url),
        "postgresql read-only": lambda: make_read_only(running, store_url),
        "postgresql silent": lambda: make_silent(running, store_url),
    }
    return breaks[kind]


@contextmanager
def keep_sqlite_locked(file: str) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def stop_cluster(cluster: Cluster) -> Iterator[None]:
    cluster.crash()
    try:
        yield
    finally:
        cluster.start()


@contextmanager
def keep_postgres_locked(url: str) -> Iterator[None]:
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE votes, feedback, proposals, limits, desk_state")
        yield


@contextmanager
def make_read_only(cluster: Cluster, url: str) -> Iterator[None]:
    name = make_url(url).database
    end = END.format(name)
    change = f"ALTER DATABASE {name} SET default_transaction_read_only ="
    run_as_admin(cluster, f"{change} on", end)
    try:
        yield
    finally:
        run_as_admin(cluster, f"{change} off", end)


@contextmanager
def make_silent(cluster: Cluster, url: str) -> Iterator[None]:
    """Keep its processes from running, as a machine that hangs does."""
    with open_admin(cluster) as engine, engine.connect() as connection:
        query = text("SELECT pid FROM pg_stat_activity WHERE datname = :name")
        found = connection.execute(query, {"name": make_url(url).database}).scalars().all()
    main = int((cluster.folder / "data" / "postmaster.pid").read_text().split()[0])
    for pid in (*found, main):
        os.kill(pid, 19)
    try:
        yield
    finally:
        for pid in (*found, main):
            os.kill(pid, 18)


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that waits for its store for less time than a real one."""
    monkeypatch.setattr(store_module, "WRITE_TIMEOUT", 1)
    monkeypatch.setattr(store_module, "ANSWER_WITHIN", 3)
    monkeypatch.setattr(health, "LOOK_AGAIN", 0)


@pytest.fixture
def follow_up_token(desk: Desk, client: TestClient) -> str:
    """The token of a low vote from before the store failed."""
    del desk
    token = client.post("/desk/ratings", json=VOTE).json()["token"]
    return str(token)


def get_form(client: TestClient) -> dict[str, str]:
    page = BeautifulSoup(client.get("/desk/propose/1029/fr/?in=en").text, "html.parser")
    found = {str(one["name"]): str(one["value"]) for one in page.select("form.propose [value]")}
    return found | {"text-title": SAID, "licence": "yes", "credit": CREDIT}


def use_free_pages(desk: Desk) -> None:
    """Fill what is left of the pages of tables: a full disk still lets rows into them."""
    for table, make in ((votes, make_vote), (feedback, make_comment), (proposals, make_proposal)):
        with pytest.raises(OperationalError):
            for _ in range(10_000):
                put(desk.store, table, **make())
    with pytest.raises(OperationalError):
        for number in range(10_000):
            put(desk.store, limits, bucket=str(number), count=1, expires=2_000_000_000)


def count_sent(desk: Desk) -> list[int]:
    """How many comments and proposals the store has of what the test sent."""
    queries = (
        select(func.count()).select_from(feedback).where(feedback.c.comment == SAID),
        select(func.count()).select_from(proposals).where(proposals.c.credit == CREDIT),
    )
    return desk.store.read(
        lambda connection: [connection.execute(query).scalar_one() for query in queries]
    )


def is_told(answer: Any) -> bool:
    """Whether the answer is the page that says so, with what was typed in a box."""
    boxes = [
        area.get_text().strip()
        for area in BeautifulSoup(answer.text, "html.parser").select("textarea")
    ]
    words = "cannot keep anything at the moment" in answer.text
    return answer.status_code == 503 and words and SAID in boxes


def test_a_failing_store_explains_itself_and_shows_the_typed_text_again(  # noqa: PLR0913 - fixtures
    desk: Desk,
    client: TestClient,
    send: Send,
    *,
    kind: str,
    break_store: Break,
    follow_up_token: str,
    read_output: ReadText,
) -> None:
    comment = COMMENT | {"token": follow_up_token}
    form = get_form(client)
    staff = sign_in_as(client, desk)
    with break_store():
        if kind == "postgresql full":
            use_free_pages(desk)
        began = time.monotonic()
        vote = send("/desk/ratings", VOTE | {"rating": 5})
        assert (vote.status_code, vote.json()) == (503, {"error": "store"})
        assert time.monotonic() - began < 5
        assert is_told(send("/desk/feedback", comment, form=True))
        assert is_told(send("/desk/propose/1029/fr/?in=en", form, form=True))
        page = send("/desk/ratings?in=en", VOTE, form=True)
        assert page.status_code == 503
        assert "Try again in a few minutes" in page.text
        if kind in UNREADABLE:
            page = staff.get("/desk/staff/")
            assert (page.status_code, "cannot reach its store" in page.text) == (503, True)
        ready = client.get("/desk/readyz")
        assert ready.status_code == 503
        assert KINDS[kind] in ready.json()["problems"]["store"]
        assert client.get("/desk/healthz").status_code == 200
    assert client.get("/desk/readyz").json() == {"ok": True}
    assert send("/desk/ratings", VOTE | {"rating": 5}).status_code == 200
    assert send("/desk/feedback", comment, form=True).status_code == 200
    assert send("/desk/propose/1029/fr/?in=en", form, form=True).status_code == 200
    assert count_sent(desk) == [1, 1]
    told = read_output()
    assert KINDS[kind] in told
    assert not re.search(r"INSERT|Traceback|le menu", told)
