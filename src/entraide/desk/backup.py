"""Backups: written while the desk runs, and restored into new tables that are then swapped in.

A backup has what is to last, and not the tables of `tables.TRANSIENT_TABLES`, such as limits and
sessions. Day keys are not in the store, so they are in no backup. `purge_backup` deletes from a
backup what has become too old since.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from sqlalchemy import Connection, MetaData, Row, Table, delete, insert, select, text
from sqlalchemy.exc import IntegrityError

from entraide.desk.dumps import (
    BATCH_ROWS,
    UNSIGNED_CURE,
    DumpHeader,
    TableDump,
    read_header,
    read_rows,
    write_dump,
)
from entraide.desk.migrate import get_newest_schema, refuse_newer, upgrade_schema
from entraide.desk.purge import (
    GRACE,
    delete_expired,
    find_old_withdrawals,
    list_expired_writings,
    list_old_votes,
)
from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store, make_engine
from entraide.desk.store_errors import STORE_LOCATION, explain_errors
from entraide.desk.table_swap import AT_ONCE, TableSwap, hold_restore
from entraide.desk.tables import (
    ACCOUNT_TABLES,
    TRANSIENT_TABLES,
    list_lasting_columns,
    metadata,
    sessions,
    withdrawals,
)
from entraide.desk.withdrawals import delete_withdrawn, list_withdrawals, put_withdrawals
from entraide.errors import FileLine, Problem, StoreError

T = TypeVar("T")

LONGEST_TEXT = 2_000_000  # characters of a value: no text that the desk takes is as long
LARGEST_NUMBER = 2**63
LASTING_TABLES = tuple(table for table in metadata.sorted_tables if table not in TRANSIENT_TABLES)


def back_up(store: Store, file: Path, key: bytes) -> Mapping[str, int]:
    """Write a backup of `store`, as it is at one moment; return its rows by table.

    The file is signed with `key`.
    """
    return _snapshot(store, lambda connection: _write(connection, file, key))


@dataclass(frozen=True, slots=True)
class RestoreOptions:
    """What a restore may replace, and the `key` that must have signed the backup (None: any)."""

    key: bytes | None
    accounts: bool = False  # also accounts, tokens and the log of staff, as they were then


def restore(
    file: Path, store: Store, settings: StoreSettings, options: RestoreOptions
) -> Mapping[str, int]:
    """Replace the lasting rows of `store` by those of the backup `file`; return rows by table.

    The rows are put into new tables, which are swapped with those in use at the end. What was
    withdrawn before or since is left out. What is too old is deleted, through the bin, at the next
    purge. If accounts are restored, staff have to sign in again.
    """
    untouched = (withdrawals, *(() if options.accounts else ACCOUNT_TABLES))
    tables = [table for table in LASTING_TABLES if table not in untouched]
    with (
        _load_backup(file, options.key) as (backup, header),
        explain_errors(settings),
        hold_restore(store) as is_ours,
    ):
        if not is_ours:
            what = "another backup is being restored into it"
            raise StoreError(Problem(STORE_LOCATION, what, "Wait until that is done"))
        if options.key is not None and not header.is_signed:
            what = "it is not signed, so anybody may have written it"
            raise StoreError(Problem(FileLine(str(file)), what, UNSIGNED_CURE))
        swap = TableSwap(store, tables)

        def replace(connection: Connection) -> None:
            swap.swap(connection)
            put_withdrawals(connection, list_withdrawals(backup))
            delete_withdrawn(connection)
            if options.accounts:
                connection.execute(delete(sessions))

        try:
            swap.create()
            row_counts = {table.name: _copy_rows(backup, swap, table) for table in tables}
            store.write(replace)
        finally:  # nothing would purge a half of a backup
            swap.delete_unused()
    return row_counts


def purge_backup(
    file: Path,
    settings: StoreSettings,
    moment: datetime,
    key: bytes,
    withdrawn: Sequence[Mapping[str, Any]],
) -> Mapping[str, int]:
    """Delete from the backup `file` what is too old or withdrawn; return rows by table.

    The file is written anew if there was anything to delete. `withdrawn` has the withdrawals of the
    store. A backup that was not signed stays unsigned.
    """
    with _load_backup(file, key) as (backup, header):
        before = moment - GRACE
        put_withdrawals(backup, withdrawn)
        expiries = [
            *list_expired_writings(settings, before),
            *list_old_votes(settings, before),
            find_old_withdrawals(settings, before),
        ]
        deleted_rows = {
            **delete_expired(backup, expiries),
            "withdrawn": delete_withdrawn(backup),
        }
        if any(deleted_rows.values()):
            _write(backup, file, key if header.is_signed else None)
        return deleted_rows


def _snapshot(store: Store, job: Callable[[Connection], T]) -> T:
    """Run `job` on one state of the whole store, whatever is written meanwhile."""
    engine = store.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        _refuse_damaged(connection)
        return job(connection)


def _write(connection: Connection, file: Path, key: bytes | None) -> Mapping[str, int]:
    dumps = (_make_dump(connection, table) for table in LASTING_TABLES)
    return write_dump(file, get_newest_schema(), dumps, key)


def _make_dump(connection: Connection, table: Table) -> TableDump:
    return TableDump(
        name=table.name,
        columns=[column.name for column in list_lasting_columns(table)],
        rows=(tuple(row) for rows in _read_rows(connection, table) for row in rows),
    )


def _read_rows(
    connection: Connection, table: Table, at_once: int = BATCH_ROWS
) -> Iterator[Sequence[Row[Any]]]:
    query = select(*list_lasting_columns(table)).order_by(*table.primary_key.columns)
    return connection.execute(query, execution_options={"yield_per": at_once}).partitions()


@contextmanager
def _load_backup(file: Path, key: bytes | None) -> Iterator[tuple[Connection, DumpHeader]]:
    """Open the backup in a temporary store, brought to the newest schema."""
    header = read_header(file, key)
    refuse_newer(header.schema)
    with TemporaryDirectory(prefix="entraide-") as folder:
        temporary_settings = StoreSettings(database_url=f"sqlite:///{folder}/desk.sqlite3")
        with explain_errors(temporary_settings):
            engine = make_engine(temporary_settings)
            try:
                with engine.execution_options(writes=True).begin() as connection:
                    upgrade_schema(connection, header.schema)
                    _fill(connection, file)
                    upgrade_schema(connection)
                    _refuse_damaged(connection)
                    yield connection, header
            finally:
                engine.dispose()


def _fill(connection: Connection, file: Path) -> None:
    """Insert the rows of `file` into tables of its schema, which may be older than `metadata`."""
    location = FileLine(str(file))
    backup_metadata = MetaData()
    backup_metadata.reflect(connection)
    missing = {table.name for table in LASTING_TABLES} & backup_metadata.tables.keys()
    filled: set[str] = set()
    for name, rows in read_rows(file):
        if not rows:
            if name in filled or name not in missing:
                what = "it has a table that cannot be"
                raise StoreError(Problem(location, what, "Take another one"))
            filled.add(name)
            missing.remove(name)
            continue
        table = backup_metadata.tables.get(name)
        if table is None or not all(_is_fitting(row, table) for row in rows):
            raise StoreError(Problem(location, "it has rows that cannot be", "Take another one"))
        try:
            connection.execute(insert(table), rows)
        except IntegrityError as error:
            what = "it has rows that cannot be"
            raise StoreError(Problem(location, what, "Take another one")) from error
    if missing:
        what = f"it lacks a table ({', '.join(sorted(missing))})"
        raise StoreError(Problem(location, what, "Take another one"))


def _is_fitting(row: Mapping[str, Any], table: Table) -> bool:
    """Return whether any store can take `row`: right types for `table`, and not too long."""
    return set(row) <= set(table.columns.keys()) and all(
        _is_fitting_value(value, table.columns[name].type.python_type)
        for name, value in row.items()
    )


def _is_fitting_value(value: object, type_: type) -> bool:
    if type_ is int:
        return type(value) is int and abs(value) < LARGEST_NUMBER
    if type_ is str:
        return isinstance(value, str) and len(value) <= LONGEST_TEXT and "\0" not in value
    return isinstance(value, type_)


def _copy_rows(backup: Connection, swap: TableSwap, table: Table) -> int:
    copied = 0
    for rows in _read_rows(backup, table, AT_ONCE):
        swap.insert(table, [row._asdict() for row in rows])
        copied += len(rows)
    return copied


def _refuse_damaged(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    result = connection.execute(text("PRAGMA integrity_check")).scalar()
    if result != "ok":
        cure = "Move its file away, with its -wal and -shm, then restore a backup"
        raise StoreError(Problem(STORE_LOCATION, "the store is damaged", cure))
