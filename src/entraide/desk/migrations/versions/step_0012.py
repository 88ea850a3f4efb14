"""Accounts may be of writers, reviewers and publishers, too."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

OLD = "role IN ('viewer', 'moderator')"
NEW = "role IN ('viewer', 'moderator', 'writer', 'reviewer', 'publisher')"


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        _make_table_anew(connection)
    else:
        op.drop_constraint("ck_staff_role", "staff")
        op.create_check_constraint(op.f("ck_staff_role"), "staff", NEW)


def _make_table_anew(connection: sa.Connection) -> None:
    """SQLite changes no constraint of a table."""
    query = sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'staff'")
    head, body = str(connection.execute(query).scalar_one()).split("(", 1)
    op.execute(f"{head.replace('staff', 'new_staff')}({body.replace(OLD, NEW)}")
    op.execute("INSERT INTO new_staff SELECT * FROM staff")
    op.execute("DROP TABLE staff")
    op.execute("ALTER TABLE new_staff RENAME TO staff")
