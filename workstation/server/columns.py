"""What the server's tables are made of: their names, and columns of the same types on SQLite and PostgreSQL."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Text,
    TypeDecorator,
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
