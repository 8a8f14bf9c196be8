"""Telling receiver and buyer of a booking by e-mail and text message, also when every desk is off.

`told` plans the letters in the transaction of the change. A letter waits a moment, so that what happens at once
(booked, named, a meeting made) is one; it says how things stand when it goes out (`booking_news`).
"""

from datetime import timedelta
from typing import Any, Final

import msgspec
from icalendar import Calendar, vCalAddress, vText
from msgspec import Struct
from sqlalchemy import Row

from workstation.domain.booking import CALENDAR_PRODUCT, BookingState
from workstation.domain.ids import ActionId, PrincipalId, new_action_id
from workstation.domain.meeting_link import jitsi_hosts
from workstation.server import booking_calendar as ics
from workstation.server import booking_news as news
from workstation.server import booking_words as words
from workstation.server import mail, outbound
from workstation.server.addresses import Reader, reader
from workstation.server.config import Limits, Outside
from workstation.server.jobs import Errand, Job, plan, reaches_outside, waiting
from workstation.server.mail import Letter
from workstation.server.queries import accounts, bookings
from workstation.server.writer import Tx

MAIL: Final = "booking_mail"
SMS: Final = "booking_sms"
SETTLE: Final = timedelta(seconds=20)

_LOST: Final = frozenset(("returned", "receiver_disabled"))
_TO_BUYER: Final = (
    frozenset(
        ("booked", "named", "accepted", "proposed", "proposal_refused", "moved", "cancelled", "meeting", "reminder")
    )
    | _LOST
    | {"receiver_enabled"}
)
_TO_RECEIVER: Final = frozenset(("named", "proposed", "proposal_refused", "moved", "cancelled", "meeting", "reminder"))
_BY_SMS: Final = frozenset(("named", "moved", "cancelled", "reminder", "receiver_enabled")) | _LOST
_SMS_SAYS: Final = frozenset(("named", "accepted", "moved", "cancelled", "reminder", "returned"))
"""`accepted` where it takes the place of another: naming oneself, accepting at once."""
_BESIDE: Final = frozenset(("meeting",))
"""What never takes the place of another thing that is still to be said: the letter says it along."""
_NO_EVENT: Final = news.QUESTIONS | {"reminder"}
"""Nothing has changed for a calendar."""


class Planned(Struct, frozen=True, kw_only=True):
    """The payload of a letter's job."""

    booking: ActionId
    to: PrincipalId
    what: str
    id: ActionId
    """Of the Message-ID."""
    known: news.Known | None = None
    """To a buyer: what the last letter told."""


def told(tx: Tx, row: Row[Any], what: str, *, by_id: PrincipalId | None, before: Row[Any] | None) -> None:
    """Plan the letters about a change; see `booking_notices.told`."""
    if what in _TO_BUYER and not _own_question(what, row.buyer_id, by_id):
        _plan(tx, row, row.buyer_id, what, before)
    if what in _TO_RECEIVER and row.receiver_id is not None and not _own_question(what, row.receiver_id, by_id):
        _plan(tx, row, row.receiver_id, what)
    replaced = before.receiver_id if before is not None else None
    if what in ("named", "returned") and replaced not in (None, row.receiver_id):
        _plan(tx, row, replaced, "dropped")


def _own_question(what: str, reader_id: PrincipalId, by_id: PrincipalId | None) -> bool:
    """Tell whether somebody would be told what they asked or answered themselves."""
    return what in news.QUESTIONS and reader_id == by_id


def _plan(tx: Tx, row: Row[Any], to: PrincipalId, what: str, before: Row[Any] | None = None) -> None:
    due_at = tx.now if what == "reminder" else tx.now + SETTLE
    part = ":reminder" if what == "reminder" else ":question" if what in news.QUESTIONS else ""
    known = None
    if before is not None and not part:
        known = news.known_of(bookings.for_buyer(bookings.booking_of(before)))
    for kind in (MAIL, SMS):
        if kind == SMS and what not in _BY_SMS:
            continue
        key = f"{kind}:{row.id}:{to}{part}"
        ahead = waiting(tx, key)
        if ahead is not None and what in _BESIDE:
            continue
        last = known if ahead is None or what == "booked" else msgspec.json.decode(ahead, type=Planned).known
        plan(tx, key, kind, due_at, Planned(booking=row.id, to=to, what=what, id=new_action_id(), known=last))


