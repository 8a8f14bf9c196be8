"""Booking a slot, calling it off, another time, and who receives the buyer."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec.structs import replace
from sqlalchemy import Row, insert

from workstation.domain.account import Account, AccountKind
from workstation.domain.actions import ActionResult, StartConversation
from workstation.domain.booking import MAX_WORDS_CHARS, BookingState, CancelledBy, Proposal
from workstation.domain.clock import iso
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, new_action_id
from workstation.domain.message import check_text
from workstation.domain.slot import SlotSpan
from workstation.domain.slot_actions import AnswerProposal, BookSlot, CancelBooking, NameReceiver, ProposeTime
from workstation.domain.slot_rules import check_span
from workstation.server import attempts, booking_cards, booking_notices, booking_reminders, bookings, meeting_making
from workstation.server.actions import BUYERS, EVERYBODY, MAIN, Doing, handles
from workstation.server.bookings import Params
from workstation.server.handlers import conversations as beginning
from workstation.server.queries import bookings as stored
from workstation.server.queries import buyers, conversations, rules, slots
from workstation.server.schema_slots import booking

MAX_ZONE_CHARS = 64
HOUR_S = 3600


def words_of(text: str) -> str:
    """Return remarks as they are kept.

    Raises:
        Refusal: `text_too_long`, `text_invalid`.
    """
    words = text.strip()
    if not words:
        return ""
    if len(words) > MAX_WORDS_CHARS:
        raise Refusal("text_too_long", {"limit": MAX_WORDS_CHARS, "length": len(words)})
    return check_text(words)


def with_words(words: str) -> Params:
    """Return the parameter for somebody's remarks, where there are any."""
    return {"words": words} if words else {}


# --- whose it is ---


def concerned(doing: Doing, id_: ActionId) -> Row[Any]:
    """Return the row of a booking that the caller may see, and hold it.

    Raises:
        Refusal: `not_found`, `booking_over` for a cancelled one.
    """
    row = seen(doing, id_)
    if row.state == BookingState.CANCELLED:
        raise Refusal("booking_over")
    return row


def seen(doing: Doing, id_: ActionId) -> Row[Any]:
    """Return the row of a booking that the caller may see, cancelled or not, and hold it.

    Raises:
        Refusal: `not_found`.
    """
    row = bookings.held(doing.tx, id_)
    me = doing.caller.account
    mine = row.buyer_id == doing.caller.principal_id if me is None else stored.sees(row, me)
    if not mine:
        raise Refusal("not_found")
    return row


def check_settles(doing: Doing, row: Row[Any]) -> None:
    """See whether the caller decides about a booking: its buyer, the main account, or who receives the buyer.

    Raises:
        Refusal: `not_allowed`.
    """
    if doing.caller.account is not None and not settles(doing.caller.account, row):
        raise Refusal("not_allowed")


def settles(me: Account, row: Row[Any]) -> bool:
    """Tell whether an account that sees a booking may decide about it."""
    return me.kind is AccountKind.MAIN or me.id == row.receiver_id


def check_not_begun(doing: Doing, row: Row[Any]) -> None:
    """Refuse what only makes sense before the meeting.

    Raises:
        Refusal: `booking_started`.
    """
    if row.starts_at <= doing.tx.now:
        raise Refusal("booking_started")


# --- booking ---


@handles(BookSlot, BUYERS)
def book(doing: Doing, action: BookSlot) -> ActionResult:
    """Take a place in a slot for a buyer; the conversation is opened where there is none."""
    tx, buyer_id = doing.tx, doing.caller.principal_id
    words = words_of(action.words)
    wanted = tx.conn.execute(slots.by_id(action.slot)).one_or_none()
    if wanted is None:
        raise Refusal("not_found")
    _look(doing, wanted)
    _check_pace(doing)
    begun = beginning.start(doing, StartConversation(exhibitor_id=wanted.exhibitor_id))
    assert begun.conversation_id is not None
    head = conversations.seen(tx.conn, doing.caller, begun.conversation_id, lock=True).conversation
    taken = bookings.take_place(tx, action.slot)
    if taken.starts_at <= tx.now:
        raise Refusal("slot_past")
    _check_once(doing, taken)
    values = {
        "id": doing.id,
        "exhibitor_id": taken.exhibitor_id,
        "slot_id": taken.id,
        "conversation_id": head.id,
        "buyer_id": buyer_id,
        "starts_at": taken.starts_at,
        "ends_at": taken.ends_at,
        "buyer_zone": _zone(doing, action.time_zone),
        "state": BookingState.PENDING.value,
        "at": tx.now,
        "words": words,
    }
    if stored.one(tx.conn, doing.id) is not None:
        raise Refusal("action_id_reused")
    tx.conn.execute(insert(booking), values)
    row = stored.one(tx.conn, doing.id)
    assert row is not None
    bookings.tell(tx, row)
    bookings.say_there(tx, row, "booked", with_words(words))
    booking_reminders.plan_for(tx, row)
    row = bookings.name_by_rule(tx, row, head.owner_id, to_owner=stored.goes_to_owner(tx.conn, taken.exhibitor_id))
    booking_notices.told(tx, row, "booked", by_id=buyer_id)
    return doing.result(conversation_id=head.id)


