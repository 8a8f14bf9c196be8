"""What meetings, their parts and their troubles are called."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.domain.meeting import MeetingService
from workstation.domain.meeting_link import spoken
from workstation.ui import formats
from workstation.ui.calendar import times
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line

if TYPE_CHECKING:
    from workstation.domain.booking import Booking
    from workstation.services.calendar_views import BookingView
    from workstation.services.meeting import Entrance

Params = dict[str, str | int]

EARLY: Final = timedelta(minutes=30)
LATE: Final = timedelta(hours=1)
"""Within these of the negotiation the first click starts the program at once."""


def service_name(service: MeetingService) -> str:
    """Return what a meeting service is called."""
    translate = QCoreApplication.translate
    return {
        MeetingService.TENCENT: translate("Meeting", "Tencent Meeting"),
        MeetingService.VOOV: "VooV Meeting",
        MeetingService.ZOOM: "Zoom",
        MeetingService.TEAMS: "Microsoft Teams",
        MeetingService.FEISHU: translate("Meeting", "Feishu"),
        MeetingService.LARK: "Lark",
        MeetingService.JITSI: "Jitsi Meet",
    }[service]


def buyer_line(view: BookingView) -> str:
    """Return company and country on one line."""
    parts = (isolated_name(one_line(view.buyer_company, 120)), formats.country_name(view.buyer_country))
    return " · ".join(part for part in parts if part)


# ---- times -----------------------------------------------------------------------------------------------------------


def about_time(booking: Booking, now: datetime) -> bool:
    """Tell whether it is so near that *enter* starts the program at once."""
    return booking.starts_at - EARLY <= now <= booking.ends_at + LATE


def here(view: BookingView) -> str:
    """Return day and time on the fair's clock."""
    span = view.clocks.here
    return QCoreApplication.translate("Meeting", "{day} {times} {zone}").format(
        day=times.day_name(span.begins.date()), times=times.hours(span), zone=times.zone_of(span)
    )


def there(view: BookingView) -> str:
    """Return the time on the buyer's clock; empty when their zone is unknown."""
    span = view.clocks.there
    if span is None:
        return ""
    hours = times.hours(span)
    if span.day_shift:
        weekday = QLocale().dayName(span.begins.isoweekday(), QLocale.FormatType.ShortFormat)
        hours = f"{weekday} {hours}"
    return QCoreApplication.translate("Meeting", "For the buyer: {times} {zone}").format(
        times=hours, zone=times.zone_of(span)
    )


def time_of(view: BookingView) -> str:
    """Return the time of its beginning on the fair's clock: 14:00."""
    return f"{view.clocks.here.begins:%H:%M}"


def distance(view: BookingView, now: datetime) -> str:
    """Return how far away it is: in 12 min, running for 3 min, over."""
    translate = QCoreApplication.translate
    starts, ends = view.booking.starts_at, view.booking.ends_at
    if now >= ends:
        return translate("Meeting", "is over")
    if now >= starts:
        minutes = int((now - starts).total_seconds()) // 60
        if not minutes:
            return translate("Meeting", "begins now")
        return translate("Meeting", "began {span} ago").format(span=formats.short_span(timedelta(minutes=minutes)))
    left = starts - now + timedelta(seconds=59)  # a minute that has begun counts
    return translate("Meeting", "begins in {span}").format(span=formats.short_span(left))


# ---- what is passed on -----------------------------------------------------------------------------------------------


def invitation(entrance: Entrance, topic: str) -> str:
    """Return the meeting as a text to pass on; only with a checked meeting."""
    translate = QCoreApplication.translate
    meeting = entrance.meeting
    assert meeting is not None
    lines = [
        topic,
        here(entrance.view),
        translate("Meeting", "{service}: {code}").format(
            service=service_name(meeting.service), code=spoken(meeting.code) if meeting.code else entrance.address
        ),
    ]
    if meeting.passcode:
        lines.append(translate("Meeting", "Passcode: {passcode}").format(passcode=meeting.passcode))
    if meeting.code:
        lines.append(entrance.address)
    return "\n".join(lines)


