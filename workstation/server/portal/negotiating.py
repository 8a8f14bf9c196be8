"""Booking a negotiation and seeing to one's bookings: plain forms that work without a script, in the buyer's time."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from msgspec import Struct

from workstation.domain.actions import Action
from workstation.domain.booking import BookingState, BuyerBooking
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ExhibitorId
from workstation.domain.meeting_link import jitsi_hosts
from workstation.domain.slot import SLOT_MINUTES, OpenSlot, SlotSpan
from workstation.domain.slot_actions import AnswerProposal, BookSlot, CancelBooking, EnterNegotiation, ProposeTime
from workstation.domain.two_clocks import day_span, instants, zone
from workstation.server import booking_calendar, booking_words, words
from workstation.server.parts import Platform
from workstation.server.permissions import PAGE
from workstation.server.portal import catalogue, times
from workstation.server.portal.form_actions import act, fresh_id, id_of
from workstation.server.portal.pages import go, render
from workstation.server.portal.visitors import AnyRequest, AnyResponse, Visitor, caller_of, form_of, visitor_of
from workstation.server.queries import bookings, slots

ZONE_COOKIE = "workstation_zone"
"""IANA name of where the browser is, set by the pages' script."""
DAYS_SHOWN = timedelta(days=60)
"""From the first open slot on; what comes later is a page of its own."""
DAYS_AHEAD = timedelta(days=800)
NO_SUCH_TIME = "no_such_time"
TIME_TWICE = "time_twice"
"""Known, like the one above, to these pages alone."""


class SlotLine(Struct, frozen=True, kw_only=True):
    """A slot on the page."""

    slot: OpenSlot
    when: times.When
    request_id: UUID
    """Made with the page: the same form sent twice books once."""


class BookingLine(Struct, frozen=True, kw_only=True):
    """A booking on the page."""

    one: BuyerBooking
    when: times.When
    day: str
    """Its day with the buyer, ISO."""
    request_id: UUID
    proposed: times.When | None = None
    standing: str = ""
    """Where it stands, in words."""
    over: bool = False
    changeable: bool = False
    """It has not begun and was not cancelled."""
    link: str = ""
    """Where the browser joins the meeting; built from checked parts."""


def zone_of(request: AnyRequest, visitor: Visitor, place: ZoneInfo) -> ZoneInfo:
    """Return in which zone times are shown: the browser's, else the profile's, else the fair's."""
    named = request.cookies.get(ZONE_COOKIE, "").replace("%2F", "/").strip('"')
    return zone(named) or zone(visitor.buyer.time_zone if visitor.buyer is not None else "") or place


def _said(refusal: Refusal, language: str) -> str:
    if refusal.code == NO_SUCH_TIME:
        return words.translate(language, _("That time does not exist where you are. Choose another one."))
    if refusal.code == TIME_TWICE:
        text = _("The clocks go back that day, so that time comes twice where you are. Choose another one.")
        return words.translate(language, text)
    return " ".join(words.sentence(refusal.code, language, refusal.params))


# ---- slots of an exhibitor -----------------------------------------------------------------------------------------


def _since(request: AnyRequest, here: ZoneInfo, now: datetime) -> datetime:
    """Return from when on slots are asked for: a day with the buyer, else now."""
    try:
        day = date.fromisoformat(str(request.query_params.get("since", "")))
        return max(now, day_span(day, here)[0])
    except (ValueError, OverflowError):
        return now


async def _slots_page(
    request: AnyRequest,
    platform: Platform,
    visitor: Visitor,
    exhibitor_id: ExhibitorId,
    problem: str = "",
    typed: str = "",
    status: int = 200,
) -> AnyResponse:
    me = caller_of(visitor).principal_id
    now = platform.clock.now()
    company, _goods = await platform.database.read(catalogue.exhibitor_page, exhibitor_id)
    place = await platform.database.read(slots.zone)
    here = zone_of(request, visitor, place)
    since = _since(request, here, now)
    found = await platform.database.read(slots.open_to, exhibitor_id, me, since, now + DAYS_AHEAD, now)
    end = found[0].starts_at + DAYS_SHOWN if found else since
    later = next((slot.starts_at.astimezone(here).date() for slot in found if slot.starts_at >= end), None)
    if later is not None:  # a day stands on one page as a whole
        found = tuple(slot for slot in found if slot.starts_at.astimezone(here).date() < later)
    days: dict[date, list[SlotLine]] = {}
    for slot in found:
        when = times.when(slot.starts_at, slot.ends_at, here, place, now, visitor.language)
        line = SlotLine(slot=slot, when=when, request_id=fresh_id())
        days.setdefault(slot.starts_at.astimezone(here).date(), []).append(line)
    named_days = [(times.day_name(day, visitor.language), lines) for day, lines in days.items()]
    return render(
        request,
        visitor,
        "slots.html",
        status=status,
        exhibitor=company,
        days=named_days,
        zone_name=times.place(here, visitor.language),
        zone_key=here.key,
        same_zone=here.key == place.key,
        later=later.isoformat() if later is not None else "",
        any_outside=any(line.when.outside_day for lines in days.values() for line in lines),
        problem=problem,
        typed=typed,
        section="meetings",
    )


