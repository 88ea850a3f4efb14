"""The migration of a store to the tables of this code, by the steps in `migrations/`.

All missing steps run in one transaction, under a lock: of two desks that start at once, one waits
and finds nothing left to do. A store that a newer desk has made is left alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from entraide.desk.settings import StoreSettings
from entraide.desk.store import Store, create_private_file, make_engine
from entraide.desk.store_errors import STORE_LOCATION, describe_store, explain_errors
from entraide.errors import Problem, StoreError

MIGRATIONS = "entraide.desk:migrations"  # Alembic finds the folder by its package
MIGRATION_LOCK = 0x656E7473  # the lock that starters take in turn ("ents")


def migrate(settings: StoreSettings, *, create: bool = False) -> str:
    """Run the missing steps; return the number of the schema that the store now has.

    A store that does not exist is made only if `create` is true.
    """
    if settings.file and create:
        create_private_file(settings.file)
    _refuse_no_file(settings)
    with explain_errors(settings):
        engine = make_engine(settings)
        try:
            with engine.begin() as connection:
                schema = read_store_schema(connection)
            if schema == get_newest_schema():
                return schema
            if schema is None and not create:
                raise StoreError(_make_no_store(settings))
            with engine.execution_options(writes=True).begin() as connection:
                if connection.dialect.name == "postgresql":
                    lock = text("SELECT pg_advisory_xact_lock(:lock)")
                    connection.execute(lock, {"lock": MIGRATION_LOCK})
                upgrade_schema(connection)
        finally:
            engine.dispose()
    return get_newest_schema()


def upgrade_schema(connection: Connection, schema: str = "head") -> None:
    """Run the missing steps up to `schema`, in the transaction of `connection`."""
    refuse_newer(read_store_schema(connection))
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    config.attributes["connection"] = connection
    command.upgrade(config, schema)


def read_store_schema(connection: Connection) -> str | None:
    """Return the number of the store's schema; None where it has no tables."""
    return MigrationContext.configure(connection).get_current_revision()


def get_newest_schema() -> str:
    """Return the number of the schema that this code is written for."""
    return _read_steps().get_current_head() or ""


def refuse_newer(schema: str | None) -> None:
    known_schemas = [step.revision for step in _read_steps().walk_revisions()]
    if schema is not None and schema not in known_schemas:
        what = f"a newer Entraide made this (schema {schema}; this one knows {get_newest_schema()})"
        cure = "Install that version, or restore a backup made before it"
        raise StoreError(Problem(STORE_LOCATION, what, cure))


@contextmanager
def open_store(settings: StoreSettings) -> Iterator[Store]:
    """Open the store for a command; it must exist and have this code's schema."""
    _refuse_no_file(settings)
    with explain_errors(settings):
        store = Store(make_engine(settings))
        try:
            schema = store.read(read_store_schema)
            refuse_newer(schema)
            if schema != get_newest_schema():
                what = f"the store has schema {schema}, this Entraide has {get_newest_schema()}"
                problem = Problem(
                    STORE_LOCATION, what, "Bring it up to date: entraide desk migrate"
                )
                raise StoreError(problem if schema else _make_no_store(settings))
            yield store
        finally:
            store.close()


def _refuse_no_file(settings: StoreSettings) -> None:
    if settings.file and not settings.file.exists():
        raise StoreError(_make_no_store(settings))


def _make_no_store(settings: StoreSettings) -> Problem:
    """Return the problem that no store is at the address of the settings."""
    location = settings.file.absolute() if settings.file else describe_store(settings)
    what = (
        f"there is no store yet at {location}" if settings.file else f"{location}: it has no tables"
    )
    cure = "Look at how the address is written; to make a store: entraide desk migrate --create"
    return Problem(STORE_LOCATION, what, cure)


def _read_steps() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    return ScriptDirectory.from_config(config)
