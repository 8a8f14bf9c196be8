"""Two desks and a buyer at a real server: from slots to a booking, its receiver, and its end."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.live_server import LiveServer
from tests.unit.services.test_desk import ring as ring
from tests.unit.services.test_team_desks import desk_of, eventually, people_of
from tests.unit.services.test_team_desks import server as server
from workstation.domain import slot_actions as act
from workstation.domain.account import Exhibitor, Permission
from workstation.domain.booking import BookingState, BuyerBooking
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId, new_action_id
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.message import CARD, SLOTS
from workstation.domain.slot import OpenSlot
from workstation.domain.slot_batch import Days, SlotPlan
from workstation.services.calendar_views import Awaits, BookingView, Fixed
from workstation.services.desk import Desk


async def shown(
    until: Callable[..., Any], desk: Desk, id_: ActionId, fits: Callable[[BookingView], bool]
) -> BookingView:
    """Wait until a desk shows a booking that fits, with nothing of its own on the way."""
    found: list[BookingView] = []

    async def there() -> bool:
        view = await desk.calendar.booking(id_)
        if view is not None and not view.waiting and fits(view):
            found.append(view)
        return bool(found)

    await eventually(until, there)
    return found[0]


async def test_from_slots_to_a_meeting_and_its_end(
    server: LiveServer, tmp_path: Path, until: Callable[..., Any]
) -> None:
    async with (
        desk_of(server, "north", tmp_path, until) as main,
        desk_of(server, "north.ann", tmp_path, until) as ann,
    ):
        day = datetime.now(UTC).date() + timedelta(days=3)
        plan = SlotPlan(days=(Days(first=day, last=day),), begins=time(9), ends=time(10, 30))
        batch, count = await main.calendar.create_batch(plan)
        assert (count, batch is not None) == (3, True)

        async def all_have_them() -> bool:
            both = [(await desk.calendar.slots()).rows for desk in (main, ann)]
            return all(len(rows) == 3 and not any(one.waiting for one in rows) for rows in both)

        await eventually(until, all_have_them)
        assert {one.fixed for one in (await ann.calendar.slots()).rows} == {Fixed.NOT_ALLOWED}

        buyer = server.buyer(time_zone="Europe/Berlin")
        north = next(e for e in buyer.get("/api/v1/exhibitors", tuple[Exhibitor, ...]) if e.name_en == "North Lamps")
        first, *_ = buyer.get(f"/api/v1/exhibitors/{north.id}/slots", tuple[OpenSlot, ...])
        booked = new_action_id()
        conversation = buyer.act(act.BookSlot(slot=first.id, words="500 lamps"), booked).conversation_id
        assert conversation is not None

        view = await shown(until, main, booked, lambda one: one.awaits is Awaits.RECEIVER)
        assert (view.booking.words, view.booking.buyer_zone, view.clocks.there is not None) == (
            "500 lamps", "Europe/Berlin", True,
        )  # fmt: skip
        slot = await main.calendar.slot(first.id)
        assert slot is not None
        assert (slot.slot.booked, slot.fixed, [one.id for one in slot.bookings]) == (1, Fixed.BOOKED, [booked])

        ann_id = (await people_of(main))["north.ann"]
        with pytest.raises(Refusal, match="receiver_unfit"):
            await main.calendar.name(booked, ann_id)
        ticks = {Permission.RECEIVE_MESSAGES, Permission.MESSAGE_NOTICES, Permission.RECEIVE_BOOKINGS}
        await main.accounts.set_permissions(ann_id, frozenset(ticks))

        async def ann_is_fit() -> bool:
            choices = await main.calendar.suggest_receivers(booked)
            return not next(one.problem for one in choices if one.account.id == ann_id)

        await eventually(until, ann_is_fit)
        await main.calendar.name(booked, ann_id)
        view = await shown(until, ann, booked, lambda one: one.awaits is Awaits.ANSWER)
        assert (view.mine, view.may_hand_back) == (True, True)
        assert (await ann.calendar.counts()).to_answer == 1
        await ann.calendar.answer(booked, True, with_card=True)
        await ann.calendar.set_meeting(booked, Meeting(service=MeetingService.TENCENT, code="664 079 932"))
        for desk in (main, ann):
            view = await shown(until, desk, booked, lambda one: one.booking.meeting is not None)
            assert (view.booking.state, view.may_enter) == (BookingState.ACCEPTED, True)
        [theirs] = buyer.get("/api/v1/bookings", tuple[BuyerBooking, ...])
        assert theirs.booking.meeting == Meeting(service=MeetingService.TENCENT, code="664079932", made_by_hand=True)

        others = [one.id for one in (await main.calendar.slots()).rows if one.id != first.id]
        await main.calendar.offer(conversation, others, text="Or later")

        async def offered() -> bool:
            items = (await main.chat.page(ConversationId(conversation))).items
            kinds = [one.kind for one in items]
            return CARD in kinds and [one.id for item in items if item.kind == SLOTS for one in item.slots] == others

        await eventually(until, offered)

        buyer.act(act.CancelBooking(booking=booked, words="ill"))
        for desk in (main, ann):
            await shown(until, desk, booked, lambda one: one.booking.state is BookingState.CANCELLED)
        await main.calendar.undo(batch or new_action_id())

        async def nothing_left() -> bool:
            rows = [row for desk in (main, ann) for row in (await desk.calendar.slots()).rows]
            return not rows and not await main.refusals.list()

        await eventually(until, nothing_left)
