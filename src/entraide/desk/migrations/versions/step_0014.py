"""Visitors may ask questions, of which staff make entries."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

STATES = "state IN ('open', 'work', 'answered', 'aside')"
ENTRY = "(state = 'answered') = (entry > 0)"


def upgrade() -> None:
    texts = ("receipt", "locale", "question", "details", "state", "day", "assignee", "note")
    op.create_table(
        "questions",
        sa.Column("id", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("proven", sa.Boolean, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sa.UniqueConstraint("receipt", name="uq_questions_receipt"),
        sa.CheckConstraint(STATES, name=op.f("ck_questions_state")),
        sa.CheckConstraint(ENTRY, name=op.f("ck_questions_entry")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_questions_state_day_id", "questions", ["state", "day", "id"])
