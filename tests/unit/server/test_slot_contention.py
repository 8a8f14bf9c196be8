"""A hundred and more buyers want the same few places at the same instant: exactly as many get one as there are."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from itertools import pairwise

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from tests.helpers.live_server import Client, LiveServer, code_of
from tests.unit.server.booth import Booth, Person, quick_buyers
from tests.unit.server.booth import booth as booth
from tests.unit.server.foreign_slots import span_in
from workstation.domain.actions import Action, ActionResult
from workstation.domain.booking import BookingState, BuyerBooking
from workstation.domain.clock import iso
from workstation.domain.errors import Refusal
from workstation.domain.events import Snapshot
from workstation.domain.ids import ActionId, new_action_id
from workstation.domain.slot import MAX_SLOTS_AT_ONCE, OpenSlot, SlotSpan
from workstation.domain.slot_actions import (
    AnswerProposal,
    BookSlot,
    CancelBooking,
    CreateSlots,
    NameReceiver,
    ProposeTime,
    UndoSlots,
)
from workstation.server.database import Database
from workstation.server.queries import bookings, slots
from workstation.server.writer import Writer

Deed = tuple[Person, Action, ActionId]
REPLICAS = 3


@contextmanager
def replicas(booth: Booth) -> Iterator[list[Writer]]:
    """Give writers that commit beside each other: on SQLite there is one, as there is one server."""
    with ExitStack() as stack:
        made = [booth.writer]
        for _ in range(REPLICAS - 1 if booth.database.is_postgres else 0):
            database = Database(booth.database.url.render_as_string(hide_password=False))
            writer = Writer(database, booth.clock, lambda _committed: None)
            writer.start()
            stack.callback(database.close)
            stack.callback(writer.close)
            made.append(writer)
        yield made


def outcome(future: Future[ActionResult]) -> str:
    try:
        future.result(60)
    except Refusal as refusal:
        return refusal.code
    return "ok"


def all_at_once(booth: Booth, work: list[Deed]) -> Counter[str]:
    """Do all of it, at all replicas at the same time; return the answers by code."""
    with replicas(booth) as writers:
        futures = [writers[place % len(writers)].submit(booth.perform, *deed) for place, deed in enumerate(work)]
        return Counter(map(outcome, futures))


@pytest.mark.parametrize("count", [100, 200])
def test_a_slot_for_three_takes_three(booth: Booth, count: int) -> None:
    """The exhibitor has four accounts, one of them disabled."""
    booth.enable("cai", enabled=False)
    slot = booth.slot()
    work: list[Deed] = [(who, BookSlot(slot=slot.id), new_action_id()) for who in booth.buyers(count)]
    assert all_at_once(booth, work) == {"ok": 3, "slot_full": count - 3}
    assert booth.kept(slot.id).booked == 3
    made = [id_ for _who, _action, id_ in work if booth.read(_there, id_)]
    assert len(made) == 3
    # Half of those who have a place leave, everybody else tries again meanwhile.
    leaving = [(who, CancelBooking(booking=id_), new_action_id()) for who, _action, id_ in work if id_ in made[:2]]
    again = [(who, BookSlot(slot=slot.id), new_action_id()) for who, _action, id_ in work if id_ not in made]
    answers = all_at_once(booth, [*again[:20], *leaving, *again[20:]])
    assert answers["ok"] <= 2 + 2
    assert booth.kept(slot.id).booked == 1 + answers["ok"] - 2
    assert set(answers) <= {"ok", "slot_full"}
    booth.enable("cai", enabled=True)


def _there(conn: Connection, id_: ActionId) -> bool:
    row = bookings.one(conn, id_)
    return row is not None and row.state != BookingState.CANCELLED


def test_one_buyer_with_many_windows_books_once(booth: Booth) -> None:
    slot, buyer = booth.slot(), booth.buyer()
    work: list[Deed] = [(buyer, BookSlot(slot=slot.id), new_action_id()) for _ in range(30)]
    assert all_at_once(booth, work) == {"ok": 1, "booking_twice": 29}
    assert booth.kept(slot.id).booked == 1


def test_one_receiver_never_gets_two_buyers_at_a_time(booth: Booth) -> None:
    slot = booth.slot()
    booked = [booth.booked(slot)[1] for _ in range(3)]
    work: list[Deed] = [
        (booth.main, NameReceiver(booking=booked[place % 3], account_id=booth.ann.id), new_action_id())
        for place in range(30)
    ]
    answers = all_at_once(booth, work)
    assert answers == {"ok": 10, "receiver_busy": 20}
    assert [booth.booking(id_).receiver_id for id_ in booked].count(booth.ann.id) == 1


def test_slots_of_many_batches_never_overlap(booth: Booth) -> None:
    first = booth.span()
    work: list[Deed] = [
        (booth.main, CreateSlots(slots=(_later(first, minutes), _later(first, minutes + 30))), new_action_id())
        for minutes in range(0, 60, 2)
    ]
    all_at_once(booth, work)
    there = sorted(
        (one.starts_at, one.ends_at)
        for one in booth.read(slots.recent, 1, booth.clock.at)
        if first.starts_at <= one.starts_at < first.starts_at + timedelta(hours=12)
    )
    assert len(there) >= 2
    assert all(before[1] <= after[0] for before, after in pairwise(there))


def _later(span: SlotSpan, minutes: int) -> SlotSpan:
    by = timedelta(minutes=minutes)
    return SlotSpan(id=new_action_id(), starts_at=span.starts_at + by, ends_at=span.ends_at + by)


def test_a_move_and_a_booking_want_the_last_place(booth: Booth) -> None:
    wanted = booth.slot()
    for _ in range(3):
        booth.booked(wanted)
    movers = [booth.booked() for _ in range(5)]
    for buyer, booking in movers:
        booth.act(buyer, ProposeTime(booking=booking, span=wanted))
    work: list[Deed] = [
        (booth.main, AnswerProposal(booking=booking, agree=True), new_action_id()) for _buyer, booking in movers
    ]
    work += [(who, BookSlot(slot=wanted.id), new_action_id()) for who in booth.buyers(20)]
    assert all_at_once(booth, work) == {"ok": 1, "slot_full": 24}
    assert booth.kept(wanted.id).booked == 4


def test_the_largest_batch_fits_and_a_larger_one_is_refused(sqlite_server: LiveServer) -> None:
    main, batch = sqlite_server.account("south"), new_action_id()
    every = [_later(span_in(400), 5 * place) for place in range(4 * MAX_SLOTS_AT_ONCE)]
    by_day = [one for one in every if one.starts_at.date() == one.ends_at.date() and one.starts_at.hour < 15]
    largest = tuple(replace(one, ends_at=one.starts_at + timedelta(minutes=5)) for one in by_day)[:MAX_SLOTS_AT_ONCE]
    main.act(CreateSlots(slots=largest), batch)
    main.act(UndoSlots(batch=batch))
    assert main.refused(CreateSlots(slots=largest + largest[:100])) == "slots_too_many"
    assert main.refused(CreateSlots(slots=largest * 5)) == "too_large"


def test_a_hundred_over_http(server: LiveServer, engine: str) -> None:
    """The same through the server that runs: the place of the only account is given once, and everybody sees so."""
    south = server.account("south")
    snapshot = south.get("/api/v1/snapshot", Snapshot)
    places = sum(one.enabled for one in snapshot.accounts)
    span = span_in(30 + len(snapshot.slots))
    south.act(CreateSlots(slots=(span,)))
    tokens = quick_buyers(server.database_url(), 100)

    def book(token: str) -> str:
        client = Client(server.url, token)
        try:
            answer = client.try_act(BookSlot(slot=span.id))
            return "ok" if answer.status_code == 200 else str(answer.json()["code"])
        finally:
            client.close()

    with ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(book, tokens))
    assert Counter(answers) == {"ok": places, "slot_full": 100 - places}
    one = server.client(tokens[answers.index("ok")])
    [mine] = one.get("/api/v1/bookings", tuple[BuyerBooking, ...])
    assert (mine.booking.slot_id, mine.exhibitor_en) == (span.id, "South Tools")
    path = f"/api/v1/exhibitors/{snapshot.exhibitor.id}/slots"
    [shown] = one.get(path, tuple[OpenSlot, ...], since=iso(span.starts_at), until=iso(span.ends_at))
    assert (shown.free, shown.mine) == (False, True)
    assert code_of(one.call("GET", f"{path}?since=2026-10-01T00:00:00")) == "invalid_request"
