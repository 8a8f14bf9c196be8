"""What this machine knows about reminding of bookings: times of one's own, what was told, what is snoozed."""

from collections.abc import Iterable
from uuid import UUID

from msgspec import Struct
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from workstation.domain.ids import ActionId
from workstation.storage.schema import reminders


class Kept(Struct, frozen=True, kw_only=True):
    """What is kept about one booking; times in milliseconds since 1970 UTC."""

    booking: ActionId
    before_s: int | None = None
    """A time of one's own, in seconds before the beginning."""
    told_for: int | None = None
    """The beginning that was reminded of."""
    again_at: int | None = None
    """When to remind of that beginning once more; 0 while it was told and nobody has answered."""


def every(tx: Connection) -> dict[ActionId, Kept]:
    """Return what is kept, by booking."""
    rows = tx.execute(select(reminders.c.booking, reminders.c.before_s, reminders.c.told_for, reminders.c.again_at))
    found = (
        Kept(booking=ActionId(UUID(bytes=id_)), before_s=before_s, told_for=told_for, again_at=again_at)
        for id_, before_s, told_for, again_at in rows
    )
    return {one.booking: one for one in found}


def put(tx: Connection, kept: Iterable[tuple[Kept, int]]) -> None:
    """Keep these, each until a time (milliseconds since 1970 UTC) after which it is of no use."""
    for one, keep_until in kept:
        values = {
            "before_s": one.before_s,
            "told_for": one.told_for,
            "again_at": one.again_at,
            "keep_until": keep_until,
        }
        statement = insert(reminders).values(booking=one.booking.bytes, **values)
        tx.execute(statement.on_conflict_do_update(index_elements=[reminders.c.booking], set_=values))


def forget_old(tx: Connection, now_ms: int) -> None:
    """Forget what is of no use any more."""
    tx.execute(delete(reminders).where(reminders.c.keep_until < now_ms))
