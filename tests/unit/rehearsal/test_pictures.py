"""Every picture draws, fills its frame with something, and is the same for the same seed."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageStat

from workstation.rehearsal import content, pictures

ROOT = Path(__file__).resolve().parents[3]
SMALL = (320, 240)
ITEMS = [item for exhibitor in content.fair().exhibitors for item in exhibitor.exhibits]


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture.convert("RGB")


def colours_in(picture: Image.Image) -> int:
    return len(picture.resize((80, 60)).quantize(64).getcolors(64) or ())


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)
def test_exhibit_draws(item: content.Item) -> None:
    data = pictures.draw_exhibit({"recipe": item.picture.recipe, "colours": list(item.picture.colours)}, SMALL, 1)
    assert data == pictures.draw(item.picture.spec, SMALL, 1)
    assert pictures.media_type(data) == "image/jpeg"
    assert opened(data).size == SMALL
    assert colours_in(opened(data)) > 20  # more than an empty backdrop has


def test_every_recipe_is_shown_by_an_exhibit() -> None:
    assert {item.picture.recipe for item in ITEMS} == set(pictures.EXHIBITS)


@pytest.mark.parametrize("kind", sorted(pictures.SENT))
@pytest.mark.parametrize("about", ["", f"+{ITEMS[0].picture.spec}"])
def test_sent_image_draws(kind: str, about: str) -> None:
    data = pictures.draw(kind + about, SMALL, 1)
    photo = kind == "sample_photo"
    assert pictures.media_type(data) == ("image/jpeg" if photo else "image/png")
    assert opened(data).size == SMALL
    assert colours_in(opened(data)) > 5


@pytest.mark.parametrize("recipe", ["kettle", *sorted(pictures.SENT)])
def test_seed_decides(recipe: str) -> None:
    assert pictures.draw(recipe, SMALL, 5) == pictures.draw(recipe, SMALL, 5)
    assert len({pictures.draw(recipe, SMALL, seed) for seed in range(5)}) > 1


def test_seed_decides_in_every_process() -> None:
    words = f"from workstation.rehearsal import pictures; picture = pictures.draw('sample_photo', {SMALL}, 9)"
    words += "; import zlib; print(zlib.crc32(picture))"
    said = {
        subprocess.run(
            [sys.executable, "-c", words],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": salt},
            cwd=ROOT,
        ).stdout
        for salt in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.parametrize("size", [(960, 720), (600, 900), (801, 333)])
def test_any_frame_is_filled(size: tuple[int, int]) -> None:
    picture = opened(pictures.draw("solar_light", size, 1))
    assert picture.size == size
    corners = [picture.getpixel((x, y)) for x in (0, size[0] - 1) for y in (0, size[1] - 1)]
    assert (0, 0, 0) not in corners


def test_colours_are_used() -> None:
    def average(recipe: str) -> list[float]:
        return ImageStat.Stat(opened(pictures.draw(recipe, SMALL, 1))).mean

    red, blue = average("toaster:#d02020,#ffffff"), average("toaster:#2020d0,#ffffff")
    assert red[0] > blue[0]
    assert red[2] < blue[2]


@pytest.mark.parametrize("recipe", ["spaceship", "sample_photo+spaceship", "spaceship+kettle", ""])
def test_unknown_recipe_is_refused(recipe: str) -> None:
    with pytest.raises(KeyError):
        pictures.draw(recipe, SMALL, 1)


def test_picture_is_found_by_number() -> None:
    assert content.picture_of(ITEMS[3].number) == ITEMS[3].picture.spec
    assert content.picture_of("nothing") == ""
