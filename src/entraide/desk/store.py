"""The store: one SQLAlchemy engine, and one thread that writes.

Writes that wait are committed together: SQLite has one writer anyway, and a commit costs more than
a vote. A caller has its answer after the commit, never before; `close` writes all that was
accepted. SQLite runs with `synchronous = FULL`: what was acknowledged outlives a kill and a power
cut, and writing together pays for it.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from entraide.desk.settings import DeskSettings

T = TypeVar("T")
Job = Callable[[Connection], T]

TOGETHER = 128  # jobs in one commit at most
WRITERS = 0x656E7472  # the lock that writers of several workers take in turn ("entr")


def make_engine(settings: DeskSettings) -> Engine:
    """The engine of the settings' store; it never shows the values of a statement."""
    if settings.is_postgresql:
        return create_engine(
            settings.url, hide_parameters=True, pool_size=4, max_overflow=4, pool_pre_ping=True
        )
    file = settings.url.database
    if file and file != ":memory:":
        _private(Path(file))
    engine = create_engine(settings.url, hide_parameters=True, connect_args={"timeout": 10})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _private(file: Path) -> None:
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
        "secure_delete = ON",  # a destroyed key is overwritten, not only forgotten
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """`INSERT` for `table` that knows `on_conflict_do_update`, in the store's own dialect."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


class Store:
    """Reads at once, writes in turn. Jobs are functions of a connection, run in a transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._writing = engine.execution_options(writes=True)
        self._waiting: SimpleQueue[tuple[Job[Any], Future[Any]] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._write_all, name="desk-writer", daemon=True)
        self._thread.start()

    def read(self, job: Job[T]) -> T:
        with self.engine.begin() as connection:
            return job(connection)

    async def read_soon(self, job: Job[T]) -> T:
        """The same for callers on the event loop, which must not wait."""
        return await asyncio.to_thread(self.read, job)

    def write(self, job: Job[T]) -> T:
        """Run `job` in turn and commit; it may run twice when the first commit fails."""
        return self._asked(job).result()

    async def write_soon(self, job: Job[T]) -> T:
        return await asyncio.wrap_future(self._asked(job))

    def _asked(self, job: Job[T]) -> Future[T]:
        future: Future[T] = Future()
        self._waiting.put((job, future))
        return future

    def close(self) -> None:
        """Write what was accepted, then let go of the store."""
        self._waiting.put(None)
        self._thread.join()
        self.engine.dispose()

    def _write_all(self) -> None:
        while (first := self._waiting.get()) is not None:
            jobs, ends = [first], False
            while len(jobs) < TOGETHER and not self._waiting.empty():
                following = self._waiting.get()
                if following is None:
                    ends = True
                    break
                jobs.append(following)
            self._write_together(jobs)
            if ends:
                return

    def _write_together(self, jobs: list[tuple[Job[Any], Future[Any]]]) -> None:
        jobs = [(job, future) for job, future in jobs if future.set_running_or_notify_cancel()]
        try:
            results = self._transaction([job for job, _ in jobs])
        except Exception:  # noqa: BLE001 - whose fault it is shows when each runs alone
            for job, future in jobs:
                self._write_alone(job, future)
        else:
            for (_, future), result in zip(jobs, results, strict=True):
                future.set_result(result)

    def _write_alone(self, job: Job[Any], future: Future[Any]) -> None:
        try:
            future.set_result(self._transaction([job])[0])
        except Exception as error:  # noqa: BLE001 - it belongs to whoever waits
            future.set_exception(error)

    def _transaction(self, jobs: list[Job[Any]]) -> list[Any]:
        with self._writing.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS})
            return [job(connection) for job in jobs]


def is_reachable(store: Store) -> bool:
    """Whether the store answers; for `/desk/readyz`."""
    try:
        store.read(lambda connection: connection.execute(text("SELECT 1")).scalar())
    except DBAPIError:
        return False
    return True