@reaches_outside(MAIL)
def prepare_mail(tx: Tx, job: Job, limits: Limits, outside: Outside) -> Errand | None:
    """Write the letter about a booking as it is now; none where none is due any more."""
    settings = outside.mail
    if settings is None:
        return None
    planned = msgspec.json.decode(job.payload, type=Planned)
    found = _subject_matter(tx, planned, limits, outside)
    if found is None or not found.reader.email:
        return None
    letter = _letter(tx, planned, found, settings.sender)
    message = mail.compose(letter, settings, tx.now)
    return Errand(run=lambda: mail.send(message, settings))


@reaches_outside(SMS)
def prepare_sms(tx: Tx, job: Job, limits: Limits, outside: Outside) -> Errand | None:
    """Write the text message about a booking as it is now; none where none is due any more."""
    settings = outside.sms
    if settings is None:
        return None
    planned = msgspec.json.decode(job.payload, type=Planned)
    found = _subject_matter(tx, planned, limits, outside)
    if found is None or not found.reader.mobile or found.what not in _SMS_SAYS:
        return None
    text, number = words.subject(found.told, found.what), found.reader.mobile
    return Errand(run=lambda: outbound.send_sms(settings, number, text, str(planned.id)))


class _Found(Struct, frozen=True, kw_only=True):
    told: words.Told
    reader: Reader
    what: str
    jitsi: tuple[str, ...]


def _subject_matter(tx: Tx, planned: Planned, limits: Limits, outside: Outside) -> _Found | None:
    row = bookings.one(tx.conn, planned.booking)
    to = reader(tx.conn, planned.to)
    if row is None or to is None or row.ends_at <= tx.now:
        return None
    whole = bookings.booking_of(row)
    shown = bookings.for_buyer(whole) if to.is_buyer else whole
    if to.is_buyer:
        what = news.for_buyer(planned.what, shown, planned.known)
    else:
        what = news.for_receiver(planned.what, shown, to.id)
    if what is None or (what == "reminder" and row.starts_at <= tx.now):
        return None
    if what == "dropped":
        shown = msgspec.structs.replace(shown, meeting=None)
    hosts = jitsi_hosts(limits.meetings.jitsi_host)
    exhibitor = accounts.exhibitor_by_id(tx.conn, row.exhibitor_id)
    receives = shown.receiver_id if shown.holds_a_place else None
    receiver = None if receives is None else accounts.by_id(tx.conn, receives, tx.now)
    chinese = to.language.startswith("zh")
    told_ = words.Told(
        booking=shown,
        to_buyer=to.is_buyer,
        language=to.language,
        zone=to.zone or row.buyer_zone if to.is_buyer else row.buyer_zone,
        fair=accounts.fair_zone(tx.conn),
        exhibitor=_name(exhibitor.name_zh, exhibitor.name_en, chinese),
        receiver="" if receiver is None else _name(receiver.name_zh, receiver.name_en, chinese),
        link=ics.link_of(shown, jitsi=hosts),
        portal=outside.public_url if to.is_buyer else "",
        lost=bookings.lost_receiver(whole),
    )
    return _Found(told=told_, reader=to, what=what, jitsi=hosts)


def _name(chinese: str, english: str, wants_chinese: bool) -> str:
    return (chinese or english) if wants_chinese else (english or chinese)


def _letter(tx: Tx, planned: Planned, found: _Found, organiser: str) -> Letter:
    method, calendar = "", b""
    if found.what not in _NO_EVENT:
        method = "CANCEL" if found.what in ("cancelled", "dropped") else "REQUEST"
        calendar = _calendar(tx, found, method, organiser)
    return Letter(
        id=str(planned.id),
        to=found.reader.email,
        sender_name=found.told.exhibitor,
        subject=words.subject(found.told, found.what),
        text=words.text(found.told, found.what),
        calendar=calendar,
        method=method,
    )


def _calendar(tx: Tx, found: _Found, method: str, organiser: str) -> bytes:
    told_ = found.told
    event = ics.event_of(told_.booking, words.title(told_), tx.now, note=words.note(told_), jitsi=found.jitsi)
    if method == "CANCEL":
        event["status"] = vText("CANCELLED")
        event.subcomponents.clear()
    event["organizer"] = vCalAddress(f"mailto:{organiser}", params={"CN": vText(ics.plain(told_.exhibitor))})
    accepted = told_.to_buyer or told_.booking.state is BookingState.ACCEPTED
    status = "ACCEPTED" if accepted else "NEEDS-ACTION"
    event["attendee"] = vCalAddress(
        f"mailto:{found.reader.email}",
        params={"ROLE": "REQ-PARTICIPANT", "PARTSTAT": status, "RSVP": "FALSE"},
    )
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", CALENDAR_PRODUCT)
    calendar.add("method", method)
    calendar.add_component(event)
    return bytes(calendar.to_ical())
