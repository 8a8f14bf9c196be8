"""The server's tables. Types are the same on SQLite and PostgreSQL; instants are whole milliseconds since 1970 UTC."""

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
    UniqueConstraint,
    Uuid,
    text,
)

from workstation.domain.message import Original
from workstation.server import schema_cards as schema_cards
from workstation.server import schema_translation as schema_translation
from workstation.server import schema_uploads as schema_uploads
from workstation.server.columns import BigId, Instant, Json, flag, key, ref, rev, words
from workstation.server.columns import metadata as metadata
from workstation.server.schema_team import transfer as transfer

fair = Table(
    "fair",
    metadata,
    key(),
    Column("key", String(100), nullable=False, unique=True),
    Column("number", Integer, nullable=False),
    words("name_zh"),
    words("name_en"),
    words("name_es"),
    words("organisation_zh"),
    words("organisation_en"),
    words("organisation_es"),
    words("time_zone", 64),
    Column("distribution_deadline_at", Instant),
    Column("session_idle_s", Integer),
)

phase = Table(
    "phase",
    metadata,
    key(),
    ref("fair_id", "fair"),
    Column("key", String(100), nullable=False, unique=True),
    Column("number", Integer, nullable=False),
    Column("first_day", String(10), nullable=False),
    Column("last_day", String(10), nullable=False),
    words("name_zh"),
    words("name_en"),
    words("name_es"),
)

section = Table(
    "section",
    metadata,
    key(),
    Column("key", String(100), nullable=False, unique=True),
    words("code", 20),
    words("name_zh"),
    words("name_en"),
    words("name_es"),
    words("phase", 100),
)

package = Table(
    "package",
    metadata,
    key(),
    Column("key", String(100), nullable=False, unique=True),
    words("name_zh"),
    words("name_en"),
    words("name_es"),
    Column("accounts", Integer, nullable=False),
)

exhibitor = Table(
    "exhibitor",
    metadata,
    key(),
    rev(),
    Column("key", String(100), unique=True),
    words("name_zh"),
    words("name_en"),
    Column("about_zh", Text, nullable=False, server_default=""),
    Column("about_en", Text, nullable=False, server_default=""),
    Column("about_es", Text, nullable=False, server_default=""),
    words("booth"),
    words("city"),
    words("website", 500),
    Column("accounts_limit", Integer, nullable=False, server_default="5"),
    Column("distribution", String(20), nullable=False, server_default="automatic"),
    Column("routing_options", Text, nullable=False, server_default="{}"),
    Column("max_days_offline", Integer, nullable=False, server_default="30"),
    Column("intents_distribution", String(20), nullable=False, server_default="automatic"),
    Column("intents_options", Text, nullable=False, server_default="{}"),
    Column("distribution_rev", BigInteger, nullable=False, server_default="1"),
    flag("ask_first"),
    Column("answer_s", Integer, nullable=False, server_default="120"),
    Column("session_idle_s", Integer),
)

principal = Table(
    "principal",
    metadata,
    key(),
    Column("kind", String(10), nullable=False),
    Column("login", String(200), nullable=False),
    Column("login_norm", String(200), nullable=False, unique=True),
    Column("password_hash", String(200), nullable=False),
    flag("must_change_password"),
    flag("enabled", on=True),
    Column("language", String(20), nullable=False, server_default="en"),
    Column("status", String(10), nullable=False, server_default="online"),
    Column("created_at", Instant, nullable=False),
    CheckConstraint("kind IN ('main', 'sub', 'buyer')", name="kind"),
)
"""Whoever can sign in: accounts and buyers share one numbering."""

account = Table(
    "account",
    metadata,
    Column("id", BigId, ForeignKey("principal.id"), primary_key=True, autoincrement=False),
    rev(),
    Column("key", String(100), unique=True),
    ref("exhibitor_id", "exhibitor", index=True),
    Column("kind", String(10), nullable=False),
    words("name_zh"),
    words("name_en"),
    words("title"),
    words("mobile", 40),
    words("email"),
    Column("permissions", Text, nullable=False, server_default="[]"),
    Column("client_id", Uuid),
    Index("uq_account_client_id", "client_id", unique=True),
    Index(
        "uq_account_main",
        "exhibitor_id",
        unique=True,
        sqlite_where=text("kind = 'main'"),
        postgresql_where=text("kind = 'main'"),
    ),
)

