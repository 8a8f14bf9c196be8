"""Milestones of a start, for whoever times the desk from outside (`--trace FILE`)."""

import json
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractItemView, QWidget

from workstation.domain.link import LinkState, Phase


class Trace(QObject):
    """Appends one JSON line per milestone: `{"at": seconds since 1970, "name": …}`, each name once."""

    def __init__(self, file: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._done: set[str] = set()
        self._watched: dict[QObject, tuple[str, QAbstractItemView | None]] = {}

    def mark(self, name: str) -> None:
        """Note that this has happened now."""
        if self._file is None or name in self._done:
            return
        self._done.add(name)
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"at": time.time(), "name": name}) + "\n")

    def watch_window(self, window: QWidget) -> None:
        """Mark `window` when it is painted first."""
        self._watch(window, "window", None)

    def watch_list(self, view: QAbstractItemView) -> None:
        """Mark `list` when the list is painted first with rows in it."""
        self._watch(view.viewport(), "list", view)

    def link(self, state: LinkState) -> None:
        """Mark `online` when the link is up."""
        if state.phase is Phase.ONLINE:
            self.mark("online")

    def _watch(self, widget: QWidget, name: str, view: QAbstractItemView | None) -> None:
        if self._file is not None and name not in self._done:
            self._watched[widget] = (name, view)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and watched in self._watched:
            name, view = self._watched[watched]
            if view is None or view.model().rowCount() > 0:
                # The paint follows this event; the mark is made once it is through.
                watched.removeEventFilter(self)
                del self._watched[watched]
                self._mark_later(name)
        return False

    def _mark_later(self, name: str) -> None:
        from PySide6.QtCore import QTimer

        QTimer.singleShot(0, self, lambda: self.mark(name))
