"""Day keys leave the store: pseudonyms.py has them in memory, or in a file of the service."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.drop_table("day_keys")
