"""Image files for tests, good and bad."""

import io
from typing import Any

from PIL import Image


def drawn(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Return a picture whose left half is red and whose right half is blue."""
    picture = Image.new(mode, (width, height), (20, 30, 220) + ((255,) if mode == "RGBA" else ()))
    picture.paste((220, 30, 20) + ((255,) if mode == "RGBA" else ()), (0, 0, width // 2, height))
    return picture


def encoded(picture: Image.Image, form: str, **more: Any) -> bytes:
    """Return the picture as a file of that format."""
    out = io.BytesIO()
    picture.save(out, form, **more)
    return out.getvalue()


def jpeg(width: int = 60, height: int = 40, **more: Any) -> bytes:
    """Return a JPEG file."""
    return encoded(drawn(width, height), "JPEG", **more)
