"""What waits to leave, laid over slots and bookings; what is refused before it leaves."""

from datetime import time, timedelta
from typing import Any

import pytest

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    NOON,
    make_message,
    make_page,
)
from tests.helpers.slot_builders import HALF_HOUR, TOMORROW, make_booking, make_slot, utc
from tests.unit.services.calendar_bench import DAY, MEETING, become, one, refuse_last, slot, slots, told
from tests.unit.services.conftest import ONE, TWO, Bench, no_server
from workstation.domain import events as ev
from workstation.domain import slot_actions as act
from workstation.domain.account import Permission
from workstation.domain.actions import SendMessage
from workstation.domain.booking import BookingRules, BookingState, CancelledBy, Proposal
from workstation.domain.errors import Refusal
from workstation.domain.ids import new_action_id
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.message import SLOTS, TEXT, OfferedSlot
from workstation.domain.slot_actions import CalendarFeed, RevokeFeed
from workstation.domain.slot_batch import Days, SlotPlan
from workstation.services.calendar_feeds import CalendarFeeds
from workstation.services.calendar_views import Awaits
from workstation.services.platform import Platform
from workstation.services.views import ItemState
from workstation.storage import outbox, reconcile

# --- what waits ---


async def test_slots_created_offline_show_at_once_and_stay_one(bench: Bench) -> None:
    plan = SlotPlan(days=(Days(first=DAY, last=DAY),), begins=time(9), ends=time(11))
    batch, count = await bench.calendar.create_batch(plan)
    assert (count, bench.changes[-1].slots) == (4, True)
    found = (await bench.calendar.slots()).rows
    assert len(found) == 4
    assert all(one.waiting and one.slot.batch == batch for one in found)
    assert (await bench.calendar.preview(plan)).new == ()
    assert await bench.calendar.create_batch(plan) == (None, 0)

    [pending] = bench.outbox()
    bench.confirm(pending.id)
    assert not any(one.waiting for one in (await bench.calendar.slots()).rows)
    slots(bench, *(make_slot(one.slot.starts_at, id=one.id, batch=batch) for one in found))
    reconcile.settle_blocking(bench.store, now_ms=bench.outgoing.now_ms)
    assert not bench.outbox()
    assert len((await bench.calendar.slots()).rows) == 4

    assert batch is not None
    slots(bench, make_slot(found[0].slot.starts_at, id=found[0].id, batch=batch, rev=2, booked=1))
    await bench.calendar.undo(batch)
    assert [one.id for one in (await bench.calendar.slots()).rows] == [found[0].id]


async def test_changing_and_deleting_slots_shows_at_once_and_a_refusal_takes_it_back(bench: Bench) -> None:
    a, b = make_slot(), make_slot(TOMORROW + 2 * HALF_HOUR)
    slots(bench, a, b)
    await bench.calendar.change(a.id, TOMORROW + HALF_HOUR, TOMORROW + 2 * HALF_HOUR)
    assert (await slot(bench, a.id)).slot.starts_at == TOMORROW + HALF_HOUR
    refuse_last(bench, "slot_booked")
    shown = await slot(bench, a.id)
    assert (shown.slot.starts_at, shown.waiting) == (TOMORROW, False)
    assert shown.problem is not None
    assert (shown.problem.code, shown.action_id) == ("slot_booked", bench.outbox()[-1].id)
    await bench.calendar.delete([b.id])
    assert await bench.calendar.slot(b.id) is None
    refuse_last(bench, "slot_booked")
    assert (await slot(bench, b.id)).problem is not None
    with pytest.raises(Refusal, match="not_found"):
        await bench.calendar.delete([new_action_id()])


