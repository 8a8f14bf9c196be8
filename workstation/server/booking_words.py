"""What e-mails and text messages say about a booking, in the reader's language."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from workstation.domain.booking import Booking, BookingState
from workstation.domain.meeting import MeetingService
from workstation.domain.meeting_link import spoken
from workstation.domain.two_clocks import fair_zone, zone
from workstation.server.booking_calendar import plain
from workstation.server.words import translate


def _(message: str) -> str:
    return message


SUBJECTS: Mapping[str, str] = {
    "booked": _("Booked: {who}, {when}"),
    "named": _("Negotiation: {who}, {when}"),
    "accepted": _("Confirmed: {who}, {when}"),
    "moved": _("New time: {who}, {when}"),
    "cancelled": _("Cancelled: {who}, {when}"),
    "proposed": _("Another time proposed: {who}"),
    "proposal_refused": _("The time stays as it was: {who}, {when}"),
    "meeting": _("Where you meet: {who}, {when}"),
    "returned": _("Another person will receive you: {who}, {when}"),
    "reminder": _("Beginning soon: {who}, {when}"),
    "dropped": _("No longer yours: {who}, {when}"),
}
"""Of e-mails; `{who}` is the other side, `{when}` the beginning on the reader's clock. Text messages are only these."""

_OPENINGS: Mapping[str, str] = {
    "booked": _("Your negotiation is booked. The exhibitor will name who receives you."),
    "named": _("The exhibitor has named who receives you."),
    "accepted": _("Your negotiation is confirmed."),
    "moved": _("The negotiation has another time now."),
    "cancelled": _("The negotiation was called off."),
    "proposed": _("The other side asks for another time. Until you answer, everything stays as it was."),
    "proposal_refused": _("The other side can't make the proposed time. Everything stays as it was."),
    "meeting": _("It has changed where you meet."),
    "returned": _(
        "Whoever was named can't receive you. The exhibitor will name another person; the negotiation is not"
        " confirmed until then. Your time stays booked."
    ),
    "reminder": _("Your negotiation begins soon."),
    "dropped": _("A colleague receives this buyer now, or somebody else is to be named. You need not do anything."),
}
_TO_RECEIVER: Mapping[str, str] = {
    "named": _("You were named to receive this buyer. Accept, or hand it back, at your workstation."),
}
_WHERE_TO_ANSWER = {
    True: _("Answer on the fair's pages; e-mails to this address are not read."),
    False: _("Answer at your workstation; e-mails to this address are not read."),
}
SERVICES: Mapping[MeetingService, str] = {
    MeetingService.TENCENT: _("Tencent Meeting"),
    MeetingService.VOOV: "VooV Meeting",
    MeetingService.ZOOM: "Zoom",
    MeetingService.TEAMS: "Microsoft Teams",
    MeetingService.FEISHU: _("Feishu"),
    MeetingService.LARK: "Lark",
    MeetingService.JITSI: "Jitsi",
}
_STANDING: Mapping[BookingState, str] = {
    BookingState.PENDING: _("Booked; the exhibitor names who receives you"),
    BookingState.NAMED: _("Booked; not confirmed yet"),
    BookingState.ACCEPTED: _("Confirmed"),
}
_LOST = _("Another person will be named; your time stays booked")
_BEIJING = _("Beijing time (GMT+8)")
TITLE = _("Negotiation: {who}")


class Told(Struct, frozen=True, kw_only=True):
    """A booking and what its reader needs to know around it."""

    booking: Booking
    """As the reader sees it."""
    to_buyer: bool
    language: str
    zone: str
    """The buyer's, or empty."""
    fair: str
    """The fair's zone."""
    exhibitor: str
    receiver: str
    link: str
    """Where a browser joins, or empty."""
    portal: str
    """Address of the buyers' pages, or empty."""
    lost: bool = False
    """Whoever was to receive the buyer can't (`queries.bookings.lost_receiver`)."""

    def say(self, text: str) -> str:
        """Return a text of ours in the reader's language."""
        return translate(self.language, text)

    @property
    def who(self) -> str:
        """The other side, on one line."""
        if self.to_buyer:
            return plain(self.exhibitor)
        booking = self.booking
        return plain(" · ".join(one for one in (booking.buyer_name, booking.buyer_company) if one))


def standing(booking: Booking, language: str, *, lost: bool) -> str:
    """Return where a booking stands in its buyer's words, empty for a cancelled one."""
    if not booking.holds_a_place:
        return ""
    return translate(language, _LOST if lost else _STANDING[booking.state])


