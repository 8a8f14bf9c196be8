"""Cached notices of the platform."""

from collections.abc import Iterable

from msgspec import json
from sqlalchemy import Connection, select

from workstation.domain.clock import to_ms
from workstation.domain.notice import Notice
from workstation.storage import documents, schema


def store(tx: Connection, notices: Iterable[Notice], *, always: bool = False) -> None:
    """Insert or overwrite notices."""
    rows = [{"id": n.id, "rev": n.rev, "at": to_ms(n.at), "read": n.read, "data": documents.encode(n)} for n in notices]
    documents.put(tx, schema.notices, rows, always=always)


def newest(tx: Connection, *, unread_only: bool = False, limit: int = 200) -> list[Notice]:
    """Return notices, newest first."""
    table = schema.notices
    statement = select(table.c.data).order_by(table.c.at.desc(), table.c.id.desc()).limit(limit)
    if unread_only:
        statement = statement.where(table.c.read == 0)
    decoder = json.Decoder(Notice)
    return [decoder.decode(data) for data in tx.execute(statement).scalars()]
