"""Reminders with a clock that goes when it is told to: over restart, sleep and changes of the clock, once each."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.helpers.builders import COLLEAGUE, ME, NOON, make_account
from tests.helpers.qt_loop import until
from tests.helpers.slot_builders import make_booking
from tests.unit.services.conftest import Bench
from workstation.domain import events as ev
from workstation.domain.account import AccountKind, Permission
from workstation.domain.booking import Booking, BookingState
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, new_action_id
from workstation.services import reminders as module
from workstation.services.reminder_times import NEVER, Reminder, ReminderKind
from workstation.services.reminders import ReminderService
from workstation.services.true_clock import TrueClock

HOUR, MINUTE = 3600, 60
SOON = NOON + timedelta(hours=1)


class Reminding:
    """A service and what it said; `restart` forgets all that isn't kept in the files."""

    def __init__(self, bench: Bench, clock: Clock | None = None) -> None:
        self.bench = bench
        self.clock = clock or bench.clock
        self.usual_s = 15 * MINUTE
        self.said: list[Reminder] = []
        self.restart()

    def restart(self) -> None:
        self.service = ReminderService(self.bench.files, self.clock, lambda: self.usual_s)
        self.service.on_due(self.said.extend)

    async def said_after(self, seconds: float) -> list[tuple[ReminderKind, ActionId]]:
        """Let time pass without a look (as in sleep), look twice, and return what was said."""
        self.bench.clock.go(seconds)
        before = len(self.said)
        await self.service.look()
        await self.service.look()
        return [(one.kind, one.view.id) for one in self.said[before:]]


@pytest.fixture
def reminding(bench: Bench) -> Reminding:
    return Reminding(bench)


def book(reminding: Reminding, starts_at: Any = SOON, **fields: Any) -> Booking:
    """Let the server say that I receive a buyer."""
    given: dict[str, Any] = {"receiver_id": ME, "state": BookingState.ACCEPTED}
    booking = make_booking(1, starts_at, **(given | fields))
    reminding.bench.hear(ev.BookingChanged(booking=booking))
    reminding.service.changed(ChangeSet(bookings=frozenset({booking.id})))
    return booking


async def test_a_quarter_of_an_hour_before_once(reminding: Reminding) -> None:
    booking = book(reminding)
    assert await reminding.said_after(44 * MINUTE) == []
    assert await reminding.said_after(MINUTE) == [(ReminderKind.DUE, booking.id)]
    reminder = reminding.said[0]
    assert (reminder.due_at, reminder.snoozed, reminder.view.mine) == (NOON + timedelta(minutes=45), False, True)
    for _ in range(5):
        assert await reminding.said_after(10 * MINUTE) == []


async def test_a_restart_neither_loses_nor_repeats(reminding: Reminding) -> None:
    told, to_come = book(reminding), book(reminding, SOON + timedelta(hours=1))
    assert await reminding.said_after(50 * MINUTE) == [(ReminderKind.DUE, told.id)]
    assert not reminding.said[-1].again
    await reminding.service.dismiss(told.id)
    reminding.restart()
    assert await reminding.said_after(0) == []
    reminding.restart()
    assert await reminding.said_after(HOUR) == [(ReminderKind.DUE, to_come.id)]


async def test_what_nobody_answered_stands_again_after_a_restart_until_it_is_over(reminding: Reminding) -> None:
    booking = book(reminding)
    assert await reminding.said_after(45 * MINUTE) == [(ReminderKind.DUE, booking.id)]
    reminding.restart()
    assert await reminding.said_after(5 * MINUTE) == [(ReminderKind.DUE, booking.id)]
    assert reminding.said[-1].again
    assert await reminding.said_after(MINUTE) == []
    reminding.restart()
    assert await reminding.said_after(10 * MINUTE) == [(ReminderKind.BEGUN, booking.id)]
    await reminding.service.snooze(booking.id, 2 * MINUTE)
    reminding.restart()
    assert await reminding.said_after(2 * MINUTE) == [(ReminderKind.BEGUN, booking.id)]
    assert (reminding.said[-1].snoozed, reminding.said[-1].again) == (True, False)
    reminding.restart()
    assert await reminding.said_after(HOUR) == []  # it was told, so it was not missed