# ---- troubles --------------------------------------------------------------------------------------------------------


def field_name(field: str) -> str:
    """Return what a part of a meeting is called."""
    translate = QCoreApplication.translate
    return {
        "code": translate("Meeting", "Meeting number"),
        "passcode": translate("Meeting", "Passcode"),
        "address": translate("Meeting", "Web address"),
    }.get(field, field)


def refused(code: str, params: Params) -> str:
    """Return why something about a meeting came to nothing."""
    from workstation.ui.refused import reason

    translate = QCoreApplication.translate
    if code == "meeting_invalid":
        return unfit(str(params.get("field", "")), str(params.get("why", "")), params)
    known = {
        "program_missing": translate(
            "Meeting",
            "No program on this machine opens it. Join in the browser, or type the meeting number into the client"
            " on your phone.",
        ),
        "program_failed": translate(
            "Meeting", "The program could not be started. Join in the browser, or type in the meeting number."
        ),
        "link_refused": translate("Meeting", "This link is not one that Workstation builds, so it was not opened."),
        "meeting_missing": translate("Meeting", "There is no meeting for this booking yet."),
        "booking_cancelled": translate("Meeting", "This booking was cancelled, so there is nothing to enter."),
        "not_found": translate("Meeting", "This booking is no longer there, or no longer yours to see."),
    }
    return known[code] if code in known else reason(code, params)


def unfit(field: str, why: str, params: Params) -> str:
    """Return what is the matter with a part of a meeting and how it should be."""
    name = field_name(field)
    found = (
        _of_codes(field, why)
        or _of_addresses(why)
        or QCoreApplication.translate("Meeting", "{field}: this cannot be used. Copy it once more from the invitation.")
    )
    host = isolated_name(one_line(str(params.get("host", "")), 100))
    return found.format(field=name, host=host or "…", limit=params.get("limit", ""))


def _of_codes(field: str, why: str) -> str:
    translate = QCoreApplication.translate
    if field == "address":
        return ""
    return {
        "missing": translate("Meeting", "Type in the meeting number, or the web address from the invitation."),
        "digits": translate("Meeting", "{field}: only digits, blanks and dashes belong here."),
        "length": translate("Meeting", "{field}: this is too short or too long. Compare it with the invitation."),
        "unseen": translate(
            "Meeting", "{field}: it contains characters that cannot be seen. Type it in instead of pasting it."
        ),
        "characters": translate("Meeting", "{field}: it contains characters that never occur in one."),
        "differs": translate(
            "Meeting", "The meeting number and the web address belong to two different meetings. Keep the right one."
        ),
    }.get(why, "")


def _of_addresses(why: str) -> str:
    translate = QCoreApplication.translate
    return {
        "missing": translate("Meeting", "This service needs the web address from the invitation."),
        "too_long": translate("Meeting", "The web address is longer than {limit} characters. No invitation is."),
        "unseen": translate(
            "Meeting", "The web address contains characters that cannot be seen. Copy it again from the invitation."
        ),
        "scheme": translate("Meeting", "Only addresses that begin with https:// are used."),
        "user_info": translate(
            "Meeting",
            "With an @ before its host the web address leads elsewhere than it seems. It is not used.",
        ),
        "host_letters": translate(
            "Meeting", "The web address only looks familiar; it leads to {host}. It is not used."
        ),
        "host": translate("Meeting", "The web address leads to {host}. That is none of the known meeting services."),
        "port": translate("Meeting", "The web address names a port that this service does not have. It is not used."),
        "characters": translate("Meeting", "The web address contains characters that never occur in one."),
        "form": translate("Meeting", "The host is right, but this is not the address of a meeting there."),
        "differs": translate("Meeting", "The web address belongs to another meeting service than the one chosen."),
    }.get(why, "")
