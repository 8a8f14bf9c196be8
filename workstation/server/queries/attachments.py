"""Images as the database has them, and who may see them."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, Select, exists, false, func, insert, or_, select

from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId, PrincipalId
from workstation.server.caller import Caller
from workstation.server.database import AnyRow
from workstation.server.images import FULL, THUMB, Ready
from workstation.server.queries import cards, intents
from workstation.server.queries.conversations import View, view_of, visible, whose
from workstation.server.schema import attachment, blob, conversation, message, past_owner
from workstation.server.writer import Tx


class Picture(Struct, frozen=True):
    """The bytes of an image, ready to be sent."""

    media_type: str
    data: bytes


def upload_of(conn: Connection, owner_id: PrincipalId, client_id: UUID) -> AnyRow | None:
    """Return what was uploaded under that id."""
    return conn.execute(
        select(attachment).where(attachment.c.owner_id == owner_id, attachment.c.client_id == client_id)
    ).one_or_none()


def uploaded_since(tx: Tx, owner_id: PrincipalId, since: datetime) -> int:
    """Return how many images a principal has uploaded since then."""
    return int(
        tx.conn.execute(
            select(func.count())
            .select_from(attachment)
            .where(attachment.c.owner_id == owner_id, attachment.c.created_at > since)
        ).scalar_one()
    )


def store(
    tx: Tx, ready: Ready, *, owner_id: PrincipalId | None = None, client_id: UUID | None = None, public: bool = False
) -> AttachmentId:
    """Keep an image and return its number."""
    values = {
        "owner_id": owner_id,
        "client_id": client_id,
        "digest": ready.digest,
        "media_type": ready.media_type,
        "size_bytes": len(ready.full),
        "width": ready.width,
        "height": ready.height,
        "thumb_width": ready.thumb_width,
        "thumb_height": ready.thumb_height,
        "public": public,
        "created_at": tx.now,
    }
    number = tx.conn.execute(insert(attachment).returning(attachment.c.id), values).scalar_one()
    blobs = [
        {"attachment_id": number, "size": FULL, "data": ready.full},
        {"attachment_id": number, "size": THUMB, "data": ready.thumb},
    ]
    tx.conn.execute(insert(blob), blobs)
    return AttachmentId(number)


def picture(conn: Connection, caller: Caller, attachment_id: AttachmentId, size: str) -> Picture:
    """Return the bytes of an image: one's own, an exhibit's, or of a message, card or intent that one may see.

    Raises:
        Refusal: `not_found`.
    """
    view = view_of(caller, reading=True)
    row = conn.execute(
        select(attachment.c.media_type, blob.c.data)
        .join_from(attachment, blob, blob.c.attachment_id == attachment.c.id)
        .where(
            attachment.c.id == attachment_id,
            blob.c.size == size,
            or_(
                attachment.c.public,
                attachment.c.owner_id == caller.principal_id,
                intents.showing(caller, attachment.c.id),
                cards.showing(caller, attachment.c.id, _readable_messages(caller, view)),
                exists(_readable_messages(caller, view).where(message.c.attachment_id == attachment.c.id)),
            ),
        ),
        whose(caller, view),
    ).one_or_none()
    if row is None:
        raise Refusal("not_found")
    return Picture(row.media_type, bytes(row.data))


def _readable_messages(caller: Caller, view: View) -> Select[tuple[int]]:
    upto = past_owner.c.account_id == caller.principal_id if view is View.OWN else false()
    given_away = select(past_owner).where(upto).subquery()
    return (
        select(message.c.id)
        .join_from(message, conversation, conversation.c.id == message.c.conversation_id)
        .join(given_away, given_away.c.conversation_id == conversation.c.id, isouter=True)
        .where(
            visible(view),
            or_(given_away.c.readable_to_n.is_(None), message.c.n <= given_away.c.readable_to_n),
        )
    )
