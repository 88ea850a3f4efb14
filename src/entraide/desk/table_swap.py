"""New tables that are filled beside those in use, and then swapped with them in a moment.

Writers wait for the swap alone, which moves no row and makes no index. In PostgreSQL the new tables
are in a schema of their own. In SQLite they and their indexes have names of their own, and the old
tables are emptied bit by bit afterwards, since `secure_delete` takes seconds to overwrite a large
table.
"""

import fcntl
import os
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Delete,
    Executable,
    MetaData,
    Table,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
    tuple_,
)
from sqlalchemy.schema import CreateSchema, DropSchema, DropTable

from entraide.desk.store import Store, hold_lock, quote_name
from entraide.desk.tables import metadata

SCHEMA = "desk_restore"  # of PostgreSQL
NEW, OLD = "restore_", "replaced_"  # how the names of tables begin in SQLite
AT_ONCE = 5_000  # rows in one transaction
RESTORE_LOCK = 0x72737472  # which one restore has at a time ("rstr")
RANDOM_ORDER = func.gen_random_uuid()  # from the system's own source of randomness
# The schema of the new tables has the keys of changed rows, too, and goes with all that is in it.
NOTE_CHANGES = (
    "CREATE TABLE {schema}.changed_{name} AS SELECT {keys} FROM {table} WHERE FALSE",
    """
    CREATE FUNCTION {schema}.note_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF TG_OP <> 'INSERT' THEN INSERT INTO {schema}.changed_{name} VALUES ({old}); END IF;
        IF TG_OP <> 'DELETE' THEN INSERT INTO {schema}.changed_{name} VALUES ({new}); END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER note_changes AFTER INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {schema}.note_{name}()
    """,
)
DELETION_WAIT = 200  # milliseconds that an unused table is waited for
PAUSE = 0.03  # seconds: SQLite gives a lock to whoever asks first, so others need time to ask


@contextmanager
def hold_restore(store: Store) -> Iterator[bool]:
    """Yield whether this process may restore a backup; no other may until the block ends.

    The lock is released when the process ends in any way.
    """
    if store.engine.dialect.name == "postgresql":
        with hold_lock(store.engine, RESTORE_LOCK) as is_ours:
            yield is_ours
        return
    file = Path(f"{store.engine.url.database}-restoring")
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "rb") as lock_file:
        try:
            fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = True
        except BlockingIOError:
            is_ours = False
        yield is_ours


def delete_leftovers(store: Store) -> None:
    """Delete the tables of a restore that was killed, but not those of a running one."""
    if store.read(_has_leftovers):
        with hold_restore(store) as is_ours:
            if is_ours:
                TableSwap(store, metadata.sorted_tables).delete_unused()


def _has_leftovers(connection: Connection) -> bool:
    store = inspect(connection)
    if connection.dialect.name == "postgresql":
        return SCHEMA in store.get_schema_names()
    return any(name.startswith((NEW, OLD)) for name in store.get_table_names())


