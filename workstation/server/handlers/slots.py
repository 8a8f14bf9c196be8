"""The main account's slots: creating, changing, deleting, taking back; the rules of booking; offering slots."""

from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, update

from workstation.domain.actions import ActionResult
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.events import BookingRulesChanged, MessageChanged
from workstation.domain.ids import ActionId
from workstation.domain.message import SLOTS, check_text
from workstation.domain.slot import MAX_OFFERED, MAX_SLOTS_AT_ONCE, OfferedSlot, SlotSpan
from workstation.domain.slot_actions import (
    ChangeSlot,
    CreateSlots,
    DeleteSlots,
    OfferSlots,
    SetBookingRules,
    UndoSlots,
)
from workstation.domain.slot_rules import check_span
from workstation.server import bookings, meeting_making
from workstation.server.actions import ACCOUNTS, MAIN, Doing, handles
from workstation.server.database import insert
from workstation.server.handlers import sessions
from workstation.server.handlers.messages import check_writer, number, take_lease
from workstation.server.queries import accounts, conversations, messages, rules, slots
from workstation.server.queries import bookings as stored
from workstation.server.schema_slots import booking_rules, slot

MAX_SLOTS = 20_000
"""That a desk keeps of one exhibitor."""


@handles(CreateSlots, MAIN)
def create(doing: Doing, action: CreateSlots) -> ActionResult:
    """Create slots; what is there already stays, what overlaps or has begun is left out."""
    tx, me = doing.tx, doing.caller.as_account()
    if not action.slots:
        raise Refusal("invalid_request", {"field": "slots"})
    if len(action.slots) > MAX_SLOTS_AT_ONCE:
        raise Refusal("slots_too_many", {"given": len(action.slots), "limit": MAX_SLOTS_AT_ONCE})
    rules.lock(tx.conn, me.exhibitor_id)
    known = slots.locked(tx.conn, [one.id for one in action.slots])
    if any(row.exhibitor_id != me.exhibitor_id for row in known.values()):
        raise Refusal("not_found")
    wanted = list({one.id: one for one in action.slots}.values())
    fresh = _with_room(doing, [one for one in wanted if one.id not in known], known=bool(known))
    if slots.count(tx.conn, me.exhibitor_id, tx.now) + len(fresh) > MAX_SLOTS:
        raise Refusal("too_many", {"limit": MAX_SLOTS})
    if fresh:
        made = [{"id": one.id, "starts_at": one.starts_at, "ends_at": one.ends_at, "batch": doing.id} for one in fresh]
        bookings.add_slots(tx, me.exhibitor_id, made)
    return doing.result()


def _with_room(doing: Doing, wanted: list[SlotSpan], *, known: bool) -> list[SlotSpan]:
    """Return the slots that can be created.

    Raises:
        Refusal: what is wrong with one of them whenever it is created; or why none can be, where none was there.
    """
    tx, me = doing.tx, doing.caller.as_account()
    zone, why, on_time = slots.zone(tx.conn), "", []
    for one in wanted:
        if _is_on_time(one, zone, doing):
            on_time.append(one)
        else:
            why = "slot_past"
    if on_time:
        since, until = min(one.starts_at for one in on_time), max(one.ends_at for one in on_time)
        taken, fresh = slots.taken(tx.conn, me.exhibitor_id, since, until), []
        for one in sorted(on_time, key=lambda span: span.starts_at):
            if taken.has(one):
                known = True
            elif taken.has_room(one):
                taken.add(one)
                fresh.append(one)
            else:
                why = "slot_overlaps"
        if fresh:
            return fresh
    if why and not known:
        raise Refusal(why)
    return []


def _is_on_time(one: SlotSpan, zone: ZoneInfo, doing: Doing) -> bool:
    try:
        check_span(one, zone, doing.tx.now)
    except Refusal as refusal:
        if refusal.code != "slot_past":
            raise
        return False
    return True


@handles(ChangeSlot, MAIN)
def change(doing: Doing, action: ChangeSlot) -> ActionResult:
    """Give a slot that nobody has booked another time."""
    tx, me, wanted = doing.tx, doing.caller.as_account(), action.slot
    rules.lock(tx.conn, me.exhibitor_id)
    row = _own(doing, (wanted.id,))[wanted.id]
    if row.deleted:
        raise Refusal("slot_gone")
    if row.booked:
        raise Refusal("slot_booked", {"slot": str(row.id)})
    if (row.starts_at, row.ends_at) == (wanted.starts_at, wanted.ends_at):
        return doing.result()
    check_span(wanted, slots.zone(tx.conn), tx.now)
    others = slots.taken(tx.conn, me.exhibitor_id, wanted.starts_at, wanted.ends_at, but=row.id)
    if not others.has_room(wanted):
        raise Refusal("slot_overlaps")
    _set(doing, [row.id], starts_at=wanted.starts_at, ends_at=wanted.ends_at)
    return doing.result()


