"""Many at once, and sudden ends: what was acknowledged is stored, once, whatever happens.

Real desks, asked over HTTP: on SQLite one process, on PostgreSQL two workers. SQLite runs with
`synchronous = FULL`, so an acknowledged vote is on the disk, not on its way there.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, text

from bench.desk_process import DeskProcess, run_desk
from bench.postgres import Cluster, run_cluster
from entraide.desk.clock import get_now
from entraide.desk.migrate import migrate, open_store
from entraide.desk.pseudonyms import DayKeys, Purpose, make_pseudonym
from entraide.desk.settings import DeskSettings, StoreSettings
from entraide.desk.tables import limits, votes
from support.coroutines import run
from support.stores import require_postgres

pytestmark = pytest.mark.both_stores

VOTE = {"entry": 1029, "locale": "en", "revision": 4, "rating": 5}
Start = Callable[..., AbstractContextManager[DeskProcess]]


@pytest.fixture
def settings(settings: DeskSettings, runtime_dir: Path) -> DeskSettings:
    return settings.model_copy(update={"runtime_dir": runtime_dir})


@pytest.fixture
def start(settings: DeskSettings, tmp_path: Path) -> Start:
    """Starts a desk on `settings`; limits are as in life, or multiplied."""

    def start_desk(times: int = 1_000) -> AbstractContextManager[DeskProcess]:
        environment = {
            "ENTRAIDE_DATABASE_URL": settings.database_url,
            "ENTRAIDE_SECRET_KEY": settings.secret,
            "ENTRAIDE_SITE_DIR": str(settings.site_dir),
            "ENTRAIDE_LOCALES_DIR": str(settings.locales_dir),
            "ENTRAIDE_TRUSTED_PROXIES": "127.0.0.1",
            "ENTRAIDE_LIMITS_TIMES": str(times),
            "ENTRAIDE_RUNTIME_DIR": str(settings.runtime_dir),
        }
        return run_desk(environment, tmp_path / "log", 2 if settings.is_postgresql else 1)

    return start_desk


class Visitor:
    """One open connection, on which votes of any voter are sent."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def vote(self, address: str, **facts: object) -> int:
        """The status of the answer; 0 when the desk went away before it came."""
        body = json.dumps(VOTE | facts)
        head = (
            "POST /desk/ratings HTTP/1.1\r\nHost: desk\r\nSec-Fetch-Site: same-origin\r\n"
            f"X-Forwarded-For: {address}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        try:
            self.writer.write((head + body).encode())
            answer = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
            length = int(answer.partition("content-length: ")[2].partition("\r\n")[0])
            await self.reader.readexactly(length)
        except (OSError, asyncio.IncompleteReadError):
            return 0
        return int(answer.split(" ", 2)[1])


@asynccontextmanager
async def connect_visitors(port: int, number: int) -> AsyncIterator[list[Visitor]]:
    opening = (asyncio.open_connection("127.0.0.1", port) for _ in range(number))
    found = [Visitor(*streams) for streams in await asyncio.gather(*opening)]
    try:
        yield found
    finally:
        for visitor in found:
            visitor.writer.close()


def read_votes(settings: DeskSettings) -> list[tuple[int, int, str]]:
    """(entry, rating, voter) of every vote."""
    columns = select(votes.c.entry, votes.c.rating, votes.c.voter)
    with open_store(settings) as store:
        return [(*row,) for row in store.read(lambda connection: connection.execute(columns))]


def vote_key(settings: DeskSettings) -> bytes:
    """Today’s, as the desks that run have it."""
    return DayKeys(get_now, settings.runtime_dir).get_today()[Purpose.VOTE]


def compute_voter(key: bytes, address: str) -> str:
    return make_pseudonym(key, "vote", VOTE["entry"], f"{address}/32")


@pytest.mark.thorough
def test_200_votes_of_one_voter_at_once_count_once(settings: DeskSettings, start: Start) -> None:
    async def vote(port: int) -> list[int]:
        async with connect_visitors(port, 200) as many:
            return await asyncio.gather(
                *(one.vote("192.0.2.1", rating=1 + n % 5) for n, one in enumerate(many))
            )

    with start() as desk:
        assert set(run(vote(desk.port))) == {200}
    assert len(read_votes(settings)) == 1


@pytest.mark.thorough
def test_two_voters_who_take_turns_count_two(settings: DeskSettings, start: Start) -> None:
    async def vote(port: int) -> None:
        async with connect_visitors(port, 2) as (one, other):
            for rating in (1, 2, 3, 4, 5, 4, 3, 2):
                assert await one.vote("192.0.2.1", rating=rating) == 200
                assert await other.vote("192.0.2.2", rating=6 - rating) == 200

    with start() as desk:
        run(vote(desk.port))
    assert sorted(rating for _, rating, _ in read_votes(settings)) == [2, 4]


@pytest.mark.thorough
def test_a_limit_holds_for_all_workers_together(settings: DeskSettings, start: Start) -> None:
    texts = [
        {"entry": entry, "locale": locale, "revision": revision}
        for entry, locale in ((1029, "en"), (1030, "en"), (1032, "en"), (1032, "fr"))
        for revision in (1, 2, 3)
    ]

    async def vote(port: int) -> list[int]:
        async with connect_visitors(port, len(texts)) as many:
            pairs = zip(many, texts, strict=True)
            return await asyncio.gather(*(one.vote("192.0.2.1", **about) for one, about in pairs))

    with start(times=1) as desk:
        assert set(run(vote(desk.port))) == {200}
    assert len(read_votes(settings)) == 10  # a voter's in one minute, of 12


async def vote_until_end(port: int, end: Callable[[], None]) -> set[str]:
    """Sixteen vote without a pause until the desk is gone; the addresses of acknowledged votes."""
    acknowledged: set[str] = set()
    busy = asyncio.Event()

    async def keep_voting(lane: int, visitor: Visitor) -> None:
        number = 0
        while await visitor.vote(address := f"10.{lane}.{number // 250}.{number % 250}") == 200:
            acknowledged.add(address)
            number += 1
            if len(acknowledged) == 200:
                busy.set()

    async with connect_visitors(port, 16) as many:
        lanes = [asyncio.create_task(keep_voting(*each)) for each in enumerate(many)]
        begun = asyncio.create_task(busy.wait())
        await asyncio.wait([begun, *lanes], return_when=asyncio.FIRST_COMPLETED)
        assert busy.is_set(), "the desk refuses votes"
        await asyncio.to_thread(end)
        await asyncio.gather(*lanes)
    return acknowledged


def is_intact(connection: Connection) -> bool:
    """Whether SQLite finds nothing wrong; PostgreSQL’s indexes are read against their tables."""
    if connection.dialect.name == "sqlite":
        return connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    connection.execute(text("CREATE EXTENSION IF NOT EXISTS amcheck"))
    for table in (votes, limits):
        named = {"name": f"pk_{table.name}"}
        connection.execute(text("SELECT bt_index_parent_check(:name, true)"), named)
    return True


def assert_nothing_lost(settings: DeskSettings, key: bytes, acknowledged: set[str]) -> None:
    kept = {name for _, _, name in read_votes(settings)}
    assert {compute_voter(key, address) for address in acknowledged} <= kept
    assert len(kept) <= len(acknowledged) + 16  # those on their way when it ended
    with open_store(settings) as store:
        assert store.write(is_intact)


@pytest.mark.thorough
def test_a_desk_killed_while_it_writes_loses_no_acknowledged_vote(
    settings: DeskSettings, start: Start
) -> None:
    with start() as desk:
        acknowledged = run(vote_until_end(desk.port, desk.kill))
    assert_nothing_lost(settings, vote_key(settings), acknowledged)

    async def vote(port: int) -> int:
        async with connect_visitors(port, 1) as (one,):
            return await one.vote("192.0.2.1")

    with start() as again:
        assert run(vote(again.port)) == 200


@pytest.fixture
def own_cluster() -> Iterator[Cluster]:
    """A PostgreSQL that a test may crash."""
    require_postgres()
    with run_cluster() as running:
        yield running


class TestPostgresqlCrashes:
    @pytest.fixture
    def store_url(self, own_cluster: Cluster) -> str:
        migrate(StoreSettings(database_url=own_cluster.address), create=True)
        return own_cluster.address

    @pytest.mark.thorough
    def test_no_acknowledged_vote_is_lost_and_the_desk_goes_on_with_the_same_key(
        self, settings: DeskSettings, start: Start, own_cluster: Cluster
    ) -> None:
        async def vote(port: int, address: str) -> list[int]:
            async with connect_visitors(port, 32) as many:
                return await asyncio.gather(*(one.vote(address) for one in many))

        with start() as desk:
            key = vote_key(settings)
            acknowledged = run(vote_until_end(desk.port, own_cluster.crash))
            assert set(run(vote(desk.port, "192.0.2.1"))) == {503}
            own_cluster.start()
            assert_nothing_lost(settings, key, acknowledged)
            rows = len(read_votes(settings))
            assert set(run(vote(desk.port, "192.0.2.2"))) == {200}
            assert len(read_votes(settings)) == rows + 1
        assert vote_key(settings) == key