@get("/exhibitors/{exhibitor_id:int}/slots", opt=PAGE, include_in_schema=False)
async def slots_page(
    request: AnyRequest, exhibitor_id: FromPath[int], platform: NamedDependency[Platform]
) -> AnyResponse:
    """Show when an exhibitor has time."""
    visitor = await visitor_of(request, platform)
    return await _slots_page(request, platform, visitor, ExhibitorId(exhibitor_id))


@post("/exhibitors/{exhibitor_id:int}/slots", opt=PAGE, include_in_schema=False, status_code=200)
async def book(request: AnyRequest, exhibitor_id: FromPath[int], platform: NamedDependency[Platform]) -> AnyResponse:
    """Book a slot."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    caller = caller_of(visitor)
    typed = fields.get("words", "").strip()
    chosen, _dot, request_id = fields.get("choice", "").partition(".")
    try:
        slot = ActionId(UUID(chosen))
    except ValueError:
        raise Refusal("invalid_request", {"field": "choice"}) from None
    place = await platform.database.read(slots.zone)
    action = BookSlot(slot=slot, words=typed, time_zone=zone_of(request, visitor, place).key)
    try:
        await act(platform, caller, id_of(request_id), action)
    except Refusal as refusal:
        problem = _said(refusal, visitor.language)
        return await _slots_page(request, platform, visitor, ExhibitorId(exhibitor_id), problem, typed, 409)
    return go(f"/meetings#b{request_id}")


# ---- one's bookings ------------------------------------------------------------------------------------------------


def _line(
    one: BuyerBooking, here: ZoneInfo, place: ZoneInfo, now: datetime, language: str, jitsi: tuple[str, ...]
) -> BookingLine:
    booking = one.booking
    when = times.when(booking.starts_at, booking.ends_at, here, place, now, language)
    proposal = booking.proposal
    proposed = times.when(proposal.starts_at, proposal.ends_at, here, place, now, language) if proposal else None
    alive = booking.state is not BookingState.CANCELLED
    return BookingLine(
        one=one,
        when=when,
        day=booking.starts_at.astimezone(here).date().isoformat(),
        request_id=fresh_id(),
        proposed=proposed,
        standing=booking_words.standing(booking, language, lost=one.receiver_lost),
        over=booking.ends_at <= now,
        changeable=alive and booking.starts_at > now,
        link=booking_calendar.link_of(booking, jitsi=jitsi)
        if alive and booking.ends_at > now - timedelta(hours=1)
        else "",
    )


async def _meetings_page(
    request: AnyRequest, platform: Platform, visitor: Visitor, problem: str = "", status: int = 200
) -> AnyResponse:
    me = caller_of(visitor).principal_id
    now = platform.clock.now()
    found = await platform.database.read(bookings.of_buyer, me)
    hosts = jitsi_hosts(platform.settings.limits.meetings.jitsi_host)
    place = await platform.database.read(slots.zone)
    here = zone_of(request, visitor, place)
    lines = [_line(one, here, place, now, visitor.language, hosts) for one in found]
    coming = [line for line in lines if not line.over and line.one.booking.state is not BookingState.CANCELLED]
    past = [line for line in reversed(lines) if line not in coming]
    return render(
        request,
        visitor,
        "meetings.html",
        status=status,
        coming=coming,
        past=past[:50],
        zone_name=times.place(here, visitor.language),
        zone_key=here.key,
        same_zone=here.key == place.key,
        today=now.astimezone(here).date().isoformat(),
        problem=problem,
        section="meetings",
    )


@get("/meetings", opt=PAGE, include_in_schema=False)
async def meetings(request: AnyRequest, platform: NamedDependency[Platform]) -> AnyResponse:
    """Show a buyer's bookings."""
    return await _meetings_page(request, platform, await visitor_of(request, platform))


