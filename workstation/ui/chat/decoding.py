"""Decodes images off the GUI thread, scaled while reading, and never trusts what they say about themselves."""

import re
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from workstation.ui.chat.running import Aside

MAX_PIXELS: Final = 50_000_000
_INLINE_BYTES: Final = 48_000
_INLINE_PIXELS: Final = 400_000
"""Smaller files decode faster than a thread is told to; a small file of a huge image doesn't."""
_BEGINNINGS: Final = (
    (re.compile(rb"\xff\xd8\xff"), b"jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), b"png"),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), b"webp"),
    (re.compile(rb"GIF8[79]a"), b"gif"),
)
"""Told by us: to find out by itself Qt loads what reads all the other formats, and lets them look at it."""


def _reader(buffer: QBuffer, data: bytes) -> tuple[QImageReader, QSize]:
    """Return what reads the image, and the size that it claims; an invalid size for what is no image."""
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    form = next((form for beginning, form in _BEGINNINGS if beginning.match(data)), None)
    if form is None:
        return QImageReader(), QSize()
    reader = QImageReader(buffer, QByteArray(form))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    return reader, reader.size()


def pixels(data: bytes) -> int:
    """Return how many pixels an image claims to have, 0 for what is none; only its head is read."""
    buffer = QBuffer()
    size = _reader(buffer, data)[1]
    return size.width() * size.height() if size.isValid() else 0


def decode_blocking(data: bytes, bound: QSize | None = None) -> QImage:
    """Return the image, shrunk to fit `bound` (device pixels) if given; a null image when it can't be read."""
    buffer = QBuffer()
    reader, size = _reader(buffer, data)
    if not size.isValid() or size.width() * size.height() > MAX_PIXELS:
        return QImage()
    if bound is not None and (size.width() > bound.width() or size.height() > bound.height()):
        reader.setScaledSize(size.scaled(bound, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    return reader.read()


async def decode(data: bytes, aside: Aside, bound: QSize | None = None) -> QImage:
    """Do the same without holding up the screen."""
    if len(data) <= _INLINE_BYTES and pixels(data) <= _INLINE_PIXELS:
        return decode_blocking(data, bound)
    return await aside(lambda: decode_blocking(data, bound))