buyer = Table(
    "buyer",
    metadata,
    Column("id", BigId, ForeignKey("principal.id"), primary_key=True, autoincrement=False),
    rev(),
    words("name"),
    words("company"),
    words("gender", 20),
    words("country", 2),
    words("email"),
    flag("email_verified"),
    words("phone", 40),
    Column("languages", Json(tuple[str, ...]), nullable=False, server_default="[]"),
    words("time_zone", 64),
    words("badge_number", 40),
    Column("interests", Json(tuple[str, ...]), nullable=False, server_default="[]"),
)

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

attachment = Table(
    "attachment",
    metadata,
    key(),
    Column("owner_id", BigId, ForeignKey("principal.id")),
    Column("client_id", Uuid),
    Column("digest", LargeBinary(32), nullable=False),
    words("media_type", 100),
    Column("size_bytes", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("thumb_width", Integer, nullable=False),
    Column("thumb_height", Integer, nullable=False),
    flag("public"),
    Column("created_at", Instant, nullable=False),
    UniqueConstraint("owner_id", "client_id"),
)

blob = Table(
    "blob",
    metadata,
    Column("attachment_id", BigId, ForeignKey("attachment.id"), primary_key=True, autoincrement=False),
    Column("size", String(10), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Image bytes; in the database so that every replica has them and a kill leaves no half file."""

exhibit = Table(
    "exhibit",
    metadata,
    key(),
    rev(),
    Column("key", String(100), unique=True),
    ref("exhibitor_id", "exhibitor", index=True),
    ref("section_id", "section", index=True),
    words("number", 60),
    words("name_zh"),
    words("name_en"),
    words("name_es"),
    Column("about_zh", Text, nullable=False, server_default=""),
    Column("about_en", Text, nullable=False, server_default=""),
    Column("about_es", Text, nullable=False, server_default=""),
    words("category"),
    Column("price_min_minor", BigInteger),
    Column("price_max_minor", BigInteger),
    Column("currency", String(3), nullable=False, server_default="USD"),
    words("unit", 40),
    Column("moq", Integer),
    Column("lead_time_days", Integer),
    Column("keywords", Json(tuple[str, ...]), nullable=False, server_default="[]"),
    ref("picture_id", "attachment", nullable=True, index=True),
    flag("listed", on=True),
)

exhibit_account = Table(
    "exhibit_account",
    metadata,
    ref("exhibit_id", "exhibit", primary_key=True),
    ref("account_id", "account", primary_key=True, index=True),
)

section_account = Table(
    "section_account",
    metadata,
    ref("section_id", "section", primary_key=True),
    ref("account_id", "account", primary_key=True, index=True),
)

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
)
"""Who gave a conversation away, and up to where he may still read it."""

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
    Column("tags", Json(tuple[str, ...]), nullable=False, server_default="[]"),
    Index("ix_marks_principal_id", "principal_id"),
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

decision = Table(
    "decision",
    metadata,
    key(),
    ref("conversation_id", "conversation", index=True),
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
"""Why a conversation went where it went, with the facts that were known then."""

notice = Table(
    "notice",
    metadata,
    key(),
    rev(),
    ref("principal_id", "principal", index=True),
    Column("code", String(40), nullable=False),
    Column("params", Json(dict[str, str | int]), nullable=False, server_default="{}"),
    ref("conversation_id", "conversation", nullable=True),
    flag("read"),
    Column("at", Instant, nullable=False),
)

phrase = Table(
    "phrase",
    metadata,
    Column("id", Uuid, primary_key=True),
    rev(),
    ref("exhibitor_id", "exhibitor", index=True),
    ref("owner_id", "account", nullable=True, index=True),
    words("shortcut", 40),
    words("title"),
    Column("zh", Text, nullable=False, server_default=""),
    Column("en", Text, nullable=False, server_default=""),
    flag("deleted"),
)
"""Canned answers; `owner_id` is null for those of the whole company."""

note = Table(
    "note",
    metadata,
    Column("id", Uuid, primary_key=True),
    rev(),
    ref("conversation_id", "conversation", index=True),
    ref("author_id", "account", index=True),
    Column("n", BigInteger, nullable=False),
    Column("text", Text, nullable=False, server_default=""),
    flag("shared"),
    flag("deleted"),
    Column("at", Instant, nullable=False),
)
"""Notes on buyers; `n` is the conversation's last message when it was written, as far as a past owner may look."""

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
