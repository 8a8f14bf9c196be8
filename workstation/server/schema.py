"""The server's tables. Types are the same on SQLite and PostgreSQL; instants are whole milliseconds since 1970 UTC."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    Uuid,
    text,
)

from workstation.domain.clock import from_ms, to_ms

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BigId = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite numbers rows by itself only where the type is exactly INTEGER."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant, kept as milliseconds."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else from_ms(value)


class Json(TypeDecorator[Any]):
    """A value that msgspec writes and reads, kept as text."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else msgspec.json.decode(value, type=self.kind)


def key() -> Column[int]:
    """Return the column of a table's own number."""
    return Column("id", BigId, primary_key=True)


def ref(
    name: str, target: str, *, nullable: bool = False, primary_key: bool = False, index: bool = False
) -> Column[int]:
    """Return a column that points at another table's number."""
    return Column(
        name, BigId, ForeignKey(f"{target}.id"), nullable=nullable, primary_key=primary_key, index=index or None
    )


def words(name: str, length: int = 200) -> Column[str]:
    """Return a column for a line of text, empty by default."""
    return Column(name, String(length), nullable=False, server_default="")


def rev() -> Column[int]:
    """Return the column that grows with every change of a synced row."""
    return Column("rev", BigInteger, nullable=False, server_default="1")


def flag(name: str, *, on: bool = False) -> Column[bool]:
    """Return a yes-or-no column."""
    return Column(name, Boolean, nullable=False, server_default=text("true" if on else "false"))


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
)

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
    UniqueConstraint("exhibitor_id", "buyer_id"),
    UniqueConstraint("first_id", "second_id"),
    Index("ix_conversation_owner_id_last_at", "owner_id", "last_at"),
    Index("ix_conversation_exhibitor_id_last_at", "exhibitor_id", "last_at"),
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
)
"""Why a conversation went where it went."""

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
