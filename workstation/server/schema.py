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

from workstation.server import schema_cards as schema_cards
from workstation.server import schema_intents as schema_intents
from workstation.server import schema_slots as schema_slots
from workstation.server import schema_translation as schema_translation
from workstation.server import schema_uploads as schema_uploads
from workstation.server.columns import BigId, Instant, Json, flag, key, ref, rev, words
from workstation.server.columns import metadata as metadata
from workstation.server.schema_conversations import conversation as conversation
from workstation.server.schema_conversations import decision as decision
from workstation.server.schema_conversations import lease as lease
from workstation.server.schema_conversations import marks as marks
from workstation.server.schema_conversations import message as message
from workstation.server.schema_conversations import past_owner as past_owner
from workstation.server.schema_fair import fair as fair
from workstation.server.schema_fair import package as package
from workstation.server.schema_fair import phase as phase
from workstation.server.schema_fair import section as section
from workstation.server.schema_running import action_done as action_done
from workstation.server.schema_running import attempt as attempt
from workstation.server.schema_running import event as event
from workstation.server.schema_running import head as head
from workstation.server.schema_running import job as job
from workstation.server.schema_running import presence as presence
from workstation.server.schema_running import token as token
from workstation.server.schema_team import transfer as transfer

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
    Column("languages", Json(tuple[str, ...]), nullable=False, server_default="[]"),
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
