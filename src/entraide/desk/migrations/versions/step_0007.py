"""Counts of votes by version and rating, and an index that counts open feedback."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "vote_counts",
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("locale", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("scale", sa.Text, nullable=False),
        sa.Column("rating", sa.Integer, nullable=False),
        sa.Column("votes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint(
            "entry", "locale", "revision", "scale", "rating", name="pk_vote_counts"
        ),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO vote_counts (entry, locale, revision, scale, rating, votes) "
        "SELECT entry, locale, revision, scale, rating, count(*) FROM votes "
        "GROUP BY entry, locale, revision, scale, rating"
    )
    op.create_index("ix_feedback_state_entry", "feedback", ["state", "entry", "locale"])
