"""Negotiation slots, their bookings, the rules of booking, and offers of slots in a conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0008"
branch_labels = None
depends_on = None


def _id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text("(false)"), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    """Create the three tables, and the column of a message that offers slots."""
    _slots()
    _bookings()
    op.create_table(
        "booking_rules",
        sa.Column("exhibitor_id", _id(), autoincrement=False, nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        _flag("to_owner"),
        sa.Column("meetings", sa.String(length=20), server_default="by_hand", nullable=False),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_booking_rules_exhibitor_id")),
        sa.PrimaryKeyConstraint("exhibitor_id", name=op.f("pk_booking_rules")),
    )
    op.add_column("message", sa.Column("slots", sa.Text(), nullable=True))


def _slots() -> None:
    op.create_table(
        "slot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("exhibitor_id", _id(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("booked", sa.Integer(), server_default="0", nullable=False),
        sa.Column("batch", sa.Uuid(), nullable=True),
        _flag("deleted"),
        sa.CheckConstraint("booked >= 0", name=op.f("ck_slot_booked")),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_slot_exhibitor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slot")),
    )
    op.create_index("ix_slot_exhibitor_id_starts_at", "slot", ["exhibitor_id", "starts_at"], unique=False)
    op.create_index("ix_slot_exhibitor_id_batch", "slot", ["exhibitor_id", "batch"], unique=False)


def _bookings() -> None:
    op.create_table(
        "booking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rev", sa.BigInteger(), server_default="1", nullable=False),
        sa.Column("sequence", sa.Integer(), server_default="0", nullable=False),
        sa.Column("exhibitor_id", _id(), nullable=False),
        sa.Column("slot_id", sa.Uuid(), nullable=False),
        sa.Column("conversation_id", _id(), nullable=False),
        sa.Column("buyer_id", _id(), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("buyer_zone", sa.String(length=64), server_default="", nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        _text("words"),
        sa.Column("receiver_id", _id(), nullable=True),
        sa.Column("receiver_rev", sa.BigInteger(), server_default="0", nullable=False),
        _flag("named_by_rule"),
        sa.Column("returned_by_id", _id(), nullable=True),
        _text("returned_words"),
        _flag("receiver_disabled"),
        sa.Column("cancelled_by", sa.String(length=20), nullable=True),
        _text("cancelled_words"),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("proposal_slot", sa.Uuid(), nullable=True),
        sa.Column("proposal_by_id", _id(), nullable=True),
        sa.Column("meeting", sa.Text(), nullable=True),
        sa.Column("meeting_failed", sa.String(length=60), server_default="", nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=True),
        sa.Column("buyer_entered_at", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyer.id"], name=op.f("fk_booking_buyer_id")),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], name=op.f("fk_booking_conversation_id")),
        sa.ForeignKeyConstraint(["exhibitor_id"], ["exhibitor.id"], name=op.f("fk_booking_exhibitor_id")),
        sa.ForeignKeyConstraint(["proposal_by_id"], ["principal.id"], name=op.f("fk_booking_proposal_by_id")),
        sa.ForeignKeyConstraint(["receiver_id"], ["account.id"], name=op.f("fk_booking_receiver_id")),
        sa.ForeignKeyConstraint(["returned_by_id"], ["account.id"], name=op.f("fk_booking_returned_by_id")),
        sa.ForeignKeyConstraint(["slot_id"], ["slot.id"], name=op.f("fk_booking_slot_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
    )
    op.create_index(op.f("ix_booking_slot_id"), "booking", ["slot_id"], unique=False)
    op.create_index(op.f("ix_booking_conversation_id"), "booking", ["conversation_id"], unique=False)
    for whose in ("exhibitor_id", "receiver_id", "buyer_id"):
        op.create_index(f"ix_booking_{whose}_starts_at", "booking", [whose, "starts_at"], unique=False)
