"""The head of a conversation as each of its givers left it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; who gave a conversation away before sees of its head what never changes."""
    op.add_column("past_owner", sa.Column("head", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """Never gone: the platform's migrations lead forwards only."""
    raise NotImplementedError
