"""Slots: created one by one and in batches, changed, deleted, taken back, offered; what can't be is refused."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.unit.server.booth import BEGIN, Booth
from tests.unit.server.booth import booth as booth
from workstation.domain.account_actions import BlockBuyer
from workstation.domain.actions import SendMessage
from workstation.domain.errors import Refusal
from workstation.domain.events import BookingRulesChanged, MessageChanged, SlotsChanged
from workstation.domain.ids import new_action_id
from workstation.domain.message import SLOTS
from workstation.domain.slot import MAX_SLOTS_AT_ONCE, SlotSpan
from workstation.domain.slot_actions import (
    BookSlot,
    CancelBooking,
    ChangeSlot,
    CreateSlots,
    DeleteSlots,
    OfferSlots,
    SetBookingRules,
    UndoSlots,
)
from workstation.server.queries import slots


def moved(span: SlotSpan, *, hours: float = 0, minutes: float = 0, longer: float = 0) -> SlotSpan:
    by = timedelta(hours=hours, minutes=minutes)
    ends_at = span.ends_at + by + timedelta(minutes=longer)
    return SlotSpan(id=new_action_id(), starts_at=span.starts_at + by, ends_at=ends_at)


def test_a_slot_is_created_changed_and_deleted_before_everybody_of_the_company(booth: Booth) -> None:
    marks = {who: booth.mark(who) for who in (booth.main, booth.cai, booth.south)}
    one = booth.slot()
    later = replace(moved(one, hours=1), id=one.id)
    booth.act(booth.main, ChangeSlot(slot=later))
    booth.act(booth.main, ChangeSlot(slot=later))
    booth.act(booth.main, DeleteSlots(ids=(one.id,)))
    booth.act(booth.main, DeleteSlots(ids=(one.id,)))
    for who in (booth.main, booth.cai):
        news = [slot for body in booth.heard(who, SlotsChanged, marks[who]) for slot in body.slots]
        assert [(slot.rev, slot.starts_at, slot.deleted) for slot in news] == [
            (1, one.starts_at, False),
            (2, later.starts_at, False),
            (3, later.starts_at, True),
        ]
    assert booth.heard(booth.south, SlotsChanged, marks[booth.south]) == []
    assert booth.refused(booth.main, ChangeSlot(slot=one)) == "slot_gone"
    assert booth.refused(booth.buyer(), BookSlot(slot=one.id)) == "slot_gone"
    assert booth.refused(booth.south, ChangeSlot(slot=one)) == "not_found"


def test_what_can_t_be_a_slot_is_refused_with_the_reason(booth: Booth) -> None:
    good = booth.span()
    tries = {
        "slot_past": booth.span(day=-1, hour=10),
        "slot_across_midnight": booth.span(hour=23, minute=45),
        "invalid_request": replace(good, starts_at=good.starts_at.replace(tzinfo=None)),
    }
    for code, span in tries.items():
        assert booth.refused(booth.main, CreateSlots(slots=(span,))) == code
        if code != "slot_past":  # what has begun meanwhile is left out, what never can be is a mistake
            assert booth.refused(booth.main, CreateSlots(slots=(good, span))) == code
    for minutes in (0, -30, 4, 12 * 60 + 1, 25 * 60):
        assert booth.refused(booth.main, CreateSlots(slots=(booth.span(minutes, hour=0),))) == "slot_length"
    for at in (
        datetime.max.replace(tzinfo=UTC),
        BEGIN + timedelta(days=4 * 366),
        good.starts_at + timedelta(seconds=1),
    ):
        odd = replace(good, starts_at=at)
        assert booth.refused(booth.main, CreateSlots(slots=(odd,))) == "invalid_request"
    assert booth.refused(booth.main, CreateSlots(slots=())) == "invalid_request"
    booth.slot(span=booth.span(12 * 60, hour=12))  # up to midnight, not across


def test_overlapping_ones_are_left_out_and_those_that_are_there_stay(booth: Booth) -> None:
    one = booth.slot()
    assert booth.refused(booth.main, CreateSlots(slots=(moved(one, minutes=15),))) == "slot_overlaps"
    booth.act(booth.main, CreateSlots(slots=(moved(one),)))  # exactly that time: nothing to do
    past = booth.span(day=-1)
    after, into = moved(one, minutes=30), moved(one, minutes=45)
    mark = booth.mark(booth.main)
    booth.act(booth.main, CreateSlots(slots=(into, past, moved(one, minutes=-15), after, one, moved(one))))
    [body] = booth.heard(booth.main, SlotsChanged, mark)
    assert [slot.id for slot in body.slots] == [after.id]
    assert booth.refused(booth.main, ChangeSlot(slot=replace(moved(one), id=after.id))) == "slot_overlaps"
    booth.act(booth.main, ChangeSlot(slot=replace(moved(one, minutes=45), id=after.id)))


def test_a_batch_of_two_thousand_and_its_undo(booth: Booth) -> None:
    first = booth.span(5, hour=0, day=200)
    every = tuple(
        moved(first, hours=24 * day, minutes=5 * place) for day in range(8) for place in range(MAX_SLOTS_AT_ONCE // 8)
    )
    assert len(every) == MAX_SLOTS_AT_ONCE
    many = every * 5
    with pytest.raises(Refusal) as caught:
        booth.act(booth.main, CreateSlots(slots=many))
    assert (caught.value.code, caught.value.params) == ("slots_too_many", {"given": 10_000, "limit": 2_000})
    batch, mark = new_action_id(), booth.mark(booth.ann)
    booth.act(booth.main, CreateSlots(slots=every), batch)
    booth.act(booth.main, CreateSlots(slots=every), batch)  # the same again: nothing more
    bodies = booth.heard(booth.ann, SlotsChanged, mark)
    assert len([slot for body in bodies for slot in body.slots]) == MAX_SLOTS_AT_ONCE
    assert len(bodies) < 10
    assert all(slot.batch == batch for body in bodies for slot in body.slots)
    kept = {every[0].id, every[-1].id}
    for id_ in kept:
        booth.act(booth.buyer(), BookSlot(slot=id_))
    assert booth.refused(booth.south, UndoSlots(batch=batch)) == "not_found"
    booth.act(booth.main, UndoSlots(batch=batch))
    booth.act(booth.main, UndoSlots(batch=batch))
    there = {slot.id for slot in booth.read(slots.recent, booth.account(booth.main).exhibitor_id, booth.clock.at)}
    assert there & {one.id for one in every} == kept


def test_a_slot_with_bookings_is_neither_changed_nor_deleted(booth: Booth) -> None:
    one, free = booth.slot(), booth.slot()
    buyer, booking = booth.booked(one)
    tries = (ChangeSlot(slot=replace(moved(one, hours=1), id=one.id)), DeleteSlots(ids=(free.id, one.id)))
    assert [booth.refused(booth.main, action) for action in tries] == ["slot_booked"] * 2
    assert not booth.kept(free.id).deleted
    booth.act(buyer, CancelBooking(booking=booking))
    for action in tries:
        booth.act(booth.main, action)
    assert booth.kept(one.id).deleted
    assert booth.booking(booking).starts_at == one.starts_at


def test_slots_are_offered_in_the_conversation(booth: Booth) -> None:
    first, second, gone = booth.slot(), booth.slot(), booth.slot()
    buyer, booking = booth.booked(first)
    conversation = booth.booking(booking).conversation_id
    booth.act(booth.main, DeleteSlots(ids=(gone.id,)))
    begun = booth.slot(span=booth.span(day=0, hour=13))

    def offer(*ids: SlotSpan) -> OfferSlots:
        return OfferSlots(conversation=conversation, slots=tuple(one.id for one in ids), text=" ")

    mark = booth.mark(buyer)
    done = booth.act(booth.main, offer(second, first))
    [body] = booth.heard(buyer, MessageChanged, mark)
    assert (body.message.kind, body.message.n, body.message.text) == (SLOTS, done.n, "")
    assert [one.id for one in body.message.slots] == [first.id, second.id]
    assert booth.said(booking)[-1].slots == body.message.slots
    assert booth.refused(booth.main, offer(gone)) == "slot_gone"
    with booth.at(begun.starts_at):
        assert booth.refused(booth.main, offer(begun)) == "slot_past"
    assert booth.refused(booth.main, offer()) == "invalid_request"
    booth.act(booth.main, BlockBuyer(conversation=conversation, blocked=True))
    assert booth.refused(booth.main, offer(second)) == "blocked"
    assert booth.refused(buyer, BookSlot(slot=second.id)) == "blocked"
    now = booth.clock.at
    [open_one] = booth.read(slots.open_to, 1, buyer.id, second.starts_at, second.ends_at, now)
    assert (open_one.free, open_one.mine) == (False, False)
    [own] = booth.read(slots.open_to, 1, buyer.id, first.starts_at, first.ends_at, now)
    assert own.mine


def test_only_who_serves_the_buyer_offers(booth: Booth) -> None:
    one = booth.slot()
    buyer, booking = booth.booked(one)
    conversation = booth.booking(booking).conversation_id
    booth.act(buyer, SendMessage(conversation=conversation, text="Hello"))
    offer = OfferSlots(conversation=conversation, slots=(one.id,))
    assert booth.refused(booth.cai, offer) == "not_found"
    assert booth.refused(booth.south, offer) == "not_found"


def test_the_rules_of_booking_are_the_main_account_s(booth: Booth) -> None:
    mark = booth.mark(booth.cai)
    booth.act(booth.main, SetBookingRules(meetings="jitsi"))
    booth.act(booth.main, SetBookingRules(to_owner=True))
    booth.act(booth.main, SetBookingRules(meetings="by_hand", to_owner=False))
    heard = [body.rules for body in booth.heard(booth.cai, BookingRulesChanged, mark)]
    assert [(one.meetings, one.to_owner) for one in heard] == [("jitsi", False), ("jitsi", True), ("by_hand", False)]
    assert [one.rev for one in heard] == sorted({one.rev for one in heard})
    assert heard[0].meetings_possible == ("by_hand", "jitsi")
    assert booth.refused(booth.main, SetBookingRules(meetings="tencent")) == "invalid_request"