@pytest.mark.parametrize(
    ("slept_s", "kind"),
    [
        (50 * MINUTE, ReminderKind.DUE),
        (HOUR, ReminderKind.BEGUN),
        (85 * MINUTE, ReminderKind.BEGUN),
        (90 * MINUTE, ReminderKind.MISSED),
        (24 * HOUR, ReminderKind.MISSED),
    ],
)
@pytest.mark.parametrize("restarted", [False, True])
async def test_what_came_due_in_sleep_is_told_on_waking(
    reminding: Reminding, slept_s: int, kind: ReminderKind, restarted: bool
) -> None:
    booking = book(reminding)
    assert await reminding.said_after(0) == []
    if restarted:
        reminding.restart()
    assert await reminding.said_after(slept_s) == [(kind, booking.id)]
    assert await reminding.said_after(MINUTE) == []


async def test_what_is_long_over_or_was_before_this_desk_is_not_told(reminding: Reminding) -> None:
    book(reminding, NOON - timedelta(hours=3))
    assert await reminding.said_after(0) == []  # this machine began to remind just now
    book(reminding)
    assert await reminding.said_after(26 * HOUR) == []
    running = book(reminding, reminding.bench.clock.now() - timedelta(minutes=5))
    assert await reminding.said_after(0) == [(ReminderKind.BEGUN, running.id)]


async def test_a_machine_clock_that_is_wrong_reminds_in_time(bench: Bench) -> None:
    skew_s = 0.0
    reminding = Reminding(bench, TrueClock(bench.clock, lambda: skew_s))
    booking = book(reminding)
    assert await reminding.said_after(0) == []
    # The machine's clock is set on by an hour; until the server has said the time again, that is believed.
    bench.clock.go(HOUR - 14 * MINUTE)
    skew_s = -(HOUR - 14 * MINUTE)
    reminding.service.changed(ChangeSet(everything=True))
    assert await reminding.said_after(0) == []
    assert await reminding.said_after(44 * MINUTE) == []
    assert await reminding.said_after(MINUTE) == [(ReminderKind.DUE, booking.id)]
    # It is set right again: nothing is said twice.
    bench.clock.go(-(HOUR - 14 * MINUTE))
    skew_s = 0.0
    reminding.service.changed(ChangeSet(everything=True))
    assert await reminding.said_after(0) == []


async def test_small_steps_back_repeat_nothing_and_a_large_one_loses_nothing(reminding: Reminding) -> None:
    booking = book(reminding)
    assert await reminding.said_after(45 * MINUTE) == [(ReminderKind.DUE, booking.id)]
    assert await reminding.said_after(-90) == []
    assert await reminding.said_after(90) == []
    # The clock was an hour fast, and is put right: what was said was said an hour too early.
    assert await reminding.said_after(-HOUR) == []
    assert await reminding.said_after(59 * MINUTE) == []
    assert await reminding.said_after(MINUTE) == [(ReminderKind.DUE, booking.id)]
    await reminding.service.dismiss(booking.id)
    reminding.restart()
    assert await reminding.said_after(MINUTE) == []


async def test_a_meeting_that_moves_is_told_anew_and_one_that_is_off_is_not(reminding: Reminding) -> None:
    booking = book(reminding)
    assert len(await reminding.said_after(45 * MINUTE)) == 1
    later = SOON + timedelta(hours=1)
    book(reminding, later, id=booking.id, rev=2)
    assert await reminding.said_after(14 * MINUTE) == []
    assert await reminding.said_after(46 * MINUTE) == [(ReminderKind.DUE, booking.id)]
    off = book(reminding, later + timedelta(hours=1))
    book(reminding, off.starts_at, id=off.id, rev=2, state=BookingState.CANCELLED)
    other = book(reminding, later + timedelta(hours=1))
    book(reminding, other.starts_at, id=other.id, rev=2, receiver_id=COLLEAGUE)
    assert await reminding.said_after(HOUR) == []


async def test_snoozing_lasts_over_a_restart_and_is_told_once(reminding: Reminding) -> None:
    booking = book(reminding)
    await reminding.said_after(45 * MINUTE)
    await reminding.service.snooze(booking.id, 5 * MINUTE)
    assert await reminding.said_after(4 * MINUTE) == []
    reminding.restart()
    assert (await reminding.service.time_of(booking.id)).snoozed
    assert await reminding.said_after(MINUTE) == [(ReminderKind.DUE, booking.id)]
    assert reminding.said[-1].snoozed
    await reminding.service.snooze(booking.id, 10 * MINUTE)
    assert await reminding.said_after(10 * MINUTE) == [(ReminderKind.BEGUN, booking.id)]
    await reminding.service.snooze(booking.id, 5 * MINUTE)
    await reminding.service.dismiss(booking.id)
    assert await reminding.said_after(HOUR) == []
    # A snooze is of that hour: when the meeting moves, the usual time counts.
    await reminding.service.snooze(booking.id, HOUR)
    moved = book(reminding, reminding.bench.clock.now() + timedelta(minutes=20), id=booking.id, rev=2)
    assert await reminding.said_after(5 * MINUTE) == [(ReminderKind.DUE, moved.id)]


