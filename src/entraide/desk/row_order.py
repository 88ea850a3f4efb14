"""Rows in no order: those of today are mixed every hour, and all once their day is over.

A database keeps rows in the order in which they came. Beside a record of when somebody was on the
site, that order tells whose a row is, and it tells which vote came before a comment. A day that is
over has been mixed as a whole, so that nothing but the day itself is left. SQLite's tables have no
row numbers, what it deletes is overwritten, and its log is emptied. PostgreSQL's rows get a new
place and the number of one transaction: within the day in their table, of which what they were is
vacuumed away, and once the day is over in new tables, so that the files of the old ones go.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from functools import partial
from secrets import SystemRandom

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Table,
    delete,
    func,
    insert,
    select,
    text,
    true,
)
from sqlalchemy.exc import OperationalError

from entraide.desk.logs import log_failure
from entraide.desk.store import Store, StoreBusyError, hold_lock, quote_name
from entraide.desk.store_state import read_state, write_state
from entraide.desk.table_swap import TableSwap
from entraide.desk.tables import feedback, proposals, votes, withdrawals

TABLES = (votes, feedback, proposals, withdrawals)
MIXED_THROUGH = "mixed-through"  # the row of `desk_state`: the last day that was mixed as a whole
MOST_MIXED_ROWS = 20_000  # rows that are mixed at once: other writes wait meanwhile
SCHEMA = "desk_mixing"  # of PostgreSQL: where the new tables are until they are whole
MIXING_LOCK = 0x6D697865  # which one worker has at a time ("mixe")
PARTS = tuple(f"{number:02x}" for number in range(256))  # how the name of a voter begins


def mix_rows(store: Store, today: date) -> None:
    """Mix the rows of each day that is not done, today among them unless it has too many yet."""
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
            rows = store.read(partial(_count_since, table=table, since=since))
            if rows > MOST_MIXED_ROWS and since == yesterday:
                continue
            for which in _list_parts(table, since, rows):
                store.write(partial(_mix_part, table=table, which=which))
        store.write(partial(write_state, name=MIXED_THROUGH, value=yesterday))
        _tidy(store.engine)


@contextmanager
def _lock_mixing(engine: Engine) -> Iterator[bool]:
    """Say whether no other worker mixes rows, and keep others from it meanwhile."""
    if engine.dialect.name == "sqlite":  # which has one worker
        yield True
        return
    with hold_lock(engine, MIXING_LOCK) as is_ours:
        yield is_ours


def _move_rows(store: Store, yesterday: str) -> None:
    """Put all rows into new tables, in random order, or log why not and leave it for an hour.

    Votes of days that are over are many and change only where a command deletes some, so they are
    copied before writers have to wait for the rest.
    """
    swap = TableSwap(store, TABLES, SCHEMA)
    old_votes = votes.c.day <= yesterday

    def finish(connection: Connection) -> None:
        count = select(func.count()).select_from(votes).where(old_votes)
        if connection.execute(count).scalar_one() != copied:
            return
        for table in TABLES:
            swap.copy(connection, table, ~old_votes if table is votes else true())
        swap.swap(connection)
        write_state(connection, MIXED_THROUGH, yesterday)

    try:
        swap.create()
        with store.engine.begin() as connection:
            copied = swap.copy(connection, votes, old_votes)
        store.write(finish)
    except (OperationalError, StoreBusyError) as error:  # pg_dump reads a table, or writers wait
        log_failure("row-order", error)
    finally:
        swap.delete_unused()


def _list_parts(table: Table, since: str, rows: int) -> Sequence[ColumnElement[bool]]:
    """Return which rows are mixed in one transaction: all, or many votes by their random names."""
    young = table.c.day > since
    if table is votes and rows > MOST_MIXED_ROWS:
        return [young & votes.c.voter.startswith(part) for part in PARTS]
    return [young]


def _mix_part(connection: Connection, table: Table, which: ColumnElement[bool]) -> None:
    rows = [dict(row) for row in connection.execute(select(table).where(which)).mappings()]
    if rows:
        SystemRandom().shuffle(rows)
        connection.execute(delete(table).where(which))
        connection.execute(insert(table), rows)


def _count_since(connection: Connection, table: Table, since: str) -> int:
    counted = select(func.count()).select_from(table).where(table.c.day > since)
    return connection.execute(counted).scalar_one()


def _tidy(engine: Engine) -> None:
    """Remove what the files of the store still have of the former places of rows."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in TABLES:
            vacuum = text(f"VACUUM (SKIP_LOCKED) {quote_name(connection, table.name)}")
            connection.execute(vacuum)
