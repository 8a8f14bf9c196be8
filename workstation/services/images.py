"""Checking and re-encoding images before they are queued: what leaves is small and tells nothing but pixels."""

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.errors import Refusal
from workstation.services.views import Picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image as PillowImage

MAX_BYTES: Final = 32 * 1024 * 1024
MAX_PIXELS: Final = 50_000_000
MAX_SIDE: Final = 2048
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "GIF")
_PNG_BYTES: Final = 1_500_000
"""A drawing or screenshot stays PNG as long as it is no larger than this; a file of twice that is a photograph."""
_JPEG_QUALITY: Final = 85


def prepare(data: bytes, max_side: int = MAX_SIDE) -> Picture:
    """Return an image ready to be queued: first frame, upright, at most `max_side` px a side, without metadata.

    Blocks for up to a second; call it on a worker thread.

    Args:
        data: a file as it was picked, dropped or pasted: JPEG, PNG, WebP or GIF.
        max_side: of what leaves.

    Raises:
        Refusal: `image_too_large` (`limit_mb`), `image_too_many_pixels` (`limit_mp`), `image_unreadable`.
    """
    from PIL import Image

    with _opened(data, max_side) as (upright, drawn):
        upright.thumbnail((max_side, max_side), Image.Resampling.LANCZOS)
        return _encode(upright, drawn=drawn)


def check(data: bytes) -> None:
    """Decode an image wholly, as `prepare` will: one that is cut off or damaged is refused when it is taken.

    Blocks for up to a second; call it on a worker thread.

    Args:
        data: a file as it was picked, dropped or pasted.

    Raises:
        Refusal: those of `prepare`.
    """
    with _opened(data, MAX_SIDE):
        pass


@contextmanager
def _opened(data: bytes, max_side: int) -> "Iterator[tuple[PillowImage, bool]]":
    """Decode an image to the end and bring it upright; tell whether it is a drawing."""
    from PIL import Image, ImageOps

    if len(data) > MAX_BYTES:
        raise Refusal("image_too_large", {"limit_mb": MAX_BYTES // (1024 * 1024)})
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise _too_many_pixels()
            opened.draft("RGB", (max_side, max_side))  # JPEG is decoded no larger than needed
            upright = ImageOps.exif_transpose(opened)
            yield upright, opened.format in ("PNG", "GIF") and len(data) <= 2 * _PNG_BYTES
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as error:
        raise Refusal("image_unreadable") from error


def _too_many_pixels() -> Refusal:
    return Refusal("image_too_many_pixels", {"limit_mp": MAX_PIXELS // 1_000_000})


def _encode(image: "PillowImage", *, drawn: bool) -> Picture:
    """Encode anew: nothing but pixels is taken over."""
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    if drawn:
        data = _saved(image.convert("RGBA" if has_alpha else "RGB"), "PNG")
        if len(data) <= _PNG_BYTES:
            return Picture(data=data, media_type="image/png", width=image.width, height=image.height)
    data = _saved(_opaque(image) if has_alpha else image.convert("RGB"), "JPEG", quality=_JPEG_QUALITY, optimize=True)
    return Picture(data=data, media_type="image/jpeg", width=image.width, height=image.height)


def _opaque(image: "PillowImage") -> "PillowImage":
    """Lay the image on white: JPEG knows no transparency."""
    from PIL import Image

    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")


def _saved(image: "PillowImage", format_: str, **options: Any) -> bytes:
    image.info = {}  # the encoder would carry profiles and comments over
    stream = io.BytesIO()
    image.save(stream, format_, **options)
    return stream.getvalue()
