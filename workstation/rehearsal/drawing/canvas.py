"""A sheet to draw on: smooth shapes, gradients, shadows, in units that do not depend on the picture's size.

The object's space is 1000 units wide and 750 high, the origin top left. Colours are `#rrggbb` or RGB triples.
"""

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFilter, ImageFont

WIDTH, HEIGHT = 1000, 750
_FINE = 2

Rgb = tuple[int, int, int]
Colour = str | Rgb
Point = tuple[float, float]


def rgb(colour: Colour) -> Rgb:
    """Return the colour as a triple 0 to 255."""
    if not isinstance(colour, str):
        return colour
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mixed(first: Colour, second: Colour, share: float) -> Rgb:
    """Return the first colour with that share (0 to 1) of the second."""
    (r, g, b), (r2, g2, b2) = rgb(first), rgb(second)
    return round(r + (r2 - r) * share), round(g + (g2 - g) * share), round(b + (b2 - b) * share)


def lighter(colour: Colour, share: float = 0.3) -> Rgb:
    """Return the colour nearer to white."""
    return mixed(colour, (255, 255, 255), share)


def darker(colour: Colour, share: float = 0.3) -> Rgb:
    """Return the colour nearer to a bluish black, as shadows are."""
    return mixed(colour, (16, 20, 32), share)


@dataclass(frozen=True, slots=True)
class Paint:
    """A run of colours over a shape's box: `stops` are (place 0 to 1, colour), opaque unless `alpha` says less."""

    stops: tuple[tuple[float, Rgb], ...]
    vertical: bool = False
    alpha: int = 255


def flat(colour: Colour, alpha: int = 255) -> Paint:
    """One colour."""
    return Paint(((0.0, rgb(colour)),), alpha=alpha)


def down(top: Colour, bottom: Colour, alpha: int = 255) -> Paint:
    """From top to bottom."""
    return Paint(((0.0, rgb(top)), (1.0, rgb(bottom))), vertical=True, alpha=alpha)


def along(left: Colour, right: Colour) -> Paint:
    """From left to right."""
    return Paint(((0.0, rgb(left)), (1.0, rgb(right))))


def round_body(colour: Colour, gloss: float = 0.35) -> Paint:
    """A standing cylinder lit from the left."""
    return Paint(
        (
            (0.0, darker(colour, 0.22)),
            (0.22, lighter(colour, gloss)),
            (0.45, rgb(colour)),
            (0.8, darker(colour, 0.2)),
            (1.0, darker(colour, 0.38)),
        )
    )


def steel(colour: Colour = "#c3ccd2") -> Paint:
    """Brushed metal on a standing cylinder: two lights, hard turns."""
    return Paint(
        (
            (0.0, darker(colour, 0.4)),
            (0.18, lighter(colour, 0.75)),
            (0.34, rgb(colour)),
            (0.62, darker(colour, 0.25)),
            (0.82, lighter(colour, 0.35)),
            (1.0, darker(colour, 0.45)),
        )
    )


def path(places: str) -> list[Point]:
    """Return the points of "x,y x,y …"."""
    return [(float(x), float(y)) for x, _, y in (place.partition(",") for place in places.split())]


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def curve(points: Sequence[Point], closed: bool, steps: int = 14) -> list[Point]:
    """Return a smooth line through the points (Catmull-Rom spline)."""
    count = len(points)
    result: list[Point] = []
    for index in range(count if closed else count - 1):
        if closed:
            p0, p1, p2, p3 = (points[(index + shift) % count] for shift in (-1, 0, 1, 2))
        else:
            p0, p1 = points[max(0, index - 1)], points[index]
            p2, p3 = points[index + 1], points[min(count - 1, index + 2)]
        for step in range(steps):
            t = step / steps
            result.append((_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t)))
    if not closed:
        result.append(points[-1])
    return result


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


