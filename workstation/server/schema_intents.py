"""The tables of purchase intents: what buyers want, and what each exhibitor that received one does about it."""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, String, Table, Text, Uuid, text

from workstation.domain.intent import Match, Wanted
from workstation.server.columns import BigId, Instant, Json, metadata, ref, rev

intent = Table(
    "intent",
    metadata,
    Column("id", Uuid, primary_key=True),
    rev(),
    ref("buyer_id", "buyer", index=True),
    Column("at", Instant, nullable=False),
    Column("wanted", Json(Wanted), nullable=False),
    Column("ended", String(20)),
    Column("ended_at", Instant),
)

intent_image = Table(
    "intent_image",
    metadata,
    Column("intent_id", Uuid, ForeignKey("intent.id"), primary_key=True),
    Column("attachment_id", BigId, ForeignKey("attachment.id"), primary_key=True, autoincrement=False, index=True),
    Column("position", Integer, nullable=False),
)

received_intent = Table(
    "received_intent",
    metadata,
    Column("intent_id", Uuid, ForeignKey("intent.id"), nullable=False),
    ref("exhibitor_id", "exhibitor"),
    rev(),
    Column("matches", Json(tuple[Match, ...]), nullable=False, server_default="[]"),
    Column("received_at", Instant, nullable=False),
    Column("state", String(20), nullable=False, server_default="new"),
    ref("owner_id", "account", nullable=True),
    Column("owner_rev", Integer, nullable=False, server_default="1"),
    Column("rule", String(40), nullable=False, server_default=""),
    Column("seen_at", Instant),
    Column("card_sent_at", Instant),
    Column("chat_at", Instant),
    Column("done_at", Instant),
    ref("done_by_id", "account", nullable=True),
    Column("done_words", Text, nullable=False, server_default=""),
    PrimaryKeyConstraint("intent_id", "exhibitor_id"),
    Index("ix_received_intent_exhibitor_id_received_at", "exhibitor_id", "received_at"),
    Index("ix_received_intent_owner_id", "owner_id"),
    Index(
        "ix_received_intent_waiting",
        "exhibitor_id",
        "received_at",
        sqlite_where=text("owner_id IS NULL"),
        postgresql_where=text("owner_id IS NULL"),
    ),
)
"""`owner_rev` is the `rev` with which its owner became another last."""
