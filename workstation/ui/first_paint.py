"""Tells when a widget has been painted first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """Calls `then()` once, after the first painting of a widget while `holds()`."""

    def __init__(self, widget: QWidget, then: Callable[[], object], holds: Callable[[], bool] = lambda: True) -> None:
        super().__init__(widget)
        self._then = then
        self._holds = holds
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._holds():
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._then)  # the painting itself follows this event
        return False
