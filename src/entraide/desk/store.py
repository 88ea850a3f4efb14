"""The store: one SQLAlchemy engine, and one thread that writes.

Writes that wait are committed together. A caller gets its answer after the commit, never before.
`close` writes all that was accepted. SQLite runs with `synchronous = FULL`: what was acknowledged
survives a kill and a power cut. Nobody waits for ever: a store that is locked or unreachable fails
within seconds (`store_errors.py` says why).
"""

import asyncio
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Table, create_engine, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from entraide.desk.settings import StoreSettings

T = TypeVar("T")
Job = Callable[[Connection], T]

WRITE_TIMEOUT = 4  # seconds that a write waits for earlier writes and other programs' locks
MOST_WRITES_PER_COMMIT = 64
ANSWER_WITHIN = 10  # seconds after which a visitor is told that the store does not answer
WRITER_LOCK = 0x656E7472  # the lock that writers of several workers take in turn ("entr")


def make_engine(settings: StoreSettings) -> Engine:
    """Return the engine of the store; its errors never show the values of a statement."""
    if settings.is_postgresql:
        return create_engine(
            settings.url,
            hide_parameters=True,
            pool_size=4,
            max_overflow=4,
            pool_pre_ping=True,  # a server that was started again is noticed before a statement
            pool_timeout=WRITE_TIMEOUT,
            connect_args={
                "connect_timeout": WRITE_TIMEOUT,
                "tcp_user_timeout": ANSWER_WITHIN * 1000,  # a server that vanished without a word
                "options": f"-c lock_timeout={WRITE_TIMEOUT}s",
            },
        )
    engine = create_engine(
        settings.url, hide_parameters=True, connect_args={"timeout": WRITE_TIMEOUT}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def create_private_file(file: Path) -> None:
    """Create the file of the store, which only the desk's user may read from the start."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not file.exists():
        file.touch(mode=0o600)


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves: see below
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted is overwritten, not only forgotten
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def quote_name(connection: Connection, name: str) -> str:
    """Return the name of a table, an index or a schema, quoted for a statement."""
    return connection.dialect.identifier_preparer.quote(name)


def make_upsert(dialect: str, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an `INSERT` for the store's dialect that has the method `on_conflict_do_update`."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@contextmanager
def hold_lock(engine: Engine, lock: int) -> Iterator[bool]:
    """Take an advisory lock of PostgreSQL; yield False where another process has it already.

    The lock is released when the block ends, and when the process ends in any way.
    """
    with engine.connect() as connection:
        query = text("SELECT pg_try_advisory_xact_lock(:lock)")
        yield bool(connection.scalar(query, {"lock": lock}))


class StoreBusyError(Exception):
    """Raised when the store has not written or answered in the time that a visitor waits."""


class _PendingWrite(NamedTuple):
    job: Job[Any]
    until: float  # of time.monotonic()
    result: Future[Any]


class Store:
    """Runs jobs, functions of a connection, in transactions: reads at once, writes in turn."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._write_engine = engine.execution_options(writes=True)
        self._write_lock = threading.Lock()  # one transaction that writes at a time
        self._writer = ThreadPoolExecutor(1, "desk-writer")
        self._pending: deque[_PendingWrite] = deque()

    def read(self, job: Job[T]) -> T:
        """Return the result of `job`, which only reads, in one transaction."""
        with self.engine.begin() as connection:
            return job(connection)

    async def read_soon(self, job: Job[T]) -> T:
        """Return the result of `job`, which only reads; for callers on the event loop."""
        async with _limit_wait():
            return await asyncio.to_thread(self.read, job)

    def write(self, job: Job[T]) -> T:
        """Return the result of `job`, once its transaction is committed."""
        return self._write_by(time.monotonic() + WRITE_TIMEOUT, job)

    async def write_soon(self, job: Job[T]) -> T:
        """Run `job` as `write` does, for callers on the event loop, even if they go away."""
        result: Future[T] = Future()
        self._pending.append(_PendingWrite(job, time.monotonic() + WRITE_TIMEOUT, result))
        self._writer.submit(self._write_pending)
        answer = asyncio.wrap_future(result)
        answer.add_done_callback(asyncio.Future.exception)  # its caller may have gone by then
        async with _limit_wait():
            return await asyncio.shield(answer)

    def close(self) -> None:
        """Write what was accepted, then close the engine."""
        self._writer.shutdown()
        self.engine.dispose()

    def _write_pending(self) -> None:
        """Commit all jobs that wait in one transaction; an earlier call may have done it."""
        batch: list[_PendingWrite] = []
        while self._pending and len(batch) < MOST_WRITES_PER_COMMIT:
            batch.append(self._pending.popleft())
        now = time.monotonic()
        for overdue in (pending for pending in batch if pending.until <= now):
            overdue.result.set_exception(StoreBusyError())  # its caller has been refused
        batch = [pending for pending in batch if pending.until > now]
        if batch:
            self._write_batch(batch)

    def _write_batch(self, batch: Sequence[_PendingWrite]) -> None:
        until = max(pending.until for pending in batch)
        try:
            results = self._write_by(
                until, lambda connection: [pending.job(connection) for pending in batch]
            )
        except Exception as error:  # noqa: BLE001 - it belongs to whoever waits
            if len(batch) == 1 or isinstance(error, OperationalError | StoreBusyError):
                for pending in batch:  # the store itself: to try each takes no less long
                    pending.result.set_exception(error)
                return
            for pending in batch:  # whose fault it is shows when each runs alone
                self._write_batch([pending])
            return
        for pending, result in zip(batch, results, strict=True):
            pending.result.set_result(result)

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
