"""A seeded desk with negotiations on it, and a machine whose programs are only written down."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tests.helpers.builders import ME, make_events, make_exhibitor
from tests.helpers.slot_builders import make_booking
from tests.stories.seeded_desk import NOW, SeededDesk
from workstation.domain import events as ev
from workstation.domain.booking import Booking, BookingRules, BookingState
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.services.programs import Found, Program, Programs
from workstation.storage import inbound
from workstation.ui.bus import Bus

MEETING = Meeting(
    service=MeetingService.TENCENT,
    code="664079932",
    passcode="1234",
    address="https://meeting.tencent.com/dm/AbC123xY",
)
RULES = BookingRules(rev=1, organisation="中国进出口商品交易会", support="020-1234 5678 · support@fair.example")
ROME = 1
"""Conversation with a buyer in Rome."""


class WrittenDown(Programs):
    """Stands for the machine: says what it is told to have, starts nothing."""

    def __init__(self, found: Found = Found.YES) -> None:
        super().__init__({})
        self.found = found
        self.opened: list[str] = []
        self.fails = ""
        self.missing: set[str] = set()

    def for_scheme(self, scheme: str) -> Program:
        return Program(found=self.found, name=scheme)

    def open(self, link: str) -> None:
        if self.fails:
            raise Refusal(self.fails)
        if link.partition(":")[0] in self.missing:
            raise Refusal("program_missing")
        self.opened.append(link)


class Booked:
    """The desk."""

    def __init__(self, folder: Path, bus: Bus, *, mobile: str = "+86 138 0013 8000", **desk: Any) -> None:
        self.seeded = SeededDesk(folder, bus, customers=12, **desk)
        self.bus = bus
        self.desk = self.seeded.desk
        self.desk.me = replace(self.desk.me, mobile=mobile)
        self.programs = WrittenDown()
        self.desk.meetings._programs = self.programs
        self._seq = 10
        self.hear(ev.BookingRulesChanged(rules=RULES), ev.ExhibitorChanged(exhibitor=make_exhibitor(rev=2)))

    def hear(self, *bodies: Any) -> None:
        """Apply what the server says."""
        changes = self.seeded.store.write_blocking(inbound.apply, make_events(self._seq + 1, bodies))
        self._seq += len(bodies)
        self.desk.changed(changes)

    def book(self, meeting: Meeting | None = MEETING, *, in_min: float = 12, rev: int = 1, **fields: Any) -> Booking:
        """Let a buyer have booked."""
        given: dict[str, Any] = {
            "receiver_id": PrincipalId(ME),
            "state": BookingState.ACCEPTED,
            "meeting": meeting,
        }
        starts_at = NOW.replace(second=0, microsecond=0) + timedelta(minutes=in_min)
        made = make_booking(ROME, starts_at, rev=rev, **(given | fields))
        self.tell(made)
        return made

    def tell(self, *bookings: Booking) -> None:
        """Let the server say how bookings stand."""
        self.hear(*(ev.BookingChanged(booking=one) for one in bookings))

    def queued(self) -> Iterable[Any]:
        """Return what waits to leave."""
        from workstation.storage import outbox

        return [one.action for one in self.seeded.store.read_local_blocking(outbox.every)]

    def now(self) -> Any:
        """Tell the time of the story."""
        return NOW
