"""Bookings for other calendars (RFC 5545): one UID for life, a SEQUENCE that rises, times in UTC."""

from collections.abc import Collection
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event, vText, vUri
from msgspec.structs import replace

from workstation.domain.booking import CALENDAR_PRODUCT, CALENDAR_STATUS, REMINDER_S, Booking, BookingState
from workstation.domain.errors import Refusal
from workstation.domain.meeting import Meeting
from workstation.domain.meeting_address import JITSI_HOSTS, read_address
from workstation.domain.meeting_link import browser_link, check, spoken


def plain(text: str) -> str:
    """Return a text on one line, without control characters."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def link_of(booking: Booking, *, jitsi: Collection[str] = JITSI_HOSTS) -> str:
    """Return where a browser joins the meeting, empty where there is none or its parts are not fit to be used."""
    if booking.meeting is None:
        return ""
    try:
        return browser_link(check(booking.meeting, jitsi=jitsi), jitsi=jitsi)
    except Refusal:
        return ""


def _bare(meeting: Meeting | None, jitsi: Collection[str]) -> tuple[str, str]:
    """Return number and link of a meeting, neither with its passcode; empty where they are not fit to be used."""
    if meeting is None:
        return "", ""
    try:
        checked = check(meeting, jitsi=jitsi)
        secret = read_address(checked.address, jitsi_hosts=jitsi).secret if checked.address else ""
        shown = replace(checked, passcode="", address="" if secret else checked.address)
        return spoken(checked.code), browser_link(shown, jitsi=jitsi)
    except Refusal:
        return "", ""


def event_of(
    booking: Booking,
    title: str,
    now: datetime,
    *,
    note: str = "",
    private: bool = True,
    jitsi: Collection[str] = JITSI_HOSTS,
) -> Event:
    """Return a booking as an event.

    Args:
        booking: as its reader may know it.
        title: what it is called.
        now: when the event is made (DTSTAMP).
        note: lines that stand first in its description: few calendars show STATUS.
        private: for one reader alone: with the meeting's code and link, never with its passcode.
        jitsi: Jitsi servers that count (`meeting_link.jitsi_hosts`).
    """
    event = Event()
    event.add("uid", booking.uid)
    event.add("dtstamp", now)
    event.add("dtstart", booking.starts_at)
    event.add("dtend", booking.ends_at)
    event.add("sequence", booking.sequence)
    event.add("status", CALENDAR_STATUS[booking.state])
    event.add("summary", title)
    code, link = _bare(booking.meeting if private else None, jitsi)
    if link:
        event.add("location", vText(link))
        event["conference"] = vUri(link, params={"VALUE": "URI", "FEATURE": "VIDEO"})
    if described := "\n".join(part for part in (note, code if link else "", link) if part):
        event.add("description", described)
    if booking.state is not BookingState.CANCELLED:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(seconds=-REMINDER_S))
        event.add_component(alarm)
    return event


def for_buyer(
    booking: Booking, title: str, now: datetime, *, note: str = "", jitsi: Collection[str] = JITSI_HOSTS
) -> bytes:
    """Return a file with one booking, for its buyer's own calendar; `note` as in `event_of`."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", CALENDAR_PRODUCT)
    calendar.add("method", "CANCEL" if booking.state is BookingState.CANCELLED else "PUBLISH")
    calendar.add_component(event_of(booking, title, now, note=note, jitsi=jitsi))
    return bytes(calendar.to_ical())
