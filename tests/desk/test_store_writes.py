"""Writes in turn: what is accepted is written, and the fault of one is nobody else's."""

import asyncio
import threading
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, insert
from sqlalchemy.exc import IntegrityError

from entraide.desk.desk import Desk
from entraide.desk.store import Store
from entraide.desk.tables import votes
from support.coroutines import run
from support.desk_rows import count, make_vote

pytestmark = pytest.mark.both_stores

Job = Callable[[Connection], None]


@pytest.fixture
def store(desk: Desk) -> Store:
    return desk.store


def make_vote_job(**facts: object) -> Job:
    """A job that stores one vote."""

    def write_vote(connection: Connection) -> None:
        connection.execute(insert(votes), make_vote(**facts))

    return write_vote


def hold_writer(store: Store) -> threading.Event:
    """Keeps the writer busy until the event is set, so that other writes wait together."""
    begun, release = threading.Event(), threading.Event()

    def wait_for_release(_connection: Connection) -> None:
        begun.set()
        release.wait()

    threading.Thread(target=store.write, args=(wait_for_release,)).start()
    begun.wait()
    return release


def test_a_failed_write_fails_no_other_write(store: Store) -> None:
    async def write() -> list[object]:
        release = hold_writer(store)
        jobs = [
            make_vote_job(),
            make_vote_job(rating=9),
            make_vote_job(),
            make_vote_job(rating=0),
            make_vote_job(),
        ]
        writes = [asyncio.create_task(store.write_soon(job)) for job in jobs]
        await asyncio.sleep(0)
        release.set()
        return await asyncio.gather(*writes, return_exceptions=True)

    outcomes = run(write())
    assert [type(outcome) for outcome in outcomes] == [
        type(None),
        IntegrityError,
        type(None),
        IntegrityError,
        type(None),
    ]
    assert count(store, votes) == 3


def test_what_was_accepted_is_written_though_its_caller_went_away(store: Store) -> None:
    async def write() -> None:
        release = hold_writer(store)
        leaving = asyncio.create_task(store.write_soon(make_vote_job()))
        await asyncio.sleep(0)
        leaving.cancel()
        staying = asyncio.create_task(store.write_soon(make_vote_job()))
        await asyncio.sleep(0)
        release.set()
        await staying
        with pytest.raises(asyncio.CancelledError):
            await leaving

    run(write())
    assert count(store, votes) == 2


def test_a_store_that_closes_writes_what_it_accepted_and_accepts_no_more(store: Store) -> None:
    async def write() -> None:
        release = hold_writer(store)
        writes = [asyncio.create_task(store.write_soon(make_vote_job())) for _ in range(300)]
        await asyncio.sleep(0)
        release.set()
        await asyncio.to_thread(store.close)
        await asyncio.gather(*writes)
        with pytest.raises(RuntimeError, match="after shutdown"):
            await store.write_soon(make_vote_job())

    run(write())
    assert count(store, votes) == 300


def test_a_write_that_fails_leaves_nothing_behind(store: Store) -> None:
    def fail_after_vote(connection: Connection) -> None:
        make_vote_job()(connection)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        store.write(fail_after_vote)
    assert count(store, votes) == 0
    store.write(lambda connection: connection.execute(delete(votes)))  # it goes on
