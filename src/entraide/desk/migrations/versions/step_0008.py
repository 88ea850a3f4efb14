"""What senders withdraw by a receipt, also out of the bin."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "withdrawals",
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("day", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_withdrawals"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_withdrawals_day", "withdrawals", ["day"])
    receipt = sa.Column("receipt", sa.Text, nullable=False, server_default="")
    op.add_column("purge_bin", receipt)
    op.create_index("ix_purge_bin_receipt", "purge_bin", ["receipt"])
    _note_receipts(op.get_bind())


def _note_receipts(connection: sa.Connection) -> None:
    """Feedback of before has no receipt."""
    proposals = sa.text("SELECT id, content FROM purge_bin WHERE origin = 'proposals'")
    note = sa.text("UPDATE purge_bin SET receipt = :receipt WHERE id = :id")
    for id_, content in connection.execute(proposals).all():
        connection.execute(note, {"id": id_, "receipt": json.loads(content)["receipt"]})
