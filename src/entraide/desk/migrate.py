"""Bring a store to the tables of this code; see `migrations/`."""

from entraide.desk.settings import DeskSettings
from entraide.desk.store import make_engine
from entraide.desk.tables import metadata


def migrate(settings: DeskSettings) -> None:
    engine = make_engine(settings)
    with engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
    engine.dispose()
