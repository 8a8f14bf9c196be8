"""Received images: checked, turned upright, stripped of all that isn't the picture, and written anew."""

import asyncio
import hashlib
import io
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from msgspec import Struct
from PIL import Image, ImageOps

from workstation.domain.errors import Refusal

FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
FULL: Final = "full"
THUMB: Final = "thumb"
MAX_SIDE: Final = 2048
THUMB_SIDE: Final = 320
MAX_SIDE_DECODED: Final = 30_000
PNG_BYTES: Final = 600_000
"""Screenshots stay sharp as PNG up to this size; what is larger is a photo."""
THREADS: Final = 2
QUEUE: Final = 32
_FOREIGN: Final = (b"<script", b"<html", b"<svg", b"<!doctype", b"<?php", b"<iframe", b"javascript:")
"""What no camera writes: a file that is a picture and a page at once."""


class Ready(Struct, frozen=True):
    """An image as it is kept."""

    digest: bytes
    """SHA-256 of what was sent."""
    media_type: str
    full: bytes
    width: int
    height: int
    thumb: bytes
    thumb_width: int
    thumb_height: int


def prepare_blocking(data: bytes, max_pixels: int) -> Ready:
    """Return the image as it is kept: at most 2048 pixels a side, and a thumbnail of 320.

    Raises:
        Refusal: `image_unreadable` (also for SVG, HTML and files that are two things at once),
            `image_too_many_pixels`.
    """
    lowered = data.lower()
    if any(mark in lowered for mark in _FOREIGN) or lowered.lstrip()[:5] == b"%pdf-":
        raise Refusal("image_unreadable")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata: it is dropped anyway
            picture = _decode(data, max_pixels)
    except Refusal:
        raise
    except Exception as error:  # Pillow raises of all kinds for files made to break it
        raise Refusal("image_unreadable") from error
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.LANCZOS)
    media_type, full = _encode(picture)
    thumb = picture.copy()
    thumb.thumbnail((THUMB_SIDE, THUMB_SIDE), Image.Resampling.LANCZOS)
    return Ready(
        digest=hashlib.sha256(data).digest(),
        media_type=media_type,
        full=full,
        width=picture.width,
        height=picture.height,
        thumb=_bytes(thumb, "PNG" if media_type == "image/png" else "JPEG"),
        thumb_width=thumb.width,
        thumb_height=thumb.height,
    )


def _decode(data: bytes, max_pixels: int) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=FORMATS) as source:
        width, height = source.size  # from the header: nothing is decoded yet
        if width * height > max_pixels or max(width, height) > MAX_SIDE_DECODED:
            raise Refusal("image_too_many_pixels", {"width": width, "height": height, "limit": max_pixels})
        if source.format == "JPEG":
            source.draft("RGB", (2 * MAX_SIDE, 2 * MAX_SIDE))
        source.seek(0)
        source.load()
        upright = ImageOps.exif_transpose(source)
        has_alpha = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
        plain = upright.convert("RGBA" if has_alpha else "RGB")
    # A copy of the bare pixels: no EXIF, no GPS, no colour profile, no comments come along.
    clean = Image.new(plain.mode, plain.size)
    clean.paste(plain)
    keeps_png = source.format in ("PNG", "GIF") or has_alpha
    clean.info["keeps_png"] = keeps_png
    return clean


def _encode(picture: Image.Image) -> tuple[str, bytes]:
    """Return media type and bytes: PNG for drawings and what is transparent, JPEG for photos."""
    if picture.info.get("keeps_png"):
        data = _bytes(picture, "PNG")
        if picture.mode == "RGBA" or len(data) <= PNG_BYTES:
            return "image/png", data
    return "image/jpeg", _bytes(picture, "JPEG")


def _bytes(picture: Image.Image, form: str) -> bytes:
    plain = picture.copy()
    plain.info.clear()
    out = io.BytesIO()
    if form == "PNG":
        plain.save(out, "PNG", optimize=False, compress_level=6)
    else:
        plain.convert("RGB").save(out, "JPEG", quality=86, optimize=True)
    return out.getvalue()


class Images:
    """The pool in which images are decoded."""

    def __init__(self, max_pixels: int) -> None:
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="images")
        self._max_pixels = max_pixels
        self._waiting = 0

    async def prepare(self, data: bytes) -> Ready:
        """Return the image as it is kept.

        Raises:
            Refusal: as `prepare_blocking`, and `busy` when too many wait already.
        """
        if self._waiting >= QUEUE:
            raise Refusal("busy")
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, prepare_blocking, data, self._max_pixels)
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)
