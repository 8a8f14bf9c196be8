"""Images that have not arrived at the server yet: in `local.db`, so that they are never lost."""

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, select, update

from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId, AttachmentId
from workstation.storage import outbox
from workstation.storage.schema import outbox as outbox_table
from workstation.storage.schema import uploads


class Upload(Struct, frozen=True, kw_only=True):
    """An image on its way."""

    id: ActionId
    media_type: str
    width: int
    height: int
    attempts: int
    data: bytes


class UploadInfo(Struct, frozen=True, kw_only=True):
    """What the timeline needs of an image on its way."""

    id: ActionId
    width: int
    height: int
    state: str
    attachment_id: AttachmentId | None


def add(tx: Connection, id_: ActionId, data: bytes, *, media_type: str, width: int, height: int, now_ms: int) -> None:
    """Keep an image for sending; its message names it as `after`."""
    tx.execute(
        uploads.insert().values(
            id=id_.bytes, data=data, media_type=media_type, width=width, height=height, created_at=now_ms
        )
    )


def next_due(tx: Connection, now_ms: int) -> Upload | None:
    """Return the image to send next: the oldest that may be tried and whose message isn't paused or refused."""
    t, o = uploads, outbox_table
    statement = (
        select(t.c.id, t.c.media_type, t.c.width, t.c.height, t.c.attempts, t.c.data)
        .join(o, o.c.after == t.c.id)
        .where(t.c.state == "waiting", t.c.due_at <= now_ms, o.c.state == "waiting")
        .order_by(o.c.seq)
        .limit(1)
    )
    row = tx.execute(statement).first()
    if row is None:
        return None
    return Upload(
        id=ActionId(UUID(bytes=row.id)),
        media_type=row.media_type,
        width=row.width,
        height=row.height,
        attempts=row.attempts,
        data=row.data,
    )


def next_due_at(tx: Connection) -> int | None:
    """Return when the next image may be tried, `None` when none waits."""
    statement = select(uploads.c.due_at).where(uploads.c.state == "waiting").order_by(uploads.c.due_at).limit(1)
    return tx.execute(statement).scalar()


def mark_sending(tx: Connection, id_: ActionId) -> None:
    """It is on its way now."""
    _set(tx, id_, state="sending", attempts=uploads.c.attempts + 1)


def done(tx: Connection, id_: ActionId, attachment_id: AttachmentId) -> None:
    """The server has it; its message may go. The bytes stay until the message is in the cache."""
    _set(tx, id_, state="done", attachment_id=attachment_id, problem_code="")


def postpone(tx: Connection, id_: ActionId, due_at_ms: int, code: str) -> None:
    """A passing fault: try again not before then."""
    _set(tx, id_, state="waiting", due_at=due_at_ms, problem_code=code)


def refuse(tx: Connection, id_: ActionId, code: str, params: dict[str, str | int] | None = None) -> ChangeSet:
    """The server doesn't take it: the message that waits for it is refused with it."""
    _set(tx, id_, state="refused", problem_code=code)
    waiting = tx.execute(select(outbox_table.c.id).where(outbox_table.c.after == id_.bytes)).scalars()
    changes = ChangeSet()
    for action in [ActionId(UUID(bytes=raw)) for raw in waiting]:
        changes |= outbox.refuse(tx, action, code, params)
    return changes


def data(tx: Connection, id_: ActionId) -> bytes | None:
    """Return an image's bytes, `None` when it has arrived or was discarded."""
    return tx.execute(select(uploads.c.data).where(uploads.c.id == id_.bytes)).scalar()


def infos(tx: Connection, ids: Iterable[ActionId]) -> dict[ActionId, UploadInfo]:
    """Return what the timeline needs of these images."""
    wanted = [id_.bytes for id_ in ids]
    if not wanted:
        return {}
    t = uploads
    statement = select(t.c.id, t.c.width, t.c.height, t.c.state, t.c.attachment_id).where(t.c.id.in_(wanted))
    found = (
        UploadInfo(
            id=ActionId(UUID(bytes=row.id)),
            width=row.width,
            height=row.height,
            state=row.state,
            attachment_id=None if row.attachment_id is None else AttachmentId(row.attachment_id),
        )
        for row in tx.execute(statement)
    )
    return {info.id: info for info in found}


def _set(tx: Connection, id_: ActionId, **values: object) -> None:
    tx.execute(update(uploads).where(uploads.c.id == id_.bytes).values(**values))
