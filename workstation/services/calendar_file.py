"""Bookings as an iCalendar file: one of them or a range, for any other calendar."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.booking import CALENDAR_PRODUCT, CALENDAR_STATUS, REMINDER_S
from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.domain.meeting import Meeting
from workstation.domain.meeting_address import read_address
from workstation.domain.meeting_link import browser_link, check, jitsi_hosts, spoken
from workstation.services.calendar import CalendarService
from workstation.services.calendar_views import BookingView
from workstation.services.export_package import file_refusals
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from icalendar import Alarm, Event


class CalendarWords(Struct, frozen=True, kw_only=True):
    """What stands in the file beside the data, in the reader's language."""

    language: str = "en"
    """In whose names are written: `zh…` or anything else."""
    title: str = "Negotiation: {buyer}"
    """Has `{buyer}`."""
    buyer: str = "Buyer"
    company: str = "Company"
    receiver: str = "Receives"
    local_time: str = "Buyer's time"
    words: str = "Remarks"
    code: str = "Meeting code"
    passcode: str = "Passcode"
    link: str = "Join"
    services: Mapping[str, str] = {}
    """Names of the meeting services."""


class CalendarFileReport(Struct, frozen=True, kw_only=True):
    """What was written."""

    target: Path
    bookings: int


class CalendarFiles:
    """Writes bookings into files; nothing stays behind when that fails.

    Args:
        calendar: has the bookings.
        worker: writes.
        clock: stamps them.
    """

    def __init__(self, calendar: CalendarService, worker: Worker, clock: Clock) -> None:
        self._calendar = calendar
        self._worker = worker
        self._clock = clock

    async def save_booking(
        self, booking_id: ActionId, target: Path, words: CalendarWords, *, passcode: bool = False
    ) -> CalendarFileReport:
        """Write one booking, cancelled or not.

        Args:
            booking_id: which.
            target: the file, overwritten if it is there.
            words: in the reader's language.
            passcode: also the meeting's passcode: whoever gets the file can enter.

        Raises:
            Refusal: `not_found`; `disk_full`, `read_only` … of the file.
        """
        found = await self._calendar.booking(booking_id)
        if found is None:
            raise Refusal("not_found")
        return await self._save((found,), target, words, passcode=passcode)

    async def save_range(
        self,
        first: date,
        last: date,
        target: Path,
        words: CalendarWords,
        *,
        whole: bool = False,
        passcode: bool = False,
    ) -> CalendarFileReport:
        """Write the bookings of some days (of the fair's calendar, both included), cancelled ones too.

        A program that had one of the cancelled takes it out.

        Raises:
            Refusal: `disk_full`, `read_only` … of the file.
        """
        found = await self._calendar.span(first, last, whole=whole, cancelled=True)
        return await self._save(found.bookings, target, words, passcode=passcode)

    async def _save(
        self, views: Sequence[BookingView], target: Path, words: CalendarWords, *, passcode: bool
    ) -> CalendarFileReport:
        jitsi_host = (await self._calendar.rules()).rules.jitsi_host
        now = self._clock.now()

        def work() -> None:
            _write(target, calendar_bytes(views, words, now=now, passcode=passcode, jitsi_host=jitsi_host))

        await self._worker.run(work)
        return CalendarFileReport(target=target, bookings=len(views))


def calendar_bytes(
    views: Sequence[BookingView],
    words: CalendarWords,
    *,
    now: datetime,
    passcode: bool = False,
    jitsi_host: str = "",
) -> bytes:
    """Return bookings as an iCalendar file; all times in UTC.

    Args:
        views: any number.
        words: in the reader's language.
        now: aware; stamps them.
        passcode: also the meetings' passcodes.
        jitsi_host: the configured Jitsi server, or empty.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", CALENDAR_PRODUCT)
    calendar.add("version", "2.0")
    for view in views:
        calendar.add_component(_event(view, words, now, passcode, jitsi_hosts(jitsi_host)))
    return bytes(calendar.to_ical())


def _event(view: BookingView, words: CalendarWords, now: datetime, passcode: bool, jitsi: Sequence[str]) -> "Event":
    from icalendar import Event, vText, vUri

    booking = view.booking
    title = words.title.format(buyer=_line(view.buyer_name or view.buyer_company))
    meeting, link = _meeting(booking.meeting, jitsi, passcode=passcode)
    event = Event()
    event.add("uid", booking.uid)
    event.add("sequence", booking.sequence)
    event.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", booking.starts_at.astimezone(UTC))
    event.add("dtend", booking.ends_at.astimezone(UTC))
    event.add("status", CALENDAR_STATUS[booking.state])
    event.add("summary", title)
    event.add("description", "\n".join(_description(view, words, meeting, link, passcode=passcode)))
    if link:
        event["conference"] = vUri(link, params={"VALUE": "URI", "FEATURE": "VIDEO", "LABEL": vText(title)})
    if meeting is not None:
        event.add("location", link or f"{_service(meeting, words)} {spoken(meeting.code)}")
    if booking.holds_a_place:
        event.add_component(_alarm(title))
    return event


def _alarm(title: str) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -timedelta(seconds=REMINDER_S))
    return alarm


def _description(
    view: BookingView, words: CalendarWords, meeting: Meeting | None, link: str, *, passcode: bool
) -> list[str]:
    there = view.clocks.there
    at = "" if there is None else f"{there.begins:%Y-%m-%d %H:%M} ({there.zone})"
    lines = [
        (words.buyer, view.buyer_name),
        (words.company, view.buyer_company),
        (words.receiver, "" if view.receiver is None else view.receiver.name(words.language)),
        (words.local_time, at),
        (words.words, view.booking.words),
    ]
    if meeting is not None:
        lines.append((words.code, f"{spoken(meeting.code)} · {_service(meeting, words)}" if meeting.code else ""))
        lines.append((words.passcode, meeting.passcode if passcode else ""))
    lines.append((words.link, link))
    return [f"{label}: {_line(value)}" for label, value in lines if value]


def _meeting(meeting: Meeting | None, jitsi: Sequence[str], *, passcode: bool) -> tuple[Meeting | None, str]:
    """Return a meeting that is fit to be shown, and where a browser joins it; unless wished, without its secrets."""
    if meeting is None:
        return None, ""
    try:
        checked = check(meeting, jitsi=jitsi)
        if passcode:
            return checked, browser_link(checked, jitsi=jitsi)
        secret = read_address(checked.address, jitsi_hosts=jitsi).secret if checked.address else ""
        shown = replace(checked, passcode="", address="" if secret else checked.address)
        return shown, browser_link(shown, jitsi=jitsi)
    except Refusal:  # what must not be opened is not passed on either
        return None, ""


def _service(meeting: Meeting, words: CalendarWords) -> str:
    return words.services.get(meeting.service.value, meeting.service.value)


def _line(text: str) -> str:
    """Return a text on one line, without what is neither letter nor blank."""
    return " ".join("".join(" " if ord(one) < 32 or ord(one) == 127 else one for one in text).split())


def _write(target: Path, data: bytes) -> None:
    part = target.with_name(f".{uuid4().hex}.part")
    with file_refusals():
        try:
            part.write_bytes(data)
            os.replace(part, target)
        except BaseException:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise
