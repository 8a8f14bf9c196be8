"""The asyncio loop of the desk: Qt's own loop, with precise timers that can be cancelled and cheap callbacks."""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from contextvars import Context
from typing import TYPE_CHECKING, Final, TypeVar, TypeVarTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimerEvent
from PySide6.QtWidgets import QApplication

from workstation.ui.tasks import Latest as Latest
from workstation.ui.tasks import spawn as spawn

if TYPE_CHECKING:
    # qasync carries no types; its loop offers what asyncio's base loop does.
    from asyncio import SelectorEventLoop as _QtEventLoop
else:
    from qasync import QEventLoop as _QtEventLoop

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

BATCH_BUDGET_S: Final = 0.002
"""How long ready callbacks may run before Qt gets a turn (input, paint, timers)."""
_LONGEST_TIMER_MS: Final = 24 * 3600 * 1000
"""Longer waits are slept in pieces: Qt counts milliseconds in 31 bits."""


class _Timer(asyncio.TimerHandle):
    """A timer handle; asyncio calls `_timer_handle_cancelled` when a scheduled one is cancelled."""

    __slots__ = ()
    _scheduled: bool


class _Ready(QObject):
    """Runs ready callbacks in order, many per Qt event, and lets input and painting go first."""

    _WAKE: Final = QEvent.Type(QEvent.registerEventType())

    def __init__(self) -> None:
        super().__init__()
        self._handles: deque[asyncio.Handle] = deque()
        self._posted = False
        self._yield_timer = 0

    def add(self, handle: asyncio.Handle) -> None:
        """Append a handle; may be called on any thread (append, then look at the flag: nothing is missed)."""
        self._handles.append(handle)
        if not self._posted:
            self._post()

    def _post(self) -> None:
        self._posted = True
        QCoreApplication.postEvent(self, QEvent(self._WAKE), Qt.EventPriority.LowEventPriority.value - 9)

    def event(self, event: QEvent) -> bool:
        if event.type() != self._WAKE:
            return super().event(event)
        self._posted = False
        self._drain()
        return True

    def timerEvent(self, event: QTimerEvent) -> None:
        self.killTimer(event.timerId())
        self._yield_timer = 0
        self._drain()

    def _drain(self) -> None:
        end = time.monotonic() + BATCH_BUDGET_S
        handles = self._handles
        while handles:
            if time.monotonic() >= end:
                # A posted event would be delivered before native events: a timer gives them their turn.
                if not self._yield_timer:
                    self._yield_timer = self.startTimer(0)
                return
            handle = handles.popleft()
            if handles and not self._posted:
                self._post()  # so that the rest still runs if this one spins a nested Qt loop
            if not handle.cancelled():
                handle._run()

    def clear(self) -> None:
        """Forget what has not run."""
        self._handles.clear()


class _Timers(QObject):
    """One precise Qt timer per pending `call_at`, freed as soon as it is cancelled."""

    def __init__(self, ready: _Ready) -> None:
        super().__init__()
        self._ready = ready
        self._handles: dict[int, _Timer] = {}
        self._ids: dict[asyncio.TimerHandle, int] = {}

    def __len__(self) -> int:
        return len(self._handles)

    def add(self, handle: _Timer) -> None:
        # Rounded up: asyncio promises never to be early.
        delay_ms = math.ceil((handle.when() - time.monotonic()) * 1000)
        if delay_ms <= 0:
            self._ready.add(handle)
            return
        timer_id = self.startTimer(min(delay_ms, _LONGEST_TIMER_MS), Qt.TimerType.PreciseTimer)
        self._handles[timer_id] = handle
        self._ids[handle] = timer_id
        handle._scheduled = True

    def remove(self, handle: asyncio.TimerHandle) -> None:
        timer_id = self._ids.pop(handle, None)
        if timer_id is not None:
            del self._handles[timer_id]
            self.killTimer(timer_id)

    def timerEvent(self, event: QTimerEvent) -> None:
        handle = self._handles.get(event.timerId())
        if handle is None:
            self.killTimer(event.timerId())
            return
        self.remove(handle)
        handle._scheduled = False
        if handle.when() > time.monotonic():
            self.add(handle)
        elif not handle.cancelled():
            handle._run()

    def clear(self) -> None:
        """Kill every timer."""
        for timer_id in list(self._handles):
            self.killTimer(timer_id)
        self._handles.clear()
        self._ids.clear()


class QtLoop(_QtEventLoop):
    """qasync's loop with exact sleeps, no leaked timers and batched `call_soon`.

    Never spin a nested Qt loop (`exec()`) in a coroutine: open dialogs and await their `finished`.
    """

    def __init__(self, app: QApplication | QCoreApplication) -> None:
        self._ready_queue = _Ready()
        self._timers = _Timers(self._ready_queue)
        self._named_executor: Executor | None = None
        super().__init__(app)  # type: ignore[arg-type]  # qasync's takes the application, asyncio's a selector

    @property
    def pending_timers(self) -> int:
        """How many timers are running."""
        return len(self._timers)

    def call_soon(
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        handle = asyncio.Handle(callback, args, self, context)
        self._ready_queue.add(handle)
        return handle

    def call_soon_threadsafe(
        self, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        if self.is_closed():
            raise RuntimeError("Event loop is closed")
        return self.call_soon(callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        handle = _Timer(when, callback, args, self, context)
        self._timers.add(handle)
        return handle

    def call_later(
        self, delay: float, callback: Callable[[*Ts], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        return self.call_at(self.time() + delay, callback, *args, context=context)

    def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
        self._timers.remove(handle)

    def set_default_executor(self, executor: Executor | None) -> None:
        self._named_executor = executor

    def run_in_executor(self, executor: Executor | None, func: Callable[[*Ts], T], *args: *Ts) -> asyncio.Future[T]:
        """Run a blocking function on an executor.

        Raises:
            RuntimeError: none is given or set; the hidden default one would hold up the exit.
        """
        executor = executor or self._named_executor
        if executor is None:
            raise RuntimeError("name an executor: the loop has none of its own")
        return asyncio.wrap_future(executor.submit(func, *args), loop=self)

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        """Do nothing: executors belong to whoever made them."""

    def close(self) -> None:
        if self.is_closed():
            return
        super().close()
        self._timers.clear()
        self._ready_queue.clear()
