"""The rehearsal's pictures: what exhibitors show and what buyers send, drawn from a recipe and a seed.

A recipe is a word: `kettle`, `kettle:#b9c4cc,#2b3a42` with its colours, or, for what a buyer sends about a thing,
`packaging_sketch+kettle:#b9c4cc,#2b3a42`. What a recipe leaves open is drawn from the seed.
"""

import io
from collections.abc import Mapping
from random import Random
from typing import Any

from PIL import Image

from workstation.rehearsal.drawing import appliances, garden, homeware, lighting, papers
from workstation.rehearsal.drawing.canvas import Colour, Sheet, lighter, mixed, rgb

EXHIBITS = {**appliances.DRAWINGS, **lighting.DRAWINGS, **garden.DRAWINGS, **homeware.DRAWINGS}
"""What an exhibit's picture may show."""
SENT = papers.DRAWINGS
"""The kinds of image that buyers send; `Talk.caption` has words for each."""

_WITH_SURROUNDINGS = frozenset(("grass_trimmer", "pendant", "solar_light", "string_light"))
"""They bring a lawn or a night with them, which looks odd on a table."""
_WITH_PLUG = (appliances.DRAWINGS.keys() | lighting.DRAWINGS.keys()) - {"flask", "scale", "led_candle", "solar_light"}
_COLOURS = (("#b9483c", "#3a3f45"), ("#3f6f8c", "#e9c46a"), ("#4d6a5d", "#c79a63"), ("#eef0f2", "#2b3a42"))
_JPEG_QUALITY = 88
_PHOTO_QUALITY = 72
"""A sent photo is coarser than what an exhibitor puts on his page."""


def draw(recipe: str, size: tuple[int, int], seed: int) -> bytes:
    """Return the picture that the recipe describes: PNG for papers, else JPEG; the same for the same seed.

    Raises:
        KeyError: the recipe names something that is not drawn here.
    """
    rng = Random(f"{recipe} {seed}")  # a word as seed: the same in every process, unlike hash()
    words, _, chosen = recipe.partition(":")
    kind, _, thing = words.partition("+")
    if kind in SENT and not thing:
        thing = rng.choice(sorted(EXHIBITS.keys() - _WITH_SURROUNDINGS))
    colours = _colours(chosen, rng)
    if kind not in SENT:
        return _encoded(_scene(kind, colours, size, rng), "JPEG", _JPEG_QUALITY)
    layer = Sheet(size)
    EXHIBITS[thing](layer, *colours)
    name = thing.replace("_", " ").upper()
    picture = SENT[kind](papers.Order(layer, colours, name, thing in _WITH_PLUG, size, rng))
    return _encoded(picture, "JPEG", _PHOTO_QUALITY) if kind == "sample_photo" else _encoded(picture, "PNG", 0)


def draw_exhibit(picture: Mapping[str, Any], size: tuple[int, int], seed: int) -> bytes:
    """Return the JPEG of a `picture:` entry of the fair's file (`recipe`, `colours`).

    Raises:
        KeyError: the entry names something that is not drawn here.
    """
    return draw(f"{picture['recipe']}:{','.join(picture.get('colours', ()))}", size, seed)


def media_type(data: bytes) -> str:
    """Return the type of a picture made here: `image/png` or `image/jpeg`."""
    return "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"


def _colours(chosen: str, rng: Random) -> tuple[Colour, Colour]:
    first, *rest = [rgb(one) for one in (chosen.split(",") if chosen else rng.choice(_COLOURS))]
    return first, rest[0] if rest else mixed(first, "#101420", 0.6)


def _scene(name: str, colours: tuple[Colour, Colour], size: tuple[int, int], rng: Random) -> Image.Image:
    """Return the thing before a quiet backdrop."""
    tint = mixed(rng.choice((*colours, "#7fa3c7", "#c7a77f")), "#eef1f4", 0.72)
    sheet = Sheet(size, coarse=True)
    sheet.backdrop(lighter(tint, 0.55), tint)
    sheet.glow(500, 330, rng.randint(380, 470), "#ffffff", 0.75)
    thing = Sheet(size)
    EXHIBITS[name](thing, *colours)
    sheet.lay(thing.dropped_shadow())
    sheet.lay(thing)
    return sheet.finished()


def _encoded(picture: Image.Image, form: str, quality: int) -> bytes:
    out = io.BytesIO()
    if form == "JPEG":
        picture.save(out, form, quality=quality, optimize=True)
    else:
        # Papers have few colours: a palette makes them a fifth of the size.
        picture.quantize(256, dither=Image.Dither.NONE).save(out, form, optimize=True)
    return out.getvalue()
