"""What the receiving account does: accepting or handing back, where one meets, entering, and what came of it."""

from typing import Any

from msgspec.structs import replace
from sqlalchemy import Row

from workstation.domain.actions import ActionResult
from workstation.domain.booking import BookingState, Outcome
from workstation.domain.card import check_follow_up
from workstation.domain.errors import Refusal
from workstation.domain.meeting_link import check, jitsi_hosts
from workstation.domain.message import check_text
from workstation.domain.slot_actions import AnswerBooking, EnterNegotiation, SaveOutcome, SetMeeting
from workstation.server import booking_cards, booking_notices, bookings, meeting_making
from workstation.server.actions import ACCOUNTS, EVERYBODY, Doing, handles
from workstation.server.handlers.bookings import check_not_begun, check_settles, concerned, words_of
from workstation.server.schema_slots import booking
from workstation.server.telling import name_params


@handles(AnswerBooking, ACCOUNTS)
def answer(doing: Doing, action: AnswerBooking) -> ActionResult:
    """Accept to receive a buyer, or hand the booking back to the main account."""
    row, me = concerned(doing, action.booking), doing.caller.as_account()
    words = words_of(action.words)
    if row.receiver_id != me.id:
        raise Refusal("not_allowed" if row.receiver_id is None else "receiver_changed")
    if not action.accept:
        _hand_back(doing, row, words)
    elif row.state == BookingState.NAMED:
        _accept(doing, row, with_card=action.with_card)
    return doing.result(conversation_id=row.conversation_id)


def _accept(doing: Doing, row: Row[Any], *, with_card: bool) -> None:
    tx, me = doing.tx, doing.caller.principal_id
    after = bookings.change(tx, row, significant=True, state=BookingState.ACCEPTED.value)
    bookings.say_there(tx, after, "booking_accepted", name_params(tx, me))
    if with_card:
        booking_cards.send_along(doing, after)
    booking_notices.told(tx, after, "accepted", by_id=me, before=row)


def _hand_back(doing: Doing, row: Row[Any], words: str) -> None:
    check_not_begun(doing, row)
    tx, me = doing.tx, doing.caller.principal_id
    after = bookings.change(
        tx,
        row,
        significant=True,
        state=BookingState.PENDING.value,
        receiver_id=None,
        receiver_rev=booking.c.rev + 1,
        named_by_rule=False,
        receiver_disabled=False,
        returned_by_id=me,
        returned_words=words,
    )
    bookings.say_lost(tx, row, after)
    booking_notices.told(tx, after, "returned", by_id=me, before=row)


@handles(SetMeeting, ACCOUNTS)
def set_meeting(doing: Doing, action: SetMeeting) -> ActionResult:
    """Type in where one meets, or take it away."""
    row = concerned(doing, action.booking)
    check_settles(doing, row)
    wanted = action.meeting
    if wanted is not None:
        hosts = jitsi_hosts(doing.limits.meetings.jitsi_host)
        wanted = replace(check(wanted, jitsi=hosts), made_by_hand=True)
    meeting_making.changed(doing.tx, bookings.set_meeting(doing.tx, row, wanted))
    return doing.result(conversation_id=row.conversation_id)


@handles(EnterNegotiation, EVERYBODY)
def enter(doing: Doing, action: EnterNegotiation) -> ActionResult:
    """Keep when one's side entered first."""
    row = concerned(doing, action.booking)
    tx = doing.tx
    if doing.caller.is_buyer:
        if row.buyer_entered_at is None:
            bookings.change(tx, row, buyer_entered_at=tx.now)
    elif row.entered_at is None:
        bookings.change(tx, row, entered_at=tx.now)
    return doing.result(conversation_id=row.conversation_id)


@handles(SaveOutcome, ACCOUNTS)
def save_outcome(doing: Doing, action: SaveOutcome) -> ActionResult:
    """Keep what came of a meeting."""
    tx = doing.tx
    row = concerned(doing, action.booking)
    check_settles(doing, row)
    wanted = _checked(action.outcome)
    if row.outcome is None or replace(row.outcome, by_id=None, at=None) != wanted:
        bookings.change(tx, row, outcome=replace(wanted, by_id=doing.caller.principal_id, at=tx.now))
    return doing.result(conversation_id=row.conversation_id)


def _checked(outcome: Outcome) -> Outcome:
    """Return an outcome as it is kept, without who wrote it.

    Raises:
        Refusal: `text_too_long`, `text_invalid`, `card_invalid` or `invalid_request` for a date that is none.
    """
    notes, next_step = outcome.notes.strip(), outcome.next_step.strip()
    return Outcome(
        notes=check_text(notes) if notes else "",
        follow_up=check_follow_up(outcome.follow_up),
        next_step=check_text(next_step) if next_step else "",
        order_drafted=outcome.order_drafted,
    )
