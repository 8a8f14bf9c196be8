"""What the stories share: an application in a look and language, and a picture instead of a window when wanted."""

import argparse
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tools import catalogues
from workstation.ui import runtime
from workstation.ui.bus import Bus
from workstation.ui.front import make_application
from workstation.ui.language import Language
from workstation.ui.theme import Theme

SETTLE_S = 0.4
"""How long a story has to come to rest before its picture is taken."""


class Stage:
    """The application of a story."""

    def __init__(self, app: QApplication, options: argparse.Namespace) -> None:
        self.app = app
        self.options = options
        self.bus = Bus()
        self.theme = Theme(app)
        self.language = Language(app, self.theme)
        self.language.use(options.language)
        self.theme.apply(options.theme)
        self.theme.changed.connect(self.bus.theme_changed)
        self.language.changed.connect(self.bus.language_changed)

    @property
    def size(self) -> QSize:
        """How large the window shall be."""
        width, height = self.options.size.split("x")
        return QSize(int(width), int(height))

    async def rest(self) -> None:
        """Let what was begun come to an end."""
        await asyncio.sleep(SETTLE_S)

    async def show(self, window: QWidget, *, resize: bool = True) -> None:
        """Show the story until its window is closed, or take its picture."""
        if resize:
            window.resize(self.size)
        window.show()
        await asyncio.sleep(SETTLE_S)
        if self.options.picture is not None:
            window.grab().save(str(self.options.picture))
            return
        while window.isVisible():
            await asyncio.sleep(0.1)


def play(story: Callable[[Stage], Awaitable[None]]) -> None:
    """Run a story from the command line."""
    parser = argparse.ArgumentParser(description=(sys.modules[story.__module__].__doc__ or "").strip())
    parser.add_argument("--language", choices=["zh_CN", "en"], default="zh_CN")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--picture", type=Path, help="write a picture there and leave")
    options = parser.parse_args()
    if options.picture is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    catalogues.compile_stale()
    app = make_application()

    async def main() -> int:
        stage = Stage(app, options)
        stage.bus.attach(asyncio.get_running_loop())
        await story(stage)
        stage.bus.detach()
        return 0

    sys.exit(runtime.run(app, main))
