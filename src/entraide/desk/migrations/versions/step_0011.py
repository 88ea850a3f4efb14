"""Feedback has the digest of its receipt by that name, in its table and in the bin."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

OLD, NEW = "follow_up", "receipt"


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _make_table_anew(connection)
    else:
        op.alter_column("feedback", OLD, new_column_name=NEW)
        op.execute(f"ALTER TABLE feedback RENAME CONSTRAINT uq_feedback_{OLD} TO uq_feedback_{NEW}")
    _rename_in_bin(connection)


def _make_table_anew(connection: sa.Connection) -> None:
    """SQLite renames a column, but not the constraint that has its name."""
    query = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'feedback' AND sql <> ''")
    statements = [tuple(row) for row in connection.execute(query)]
    head, body = next(sql for kind, sql in statements if kind == "table").split("(", 1)
    op.execute(f"{head.replace('feedback', 'new_feedback')}({body.replace(OLD, NEW)}")
    op.execute("INSERT INTO new_feedback SELECT * FROM feedback")
    op.execute("DROP TABLE feedback")
    op.execute("ALTER TABLE new_feedback RENAME TO feedback")
    for kind, sql in statements:
        if kind == "index":
            op.execute(sql)


def _rename_in_bin(connection: sa.Connection) -> None:
    """Feedback in the bin is put back by the names of its columns."""
    purge_bin = sa.table("purge_bin", sa.column("id"), sa.column("origin"), sa.column("content"))
    query = sa.select(purge_bin.c.id, purge_bin.c.content).where(purge_bin.c.origin == "feedback")
    for id_, content in connection.execute(query).all():
        row = json.loads(content)
        if OLD in row:
            row[NEW] = row.pop(OLD)
            text = json.dumps(row, ensure_ascii=False)
            op.execute(purge_bin.update().where(purge_bin.c.id == id_).values(content=text))