async def test_a_time_of_one_s_own(reminding: Reminding) -> None:
    booking, silent, usual = book(reminding), book(reminding), book(reminding)
    await reminding.service.set_time(booking.id, 40 * MINUTE)
    await reminding.service.set_time(silent.id, NEVER)
    reminding.restart()
    assert await reminding.said_after(20 * MINUTE) == [(ReminderKind.DUE, booking.id)]
    # Another time that is still to come: it is said once more then.
    await reminding.service.set_time(booking.id, 5 * MINUTE)
    found = await reminding.service.time_of(booking.id)
    assert (found.before_s, found.own, found.due_at) == (300, True, SOON - timedelta(minutes=5))
    assert await reminding.said_after(25 * MINUTE) == [(ReminderKind.DUE, usual.id)]
    assert await reminding.said_after(10 * MINUTE) == [(ReminderKind.DUE, booking.id)]
    # One that has passed already is no reason to say it again.
    await reminding.service.set_time(booking.id, 30 * MINUTE)
    assert await reminding.said_after(HOUR) == []
    await reminding.service.set_time(booking.id, None)
    assert not (await reminding.service.time_of(booking.id)).own
    for wrong in (-2, 15 * 24 * HOUR):
        with pytest.raises(Refusal, match="invalid_request"):
            await reminding.service.set_time(booking.id, wrong)
    with pytest.raises(Refusal, match="not_found"):
        await reminding.service.snooze(new_action_id(), 60)


async def test_the_usual_time_is_a_setting(reminding: Reminding) -> None:
    first = book(reminding)
    reminding.usual_s = 30 * MINUTE
    assert await reminding.said_after(30 * MINUTE) == [(ReminderKind.DUE, first.id)]
    reminding.usual_s = NEVER
    book(reminding, SOON + timedelta(hours=1))
    assert await reminding.said_after(HOUR) == []


async def test_the_main_account_hears_of_what_nobody_receives_and_nobody_of_what_was_entered(
    reminding: Reminding,
) -> None:
    unnamed = book(reminding, receiver_id=None, state=BookingState.PENDING)
    disabled = book(reminding, receiver_id=COLLEAGUE, state=BookingState.NAMED, receiver_disabled=True)
    book(reminding, receiver_id=COLLEAGUE)
    book(reminding, entered_at=NOON)
    taken_over = book(reminding, entered_at=NOON, state=BookingState.NAMED)  # the one before me had entered
    said = await reminding.said_after(45 * MINUTE)
    assert {id_ for _, id_ in said} == {unnamed.id, disabled.id, taken_over.id}
    assert all(not one.view.mine for one in reminding.said if one.view.id != taken_over.id)
    me = make_account(rev=9, kind=AccountKind.SUB, permissions=frozenset({Permission.RECEIVE_BOOKINGS}))
    reminding.bench.hear(ev.AccountChanged(account=me))
    book(reminding, SOON + timedelta(hours=3), receiver_id=None, state=BookingState.PENDING)
    assert await reminding.said_after(3 * HOUR) == []


async def test_nothing_is_told_to_nobody_and_a_listener_that_fails_silences_no_other(
    bench: Bench, expect_log: Callable[..., Any]
) -> None:
    expect_log("can't remind", logger="workstation.services.reminders")
    service = ReminderService(bench.files, bench.clock)
    heard: list[Reminder] = []
    reminding = Reminding(bench)
    reminding.service = service
    booking = book(reminding)
    bench.clock.go(50 * MINUTE)
    assert await service.look() == ()

    def broken(_reminders: tuple[Reminder, ...]) -> None:
        raise RuntimeError("no notices here")

    service.on_due(broken)
    undo = service.on_due(heard.extend)
    assert [one.view.id for one in await service.look()] == [booking.id]
    assert [one.view.id for one in heard] == [booking.id]
    undo()


async def test_it_looks_by_itself_and_a_change_wakes_it(reminding: Reminding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_EVERY_S", 3600.0)
    reminding.service.start()
    try:
        await asyncio.sleep(0)
        reminding.bench.clock.go(45 * MINUTE)
        booking = book(reminding)  # named at the last moment
        await until(lambda: bool(reminding.said))
        assert [one.view.id for one in reminding.said] == [booking.id]
    finally:
        await reminding.service.stop()
