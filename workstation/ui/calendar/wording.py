"""Slots and bookings in words: states, times on both clocks, and what to mind about them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from workstation.domain.booking import BookingState, CancelledBy
from workstation.domain.slot import MAX_SLOT_MINUTES, MIN_SLOT_MINUTES
from workstation.domain.two_clocks import two_clocks
from workstation.services.calendar_views import Awaits, Fixed
from workstation.ui.calendar import times
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.formats import long_date

if TYPE_CHECKING:
    from workstation.domain.booking import Outcome, Proposal
    from workstation.services.calendar_views import BookingView, Person, SlotView


def named(person: Person | None) -> str:
    """Return a colleague's name."""
    return person.name(times.reader()) if person is not None else ""


def buyer(view: BookingView) -> str:
    """Return who comes, safe to show."""
    name = one_line(view.buyer_name, 120) or one_line(view.buyer_company, 120)
    return isolated_name(name) or QCoreApplication.translate("Calendar", "A buyer")


def state(view: BookingView) -> str:
    """Return where a booking stands, in a few words."""
    translate = QCoreApplication.translate
    booking = view.booking
    if booking.state is BookingState.CANCELLED:
        by_buyer = booking.cancelled_by is CancelledBy.BUYER
        return translate("Calendar", "Cancelled by the buyer") if by_buyer else translate("Calendar", "Cancelled by us")
    if view.running:
        return translate("Calendar", "Now")
    if view.over:
        return translate("Calendar", "Over") if booking.entered_at else translate("Calendar", "Over, nobody entered")
    if booking.receiver_disabled:
        return translate("Calendar", "Receiver disabled")
    return {
        BookingState.PENDING: translate("Calendar", "Nobody named yet"),
        BookingState.NAMED: translate("Calendar", "Waits for the receiver"),
        BookingState.ACCEPTED: translate("Calendar", "Accepted"),
    }.get(booking.state, str(booking.state))


def sent_or_not(words: str, *, waiting: bool) -> str:
    """Return a state, with a word about what has not left this machine."""
    if not waiting:
        return words
    return QCoreApplication.translate("Calendar", "{state} · not sent yet").format(state=words)


def proposed(view: BookingView, proposal: Proposal) -> str:
    """Return the time that is asked for: at the fair, and for the buyer."""
    here, there = view.clocks.here, view.clocks.there
    clocks = two_clocks(
        proposal.starts_at,
        proposal.ends_at,
        fair=ZoneInfo(here.zone),
        buyer=there.zone if there is not None else "",
        now=proposal.starts_at,
    )
    return " · ".join(part for part in (times.when(clocks.here), times.there(clocks)) if part)


def entered(view: BookingView) -> str:
    """Return when the meeting was entered, by the fair's clock like its hours; empty if nobody has."""
    at = view.booking.entered_at
    if at is None:
        return ""
    local = at.astimezone(view.clocks.here.begins.tzinfo)
    return f"{times.day_name(local.date())} {local:%H:%M}"


def slot_bounds() -> str:
    """Return how short and how long a slot may be: the field takes nothing else."""
    told = QCoreApplication.translate("Calendar", "{least} to {most} minutes")
    return told.format(least=MIN_SLOT_MINUTES, most=MAX_SLOT_MINUTES)


def outcome(view: BookingView) -> list[str]:
    """Return what came of the meeting, line by line."""
    found = view.booking.outcome
    return [] if found is None else outcome_lines(found)


def outcome_lines(found: Outcome) -> list[str]:
    """Return an outcome line by line."""
    translate = QCoreApplication.translate
    lines = [found.notes]
    if found.next_step:
        lines.append(translate("Calendar", "Next step: {words}").format(words=found.next_step))
    if found.follow_up:
        day = times.day_name(date.fromisoformat(found.follow_up))
        lines.append(translate("Calendar", "Follow up on {day}").format(day=day))
    if found.order_drafted:
        lines.append(translate("Calendar", "An order was drafted."))
    return [line for line in lines if line]


def tone(view: BookingView) -> str:
    """Return in which tone its state is said."""
    if view.awaits is not Awaits.NOTHING or view.booking.receiver_disabled:
        return "warning"
    if view.booking.state is BookingState.CANCELLED or view.over:
        return "muted"
    return "accent" if view.running else "text"


def awaits(view: BookingView) -> str:
    """Return what is asked of whoever looks."""
    translate = QCoreApplication.translate
    return {
        Awaits.RECEIVER: translate("Calendar", "Name who receives the buyer."),
        Awaits.OTHER_RECEIVER: translate("Calendar", "Name another colleague: the buyer knows of the change."),
        Awaits.ANSWER: translate("Calendar", "Can you receive the buyer then?"),
        Awaits.PROPOSAL: translate("Calendar", "The buyer asks for another time."),
    }.get(view.awaits, "")


def fixed(why: Fixed) -> str:
    """Return why a slot can't be changed or deleted."""
    translate = QCoreApplication.translate
    return {
        Fixed.BOOKED: translate("Calendar", "A slot with bookings can't be changed or deleted: look at its bookings."),
        Fixed.PAST: translate("Calendar", "The slot is past."),
        Fixed.NOT_ALLOWED: translate("Calendar", "Slots are the main account's."),
    }.get(why, "")


def places(view: SlotView) -> str:
    """Return how many places are taken."""
    return f"{view.slot.booked}/{view.capacity}"


def slot_told(view: SlotView) -> str:
    """Return a slot in a sentence, for those who don't see it."""
    begins, ends = view.here
    words = QCoreApplication.translate(
        "Calendar", "Slot {day}, {begins} to {ends}, {booked} of {capacity} places taken"
    )
    return words.format(
        day=long_date(begins.date()),
        begins=f"{begins:%H:%M}",
        ends=f"{ends:%H:%M}",
        booked=view.slot.booked,
        capacity=view.capacity,
    )


def booking_told(view: BookingView) -> str:
    """Return a booking in a sentence."""
    words = QCoreApplication.translate("Calendar", "{buyer}, {company}: {when}. {state}")
    parts = words.format(
        buyer=buyer(view), company=view.buyer_company or "–", when=times.when(view.clocks.here), state=state(view)
    )
    receiver = named(view.receiver)
    if receiver:
        parts += " · " + QCoreApplication.translate("Calendar", "Received by {name}").format(name=receiver)
    other = times.there(view.clocks)
    return f"{parts} · {other}" if other else parts
