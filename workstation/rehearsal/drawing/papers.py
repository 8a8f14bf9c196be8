"""What buyers send: a photo of a sample, a box sketch, a specification, a colour card, a logo."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageChops, ImageFilter

from workstation.rehearsal.drawing.canvas import (
    Colour,
    Point,
    Sheet,
    darker,
    down,
    flat,
    lighter,
    mixed,
)

_INK = "#33404d"
_RED = "#c8372d"
_BRANDS = ("NORVIK", "Casa Luma", "HEARTH & CO", "Olivar", "BAYLEAF", "Domus+", "TERRA 9", "Alba Home")


@dataclass(frozen=True, slots=True)
class Order:
    """What a paper is about: the thing as a drawn layer, its colours, its name and what chance decides."""

    thing: Sheet
    colours: tuple[Colour, Colour]
    name: str
    mains: bool
    """Whether it has a plug."""
    size: tuple[int, int]
    rng: Random


def sample_photo(order: Order) -> Image.Image:
    """A snapshot on a wooden table under a warm lamp, a little crooked, with the grain of a phone's camera."""
    rng, sheet = order.rng, Sheet(order.size)
    wall, wood = rng.choice(("#cfc6b8", "#b9c3c4", "#d6cdbf")), rng.choice(("#a9784c", "#8c6444", "#b98d5f"))
    sheet.backdrop(lighter(wall, 0.25), darker(wall, 0.1))
    sheet.box(-800, 520, 1800, 1500, down(darker(wood, 0.12), lighter(wood, 0.18)))
    for _ in range(46):
        y, x, length = rng.uniform(526, 900), rng.uniform(-600, 1300), rng.uniform(120, 620)
        grain = darker(wood, rng.uniform(0.05, 0.22))
        sheet.line([(x, y), (x + length / 2, y + rng.uniform(-3, 3)), (x + length, y)], 2, flat(grain, 120), True)
    sheet.glow(rng.choice((120, 860)), 60, 520, "#ffe3b0", 0.7)
    crooked = order.thing.turned(rng.uniform(-4, 4))
    sheet.lay(crooked.dropped_shadow(offset=(34, 22), blur=26, alpha=120))
    sheet.lay(crooked)
    picture = sheet.finished().filter(ImageFilter.GaussianBlur(order.size[0] / 1400))
    # Vignette: corners get less light.
    vignette = Image.radial_gradient("L").resize(order.size).point([255 - value // 6 for value in range(256)])
    picture = ImageChops.multiply(picture, Image.merge("RGB", [vignette] * 3))
    small = order.size[0] // 2, order.size[1] // 2
    noise = Image.frombytes("L", small, rng.randbytes(small[0] * small[1])).resize(order.size)
    return Image.blend(picture, Image.merge("RGB", [noise] * 3), 0.035)


def packaging_sketch(order: Order) -> Image.Image:
    """A box drawn by hand with its sizes in mm and the thing on its front."""
    rng, sheet = order.rng, Sheet(order.size)
    sheet.backdrop("#fbf9f3", "#f1ede2")
    for line in range(-10, 60):
        sheet.line([(-500 + line * 40, -400), (-500 + line * 40, 1200)], 1, flat("#b8cfe0", 90))
        sheet.line([(-500, -400 + line * 40), (1500, -400 + line * 40)], 1, flat("#b8cfe0", 90))
    wide, high, deep = rng.randint(32, 44) * 10, rng.randint(34, 44) * 10, rng.randint(13, 19) * 10
    left, bottom = 500 - (wide + deep) / 2, 640.0
    right, top, back, up = left + wide, bottom - high, deep * 0.9, deep * 0.5
    front = [(left, top), (right, top), (right, bottom), (left, bottom)]
    roof = [(left, top), (left + back, top - up), (right + back, top - up), (right, top)]
    side = [(right, top), (right + back, top - up), (right + back, bottom - up), (right, bottom)]
    main, accent = order.colours
    for face, paint in (
        (front, mixed(main, "#ffffff", 0.72)),
        (roof, mixed(main, "#ffffff", 0.84)),
        (side, mixed(main, "#ffffff", 0.6)),
    ):
        sheet.polygon(face, flat(paint, 200))
        for start, end in zip(face, [*face[1:], face[0]], strict=True):
            _by_hand(sheet, start, end, rng)
    sheet.box(left + 18, top + 18, right - 18, top + 74, flat(accent, 170), 6)
    sheet.text((left + right) / 2, top + 46, rng.choice(_BRANDS), 34, "#ffffff")
    _inset(sheet, order, (left + wide * 0.14, top + 92, right - wide * 0.14, bottom - 62))
    sheet.text((left + right) / 2, bottom - 34, order.name, 24, _INK)
    _dimension(sheet, (left, bottom + 38), (right, bottom + 38), f"{wide * 7 // 10} mm", rng)
    _dimension(sheet, (left - 44, top), (left - 44, bottom), f"{high * 7 // 10} mm", rng)
    _dimension(sheet, (right + 26, bottom + 14), (right + back + 26, bottom - up + 14), f"{deep * 8 // 10} mm", rng)
    sheet.text(left + back + 6, top - up - 34, "colour box, 350 g + E-flute", 24, _RED, "lm")
    return sheet.finished()


def spec_sheet(order: Order) -> Image.Image:
    """A page with a table of requirements, some of them in red."""
    rng, sheet = order.rng, Sheet(order.size)
    sheet.backdrop("#ffffff", "#f6f8fa")
    main, accent = order.colours
    sheet.box(60, 44, 940, 104, flat(darker(mixed(main, accent, 0.5), 0.25)), 8)
    sheet.text(84, 75, "PRODUCT REQUIREMENT SHEET", 30, "#ffffff", "lm")
    sheet.text(916, 75, f"Rev. {rng.randint(1, 6)}", 24, "#ffffff", "rm")
    sheet.text(64, 136, order.name, 28, _INK, "lm")
    rows = _requirements(rng, order.mains)
    columns = (60, 120, 400, 700, 940)
    top, step = 172, 46
    sheet.box(60, top, 940, top + step, flat("#dfe6ec"))
    for x, word in zip(columns, ("No.", "Item", "Requirement", "Test / standard"), strict=False):
        sheet.text(x + 12, top + step / 2, word, 22, _INK, "lm")
    for line, (item, wanted, standard, must) in enumerate(rows):
        y = top + step * (line + 1)
        sheet.box(60, y, 940, y + step, flat("#ffffff" if line % 2 else "#f4f7f9"))
        colour = _RED if must else _INK
        for x, word in zip(columns, (str(line + 1), item, wanted, standard), strict=False):
            sheet.text(x + 12, y + step / 2, word, 21, colour, "lm")
    bottom = top + step * (len(rows) + 1)
    for line in range(len(rows) + 2):
        sheet.line([(60, top + step * line), (940, top + step * line)], 1.4, flat("#a9b6c0"))
    for x in columns:
        sheet.line([(x, top), (x, bottom)], 1.4, flat("#a9b6c0"))
    sheet.text(
        64, bottom + 28, "Red: must. All dimensions in mm, tolerance +/- 0.5 unless stated.", 20, "#6b7883", "lm"
    )
    return sheet.finished()


def colour_card(order: Order) -> Image.Image:
    """Four swatches with names and codes."""
    rng, sheet = order.rng, Sheet(order.size)
    sheet.backdrop("#e9e4db", "#d9d2c6")
    card = Sheet(order.size)
    card.box(70, 90, 930, 660, flat("#ffffff"), 14)
    card.text(110, 140, f"COLOURS  {rng.choice(('SPRING', 'AUTUMN'))}  {rng.choice(_BRANDS)}", 32, _INK, "lm")
    names = ("Matt Black", "Sage Green", "Cream", "Terracotta", "Dusty Blue", "Mustard", "Rose", "Graphite")
    colours = ("#26292c", "#8fa68a", "#f1e7d3", "#c06a4a", "#7d98ad", "#d3a53a", "#d9a0a0", "#4b5157")
    chosen = rng.sample(range(len(names)), 4)
    for place, pick in enumerate(chosen):
        left = 110 + place * 200
        card.box(left, 190, left + 180, 500, down(lighter(colours[pick], 0.08), colours[pick]), 10)
        card.text(left, 532, f"{place + 1}  {names[pick]}", 26, _INK, "lm")
        card.text(left, 568, f"C {rng.randint(5000, 5999)}", 22, "#7b8790", "lm")
    for place in (1, 3):
        x = 110 + place * 200 + 82
        loop = [
            (x + 98 * math.cos(a / 3 + 0.4), 548 + 48 * math.sin(a / 3 + 0.4) + rng.uniform(-3, 3)) for a in range(21)
        ]
        card.line(loop, 5, flat(_RED), True)
    sheet.lay(card.dropped_shadow())
    sheet.lay(card)
    return sheet.finished()


def logo_artwork(order: Order) -> Image.Image:
    """A word mark with its width and clear space."""
    rng, sheet = order.rng, Sheet(order.size)
    sheet.backdrop("#ffffff", "#f7f8fa")
    main, accent = order.colours
    ink = darker(rng.choice((main, accent)), 0.35)
    sheet.ellipse(500, 250, 86, 86, flat(ink))
    petals = rng.randint(3, 7)
    for petal in range(petals):
        angle = 360 / petals * petal - 90
        x, y = 500 + 38 * math.cos(math.radians(angle)), 250 + 38 * math.sin(math.radians(angle))
        sheet.ellipse(x, y, 34, 13, flat("#ffffff"), angle)
    sheet.text(500, 410, rng.choice(_BRANDS), 96, ink)
    for x in (230, 770):
        sheet.line([(x, 120), (x, 560)], 2, flat("#6fa8dc", 160))
    for y in (150, 470):
        sheet.line([(180, y), (820, y)], 2, flat("#6fa8dc", 160))
    _dimension(sheet, (230, 560), (770, 560), "40 mm", rng)
    sheet.text(500, 660, f"1 colour, min. line 0.2 mm, C {rng.randint(5000, 5999)}", 26, "#6b7883")
    return sheet.finished()


def _requirements(rng: Random, mains: bool) -> Sequence[tuple[str, str, str, bool]]:
    volts, plug = rng.choice(
        (
            ("220-240 V, 50 Hz", "VDE, 0.9 m cord"),
            ("220-240 V, 50 Hz", "BS 1363, 1.0 m cord"),
            ("110-127 V, 60 Hz", "NEMA 1-15, 0.8 m"),
        )
    )
    safety = (
        (("Rated voltage", volts, "IEC 60335-1 / 60598-1", True), ("Plug", plug, "", True))
        if mains
        else (("Substances", "No SVHC above 0.1 %", "REACH", True), ("Smell", "Grade 3 or better", "VDA 270", False))
    )
    return (
        *safety,
        ("Material", "As the signed sample", "Material report", False),
        ("Colour", f"C {rng.randint(5000, 5999)}, dE < 1.5", "Signed sample", False),
        ("Net weight", f"{rng.randint(40, 240) / 100:.2f} kg +/- 3 %", "Scale", False),
        ("Life test", f"{rng.choice((3000, 6000, 10000))} cycles", "In-house report", True),
        ("Drop test", "1.0 m, 10 drops", "ISTA 1A", False),
        ("Carton", f"{rng.choice((4, 6, 8, 12))} pcs, max 15 kg", "", True),
        ("Label", "EAN-13, lot number", "GS1", False),
        ("Spare parts", "1 % free of charge", "", False),
    )


def _by_hand(sheet: Sheet, start: Point, end: Point, rng: Random) -> None:
    """Draw a line as a pencil does: twice, not quite straight."""
    for _ in range(2):
        path = []
        for step in range(5):
            x = start[0] + (end[0] - start[0]) * step / 4 + rng.uniform(-2.5, 2.5)
            y = start[1] + (end[1] - start[1]) * step / 4 + rng.uniform(-2.5, 2.5)
            path.append((x, y))
        sheet.line(path, 2.6, flat(_INK, 200), True)


def _dimension(sheet: Sheet, start: Point, end: Point, words: str, rng: Random) -> None:
    _by_hand(sheet, start, end, rng)
    angle = math.atan2(end[1] - start[1], end[0] - start[0])
    for tip, way in ((start, 1), (end, -1)):
        for spread in (-0.4, 0.4):
            x = tip[0] + way * 18 * math.cos(angle + spread)
            y = tip[1] + way * 18 * math.sin(angle + spread)
            sheet.line([tip, (x, y)], 3, flat(_INK))
    x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    half = 8 + 7.5 * len(words)
    sheet.box(x - half, y - 18, x + half, y + 18, flat("#faf8f3"), 8)
    sheet.text(x, y, words, 27, _INK)


def _inset(sheet: Sheet, order: Order, place: tuple[float, float, float, float]) -> None:
    """Put the thing, made smaller, into a rectangle of the sheet."""
    left, top, right, bottom = place
    sheet.inset(order.thing, (left, top), min((right - left) / 1000, (bottom - top) / 750))


DRAWINGS = {
    "sample_photo": sample_photo,
    "packaging_sketch": packaging_sketch,
    "spec_sheet": spec_sheet,
    "colour_card": colour_card,
    "logo_artwork": logo_artwork,
}
