"""Milestones of a start, for whoever times the desk from outside (`--trace FILE`)."""

import json
import time
from pathlib import Path

from PySide6.QtWidgets import QAbstractItemView, QWidget

from workstation.domain.link import LinkState, Phase
from workstation.ui.first_paint import FirstPaint


class Trace:
    """Appends one JSON line per milestone: `{"at": seconds since 1970, "name": …}`, each name once."""

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._done: set[str] = set()

    def mark(self, name: str) -> None:
        """Note that this has happened now."""
        if self._file is None or name in self._done:
            return
        self._done.add(name)
        with self._file.open("a", encoding="utf-8") as out:
            out.write(json.dumps({"at": time.time(), "name": name}) + "\n")

    def watch_window(self, window: QWidget) -> None:
        """Mark `window` when it is painted first."""
        if self._file is not None:
            FirstPaint(window, lambda: self.mark("window"))

    def watch_list(self, view: QAbstractItemView) -> None:
        """Mark `list` when the list is painted first with rows in it."""
        if self._file is not None:
            FirstPaint(view.viewport(), lambda: self.mark("list"), lambda: view.model().rowCount() > 0)

    def link(self, state: LinkState) -> None:
        """Mark `online` when the link is up."""
        if state.phase is Phase.ONLINE:
            self.mark("online")
