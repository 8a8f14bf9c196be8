"""What there is as soon as the first window stands: all that the rest is wired to."""

from __future__ import annotations

import argparse
import locale
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.clock import Clock, SystemClock
from workstation.services.head_start import HeadStart
from workstation.services.settings import SettingsService
from workstation.storage.errors import StorageError
from workstation.storage.profile_file import ProfileFile
from workstation.ui.bus import Bus
from workstation.ui.front import Front
from workstation.ui.trace import Trace

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


class Begun:
    """Made by `start.py`, taken over by `app.py`."""

    def __init__(self, qt: QApplication, options: argparse.Namespace, folder: Path, head_start: HeadStart) -> None:
        self.options = options
        self.folder = folder
        self.head_start = head_start
        self.clock: Clock = SystemClock()
        self.bus = Bus()
        self.trace = Trace(options.trace)
        self.profile = ProfileFile(folder)
        wanted = {"language": options.language, "theme": options.theme}
        self.chosen = {name: value for name, value in wanted.items() if value}
        if self.chosen:
            with suppress(StorageError):  # opening the files says so in words
                self.profile.update(**self.chosen)
        self.settings = SettingsService(self.profile, default_language=language_of_this_machine())
        self.front = Front(qt, self.settings.get(), self.bus, self.clock, folder)
        self.trace.watch_window(self.front.window)
        self.trace.watch_list(self.front.window.workplace.inbox.list)


def language_of_this_machine() -> str:
    """Return the language of the screens before anybody has chosen one."""
    return "zh_CN" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"
