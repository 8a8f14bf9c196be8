"""Compares what a whole process shares before and after a test: what one leaves changed, another stumbles over."""

import asyncio
import gc
import locale
import logging
import os
import signal
import socket
import sys
import threading
from typing import Any

from tests.helpers.leaks import qt_is_loaded

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGCHLD") if hasattr(signal, name))
_LOGGERS = (logging.getLogger(), logging.getLogger("workstation"))
State = dict[str, Any]


def of_process() -> State:
    """Return what tests share, by name; it is asked before and after each test and takes some 20 µs."""
    variables = vars(os.environ)["_data"].copy()  # as they are kept: nothing is decoded
    variables.pop(b"PYTEST_CURRENT_TEST", variables.pop("PYTEST_CURRENT_TEST", None))
    state: State = {
        "variables of the environment": variables,
        "working folder": os.getcwd(),
        "garbage collection": (gc.isenabled(), gc.get_threshold()),
        "hooks": (sys.excepthook, sys.unraisablehook, threading.excepthook, sys.displayhook),
        "paths of modules": tuple(sys.path),
        "arguments": tuple(sys.argv),
        "interval of switching threads": sys.getswitchinterval(),
        "time-out of sockets": socket.getdefaulttimeout(),
        "handlers of signals": tuple(map(signal.getsignal, _SIGNALS)),
        "logging": tuple(
            (one.name, one.level, one.disabled, one.propagate, frozenset(one.handlers), tuple(one.filters))
            for one in _LOGGERS
        ),
    }
    policy = vars(asyncio.events).get("_event_loop_policy")
    if policy is not None:  # made when it is first needed
        state["policy of loops"] = policy
    if (rings := sys.modules.get("keyring.core")) is not None and rings._keyring_backend is not None:
        state["keyring"] = type(rings._keyring_backend)
    if (tasks := sys.modules.get("workstation.ui.tasks")) is not None:
        state["tasks of screens"] = frozenset(tasks._kept)
    if qt_is_loaded():
        state.update(_of_qt())
    return state


def _of_qt() -> State:
    from PySide6.QtCore import QLocale
    from PySide6.QtGui import QGuiApplication

    state: State = {"locale": locale.setlocale(locale.LC_ALL), "Qt's locale": QLocale().name()}
    gui = sys.modules.get("PySide6.QtWidgets")
    if gui is None or not isinstance(QGuiApplication.instance(), gui.QApplication):
        return state
    app = gui.QApplication
    pointer = app.overrideCursor()
    return state | {
        "font": app.font(),
        "palette": app.palette(),
        "style sheet": app.instance().styleSheet(),
        "direction of layout": app.layoutDirection(),
        "pointer over all windows": pointer and pointer.shape(),
        "icon of windows": app.windowIcon().isNull(),
        "keys held down": app.keyboardModifiers(),
        "buttons held down": app.mouseButtons(),
        "open menu or dialog": app.activePopupWidget() or app.activeModalWidget(),
    }


def changes(before: State, after: State) -> list[str]:
    """Say what is no longer as it was; what came with a Qt application that was not there before counts as new."""
    texts = []
    for name in before.keys() & after.keys():
        if before[name] != after[name]:
            texts.append(f"{name}: {_difference(before[name], after[name])}")
    return sorted(texts)


def _difference(before: Any, after: Any) -> str:
    if isinstance(before, dict):
        keys = sorted(key for key in before.keys() | after.keys() if before.get(key) != after.get(key))
        return ", ".join(f"{key!r} was {before.get(key)!r}, is {after.get(key)!r}" for key in keys)
    return f"was {before!r}, is {after!r}"
