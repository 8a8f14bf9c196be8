"""Pictures that nothing shows any more: they do not stay behind when the card goes on which they were."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Column, delete, exists, or_, select

from workstation.domain.ids import AttachmentId
from workstation.server.schema import attachment, blob, metadata
from workstation.server.writer import Tx


@cache
def _references() -> tuple[Column[int], ...]:
    """Return every column by which something shows a picture: whatever refers to it, but for its own bytes."""
    return tuple(
        key.parent
        for table in metadata.tables.values()
        if table is not blob
        for key in table.foreign_keys
        if key.column is attachment.c.id
    )


def drop(tx: Tx, pictures: Iterable[AttachmentId | int | None]) -> None:
    """Delete those of these pictures that nothing shows; call it when what showed them is gone."""
    wanted = sorted({int(one) for one in pictures if one is not None})
    if not wanted:
        return
    shown = or_(*(exists().where(column == attachment.c.id) for column in _references()))
    rows = tx.conn.execute(
        select(attachment.c.id).where(attachment.c.id.in_(wanted), ~attachment.c.public, ~shown).with_for_update()
    )
    gone = [row.id for row in rows]
    if gone:
        tx.conn.execute(delete(blob).where(blob.c.attachment_id.in_(gone)))
        tx.conn.execute(delete(attachment).where(attachment.c.id.in_(gone)))
