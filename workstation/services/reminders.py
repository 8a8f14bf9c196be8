"""Reminders of negotiations: once each, over restart, sleep and changes of the clock; missed ones are told on waking.

What is due is decided by looking at the clock now and then, never by a timer that was set long ago: a machine that
slept through the hour, or whose clock was put right, finds out at the next look. What was told is kept on this machine.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from workstation import logs
from workstation.domain.booking import REMINDER_S
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, from_ms, to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.services.calendar_views import Awaits, BookingView
from workstation.services.files import Files
from workstation.services.reminder_times import KEEP, NEVER, TOO_EARLY, Reminder, ReminderTime, Standing

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.reminders import Kept
    from workstation.storage.tx import Tx

LOOK_EVERY_S: Final = 15.0
_SINCE: Final = "reminders.since"

log = logs.logger("services.reminders")

Listener = Callable[[tuple[Reminder, ...]], None]


class ReminderService:
    """Reminds whoever receives a buyer, and the main account of a booking for which nobody is there to receive.

    Call `start` when somebody listens, `changed` (on any thread) after each change of the files.

    Args:
        files: the account's.
        clock: tells the time; better the server's than the machine's.
        usual_s: how many seconds before the beginning, unless a booking has a time of its own; may be `NEVER`.
    """

    def __init__(self, files: Files, clock: Clock, usual_s: Callable[[], int] = lambda: REMINDER_S) -> None:
        self._files = files
        self._clock = clock
        self._usual_s = usual_s
        self._listeners: list[Listener] = []
        self._plan: list[datetime] = []
        self._stale = True
        self._since: datetime | None = None
        self._looked_at: datetime | None = None
        self._told: set[tuple[ActionId, int]] = set()
        self._looking = asyncio.Lock()
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._woken = asyncio.Event()

    # --- life ---

    def on_due(self, listener: Listener) -> Callable[[], None]:
        """Call this with what is to be said, on the event loop; return what undoes it. Nothing is told to nobody."""
        self._listeners.append(listener)
        self.changed(ChangeSet(everything=True))
        return lambda: self._listeners.remove(listener)

    def start(self) -> None:
        """Begin to look; on the event loop. A second call does nothing."""
        if self._task is None:
            self._loop = asyncio.get_running_loop()
            self._task = self._loop.create_task(self._run())

    async def stop(self) -> None:
        """Look no more."""
        task, self._task, self._loop = self._task, None, None
        if task is not None:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def changed(self, changes: ChangeSet) -> None:
        """The files changed; on any thread."""
        if changes.bookings or changes.everything or changes.accounts:
            self._stale = True
            loop = self._loop
            if loop is not None:
                with suppress(RuntimeError):  # closed meanwhile
                    loop.call_soon_threadsafe(self._woken.set)

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.look()
            except Refusal as refusal:  # files that can't be read now may be at the next look
                log.info("reminders: %s", refusal.code)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._until_next_s())

    def _until_next_s(self) -> float:
        now = self._clock.now()
        soonest = min(((at - now).total_seconds() for at in self._plan), default=LOOK_EVERY_S)
        return min(max(soonest, 0.05), LOOK_EVERY_S)

    # --- telling ---

    async def look(self) -> tuple[Reminder, ...]:
        """Tell what is due and has not been told; return it."""
        async with self._looking:
            if not self._listeners or not self._worth_looking():
                return ()
            self._stale = False  # what changes from here on makes it stale again
            try:
                found = await self._states()
            except Refusal:
                self._stale = True
                raise
            due = [one for one in found if one.due_at is not None and one.due_at <= self._looked_now]
            reminders = tuple(one.reminder() for one in due if one.worth_telling)
            if reminders:
                self._tell(reminders)
            # Told first, kept then: a crash in between may tell one twice, never lose one.
            await self._keep_told(due)
            await self._forget_told([one for one in found if one.told_too_early])
            self._plan = [one.due_at for one in found if one.due_at is not None and one.due_at > self._looked_now]
            return reminders

    def _tell(self, reminders: tuple[Reminder, ...]) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(reminders)
            except Exception:  # the others want to hear of it too
                log.exception("can't remind")

    def _worth_looking(self) -> bool:
        """Tell whether something changed, is due, or the clock went back (told too early is told again)."""
        now, before = self._clock.now(), self._looked_at
        self._looked_at = now
        went_back = before is not None and now < before - TOO_EARLY
        return self._stale or went_back or any(at <= now for at in self._plan)

    @property
    def _looked_now(self) -> datetime:
        assert self._looked_at is not None
        return self._looked_at

    async def _states(self) -> list[Standing]:
        from workstation.services import calendar_overlay

        pending = await self._files.read_local(calendar_overlay.on_their_way)
        now = self._clock.now()
        if self._since is None:
            self._since = await self._files.write_local(_since, to_ms(now))
        since = self._since
        kept = await self._files.read_local(_every)
        views = await self._files.read(_to_remind_of, pending, now)
        usual_s = self._usual_s()
        return [Standing.of(view, kept.get(view.id), usual_s, now, since, self._told) for view in views]

    async def _keep_told(self, due: Sequence[Standing]) -> None:
        if not due:
            return
        self._told.update((one.view.id, one.starts_ms) for one in due)
        rows = [(one.told(), one.keep_until_ms) for one in due]
        await self._files.write_local(_put, rows, to_ms(self._looked_now))

    async def _forget_told(self, early: Sequence[Standing]) -> None:
        if not early:
            return
        self._told.difference_update((one.view.id, one.starts_ms) for one in early)
        rows = [(replace(one.as_kept(), told_for=None), one.keep_until_ms) for one in early]
        await self._files.write_local(_put, rows, to_ms(self._looked_now))

    # --- by the user ---

    async def time_of(self, booking_id: ActionId) -> ReminderTime:
        """Return when a booking is reminded of.

        Raises:
            Refusal: `not_found`.
        """
        state = await self._one(booking_id)
        return ReminderTime(
            before_s=state.before_s,
            own=state.kept is not None and state.kept.before_s is not None,
            due_at=state.due_at,
            snoozed=state.snoozed,
        )

    async def set_time(self, booking_id: ActionId, before_s: int | None) -> None:
        """Remind of a booking at a time of its own, also if it was told before; `None` goes back to the usual one.

        Args:
            booking_id: which.
            before_s: seconds before its beginning, or `NEVER`.

        Raises:
            Refusal: `not_found`; `invalid_request` for a time that can't be.
        """
        if before_s is not None and before_s != NEVER and not 0 <= before_s <= 14 * 24 * 3600:
            raise Refusal("invalid_request")
        state = await self._one(booking_id)
        new = replace(state.as_kept(), before_s=before_s, again_at=None)
        usual_s = self._usual_s() if before_s is None else before_s
        if usual_s != NEVER and state.view.booking.starts_at - timedelta(seconds=usual_s) > self._clock.now():
            new = replace(new, told_for=None)
        await self._write(state, new)

    async def snooze(self, booking_id: ActionId, seconds: int) -> None:
        """Say it once more after some time.

        Raises:
            Refusal: `not_found`.
        """
        state = await self._one(booking_id)
        again_at = to_ms(self._clock.now() + timedelta(seconds=seconds))
        await self._write(state, replace(state.as_kept(), told_for=state.starts_ms, again_at=again_at))

    async def dismiss(self, booking_id: ActionId) -> None:
        """Put aside what was said: nothing more until it moves. Before it was said, that is `set_time` with `NEVER`.

        Raises:
            Refusal: `not_found`.
        """
        state = await self._one(booking_id)
        await self._write(state, replace(state.as_kept(), told_for=state.starts_ms, again_at=None))

    async def _write(self, state: Standing, new: "Kept") -> None:
        if new.told_for is None:
            self._told.discard((state.view.id, state.starts_ms))
        await self._files.write_local(_put, [(new, state.keep_until_ms)], to_ms(self._clock.now()))
        self.changed(ChangeSet(bookings=frozenset({state.view.id})))

    async def _one(self, booking_id: ActionId) -> Standing:
        found = next((one for one in await self._states() if one.view.id == booking_id), None)
        if found is None:
            raise Refusal("not_found")
        return found


def _to_remind_of(tx: "Tx", pending: "list[Pending]", now: datetime) -> list[BookingView]:
    from workstation.services import calendar_overlay
    from workstation.services.calendar_board import Board

    over = calendar_overlay.still_over(tx, pending, to_ms(now))
    board: Board = Board(calendar_overlay.stored(tx, with_slots=False), over, now)
    recent = (one for one in board.bookings if one.holds_a_place and one.ends_at > now - KEEP)
    lacking = (Awaits.RECEIVER, Awaits.OTHER_RECEIVER)
    return [one for one in map(board.view, recent) if one.mine or one.awaits in lacking]


def _every(tx: "Tx") -> "dict[ActionId, Kept]":
    from workstation.storage import reminders

    return reminders.every(tx)


def _put(tx: "Tx", rows: "list[tuple[Kept, int]]", now_ms: int) -> None:
    from workstation.storage import reminders

    reminders.forget_old(tx, now_ms)
    reminders.put(tx, rows)


def _since(tx: "Tx", now_ms: int) -> datetime:
    """Return since when this machine reminds: what was over before that, nobody missed here."""
    from workstation.storage import settings

    known = settings.get(tx, _SINCE)
    if known is None:
        settings.put(tx, _SINCE, str(now_ms))
        return from_ms(now_ms)
    return from_ms(int(known))
