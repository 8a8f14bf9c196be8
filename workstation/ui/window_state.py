"""Where the window stood when it was left: a small plain file in the profile, nothing about anybody in it."""

from __future__ import annotations

import base64
import json
import logging
from pathlib import Path

from PySide6.QtCore import QByteArray

from workstation.ui.main_window import MainWindow

log = logging.getLogger("workstation.ui")


class WindowState:
    """Saves and restores geometry; a missing or odd file is as good as none."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._state: dict[str, str] = {}

    def restore(self, window: MainWindow) -> None:
        """Put the window where it was, on a screen that still exists."""
        try:
            read = json.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError):
            return
        self._state = {k: v for k, v in read.items() if isinstance(v, str)} if isinstance(read, dict) else {}
        if geometry := self._bytes("geometry"):
            window.restoreGeometry(geometry)

    def restore_panes(self, window: MainWindow) -> None:
        """Give the panes the widths they had."""
        if panes := self._bytes("panes"):
            window.workplace.splitter.restoreState(panes)

    def save(self, window: MainWindow) -> None:
        """Write how it stands."""
        self._state["geometry"] = _text(window.saveGeometry())
        if window.desk is not None:
            self._state["panes"] = _text(window.workplace.splitter.saveState())
        try:
            self._file.write_text(json.dumps(self._state), "utf-8")
        except OSError as error:
            log.info("the window's place was not kept: %s", error.strerror)

    def _bytes(self, name: str) -> QByteArray:
        try:
            return QByteArray(base64.b64decode(self._state.get(name, ""), validate=True))
        except ValueError:
            return QByteArray()


def _text(data: QByteArray) -> str:
    return base64.b64encode(data.data()).decode()