@pytest.mark.parametrize(
    ("begin", "end", "code"),
    [
        (NOON, NOON + HALF_HOUR, "slot_past"),
        (TOMORROW, TOMORROW, "slot_length"),
        (TOMORROW, TOMORROW - HALF_HOUR, "slot_length"),
        (TOMORROW, TOMORROW + timedelta(hours=25), "slot_length"),
        (utc(2026, 4, 16, 15, 45), utc(2026, 4, 16, 16, 15), "slot_across_midnight"),
        (TOMORROW + timedelta(minutes=29), TOMORROW + timedelta(minutes=59), "slot_overlaps"),
    ],
)
async def test_slots_that_can_t_be(bench: Bench, begin: Any, end: Any, code: str) -> None:
    there = make_slot()
    slots(bench, there)
    with pytest.raises(Refusal, match=code):
        await bench.calendar.create(begin, end)
    if code != "slot_overlaps":  # it may overlap what it was
        with pytest.raises(Refusal, match=code):
            await bench.calendar.change(there.id, begin, end)
    assert not bench.outbox()
    # Midnight itself is the end of a day, and slots may touch.
    await bench.calendar.create(utc(2026, 4, 16, 15, 30), utc(2026, 4, 16, 16))
    await bench.calendar.create(TOMORROW + HALF_HOUR, TOMORROW + 2 * HALF_HOUR)


async def test_what_is_the_main_account_s(bench: Bench) -> None:
    there = make_slot()
    slots(bench, there)
    become(bench, Permission.WHOLE_SCHEDULE, Permission.RECEIVE_BOOKINGS)
    plan = SlotPlan(days=(Days(first=DAY, last=DAY),))
    for refused in (
        bench.calendar.create(TOMORROW + HALF_HOUR, TOMORROW + 2 * HALF_HOUR),
        bench.calendar.create_batch(plan),
        bench.calendar.delete([there.id]),
        bench.calendar.undo(new_action_id()),
        bench.calendar.set_rules(to_owner=True),
    ):
        with pytest.raises(Refusal, match="not_allowed"):
            await refused
    assert not bench.outbox()


async def test_bookings_with_changes_on_their_way(bench: Bench) -> None:
    booking = make_booking(1, state=BookingState.NAMED, receiver_id=ME)
    told(bench, booking)
    calendar = bench.calendar
    await calendar.answer(booking.id, True, with_card=True)
    assert bench.changes[-1].bookings == {booking.id}
    assert (await one(bench, booking.id)).booking.state is BookingState.ACCEPTED
    await calendar.set_meeting(booking.id, MEETING)
    await calendar.propose(booking.id, TOMORROW + HALF_HOUR, TOMORROW + 2 * HALF_HOUR, words=" later? ")
    view = await one(bench, booking.id)
    assert (view.booking.meeting, view.waiting) == (Meeting(**as_dict(MEETING), made_by_hand=True), True)
    assert view.booking.proposal == Proposal(
        by_buyer=False, starts_at=TOMORROW + HALF_HOUR, ends_at=TOMORROW + 2 * HALF_HOUR, words="later?"
    )
    assert [type(one.action) for one in bench.outbox()] == [act.AnswerBooking, act.SetMeeting, act.ProposeTime]
    await calendar.cancel(booking.id, words="ill")
    cancelled = (await one(bench, booking.id)).booking
    assert (cancelled.state, cancelled.cancelled_by, cancelled.cancelled_words, cancelled.proposal) == (
        BookingState.CANCELLED, CancelledBy.EXHIBITOR, "ill", None,
    )  # fmt: skip
    refuse_last(bench, "booking_started")
    view = await one(bench, booking.id)
    assert view.booking.state is BookingState.ACCEPTED
    assert view.problem is not None
    assert view.problem.code == "booking_started"


def as_dict(meeting: Meeting) -> dict[str, Any]:
    return {"service": meeting.service, "code": meeting.code}


