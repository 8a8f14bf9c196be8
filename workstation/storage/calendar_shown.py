"""Whether the cache shows what an action on slots and bookings did; until then the action lies over it."""

from sqlalchemy import Connection

from workstation.domain import slot_actions as act
from workstation.domain.actions import Action
from workstation.domain.booking import Booking, BookingState, Outcome
from workstation.domain.ids import PrincipalId
from workstation.storage import accounts, calendar


def shows_calendar(tx: Connection, action: Action) -> bool:
    """Tell whether the cache shows what a confirmed action did; `False` for one that is not about the calendar."""
    match action:
        case act.CreateSlots(slots=spans):
            # One that overlapped another is left out; patience ends the wait for it.
            return all(calendar.slot(tx, one.id) is not None for one in spans)
        case act.ChangeSlot(slot=span):
            slot = calendar.slot(tx, span.id)
            return slot is None or (slot.starts_at, slot.ends_at) == (span.starts_at, span.ends_at)
        case act.DeleteSlots(ids=ids):
            return all(calendar.slot(tx, id_) is None for id_ in ids)
        case act.UndoSlots(batch=batch):
            return not any(one.batch == batch and not one.booked for one in calendar.every_slot(tx))
        case act.SetBookingRules(to_owner=to_owner, meetings=meetings):
            rules = calendar.rules(tx)
            return rules is None or (to_owner in (None, rules.to_owner) and meetings in (None, rules.meetings))
        case act.BookingAction(booking=id_):
            booking = calendar.booking(tx, id_)
            # Nothing lies over one that was called off meanwhile.
            return booking is None or not booking.holds_a_place or _shows(booking, action, accounts.me_id(tx))
        case _:
            return False


def _shows(booking: Booking, action: act.BookingAction, me: PrincipalId | None) -> bool:
    match action:
        case act.CancelBooking():
            return False
        case act.ProposeTime(span=span):
            asked = booking.proposal
            return asked is not None and (asked.starts_at, asked.ends_at) == (span.starts_at, span.ends_at)
        case act.AnswerProposal():
            return booking.proposal is None or not booking.proposal.by_buyer
        case act.NameReceiver(account_id=account_id):
            return account_id in (booking.receiver_id, booking.returned_by_id)
        case act.AnswerBooking(accept=accept):
            wanted = BookingState.ACCEPTED if accept else BookingState.PENDING
            return booking.state is wanted or booking.receiver_id != me
        case act.SetMeeting(meeting=meeting):
            mine = booking.meeting
            return (meeting is None) is (mine is None) and (
                meeting is None or mine is None or (mine.service, mine.code) == (meeting.service, meeting.code)
            )
        case act.EnterNegotiation():
            return booking.entered_at is not None
        case act.SaveOutcome(outcome=outcome):
            return booking.outcome is not None and _same_words(booking.outcome, outcome)
        case _:
            return True


def _same_words(one: Outcome, other: Outcome) -> bool:
    return (one.notes, one.follow_up, one.next_step, one.order_drafted) == (
        other.notes,
        other.follow_up,
        other.next_step,
        other.order_drafted,
    )