class Sheet:
    """A transparent layer the size of the picture; what is drawn later lies above.

    It holds more pixels than the picture, for smooth edges; a coarse one does not: enough for backdrops and shadows.
    """

    def __init__(self, size: tuple[int, int], coarse: bool = False) -> None:
        self._final = size
        self._size = size if coarse else (size[0] * _FINE, size[1] * _FINE)
        self.scale = min(self._size[0] / WIDTH, self._size[1] / HEIGHT)
        self._left = (self._size[0] - WIDTH * self.scale) / 2
        self._top = (self._size[1] - HEIGHT * self.scale) / 2
        self.image = Image.new("RGBA", self._size)

    # ---- shapes

    def polygon(self, points: Sequence[Point], paint: Paint) -> None:
        """Fill straight-edged outlines."""
        self._fill(self._pixels(points), paint)

    def blob(self, points: Sequence[Point], paint: Paint) -> None:
        """Fill a smooth closed line through the points."""
        self._fill(self._pixels(curve(points, closed=True)), paint)

    def box(self, left: float, top: float, right: float, bottom: float, paint: Paint, radius: float = 0) -> None:
        """Fill a rectangle with round corners."""
        self.tapered((left, right), (left, right), top, bottom, paint, radius)

    def tapered(
        self, top_span: Point, bottom_span: Point, top: float, bottom: float, paint: Paint, radius: float = 0
    ) -> None:
        """Fill an upright trapezium with round corners: spans are (left, right) of its top and bottom edge."""
        corners = [(top_span[0], top), (top_span[1], top), (bottom_span[1], bottom), (bottom_span[0], bottom)]
        self._fill(self._pixels(_rounded(corners, radius) if radius else corners), paint)

    def ellipse(self, x: float, y: float, rx: float, ry: float, paint: Paint, turn: float = 0) -> None:
        """Fill an ellipse about (x, y), turned by degrees."""
        self._fill(self._pixels(_ring(x, y, rx, ry, 0, 360, turn)), paint)

    def line(self, points: Sequence[Point], width: float, paint: Paint, smooth: bool = False) -> None:
        """Draw a line with round ends; smooth means a curve through the points."""
        path = self._pixels(curve(points, closed=False) if smooth else list(points))
        self._stroke(path, max(1.0, width * self.scale), paint)

    def arc(self, x: float, y: float, radii: Point, start: float, end: float, width: float, paint: Paint) -> None:
        """Draw part of an ellipse's line, degrees clockwise from the right."""
        self._stroke(self._pixels(_ring(x, y, *radii, start, end)), max(1.0, width * self.scale), paint)

    def text(self, x: float, y: float, words: str, size: float, colour: Colour, anchor: str = "mm") -> None:
        """Write Latin text; the anchor is Pillow's, the size in units."""
        ImageDraw.Draw(self.image).text(
            self._pixels([(x, y)])[0],
            words,
            font=_font(max(6, round(size * self.scale))),
            fill=rgb(colour),
            anchor=anchor,
        )

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.8) -> None:
        """Lay a soft light over what is there."""
        side = max(2, round(2 * radius * self.scale))
        mask = Image.radial_gradient("L").resize((side, side))
        mask = mask.point([round(max(0, 255 - value * 1.42) ** 1.5 / 255**0.5 * strength) for value in range(256)])
        (left, top) = self._pixels([(x - radius, y - radius)])[0]
        light = Image.new("RGBA", (side, side), (*rgb(colour), 255))
        light.putalpha(mask)
        self._over(light, round(left), round(top))

    def shade(self, x: float, y: float, rx: float, ry: float, alpha: int = 110) -> None:
        """Lay the soft shadow of something that stands there."""
        width, height = (max(2, round(2 * r * self.scale)) for r in (rx, ry))
        mask = Image.radial_gradient("L").resize((width, height))
        mask = mask.point([round(max(0, 255 - value * 1.42) * alpha / 255) for value in range(256)])
        dark = Image.new("RGBA", (width, height), (20, 26, 40, 255))
        dark.putalpha(mask)
        (left, top) = self._pixels([(x - rx, y - ry)])[0]
        self._over(dark, round(left), round(top))

    # ---- layers

    def dropped_shadow(self, offset: Point = (10, 16), blur: float = 14, alpha: int = 70) -> "Sheet":
        """Return a layer with this layer's shadow."""
        result = Sheet(self._final, coarse=True)
        mask = self.image.getchannel("A").reduce(4).filter(ImageFilter.GaussianBlur(blur * self.scale / 4))
        mask = mask.point([value * alpha // 255 for value in range(256)])
        dark = Image.new("RGBA", self._final, (20, 26, 40, 255))
        dark.putalpha(mask.resize(self._final, Image.Resampling.BILINEAR))
        result.image.paste(dark, (round(offset[0] * result.scale), round(offset[1] * result.scale)))
        return result

    def turned(self, degrees: float) -> "Sheet":
        """Return this layer turned anticlockwise about its middle."""
        result = Sheet(self._final)
        result.image = self.image.rotate(degrees, Image.Resampling.BILINEAR)
        return result

    def lay(self, other: "Sheet") -> None:
        """Put another layer of the same picture on top."""
        above = other.image
        if above.width > self.image.width:
            above = above.reduce(_FINE)
        elif above.width < self.image.width:
            above = above.resize(self._size, Image.Resampling.BILINEAR)
        self.image.alpha_composite(above)

    def inset(self, other: "Sheet", corner: Point, share: float) -> None:
        """Put another fine layer on top of this fine one, made smaller: its object's space begins at the corner."""
        small = other.image.resize((round(self._size[0] * share), round(self._size[1] * share)))
        (left, top) = self._pixels([corner])[0]
        self._over(small, round(left - other._left * share), round(top - other._top * share))

    def finished(self) -> Image.Image:
        """Return the picture in its final size, without transparency."""
        fine = self._size != self._final
        return (self.image.reduce(_FINE) if fine else self.image).convert("RGB")

    def backdrop(self, top: Colour, bottom: Colour) -> None:
        """Fill the whole layer, also beside the object's space."""
        self.image.paste(_gradient(down(top, bottom), self._size), (0, 0))

    # ---- pixels

    def _pixels(self, points: Sequence[Point]) -> list[Point]:
        return [(self._left + x * self.scale, self._top + y * self.scale) for x, y in points]

    def _fill(self, outline: list[Point], paint: Paint) -> None:
        left, top, width, height = _bounds(outline, 1)
        mask = Image.new("L", (width, height))
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in outline], fill=paint.alpha)
        self._through(mask, left, top, paint)

    def _stroke(self, path: list[Point], width: float, paint: Paint) -> None:
        left, top, wide, high = _bounds(path, width)
        mask = Image.new("L", (wide, high))
        pen = ImageDraw.Draw(mask)
        moved = [(x - left, y - top) for x, y in path]
        pen.line(moved, fill=paint.alpha, width=round(width))
        for x, y in moved:  # round ends, and no gaps where the line bends
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=paint.alpha)
        self._through(mask, left, top, paint)

    def _through(self, mask: Image.Image, left: int, top: int, paint: Paint) -> None:
        piece = _gradient(paint, mask.size)
        piece.putalpha(mask)
        self._over(piece, left, top)

    def _over(self, piece: Image.Image, left: int, top: int) -> None:
        """Lay a piece over the layer, cut to it."""
        x, y = max(0, left), max(0, top)
        right, bottom = min(self._size[0], left + piece.width), min(self._size[1], top + piece.height)
        if x < right and y < bottom:
            self.image.alpha_composite(piece.crop((x - left, y - top, right - left, bottom - top)), (x, y))


