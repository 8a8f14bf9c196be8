"""How long nobody has touched the machine: asked of the system where it tells, else seen in our own window."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

IdleTime = Callable[[], Awaitable[float | None]]
"""Returns the seconds since the last input anywhere on the machine; `None` where nobody can tell."""

_INPUT: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.FocusIn,
    }
)


class InputSeen(QObject):
    """Sees input that reaches a window; for desktops that don't tell how long they have been left alone."""

    def __init__(self, window: QWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._at = time.monotonic()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._at = time.monotonic()
        return False

    async def idle_s(self) -> float | None:
        """Return how long nothing has come."""
        return time.monotonic() - self._at


def system_idle() -> IdleTime | None:
    """Return what asks this system, `None` if it doesn't tell. Nothing is asked yet."""
    if sys.platform == "win32":
        return _later(_windows)
    if sys.platform == "darwin":
        return _later(_mac)
    if os.environ.get("WAYLAND_DISPLAY"):  # also under XWayland: X hears of its own windows' input only
        return _wayland
    if QGuiApplication.platformName() == "xcb":
        return _x11()
    return None


def _later(ask: Callable[[], float]) -> IdleTime:
    async def idle_s() -> float | None:
        return ask()

    return idle_s


class _ScreenSaverInfo(ctypes.Structure):
    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("til_or_since", ctypes.c_ulong),
        ("idle_ms", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def _x11() -> IdleTime | None:
    """Return what asks the X server by its screen saver extension, over a connection of its own."""
    try:
        x, xss = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
    except OSError:
        return None
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
    x.XDefaultRootWindow.restype = ctypes.c_ulong
    xss.XScreenSaverQueryInfo.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(_ScreenSaverInfo))
    display = x.XOpenDisplay(None)
    if not display:
        return None
    root, info = x.XDefaultRootWindow(display), _ScreenSaverInfo()

    async def idle_s() -> float | None:
        if not xss.XScreenSaverQueryInfo(display, root, ctypes.byref(info)):
            return None
        return float(info.idle_ms) / 1000

    return idle_s


async def _wayland() -> float | None:
    """Ask GNOME's compositor; others have no way that works for every program."""
    from workstation.ui.session_bus import NoAnswer, SessionBus

    name, path = "org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core"
    bus = SessionBus()
    try:
        (idle_ms,) = await bus.call(name, path, name, "GetIdletime")
    except NoAnswer:
        return None
    finally:
        await bus.close()
    return float(idle_ms) / 1000


class _LastInput(ctypes.Structure):
    _fields_ = (("size", ctypes.c_uint), ("ticks", ctypes.c_uint))


if sys.platform == "win32":

    def _windows() -> float:
        last = _LastInput(ctypes.sizeof(_LastInput), 0)
        ctypes.windll.user32.GetLastInputInfo(ctypes.byref(last))
        # Both count milliseconds since the start of the machine, modulo 2**32.
        return float((ctypes.windll.kernel32.GetTickCount() - last.ticks) & 0xFFFFFFFF) / 1000


def _mac() -> float:
    services = ctypes.CDLL("/System/Library/Frameworks/ApplicationServices.framework/ApplicationServices")
    ask = services.CGEventSourceSecondsSinceLastEventType
    ask.argtypes, ask.restype = (ctypes.c_int32, ctypes.c_uint32), ctypes.c_double
    return float(ask(0, 0xFFFFFFFF))  # any input of the whole session
