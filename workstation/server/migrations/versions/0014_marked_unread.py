"""Conversations that one marked as unread for oneself."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep it with the other marks; nobody has marked any yet."""
    op.add_column("marks", sa.Column("marked_unread", sa.Boolean(), server_default=sa.text("(false)"), nullable=False))


def downgrade() -> None:
    """Never gone: the platform's migrations lead forwards only."""
    raise NotImplementedError
