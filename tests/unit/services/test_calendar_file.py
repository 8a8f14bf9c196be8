"""Bookings as iCalendar files: what stands in them, what does not, and how another program reads the hours."""

import os
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from icalendar import Calendar, Event

from tests.helpers import parts
from tests.helpers.builders import ME, NOON, make_buyer
from tests.helpers.slot_builders import make_booking, utc
from tests.unit.services.conftest import Bench
from workstation.domain import events as ev
from workstation.domain.booking import Booking, BookingState, calendar_uid
from workstation.domain.errors import Refusal
from workstation.domain.ids import new_action_id
from workstation.domain.meeting import Meeting, MeetingService
from workstation.services.calendar_file import CalendarFiles, CalendarWords

WORDS: Final = CalendarWords(
    language="zh", title="洽谈：{buyer}", buyer="采购商", company="公司", receiver="接待人", local_time="采购商时间",
    words="备注", code="会议号", passcode="密码", link="加入", services={"tencent": "腾讯会议"},
)  # fmt: skip
TENCENT = Meeting(service=MeetingService.TENCENT, code="664079932", passcode="Kx4Qz")

SATURDAY: Final = utc(2026, 10, 24, 9)
"""17:00 in Guangzhou."""


@pytest.fixture
def files(bench: Bench) -> CalendarFiles:
    buyer = make_buyer(101, rev=2, name='Ana; Luz, \\ "S.A."', company="灯" * 60, time_zone="Europe/Berlin")
    bench.hear(ev.BuyerChanged(buyer=buyer))
    return CalendarFiles(bench.calendar, bench.worker, bench.clock)


def book(bench: Bench, starts_at: datetime = SATURDAY, **fields: Any) -> Booking:
    given: dict[str, Any] = {"receiver_id": ME, "state": BookingState.ACCEPTED, "meeting": TENCENT, "sequence": 3}
    booking = make_booking(1, starts_at, **(given | fields))
    bench.hear(ev.BookingChanged(booking=booking))
    return booking


async def written(files: CalendarFiles, booking: Booking, target: Path, **how: Any) -> Event:
    await files.save_booking(booking.id, target, WORDS, **how)
    [event] = Calendar.from_ical(target.read_bytes()).walk("VEVENT")
    assert isinstance(event, Event)
    return event


