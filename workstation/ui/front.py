"""What one sees first: the window with the list as it was left.

It is painted before anything that works behind it is imported (asyncio, SQL, the network); a test holds that.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, QLoggingCategory, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from workstation import __version__
from workstation.domain.clock import Clock
from workstation.services.views import InboxRow, Settings
from workstation.ui.bus import Bus
from workstation.ui.first_paint import FirstPaint
from workstation.ui.language import Language
from workstation.ui.main_window import MainWindow
from workstation.ui.theme import Theme
from workstation.ui.window_state import WindowState

SWITCH_INTERVAL_S: Final = 0.001
"""How long a worker thread may hold the interpreter while the GUI waits for it."""
PAINT_MS: Final = 500
"""How long the start waits at most for the list to be painted."""


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """Return the application; made before any widget."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    # Said once per font for every script none of them has; people write in all scripts.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    app = QApplication([sys.argv[0] if sys.argv else "workstation", *arguments])
    app.setApplicationName("Workstation")
    app.setApplicationDisplayName("Workstation")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("workstation")
    app.setQuitOnLastWindowClosed(False)
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    return app


class Front:
    """Look, language and main window; the shell takes them over."""

    def __init__(self, app: QApplication, settings: Settings, bus: Bus, clock: Clock, folder: Path) -> None:
        self.theme = Theme(app)
        self.language = Language(app, self.theme)
        self.show_look(settings)
        self.window = MainWindow(bus, clock)
        self.state = WindowState(folder / "window.json")
        self.state.restore(self.window)

    def show_look(self, settings: Settings) -> None:
        """Turn to the language and the colours of the settings."""
        self.language.use(settings.language)
        self.theme.apply(settings.theme)

    def show(self, rows: Sequence[InboxRow]) -> None:
        """Show the window with these rows; returns when they are painted. Not for coroutines: it runs a loop."""
        inbox = self.window.workplace.inbox
        if rows:
            self.window.show_early(rows)
        waiting = QEventLoop()
        FirstPaint(inbox.list.viewport() if rows else inbox, waiting.quit)
        QTimer.singleShot(PAINT_MS, waiting, waiting.quit)
        self.window.show()
        waiting.exec()
