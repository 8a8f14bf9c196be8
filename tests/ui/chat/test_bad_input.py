"""What people paste, drop and type that nobody thought of: a clear word or the right picture, never a lost draft."""

import io
import struct
import threading
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QSize, Qt, QUrl
from PySide6.QtTest import QTest

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import Talk
from tests.ui.chat.working import Until, chat_of, opened
from workstation.domain.ids import ConversationId
from workstation.domain.message import MAX_TEXT_CHARS
from workstation.ui.chat import decoding
from workstation.ui.chat.decoding import MAX_PIXELS, decode, decode_blocking, pixels
from workstation.ui.chat.message_edit import CAPACITY
from workstation.ui.chat.previews import _Preview
from workstation.ui.chat.viewer import ImageViewer


def png(width: int, height: int, lines: int | None = None) -> bytes:
    """Return a white one-bit PNG that says it has that size; a few kilobytes however many pixels it has."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer = zlib.compressobj(9)
    line = b"\x00" + b"\xff" * ((width + 7) // 8)
    body = b"".join(packer.compress(line) for _ in range(height if lines is None else lines)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((900, 700), 80).convert("RGB").save(stream, "JPEG", quality=95)
    return stream.getvalue()


BOMB = png(120_000, 120_000, lines=200)
NO_IMAGES = {
    "a text": b"just a text\n" * 40,
    "nothing": b"",
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a drawing that can carry scripts": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "an archive": b"PK\x03\x04" + bytes(200),
    "a program": b"MZ" + bytes(500),
    "half a head": b"\x89PNG\r\n\x1a\n",
    "noise": bytes(range(256)) * 64,
    "a photograph that is cut off": jpeg()[:-20_000],
    "a drawing that is cut off": samples.picture()[:-40],
}


@pytest.mark.qt_log_ignore("[Jj][Pp][Ee][Gg]", "libpng")
@pytest.mark.parametrize(
    ("data", "said"),
    [*((data, "not an image") for data in NO_IMAGES.values()), (BOMB, "50 million pixels")],
    ids=[*NO_IMAGES, "a bomb"],
)
@pytest.mark.parametrize("way", ["dropped", "pasted"])
async def test_what_is_no_picture_is_refused_by_name(
    make_view: MakeView, until: Until, tmp_path: Path, data: bytes, said: str, way: str
) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    QTest.keyClicks(view.composer.edit, "half an offer")
    given = QMimeData()
    if way == "dropped":
        (tmp_path / "offer.png").write_bytes(data)
        given.setUrls([QUrl.fromLocalFile(str(tmp_path / "offer.png"))])
    else:
        given.setData("image/png", data)
    view.composer.take_images(given)
    await until(lambda: said in view.composer.notice.text)
    assert not view.composer.previews.isVisible()
    assert view.composer.edit.toPlainText() == "half an offer"
    await view.save_drafts()
    assert chat_of(view).talks[1].draft == "half an offer"


async def test_a_file_of_fifty_megabytes_is_refused_unread(make_view: MakeView, until: Until, tmp_path: Path) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    big = tmp_path / "scan.jpg"
    with big.open("wb") as file:
        file.write(jpeg())
        file.truncate(50 * 1024 * 1024)
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(big))])
    view.composer.take_images(given)
    await until(lambda: "larger than 32 MB" in view.composer.notice.text)


async def test_each_file_that_is_refused_is_named(make_view: MakeView, until: Until, tmp_path: Path) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    names = ["good.jpg", "words.jpg", "bomb\u202egnp.png", f"{'x' * 90}-0.png", "more1.png", "more2.png"]
    for name, data in zip(names, [jpeg(), b"words", BOMB, b"", b"", b""], strict=True):
        (tmp_path / name).write_bytes(data)
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    view.composer.take_images(given)
    notice = view.composer.notice
    await until(lambda: "and 2 more files" in notice.text)
    first, second, third, _rest = notice.text.splitlines()
    assert first.startswith("words.jpg: This is damaged or not an image")
    assert second.startswith("bomb◀gnp.png: The image has more than 50 million")
    assert third.startswith(f"{'x' * 32}…{'x' * 9}-0.png: "), "the end of a long name is told too"
    assert [image.name for image in view.composer._texts.of(ConversationId(1)).images] == ["good.jpg"]
    view.composer.notice.forget("image_unreadable")
    assert notice.text == second, "what was not mended is still said"
    view.composer.notice.clear()
    assert (notice.text, notice.isVisible()) == ("", False)


async def test_a_folder_or_a_file_that_went_is_said(make_view: MakeView, until: Until, tmp_path: Path) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    for path in (tmp_path, tmp_path / "gone.png"):
        view.composer.notice.clear()
        given = QMimeData()
        given.setUrls([QUrl.fromLocalFile(str(path))])
        view.composer.take_images(given)
        await until(lambda: "cannot be read" in view.composer.notice.text)


@pytest.mark.qt_log_ignore("Corrupt JPEG data")
@pytest.mark.parametrize("share", [0.1, 0.5, 0.98])
def test_a_picture_cut_short_shows_what_there_is_or_is_none(qapp: object, share: float) -> None:
    for whole in (jpeg(), png(1200, 900), samples.picture()):
        decode_blocking(whole[: int(len(whole) * share)], QSize(192, 192))


async def test_a_small_file_of_a_huge_picture_is_read_off_the_screens_thread(
    qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """49 million pixels in a few kilobytes: within the limit, and too much to unpack while somebody types."""
    data = png(7000, 7000)
    assert len(data) < 48_000
    assert pixels(data) <= MAX_PIXELS
    read_on: list[str] = []
    real = decoding.decode_blocking

    def watched(data: bytes, bound: QSize | None = None) -> Any:
        read_on.append(threading.current_thread().name)
        return real(data, bound)

    async def aside(work: Callable[[], Any]) -> Any:
        read_on.append("aside")
        return work()

    monkeypatch.setattr(decoding, "decode_blocking", watched)
    image = await decode(data, aside, QSize(192, 192))
    assert (image.width(), image.height()) == (192, 192)
    assert read_on[0] == "aside"
    read_on.clear()
    await decode(png(100, 100), aside)
    assert "aside" not in read_on


async def test_names_that_turn_the_line_around_are_shown_as_they_are(
    make_view: MakeView, until: Until, tmp_path: Path
) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    path = tmp_path / "photo\u202egnp.<b>exe.png"
    path.write_bytes(samples.picture())
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(path))])
    view.composer.take_images(given)
    await until(lambda: view.composer.previews.isVisible())
    (preview,) = view.composer.previews.findChildren(_Preview)
    assert "\u202e" not in preview.accessibleName() + preview.toolTip()
    assert "&lt;b&gt;exe" in preview.toolTip()


async def test_a_preview_is_seen_large_before_it_is_sent(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    for colour in ("#a2483f", "#2f7d6b"):
        given = QMimeData()
        given.setData("image/jpeg", samples.picture(640, 480, colour))
        view.composer.take_images(given)
    await until(lambda: sum(one.isVisible() for one in view.composer.previews.findChildren(_Preview)) == 2)
    second = [one for one in view.composer.previews.findChildren(_Preview) if one.isVisible()][1]
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Return)
    viewer = view.findChild(ImageViewer)
    assert viewer is not None
    await until(lambda: viewer.canvas.image.width() == 640)
    assert viewer._place.text() == "2 / 2"
    viewer.close()
    QTest.keyClick(second, Qt.Key.Key_Delete)
    await until(lambda: sum(one.isVisible() for one in view.composer.previews.findChildren(_Preview)) == 1)


async def test_a_paste_of_a_million_characters_is_refused_whole(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    edit = view.composer.edit
    QTest.keyClicks(edit, "half an offer")
    given = QMimeData()
    given.setText("字" * 1_000_000)
    edit.insertFromMimeData(given)
    assert edit.toPlainText() == "half an offer"
    assert "1,000,000" in view.composer.notice.text
    await view.save_drafts()
    assert chat_of(view).talks[1].draft == "half an offer"


async def test_what_is_too_long_to_send_is_kept_to_be_shortened(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    given = QMimeData()
    given.setText("a" * (CAPACITY - 1))
    view.composer.edit.insertFromMimeData(given)
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    assert f"{MAX_TEXT_CHARS:,}" in view.composer.notice.text
    assert len(view.composer.edit.toPlainText()) == CAPACITY - 1
    assert chat_of(view).sent == []


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b", "\x00", "a\u202eb\u2066c", "\u200b\u200d x"])
async def test_characters_nobody_sees_do_no_harm(make_view: MakeView, until: Until, text: str) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    given = QMimeData()
    given.setText(text)
    view.composer.edit.insertFromMimeData(given)
    await view.save_drafts()
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    typed = text.replace("\x00", "").replace("\ud800", "")
    if typed.strip():
        await until(lambda: chat_of(view).sent)
        assert chat_of(view).sent == [(1, typed)]
    else:
        assert chat_of(view).sent == []