@handles(DeleteSlots, MAIN)
def delete(doing: Doing, action: DeleteSlots) -> ActionResult:
    """Delete slots that nobody has booked: all of them, or none."""
    if not action.ids:
        raise Refusal("invalid_request", {"field": "ids"})
    if len(action.ids) > MAX_SLOTS_AT_ONCE:
        raise Refusal("slots_too_many", {"given": len(action.ids), "limit": MAX_SLOTS_AT_ONCE})
    rows = _own(doing, action.ids)
    booked = [row for row in rows.values() if row.booked]
    if booked:
        raise Refusal("slot_booked", {"slot": str(booked[0].id), "count": len(booked)})
    _set(doing, [row.id for row in rows.values() if not row.deleted], deleted=True)
    return doing.result()


@handles(UndoSlots, MAIN)
def undo(doing: Doing, action: UndoSlots) -> ActionResult:
    """Take back a batch, but for what has been booked since."""
    rows = slots.of_batch(doing.tx.conn, doing.caller.as_account().exhibitor_id, action.batch)
    if not rows:
        raise Refusal("not_found")
    _set(doing, [row.id for row in rows if not row.deleted and not row.booked], deleted=True)
    return doing.result()


def _own(doing: Doing, ids: tuple[ActionId, ...]) -> dict[ActionId, Row[Any]]:
    rows = slots.locked(doing.tx.conn, ids)
    exhibitor_id = doing.caller.as_account().exhibitor_id
    if len(rows) != len(set(ids)) or any(row.exhibitor_id != exhibitor_id for row in rows.values()):
        raise Refusal("not_found")
    return rows


def _set(doing: Doing, ids: list[ActionId], **values: Any) -> None:
    changed: list[Row[Any]] = []
    for start in range(0, len(ids), 500):
        statement = update(slot).where(slot.c.id.in_(ids[start : start + 500])).values(rev=slot.c.rev + 1, **values)
        changed.extend(doing.tx.conn.execute(statement.returning(*slot.c)))
    bookings.tell_slots(doing.tx, doing.caller.as_account().exhibitor_id, map(slots.slot_of, changed))


@handles(SetBookingRules, MAIN)
def set_rules(doing: Doing, action: SetBookingRules) -> ActionResult:
    """Decide who receives by itself, and how meetings are made."""
    tx, me, meetings = doing.tx, doing.caller.as_account(), doing.limits.meetings
    if action.meetings is not None and action.meetings not in meetings.possible:
        raise Refusal("invalid_request", {"field": "meetings"})
    given = {"to_owner": action.to_owner, "meetings": action.meetings}
    values = {name: value for name, value in given.items() if value is not None}
    if values:
        tx.conn.execute(
            insert(tx.conn, booking_rules)
            .values(exhibitor_id=me.exhibitor_id, **values)
            .on_conflict_do_update(
                index_elements=[booking_rules.c.exhibitor_id], set_={"rev": booking_rules.c.rev + 1, **values}
            )
        )
        now = stored.rules(tx.conn, me.exhibitor_id, meetings)
        tx.emit(accounts.colleague_ids(tx.conn, me.exhibitor_id), BookingRulesChanged(rules=now))
        meeting_making.rules_changed(tx, me.exhibitor_id)
    return doing.result()


@handles(OfferSlots, ACCOUNTS)
def offer(doing: Doing, action: OfferSlots) -> ActionResult:
    """Say to a buyer when one has time, as a message that he answers with one click."""
    tx = doing.tx
    where = conversations.seen(tx.conn, doing.caller, number(action.conversation), lock=True)
    if where.conversation.kind is not ConversationKind.CUSTOMER:
        raise Refusal("not_allowed")
    check_writer(doing, where, action.seen_n)
    if not 0 < len(set(action.slots)) <= MAX_OFFERED:
        raise Refusal("invalid_request", {"field": "slots"})
    rows = _own(doing, action.slots)
    if any(row.deleted for row in rows.values()):
        raise Refusal("slot_gone")
    if any(row.starts_at <= tx.now for row in rows.values()):
        raise Refusal("slot_past")
    in_order = sorted(rows.values(), key=lambda row: (row.starts_at, row.id))
    where = sessions.ensure_live(doing, where, None)
    said = messages.add(
        tx,
        where.conversation.id,
        kind=SLOTS,
        sender_id=doing.caller.principal_id,
        action_id=doing.id,
        text=check_text(action.text) if action.text.strip() else "",
        slots=tuple(OfferedSlot(id=row.id, starts_at=row.starts_at, ends_at=row.ends_at) for row in in_order),
    )
    take_lease(doing, where.conversation.id)
    tx.emit(where.audience, MessageChanged(message=said))
    return doing.result(conversation_id=where.conversation.id, message_id=said.id, n=said.n)
