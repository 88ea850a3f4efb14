"""Mixing of rows: nobody can tell from their order who sent what.

A database keeps rows in the order in which they came. Beside a record of when somebody was on the
site, that order would tell whose a row is, and which vote came before a comment. So the rows of
today are mixed every hour, and all rows of a day once it is over.

SQLite's tables have no row numbers, deleted rows are overwritten, and its log is emptied. In
PostgreSQL, today's rows get a new place and the number of another transaction, and their old places
are vacuumed. Once the day is over, all rows are copied into new tables, so that the files of the
old ones are deleted.

No voter waits long: rows are mixed a few at a time, and copied while others write. Rows written
meanwhile are copied last, within LONGEST_MOVE; if that does not suffice, all is tried again in an
hour.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from functools import partial
from secrets import SystemRandom
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, text, tuple_
from sqlalchemy.exc import IntegrityError, OperationalError

from entraide.desk.logs import log_failure
from entraide.desk.store import Store, StoreBusyError, hold_lock, quote_name
from entraide.desk.store_state import read_state, write_state
from entraide.desk.table_swap import TableSwap
from entraide.desk.tables import feedback, proposals, questions, votes, withdrawals

TABLES = (votes, feedback, proposals, questions, withdrawals)
MIXED_THROUGH = "mixed-through"  # the row of `desk_state`: the last day that was mixed as a whole
MOST_MIXED_ROWS = 20_000  # rows of today that are mixed every hour
AT_ONCE = 500  # rows in one transaction, for which other writes wait
LONGEST_MOVE = 1.5  # seconds that other writes wait for rows that move
SCHEMA = "desk_mixing"  # of PostgreSQL: where the new tables are until they are whole
MIXING_LOCK = 0x6D697865  # which one worker has at a time ("mixe")


def mix_rows(store: Store, today: date) -> None:
    """Mix the rows of each day not yet mixed; those of today only if they are not too many."""
    yesterday = (today - timedelta(days=1)).isoformat()
    last_day = store.read(partial(read_state, name=MIXED_THROUGH)) or ""
    since = last_day if last_day <= yesterday else ""  # a clock was ahead once
    with _lock_mixing(store.engine) as is_ours:
        if not is_ours:
            return
        if since < yesterday and store.engine.dialect.name == "postgresql":
            _move_rows(store, yesterday)
            return
        for table in TABLES:
            for day, rows in store.read(partial(_count_by_day, table=table, since=since)):
                if day <= yesterday or rows <= MOST_MIXED_ROWS:
                    _mix_day(store, table, day)
        store.write(partial(write_state, name=MIXED_THROUGH, value=yesterday))
        _tidy(store.engine)


@contextmanager
def _lock_mixing(engine: Engine) -> Iterator[bool]:
    """Yield whether this worker may mix rows; no other worker may until the block ends."""
    if engine.dialect.name == "sqlite":  # which has one worker
        yield True
        return
    with hold_lock(engine, MIXING_LOCK) as is_ours:
        yield is_ours


def _move_rows(store: Store, yesterday: str) -> None:
    """Copy all rows into new tables in random order; log a failure, to be tried in an hour."""
    swap = TableSwap(store, TABLES, SCHEMA)
    try:
        swap.create()
        store.write(partial(_begin_move, swap=swap))
        with store.engine.begin() as connection:
            swap.copy(connection)
        store.write(partial(_finish_move, swap=swap, yesterday=yesterday))
    except (OperationalError, IntegrityError, StoreBusyError) as error:
        # pg_dump reads a table, it takes too long, or a row was put in again under another name.
        log_failure("row-order", error)
        with suppress(OperationalError):  # else the next round deletes it
            swap.delete_unused()


def _begin_move(connection: Connection, swap: TableSwap) -> None:
    """Start noting changes of rows; OperationalError if another program holds a table too long."""
    _limit_next(connection, time.monotonic() + LONGEST_MOVE)
    swap.note_changes(connection)


def _finish_move(connection: Connection, swap: TableSwap, yesterday: str) -> None:
    """Copy the rows written meanwhile and put the new tables in place, while others wait.

    OperationalError if it takes longer than LONGEST_MOVE; then everything is as it was.
    """
    until = time.monotonic() + LONGEST_MOVE
    for statement in swap.list_catch_up():
        _limit_next(connection, until)
        connection.execute(statement)
    _limit_next(connection, until)
    swap.hold_tables(connection)
    _limit_next(connection, until)  # each of what follows takes a moment: nobody else is there
    swap.swap(connection)
    write_state(connection, MIXED_THROUGH, yesterday)


def _limit_next(connection: Connection, until: float) -> None:
    """Make PostgreSQL end the next statement at the time `until`, even if it waits for a lock."""
    if (left := until - time.monotonic()) <= 0:
        raise StoreBusyError
    limit = select(func.set_config("statement_timeout", f"{left * 1000:.0f}ms", True))  # noqa: FBT003 - of this transaction
    connection.execute(limit)


def _count_by_day(connection: Connection, table: Table, since: str) -> Sequence[tuple[str, int]]:
    """Return each day after `since` that has rows, with their number."""
    query = select(table.c.day, func.count()).where(table.c.day > since).group_by(table.c.day)
    return [(day, count) for day, count in connection.execute(query.order_by(table.c.day))]


def _mix_day(store: Store, table: Table, day: str) -> None:
    """Write the rows of `day` back in random order, AT_ONCE rows in a transaction."""
    names = select(*table.primary_key.columns).where(table.c.day == day)
    keys = store.read(lambda connection: [tuple(row) for row in connection.execute(names)])
    SystemRandom().shuffle(keys)
    for start in range(0, len(keys), AT_ONCE):
        store.write(partial(_mix_some, table=table, day=day, keys=keys[start : start + AT_ONCE]))


def _mix_some(
    connection: Connection, table: Table, day: str, keys: Sequence[tuple[Any, ...]]
) -> None:
    """Write back those of these rows that still exist and are still of that day."""
    which = tuple_(*table.primary_key.columns).in_(keys) & (table.c.day == day)
    rows = [dict(row) for row in connection.execute(select(table).where(which)).mappings()]
    if rows:
        SystemRandom().shuffle(rows)
        connection.execute(delete(table).where(which))
        connection.execute(insert(table), rows)


def _tidy(engine: Engine) -> None:
    """Remove what the files of the store still show of former places of rows."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in TABLES:
            vacuum = text(f"VACUUM (SKIP_LOCKED) {quote_name(connection, table.name)}")
            connection.execute(vacuum)