def _look(doing: Doing, wanted: Row[Any]) -> None:
    """Turn away whom the slot can't take, before anything is done; who takes its last place is decided later.

    Raises:
        Refusal: `slot_gone`, `slot_past`, `booking_twice`, `slot_full`.
    """
    if wanted.deleted:
        raise Refusal("slot_gone")
    if wanted.starts_at <= doing.tx.now:
        raise Refusal("slot_past")
    _check_once(doing, wanted)
    if wanted.booked >= wanted.places:
        raise Refusal("slot_full")


def _check_pace(doing: Doing) -> None:
    """Keep a buyer from making others look at his wishes without end.

    Raises:
        Refusal: `too_many_requests`.
    """
    limit = doing.limits.bookings_per_hour
    if limit and doing.caller.is_buyer:
        key = f"k:{doing.caller.principal_id}"
        attempts.reserve(doing.tx, key, limit, HOUR_S, HOUR_S, code="too_many_requests")


def _check_once(doing: Doing, row: Row[Any]) -> None:
    buyer_id = doing.caller.principal_id
    if stored.has_booked(doing.tx.conn, row.exhibitor_id, buyer_id, row.starts_at, row.ends_at):
        raise Refusal("booking_twice")


def _zone(doing: Doing, name: str) -> str:
    """Return the zone that the buyer's browser names, the profile's where that is none."""
    if not name or len(name) > MAX_ZONE_CHARS:
        return buyers.by_id(doing.tx.conn, doing.caller.principal_id, doing.tx.now).time_zone
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return buyers.by_id(doing.tx.conn, doing.caller.principal_id, doing.tx.now).time_zone


@handles(CancelBooking, EVERYBODY)
def cancel(doing: Doing, action: CancelBooking) -> ActionResult:
    """Call a booking off; its place is somebody else's."""
    tx, words = doing.tx, words_of(action.words)
    row = seen(doing, action.booking)
    check_settles(doing, row)
    if row.state == BookingState.CANCELLED:
        return doing.result(conversation_id=row.conversation_id)
    check_not_begun(doing, row)
    by = CancelledBy.BUYER if doing.caller.is_buyer else CancelledBy.EXHIBITOR
    after = bookings.change(
        tx,
        row,
        significant=True,
        state=BookingState.CANCELLED.value,
        cancelled_by=by.value,
        cancelled_words=words,
        proposal=None,
    )
    bookings.give_place_back(tx, row.slot_id)
    booking_reminders.forget(tx, row)
    bookings.say_there(tx, after, "booking_cancelled", {**_by(doing), **with_words(words)})
    booking_notices.told(tx, after, "cancelled", by_id=doing.caller.principal_id, before=row)
    meeting_making.changed(tx, after)
    return doing.result(conversation_id=row.conversation_id)


def _by(doing: Doing) -> Params:
    return {"by_buyer": int(doing.caller.is_buyer)}


# --- another time ---


@handles(ProposeTime, EVERYBODY)
def propose(doing: Doing, action: ProposeTime) -> ActionResult:
    """Ask the other side for another time; an earlier proposal of either side is over with that."""
    tx, span, words = doing.tx, action.span, words_of(action.words)
    row = concerned(doing, action.booking)
    check_settles(doing, row)
    check_not_begun(doing, row)
    if row.blocked and doing.caller.is_buyer:
        raise Refusal("blocked")
    _check_pace(doing)
    check_span(span, slots.zone(tx.conn), tx.now)
    if (span.starts_at, span.ends_at) == (row.starts_at, row.ends_at):
        raise Refusal("invalid_request", {"field": "span"})
    taken = slots.taken(tx.conn, row.exhibitor_id, span.starts_at, span.ends_at)
    if not (taken.has(span) or taken.has_room(span)):
        raise Refusal("slot_overlaps")
    _check_free(doing, row, span)
    wanted = Proposal(by_buyer=doing.caller.is_buyer, starts_at=span.starts_at, ends_at=span.ends_at, words=words)
    by_id = doing.caller.principal_id
    after = bookings.change(tx, row, proposal=wanted, proposal_slot=span.id, proposal_by_id=by_id)
    bookings.say_there(
        tx,
        after,
        "booking_proposed",
        {**_times(wanted), **booking_notices.was_at(row), **_by(doing), **with_words(words)},
    )
    booking_notices.told(tx, after, "proposed", by_id=by_id, before=row)
    return doing.result(conversation_id=row.conversation_id)


def _times(proposal: Proposal) -> Params:
    return {"starts_at": iso(proposal.starts_at), "ends_at": iso(proposal.ends_at)}


