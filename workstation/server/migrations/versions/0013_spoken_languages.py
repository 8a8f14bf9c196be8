"""The languages that accounts' people speak."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep them with the account; nobody has said any yet."""
    op.add_column("account", sa.Column("languages", sa.Text(), server_default="[]", nullable=False))


def downgrade() -> None:
    """Never gone: the platform's migrations lead forwards only."""
    raise NotImplementedError
