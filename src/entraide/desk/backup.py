"""Backups: written while the desk runs, restored to the side, and put in place in one transaction.

A backup has what should last and nothing that passes (`tables.TRANSIENT_TABLES`): no limit and no
session was ever in it, and day keys are not in the store. It is older than the store will be, so
whoever restores one, and `purge_backup` for those in a drawer, takes out what has become too old
since.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, MetaData, Row, Table, delete, func, insert, select, text
from sqlalchemy.exc import IntegrityError

from entraide.desk.dumps import BATCH_ROWS, TableDump, read_rows, read_schema, write_dump
from entraide.desk.migrate import get_newest_schema, refuse_newer, upgrade_schema
from entraide.desk.purge import GRACE, delete_expired, list_kept
from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store, make_engine
from entraide.desk.store_errors import STORE_PLACE, explain_errors
from entraide.desk.tables import TRANSIENT_TABLES, metadata, sessions
from entraide.errors import FileLine, Problem, StoreError

T = TypeVar("T")

LASTING_TABLES = tuple(table for table in metadata.sorted_tables if table not in TRANSIENT_TABLES)


def back_up(store: Store, file: Path) -> Mapping[str, int]:
    """Write all that lasts to `file`, as it is at one moment; table -> rows."""
    return _snapshot(store, lambda connection: _write(connection, file))


def restore(
    file: Path, store: Store, settings: StoreSettings, moment: datetime
) -> Mapping[str, int]:
    """Put what `file` has in the place of what lasts in `store`; table -> rows.

    Until the one transaction at the end nothing in `store` is touched. It is kept from then on by
    the same ages as everything else. Staff sign in again.
    """
    with _load_backup(file, settings, moment) as (backup, _deleted_rows), explain_errors(settings):
        return store.write(lambda connection: _replace(connection, backup))


def purge_backup(file: Path, settings: StoreSettings, moment: datetime) -> Mapping[str, int]:
    """Take out of the backup `file` what is too old by now, and write it anew if there was any."""
    with _load_backup(file, settings, moment) as (backup, deleted_rows):
        if any(deleted_rows.values()):
            _write(backup, file)
        return deleted_rows


def _snapshot(store: Store, job: Callable[[Connection], T]) -> T:
    """Run `job` on one state of the whole store, whatever is written meanwhile."""
    engine = store.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with engine.begin() as connection:
        _refuse_damaged(connection)
        return job(connection)


def _write(connection: Connection, file: Path) -> Mapping[str, int]:
    return write_dump(
        file, get_newest_schema(), (_make_dump(connection, table) for table in LASTING_TABLES)
    )


def _make_dump(connection: Connection, table: Table) -> TableDump:
    return TableDump(
        name=table.name,
        columns=[column.name for column in _list_columns(table)],
        rows=(tuple(row) for rows in _read_rows(connection, table) for row in rows),
    )


def _read_rows(connection: Connection, table: Table) -> Iterator[Sequence[Row[Any]]]:
    query = select(*_list_columns(table)).order_by(*table.primary_key.columns)
    return connection.execute(query, execution_options={"yield_per": BATCH_ROWS}).partitions()


def _list_columns(table: Table) -> list[Column[Any]]:
    """Return the columns with facts: a number that the store gives by itself is given anew."""
    return [column for column in table.columns if column is not table.autoincrement_column]


@contextmanager
def _load_backup(
    file: Path, settings: StoreSettings, moment: datetime
) -> Iterator[tuple[Connection, Mapping[str, int]]]:
    """Open the backup in a store of its own, up to date and purged; and what was purged."""
    schema = read_schema(file)
    refuse_newer(schema)
    with TemporaryDirectory(prefix="entraide-") as folder:
        temporary_settings = StoreSettings(database_url=f"sqlite:///{folder}/desk.sqlite3")
        with explain_errors(temporary_settings):
            engine = make_engine(temporary_settings)
            try:
                with engine.execution_options(writes=True).begin() as connection:
                    upgrade_schema(connection, schema)
                    _fill(connection, file)
                    upgrade_schema(connection)
                    deleted_rows = delete_expired(connection, list_kept(settings, moment - GRACE))
                    _refuse_damaged(connection)
                    yield connection, deleted_rows
            finally:
                engine.dispose()


def _fill(connection: Connection, file: Path) -> None:
    """Put the rows of `file` into tables of its own schema, which may be older than `metadata`."""
    backup_metadata = MetaData()
    backup_metadata.reflect(connection)
    for table, rows in read_rows(file):
        if table not in backup_metadata.tables:
            what = "it has a table that cannot be"
            raise StoreError(Problem(FileLine(str(file)), what, "Take another one"))
        try:
            connection.execute(insert(backup_metadata.tables[table]), rows)
        except IntegrityError as error:
            what = "it has rows that cannot be"
            raise StoreError(Problem(FileLine(str(file)), what, "Take another one")) from error


def _replace(connection: Connection, backup: Connection) -> Mapping[str, int]:
    connection.execute(delete(sessions))
    row_counts: dict[str, int] = {}
    for table in LASTING_TABLES:
        connection.execute(delete(table))
        for rows in _read_rows(backup, table):
            connection.execute(insert(table), [row._asdict() for row in rows])
        total = select(func.count()).select_from(table)
        row_counts[table.name] = connection.execute(total).scalar_one()
        if row_counts[table.name] != backup.execute(total).scalar_one():
            what = "the store took fewer rows than the backup has"
            raise StoreError(Problem(STORE_PLACE, what, "Nothing was changed"))
    return row_counts


def _refuse_damaged(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    result = connection.execute(text("PRAGMA integrity_check")).scalar()
    if result != "ok":
        cure = "Move its file away, with its -wal and -shm, then restore a backup"
        raise StoreError(Problem(STORE_PLACE, "the store is damaged", cure))