async def test_handing_back_answering_entering_and_the_outcome(bench: Bench) -> None:
    back = make_booking(1, state=BookingState.NAMED, receiver_id=ME)
    asked = Proposal(by_buyer=True, starts_at=TOMORROW + HALF_HOUR, ends_at=TOMORROW + 2 * HALF_HOUR)
    moved = make_booking(2, state=BookingState.ACCEPTED, receiver_id=ME, proposal=asked, meeting=MEETING)
    told(bench, back, moved)
    await bench.calendar.answer(back.id, False, words="on a train")
    view = await one(bench, back.id)
    assert (view.booking.state, view.receiver, view.awaits) == (BookingState.PENDING, None, Awaits.OTHER_RECEIVER)
    assert view.returned_by is not None
    assert (view.returned_by.id, view.booking.returned_words) == (ME, "on a train")
    await bench.calendar.answer_proposal(moved.id, True)
    assert (await one(bench, moved.id)).booking.starts_at == asked.starts_at
    theirs = make_booking(3, state=BookingState.ACCEPTED, receiver_id=COLLEAGUE, proposal=asked)
    told(bench, theirs)
    await bench.calendar.answer_proposal(theirs.id, True)
    assert (await one(bench, theirs.id)).booking.state is BookingState.NAMED  # whoever receives agrees anew
    bench.clock.go(25 * 3600)
    await bench.calendar.entered(moved.id)
    await bench.calendar.entered(moved.id)
    assert [type(one.action) for one in bench.outbox()].count(act.EnterNegotiation) == 1
    with pytest.raises(Refusal, match="text_invalid"):
        await bench.calendar.save_outcome(moved.id, notes="\x00")
    await bench.calendar.save_outcome(moved.id, notes=" 500 pcs ", follow_up=DAY, order_drafted=True)
    outcome = (await one(bench, moved.id)).booking.outcome
    assert outcome is not None
    assert (outcome.notes, outcome.follow_up, outcome.order_drafted, outcome.by_id) == (
        "500 pcs", "2026-04-16", True, ME,
    )  # fmt: skip


async def test_meetings_are_checked_before_they_leave(bench: Bench) -> None:
    booking = make_booking(1, state=BookingState.ACCEPTED, receiver_id=ME)
    told(bench, booking)
    for bad in (Meeting(service=MeetingService.TENCENT, code="12a; rm -rf"), Meeting(service=MeetingService.ZOOM)):
        with pytest.raises(Refusal, match="meeting_invalid"):
            await bench.calendar.set_meeting(booking.id, bad)
    assert not bench.outbox()


async def test_rules_and_offers(bench: Bench) -> None:
    bench.hear(ev.BookingRulesChanged(rules=BookingRules(rev=1, meetings_possible=("by_hand", "jitsi"))))
    assert (await bench.calendar.rules()).editable
    await bench.calendar.set_rules(to_owner=True, meetings="jitsi")
    shown = await bench.calendar.rules()
    assert (shown.rules.to_owner, shown.rules.meetings, shown.waiting) == (True, "jitsi", True)
    with pytest.raises(Refusal, match="not_possible"):
        await bench.calendar.set_rules(meetings="tencent")
    free, full, past = make_slot(), make_slot(TOMORROW + HALF_HOUR, booked=2), make_slot(NOON - HALF_HOUR)
    slots(bench, free, full, past)
    for id_, code in ((full.id, "slot_full"), (past.id, "slot_past"), (new_action_id(), "not_found")):
        with pytest.raises(Refusal, match=code):
            await bench.calendar.offer(TWO, [free.id, id_])
    await bench.calendar.offer(TWO, [free.id], text="When you like")
    assert bench.outbox()[-1].action == act.OfferSlots(conversation=TWO, slots=(free.id,), text="When you like")


async def test_calendar_addresses_are_listed_until_they_are_revoked(bench: Bench) -> None:
    mine, other = CalendarFeed(id=new_action_id(), whole=True), CalendarFeed(id=new_action_id())
    bench.sync(make_page(1, 1), calendar_feeds=(mine,))
    feeds = CalendarFeeds(bench.files, bench.outgoing, Platform(no_server), bench.worker)
    await feeds.keep(other)
    assert await feeds.list() == (mine, other)
    await feeds.revoke(mine.id)
    assert await feeds.list() == (other,)
    [pending] = bench.outbox()
    assert pending.action == RevokeFeed(feed=mine.id)
    bench.confirm(pending.id)
    assert await feeds.list() == (other,)
    assert not bench.outbox()
    # A snapshot that was read before the server knew of it does not bring a revoked one back.
    await feeds.revoke(other.id)
    bench.sync(make_page(1, 1), calendar_feeds=(other,))
    assert await feeds.list() == ()
    # One that was made or revoked at another desk comes and goes with its event.
    third = CalendarFeed(id=new_action_id())
    bench.hear(ev.FeedChanged(feed=third))
    assert await feeds.list() == (third,)
    bench.hear(ev.FeedChanged(feed=CalendarFeed(id=third.id), gone=True))
    assert await feeds.list() == ()
    with pytest.raises(Refusal, match="unreachable"):
        await feeds.make()


