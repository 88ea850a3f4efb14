"""The steps lead from nothing, and from every released schema with rows in it, to the tables."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import (
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    Table,
    insert,
    inspect,
    select,
    text,
)

from entraide.desk import migrations
from entraide.desk.app import create_app
from entraide.desk.migrate import (
    get_newest_schema,
    migrate,
    open_store,
    read_store_schema,
    upgrade_schema,
)
from entraide.desk.purge import restore_purged
from entraide.desk.settings import DeskSettings, StoreSettings
from entraide.desk.store import create_private_file, make_engine
from entraide.desk.tables import feedback, metadata
from entraide.errors import StoreError
from support.paths import ROOT
from support.thinning import select_some

pytestmark = pytest.mark.both_stores

SCHEMAS = Path(__file__).parent / "schemas"  # one a released schema: rows as it had them
FEEDBACK_RECEIPTS = select(feedback.c.receipt, feedback.c.comment)
GONE = {"day_keys"}  # tables that a later step drops
RENAMED = {"follow_up": "receipt"}  # columns that a later step calls otherwise
STEPS = Path(str(migrations.__file__)).parent / "versions"
START = (
    "import sys; from entraide.desk.migrate import migrate; "
    "from entraide.desk.settings import read_store_settings as read; "
    "sys.stdin.readline(); print(migrate(read(), create=True))"
)


@pytest.fixture
def store_url(empty_store_url: str) -> str:
    return empty_store_url


@pytest.fixture
def store_settings(store_url: str) -> StoreSettings:
    return StoreSettings(database_url=store_url)


@pytest.fixture
def engine(store_settings: StoreSettings) -> Iterator[Engine]:
    if store_settings.file:
        create_private_file(store_settings.file)
    made = make_engine(store_settings)
    yield made
    made.dispose()


def list_check_constraints(connection: Connection) -> dict[str, list[str]]:
    looked = inspect(connection)
    return {
        table: sorted(str(one["name"]) for one in looked.get_check_constraints(table))
        for table in metadata.tables
    }


def test_the_steps_make_the_tables_of_the_code(
    store_settings: StoreSettings, engine: Engine, tmp_path: Path
) -> None:
    assert migrate(store_settings, create=True) == get_newest_schema()
    wanted = make_engine(StoreSettings(database_url=f"sqlite:///{tmp_path / 'wanted.sqlite3'}"))
    with engine.begin() as connection, wanted.begin() as pattern:
        compares = connection.dialect.name == "postgresql"  # Alembic reads '' wrongly in SQLite
        context = MigrationContext.configure(connection, opts={"compare_server_default": compares})
        assert compare_metadata(context, metadata) == []
        metadata.create_all(pattern)
        assert list_check_constraints(connection) == list_check_constraints(pattern)
    wanted.dispose()


def test_the_tutorial_shows_the_schema_of_today() -> None:
    page = (ROOT / "handbook/tutorials/first-deployment.md").read_text("utf-8")
    assert f"The store has schema {get_newest_schema()}." in page


def test_migrating_twice_changes_nothing(store_settings: StoreSettings) -> None:
    assert migrate(store_settings, create=True) == migrate(store_settings, create=True)


@pytest.mark.thorough
def test_desks_that_start_together_migrate_in_turn(store_url: str) -> None:
    environment = {"ENTRAIDE_DATABASE_URL": store_url}
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", START],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for starter in starters:  # all of them have started and wait for a line
        assert starter.stdin
        starter.stdin.write("\n")
        starter.stdin.flush()
    told = [starter.communicate(timeout=300) for starter in starters]
    assert told == [(f"{get_newest_schema()}\n", "")] * 4


@pytest.mark.thorough
@pytest.mark.parametrize(
    "schema", select_some(sorted((file.stem for file in SCHEMAS.glob("0*.json")), reverse=True), 3)
)
def test_a_released_schema_with_rows_in_it_is_brought_up_to_date(
    engine: Engine, schema: str
) -> None:
    tables = json.loads((SCHEMAS / f"{schema}.json").read_text(encoding="utf-8"))
    with engine.execution_options(writes=True).begin() as connection:
        upgrade_schema(connection, schema)
        old = MetaData()
        old.reflect(connection)
        assert set(old.tables) == {*tables, "alembic_version"}
        for name, rows in tables.items():
            connection.execute(insert(old.tables[name]), to_stored_rows(old.tables[name], rows))
    with engine.execution_options(writes=True).begin() as connection:
        upgrade_schema(connection)
    with engine.begin() as connection:
        assert read_store_schema(connection) == get_newest_schema()
        for name, rows in tables.items():
            if name in GONE:
                assert name not in inspect(connection).get_table_names()
                continue
            table = metadata.tables[name]
            renamed = [{RENAMED.get(key, key): row[key] for key in row} for row in rows]
            query = select(*(table.c[column] for column in renamed[0]))
            found = [row._asdict() for row in connection.execute(query)]
            assert sorted(map(str, found)) == sorted(map(str, to_stored_rows(table, renamed)))


def to_stored_rows(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`rows` as the table has them: JSON has no bytes."""
    return [
        {
            name: value.encode() if isinstance(table.c[name].type, LargeBinary) else value
            for name, value in row.items()
        }
        for row in rows
    ]


