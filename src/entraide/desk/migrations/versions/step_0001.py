"""The first tables: votes, feedback, keys and limits, staff and what they did."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _what_visitors_send()
    _what_passes()
    _staff()
    if op.get_bind().dialect.name == "postgresql":
        # What passes is in no write-ahead log, no standby and no base backup of PostgreSQL. A crash
        # of its server empties these two: that day's voters may vote again, nothing else is lost.
        op.execute("ALTER TABLE day_keys SET UNLOGGED")
        op.execute("ALTER TABLE limits SET UNLOGGED")


def _what_visitors_send() -> None:
    op.create_table(
        "votes",
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("locale", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("voter", sa.Text, nullable=False),
        sa.Column("scale", sa.Text, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("entry", "locale", "revision", "voter", name="pk_votes"),
        sa.CheckConstraint(
            "(scale = 'five' AND rating BETWEEN 1 AND 5)"
            " OR (scale = 'helpful' AND rating BETWEEN 0 AND 1)",
            name=op.f("ck_votes_rating"),
        ),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("follow_up", sa.Text, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("locale", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("scale", sa.Text, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("proven", sa.Boolean, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feedback"),
        sa.UniqueConstraint("follow_up", name="uq_feedback_follow_up"),
        sa.CheckConstraint("state IN ('open', 'done', 'spam')", name=op.f("ck_feedback_state")),
    )
    op.create_index("ix_feedback_entry_locale", "feedback", ["entry", "locale"])
    op.create_index("ix_feedback_state_day", "feedback", ["state", "day"])


def _what_passes() -> None:
    op.create_table(
        "day_keys",
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("secret", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("day", "purpose", name="pk_day_keys"),
    )
    op.create_table(
        "limits",
        sa.Column("bucket", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("bucket", name="pk_limits"),
    )
    op.create_table(
        "spent_challenges",
        sa.Column("challenge", sa.Text, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("challenge", name="pk_spent_challenges"),
    )
    op.create_index("ix_limits_expires", "limits", ["expires"])
    op.create_index("ix_spent_challenges_expires", "spent_challenges", ["expires"])


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("locale", sa.Text, nullable=False, server_default=""),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("name", name="uq_staff_name"),
        sa.CheckConstraint("role IN ('viewer', 'moderator')", name=op.f("ck_staff_role")),
    )
    op.create_table(
        "sessions",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("staff_id", sa.Text, nullable=False),
        sa.Column("csrf", sa.Text, nullable=False),
        sa.Column("expires", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sessions"),
    )
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_sessions_expires", "sessions", ["expires"])
    op.create_index("ix_audit_at", "audit", ["at"])
