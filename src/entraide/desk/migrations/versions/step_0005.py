"""Rows without numbers in SQLite, and votes that are found by their day."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

IN_ORDER = ("votes", "feedback", "proposals", "limits", "spent_challenges")


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in IN_ORDER:
            _forget_row_numbers(table)
    op.create_index("ix_votes_day", "votes", ["day"])


def _forget_row_numbers(table: str) -> None:
    """Make `table` anew by the statement that made it, sorted by its random key."""
    connection = op.get_bind()
    query = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql <> ''")
    made = [tuple(row) for row in connection.execute(query, {"table": table})]
    statement = next(sql for kind, sql in made if kind == "table")
    head, body = statement.split("(", 1)
    op.execute(f"{head.replace(table, f'new_{table}')}({body} WITHOUT ROWID")
    op.execute(f"INSERT INTO new_{table} SELECT * FROM {table}")  # noqa: S608 - our own name
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
    for kind, sql in made:
        if kind == "index":
            op.execute(sql)
