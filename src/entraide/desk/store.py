"""The store: one SQLAlchemy engine, and one thread that writes.

Writes that wait are committed together, and those of one kind are written by one call. A caller has
its answer after the commit, never before; `close` writes all that was accepted. SQLite runs with
`synchronous = FULL`: what was acknowledged outlives a kill and a power cut.

One transaction a request would be simpler, and does not keep what is promised: 800 votes a second
from 64 clients on SQLite. Measured side by side, a vote takes 2.1 to 2.5 ms of processor time that
way (470 a second of a core at most, before HTTP), 1.1 to 1.3 ms in one commit with others, and 0.9
to 1.1 ms when those of a commit are counted and written by one statement each. The limits let
3,000 votes a minute pass, but what is over them is counted here as well, and a flood is when the
store must not be what gives way.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, OperationalError

from entraide.desk.settings import StoreSettings

T = TypeVar("T")
Item = TypeVar("Item")
Job = Callable[[Connection], T]
BatchJob = Callable[[Connection, Sequence[Item]], Sequence[T]]  # a result an item, in their order

MOST_WRITES_PER_COMMIT = 256  # items in one commit
WRITER_LOCK = 0x656E7472  # the lock that writers of several workers take in turn ("entr")


def make_engine(settings: StoreSettings) -> Engine:
    """Return the engine of the settings' store; it never shows the values of a statement."""
    if settings.is_postgresql:
        return create_engine(
            settings.url,
            hide_parameters=True,
            pool_size=4,
            max_overflow=4,
            pool_pre_ping=True,  # a server that was started again is noticed before a statement
            connect_args={"connect_timeout": 10},  # seconds
        )
    if settings.file:
        _create_private(settings.file)
    engine = create_engine(settings.url, hide_parameters=True, connect_args={"timeout": 10})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _create_private(file: Path) -> None:
    """Only the desk's own user reads the store, from its first byte on."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        file.touch(mode=0o600)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: see below
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "busy_timeout = 10000",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted is overwritten, not only forgotten
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def make_upsert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """`INSERT` for `table` that knows `on_conflict_do_update`, in the store's own dialect."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


class _PendingWrite(NamedTuple):
    job: BatchJob[Any, Any]
    item: Any
    answer: asyncio.Future[Any]


class Store:
    """Reads at once, writes in turn. Jobs are functions of a connection, run in a transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._write_engine = engine.execution_options(writes=True)
        self._write_lock = threading.Lock()  # one transaction that writes at a time
        self._pending_writes: list[_PendingWrite] = []
        self._closing = False
        self._condition = threading.Condition()  # guards the two above
        self._thread = threading.Thread(target=self._write_all, name="desk-writer", daemon=True)
        self._thread.start()

    def read(self, job: Job[T]) -> T:
        """Return what `job` reads, in one transaction."""
        with self.engine.begin() as connection:
            return job(connection)

    async def read_soon(self, job: Job[T]) -> T:
        """Return what `job` reads, for callers on the event loop, which must not wait."""
        return await asyncio.to_thread(self.read, job)

    def write(self, job: Job[T]) -> T:
        """Return what `job` returns, once what it wrote is committed."""
        with self._begin() as connection:
            return job(connection)

    async def write_soon(self, job: Job[T]) -> T:
        """Run `job` as `write` does, from the event loop; again where one beside it fails."""
        result: T = await self.write_in_batch(_run_each, job)
        return result

    async def write_in_batch(self, job: BatchJob[Item, T], item: Item) -> T:
        """Run `job` on `item`, in one call with the items of others that wait for the same job."""
        answer: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        with self._condition:
            if self._closing:
                raise RuntimeError("the store is closed")
            self._pending_writes.append(_PendingWrite(job, item, answer))
            self._condition.notify()
        return await answer

    def close(self) -> None:
        """Write what was accepted, then let go of the store."""
        with self._condition:
            self._closing = True
            self._condition.notify()
        self._thread.join()
        self.engine.dispose()

    def _write_all(self) -> None:
        while batch := self._take_pending_writes():
            try:
                outcomes = self._write_batch(batch)
            except OperationalError as error:  # the store itself: trying each takes no less long
                outcomes = [error] * len(batch)
            except Exception:  # noqa: BLE001 - whose fault it is shows when each runs alone
                outcomes = [self._write_alone(pending) for pending in batch]
            _wake(batch, outcomes)

    def _take_pending_writes(self) -> list[_PendingWrite]:
        """Return those that wait, as soon as there are any; none when the store closes."""
        with self._condition:
            self._condition.wait_for(lambda: self._pending_writes or self._closing)
            batch, self._pending_writes = (
                self._pending_writes[:MOST_WRITES_PER_COMMIT],
                self._pending_writes[MOST_WRITES_PER_COMMIT:],
            )
        return sorted(batch, key=lambda pending: id(pending.job))  # those of a kind side by side

    def _write_batch(self, batch: Sequence[_PendingWrite]) -> list[Any]:
        results: list[Any] = []
        with self._begin() as connection:
            for job, group in groupby(batch, key=attrgetter("job")):
                results += job(connection, [pending.item for pending in group])
        return results

    def _write_alone(self, pending: _PendingWrite) -> Any:
        try:
            return self._write_batch([pending])[0]
        except Exception as error:  # noqa: BLE001 - it belongs to whoever waits
            return error

    @contextmanager
    def _begin(self) -> Iterator[Connection]:
        """Begin a transaction that writes, after those of this process and of all other workers."""
        with self._write_lock, self._write_engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(
                    text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK}
                )
            yield connection


def _run_each(connection: Connection, jobs: Sequence[Job[Any]]) -> list[Any]:
    return [job(connection) for job in jobs]


def _wake(batch: Sequence[_PendingWrite], outcomes: Sequence[Any]) -> None:
    """Wake each event loop once, for all that waited there."""
    answers = list(zip((pending.answer for pending in batch), outcomes, strict=True))
    for loop in {answer.get_loop() for answer, _ in answers}:
        loop_answers = [
            (answer, outcome) for answer, outcome in answers if answer.get_loop() is loop
        ]
        with suppress(RuntimeError):  # a loop that was closed: nobody waits there any more
            loop.call_soon_threadsafe(_set_results, loop_answers)


def _set_results(answers: Sequence[tuple[asyncio.Future[Any], Any]]) -> None:
    for answer, outcome in answers:
        if answer.done():  # its caller went away; what it asked for is written all the same
            continue
        if isinstance(outcome, Exception):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)


def is_reachable(store: Store) -> bool:
    """Return whether the store answers; for `/desk/readyz`."""
    try:
        store.read(lambda connection: connection.execute(text("SELECT 1")).scalar())
    except DBAPIError:
        return False
    return True
