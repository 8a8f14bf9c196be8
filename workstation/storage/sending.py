"""What the sending side of the sync asks of `local.db` at once: what goes out next, and when to look again."""

from msgspec import Struct
from sqlalchemy import Connection

from workstation.storage import outbox, uploads
from workstation.storage.outbox import Pending
from workstation.storage.uploads import Upload


class Claimed(Struct, frozen=True, kw_only=True):
    """What is on its way from now on (at most the first action of each lane)."""

    actions: tuple[Pending, ...]
    images: tuple[Upload, ...]
    next_at_ms: int | None
    """When something postponed is due, `None` when nothing is."""
    waiting: int
    """Messages and decisions that have not left."""


def claim(tx: Connection, now_ms: int, room: int, *, all_due: bool = False) -> Claimed:
    """Mark what may be sent now as being sent, and return it.

    Args:
        tx: a transaction of `local.db`.
        now_ms: present time.
        room: how many may be under way besides those that are.
        all_due: what a fault had postponed is tried now.
    """
    if all_due:
        outbox.make_due(tx)
    actions = tuple(outbox.next_due(tx, now_ms, room)) if room > 0 else ()
    for action in actions:
        outbox.mark_sending(tx, action.id)
    images: list[Upload] = []
    while len(images) < room - len(actions) and (image := uploads.next_due(tx, now_ms)) is not None:
        uploads.mark_sending(tx, image.id)
        images.append(image)
    later = [at for at in (outbox.next_due_at(tx), uploads.next_due_at(tx)) if at is not None and at > now_ms]
    return Claimed(
        actions=actions,
        images=tuple(images),
        next_at_ms=min(later, default=None),
        waiting=outbox.waiting_count(tx),
    )


def waiting(tx: Connection) -> int:
    """Return how many messages and decisions have not left."""
    return outbox.waiting_count(tx)


def is_empty(tx: Connection) -> bool:
    """Tell whether nothing at all is in the outbox, not even what waits for its event."""
    return tx.exec_driver_sql("SELECT 1 FROM outbox LIMIT 1").first() is None
