"""Bookings from the wish to what came of the meeting: who decides what, who hears of it, and what is refused."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.unit.server.booth import LIMITS, RECEIVES, Booth, Person
from tests.unit.server.booth import booth as booth
from workstation.domain.account import Permission
from workstation.domain.account_actions import BlockBuyer, SetAccountEnabled, SetPermissions
from workstation.domain.actions import CloseSession, SendMessage, TransferConversation
from workstation.domain.booking import Booking, BookingState, CancelledBy, Outcome
from workstation.domain.errors import Refusal
from workstation.domain.events import BookingChanged, MessageChanged
from workstation.domain.ids import ActionId, new_action_id
from workstation.domain.meeting import Meeting, MeetingService
from workstation.domain.message import CARD
from workstation.domain.overview import Figure
from workstation.domain.slot import SlotSpan
from workstation.domain.slot_actions import (
    AnswerBooking,
    AnswerProposal,
    BookSlot,
    CancelBooking,
    EnterNegotiation,
    NameReceiver,
    ProposeTime,
    SaveOutcome,
    SetBookingRules,
    SetMeeting,
)
from workstation.server.booking_reminders import job_key
from workstation.server.queries import bookings, overview
from workstation.server.schema import job

MEETING = Meeting(service=MeetingService.TENCENT, code="123 456 789", passcode="4321")


def name(booking: ActionId, who: Person, rev: int | None = None) -> NameReceiver:
    return NameReceiver(booking=booking, account_id=who.id, rev=rev)


def accepted(booth: Booth, who: Person, slot: SlotSpan | None = None) -> tuple[Person, ActionId]:
    """Return a buyer and a booking that somebody has accepted."""
    buyer, booking = booth.booked(slot)
    booth.act(booth.main, name(booking, who))
    booth.act(who, AnswerBooking(booking=booking, accept=True))
    return buyer, booking


def sees(booth: Booth, who: Person, booking: ActionId) -> bool:
    return booking in {one.id for one in booth.read(bookings.visible_to, booth.account(who))}


def due(booth: Booth, booking: ActionId) -> object:
    row = booth.read(lambda conn: conn.execute(job.select().where(job.c.key == job_key(booking))).one_or_none())
    return None if row is None else row.due_at


def last_seen(booth: Booth, who: Person, booking: ActionId, after: int = 0) -> Booking:
    return [body.booking for body in booth.heard(who, BookingChanged, after) if body.booking.id == booking][-1]


def test_from_the_wish_to_the_outcome(booth: Booth) -> None:
    slot = booth.slot()
    buyer = booth.buyer()
    booking = new_action_id()
    booth.act(buyer, BookSlot(slot=slot.id, words=" With samples ", time_zone="America/New_York"), booking)
    made = booth.booking(booking)
    assert (made.state, made.words, made.buyer_zone) == (BookingState.PENDING, "With samples", "America/New_York")
    assert (made.starts_at, made.buyer_name, made.buyer_country) == (slot.starts_at, "Ana", "DE")
    assert due(booth, booking) == slot.starts_at - timedelta(minutes=15)
    assert booth.kept(slot.id).booked == 1
    assert not sees(booth, booth.ann, booking)
    card_mark = booth.mark(buyer)
    booth.act(booth.main, name(booking, booth.ann))
    assert sees(booth, booth.ann, booking)
    assert last_seen(booth, buyer, booking).receiver_id == booth.ann.id
    booth.act(booth.ann, SetMeeting(booking=booking, meeting=MEETING))
    assert last_seen(booth, buyer, booking).meeting is None, "where one meets is told once it is accepted"
    booth.act(booth.ann, AnswerBooking(booking=booking, accept=True, with_card=True))
    booth.act(booth.ann, AnswerBooking(booking=booking, accept=True))
    seen = last_seen(booth, buyer, booking)
    assert seen.meeting == replace(MEETING, code="123456789", made_by_hand=True)
    assert [one.message.kind for one in booth.heard(buyer, MessageChanged, card_mark)].count(CARD) == 1
    with booth.at(slot.starts_at + timedelta(minutes=1)):
        for who in (booth.ann, buyer, booth.main):
            booth.act(who, EnterNegotiation(booking=booking))
        booth.act(booth.ann, SaveOutcome(booking=booking, outcome=Outcome(notes=" Wants 40 ", follow_up="2026-11-02")))
    kept = booth.booking(booking)
    assert kept.entered_at == kept.buyer_entered_at == slot.starts_at + timedelta(minutes=1)
    assert kept.outcome is not None
    assert (kept.outcome.notes, kept.outcome.by_id) == ("Wants 40", booth.ann.id)
    mine = last_seen(booth, buyer, booking)
    assert (mine.outcome, mine.entered_at, mine.named_by_rule) == (None, None, False)
    assert mine.buyer_entered_at is not None
    assert [line.code for line in booth.lines(booking)] == ["booked", "receiver_named", "booking_accepted"]
    assert booth.lines(booking)[0].params["words"] == "With samples"
    assert booth.lines(booking)[1].params["name_en"] == "Ann An"
    assert booth.notices(booth.main, booking) == ["booking", "booking_accepted"]
    assert booth.notices(booth.ann, booking) == ["receiver_named"]
    [listed] = booth.read(bookings.of_buyer, buyer.id)
    assert (listed.booking.rev, listed.exhibitor_en, listed.receiver_en) == (mine.rev, "North Lamps", "Ann An")
    revs = [one.booking.rev for one in booth.heard(booth.main, BookingChanged) if one.booking.id == booking]
    assert revs == list(range(1, len(revs) + 1))


def test_who_was_let_in_keeps_the_way_when_somebody_else_takes_over(booth: Booth) -> None:
    buyer, booking = accepted(booth, booth.ann)
    booth.act(booth.ann, SetMeeting(booking=booking, meeting=MEETING))
    booth.act(booth.main, name(booking, booth.bo))
    assert last_seen(booth, buyer, booking).meeting is None, "nobody has entered: Bo decides first"
    booth.act(booth.bo, AnswerBooking(booking=booking, accept=True))
    with booth.at(booth.booking(booking).starts_at + timedelta(minutes=1)):
        booth.act(booth.bo, EnterNegotiation(booking=booking))
        booth.act(booth.main, name(booking, booth.ann))
    seen = last_seen(booth, buyer, booking)
    assert seen.state is BookingState.NAMED
    assert seen.meeting is not None
    with booth.at(seen.starts_at - timedelta(hours=1)):
        booth.act(booth.main, CancelBooking(booking=booking))
    assert last_seen(booth, buyer, booking).meeting is None


def test_a_slot_takes_as_many_as_there_are_enabled_accounts(booth: Booth) -> None:
    slot = booth.slot()
    booth.enable("cai", enabled=False)
    people = [booth.booked(slot) for _ in range(3)]
    late = booth.buyer()
    assert booth.refused(late, BookSlot(slot=slot.id)) == "slot_full"
    assert booth.said(people[0][1])  # the others' conversations are there; who came too late has none
    booth.enable("cai", enabled=True)
    booth.act(late, BookSlot(slot=slot.id))
    assert booth.kept(slot.id).booked == 4
    booth.act(people[0][0], CancelBooking(booking=people[0][1]))
    booth.act(booth.buyer(), BookSlot(slot=slot.id))


def test_booking_twice_late_or_nothing(booth: Booth) -> None:
    slot = booth.slot()
    buyer, booking = booth.booked(slot)
    assert booth.refused(buyer, BookSlot(slot=slot.id)) == "booking_twice"
    assert booth.kept(slot.id).booked == 1
    assert booth.refused(buyer, BookSlot(slot=new_action_id())) == "not_found"
    assert booth.refused(buyer, BookSlot(slot=slot.id, words="x" * 1001)) == "text_too_long"
    with booth.at(slot.starts_at):
        assert booth.refused(booth.buyer(), BookSlot(slot=slot.id)) == "slot_past"
        assert booth.refused(buyer, CancelBooking(booking=booking)) == "booking_started"
        assert booth.refused(booth.main, ProposeTime(booking=booking, span=booth.span())) == "booking_started"
    for zone in ("Mars/Olympus", "../etc/passwd", "x" * 100, ""):
        other = new_action_id()
        booth.act(booth.buyer(), BookSlot(slot=booth.slot().id, time_zone=zone), other)
        assert booth.booking(other).buyer_zone == "Europe/Berlin", "the profile's"


def test_a_repeated_request_books_once(booth: Booth) -> None:
    slot, buyer, id_ = booth.slot(), booth.buyer(), new_action_id()
    first = booth.act(buyer, BookSlot(slot=slot.id), id_)
    assert replace(booth.act(buyer, BookSlot(slot=slot.id), id_), seq=first.seq) == first
    assert booth.kept(slot.id).booked == 1
    assert booth.refused(booth.south, CancelBooking(booking=id_)) == "not_found"


def test_either_side_cancels_once(booth: Booth) -> None:
    buyer, booking = accepted(booth, booth.ann)
    slot = booth.booking(booking).slot_id
    assert booth.refused(booth.bo, CancelBooking(booking=booking)) == "not_found"
    for _ in range(2):
        booth.act(buyer, CancelBooking(booking=booking, words="No flight"))
    kept = booth.booking(booking)
    assert (kept.state, kept.cancelled_by, kept.cancelled_words) == ("cancelled", CancelledBy.BUYER, "No flight")
    assert booth.kept(slot).booked == 0
    assert due(booth, booking) is None
    for action in (name(booking, booth.bo), SetMeeting(booking=booking), EnterNegotiation(booking=booking)):
        assert booth.refused(booth.main, action) == "booking_over"
    assert booth.notices(booth.ann, booking)[-1] == booth.notices(booth.main, booking)[-1] == "booking_cancelled"
    buyer, booking = accepted(booth, booth.ann)
    booth.act(booth.ann, CancelBooking(booking=booking))
    assert booth.lines(booking)[-1].params["by_buyer"] == 0
    assert booth.booking(booking).cancelled_by is CancelledBy.EXHIBITOR


# --- who receives ---


def test_a_receiver_is_fit_free_and_named_by_one_who_saw_the_last_one(booth: Booth) -> None:
    slot = booth.slot()
    _one, booking = accepted(booth, booth.ann, slot)
    _two, other = booth.booked(slot)
    assert booth.refused(booth.main, name(other, booth.ann)) == "receiver_busy"
    assert booth.refused(booth.main, name(other, booth.cai)) == "receiver_unfit"
    assert booth.refused(booth.main, name(other, booth.di)) == "not_found"
    assert booth.refused(booth.ann, name(booking, booth.bo)) == "not_allowed"
    rev = booth.booking(booking).rev
    sequence = booth.booking(booking).sequence
    mark = booth.mark(booth.ann)
    booth.act(booth.main, name(booking, booth.bo, rev))
    assert last_seen(booth, booth.ann, booking, mark).gone
    assert not sees(booth, booth.ann, booking)
    kept = booth.booking(booking)
    assert (kept.state, kept.receiver_id, kept.sequence) == (BookingState.NAMED, booth.bo.id, sequence + 1)
    assert booth.refused(booth.main, name(booking, booth.main, rev)) == "receiver_changed"
    booth.act(booth.main, name(booking, booth.bo, rev))  # who is named already stays so
    booth.act(booth.main, name(other, booth.ann))  # free again
    assert booth.notices(booth.ann, booking) == ["receiver_named", "receiver_replaced"]
    assert booth.refused(booth.ann, AnswerBooking(booking=booking, accept=True)) == "not_found"
    assert booth.refused(booth.main, AnswerBooking(booking=booking, accept=True)) == "receiver_changed"


def test_the_receiver_hands_back_with_words_that_the_buyer_never_sees(booth: Booth) -> None:
    buyer, booking = accepted(booth, booth.ann)
    mark = booth.mark(buyer)
    booth.act(booth.ann, AnswerBooking(booking=booking, accept=False, words="Train at noon"))
    kept = booth.booking(booking)
    assert (kept.state, kept.receiver_id, kept.returned_by_id) == (BookingState.PENDING, None, booth.ann.id)
    assert kept.returned_words == "Train at noon"
    seen = last_seen(booth, buyer, booking, mark)
    assert (seen.returned_by_id, seen.returned_words, seen.meeting) == (None, "", None)
    assert last_seen(booth, booth.ann, booking).gone
    assert booth.notices(booth.main, booking)[-1] == "booking_returned"
    assert booth.refused(booth.main, AnswerBooking(booking=booking, accept=True)) == "not_allowed"
    booth.act(booth.main, name(booking, booth.ann))
    assert booth.booking(booking).returned_by_id is None
    assert [line.code for line in booth.lines(booking)][-1] == "receiver_named"


def test_who_names_themselves_has_accepted(booth: Booth) -> None:
    buyer, booking = booth.booked()
    mark = booth.mark(buyer)
    booth.act(booth.main, name(booking, booth.main))
    kept = booth.booking(booking)
    assert (kept.state, kept.receiver_id) == (BookingState.ACCEPTED, booth.main.id)
    assert last_seen(booth, buyer, booking, mark).state is BookingState.ACCEPTED
    assert [line.code for line in booth.lines(booking)] == ["booked", "booking_accepted"]
    assert booth.notices(booth.main, booking) == ["booking"]
    booth.act(booth.main, name(booking, booth.ann))  # and may still give it to somebody, who is asked
    assert booth.booking(booking).state is BookingState.NAMED
    assert CARD not in [line.kind for line in booth.said(booking)]


def test_who_names_themselves_may_send_their_card_along(booth: Booth) -> None:
    buyer, booking = booth.booked()
    for who in (booth.ann, booth.main, booth.main):  # only one's own, and once
        booth.act(booth.main, replace(name(booking, who), with_card=True))
    cards = [line for line in booth.said(booking) if line.kind == CARD]
    assert [(line.sender_id, line.card.owner_id) for line in cards if line.card is not None] == [
        (booth.main.id, booth.main.id)
    ]
    assert cards[0].id in {one.message.id for one in booth.heard(buyer, MessageChanged)}


def test_one_account_receives_by_itself(booth: Booth) -> None:
    """An exhibitor with one account: the buyer has somebody at once."""
    booth.act(booth.south, SetAccountEnabled(account_id=booth.di.id, enabled=False))
    slot = booth.slot(booth.south)
    _buyer, booking = booth.booked(slot)
    kept = booth.booking(booking)
    assert (kept.state, kept.receiver_id, kept.named_by_rule) == (BookingState.NAMED, booth.south.id, True)
    assert booth.notices(booth.south, booking) == ["receiver_named"]
    assert booth.refused(booth.buyer(), BookSlot(slot=slot.id)) == "slot_full"
    booth.act(booth.south, SetAccountEnabled(account_id=booth.di.id, enabled=True))
    _buyer, booking = booth.booked(slot)
    assert booth.booking(booking).state is BookingState.PENDING


def test_the_owner_receives_where_that_is_wished_and_possible(booth: Booth) -> None:
    buyer, first = booth.booked()
    conversation = booth.booking(first).conversation_id
    booth.act(booth.main, TransferConversation(conversation=conversation, to_id=booth.ann.id))
    booth.act(booth.main, SetBookingRules(to_owner=True))
    try:
        slot = booth.slot()
        _buyer, second = booth.booked(slot, who=buyer)
        assert (booth.booking(second).receiver_id, booth.booking(second).named_by_rule) == (booth.ann.id, True)
        busy, third = booth.booked()
        booth.act(
            booth.main,
            TransferConversation(conversation=booth.booking(third).conversation_id, to_id=booth.ann.id),
        )
        _busy, clash = booth.booked(slot, who=busy)
        assert booth.booking(clash).state is BookingState.PENDING, "the owner receives another buyer then"
        booth.act(
            booth.main, SetPermissions(account_id=booth.ann.id, permissions=frozenset({Permission.RECEIVE_MESSAGES}))
        )
        _buyer, fourth = booth.booked(who=buyer)
        assert booth.booking(fourth).state is BookingState.PENDING, "the owner may not receive bookings"
    finally:
        booth.act(booth.main, SetPermissions(account_id=booth.ann.id, permissions=RECEIVES))
        booth.act(booth.main, SetBookingRules(to_owner=False))


def test_a_booking_follows_its_conversation_and_the_whole_schedule_is_a_right(booth: Booth) -> None:
    buyer, booking = booth.booked()
    conversation = booth.booking(booking).conversation_id
    assert not sees(booth, booth.bo, booking)
    mark = booth.mark(booth.bo)
    booth.act(booth.main, TransferConversation(conversation=conversation, to_id=booth.bo.id))
    assert not last_seen(booth, booth.bo, booking, mark).gone
    assert booth.refused(booth.bo, SaveOutcome(booking=booking, outcome=Outcome(notes="x"))) == "not_allowed"
    booth.act(booth.main, TransferConversation(conversation=conversation, to_id=booth.ann.id))
    assert last_seen(booth, booth.bo, booking).gone
    assert not sees(booth, booth.bo, booking)
    whole = RECEIVES | {Permission.WHOLE_SCHEDULE}
    booth.act(booth.main, SetPermissions(account_id=booth.bo.id, permissions=whole))
    assert sees(booth, booth.bo, booking)
    booth.act(booth.main, name(booking, booth.ann))
    assert last_seen(booth, booth.bo, booking).receiver_id == booth.ann.id
    assert booth.refused(booth.bo, CancelBooking(booking=booking)) == "not_allowed"
    booth.act(booth.main, SetPermissions(account_id=booth.bo.id, permissions=RECEIVES))
    assert not sees(booth, booth.bo, booking)
    booth.act(buyer, CancelBooking(booking=booking))


def test_a_receiver_that_is_disabled_cancels_nothing_and_the_main_account_is_told(booth: Booth) -> None:
    _buyer, booking = accepted(booth, booth.bo)
    booth.enable("bo", enabled=False)
    kept = last_seen(booth, booth.main, booking)
    assert (kept.state, kept.receiver_id, kept.receiver_disabled) == (BookingState.ACCEPTED, booth.bo.id, True)
    assert booth.notices(booth.main, booking)[-1] == "receiver_disabled"
    assert booth.refused(booth.main, name(booking, booth.bo)) == "receiver_unfit"
    booth.enable("bo", enabled=True)
    assert not last_seen(booth, booth.main, booking).receiver_disabled
    booth.enable("bo", enabled=False)
    booth.act(booth.main, name(booking, booth.ann))
    assert not booth.booking(booking).receiver_disabled
    booth.enable("bo", enabled=True)


# --- another time ---


def test_a_buyer_proposes_and_the_exhibitor_agrees(booth: Booth) -> None:
    buyer, booking = accepted(booth, booth.ann)
    before, wanted = booth.booking(booking), booth.span()
    booth.act(buyer, ProposeTime(booking=booking, span=wanted, words="Later?"))
    asked = booth.booking(booking)
    assert asked.proposal is not None
    assert (asked.starts_at, asked.proposal.by_buyer) == (before.starts_at, True)
    assert booth.refused(buyer, AnswerProposal(booking=booking, agree=True)) == "not_allowed"
    booth.act(booth.main, AnswerProposal(booking=booking, agree=True))
    kept = booth.booking(booking)
    assert (kept.starts_at, kept.slot_id, kept.proposal) == (wanted.starts_at, wanted.id, None)
    assert kept.state is BookingState.NAMED, "who accepted another time is asked anew"
    assert kept.sequence == before.sequence + 1
    assert (booth.kept(before.slot_id).booked, booth.kept(wanted.id).booked) == (0, 1)
    assert due(booth, booking) == wanted.starts_at - timedelta(minutes=15)
    assert [line.code for line in booth.lines(booking)][-2:] == ["booking_proposed", "booking_moved"]
    assert booth.notices(booth.ann, booking)[-2:] == ["booking_proposed", "booking_moved"]
    assert booth.refused(booth.main, AnswerProposal(booking=booking, agree=True)) == "proposal_over"


def test_the_receiver_proposes_and_the_buyer_answers(booth: Booth) -> None:
    there = booth.slot()
    buyer, booking = accepted(booth, booth.ann)
    before = booth.booking(booking)
    propose = ProposeTime(booking=booking, span=replace(there, id=new_action_id()))
    booth.act(booth.ann, propose)
    booth.act(buyer, AnswerProposal(booking=booking, agree=False, words="No"))
    assert booth.lines(booking)[-1].params["agreed"] == 0
    assert booth.booking(booking).starts_at == before.starts_at
    booth.act(booth.ann, propose)
    booth.act(buyer, AnswerProposal(booking=booking, agree=True))
    kept = booth.booking(booking)
    assert (kept.slot_id, kept.state) == (there.id, BookingState.ACCEPTED), "the slot that is there, by who receives"


def test_a_proposal_that_can_t_be_is_refused(booth: Booth) -> None:
    slot, taken = booth.slot(), booth.slot()
    buyer, booking = accepted(booth, booth.ann, slot)
    _other, busy = accepted(booth, booth.ann, taken)
    half = SlotSpan(
        id=new_action_id(),
        starts_at=taken.starts_at + timedelta(minutes=15),
        ends_at=taken.ends_at + timedelta(minutes=15),
    )
    for span, code in (
        (slot, "invalid_request"),
        (booth.span(day=-2), "slot_past"),
        (half, "slot_overlaps"),
        (taken, "receiver_busy"),
    ):
        assert booth.refused(buyer, ProposeTime(booking=booking, span=span)) == code
    booth.act(booth.main, name(busy, booth.bo))
    booth.act(buyer, ProposeTime(booking=booking, span=taken))
    for _ in range(3):
        booth.booked(taken)
    assert booth.refused(booth.main, AnswerProposal(booking=booking, agree=True)) == "slot_full"
    assert booth.booking(booking).slot_id == slot.id
    assert (booth.kept(slot.id).booked, booth.kept(taken.id).booked) == (1, 4)


def test_a_new_slot_never_gets_an_id_that_is_taken(booth: Booth) -> None:
    theirs = booth.slot(booth.south)
    buyer, booking = booth.booked()
    wanted = replace(booth.span(), id=theirs.id)
    booth.act(buyer, ProposeTime(booking=booking, span=wanted))
    booth.act(booth.main, AnswerProposal(booking=booking, agree=True))
    kept = booth.booking(booking)
    assert kept.starts_at == wanted.starts_at
    assert kept.slot_id != theirs.id
    assert booth.kept(theirs.id).booked == 0


# --- the rest ---


@pytest.mark.parametrize(
    "meeting",
    [
        Meeting(service=MeetingService.TENCENT, code="12345678a"),
        Meeting(service=MeetingService.ZOOM, address="https://zoom.us.evil.example/j/123456789"),
        Meeting(service=MeetingService.VOOV, address="javascript:alert(1)"),
        Meeting(service=MeetingService.TENCENT, code="123456789\x00"),
        Meeting(service=MeetingService.TENCENT, code="123456789;reboot"),
    ],
)
def test_meetings_are_checked_before_they_are_kept(booth: Booth, meeting: Meeting) -> None:
    _buyer, booking = booth.booked()
    assert booth.refused(booth.main, SetMeeting(booking=booking, meeting=meeting)) == "meeting_invalid"
    assert booth.booking(booking).meeting is None


def test_an_outcome_that_can_t_be_kept_is_refused(booth: Booth) -> None:
    _buyer, booking = booth.booked()
    for outcome in (Outcome(follow_up="soon"), Outcome(notes="x" * 10_001), Outcome(next_step="\x00")):
        with pytest.raises(Refusal):
            booth.act(booth.main, SaveOutcome(booking=booking, outcome=outcome))
    assert booth.booking(booking).outcome is None


def test_reminders_go_out_once_and_move_with_the_booking(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    from workstation.server import booking_notices

    told: list[ActionId] = []
    monkeypatch.setattr(booking_notices, "told", lambda _tx, row, what, **_: told.append(row.id))
    slot = booth.slot()
    _buyer, booking = booth.booked(slot)
    told.clear()
    with booth.at(slot.starts_at - timedelta(minutes=16)):
        booth.turn()
        assert booking not in told
    with booth.at(slot.starts_at - timedelta(minutes=14)):
        booth.turn()
        booth.turn()
        assert told.count(booking) == 1
        soon, late = booth.slot(span=booth.span(hour=11, day=booth.last_day)), new_action_id()
    with booth.at(soon.starts_at - timedelta(minutes=5)):
        booth.act(booth.buyer(), BookSlot(slot=soon.id), late)
        assert due(booth, late) is None


def test_the_overview_counts_bookings_by_state(booth: Booth) -> None:
    slot = booth.slot()
    accepted(booth, booth.ann, slot)
    buyer, booking = booth.booked(slot)
    booth.act(buyer, CancelBooking(booking=booking))
    booth.booked(slot)
    [count] = overview.BOOKINGS
    found = booth.read(count, 1, slot.starts_at, slot.ends_at)
    assert [(one.state, one.count) for one in found] == [("pending", 1), ("accepted", 1), ("cancelled", 1)]
    known = booth.read(overview.facts, 1, slot.starts_at, slot.ends_at)
    for one in found:
        rows = overview.rows_of(known, Figure.BOOKINGS, one.state)
        assert (len(rows), {row.began_at for row in rows}) == (one.count, {slot.starts_at}), "the rows behind it"
    assert overview.rows_of(known, Figure.BOOKINGS, "accepted")[0].conversation_id != (
        booth.booking(booking).conversation_id
    )


def test_a_card_comes_along_also_where_somebody_else_has_the_buyer(booth: Booth) -> None:
    buyer, booking = booth.booked()
    conversation = booth.booking(booking).conversation_id
    booth.act(booth.main, SendMessage(conversation=conversation, text="Welcome"))
    booth.act(booth.main, CloseSession(conversation=conversation))
    booth.act(booth.main, name(booking, booth.ann))
    booth.act(booth.ann, AnswerBooking(booking=booking, accept=True, with_card=True))
    card = booth.said(booking)[-1]
    assert (card.kind, card.sender_id) == (CARD, booth.ann.id)
    assert card.id in {one.message.id for one in booth.heard(buyer, MessageChanged)}


def test_a_buyer_asks_within_measure_and_not_when_blocked(booth: Booth, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.unit.server.booth.LIMITS", replace(LIMITS, bookings_per_hour=3))
    buyer, booking = booth.booked()
    for _ in range(2):
        booth.act(buyer, ProposeTime(booking=booking, span=booth.span()))
    assert booth.refused(buyer, ProposeTime(booking=booking, span=booth.span())) == "too_many_requests"
    assert booth.refused(buyer, BookSlot(slot=booth.slot().id)) == "too_many_requests"
    booth.act(booth.main, ProposeTime(booking=booking, span=booth.span()))
    other, held = booth.booked()
    booth.act(booth.main, BlockBuyer(conversation=booth.booking(held).conversation_id, blocked=True))
    assert booth.refused(other, ProposeTime(booking=held, span=booth.span())) == "blocked"
    booth.act(other, CancelBooking(booking=held))
