"""The tables of handing conversations over."""

from sqlalchemy import Column, Index, String, Table, Text, Uuid, text

from workstation.server.columns import Instant, flag, metadata, ref, rev

transfer = Table(
    "transfer",
    metadata,
    Column("id", Uuid, primary_key=True),
    rev(),
    ref("exhibitor_id", "exhibitor"),
    ref("conversation_id", "conversation", index=True),
    ref("from_id", "account", nullable=True),
    ref("by_id", "account"),
    ref("to_id", "account"),
    Column("reason", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("draft", Text, nullable=False, server_default=""),
    Column("state", String(20), nullable=False),
    Column("at", Instant, nullable=False),
    Column("answer_by", Instant),
    Column("words", Text, nullable=False, server_default=""),
    flag("closed"),
    Index(
        "uq_transfer_asked",
        "conversation_id",
        unique=True,
        sqlite_where=text("state = 'asked'"),
        postgresql_where=text("state = 'asked'"),
    ),
    Index(
        "ix_transfer_open",
        "exhibitor_id",
        sqlite_where=text("NOT closed"),
        postgresql_where=text("NOT closed"),
    ),
)
"""Hand-overs; `closed` when nobody has anything to do about one any more."""
