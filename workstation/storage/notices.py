"""Cached notices of the platform."""

from collections.abc import Collection, Iterable

from msgspec import json
from sqlalchemy import Connection, func, select

from workstation.domain.clock import to_ms
from workstation.domain.ids import NoticeId
from workstation.domain.notice import Notice
from workstation.storage import documents, schema


def store(tx: Connection, notices: Iterable[Notice], *, always: bool = False) -> None:
    """Insert or overwrite notices."""
    rows = [{"id": n.id, "rev": n.rev, "at": to_ms(n.at), "read": n.read, "data": documents.encode(n)} for n in notices]
    documents.put(tx, schema.notices, rows, always=always)


def newest(tx: Connection, *, unread_only: bool = False, codes: Collection[str] = (), limit: int = 200) -> list[Notice]:
    """Return notices, newest first; of these kinds only, if some are given."""
    table = schema.notices
    statement = select(table.c.data).order_by(table.c.at.desc(), table.c.id.desc()).limit(limit)
    if unread_only:
        statement = statement.where(table.c.read == 0)
    if codes:
        statement = statement.where(func.json_extract(table.c.data, "$.code").in_(codes))
    decoder = json.Decoder(Notice)
    return [decoder.decode(data) for data in tx.execute(statement).scalars()]


def unread(tx: Connection) -> list[NoticeId]:
    """Return the ids of all unread notices, oldest first."""
    table = schema.notices
    return [
        NoticeId(id_) for id_ in tx.execute(select(table.c.id).where(table.c.read == 0).order_by(table.c.id)).scalars()
    ]


def unread_among(tx: Connection, ids: Collection[NoticeId]) -> int:
    """Return how many of these notices are unread."""
    table = schema.notices
    wanted = select(func.count()).select_from(table).where(table.c.read == 0, table.c.id.in_(ids))
    return tx.execute(wanted).scalar() or 0


def kinds(tx: Connection) -> list[str]:
    """Return which kinds of notices there are, by name."""
    return list(tx.exec_driver_sql("SELECT DISTINCT data ->> '$.code' FROM notices ORDER BY 1").scalars())
