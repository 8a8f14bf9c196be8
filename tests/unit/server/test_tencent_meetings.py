"""Meetings made at Tencent Meeting: a stand-in checks each request as the real service does, and holds the meetings."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from tests.helpers.tencent_meeting import KEY, SECRET, TencentMeeting
from tests.unit.server.booth import LIMITS, Booth, Person
from tests.unit.server.booth import booth as booth
from workstation.domain.booking import Booking
from workstation.domain.ids import ActionId
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.slot import SlotSpan
from workstation.domain.slot_actions import (
    AnswerProposal,
    CancelBooking,
    NameReceiver,
    ProposeTime,
    SetBookingRules,
    SetMeeting,
)
from workstation.server import services
from workstation.server.config import Meetings, Outside, Settings, Tencent
from workstation.server.jobs import Jobs
from workstation.server.queries import accounts
from workstation.server.schema import job

TYPED = Meeting(service=MeetingService.TENCENT, code="123456789", made_by_hand=True)
WITH_TENCENT = replace(
    LIMITS, meetings=Meetings(possible=("by_hand", "tencent", "jitsi"), jitsi_host="meet.example.org")
)
SOON = timedelta(seconds=1)
LATER = timedelta(minutes=3)


class Fair:
    """The booth with Tencent Meeting."""

    def __init__(self, booth: Booth, service: TencentMeeting) -> None:
        self.booth = booth
        self.service = service
        tencent = Tencent(
            app_id="app", sdk_id="sdk", secret_id=KEY, secret_key=SECRET, user_id="fair", url=service.url, timeout_s=60
        )
        self.jobs = Jobs(booth.database, booth.writer, booth.clock, WITH_TENCENT, Outside(tencent=tencent))

    def turn(self, later: timedelta = SOON) -> None:
        """Do what is due then, and what that causes."""
        self.booth.clock.at += later

        async def turns() -> None:
            await self.jobs.turn()
            await self.jobs.turn()
            await self.jobs.close()

        asyncio.run(turns())

    def named(self) -> tuple[Person, ActionId]:
        """Have a booking with a receiver, whose meeting isn't made yet."""
        person, booking = self.booth.booked()
        self.booth.act(self.booth.main, NameReceiver(booking=booking, account_id=self.booth.ann.id))
        return person, booking

    def move(self, person: Person, booking: ActionId, span: SlotSpan | None = None) -> None:
        """Move a booking."""
        self.booth.act(person, ProposeTime(booking=booking, span=span or self.booth.span()))
        self.booth.act(self.booth.main, AnswerProposal(booking=booking, agree=True))

    def tried(self) -> list[int]:
        """Return how often each meeting that isn't made yet was tried."""
        wanted = select(job.c.attempts).where(job.c.kind.in_(("make_meeting", "drop_meeting")))
        return [row.attempts for row in self.booth.read(lambda conn: conn.execute(wanted).all())]