async def test_one_booking(bench: Bench, files: CalendarFiles, tmp_path: Path) -> None:
    booking = book(bench, words="价格\r\nATTENDEE:mailto:x@example.com")
    event = await written(files, booking, tmp_path / "booking.ics")
    assert (event["uid"], event["sequence"], event["status"]) == (calendar_uid(booking.id), 3, "CONFIRMED")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (utc(2026, 10, 24, 9), utc(2026, 10, 24, 9, 30))
    assert event.decoded("dtstamp") == NOON
    assert event["summary"] == '洽谈：Ana; Luz, \\ "S.A."'
    address = "https://meeting.tencent.com/user-center/joining?meeting_code=664079932"
    assert (event["location"], event["conference"]) == (address, address)
    assert str(event["description"]).split("\n") == [
        '采购商: Ana; Luz, \\ "S.A."',
        f"公司: {'灯' * 60}",
        "接待人: 李1",
        "采购商时间: 2026-10-24 11:00 (Europe/Berlin)",
        "备注: 价格 ATTENDEE:mailto:x@example.com",
        "会议号: 664 079 932 · 腾讯会议",
        f"加入: {address}",
    ]
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("trigger") == -timedelta(minutes=15)

    data = (tmp_path / "booking.ics").read_bytes()
    lines = data.split(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75  # octets, never inside a character
    for line in lines:
        line.lstrip(b" ").decode()
    for absent in (b"METHOD", b"VTIMEZONE", b"ORGANIZER", b"\r\nATTENDEE", b"Kx4Qz"):
        assert absent not in data


async def test_the_passcode_is_there_only_when_asked_for(bench: Bench, files: CalendarFiles, tmp_path: Path) -> None:
    zoom = Meeting(
        service=MeetingService.ZOOM,
        code="1234567890",
        passcode="abc123",
        address="https://zoom.us/j/1234567890?pwd=Sec",
    )
    for meeting in (TENCENT, zoom):
        booking, target = book(bench, meeting=meeting), tmp_path / f"{meeting.service}.ics"
        await written(files, booking, target)
        bare = target.read_bytes().replace(b"\r\n ", b"")
        assert meeting.code.encode() in bare
        for secret in (meeting.passcode.encode(), b"pwd="):
            assert secret not in bare
        event = await written(files, booking, target, passcode=True)
        assert f"密码: {meeting.passcode}" in str(event["description"])
    assert "pwd=Sec" in str(event["location"])


@pytest.mark.parametrize(
    ("fields", "status", "alarms"),
    [
        ({"state": BookingState.PENDING, "receiver_id": None}, "TENTATIVE", 1),
        ({"state": BookingState.NAMED, "meeting": None}, "TENTATIVE", 1),
        ({"state": BookingState.CANCELLED, "sequence": 4}, "CANCELLED", 0),
        ({"meeting": Meeting(service=MeetingService.TENCENT, code="$(reboot)")}, "CONFIRMED", 1),
    ],
)
async def test_states_and_meetings_that_must_not_be_opened(
    bench: Bench, files: CalendarFiles, tmp_path: Path, fields: dict[str, Any], status: str, alarms: int
) -> None:
    event = await written(files, book(bench, **fields), tmp_path / "booking.ics")
    assert (event["status"], len(event.walk("VALARM"))) == (status, alarms)
    assert "reboot" not in event.to_ical().decode()


async def test_a_range_has_cancelled_ones_too_and_is_all_or_nothing(
    bench: Bench, files: CalendarFiles, tmp_path: Path
) -> None:
    kept, off = book(bench), book(bench, utc(2026, 10, 25, 9), state=BookingState.CANCELLED)
    book(bench, utc(2026, 10, 26, 9), receiver_id=None)
    book(bench, utc(2026, 10, 30, 9))
    target = tmp_path / "range.ics"
    report = await files.save_range(date(2026, 10, 24), date(2026, 10, 28), target, WORDS)
    assert report.bookings == 2
    assert {one["uid"] for one in Calendar.from_ical(target.read_bytes()).walk("VEVENT")} == {kept.uid, off.uid}
    whole = await files.save_range(date(2026, 10, 24), date(2026, 10, 28), target, WORDS, whole=True)
    assert whole.bookings == 3
    with pytest.raises(Refusal):
        await files.save_range(date(2026, 10, 24), date(2026, 10, 28), tmp_path / "no" / "such.ics", WORDS)
    with pytest.raises(Refusal, match="not_found"):
        await files.save_booking(new_action_id(), target, WORDS)
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["range.ics"]


@pytest.mark.requires("khal")
async def test_khal_reads_the_right_hours(bench: Bench, files: CalendarFiles, tmp_path: Path) -> None:
    book(bench, utc(2026, 10, 24, 9))
    book(bench, utc(2026, 10, 26, 9))
    target, vdir, config = tmp_path / "range.ics", tmp_path / "vdir", tmp_path / "khal.conf"
    await files.save_range(date(2026, 10, 20), date(2026, 10, 30), target, WORDS)
    khal = parts.part("khal")
    assert khal is not None

    def run(zone: str, *command: str) -> str:
        config.write_text(
            f"[calendars]\n[[work]]\npath = {vdir}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n[locale]\n"
            f"local_timezone = {zone}\ndefault_timezone = {zone}\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
            "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        )
        env = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            [str(khal), "-c", str(config), *command], env=env, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    vdir.mkdir()
    run("Europe/Berlin", "import", "--batch", "-a", "work", str(target))
    listing = ("list", "--format", "{start}-{end-time} {title}", "--day-format", "", "2026-10-20", "10d")
    title = '洽谈：Ana; Luz, \\ "S.A."'
    assert run("Europe/Berlin", *listing).split("\n")[:2] == [
        f"2026-10-24 11:00-11:30 {title}",
        f"2026-10-26 10:00-10:30 {title}",
    ]
    # The same file once more changes nothing: the UID is the booking's.
    run("Europe/Berlin", "import", "--batch", "-a", "work", str(target))
    assert run("Asia/Shanghai", *listing).split("\n")[:3] == [
        f"2026-10-24 17:00-17:30 {title}",
        f"2026-10-26 17:00-17:30 {title}",
        "",
    ]
