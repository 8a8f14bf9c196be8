"""Pictures of the timeline: fetched when they come into view, decoded off the GUI thread, the last ones used kept."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

from PySide6.QtCore import QObject, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from workstation.domain.errors import Refusal
from workstation.ui.chat.decoding import decode
from workstation.ui.chat.running import Aside, loop_runs
from workstation.ui.loop import spawn

Fetch = Callable[[str, bool], Awaitable[bytes]]
"""Brings the bytes for `i:<attachment>` or `u:<upload>`; the flag asks for the full size."""
_KEPT_BYTES: Final = 32 * 1024 * 1024
_AT_ONCE: Final = 3
_AGAIN_MS: Final = 15_000


class Pictures(QObject):
    """Keeps pixmaps per size and device pixel ratio.

    Signals:
        arrived(str, bool): a picture can be painted; the flag says that its size wasn't known before.
    """

    arrived = Signal(str, bool)

    def __init__(self, fetch: Fetch, aside: Aside, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fetch = fetch
        self._aside = aside
        self._pixmaps: OrderedDict[tuple[str, int, int], QPixmap] = OrderedDict()
        self._bytes = 0
        self._wanted: dict[tuple[str, int, int], None] = {}
        self._loading: set[tuple[str, int, int]] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._failed: set[str] = set()
        self.sizes: dict[str, tuple[int, int]] = {}
        """Pixels of pictures whose message doesn't say."""
        self.ratio = 1.0
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self.retry)

    def set_ratio(self, ratio: float) -> None:
        """Paint for a screen of that device pixel ratio from now on."""
        if ratio != self.ratio:
            self.ratio = ratio
            self._pixmaps.clear()
            self._bytes = 0

    def failed(self, key: str) -> bool:
        """Tell whether a picture couldn't be had (off-line, gone)."""
        return key in self._failed

    def get(self, key: str, size: QSizeF) -> QPixmap | None:
        """Return a picture for a box of logical pixels, or `None` and fetch it."""
        name = (key, round(size.width() * self.ratio), round(size.height() * self.ratio))
        pixmap = self._pixmaps.get(name)
        if pixmap is not None:
            self._pixmaps.move_to_end(name)
        elif key and key not in self._failed and name not in self._loading:
            # The latest asked for is fetched first: it is what one looks at.
            self._wanted.pop(name, None)
            self._wanted[name] = None
            self._start()
        return pixmap

    def retry(self) -> None:
        """Forget what failed: the link may be better now."""
        if self._failed:
            self._failed.clear()
            self.arrived.emit("", False)

    def clear(self) -> None:
        """Fetch nothing more of what was asked for."""
        self._wanted.clear()
        self._again.stop()
        for task in self._tasks:
            task.cancel()

    def _start(self) -> None:
        while self._wanted and len(self._loading) < _AT_ONCE and loop_runs():
            name, _ = self._wanted.popitem()
            task = spawn(self._load(name), owner=self)
            self._loading.add(name)
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _load(self, name: tuple[str, int, int]) -> None:
        key, width, height = name
        try:
            data = await self._fetch(key, self.ratio > 1.25)
            known = key in self.sizes or not key.startswith("u:")
            image = await decode(data, self._aside, QSize(width, height) if known else None)
            if image.isNull():
                self._fail(key)
            else:
                self._keep(name, image)
        except (Refusal, OSError):
            self._fail(key)
            self._again.start()
        finally:
            self._loading.discard(name)
            if self._wanted:
                self._start()

    def _fail(self, key: str) -> None:
        self._failed.add(key)
        self.arrived.emit(key, False)

    def _keep(self, name: tuple[str, int, int], image: QImage) -> None:
        key, width, height = name
        resized = key.startswith("u:") and self.sizes.get(key) is None
        if resized:
            self.sizes[key] = (image.width(), image.height())
        if (image.width(), image.height()) != (width, height):
            image = image.scaled(
                QSize(width, height),
                Qt.AspectRatioMode.KeepAspectRatioByExpanding,
                Qt.TransformationMode.SmoothTransformation,
            )
            left, top = (image.width() - width) // 2, (image.height() - height) // 2
            image = image.copy(left, top, width, height)
        pixmap = QPixmap.fromImage(image)
        self._pixmaps[name] = pixmap
        self._bytes += 4 * width * height
        while self._bytes > _KEPT_BYTES and len(self._pixmaps) > 1:
            _, old = self._pixmaps.popitem(last=False)
            self._bytes -= 4 * old.width() * old.height()
        self.arrived.emit(key, resized)