def test_feedback_in_the_bin_can_be_restored_after_its_column_was_renamed(
    store_settings: StoreSettings, engine: Engine
) -> None:
    row = {"id": "first", "follow_up": "one", "entry": 1029, "locale": "fr", "revision": 3}
    row |= {"scale": "five", "rating": 1, "reasons": "", "comment": "é", "proven": 1}
    row |= {"state": "open", "day": "2026-11-21"}
    content = json.dumps(row, ensure_ascii=False)
    values = {"id": "gone", "origin": "feedback", "content": content, "purged": 1, "receipt": "one"}
    with engine.execution_options(writes=True).begin() as connection:
        upgrade_schema(connection, "0010")
        old = MetaData()
        old.reflect(connection)
        connection.execute(insert(old.tables["purge_bin"]).values(values))
        upgrade_schema(connection)
    with open_store(store_settings) as store:
        assert restore_purged(store)["feedback"] == 1
        receipts = store.read(lambda connection: connection.execute(FEEDBACK_RECEIPTS).all())
    assert receipts == [("one", "é")]


def test_a_released_step_never_changes() -> None:
    """Another step changes what one has made. At a release, add its checksum and its rows."""
    released = json.loads((SCHEMAS / "released.json").read_text(encoding="utf-8"))
    for schema, checksum in released.items():
        step = (STEPS / f"step_{schema}.py").read_bytes()
        assert hashlib.sha256(step).hexdigest() == checksum, f"step_{schema}.py has changed"
        assert (SCHEMAS / f"{schema}.json").exists()
    assert max(released) == get_newest_schema()


def test_a_store_of_a_newer_desk_is_refused_and_left_alone(
    settings: DeskSettings, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(settings, create=True)
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer Entraide .*schema 9999"):
        migrate(settings)
    with pytest.raises(StoreError, match="newer Entraide"), open_store(settings):
        pass
    monkeypatch.setenv("ENTRAIDE_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("ENTRAIDE_SECRET_KEY", settings.secret)
    monkeypatch.setenv("ENTRAIDE_SITE_DIR", str(settings.site_dir))
    with pytest.raises(SystemExit):
        create_app()
    with engine.begin() as connection:
        assert read_store_schema(connection) == "9999"


def test_a_store_that_was_never_made_is_told_from_one_that_is_behind(
    store_settings: StoreSettings, engine: Engine
) -> None:
    for _ in range(2):  # what looks for a store makes none
        with pytest.raises(StoreError, match=r"to make a store: entraide desk migrate --create"):
            migrate(store_settings)
    with pytest.raises(StoreError, match=r"no store yet at|has no tables"):
        open_store(store_settings).__enter__()
    with engine.execution_options(writes=True).begin() as connection:
        upgrade_schema(connection)
        connection.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(StoreError, match=r"no store yet at|has no tables"):
        open_store(store_settings).__enter__()


def test_what_passes_is_in_no_log_of_postgresql(postgres_url: str) -> None:
    settings = StoreSettings(database_url=postgres_url)
    engine = make_engine(settings)
    with engine.begin() as connection:
        unlogged = connection.execute(
            text("SELECT relname FROM pg_class WHERE relkind = 'r' AND relpersistence = 'u'")
        ).scalars()
        assert set(unlogged) == {"limits"}
    engine.dispose()