def _bounds(points: Sequence[Point], margin: float) -> tuple[int, int, int, int]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, top = math.floor(min(xs) - margin), math.floor(min(ys) - margin)
    return left, top, math.ceil(max(xs) + margin) - left + 1, math.ceil(max(ys) + margin) - top + 1


def _gradient(paint: Paint, size: tuple[int, int]) -> Image.Image:
    if len(paint.stops) == 1:
        return Image.new("RGBA", size, (*paint.stops[0][1], 255))
    length = size[1] if paint.vertical else size[0]
    strip = Image.new("RGB", (length, 1))
    strip.putdata([_colour_at(paint.stops, at / max(1, length - 1)) for at in range(length)])
    if paint.vertical:
        strip = strip.transpose(Image.Transpose.ROTATE_270)
    return strip.convert("RGBA").resize(size, Image.Resampling.NEAREST)


def _colour_at(stops: tuple[tuple[float, Rgb], ...], place: float) -> Rgb:
    for (start, first), (end, second) in itertools.pairwise(stops):
        if place <= end:
            return mixed(first, second, max(0.0, (place - start) / (end - start)))
    return stops[-1][1]


def _ring(x: float, y: float, rx: float, ry: float, start: float, end: float, turn: float = 0) -> list[Point]:
    steps = max(12, round(abs(end - start) / 4))
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    result = []
    for step in range(steps + 1):
        angle = math.radians(start + (end - start) * step / steps)
        dx, dy = rx * math.cos(angle), ry * math.sin(angle)
        result.append((x + dx * cos - dy * sin, y + dx * sin + dy * cos))
    return result


def _rounded(corners: Sequence[Point], radius: float) -> list[Point]:
    """Return the outline with each corner cut by a curve that begins `radius` before it."""
    result: list[Point] = []
    count = len(corners)
    for index, corner in enumerate(corners):
        start = _towards(corner, corners[index - 1], radius)
        end = _towards(corner, corners[(index + 1) % count], radius)
        for step in range(9):
            t = step / 8
            before, middle, after = (1 - t) ** 2, 2 * t * (1 - t), t * t
            x = before * start[0] + middle * corner[0] + after * end[0]
            result.append((x, before * start[1] + middle * corner[1] + after * end[1]))
    return result


def _towards(point: Point, other: Point, distance: float) -> Point:
    length = math.dist(point, other)
    share = min(0.5, distance / length) if length else 0
    return point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share