def _check_free(doing: Doing, row: Row[Any], span: SlotSpan) -> None:
    """See whether buyer and receiver can be there at another time.

    Raises:
        Refusal: `booking_twice`, `receiver_busy`.
    """
    conn = doing.tx.conn
    when = (span.starts_at, span.ends_at)
    if stored.has_booked(conn, row.exhibitor_id, row.buyer_id, *when, but=row.id):
        raise Refusal("booking_twice")
    if row.receiver_id is not None:
        bookings.hold_account(doing.tx, row.receiver_id)
        if stored.is_busy(conn, row.receiver_id, *when, but=row.id):
            raise Refusal("receiver_busy", {"account_id": row.receiver_id})


@handles(AnswerProposal, EVERYBODY)
def answer_proposal(doing: Doing, action: AnswerProposal) -> ActionResult:
    """Agree to another time, or leave the booking where it is."""
    row = concerned(doing, action.booking)
    check_settles(doing, row)
    proposal: Proposal | None = row.proposal
    if proposal is None:
        raise Refusal("proposal_over")
    if proposal.by_buyer == doing.caller.is_buyer:
        raise Refusal("not_allowed")
    check_not_begun(doing, row)
    words = words_of(action.words)
    (_agree if action.agree else _disagree)(doing, row, proposal, words)
    return doing.result(conversation_id=row.conversation_id)


def _disagree(doing: Doing, row: Row[Any], proposal: Proposal, words: str) -> None:
    tx = doing.tx
    after = bookings.change(tx, row, proposal=None)
    said = {**_times(proposal), **booking_notices.was_at(row), **_by(doing), "agreed": 0, **with_words(words)}
    bookings.say_there(tx, after, "proposal_answered", said)
    booking_notices.told(tx, after, "proposal_refused", by_id=doing.caller.principal_id, before=row)


def _agree(doing: Doing, row: Row[Any], proposal: Proposal, words: str) -> None:
    """Move the booking into the slot at that time, which is made where there is none."""
    tx = doing.tx
    span = SlotSpan(id=row.proposal_slot, starts_at=proposal.starts_at, ends_at=proposal.ends_at)
    check_span(span, slots.zone(tx.conn), tx.now)
    rules.lock(tx.conn, row.exhibitor_id)
    bookings.give_place_back(tx, row.slot_id)
    taken = bookings.take_place(tx, _slot_at(doing, row, span))
    _check_free(doing, row, span)
    by_id = doing.caller.principal_id
    keeps = row.receiver_id in (by_id, row.proposal_by_id)
    state = row.state if keeps or row.receiver_id is None else BookingState.NAMED.value
    after = bookings.change(
        tx,
        row,
        significant=True,
        slot_id=taken.id,
        starts_at=taken.starts_at,
        ends_at=taken.ends_at,
        state=state,
        proposal=None,
    )
    booking_reminders.plan_for(tx, after)
    moved = {**booking_notices.was_at(row), **_by(doing), **with_words(words)}
    if state != row.state:
        moved["unconfirmed"] = 1
    bookings.say_there(tx, after, "booking_moved", moved)
    booking_notices.told(tx, after, "moved", by_id=by_id, before=row)
    if after.receiver_id is not None:
        meeting_making.receiver_set(tx, after)


def _slot_at(doing: Doing, row: Row[Any], span: SlotSpan) -> ActionId:
    tx = doing.tx
    there = slots.at(tx.conn, row.exhibitor_id, span.starts_at, span.ends_at)
    if there is not None:
        return ActionId(there.id)
    if not slots.taken(tx.conn, row.exhibitor_id, span.starts_at, span.ends_at).has_room(span):
        raise Refusal("slot_overlaps")
    if slots.one(tx.conn, span.id) is not None:  # another one has that id: a slot's id is never given twice
        span = replace(span, id=new_action_id())
    made = {"id": span.id, "starts_at": span.starts_at, "ends_at": span.ends_at, "batch": None}
    bookings.add_slots(tx, row.exhibitor_id, [made])
    return span.id


# --- who receives the buyer ---


@handles(NameReceiver, MAIN)
def name_receiver(doing: Doing, action: NameReceiver) -> ActionResult:
    """Say who receives a buyer, at any stage; one who is named already stays so."""
    tx = doing.tx
    row = concerned(doing, action.booking)
    if row.receiver_id != action.account_id or row.receiver_disabled:
        if action.rev is not None and row.receiver_rev > action.rev:
            raise Refusal("receiver_changed")
        bookings.fit_to_receive(tx, row, action.account_id)
        after = bookings.name(tx, row, action.account_id, by_rule=False, by_id=doing.caller.principal_id)
        if action.with_card and action.account_id == doing.caller.principal_id:
            booking_cards.send_along(doing, after)
    return doing.result(conversation_id=row.conversation_id)
