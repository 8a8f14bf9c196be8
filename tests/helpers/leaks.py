"""Finds threads, timers and animations that a test leaves running, and says where each was started."""

import contextlib
import gc
import os
import sys
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

GRACE_S = 3.0
"""How long what was told to end may take to end, on a busy machine."""

_TESTS = f"{Path(__file__).resolve().parents[2]}{os.sep}"
_started: "weakref.WeakKeyDictionary[threading.Thread, str]" = weakref.WeakKeyDictionary()


def _put(kind: type, name: str, method: Callable[..., None]) -> None:
    setattr(kind, name, method)  # the one way to learn where something was started


def _place() -> str:
    """Return the innermost place in this project from which the caller was called; costs little, it is called often."""
    frame: FrameType | None = sys._getframe(2)
    outside = frame
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(_TESTS) and name != __file__ and ".venv" not in name:
            break
        frame = frame.f_back
    found = frame or outside
    return f"{found.f_code.co_filename}:{found.f_lineno} in {found.f_code.co_name}" if found else "an unknown place"


def remember_thread_starts() -> None:
    """Make every thread of this process remember where it was started."""
    original = threading.Thread.start

    def start(self: threading.Thread) -> None:
        _started[self] = _place()
        original(self)

    _put(threading.Thread, "start", start)


def leaked_threads(before: set[threading.Thread]) -> list[str]:
    """Return the threads that run now, did not run before, and don't end within the time of grace."""
    until = time.monotonic() + GRACE_S
    while True:
        left = [t for t in threading.enumerate() if t not in before and t.is_alive() and not _is_harmless(t)]
        if not left or time.monotonic() > until:
            return [f"thread {t.name!r} started at {_started.get(t, 'an unknown place')}" for t in left]
        left[0].join(0.02)


def _is_harmless(thread: threading.Thread) -> bool:
    # Threads that the test tools start (time-outs, xdist) and those that C code makes known to Python.
    return isinstance(thread, threading._DummyThread) or thread.name.startswith(("pytest_timeout", "execnet"))


class QtWatch:
    """Notes each QTimer, QThread and animation that Python code starts while it watches."""

    def __init__(self) -> None:
        self._objects: list[tuple[weakref.ref[Any], str]] = []

    @contextlib.contextmanager
    def watching(self) -> Iterator[None]:
        """Watch while the context lasts."""
        from PySide6.QtCore import QAbstractAnimation, QThread, QTimer

        originals: list[tuple[Any, Callable[..., None]]] = []
        for kind in (QTimer, QThread, QAbstractAnimation):
            originals.append((kind, kind.start))
            _put(kind, "start", self._noting(kind.start))
        try:
            yield
        finally:
            for kind, original in originals:
                _put(kind, "start", original)

    def _noting(self, original: Callable[..., None]) -> Callable[..., None]:
        def start(obj: Any, *args: Any, **named: Any) -> None:
            self._objects.append((weakref.ref(obj), _place()))
            original(obj, *args, **named)

        return start

    def leaked(self) -> list[str]:
        """Return what still runs after Qt has deleted what waits for deletion, and Python has collected its garbage."""
        from PySide6.QtCore import QCoreApplication, QEvent

        for _ in range(2):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if not self._running():
            return []
        gc.collect()
        until = time.monotonic() + GRACE_S
        while (left := self._running()) and time.monotonic() < until and any("QThread" in text for text in left):
            time.sleep(0.01)
        return left

    def _running(self) -> list[str]:
        from PySide6.QtCore import QThread, QTimer
        from shiboken6 import isValid

        texts = []
        for reference, place in self._objects:
            obj = reference()
            if obj is None or not isValid(obj):
                continue
            if isinstance(obj, QTimer):
                runs = obj.isActive()
            elif isinstance(obj, QThread):
                runs = obj.isRunning()
            else:
                runs = obj.state() != obj.State.Stopped
            if runs:
                kind = next(k.__name__ for k in type(obj).__mro__ if k.__module__.startswith("PySide6"))
                texts.append(f"{kind} {obj.objectName() or type(obj).__name__!r} started at {place}")
        return texts


def qt_is_loaded() -> bool:
    """Tell whether this process has a Qt application, without importing Qt."""
    core = sys.modules.get("PySide6.QtCore")
    return core is not None and core.QCoreApplication.instance() is not None
