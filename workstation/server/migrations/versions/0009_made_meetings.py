"""Meetings that a service holds for bookings."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table of the service's own ids."""
    op.create_table(
        "made_meeting",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("meeting_id", sa.String(length=64), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name=op.f("fk_made_meeting_booking_id")),
        sa.PrimaryKeyConstraint("booking_id", name=op.f("pk_made_meeting")),
    )


def downgrade() -> None:
    """Never gone: the platform's migrations lead forwards only."""
    raise NotImplementedError
