"""The store: one SQLAlchemy engine, one transaction for each write, one write at a time.

A caller has its answer after the commit, never before; `close` writes all that was accepted. SQLite
runs with `synchronous = FULL`: what was acknowledged outlives a kill and a power cut. Nobody waits
for ever: a store that is locked, or gone, fails within seconds (`store_errors.py` says why).
"""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from entraide.desk.settings import StoreSettings

T = TypeVar("T")
Job = Callable[[Connection], T]

PATIENCE = 4  # seconds that a write waits for those before it, and for a lock of another program
ANSWER_WITHIN = 10  # seconds after which a visitor is told that the store does not answer
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
            pool_timeout=PATIENCE,
            connect_args={
                "connect_timeout": PATIENCE,
                "tcp_user_timeout": ANSWER_WITHIN * 1000,  # a server that vanished without a word
                "options": f"-c lock_timeout={PATIENCE}s",
            },
        )
    engine = create_engine(settings.url, hide_parameters=True, connect_args={"timeout": PATIENCE})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def create_private_file(file: Path) -> None:
    """Only the desk's own user reads the store, from its first byte on."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        file.touch(mode=0o600)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: see below
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        f"busy_timeout = {PATIENCE * 1000}",
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


class StoreBusyError(Exception):
    """The store did not get to a write, or to an answer, in the time that a visitor waits."""


class Store:
    """Reads at once, writes in turn. Jobs are functions of a connection, run in a transaction."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._write_engine = engine.execution_options(writes=True)
        self._write_lock = threading.Lock()  # one transaction that writes at a time
        self._writer = ThreadPoolExecutor(1, "desk-writer")

    def read(self, job: Job[T]) -> T:
        """Return what `job` reads, in one transaction."""
        with self.engine.begin() as connection:
            return job(connection)

    async def read_soon(self, job: Job[T]) -> T:
        """Return what `job` reads, for callers on the event loop, which must not wait."""
        async with _limit_wait():
            return await asyncio.to_thread(self.read, job)

    def write(self, job: Job[T]) -> T:
        """Return what `job` returns, once what it wrote is committed."""
        return self._write_by(time.monotonic() + PATIENCE, job)

    async def write_soon(self, job: Job[T]) -> T:
        """Run `job` as `write` does, from the event loop; also where the caller goes away."""
        loop, until = asyncio.get_running_loop(), time.monotonic() + PATIENCE
        writing = loop.run_in_executor(self._writer, self._write_by, until, job)
        writing.add_done_callback(asyncio.Future.exception)  # its caller may have gone by then
        async with _limit_wait():
            return await asyncio.shield(writing)

    def close(self) -> None:
        """Write what was accepted, then let go of the store."""
        self._writer.shutdown()
        self.engine.dispose()

    def _write_by(self, until: float, job: Job[T]) -> T:
        wait = until - time.monotonic()  # its caller has been refused where none is left
        if wait <= 0 or not self._write_lock.acquire(timeout=wait):
            raise StoreBusyError
        try:
            with self._write_engine.begin() as connection:
                if connection.dialect.name == "postgresql":  # after writers of all other workers
                    lock = text("SELECT pg_advisory_xact_lock(:lock)")
                    connection.execute(lock, {"lock": WRITER_LOCK})
                return job(connection)
        finally:
            self._write_lock.release()


@asynccontextmanager
async def _limit_wait() -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            yield
    except TimeoutError as error:
        raise StoreBusyError from error
