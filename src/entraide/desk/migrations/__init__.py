"""The steps from one schema of the store to the next, run by Alembic; see migrate.py.

`versions/` has a file a step, numbered, forward only, the same for SQLite and PostgreSQL. A step
that was released never changes: `tests/desk/schemas/released.json` has its checksum.
"""
