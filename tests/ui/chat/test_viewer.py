"""Pictures: fetched once, kept in bounds, shown large."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSize, QSizeF
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.chat import samples
from tests.ui.chat.conftest import run_here
from workstation.domain.errors import Refusal
from workstation.ui.chat.decoding import decode_blocking
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.chat.viewer import ImageViewer

Until = Callable[..., Coroutine[Any, Any, None]]


class Source:
    """Brings pictures and counts what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []
        self.refusing = False

    async def __call__(self, key: str, full: bool) -> bytes:
        self.asked.append((key, full))
        if self.refusing:
            raise Refusal("unreachable")
        return samples.picture(1600, 1200) if full else samples.picture()


async def test_a_picture_is_fetched_once_per_size(qtbot: QtBot, until: Until) -> None:
    source = Source()
    pictures = Pictures(source, run_here)
    size = QSizeF(160, 120)
    for _ in range(3):
        assert pictures.get("i:1", size) is None
    await until(lambda: pictures.get("i:1", size) is not None)
    assert source.asked == [("i:1", False)]
    pixmap = pictures.get("i:1", size)
    assert pixmap is not None
    assert pixmap.size() == QSize(160, 120)
    pictures.set_ratio(2.0)
    pictures.get("i:1", size)
    await until(lambda: pictures.get("i:1", size) is not None)
    assert source.asked[-1] == ("i:1", True)
    sharp = pictures.get("i:1", size)
    assert sharp is not None
    assert sharp.size() == QSize(320, 240)


async def test_what_can_t_be_had_is_tried_again_when_the_link_is_better(qtbot: QtBot, until: Until) -> None:
    source = Source()
    source.refusing = True
    pictures = Pictures(source, run_here)
    pictures.get("i:1", QSizeF(100, 100))
    await until(lambda: pictures.failed("i:1"))
    assert pictures.get("i:1", QSizeF(100, 100)) is None
    assert len(source.asked) == 1
    source.refusing = False
    pictures.retry()
    pictures.get("i:1", QSizeF(100, 100))
    await until(lambda: pictures.get("i:1", QSizeF(100, 100)) is not None)
    pictures.clear()


async def test_kept_pictures_are_bounded(qtbot: QtBot, until: Until) -> None:
    pictures = Pictures(Source(), run_here)
    for n in range(150):
        pictures.get(f"i:{n}", QSizeF(320, 240))
        await until(lambda n=n: pictures.get(f"i:{n}", QSizeF(320, 240)) is not None)
    assert pictures._bytes <= 32 * 1024 * 1024
    assert len(pictures._pixmaps) < 150
    pictures.clear()


async def test_the_viewer_shows_zooms_steps_and_copies(qtbot: QtBot, until: Until) -> None:
    viewer = ImageViewer(Source(), run_here, ["i:1", "i:2"], "i:1")
    qtbot.addWidget(viewer)
    viewer.show()
    assert not viewer.buttons["copy"].isEnabled()
    await until(lambda: viewer.buttons["copy"].isEnabled())
    assert viewer.canvas.fitted
    assert viewer.canvas.zoom < 1
    viewer.canvas.zoom_by(2.0, QPointF(100, 100))
    assert viewer.canvas.zoom > 1
    for _ in range(30):
        viewer.canvas.zoom_by(1.25)
    assert viewer.canvas.zoom == 8.0
    for _ in range(60):
        viewer.canvas.zoom_by(0.8)
    assert viewer.canvas.zoom > 0.1
    viewer.canvas.fit()
    viewer.copy()
    assert QGuiApplication.clipboard().image().size() == QSize(1600, 1200)
    viewer.step(1)
    await until(lambda: viewer.buttons["copy"].isEnabled())
    assert not viewer.buttons["chevron_right"].isEnabled()
    viewer.step(1)
    viewer.hide()


async def test_the_viewer_says_why_there_is_nothing_to_see(qtbot: QtBot, until: Until) -> None:
    source = Source()
    source.refusing = True
    viewer = ImageViewer(source, run_here, ["i:1"], "i:1")
    qtbot.addWidget(viewer)
    viewer.show()
    await until(lambda: "on-line" in viewer.canvas.message)
    viewer.save()
    viewer.copy()
    viewer.hide()


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF....WEBPVP8 "]),
)
@settings(max_examples=100)
@pytest.mark.qt_log_ignore(".*")
def test_no_bytes_can_crash_the_decoder(qapp: object, data: bytes, head: bytes) -> None:
    decode_blocking(head + data)


def test_formats_that_carry_scripts_are_not_read(qapp: object) -> None:
    assert decode_blocking(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>").isNull()
