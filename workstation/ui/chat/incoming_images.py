"""Pictures that are pasted, dropped or picked: read and looked at off the GUI thread, refused with a reason."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QSize
from PySide6.QtGui import QImage, QImageWriter

from workstation.domain.errors import Refusal
from workstation.services.images import MAX_BYTES, check
from workstation.ui.chat.decoding import MAX_PIXELS, decode, pixels
from workstation.ui.chat.running import Aside

MAX_AT_ONCE: Final = 9
PREVIEW: Final = QSize(192, 192)
_RAW_TYPES: Final = ("image/png", "image/jpeg", "image/webp", "image/gif")


@dataclass(eq=False)
class GivenImage:
    """A picture that waits beside the text; `preview` is at most 192 pixels a side."""

    data: bytes
    name: str
    preview: QImage
    problem: str = ""


@dataclass(frozen=True)
class Source:
    """Something that is to be a picture; `name` is a file's, or empty. `bring` returns the bytes or raises Refusal."""

    name: str
    bring: Callable[[Aside], Awaitable[bytes]]


def _read_blocking(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Refusal("image_too_large", {"limit_mb": MAX_BYTES // (1024 * 1024)})
        return path.read_bytes()
    except OSError as error:
        raise Refusal("file_unreadable") from error


def _encode_blocking(image: QImage) -> bytes:
    store = QByteArray()
    buffer = QBuffer(store)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise Refusal("image_unreadable")
    return bytes(store.data())


def of_file(path: Path) -> Source:
    """Return what brings a file."""

    return Source(path.name, lambda aside: aside(lambda: _read_blocking(path)))


def of_image(image: QImage) -> Source:
    """Return what brings a picture of the clipboard."""

    return Source("", lambda aside: aside(lambda: _encode_blocking(image)))


def of_bytes(data: bytes) -> Source:
    """Return what brings bytes that are here already."""

    async def bring(aside: Aside) -> bytes:
        return data

    return Source("", bring)


def sources(given: QMimeData) -> list[Source]:
    """Return what a paste or drop brings: local files, else the picture itself."""
    files = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()] if given.hasUrls() else []
    if files:
        return [of_file(path) for path in files]
    for kind in _RAW_TYPES:
        if given.hasFormat(kind):
            return [of_bytes(bytes(given.data(kind).data()))]
    image = given.imageData() if given.hasImage() else None
    return [of_image(image)] if isinstance(image, QImage) and not image.isNull() else []


async def look_at(source: Source, aside: Aside) -> GivenImage:
    """Read a picture, decode it wholly and make its preview.

    Raises:
        Refusal: `image_too_large`, `image_too_many_pixels`, `image_unreadable`, `file_unreadable`.
    """
    data = await source.bring(aside)
    if len(data) > MAX_BYTES:
        raise Refusal("image_too_large", {"limit_mb": MAX_BYTES // (1024 * 1024)})
    preview = await decode(data, aside, PREVIEW)
    if preview.isNull():
        if pixels(data) > MAX_PIXELS:
            raise Refusal("image_too_many_pixels", {"limit_mp": MAX_PIXELS // 1_000_000})
        raise Refusal("image_unreadable")
    await aside(lambda: check(data))  # Qt shows what it has of a picture that is cut off
    return GivenImage(data, source.name, preview)
