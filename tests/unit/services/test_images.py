"""Images before they are queued: small, upright, silent about their maker; anything else is refused by name."""

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from workstation.domain.errors import Refusal
from workstation.services import images


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def decoded(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def code_of(data: bytes) -> str:
    with pytest.raises(Refusal) as said:
        images.prepare(data)
    return said.value.code


def picture(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """Return a gradient, which no encoder can make tiny."""
    band = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (band, band.rotate(180), band)).convert(mode)


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "jpeg"), ("PNG", "png"), ("WEBP", "jpeg"), ("GIF", "png")])
def test_each_kind_is_encoded_anew(kind: str, media_type: str) -> None:
    ready = images.prepare(encoded(picture(), kind))
    assert (ready.media_type, ready.width, ready.height) == (f"image/{media_type}", 400, 300)
    assert decoded(ready.data).size == (400, 300)


def test_large_ones_are_scaled_and_keep_their_shape() -> None:
    ready = images.prepare(encoded(picture(5000, 1000), "JPEG"))
    assert (ready.width, ready.height) == (2048, 410)
    assert decoded(ready.data).size == (2048, 410)


def test_place_and_maker_are_dropped_and_the_picture_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Secret camera"
    exif.get_ifd(0x8825)[1] = "N"
    data = encoded(picture(), "JPEG", exif=exif, comment=b"my comment")
    assert b"Secret camera" in data
    ready = images.prepare(data)
    assert (ready.width, ready.height) == (300, 400)
    for trace in (b"Secret", b"Exif", b"my comment", b"ICC"):
        assert trace not in ready.data


def test_text_in_a_png_and_what_hangs_behind_it_are_dropped() -> None:
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Author", "Secret author")
    data = encoded(picture(), "PNG", pnginfo=notes) + b"<script>alert(1)</script>"
    ready = images.prepare(data)
    assert b"Secret" not in ready.data
    assert b"script" not in ready.data


def test_transparency_is_kept_in_drawings_and_laid_on_white_in_photographs() -> None:
    clear = Image.new("RGBA", (50, 50), (255, 0, 0, 0))
    drawn = decoded(images.prepare(encoded(clear, "PNG")).data)
    assert drawn.mode == "RGBA"
    photo = decoded(images.prepare(encoded(clear, "WEBP", lossless=True)).data)
    pixel = photo.convert("RGB").getpixel((25, 25))
    assert isinstance(pixel, tuple)
    assert min(pixel) > 250


def test_a_large_png_becomes_a_jpeg() -> None:
    noise = Image.effect_noise((1300, 1300), 90).convert("RGB")
    ready = images.prepare(encoded(noise, "PNG"))
    assert ready.media_type == "image/jpeg"
    assert len(ready.data) < 2_500_000


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
def test_unusual_colours(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    source = Image.new("I;16", (40, 30)) if mode == "I;16" else picture(40, 30).convert(mode)
    assert images.prepare(encoded(source, kind)).width == 40


def test_the_first_frame_of_an_animation() -> None:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    image = decoded(images.prepare(data).data)
    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def bomb(side: int) -> bytes:
    """Return a small PNG that says it has side × side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [8_000, 10_000, 20_000, 60_000])
def test_bombs_are_refused_before_they_are_decoded(side: int) -> None:
    assert code_of(bomb(side)) == "image_too_many_pixels"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not an image",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html><img></html>",
        b"%PDF-1.4",
        encoded(picture(), "BMP"),
        encoded(picture(), "TIFF"),
        encoded(picture(), "JPEG")[:2000],
        encoded(picture(), "PNG")[:-500],
        bomb(500),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4,
    ],
    ids=lambda data: repr(data[:12]),
)
def test_what_is_no_image_is_refused(data: bytes) -> None:
    assert code_of(data) == "image_unreadable"


def test_fifty_megabytes_are_refused_at_once() -> None:
    assert code_of(b"\xff\xd8" + bytes(50 * 1024 * 1024)) == "image_too_large"
