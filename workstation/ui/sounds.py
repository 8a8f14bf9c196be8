"""The sound of a notification: one of ours, or the system's."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Final

from PySide6.QtCore import QProcess
from PySide6.QtWidgets import QApplication

from workstation import paths

SYSTEM: Final = "default"
OURS: Final = ("chime", "drop", "knock")
_PLAYERS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"), ("canberra-gtk-play", "-f"))
"""Programs of Linux desktops that play a file, and how they are called; the first there is."""


def file_of(name: str) -> Path:
    """Return the file of one of our sounds."""
    return paths.resources() / "sounds" / f"{name}.wav"


def play(name: str) -> None:
    """Play a sound by its name; nothing for an empty one. Never waits."""
    if not name:
        return
    if name not in OURS or not _play_file(file_of(name)):
        QApplication.beep()


def _play_file(file: Path) -> bool:
    if sys.platform == "win32":
        import winsound

        winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        return True
    players = (("afplay",),) if sys.platform == "darwin" else _PLAYERS
    for program, *arguments in players:
        if shutil.which(program):
            started, _ = QProcess.startDetached(program, [*arguments, str(file)])
            return started
    return False