class TableSwap:
    """New tables for `tables` of `store`: created empty, then filled, then put in place.

    In PostgreSQL, swaps for different purposes have different schemas.
    """

    def __init__(self, store: Store, tables: Sequence[Table], schema: str = SCHEMA) -> None:
        self.store = store
        self.tables = tables
        self.schema = schema
        self.is_sqlite = store.engine.dialect.name == "sqlite"

    def create(self) -> None:
        """Create the new tables; those left by an earlier attempt are deleted."""
        self.delete_unused()
        if self.is_sqlite:
            self.store.write(self._create_in_sqlite)
            return
        fresh = MetaData(schema=self.schema, naming_convention=metadata.naming_convention)
        for table in self.tables:
            table.to_metadata(fresh)
        with self.store.engine.begin() as connection:
            connection.execute(CreateSchema(self.schema))
            fresh.create_all(connection)

    def insert(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert `rows` into the new table for `table`."""
        new_table = self._describe_new(table)
        if self.is_sqlite:
            self.store.write(lambda connection: connection.execute(insert(new_table), rows))
            time.sleep(PAUSE)
            return
        with self.store.engine.begin() as connection:  # no other writer waits for these tables
            connection.execute(insert(new_table), rows)

    def note_changes(self, connection: Connection) -> None:
        """Make PostgreSQL note the keys of rows that are written from now on.

        The caller holds up all writers meanwhile, so that no row is missed.
        """
        for table in self.tables:
            keys = [column.name for column in table.primary_key.columns]
            facts = {
                "table": quote_name(connection, table.name),
                "schema": quote_name(connection, self.schema),
                "keys": ", ".join(keys),
                **{side: ", ".join(f"{side}.{key}" for key in keys) for side in ("old", "new")},
            }
            for template in NOTE_CHANGES:
                statement = template.format(name=table.name, **facts)  # names of our own tables
                connection.exec_driver_sql(statement)

    def copy(self, connection: Connection) -> None:
        """Copy all rows into the new tables of PostgreSQL in random order, while others write."""
        for table in self.tables:
            rows = select(table).order_by(RANDOM_ORDER)
            new_table = self._describe_new(table)
            connection.execute(insert(new_table).from_select([*new_table.columns], rows))

    def list_catch_up(self) -> list[Executable]:
        """Return the statements that copy the changes noted by PostgreSQL into the new tables.

        Nobody may write while these statements are executed.
        """
        return [statement for table in self.tables for statement in self._list_changes(table)]

    def hold_tables(self, connection: Connection) -> None:
        """Lock the old tables of PostgreSQL, against readers as well."""
        for table in self.tables:
            connection.execute(
                text(f"LOCK TABLE {quote_name(connection, table.name)} IN ACCESS EXCLUSIVE MODE")
            )

    def _list_changes(self, table: Table) -> Iterator[Executable]:
        new_table, keys = self._describe_new(table), table.primary_key.columns
        columns = [Column(key.name, key.type) for key in keys]
        changed = Table(f"changed_{table.name}", MetaData(), *columns, schema=self.schema)
        is_changed = {
            each: tuple_(*(each.c[key.name] for key in keys)).in_(select(*changed.columns))
            for each in (table, new_table)
        }
        yield delete(new_table).where(is_changed[new_table])
        rows = select(table).where(is_changed[table]).order_by(RANDOM_ORDER)
        yield insert(new_table).from_select([*new_table.columns], rows)

    def swap(self, connection: Connection) -> None:
        """Put the new tables in place, in the transaction of `connection`."""
        if self.is_sqlite:
            _swap_in_sqlite(connection, [table.name for table in self.tables])
            return
        schema = connection.execute(text("SELECT current_schema()")).scalar_one()
        for table in self.tables:
            connection.execute(DropTable(table))
            connection.execute(
                text(
                    f"ALTER TABLE {quote_name(connection, self.schema)}."
                    f"{quote_name(connection, table.name)} "
                    f"SET SCHEMA {quote_name(connection, schema)}"
                )
            )
        connection.execute(DropSchema(self.schema, cascade=True))

    def delete_unused(self) -> None:
        """Delete the old tables, and new ones that were never put in place."""
        if self.is_sqlite:
            self._delete_tables(NEW)
            self._delete_tables(OLD)
            return
        with self.store.engine.begin() as connection:
            for table in self.tables:
                connection.execute(DropTable(self._describe_new(table), if_exists=True))
        with self.store.engine.begin() as connection:
            # What notes changes is at the old tables: others who write wait behind this for them.
            wait = func.set_config("lock_timeout", f"{DELETION_WAIT}ms", True)  # noqa: FBT003 - of this transaction
            connection.execute(select(wait))
            connection.execute(DropSchema(self.schema, cascade=True, if_exists=True))

    def _describe_new(self, table: Table) -> Table:
        columns = [Column(column.name, column.type) for column in table.columns]
        if self.is_sqlite:
            return Table(NEW + table.name, MetaData(), *columns)
        return Table(table.name, MetaData(), *columns, schema=self.schema)

    def _create_in_sqlite(self, connection: Connection) -> None:
        for table in self.tables:
            for kind, name, definition in _read_definitions(connection, table.name):
                place = "" if kind == "table" else rf' ON "?{table.name}"?'
                beginning = rf'{kind.upper()} "?{name}"?{place}'
                new = f"{kind.upper()} {quote_name(connection, NEW + name)}"
                new += place and f" ON {quote_name(connection, NEW + table.name)}"
                connection.exec_driver_sql(re.sub(beginning, new, definition, count=1))

    def _delete_tables(self, prefix: str) -> None:
        for table in self.tables:
            old = table.to_metadata(MetaData(), name=prefix + table.name)
            keys = old.primary_key.columns
            some = delete(old).where(tuple_(*keys).in_(select(*keys).limit(AT_ONCE)))
            while self._run(old, some):
                pass
            self._run(old, DropTable(old))

    def _run(self, table: Table, statement: Delete | DropTable) -> int:
        """Run `statement` if the new table exists; return how many rows it changed."""

        def run(connection: Connection) -> int:
            if not inspect(connection).has_table(table.name):
                return 0
            return int(connection.execute(statement).rowcount)

        changed = self.store.write(run)
        time.sleep(PAUSE)
        return changed


def _swap_in_sqlite(connection: Connection, tables: Sequence[str]) -> None:
    """Rename the old `tables` and the new ones, with their indexes."""
    indexes = [
        name
        for table in tables
        for kind, name, _ in _read_definitions(connection, table)
        if kind == "index"
    ]
    # SQLite has no statement that renames an index. What it keeps of one is a row of its own table,
    # which the next ALTER TABLE reads anew, here and in every other connection.
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    try:
        rename = text(
            "UPDATE sqlite_master SET name = :after, sql = replace(sql, :before, :after) "
            "WHERE type = 'index' AND name = :before"
        )
        for before, after in _iter_renames(indexes):
            connection.execute(rename, {"before": before, "after": after})
    finally:
        connection.exec_driver_sql("PRAGMA writable_schema = OFF")
    for before, after in _iter_renames(tables):
        connection.exec_driver_sql(
            f"ALTER TABLE {quote_name(connection, before)} "
            f"RENAME TO {quote_name(connection, after)}"
        )


def _iter_renames(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield name, OLD + name
        yield NEW + name, name


def _read_definitions(connection: Connection, table: str) -> list[tuple[str, str, str]]:
    """Return kind, name and statement of `table` and of each index made after it."""
    query = text(
        "SELECT type, name, sql FROM sqlite_master "
        "WHERE tbl_name = :table AND type IN ('table', 'index') AND sql > '' ORDER BY type DESC"
    )
    rows = connection.execute(query, {"table": table})
    return [(str(kind), str(name), str(statement)) for kind, name, statement in rows]
