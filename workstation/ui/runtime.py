"""The loop of the Qt application: run, and ended in under a second whatever hangs."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from workstation.ui import garbage
from workstation.ui.loop import QtLoop

log = logging.getLogger("workstation.ui")

END_S: Final = 0.8
"""How long tasks have to end after they were cancelled."""
COLLECT_AFTER_S: Final = 3.0
"""When a start that has put off looking for garbage is over."""
_SIGNAL_CHECK_MS: Final = 200


def run(app: QApplication, main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run the main coroutine on the application's loop; return its exit status.

    Exceptions of tasks are logged and never end the program (those of slots go to the crash hook); one of `main` itself
    is raised.
    """
    loop = QtLoop(app)
    try:
        task = loop.create_task(_main(main))
        try:
            return loop.run_until_complete(task)
        except RuntimeError:
            if task.done():
                raise
            # Qt was told to quit past us (the session ends): what is open is still closed in order.
            task.cancel()
            with suppress(RuntimeError):
                return loop.run_until_complete(task)
            log.critical("the display is gone")
            return 1
    finally:
        # Not asyncio.Runner: it would wait for ever for a task that doesn't listen to being cancelled.
        with suppress(RuntimeError):
            loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()


def leave(status: int) -> NoReturn:
    """End the process at once, after everything of ours has been closed.

    Taking an interpreter full of widgets apart lasts longer than closing the desk, and a thread that hangs in a call
    of the system would be waited for.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # a windowed program has none
            stream.flush()
    os._exit(status)


async def _main(main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_on_loop_fault)
    if not gc.isenabled():
        loop.call_later(COLLECT_AFTER_S, _collect_again, loop)
    task = asyncio.ensure_future(main())
    with _signals_heard(loop, task):
        try:
            return await task
        except asyncio.CancelledError:
            return 0
        finally:
            await _end_tasks()


def _collect_again(loop: asyncio.AbstractEventLoop) -> None:
    """Look for garbage from now on, but not among what the start has made: that stays, and there is much of it."""
    gc.freeze()
    garbage.follow(loop)


async def _end_tasks() -> None:
    """Cancel what still runs; what doesn't listen is left behind."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    if left:
        _, deaf = await asyncio.wait(left, timeout=END_S)
        for task in deaf:
            log.warning("a task did not end: %s", task.get_name())


@contextmanager
def _signals_heard(loop: asyncio.AbstractEventLoop, task: asyncio.Future[int]) -> Iterator[None]:
    """End the main task on SIGINT and SIGTERM; Python sees them only when some Python runs."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    previous = {}
    for name in (signal.SIGINT, signal.SIGTERM):
        previous[name] = signal.signal(name, lambda *_: loop.call_soon_threadsafe(task.cancel))
    wakeup = _wake_for_signals()
    try:
        yield
    finally:
        wakeup()
        for name, handler in previous.items():
            signal.signal(name, handler)


def _wake_for_signals() -> Callable[[], None]:
    """Let Qt run some Python when a signal comes: by a socket where there is one, else by a slow timer."""
    if sys.platform == "win32":
        timer = QTimer(interval=_SIGNAL_CHECK_MS)
        timer.timeout.connect(lambda: None)
        timer.start()
        return timer.stop
    import socket

    from PySide6.QtCore import QSocketNotifier

    reader, writer = socket.socketpair()
    reader.setblocking(False)
    writer.setblocking(False)
    before = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_: reader.recv(256))

    def stop() -> None:
        notifier.setEnabled(False)
        signal.set_wakeup_fd(before)
        reader.close()
        writer.close()

    return stop


def _on_loop_fault(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    error = context.get("exception")
    log.error("%s", context.get("message"), exc_info=error if isinstance(error, BaseException) else None)
