"""Indexes in the order of the lists that staff read, so that their last pages cost no sorting."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.drop_index("ix_feedback_state_day", "feedback")
    columns = ["state", "day", "id", "proven"]
    op.create_index("ix_feedback_state_day_id_proven", "feedback", columns)
    op.drop_index("ix_proposals_state_day", "proposals")
    columns = ["state", "proven", "day", "id"]
    op.create_index("ix_proposals_state_proven_day_id", "proposals", columns)
    op.drop_index("ix_audit_at", "audit")
    op.create_index("ix_audit_at_id", "audit", ["at", "id"])
    op.create_index("ix_audit_name_action_at", "audit", ["name", "action", "at"])
