"""Negotiation slots over the fair's days, and bookings in every state, from `resources/rehearsal/meetings.yaml`."""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Struct

from workstation import paths
from workstation.domain.actions import ActionRequest
from workstation.domain.ids import ActionId, PrincipalId, new_action_id
from workstation.domain.meeting import Meeting
from workstation.domain.slot import Slot, SlotSpan
from workstation.domain.slot_actions import (
    AnswerBooking,
    BookSlot,
    CancelBooking,
    CreateSlots,
    NameReceiver,
    ProposeTime,
    SetMeeting,
)
from workstation.rehearsal.content import Visitor, visitors
from workstation.rehearsal.desks import Desks, act
from workstation.rehearsal.guests import Guests
from workstation.remote.api import Api
from workstation.remote.errors import RemoteFault

log = logging.getLogger("workstation.rehearsal")

SOON = timedelta(minutes=20)
"""A slot that begins soon begins no sooner than that: there is time to be reminded of it."""
QUARTER = timedelta(minutes=15)


class Planned(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A booking and what becomes of it."""

    buyer: str
    day: int = 0
    time: str = ""
    soon: bool = False
    words: str = ""
    receiver: str = ""
    accept: bool = False
    hand_back: str = ""
    meeting: Meeting | None = None
    cancel: str = ""
    propose: str = ""
    """Another time of that day."""
    propose_words: str = ""


class Meetings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file."""

    version: Literal[1]
    minutes: int
    times: tuple[str, ...]
    bookings: tuple[Planned, ...]


@cache
def meetings() -> Meetings:
    """Return the file."""
    return msgspec.yaml.decode((paths.resources() / "rehearsal" / "meetings.yaml").read_bytes(), type=Meetings)


def at(day: date, clock: str, zone: ZoneInfo) -> datetime:
    """Return the instant of a time by the fair's clock."""
    return datetime.combine(day, time.fromisoformat(clock), zone).astimezone(UTC)


def fair_days(file: Path) -> tuple[date, ...]:
    """Return the days of all phases, from the fair's file."""
    phases = msgspec.yaml.decode(file.read_bytes())["fair"]["phases"]
    return tuple(
        first + timedelta(days=number)
        for first, last in ((_day(one["first_day"]), _day(one["last_day"])) for one in phases)
        for number in range((last - first).days + 1)
    )


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def spans(days: tuple[date, ...], zone: ZoneInfo, now: datetime) -> Iterator[SlotSpan]:
    """Yield the slots of the fair's days that have not begun, and one that begins soon."""
    length = timedelta(minutes=meetings().minutes)
    for day in days:
        for clock in meetings().times:
            starts_at = at(day, clock, zone)
            if starts_at > now:
                yield SlotSpan(id=new_action_id(), starts_at=starts_at, ends_at=starts_at + length)
    soon = soon_at(now)
    if soon.astimezone(zone).date() == (soon + length - timedelta(minutes=1)).astimezone(zone).date():
        yield SlotSpan(id=new_action_id(), starts_at=soon, ends_at=soon + length)


def soon_at(now: datetime) -> datetime:
    """Return the first quarter of an hour that is at least `SOON` ahead."""
    wanted = now + SOON
    past = timedelta(minutes=wanted.minute % 15, seconds=wanted.second, microseconds=wanted.microsecond)
    return wanted if not past else wanted - past + QUARTER


class Calendar:
    """Fills the full exhibitor's calendar once, in the names of its people and of some buyers.

    Args:
        desks: of the exhibitors' accounts.
        guests: who among the buyers has registered.
    """

    def __init__(self, desks: Desks, guests: Guests) -> None:
        self._desks = desks
        self._guests = guests
        self._ids: dict[str, PrincipalId] = {}

    def fill(self, main: str, days: tuple[date, ...]) -> None:
        """Create the slots and make the bookings; what was there from a start that was broken off stays.

        Raises:
            RemoteFault: the server can't be reached, or has no slots.
        """
        desk = self._desks.of(main)
        before = desk.snapshot()
        self._ids = {one.login: one.id for one in before.accounts}
        zone, now = ZoneInfo(before.exhibitor.time_zone or "Asia/Shanghai"), datetime.now(UTC)
        act(desk, CreateSlots(slots=tuple(spans(days, zone, now))))
        there = {slot.starts_at: slot for slot in desk.snapshot().slots}
        first = [day for day in days if at(day, meetings().times[0], zone) > now]
        people = {one.key: one for one in visitors()}
        soon = min((starts_at for starts_at in there if starts_at >= now + SOON - QUARTER), default=None)
        for one in meetings().bookings:
            if one.buyer not in people or (not one.soon and one.day > len(first)):
                continue
            starts_at = soon if one.soon else at(first[one.day - 1], one.time, zone)
            slot = None if starts_at is None else there.get(starts_at)
            if slot is None:
                continue
            try:
                self._book(desk, people[one.buyer], one, slot, zone)
            except RemoteFault as fault:
                log.warning("%s has no booking: %s", one.buyer, fault)

    def _book(self, desk: Api, visitor: Visitor, one: Planned, slot: Slot, zone: ZoneInfo) -> None:
        booking = new_action_id()
        with self._guests.visit(self._desks.url, visitor) as api:
            api.act(
                ActionRequest(id=booking, action=BookSlot(slot=slot.id, words=one.words, time_zone=visitor.time_zone))
            )
            self._receive(desk, one, booking)
            if one.propose:
                length = slot.ends_at - slot.starts_at
                starts_at = at(slot.starts_at.astimezone(zone).date(), one.propose, zone)
                span = SlotSpan(id=new_action_id(), starts_at=starts_at, ends_at=starts_at + length)
                act(api, ProposeTime(booking=booking, span=span, words=one.propose_words))
            if one.cancel:
                act(api, CancelBooking(booking=booking, words=one.cancel))

    def _receive(self, desk: Api, one: Planned, booking: ActionId) -> None:
        if one.receiver not in self._ids or not self._desks.knows(one.receiver):
            return
        act(desk, NameReceiver(booking=booking, account_id=self._ids[one.receiver]))
        if one.accept:
            act(self._desks.of(one.receiver), AnswerBooking(booking=booking, accept=True))
        if one.meeting is not None:
            act(self._desks.of(one.receiver), SetMeeting(booking=booking, meeting=one.meeting))
        if one.hand_back:
            act(self._desks.of(one.receiver), AnswerBooking(booking=booking, accept=False, words=one.hand_back))
