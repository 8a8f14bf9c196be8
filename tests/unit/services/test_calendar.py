"""The calendar on the desk: what is shown of slots and bookings, what one may do, who receives."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    NOON,
    make_account,
    make_buyer,
    make_exhibitor,
    make_page,
)
from tests.helpers.slot_builders import HALF_HOUR, TOMORROW, make_booking, make_slot, utc
from tests.unit.services.calendar_bench import DAY, MEETING, THIRD, become, one, slots, told
from tests.unit.services.conftest import ONE, Bench
from workstation.domain import events as ev
from workstation.domain.account import Permission
from workstation.domain.booking import BookingRules, BookingState, Proposal
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId, new_action_id
from workstation.services.calendar_views import Awaits, Fixed, SlotFilter, SlotStatus

# --- what is shown ---


async def test_a_week_shows_slots_with_capacity_and_mine_or_all_bookings(bench: Bench) -> None:
    first, later = make_slot(booked=2), make_slot(TOMORROW + timedelta(days=6))
    mine = make_booking(1, slot_id=first.id, receiver_id=ME, state=BookingState.NAMED)
    other = make_booking(2, slot_id=first.id, receiver_id=COLLEAGUE, state=BookingState.ACCEPTED)
    gone = make_booking(3, slot_id=first.id, state=BookingState.CANCELLED, receiver_id=ME)
    slots(bench, first, later)
    told(bench, mine, other, gone)

    week = await bench.calendar.week(DAY)
    assert (week.zone.key, week.first, week.last, week.capacity, week.now) == (
        "Asia/Shanghai", DAY, date(2026, 4, 22), 2, NOON,
    )  # fmt: skip
    assert [(one.id, one.status, one.free) for one in week.slots] == [
        (first.id, SlotStatus.FULL, 0),
        (later.id, SlotStatus.FREE, 2),
    ]
    assert week.slots[0].here[0].isoformat() == "2026-04-16T20:00:00+08:00"
    assert {one.id for one in week.slots[0].bookings} == {mine.id, other.id}
    assert [one.id for one in week.bookings] == [mine.id]
    whole = await bench.calendar.week(DAY, whole=True)
    assert {one.id for one in whole.bookings} == {mine.id, other.id}
    all_of_it = await bench.calendar.week(DAY, whole=True, cancelled=True)
    assert len(all_of_it.bookings) == 3
    assert not (await bench.calendar.week(DAY - timedelta(days=7), whole=True)).slots

    become(bench)
    week = await bench.calendar.week(DAY, whole=True)
    assert (week.whole, week.rights.manage_slots, [one.id for one in week.bookings]) == (False, False, [mine.id])
    become(bench, Permission.WHOLE_SCHEDULE)
    assert (await bench.calendar.week(DAY, whole=True)).whole


async def test_days_are_the_fair_s(bench: Bench) -> None:
    late = make_slot(utc(2026, 4, 16, 15, 30))  # 23:30 in Guangzhou
    early = make_slot(utc(2026, 4, 16, 16))  # the next day there
    slots(bench, late, early)
    assert [one.id for one in (await bench.calendar.span(DAY, DAY)).slots] == [late.id]
    bench.hear(ev.ExhibitorChanged(exhibitor=make_exhibitor(rev=2, time_zone="Europe/Berlin")))
    assert [one.id for one in (await bench.calendar.span(DAY, DAY)).slots] == [late.id, early.id]
    assert (await bench.calendar.zone()).key == "Europe/Berlin"


async def test_a_booking_has_both_clocks_and_the_buyer_s_name(bench: Bench) -> None:
    bench.hear(ev.BuyerChanged(buyer=make_buyer(101, rev=2, time_zone="America/New_York")))
    by_profile = make_booking(1)
    by_booking = make_booking(1, buyer_zone="Europe/Berlin")
    elsewhere = make_booking(9, buyer_name="Ana", buyer_company="Luz", buyer_country="ES")
    told(bench, by_profile, by_booking, elsewhere)
    views = [await one(bench, each.id) for each in (by_profile, by_booking, elsewhere)]
    zones = [None if view.clocks.there is None else view.clocks.there.zone for view in views]
    assert zones == ["America/New_York", "Europe/Berlin", None]
    assert [(view.buyer_name, view.conversation_visible) for view in views] == [
        ("Buyer 101", True), ("Buyer 101", True), ("Ana", False),
    ]  # fmt: skip
    assert {view.id for view in await bench.calendar.of_conversation(ONE)} == {by_profile.id, by_booking.id}
    assert await bench.calendar.of_conversation(new_action_id()) == ()


@pytest.mark.parametrize(
    ("fields", "awaits"),
    [
        ({}, Awaits.RECEIVER),
        ({"returned_by_id": COLLEAGUE}, Awaits.OTHER_RECEIVER),
        ({"state": BookingState.NAMED, "receiver_id": COLLEAGUE, "receiver_disabled": True}, Awaits.OTHER_RECEIVER),
        ({"state": BookingState.NAMED, "receiver_id": COLLEAGUE}, Awaits.NOTHING),
        ({"state": BookingState.NAMED, "receiver_id": ME}, Awaits.ANSWER),
        ({"state": BookingState.ACCEPTED, "receiver_id": ME}, Awaits.NOTHING),
        ({"state": BookingState.CANCELLED}, Awaits.NOTHING),
        ({"state": BookingState.ACCEPTED, "receiver_id": COLLEAGUE,
          "proposal": Proposal(by_buyer=True, starts_at=TOMORROW, ends_at=TOMORROW + HALF_HOUR)}, Awaits.PROPOSAL),
        ({"state": BookingState.ACCEPTED, "receiver_id": COLLEAGUE,
          "proposal": Proposal(by_buyer=False, starts_at=TOMORROW, ends_at=TOMORROW + HALF_HOUR)}, Awaits.NOTHING),
        ({"starts_at": NOON - timedelta(hours=2)}, Awaits.NOTHING),
    ],
)  # fmt: skip
async def test_what_waits_for_me(bench: Bench, fields: dict[str, Any], awaits: Awaits) -> None:
    booking = make_booking(1, **fields)
    told(bench, booking)
    assert (await one(bench, booking.id)).awaits is awaits
    waiting = [view.id for view in await bench.calendar.awaiting_me()]
    assert waiting == ([booking.id] if awaits else [])
    assert (await bench.calendar.counts()).awaiting_me == len(waiting)


async def test_what_i_may_do_follows_the_hour_and_who_i_am(bench: Bench) -> None:
    booking = make_booking(1, state=BookingState.NAMED, receiver_id=ME, meeting=MEETING)
    told(bench, booking)

    async def may() -> set[str]:
        view = await one(bench, booking.id)
        return {name for name in view.__struct_fields__ if name.startswith("may_") and getattr(view, name)}

    before = {"may_name", "may_answer", "may_hand_back", "may_cancel", "may_set_meeting", "may_enter"}
    assert await may() == before
    become(bench, Permission.RECEIVE_BOOKINGS)
    assert await may() == before - {"may_name"}
    bench.clock.go(24 * 3600 + 60)
    assert await may() == {"may_answer", "may_set_meeting", "may_enter", "may_write_outcome"}
    assert (await one(bench, booking.id)).running
    with pytest.raises(Refusal, match="booking_started"):
        await bench.calendar.cancel(booking.id)
    bench.clock.go(3600)  # a meeting is not cut off at its end
    assert await may() == {"may_enter", "may_write_outcome"}
    bench.clock.go(3600)
    assert await may() == {"may_write_outcome"}
    told(bench, make_booking(1, id=booking.id, rev=2, receiver_id=COLLEAGUE, state=BookingState.NAMED))
    assert await may() == set()
    for refused in (bench.calendar.answer(booking.id, True), bench.calendar.set_meeting(booking.id, None)):
        with pytest.raises(Refusal, match="not_allowed"):
            await refused


async def test_the_list_of_slots_filters_by_days_and_status(bench: Bench) -> None:
    past = make_slot(NOON - timedelta(hours=1))
    free, booked, full = make_slot(TOMORROW), make_slot(TOMORROW + HALF_HOUR, booked=1), make_slot(booked=2)
    full = make_slot(TOMORROW + 2 * HALF_HOUR, id=full.id, booked=2)
    slots(bench, full, booked, past, free)
    found = await bench.calendar.slots()
    assert [(one.id, one.status, one.fixed) for one in found.rows] == [
        (past.id, SlotStatus.PAST, Fixed.PAST),
        (free.id, SlotStatus.FREE, Fixed.NOT),
        (booked.id, SlotStatus.BOOKED, Fixed.BOOKED),
        (full.id, SlotStatus.FULL, Fixed.BOOKED),
    ]
    assert found.counts == dict.fromkeys(SlotStatus, 1)
    found = await bench.calendar.slots(SlotFilter(first=DAY, last=DAY, status=SlotStatus.FREE))
    assert [one.id for one in found.rows] == [free.id]
    assert found.counts[SlotStatus.PAST] == 0
    found = await bench.calendar.slots(SlotFilter(newest_first=True))
    assert found.rows[0].id == full.id
    become(bench)
    assert {one.fixed for one in (await bench.calendar.slots()).rows} == {Fixed.NOT_ALLOWED}


# --- who receives ---


async def test_receivers_come_with_clashes_and_load_and_one_is_suggested(bench: Bench) -> None:
    bench.hear(
        ev.AccountChanged(account=make_account(COLLEAGUE, rev=2, permissions=frozenset({Permission.RECEIVE_BOOKINGS}))),
        ev.AccountChanged(account=make_account(THIRD)),
        ev.AccountChanged(account=make_account(4, permissions=frozenset())),
        ev.AccountChanged(account=make_account(5, enabled=False)),
    )
    asked = make_booking(1)
    meanwhile = make_booking(2, TOMORROW + timedelta(minutes=15), receiver_id=ME, state=BookingState.NAMED)
    that_day = make_booking(3, TOMORROW - timedelta(hours=2), receiver_id=COLLEAGUE, state=BookingState.ACCEPTED)
    cancelled = make_booking(3, receiver_id=THIRD, state=BookingState.CANCELLED)
    told(bench, asked, meanwhile, that_day, cancelled)
    found = await bench.calendar.suggest_receivers(asked.id)
    assert [(one.account.id, one.problem, one.that_day, one.suggested) for one in found] == [
        (THIRD, "", 0, True),
        (COLLEAGUE, "", 1, False),
        (ME, "busy", 1, False),
        (4, "no_permission", 0, False),
        (5, "disabled", 0, False),
    ]
    assert [one.id for one in found[2].clashes] == [meanwhile.id]
    assert [one.language_place for one in found[:2]] == [2, 2], "the buyer speaks neither one's language"
    assert found[2].owner

    # Without that clash the buyer's own salesperson is the one to take.
    told(bench, make_booking(2, id=meanwhile.id, rev=2, state=BookingState.CANCELLED))
    found = await bench.calendar.suggest_receivers(asked.id)
    assert (found[0].account.id, found[0].suggested, found[0].owner) == (ME, True, True)
    with pytest.raises(Refusal, match="receiver_unfit"):
        await bench.calendar.name(asked.id, PrincipalId(4))
    with pytest.raises(Refusal, match="not_found"):
        await bench.calendar.name(asked.id, PrincipalId(99))
    await bench.calendar.name(asked.id, COLLEAGUE)
    view = await one(bench, asked.id)
    assert (view.booking.state, view.waiting) == (BookingState.NAMED, True)
    assert view.receiver is not None
    assert view.receiver.name("zh") == "李2"
    mine = make_booking(3, TOMORROW + timedelta(hours=4))
    told(bench, mine)
    await bench.calendar.name(mine.id, ME)
    view = await one(bench, mine.id)
    assert (view.booking.state, view.awaits) == (BookingState.ACCEPTED, Awaits.NOTHING), "I need not ask myself"
    # Whoever is named by what has not left yet is taken at that hour too.
    second = make_booking(2, TOMORROW + timedelta(minutes=10))
    told(bench, second)
    with pytest.raises(Refusal, match="receiver_busy"):
        await bench.calendar.name(second.id, COLLEAGUE)


async def test_the_agenda_to_be_printed(bench: Bench) -> None:
    slots(bench, make_slot(), make_slot(TOMORROW + HALF_HOUR, booked=1), make_slot(TOMORROW + timedelta(days=1)))
    told(
        bench,
        make_booking(1, receiver_id=ME, state=BookingState.ACCEPTED),
        make_booking(2, TOMORROW + timedelta(days=2), receiver_id=ME, state=BookingState.ACCEPTED),
        make_booking(3, TOMORROW + timedelta(days=2), receiver_id=COLLEAGUE, state=BookingState.ACCEPTED),
    )
    agenda = await bench.calendar.agenda(DAY, DAY + timedelta(days=6))
    assert [(day.day, len(day.bookings), day.free_slots) for day in agenda.days] == [
        (DAY, 1, 2),
        (DAY + timedelta(days=2), 1, 0),
    ]
    whole = await bench.calendar.agenda(DAY, DAY + timedelta(days=6), whole=True)
    assert len(whole.days[1].bookings) == 2


async def test_a_snapshot_replaces_everything_and_what_is_gone_is_forgotten(bench: Bench) -> None:
    kept, lost = make_booking(1, receiver_id=ME), make_booking(2, receiver_id=ME)
    slots(bench, old := make_slot())
    told(bench, kept, lost)
    told(bench, make_booking(2, id=lost.id, rev=1, gone=True))
    assert await bench.calendar.booking(lost.id) is None
    slots(bench, make_slot(id=old.id, rev=2, deleted=True))
    assert await bench.calendar.slot(old.id) is None
    new = make_slot()
    rules = BookingRules(rev=3, to_owner=True)
    bench.sync(make_page(1, 1), slots=(new,), bookings=(kept,), booking_rules=rules)
    assert [one.id for one in (await bench.calendar.slots()).rows] == [new.id]
    assert [one.id for one in await bench.calendar.mine()] == [kept.id]
    assert (await bench.calendar.rules()).rules == rules
