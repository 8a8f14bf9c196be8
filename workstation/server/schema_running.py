"""The tables the server runs on: tokens and attempts, the logs and their counters, what was done, what is due."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, Uuid

from workstation.server.columns import BigId, Instant, key, metadata, ref, words

token = Table(
    "token",
    metadata,
    Column("hash", LargeBinary(32), primary_key=True),
    ref("principal_id", "principal", index=True),
    words("device"),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    words("ended", 40),
    words("address", 100),
    Column("last_seen_at", Instant),
)
"""`ended` is the code that a revoked one is answered with, where that is another than `not_signed_in`."""

attempt = Table(
    "attempt",
    metadata,
    Column("key", String(250), primary_key=True),
    Column("failed", Integer, nullable=False),
    Column("since_at", Instant, nullable=False),
    Column("locked_until", Instant),
)
"""Counted before a password is verified, per account and per address; also other things that are limited."""

head = Table(
    "head",
    metadata,
    Column("principal_id", BigId, ForeignKey("principal.id"), primary_key=True, autoincrement=False),
    Column("last_seq", BigInteger, nullable=False, server_default="0"),
    Column("min_seq", BigInteger, nullable=False, server_default="1"),
    postgresql_with={"fillfactor": 50},
)
"""The counters of the logs and nothing else: hot rows, locked last and in sorted order."""

event = Table(
    "event",
    metadata,
    Column("principal_id", BigId, ForeignKey("principal.id"), primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False, index=True),
    Column("body", Text, nullable=False),
    sqlite_with_rowid=False,
)

action_done = Table(
    "action_done",
    metadata,
    Column("principal_id", BigId, ForeignKey("principal.id"), primary_key=True, autoincrement=False),
    Column("action_id", Uuid, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("digest", LargeBinary(32), nullable=False),
    Column("result", Text),
    Column("at", Instant, nullable=False),
    Index("ix_action_done_at", "at"),
)

presence = Table(
    "presence",
    metadata,
    Column("principal_id", BigId, ForeignKey("principal.id"), primary_key=True, autoincrement=False),
    Column("replica", String(40), primary_key=True),
    Column("until_at", Instant, nullable=False),
)
"""Who has a stream open, by the replica that holds it; a lease, so that a dead replica's people go off-line."""

job = Table(
    "job",
    metadata,
    key(),
    Column("key", String(200), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("due_at", Instant, nullable=False, index=True),
    Column("payload", Text, nullable=False, server_default="{}"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("claimed_until", Instant),
)
"""Work that is due later: written in the transaction that causes it, found by its key, claimed by one replica."""