async def test_what_the_cache_shows_lies_over_nothing_any_more(bench: Bench) -> None:
    booking = make_booking(1, state=BookingState.NAMED, receiver_id=ME)
    told(bench, booking)
    await bench.calendar.answer(booking.id, True)
    [pending] = bench.outbox()
    # While the answer is on its way, colleagues and the buyer have gone on: one batch brings it all.
    bench.confirm(pending.id)
    assert (await one(bench, booking.id)).booking.state is BookingState.ACCEPTED
    told(bench, make_booking(1, id=booking.id, rev=3, state=BookingState.NAMED, receiver_id=COLLEAGUE))
    assert (await one(bench, booking.id)).booking.state is BookingState.NAMED
    told(bench, make_booking(1, id=booking.id, rev=4, state=BookingState.CANCELLED))
    assert (await one(bench, booking.id)).booking.state is BookingState.CANCELLED
    reconcile.settle_blocking(bench.store, now_ms=bench.outgoing.now_ms)
    assert not bench.outbox()

    # What was named off-line does not bring back what the buyer called off meanwhile.
    other = make_booking(2)
    told(bench, other)
    await bench.calendar.name(other.id, COLLEAGUE)
    told(bench, make_booking(2, id=other.id, rev=2, state=BookingState.CANCELLED))
    assert (await one(bench, other.id)).booking.state is BookingState.CANCELLED

    # And what was overwritten from another desk gives way: both came back together.
    third = make_booking(3, state=BookingState.ACCEPTED, receiver_id=ME)
    told(bench, third)
    await bench.calendar.set_meeting(third.id, MEETING)
    pending = bench.outbox()[-1]
    bench.confirm(pending.id)
    assert (await one(bench, third.id)).booking.meeting is not None
    told(bench, make_booking(3, id=third.id, rev=2, state=BookingState.ACCEPTED, receiver_id=ME))
    assert (await one(bench, third.id)).booking.meeting is None


async def test_an_offer_on_its_way_stands_in_the_chat_and_is_never_lost(bench: Bench) -> None:
    first, later = make_slot(), make_slot(TOMORROW + HALF_HOUR)
    slots(bench, first, later)
    id_ = await bench.calendar.offer(ONE, [later.id, first.id], text="When you like")
    await bench.chat.send_text(ONE, "Or tell me")
    items = (await bench.chat.page(ONE)).items
    assert [(item.kind, item.state) for item in items[-2:]] == [
        (SLOTS, ItemState.WAITING), (TEXT, ItemState.WAITING),
    ]  # fmt: skip
    assert ([slot.id for slot in items[-2].slots], items[-2].text) == ([first.id, later.id], "When you like")
    assert (await bench.inbox.rows([ONE]))[ONE].unsent == 2

    # Refused: it stays with its reason, what follows waits, and it is offered anew by one press.
    bench.local(outbox.refuse, id_, "slot_gone")
    items = (await bench.chat.page(ONE)).items
    assert [item.state for item in items[-2:]] == [ItemState.FAILED, ItemState.FAILED]
    assert items[-2].problem is not None
    assert items[-2].problem.code == "slot_gone"
    assert await bench.refusals.list() == []
    again = await bench.chat.retry(id_)
    assert again not in (None, id_)
    bench.confirm(again, n=4)
    offered = tuple(OfferedSlot(id=one.id, starts_at=one.starts_at, ends_at=one.ends_at) for one in (first, later))
    said = make_message(1, 4, kind=SLOTS, sender_id=ME, from_buyer=False, action_id=again, slots=offered)
    bench.hear(ev.MessageChanged(message=said))
    items = (await bench.chat.page(ONE)).items
    assert [item.kind for item in items[-2:]] == [SLOTS, TEXT]
    assert items[-2].slots == offered
    assert [type(one.action) for one in bench.outbox()] == [SendMessage]
    other = await bench.calendar.offer(TWO, [first.id], text="Tomorrow")
    assert await bench.chat.discard(other) == "Tomorrow"
