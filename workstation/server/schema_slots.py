"""The tables of negotiation slots, their bookings, and how an exhibitor's bookings find a receiver."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    Uuid,
)

from workstation.domain.booking import Outcome, Proposal
from workstation.domain.meeting import Meeting
from workstation.server.columns import BigId, Instant, Json, flag, metadata, ref, rev, words

slot = Table(
    "slot",
    metadata,
    Column("id", Uuid, primary_key=True),
    rev(),
    ref("exhibitor_id", "exhibitor"),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("booked", Integer, nullable=False, server_default="0"),
    Column("batch", Uuid),
    flag("deleted"),
    Index("ix_slot_exhibitor_id_starts_at", "exhibitor_id", "starts_at"),
    Index("ix_slot_exhibitor_id_batch", "exhibitor_id", "batch"),
    CheckConstraint("booked >= 0", name="booked"),
)
"""`booked` counts the bookings that hold a place, and is only ever changed together with them."""

booking = Table(
    "booking",
    metadata,
    Column("id", Uuid, primary_key=True),
    rev(),
    Column("sequence", Integer, nullable=False, server_default="0"),
    ref("exhibitor_id", "exhibitor"),
    Column("slot_id", Uuid, ForeignKey("slot.id"), nullable=False, index=True),
    ref("conversation_id", "conversation", index=True),
    ref("buyer_id", "buyer"),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    words("buyer_zone", 64),
    Column("state", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", Text, nullable=False, server_default=""),
    ref("receiver_id", "account", nullable=True),
    Column("receiver_rev", BigInteger, nullable=False, server_default="0"),
    flag("named_by_rule"),
    ref("returned_by_id", "account", nullable=True),
    Column("returned_words", Text, nullable=False, server_default=""),
    flag("receiver_disabled"),
    Column("cancelled_by", String(20)),
    Column("cancelled_words", Text, nullable=False, server_default=""),
    Column("proposal", Json(Proposal)),
    Column("proposal_slot", Uuid),
    ref("proposal_by_id", "principal", nullable=True),
    Column("meeting", Json(Meeting)),
    words("meeting_failed", 60),
    Column("entered_at", Instant),
    Column("buyer_entered_at", Instant),
    Column("outcome", Json(Outcome)),
    Index("ix_booking_exhibitor_id_starts_at", "exhibitor_id", "starts_at"),
    Index("ix_booking_receiver_id_starts_at", "receiver_id", "starts_at"),
    Index("ix_booking_buyer_id_starts_at", "buyer_id", "starts_at"),
)
"""`receiver_rev` is the `rev` with which its receiver became another last."""

booking_rules = Table(
    "booking_rules",
    metadata,
    Column("exhibitor_id", BigId, ForeignKey("exhibitor.id"), primary_key=True, autoincrement=False),
    rev(),
    flag("to_owner"),
    Column("meetings", String(20), nullable=False, server_default="by_hand"),
)

made_meeting = Table(
    "made_meeting",
    metadata,
    Column("booking_id", Uuid, ForeignKey("booking.id"), primary_key=True),
    Column("meeting_id", String(64), nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
)
"""Meetings that a service holds for bookings, under its own id, and when they are as it knows."""

calendar_feed = Table(
    "calendar_feed",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("hash", LargeBinary(32), nullable=False, unique=True),
    ref("account_id", "account", index=True),
    flag("whole"),
    Column("made_at", Instant, nullable=False),
    Column("read_at", Instant),
)
"""Secret calendar addresses; of the secret itself only the SHA-256 is kept. A revoked one is deleted."""
