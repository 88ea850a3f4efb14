"""The role of the desk in PostgreSQL: it owns its schema, and that is enough for all it does."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bench.postgres import Cluster, run_cluster
from entraide.desk.backup import RestoreOptions, back_up, restore
from entraide.desk.health import HealthCheck
from entraide.desk.migrate import migrate, open_store
from entraide.desk.proxy_watch import ProxyWatch
from entraide.desk.purge import purge
from entraide.desk.row_order import mix_rows
from entraide.desk.settings import StoreSettings
from entraide.desk.tables import votes
from support.coroutines import run
from support.desk import NOON, HeldClock
from support.desk_rows import count, make_vote, put
from support.paths import ROOT
from support.stores import require_postgres

KEY = b"a key of the tests"
OWNED = """
    SELECT relname FROM pg_class JOIN pg_roles ON pg_roles.oid = relowner
    JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE rolname = 'desk' AND nspname NOT IN ('desk', 'pg_toast')
"""


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    require_postgres()
    with run_cluster("-c", "fsync=off") as running:
        run_as(running, "desk", "CREATE ROLE admin SUPERUSER LOGIN")
        run_as(running, "admin", "ALTER ROLE desk RENAME TO first")
        run_as(running, "admin", "CREATE DATABASE desk")
        yield running


def run_as(cluster: Cluster, role: str, statement: str) -> None:
    url = make_url(cluster.address).set(drivername="postgresql+psycopg", username=role)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(statement))
    finally:
        engine.dispose()


@pytest.mark.thorough
def test_the_role_of_the_desk_owns_its_schema_and_can_do_all_that_the_desk_does(
    cluster: Cluster, tmp_path: Path
) -> None:
    environment = os.environ | {
        "PATH": f"{cluster.programs}:{os.environ['PATH']}",
        "PGHOST": str(cluster.folder),
        "POSTGRES_USER": "admin",
        "POSTGRES_DB": "desk",
        "POSTGRES_PASSWORD": "it's a secret",
    }
    subprocess.run([ROOT / "deploy" / "store-role.sh"], env=environment, check=True)
    address = f"postgresql://desk@/desk?host={cluster.folder}"
    settings = StoreSettings(database_url=address)
    migrate(settings, create=True)
    with open_store(settings) as store:
        put(store, votes, **make_vote())
        purge(store, settings, NOON)
        mix_rows(store, NOON.date())
        assert run(HealthCheck(store, HeldClock(), ProxyWatch(HeldClock())).report()).ready
        back_up(store, tmp_path / "backup", KEY)
        restore(tmp_path / "backup", store, settings, RestoreOptions(KEY, accounts=True))
        put(store, votes, **make_vote())
        assert count(store, votes) == 2
        assert store.read(lambda reader: reader.execute(text(OWNED)).all()) == []
        rights = text(
            "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'desk'"
        )
        assert store.read(lambda reader: tuple(reader.execute(rights).one())) == (False,) * 3
    migrate(settings)
