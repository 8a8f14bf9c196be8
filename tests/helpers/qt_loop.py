"""Runs tests that are coroutines: on the desk's own loop where a test uses Qt, on a plain one elsewhere."""

import asyncio
import gc
import inspect
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

from tests.helpers import jitter, leaks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

T = TypeVar("T")
DEFAULT_LIMIT_S = 170.0 if jitter.LATEST_MS else 60.0
UNTIL_S = 60.0 if jitter.LATEST_MS else 20.0
_POLL_S = 0.005
_AT_ONCE_S = 0.1 if jitter.LATEST_MS else 0.0
"""So long a test that is made late by chance looks after every step of the loop: it goes on as early as it may."""


def run_on_loop(make: Callable[[], Coroutine[Any, Any, None]], app: "QApplication | None", limit_s: float) -> list[str]:
    """Run the coroutine and return the faults that no exception told: errors in callbacks and tasks left alive."""
    faults: list[str] = []

    def note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        faults.append(f"{context.get('message')}: {context.get('exception')!r}")

    async def main() -> None:
        asyncio.get_running_loop().set_exception_handler(note)
        if app is not None:
            from workstation.ui import garbage

            garbage.follow(asyncio.get_running_loop())
        try:
            async with asyncio.timeout(limit_s):
                await make()
        finally:
            left = asyncio.all_tasks() - {asyncio.current_task()}
            ending = {task for task in left if task.cancelling()}
            if ending:  # what was told to end gets its time, on a busy machine too
                ended, _ = await asyncio.wait(ending, timeout=leaks.GRACE_S)
                left -= ended
            names = [task.get_name() + " of " + getattr(task.get_coro(), "__qualname__", "?") for task in left]
            for task in left:
                task.cancel()
            if left:
                await asyncio.wait(left, timeout=leaks.GRACE_S)  # one that does not listen shall not hang the run
            faults.extend(f"task left running: {name}" for name in names)

    with asyncio.Runner(loop_factory=_factory(app)) as runner:
        runner.run(main())
    gc.collect()  # a task that was destroyed while pending, or an exception nobody asked for, is told now
    return faults


def _factory(app: "QApplication | None") -> Callable[[], asyncio.AbstractEventLoop] | None:
    if app is None:
        return (lambda: jitter.late_loop(asyncio.SelectorEventLoop)()) if jitter.LATEST_MS else None
    app.setQuitOnLastWindowClosed(False)  # closing a window must not end the loop
    from workstation.ui.loop import QtLoop

    return lambda: jitter.late_loop(QtLoop)(app)


async def until(condition: Callable[[], object], timeout_s: float = UNTIL_S) -> None:
    """Wait until the condition holds; raises TimeoutError that quotes it.

    A condition that asks something that is not there yet (no row, no dialog) does not hold yet; at the end its own
    error is raised. It may be a coroutine function.
    """
    begun = time.monotonic()
    end = begun + timeout_s
    while not await _awaited_holds(condition, end):
        if time.monotonic() > end:
            raise TimeoutError(_never(condition, timeout_s))
        await asyncio.sleep(0 if time.monotonic() < begun + _AT_ONCE_S else _POLL_S)


_NOT_THERE_YET = (AttributeError, IndexError, KeyError, StopIteration)


async def _awaited_holds(condition: Callable[[], object], end: float) -> bool:
    try:
        held = condition()
        return bool(await held if inspect.isawaitable(held) else held)
    except _NOT_THERE_YET:
        if time.monotonic() > end:
            raise
        return False


def _holds(condition: Callable[[], object], end: float) -> bool:
    try:
        return bool(condition())
    except _NOT_THERE_YET:
        if time.monotonic() > end:
            raise
        return False


def until_blocking(condition: Callable[[], object], timeout_s: float = UNTIL_S) -> None:
    """Wait like `until` in a test that is no coroutine; Qt's events are handled meanwhile."""
    from tests.helpers.leaks import qt_is_loaded

    end = time.monotonic() + timeout_s
    while not _holds(condition, end):
        if time.monotonic() > end:
            raise TimeoutError(_never(condition, timeout_s))
        if qt_is_loaded():
            from PySide6.QtCore import QCoreApplication

            QCoreApplication.processEvents()
        time.sleep(_POLL_S)


async def at_rest(look: Callable[[], T], pause_s: float = 0.1) -> T:
    """Return what is seen once no coroutine of a screen is under way and the same is seen twice in a row."""
    from workstation.ui import tasks

    end = time.monotonic() + UNTIL_S
    while True:
        await until(lambda: not tasks._kept)
        seen = look()
        await asyncio.sleep(pause_s)  # a timer may begin something: what changes in a burst is shown together
        if not tasks._kept and look() == seen:
            return seen
        if time.monotonic() > end:
            raise TimeoutError(f"no rest within {UNTIL_S} s: {sorted(task.get_name() for task in tasks._kept)}")


async def signalled(
    signal: Any, act: Callable[[], object] | None = None, timeout_s: float = UNTIL_S
) -> tuple[Any, ...]:
    """Wait for the next emission of a Qt signal, after calling `act` if given, and return its arguments."""
    future: asyncio.Future[tuple[Any, ...]] = asyncio.get_running_loop().create_future()

    def slot(*args: Any) -> None:
        if not future.done():
            future.set_result(args)

    signal.connect(slot)
    try:
        if act is not None:
            result = act()
            if inspect.isawaitable(result):
                await _awaited(result)
        async with asyncio.timeout(timeout_s):
            return await future
    finally:
        signal.disconnect(slot)


async def _awaited(result: Awaitable[object]) -> None:
    await result


def _never(condition: Callable[[], object], timeout_s: float) -> str:
    try:
        text = inspect.getsource(condition).strip()
    except OSError:
        text = repr(condition)
    return f"not within {timeout_s} s: {text[:200]}"