def note(told: Told) -> str:
    """Return what a buyer's calendar says beside the time: where it stands, and who receives the buyer."""
    if not told.to_buyer:
        return ""
    lines = [standing(told.booking, told.language, lost=told.lost)]
    if told.receiver:
        lines.append(f"{told.say(_('Receives you'))}: {plain(told.receiver)}")
    return "\n".join(line for line in lines if line)


def title(told: Told) -> str:
    """Return what the event is called in a calendar."""
    return told.say(TITLE).format(who=told.who)


def subject(told: Told, what: str) -> str:
    """Return the line that says the most important thing."""
    return told.say(SUBJECTS[what]).format(who=told.who, when=_when(told))


def text(told: Told, what: str) -> str:
    """Return the whole text; what the buyer typed stands only in what goes to the exhibitor."""
    opening = _OPENINGS[what] if told.to_buyer else _TO_RECEIVER.get(what, _OPENINGS[what])
    lines = [told.say(opening), "", *_facts(told, what), ""]
    if what != "dropped":
        lines.append(told.say(_WHERE_TO_ANSWER[told.to_buyer]))
        if told.to_buyer and told.portal:
            lines.append(told.portal)
    return "\n".join(lines) + "\n"


def _facts(told: Told, what: str) -> list[str]:
    booking = told.booking
    facts: list[tuple[str, str]] = []
    if told.to_buyer:
        facts += [(_("Exhibitor"), told.exhibitor), (_("Receives you"), told.receiver)]
        facts.append((_("Status"), standing(booking, told.language, lost=told.lost)))
    else:
        facts += [(_("Buyer"), booking.buyer_name), (_("Company"), booking.buyer_company)]
    facts += _clocks(told, booking.starts_at, booking.ends_at)
    if booking.proposal is not None and what == "proposed":
        facts.append((_("Proposed"), _fair(told, booking.proposal.starts_at, booking.proposal.ends_at)))
        if own := _theirs(told, booking.proposal.starts_at, booking.proposal.ends_at):
            facts.append((_("Proposed, the buyer's time"), own))
    if not told.to_buyer:
        facts.append((_("Remarks"), booking.words))
    if booking.state is not BookingState.CANCELLED and what != "dropped":
        facts += _meeting(told)
    return [f"{told.say(label)}: {plain(value)}" for label, value in facts if value]


def _meeting(told: Told) -> list[tuple[str, str]]:
    meeting = told.booking.meeting
    if meeting is None:
        return []
    service = told.say(SERVICES[meeting.service])
    return [
        (_("Meeting"), f"{service} {spoken(meeting.code)}" if meeting.service is not MeetingService.JITSI else service),
        (_("Passcode"), meeting.passcode),
        (_("Join"), told.link),
    ]


def _clocks(told: Told, starts_at: datetime, ends_at: datetime) -> list[tuple[str, str]]:
    here, there = (
        (_("Time"), _fair(told, starts_at, ends_at)),
        (_("The buyer's time"), _theirs(told, starts_at, ends_at)),
    )
    if told.to_buyer and there[1]:
        return [(_("Your time"), there[1]), (_("The fair's time"), here[1])]
    return [here, there]


def _when(told: Told) -> str:
    """Return the beginning on the reader's clock."""
    own = zone(told.zone) if told.to_buyer else None
    at = told.booking.starts_at.astimezone(own or fair_zone(told.fair))
    return f"{at:%Y-%m-%d %H:%M} ({_offset(at)})"


def _fair(told: Told, starts_at: datetime, ends_at: datetime) -> str:
    key = fair_zone(told.fair)
    span = _span(starts_at.astimezone(key), ends_at.astimezone(key))
    return f"{span} {told.say(_BEIJING)}" if key.key == "Asia/Shanghai" else f"{span} {key.key}"


def _theirs(told: Told, starts_at: datetime, ends_at: datetime) -> str:
    key: Any = zone(told.zone)
    if key is None:
        return ""
    begins = starts_at.astimezone(key)
    return f"{_span(begins, ends_at.astimezone(key))} {key.key} ({_offset(begins)})"


def _span(begins: datetime, ends: datetime) -> str:
    until = f"{ends:%H:%M}" if ends.date() == begins.date() else f"{ends:%Y-%m-%d %H:%M}"
    return f"{begins:%Y-%m-%d %H:%M}–{until}"


def _offset(at: datetime) -> str:
    minutes = int((at.utcoffset() or timedelta()).total_seconds()) // 60
    sign, minutes = ("-" if minutes < 0 else "+"), abs(minutes)
    return f"GMT{sign}{minutes // 60}" + (f":{minutes % 60:02}" if minutes % 60 else "")
