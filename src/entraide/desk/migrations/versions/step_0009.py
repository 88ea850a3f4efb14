"""The network of a vote as a pseudonym of the day, and how many votes a version had on each day."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.add_column("votes", sa.Column("network", sa.Text, nullable=False, server_default=""))
    op.drop_index("ix_votes_day", "votes")
    columns = ["day", "entry", "locale", "network"]
    op.create_index("ix_votes_day_entry_locale_network", "votes", columns)
    op.create_table(
        "daily_counts",
        sa.Column("entry", sa.Integer, nullable=False),
        sa.Column("locale", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.Column("votes", sa.Integer, nullable=False),
        sa.Column("largest", sa.Integer, nullable=False),
        sa.Column("set_aside", sa.Integer, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("entry", "locale", "day", name="pk_daily_counts"),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO daily_counts (entry, locale, day, votes, largest) "
        "SELECT entry, locale, day, count(*), 0 FROM votes GROUP BY entry, locale, day"
    )