@pytest.fixture
def fair(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> Iterator[Fair]:
    before = booth.clock.at
    asyncio.run(Jobs(booth.database, booth.writer, booth.clock, LIMITS).turn())
    monkeypatch.setattr("tests.unit.server.booth.LIMITS", WITH_TENCENT)
    booth.act(booth.main, SetBookingRules(meetings="tencent"))
    service = TencentMeeting(booth.clock.now)
    made = Fair(booth, service)
    yield made
    service.close()
    booth.act(booth.main, SetBookingRules(meetings="by_hand"))
    booth.clock.at = before


@pytest.fixture
def goes_wrong(expect_log: Any) -> None:
    expect_log("an errand failed", logger="workstation.server")


def seconds(one: Booking) -> tuple[int, int]:
    return int(one.starts_at.timestamp()), int(one.ends_at.timestamp())


def test_a_meeting_is_made_moved_and_cancelled(fair: Fair, goes_wrong: None) -> None:
    booth, service = fair.booth, fair.service
    person, booking = fair.named()
    fair.turn()
    one = booth.booking(booking)
    assert one.meeting is not None
    [held] = service.meetings.values()
    code = held["code"]
    wanted = Meeting(service=MeetingService.TENCENT, code=code, address=f"https://meeting.tencent.com/dm/x{code}")
    assert (one.meeting, one.meeting_failed, service.times(code)) == (wanted, "", seconds(one))
    assert held["subject"] == booth.read(accounts.exhibitor_by_id, 1).name_zh
    booth.act(booth.main, NameReceiver(booking=booking, account_id=booth.bo.id))
    fair.turn()
    assert (booth.booking(booking).meeting, len(service.asked)) == (wanted, 1)  # it stays for another receiver

    fair.move(person, booking)
    service.trouble = ["lost"]
    fair.turn()
    assert fair.tried() == [1]
    fair.turn(LATER)
    after = booth.booking(booking)
    assert (after.meeting, after.meeting_failed, fair.tried()) == (wanted, "", [])
    assert seconds(after) != seconds(one)
    assert service.times(code) == seconds(after)

    booth.act(person, CancelBooking(booking=booking))
    service.trouble = ["lost"]
    fair.turn()
    fair.turn(LATER)
    assert (service.open, fair.tried(), len(service.meetings)) == ([], [], 1)


def test_what_can_not_be_made_is_said_and_tried_again(fair: Fair, goes_wrong: None) -> None:
    booth, service = fair.booth, fair.service
    error = {"error_info": {"error_code": 9008, "message": "too many"}}
    _person, booking = fair.named()
    service.trouble = [(500, error), (503, {}), "lost"]
    codes = []
    for _ in service.trouble[:]:
        fair.turn(LATER)
        codes.append(booth.booking(booking).meeting_failed)
    service.now = lambda: booth.clock.now() + timedelta(minutes=6)  # no request is valid for more than five
    fair.turn(LATER * 3)
    codes.append(booth.booking(booking).meeting_failed)
    assert codes == ["service_limit", "service_busy", "service_unreachable", "service_key"]
    assert (booth.booking(booking).meeting, fair.tried()) == (None, [4])
    service.now = booth.clock.now
    fair.turn(LATER * 5)
    one = booth.booking(booking)
    assert one.meeting is not None
    assert (one.meeting_failed, one.meeting.code, fair.tried()) == ("", service.open[-1], [])
    assert len(service.nonces) == 5


def test_typed_in_meanwhile_wins(fair: Fair, goes_wrong: None) -> None:
    booth, service = fair.booth, fair.service
    _person, booking = fair.named()
    service.trouble = [(500, {})]
    fair.turn()
    booth.act(booth.main, SetMeeting(booking=booking, meeting=TYPED))
    fair.turn(LATER)
    one = booth.booking(booking)
    assert (one.meeting, one.meeting_failed, len(service.asked), fair.tried()) == (TYPED, "", 1, [])

    _person, other = fair.named()  # and so does what is typed in over a meeting that was made
    fair.turn()
    assert len(service.open) == 1
    booth.act(booth.main, SetMeeting(booking=other, meeting=TYPED))
    fair.turn()
    assert (booth.booking(other).meeting, service.open) == (TYPED, [])

    def type_in_and_fail() -> tuple[int, dict[str, str]]:
        booth.act(booth.main, SetMeeting(booking=third, meeting=TYPED))
        return 400, {}

    _person, third = fair.named()
    service.trouble = [type_in_and_fail]
    fair.turn()
    one = booth.booking(third)
    assert (one.meeting, one.meeting_failed) == (TYPED, "")


@pytest.mark.parametrize(
    "answer", [{"meeting_code": "66407993x"}, {"join_url": "https://meeting.tencent.com.evil.example/dm/1"}]
)
def test_parts_that_are_unfit_are_not_kept(fair: Fair, answer: dict[str, str]) -> None:
    _person, booking = fair.named()
    fair.service.trouble = [answer]
    fair.turn()
    one = fair.booth.booking(booking)
    assert (one.meeting, one.meeting_failed) == (None, "service_answer")
    assert (fair.service.open, fair.tried(), len(fair.service.meetings)) == ([], [], 1)


@pytest.mark.parametrize(
    "answer", [(400, {"error_info": {"error_code": 9093, "message": "subject"}}), {"meeting_id": "1/../2"}]
)
def test_refused_for_good(fair: Fair, goes_wrong: None, answer: Any) -> None:
    _person, booking = fair.named()
    fair.service.trouble = [answer]
    fair.turn()
    code = "service_declined" if isinstance(answer, tuple) else "service_answer"
    assert (fair.booth.booking(booking).meeting_failed, fair.tried()) == (code, [])


def test_what_happens_while_the_service_thinks(fair: Fair) -> None:
    booth, service = fair.booth, fair.service
    person, booking = fair.named()
    service.trouble = [lambda: booth.act(person, CancelBooking(booking=booking))]
    fair.turn()
    assert (booth.booking(booking).meeting, service.open) == (None, [])

    _person, booking = fair.named()
    service.trouble = [lambda: booth.act(booth.main, SetMeeting(booking=booking, meeting=TYPED))]
    fair.turn()
    assert (booth.booking(booking).meeting, service.open) == (TYPED, [])

    mover, booking = fair.named()
    service.trouble = [lambda: fair.move(mover, booking)]
    fair.turn()
    one = booth.booking(booking)
    assert one.meeting is not None
    assert service.open == [one.meeting.code]
    assert service.times(one.meeting.code) == seconds(one)

    def move_and_make() -> None:
        fair.move(mover, booking)
        Fair(booth, service).turn()

    mover, booking = fair.named()
    service.trouble = [move_and_make]  # another replica makes it before the first answer is there
    fair.turn()
    one, before = booth.booking(booking), one
    assert one.meeting is not None
    assert before.meeting is not None
    assert (service.open, len(service.cancelled)) == ([before.meeting.code, one.meeting.code], 3)
    assert service.times(one.meeting.code) == seconds(one)
    assert fair.tried() == []


def test_another_service_and_a_meeting_that_was_deleted_there(fair: Fair, goes_wrong: None) -> None:
    booth, service = fair.booth, fair.service
    person, booking = fair.named()
    fair.turn()
    service.cancelled.extend(service.meetings)
    fair.move(person, booking)
    fair.turn()
    one = booth.booking(booking)
    assert one.meeting is not None
    assert (service.open, one.meeting_failed) == ([one.meeting.code], "")
    assert service.times(one.meeting.code) == seconds(one)

    booth.act(booth.main, SetBookingRules(meetings="jitsi"))
    fair.turn()
    now = booth.booking(booking).meeting
    assert now is not None
    assert (now.service, service.open) == (MeetingService.JITSI, [])


def test_the_file_of_services_names_it(tmp_path: Path) -> None:
    file = tmp_path / "services.toml"
    file.write_text('[tencent]\napp_id = "a"\nsecret_id = "b"\nsecret_key = "hidden"\nuser_id = "c"\n')
    made = services.read(file).applied_to(Settings(data=tmp_path))
    assert made.limits.meetings.possible == ("by_hand", "tencent")
    assert made.outside.tencent is not None
    assert made.outside.tencent.url == "https://api.meeting.qq.com"
    assert "hidden" not in repr(made)
