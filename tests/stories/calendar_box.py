"""What a seeded desk gets for the calendar: slots over some days of the fair, bookings in every state."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from tests.helpers.builders import COLLEAGUE, ME, make_events
from tests.stories.seeded_desk import NOW, PEOPLE, SeededDesk
from workstation.domain.booking import Booking, BookingRules, BookingState, FairPhase, Outcome, Proposal
from workstation.domain.events import Body, BookingChanged, BookingRulesChanged, SlotsChanged
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.slot import Slot
from workstation.storage import inbound

FAIR = ZoneInfo("Asia/Shanghai")
HOURS = ((9, 0), (9, 30), (10, 0), (10, 30), (11, 0), (14, 0), (14, 30), (15, 0), (15, 30), (16, 0))
MEETING = Meeting(
    service=MeetingService.TENCENT, code="664079932", passcode="3081", address="https://meeting.tencent.com/dm/x7Gq2"
)


def number(kind: int, at: int) -> ActionId:
    """Return an id that is the same in every run."""
    return ActionId(UUID(int=(kind << 64) + at + 1))


def today() -> datetime:
    """Return this morning's midnight at the fair."""
    return datetime.combine(NOW.astimezone(FAIR).date(), time(), FAIR)


def slots(days: int = 5, before: int = 2) -> list[Slot]:
    """Return slots of some days, from the day before yesterday on."""
    made: list[Slot] = []
    for day in range(days):
        for hour, minute in HOURS:
            at = today() + timedelta(days=day - before, hours=hour, minutes=minute)
            made.append(
                Slot(
                    id=number(1, len(made)),
                    rev=1,
                    starts_at=at.astimezone(UTC),
                    ends_at=(at + timedelta(minutes=30)).astimezone(UTC),
                )
            )
    return made


def _booking(at: int, slot: Slot, person: int, state: BookingState, receiver: int | None) -> Booking:
    over = slot.ends_at <= NOW
    _name, _company, _country, _language, zone = PEOPLE[person % len(PEOPLE)]
    accepted = state is BookingState.ACCEPTED
    return Booking(
        id=number(2, at),
        rev=1,
        slot_id=slot.id,
        conversation_id=ConversationId(person),
        buyer_id=PrincipalId(100 + person),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        buyer_zone=zone,
        state=state,
        at=NOW - timedelta(days=3),
        words="We would like to see the brass samples and talk about the delivery in December." if at % 3 == 0 else "",
        receiver_id=PrincipalId(receiver) if receiver is not None else None,
        meeting=MEETING if accepted else None,
        entered_at=slot.starts_at if accepted and over else None,
        outcome=Outcome(notes="Wants 500 pieces, UL needed.", next_step="Send the price list", follow_up="2026-12-01")
        if accepted and over
        else None,
        proposal=Proposal(
            by_buyer=True, starts_at=slot.starts_at + timedelta(hours=5), ends_at=slot.ends_at + timedelta(hours=5),
            words="After lunch would be better.",
        )
        if at == 4
        else None,
    )  # fmt: skip


def bookings(made: list[Slot]) -> list[Booking]:
    """Return bookings in those slots: pending, named, accepted, and past ones."""
    kinds = (
        (BookingState.ACCEPTED, ME),
        (BookingState.PENDING, None),
        (BookingState.NAMED, COLLEAGUE),
        (BookingState.ACCEPTED, COLLEAGUE),
        (BookingState.NAMED, ME),
    )
    found: list[Booking] = []
    for place in range(1, len(made), 2):
        for extra in range(2 if place % 3 == 0 else 1):
            at = len(found)
            state, receiver = kinds[at % len(kinds)]
            person = 1 + at % 11
            if extra and found[-1].receiver_id == receiver:
                state, receiver = BookingState.PENDING, None
            found.append(_booking(at, made[place], person, state, receiver))
    return found


def fill(seeded: SeededDesk) -> tuple[list[Slot], list[Booking]]:
    """Put them on a desk."""
    made = slots()
    booked = bookings(made)
    made = [replace(slot, booked=sum(1 for one in booked if one.slot_id == slot.id)) for slot in made]
    first = today().date()
    phase = FairPhase(
        number=2,
        first_day=(first + timedelta(days=4)).isoformat(),
        last_day=(first + timedelta(days=8)).isoformat(),
        name_zh="第二期",
        name_en="Phase 2",
    )
    bodies: list[Body] = [
        SlotsChanged(slots=tuple(made)),
        BookingRulesChanged(rules=BookingRules(rev=1, organisation="广交会", support="020-12345678", phases=(phase,))),
        *(BookingChanged(booking=one) for one in booked),
    ]
    seeded.store.write_blocking(inbound.apply, make_events(11, bodies))
    return made, booked


def tomorrow() -> date:
    """Return the fair's next day."""
    return today().date() + timedelta(days=1)
