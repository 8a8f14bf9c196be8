"""Received images in `images.db`: the least recently used give way when it grows over its bound."""

from collections.abc import Iterable
from typing import Final

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from workstation.domain.ids import AttachmentId
from workstation.storage.schema import blobs

_TOUCH_AFTER_MS: Final = 3_600_000
"""A use is noted at most once an hour, so that looking doesn't write."""


def get(tx: Connection, attachment_id: AttachmentId, size: str, *, now_ms: int) -> bytes | None:
    """Return an image's bytes, `None` if it isn't cached."""
    one = (blobs.c.attachment_id == attachment_id) & (blobs.c.size == size)
    row = tx.execute(select(blobs.c.data, blobs.c.used_at).where(one)).first()
    if row is None:
        return None
    if now_ms - row.used_at > _TOUCH_AFTER_MS:
        tx.execute(update(blobs).where(one).values(used_at=now_ms))
    found: bytes = row.data
    return found


def put(tx: Connection, attachment_id: AttachmentId, size: str, data: bytes, *, now_ms: int, limit_bytes: int) -> None:
    """Keep an image and let the least recently used go until all fit into the bound."""
    statement = insert(blobs).values(attachment_id=attachment_id, size=size, data=data, bytes=len(data), used_at=now_ms)
    new = statement.excluded
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=["attachment_id", "size"],
            set_={"data": new.data, "bytes": new.bytes, "used_at": new.used_at},
        )
    )
    trim(tx, limit_bytes)


def trim(tx: Connection, limit_bytes: int) -> None:
    """Delete the least recently used images until the rest fit into the bound."""
    excess = total_bytes(tx) - limit_bytes
    if excess <= 0:
        return
    oldest = tx.execute(select(blobs.c.attachment_id, blobs.c.size, blobs.c.bytes).order_by(blobs.c.used_at))
    for row in oldest.all():
        if excess <= 0:
            break
        tx.execute(delete(blobs).where(blobs.c.attachment_id == row.attachment_id, blobs.c.size == row.size))
        excess -= row.bytes


def forget(tx: Connection, ids: Iterable[AttachmentId]) -> None:
    """Delete these images in every size."""
    tx.execute(delete(blobs).where(blobs.c.attachment_id.in_(list(ids))))


def total_bytes(tx: Connection) -> int:
    """Return how much the images take."""
    return tx.execute(select(func.sum(blobs.c.bytes))).scalar() or 0
