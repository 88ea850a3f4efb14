"""Own passwords, the second factor with its recovery codes, and when a session was used last."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for column in (
        sa.Column("initial", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("factor", sa.Text, nullable=False, server_default=""),
        sa.Column("factor_step", sa.BigInteger, nullable=False, server_default="0"),
    ):
        op.add_column("staff", column)
    # A session that was begun before has not been seen for long: its owner signs in again.
    for name in ("begun", "seen"):
        column = sa.Column(name, sa.BigInteger, nullable=False, server_default="0")
        op.add_column("sessions", column)
    op.create_table(
        "recovery_codes",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("staff_id", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_recovery_codes"),
    )
