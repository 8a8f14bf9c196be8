"""The tables of conversations: who owns them, what was said in them, and why they went where they went."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from workstation.domain.intent import SharedIntent
from workstation.domain.message import OfferedSlot, Original
from workstation.server.columns import BigId, Instant, Json, flag, key, metadata, ref, rev

conversation = Table(
    "conversation",
    metadata,
    key(),
    rev(),
    Column("kind", String(20), nullable=False),
    ref("exhibitor_id", "exhibitor"),
    ref("buyer_id", "buyer", nullable=True, index=True),
    ref("owner_id", "account", nullable=True),
    ref("first_id", "account", nullable=True),
    ref("second_id", "account", nullable=True, index=True),
    ref("exhibit_id", "exhibit", nullable=True),
    Column("channel", String(20), nullable=False, server_default="web"),
    flag("live", on=True),
    flag("blocked"),
    Column("client_id", Uuid),
    Column("last_n", BigInteger, nullable=False, server_default="0"),
    Column("last_at", Instant, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("queued_at", Instant),
    Column("intent_id", Uuid),
    UniqueConstraint("exhibitor_id", "buyer_id"),
    UniqueConstraint("first_id", "second_id"),
    Index("ix_conversation_owner_id_last_at", "owner_id", "last_at"),
    Index("ix_conversation_exhibitor_id_last_at", "exhibitor_id", "last_at"),
    Index(
        "ix_conversation_queued",
        "exhibitor_id",
        "queued_at",
        sqlite_where=text("queued_at IS NOT NULL"),
        postgresql_where=text("queued_at IS NOT NULL"),
    ),
    CheckConstraint("(kind = 'customer') = (buyer_id IS NOT NULL)", name="buyer"),
    CheckConstraint("(kind = 'colleague') = (first_id IS NOT NULL AND second_id IS NOT NULL)", name="colleagues"),
)

past_owner = Table(
    "past_owner",
    metadata,
    ref("conversation_id", "conversation", primary_key=True),
    ref("account_id", "account", primary_key=True, index=True),
    Column("readable_to_n", BigInteger, nullable=False),
    Column("head", Text, nullable=False, server_default=""),
)
"""Who gave a conversation away, up to where they may still read it, and its head (JSON) as they left it."""

lease = Table(
    "lease",
    metadata,
    Column("conversation_id", BigId, ForeignKey("conversation.id"), primary_key=True, autoincrement=False),
    ref("account_id", "account", index=True),
    Column("until_at", Instant, nullable=False),
)

message = Table(
    "message",
    metadata,
    key(),
    ref("conversation_id", "conversation"),
    Column("n", BigInteger, nullable=False),
    rev(),
    Column("kind", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    ref("sender_id", "principal", nullable=True),
    flag("from_buyer"),
    Column("action_id", Uuid),
    Column("text", Text, nullable=False, server_default=""),
    ref("attachment_id", "attachment", nullable=True, index=True),
    ref("exhibit_id", "exhibit", nullable=True),
    Column("system", Text),
    Column("reply_to_n", BigInteger),
    flag("automatic"),
    flag("recalled"),
    Column("link_conversation_id", BigInteger),
    Column("original", Json(Original)),
    Column("card_version_id", BigInteger, index=True),
    Column("slots", Json(tuple[OfferedSlot, ...])),
    Column("intent", Json(SharedIntent)),
    UniqueConstraint("conversation_id", "n"),
)

marks = Table(
    "marks",
    metadata,
    ref("conversation_id", "conversation", primary_key=True),
    ref("principal_id", "principal", primary_key=True),
    rev(),
    Column("read_n", BigInteger, nullable=False, server_default="0"),
    flag("starred"),
    flag("pinned"),
    flag("muted"),
    flag("marked_unread"),
    Column("tags", Json(tuple[str, ...]), nullable=False, server_default="[]"),
    Index("ix_marks_principal_id", "principal_id"),
)

decision = Table(
    "decision",
    metadata,
    key(),
    ref("conversation_id", "conversation", nullable=True, index=True),
    Column("intent_id", Uuid, index=True),
    ref("account_id", "account", nullable=True),
    Column("at", Instant, nullable=False),
    Column("rule", String(40), nullable=False),
    Column("trace", Text, nullable=False),
    Column("exhibitor_id", BigInteger),
    Column("work", String(20), nullable=False, server_default="messages"),
    Column("cause", String(20), nullable=False, server_default="buyer"),
    Column("n", BigInteger, nullable=False, server_default="0"),
    Column("from_id", BigInteger),
    Column("by_id", BigInteger),
    Column("reason", Text, nullable=False, server_default=""),
    Column("mode", String(20), nullable=False, server_default="automatic"),
    Column("exhibit_id", BigInteger),
    Column("section_id", BigInteger),
    Column("facts", Text, nullable=False, server_default=""),
    Index("ix_decision_exhibitor_id", "exhibitor_id", "id"),
)
"""Why a conversation or a purchase intent went where it went, with the facts that were known then."""
