"""The tables of business cards: the versions of everybody's own, and what lies in the accounts' folders."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text, UniqueConstraint, Uuid

from workstation.domain.card import CardContent
from workstation.server.columns import Instant, Json, flag, key, metadata, ref, rev

card_version = Table(
    "card_version",
    metadata,
    key(),
    rev(),
    ref("principal_id", "principal"),
    Column("version", Integer, nullable=False),
    Column("content", Json(CardContent), nullable=False),
    ref("photo_id", "attachment", nullable=True, index=True),
    ref("logo_id", "attachment", nullable=True, index=True),
    flag("derived"),
    Column("at", Instant, nullable=False),
    UniqueConstraint("principal_id", "version"),
)
"""`rev` goes on from version to version; a `derived` one was made from the profile and follows it."""

held_card = Table(
    "held_card",
    metadata,
    Column("id", Uuid, primary_key=True),
    rev(),
    ref("exhibitor_id", "exhibitor"),
    ref("holder_id", "account"),
    Column("source", String(10), nullable=False),
    ref("from_id", "principal", nullable=True, index=True),
    ref("conversation_id", "conversation", nullable=True, index=True),
    Column("n", BigInteger),
    Column("first_version", Integer, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("content", Json(CardContent)),
    ref("photo_id", "attachment", nullable=True, index=True),
    ref("logo_id", "attachment", nullable=True, index=True),
    Column("note", Text, nullable=False, server_default=""),
    Column("tags", Json(tuple[str, ...]), nullable=False, server_default="[]"),
    Column("follow_up", String(10), nullable=False, server_default=""),
    Column("batch", Uuid),
    Column("merged_into", Uuid),
    flag("deleted"),
    Column("received_at", Instant, nullable=False),
    UniqueConstraint("holder_id", "from_id"),
    Index("ix_held_card_exhibitor_id_id", "exhibitor_id", "id"),
    Index("ix_held_card_holder_id_batch", "holder_id", "batch"),
    Index("ix_held_card_merged_into", "merged_into"),
)
"""`content` is null where the card is its owner's own: then it is that person's `version`, from `first_version` on."""
