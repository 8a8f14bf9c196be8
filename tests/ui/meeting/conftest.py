"""A desk with negotiations on it, and a window over which its dialogs open."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.meeting.booked import Booked
from workstation.ui.bus import Bus

Opened = Callable[..., AbstractAsyncContextManager[tuple[Booked, QWidget]]]


@pytest.fixture
def opened(qapp: QApplication, tmp_path: Path) -> Opened:
    """Open the desk; what opened over its window is destroyed with it."""

    @asynccontextmanager
    async def desk(**how: Any) -> AsyncIterator[tuple[Booked, QWidget]]:
        bus = Bus()
        bus.attach(asyncio.get_running_loop())
        booked = Booked(tmp_path / "profile", bus, **how)
        window = QWidget()
        window.resize(1024, 640)
        window.show()
        try:
            yield booked, window
        finally:
            window.hide()
            window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            await asyncio.sleep(0)
            await booked.seeded.close()
            bus.detach()

    return desk
