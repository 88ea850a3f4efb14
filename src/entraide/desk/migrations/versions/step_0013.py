"""Feedback may be in work, and has an assignee, a note, and the revision that it led to."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

OLD = "state IN ('open', 'done', 'spam')"
NEW = "state IN ('open', 'work', 'done', 'spam')"
DEFAULTS = {"assignee": "", "note": "", "done_revision": 0}


def upgrade() -> None:
    connection = op.get_bind()
    for name in ("assignee", "note"):
        op.add_column("feedback", sa.Column(name, sa.Text, nullable=False, server_default=""))
    number = sa.Column("done_revision", sa.Integer, nullable=False, server_default="0")
    op.add_column("feedback", number)
    if connection.dialect.name == "sqlite":
        _make_table_anew(connection)
    else:
        op.drop_constraint("ck_feedback_state", "feedback")
        op.create_check_constraint(op.f("ck_feedback_state"), "feedback", NEW)
    _fill_bin(connection)


def _make_table_anew(connection: sa.Connection) -> None:
    """SQLite changes no constraint of a table."""
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


def _fill_bin(connection: sa.Connection) -> None:
    """Rows of the bin are put back many at once, so all of them need the same columns."""
    purge_bin = sa.table("purge_bin", sa.column("id"), sa.column("origin"), sa.column("content"))
    query = sa.select(purge_bin.c.id, purge_bin.c.content).where(purge_bin.c.origin == "feedback")
    for id_, content in connection.execute(query).all():
        text = json.dumps(DEFAULTS | json.loads(content), ensure_ascii=False)
        op.execute(purge_bin.update().where(purge_bin.c.id == id_).values(content=text))
