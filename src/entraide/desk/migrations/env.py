"""What Alembic runs: the steps still missing, on migrate.py's connection, in its transaction."""

from alembic import context

from entraide.desk.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