def _proposed(fields: dict[str, str], here: ZoneInfo, length: timedelta) -> SlotSpan:
    """Return the time that was asked for, in the buyer's zone, and as long as what was booked.

    Raises:
        Refusal: `no_such_time` for what is no time there: typed badly, or in an hour that the clocks skip;
            `time_twice` for one in an hour that comes twice: nobody could tell which is meant.
    """
    try:
        day, at = date.fromisoformat(fields.get("day", "")), time.fromisoformat(fields.get("time", ""))
    except ValueError:
        raise Refusal(NO_SUCH_TIME) from None
    found = instants(day, at, here)
    if not found:
        raise Refusal(NO_SUCH_TIME)
    if len(found) > 1:
        raise Refusal(TIME_TWICE)
    starts_at = found[0].astimezone(UTC)
    return SlotSpan(id=ActionId(fresh_id()), starts_at=starts_at, ends_at=starts_at + length)


def _length(found: tuple[BuyerBooking, ...], booking_id: ActionId) -> timedelta:
    """Return how long a booking is."""
    mine = next((one.booking for one in found if one.booking.id == booking_id), None)
    return mine.ends_at - mine.starts_at if mine is not None else timedelta(minutes=SLOT_MINUTES)


def _decision(
    deed: str, booking_id: ActionId, fields: dict[str, str], here: ZoneInfo, mine: tuple[BuyerBooking, ...]
) -> Action:
    said = fields.get("words", "").strip()
    if deed == "cancel":
        return CancelBooking(booking=booking_id, words=said)
    if deed == "propose":
        return ProposeTime(booking=booking_id, span=_proposed(fields, here, _length(mine, booking_id)), words=said)
    if deed in ("agree", "keep"):
        return AnswerProposal(booking=booking_id, agree=deed == "agree", words=said)
    if deed == "entered":
        return EnterNegotiation(booking=booking_id)
    raise Refusal("not_found")


@post("/meetings/{booking_id:uuid}/{deed:str}", opt=PAGE, include_in_schema=False, status_code=200)
async def decide(
    request: AnyRequest, booking_id: FromPath[UUID], deed: FromPath[str], platform: NamedDependency[Platform]
) -> AnyResponse:
    """Cancel a booking, ask for another time, answer one that is asked for, or note that one has entered."""
    visitor = await visitor_of(request, platform)
    fields = await form_of(request, visitor)
    caller = caller_of(visitor)
    place = await platform.database.read(slots.zone)
    mine = await platform.database.read(bookings.of_buyer, caller.principal_id)
    try:
        action = _decision(deed, ActionId(booking_id), fields, zone_of(request, visitor, place), mine)
        await act(platform, caller, id_of(fields.get("id", "")), action)
    except Refusal as refusal:
        if refusal.code == "not_found":
            raise
        return await _meetings_page(request, platform, visitor, _said(refusal, visitor.language), 409)
    return go(f"/meetings#b{booking_id}")


@get("/meetings/{booking_id:uuid}/calendar.ics", opt=PAGE, include_in_schema=False)
async def calendar_file(
    request: AnyRequest, booking_id: FromPath[UUID], platform: NamedDependency[Platform]
) -> Response[Any]:
    """Give out a booking for the buyer's own calendar."""
    visitor = await visitor_of(request, platform)
    found = await platform.database.read(bookings.of_buyer, caller_of(visitor).principal_id)
    one = next((one for one in found if one.booking.id == booking_id), None)
    if one is None:
        raise Refusal("not_found")
    own = one.exhibitor_zh if visitor.language == "zh" else one.exhibitor_en
    title = words.translate(visitor.language, _("Negotiation with {name}")).format(name=own or one.exhibitor_zh)
    hosts = jitsi_hosts(platform.settings.limits.meetings.jitsi_host)
    note = booking_words.standing(one.booking, visitor.language, lost=one.receiver_lost)
    data = booking_calendar.for_buyer(one.booking, title, platform.clock.now(), note=note, jitsi=hosts)
    headers = {"Content-Disposition": 'attachment; filename="negotiation.ics"', "Cache-Control": "no-store"}
    return Response(data, media_type="text/calendar", headers=headers)


def _(message: str) -> str:
    return message


HANDLERS = [slots_page, book, meetings, decide, calendar_file]
