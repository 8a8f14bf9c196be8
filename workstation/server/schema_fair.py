"""The tables of what the organiser sets: the fair, its phases and sections, the packages that exhibitors book."""

from sqlalchemy import Column, Integer, String, Table

from workstation.server.columns import Instant, key, metadata, ref, words

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
