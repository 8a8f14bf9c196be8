"""Cached negotiation slots, bookings, how they find their receiver, and my calendar addresses."""

from collections.abc import Iterable
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, select

from workstation.domain.booking import Booking, BookingRules
from workstation.domain.buyer import Buyer
from workstation.domain.clock import to_ms
from workstation.domain.events import Snapshot
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.message import OfferedSlot
from workstation.domain.slot import Slot
from workstation.domain.slot_actions import CalendarFeed
from workstation.storage import documents, schema
from workstation.storage.schema import booking_rules, bookings, calendar_feeds, slots

_slot: Final = msgspec.json.Decoder(Slot)
_booking: Final = msgspec.json.Decoder(Booking)
_buyer: Final = msgspec.json.Decoder(Buyer)
_feed: Final = msgspec.json.Decoder(CalendarFeed)
_buyer_ids: Final = select(bookings.c.buyer_id)
_FORGET: Final = "DELETE FROM slots WHERE id = ? AND rev < ?"
_RULES_ROW: Final = 1


def replace_all(tx: Connection, snapshot: Snapshot) -> None:
    """Put what a snapshot's first page says in the place of all that was cached."""
    for table in (slots, bookings, calendar_feeds):
        tx.execute(table.delete())
    store_slots(tx, snapshot.slots)
    store_bookings(tx, snapshot.bookings)
    if snapshot.booking_rules is not None:
        store_rules(tx, snapshot.booking_rules, always=True)
    for one in snapshot.calendar_feeds:
        store_feed(tx, one)


# --- slots ---


def store_slots(tx: Connection, found: Iterable[Slot]) -> None:
    """Insert, overwrite or (deleted ones) forget slots, unless a newer `rev` is here."""
    gone = [(one.id.bytes, one.rev) for one in found if one.deleted]
    if gone:
        tx.exec_driver_sql(_FORGET, gone)
    rows = [
        _spanned(one) | {"id": one.id.bytes, "rev": one.rev, "data": documents.encode(one)}
        for one in found
        if not one.deleted
    ]
    if rows:
        tx.execute(documents.upsert(slots), rows)


def every_slot(tx: Connection) -> list[Slot]:
    """Return all slots in the order of time."""
    rows = tx.execute(select(slots.c.data).order_by(slots.c.starts_at)).scalars()
    return [_slot.decode(data) for data in rows]


def slot(tx: Connection, id_: ActionId) -> Slot | None:
    """Return a slot, `None` if there is none."""
    data = tx.execute(select(slots.c.data).where(slots.c.id == id_.bytes)).scalar()
    return None if data is None else _slot.decode(data)


def offered(tx: Connection, ids: Iterable[ActionId]) -> dict[ActionId, OfferedSlot]:
    """Return these slots as an offer names them, as far as they are there."""
    found = (slot(tx, id_) for id_ in dict.fromkeys(ids))
    return {
        one.id: OfferedSlot(id=one.id, starts_at=one.starts_at, ends_at=one.ends_at) for one in found if one is not None
    }


# --- bookings ---


def store_bookings(tx: Connection, found: Iterable[Booking]) -> None:
    """Insert, overwrite or (those no longer mine to see, of whatever `rev`) forget bookings."""
    gone = [one.id.bytes for one in found if one.gone]
    if gone:
        tx.execute(bookings.delete().where(bookings.c.id.in_(gone)))
    rows = [
        _spanned(one)
        | {"id": one.id.bytes, "rev": one.rev, "conversation_id": one.conversation_id, "buyer_id": one.buyer_id}
        | {"data": documents.encode(one)}
        for one in found
        if not one.gone
    ]
    if rows:
        tx.execute(documents.upsert(bookings), rows)


def every_booking(tx: Connection) -> list[Booking]:
    """Return all bookings that I may see, in the order of time."""
    rows = tx.execute(select(bookings.c.data).order_by(bookings.c.starts_at, bookings.c.id)).scalars()
    return [_booking.decode(data) for data in rows]


def buyers(tx: Connection) -> list[Buyer]:
    """Return the buyers of the bookings, as far as they are known here."""
    rows = tx.execute(select(schema.buyers.c.data).where(schema.buyers.c.id.in_(_buyer_ids))).scalars()
    return [_buyer.decode(data) for data in rows]


def owners(tx: Connection) -> dict[ConversationId, PrincipalId | None]:
    """Return who serves the bookings' conversations, of those that are mine to open."""
    heads = schema.conversations.c
    rows = tx.execute(select(heads.id, heads.owner_id).where(heads.id.in_(select(bookings.c.conversation_id))))
    return {ConversationId(id_): owner_id for id_, owner_id in rows}


def booking(tx: Connection, id_: ActionId) -> Booking | None:
    """Return a booking, `None` if there is none that I may see."""
    data = tx.execute(select(bookings.c.data).where(bookings.c.id == id_.bytes)).scalar()
    return None if data is None else _booking.decode(data)


# --- rules and addresses ---


def store_rules(tx: Connection, found: BookingRules, *, always: bool = False) -> None:
    """Insert or overwrite how bookings find their receiver."""
    row = {"id": _RULES_ROW, "rev": found.rev, "data": documents.encode(found)}
    documents.put(tx, booking_rules, [row], always=always)


def rules(tx: Connection) -> BookingRules | None:
    """Return how bookings find their receiver, `None` before the first sync."""
    data = tx.execute(select(booking_rules.c.data)).scalar()
    return None if data is None else documents.decode(data, BookingRules)


def store_feed(tx: Connection, found: CalendarFeed) -> None:
    """Insert or overwrite a calendar address of mine."""
    row = {"id": found.id.bytes, "rev": 0, "data": documents.encode(found)}
    tx.execute(documents.upsert(calendar_feeds, always=True), row)


def forget_feed(tx: Connection, id_: ActionId) -> None:
    """Forget a calendar address, which is worthless by now."""
    tx.execute(calendar_feeds.delete().where(calendar_feeds.c.id == id_.bytes))


def every_feed(tx: Connection) -> list[CalendarFeed]:
    """Return my calendar addresses in the order in which they were made."""
    rows = tx.execute(select(calendar_feeds.c.data).order_by(calendar_feeds.c.id)).scalars()
    return [_feed.decode(data) for data in rows]


# --- within ---


def _spanned(one: Slot | Booking) -> dict[str, Any]:
    return {"starts_at": to_ms(one.starts_at), "ends_at": to_ms(one.ends_at)}
