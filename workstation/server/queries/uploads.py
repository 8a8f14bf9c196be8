"""Images that arrive in pieces: what has come so far, of whom."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from workstation.domain.ids import PrincipalId
from workstation.server.schema_uploads import upload_part
from workstation.server.writer import Tx

AT_ONCE = 5
"""A principal's images under way; the one touched longest ago makes room."""


def received(conn: Connection, principal_id: PrincipalId, client_id: UUID) -> tuple[int, int]:
    """Return how many bytes have come, and of how many; zeros when nothing has."""
    row = conn.execute(
        select(func.length(upload_part.c.data).label("come"), upload_part.c.total).where(_one(principal_id, client_id))
    ).one_or_none()
    return (0, 0) if row is None else (row.come, row.total)


def add(tx: Tx, principal_id: PrincipalId, client_id: UUID, begin: int, total: int, piece: bytes) -> bytes:
    """Take a piece that begins where the last one ended, and return all there is; another one changes nothing."""
    row = tx.conn.execute(
        select(upload_part.c.data, upload_part.c.total).where(_one(principal_id, client_id)).with_for_update()
    ).one_or_none()
    if row is None or row.total != total:
        if begin:
            return b""
        forget(tx, principal_id, client_id)
        _make_room(tx, principal_id)
        values = {"principal_id": principal_id, "client_id": client_id, "total": total, "data": piece}
        tx.conn.execute(insert(upload_part), values | {"touched_at": tx.now})
        return piece
    data = bytes(row.data)
    if begin != len(data):
        return data
    whole = data + piece
    tx.conn.execute(update(upload_part).where(_one(principal_id, client_id)).values(data=whole, touched_at=tx.now))
    return whole


def forget(tx: Tx, principal_id: PrincipalId, client_id: UUID) -> None:
    """Forget the pieces: the image is whole, or begins anew."""
    tx.conn.execute(delete(upload_part).where(_one(principal_id, client_id)))


def sweep(tx: Tx, before: datetime) -> None:
    """Forget what nobody goes on with."""
    tx.conn.execute(delete(upload_part).where(upload_part.c.touched_at < before))


def _make_room(tx: Tx, principal_id: PrincipalId) -> None:
    oldest = tx.conn.execute(
        select(upload_part.c.client_id)
        .where(upload_part.c.principal_id == principal_id)
        .order_by(upload_part.c.touched_at.desc(), upload_part.c.client_id)
        .offset(AT_ONCE - 1)
    ).all()
    for row in oldest:
        forget(tx, principal_id, row.client_id)


def _one(principal_id: PrincipalId, client_id: UUID) -> ColumnElement[bool]:
    return (upload_part.c.principal_id == principal_id) & (upload_part.c.client_id == client_id)
