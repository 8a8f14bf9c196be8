"""Rows kept as JSON documents by id and rev: buyers, accounts, exhibitors, exhibits, sections, notices."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects.sqlite import Insert, insert

from workstation.storage import meta

D = TypeVar("D")


def encode(document: Any) -> str:
    """Return a struct as JSON text."""
    return msgspec.json.encode(document).decode()


def decode(data: str, kind: type[D]) -> D:
    """Return JSON text as a struct."""
    return msgspec.json.decode(data, type=kind)


def upsert(table: Table, key: str = "id", *, always: bool = False, columns: Iterable[str] = ()) -> Insert:
    """Return an insert for lists of dicts that overwrites an existing row only by a newer `rev`.

    Args:
        table: has columns `key` and `rev`.
        key: the unique column.
        always: overwrite whenever `rev` differs (a snapshot is the truth even if the server was set back).
        columns: those to overwrite in an existing row; default: all.
    """
    statement = insert(table)
    new = statement.excluded
    names = set(columns or table.columns.keys()) - {key, "id"}
    return statement.on_conflict_do_update(
        index_elements=[table.c[key]],
        set_={name: new[name] for name in sorted(names)},
        where=(new.rev != table.c.rev) if always else (new.rev > table.c.rev),
    )


def put(tx: Connection, table: Table, rows: Sequence[dict[str, Any]], *, always: bool = False) -> None:
    """Insert or overwrite documents given as rows."""
    if rows:
        tx.execute(upsert(table, always=always), rows)


def rows_of(documents: Iterable[Any]) -> list[dict[str, Any]]:
    """Return documents as rows `id, rev, data`; what has no rev gets 0."""
    return [{"id": d.id, "rev": getattr(d, "rev", 0), "data": encode(d)} for d in documents]


def get(tx: Connection, table: Table, kind: type[D], id_: int | None) -> D | None:
    """Return one document, `None` if there is none."""
    if id_ is None:
        return None
    data = tx.execute(select(table.c.data).where(table.c.id == id_)).scalar()
    return None if data is None else decode(data, kind)


def every(tx: Connection, table: Table, kind: type[D]) -> list[D]:
    """Return all documents of a table by id."""
    decoder = msgspec.json.Decoder(kind)
    return [decoder.decode(data) for data in tx.execute(select(table.c.data).order_by(table.c.id)).scalars()]


def me_id(tx: Connection) -> int | None:
    """Return the id of the account whose cache this is, `None` before the first sync."""
    value = meta.get(tx, meta.ME)
    return None if value is None else int(value)
