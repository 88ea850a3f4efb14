"""The script that Alembic runs: it applies missing steps on the connection of migrate.py."""

from alembic import context

from entraide.desk.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
