"""Flags of countries, drawn small: fields, crosses, discs, stars, outlines: as much as can be told apart at 12 pixels.

Coats of arms and animals are hinted at. Where there is no drawing the country's code stands.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

_COLOURS: Final = {"w": "ffffff", "k": "000000", "r": "ce1126", "g": "007a3d", "b": "003893", "y": "fcd116"}
_KEPT: Final = 120
_pixmaps: OrderedDict[tuple[str, int, int, int], QPixmap] = OrderedDict()
_programs: dict[str, str] = {}


def known(country: str) -> bool:
    """Tell whether there is a drawing for an ISO 3166-1 alpha-2 code."""
    return country.upper() in _all()


def paint_flag(painter: QPainter, box: QRectF, country: str, edge: QColor) -> bool:
    """Paint a flag into a box of about three to two; tell whether there is one."""
    program = _all().get(country.upper())
    if program is None:
        return False
    ratio = painter.device().devicePixelRatioF()
    key = (country.upper(), round(box.width() * ratio), round(box.height() * ratio), edge.rgba())
    pixmap = _pixmaps.get(key)
    if pixmap is None:
        pixmap = _pixmaps[key] = _drawn(program, key[1], key[2], edge, ratio)
        if len(_pixmaps) > _KEPT:
            _pixmaps.popitem(last=False)
    painter.drawPixmap(box.topLeft(), pixmap)
    return True


def _all() -> dict[str, str]:
    if not _programs:
        from workstation.ui.widgets.flag_drawings import FLAGS  # not before there is a flag to paint

        _programs.update((line[:2], line[3:]) for line in FLAGS.strip().splitlines())
    return _programs


def _drawn(program: str, width: int, height: int, edge: QColor, ratio: float) -> QPixmap:
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, width, height), 2 * ratio, 2 * ratio)
    painter.setClipPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    _Drawing(painter, QRectF(0, 0, width, height)).run(program)
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(edge, ratio))
    half = ratio / 2
    painter.drawRoundedRect(QRectF(0, 0, width, height).adjusted(half, half, -half, -half), 2 * ratio, 2 * ratio)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap.copy()  # without what painting on it needed, which is larger than a flag and kept as long


class _Drawing:
    """Runs a flag's words: a field (`F H V Q`) with its colours, then shapes over it; lengths in shares of the flag."""

    def __init__(self, painter: QPainter, box: QRectF) -> None:
        self._painter = painter
        self._box = box

    def run(self, program: str) -> None:
        words = iter(program.split())
        shapes: dict[str, Callable[[Iterator[str]], None]] = {
            "box": self._rectangle, "disc": self._disc, "half": self._half, "ring": self._ring, "star": self._star,
            "hexagram": self._hexagram, "cross": self._cross, "saltire": self._saltire, "tri": self._triangle,
            "hoist": self._hoist, "diamond": self._diamond, "side": self._side, "union": self._union,
            "dots": self._dots, "poly": self._outline,
        }  # fmt: skip
        field, colours, word = next(words), list[str](), ""
        for word in words:
            if word in shapes:
                break
            colours.append(word)
        self._field(field, colours)
        while word in shapes:
            shapes[word](words)
            word = next(words, "")

    def _fill(self, colour: str) -> None:
        self._painter.setBrush(_colour(colour))

    def _at(self, x: float, y: float) -> QPointF:
        return QPointF(self._box.left() + x * self._box.width(), self._box.top() + y * self._box.height())

    def _part(self, x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(self._at(x, y), self._at(x + width, y + height))

    def _round(self, words: Iterator[str]) -> QRectF:
        centre, radius = self._at(float(next(words)), float(next(words))), float(next(words)) * self._box.height()
        return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)

    def _polygon(self, *points: tuple[float, float]) -> None:
        self._painter.drawPolygon(QPolygonF([self._at(x, y) for x, y in points]))

    def _field(self, kind: str, colours: list[str]) -> None:
        if kind == "Q":
            for place, colour in enumerate(colours):
                self._painter.fillRect(self._part(place % 2 / 2, place // 2 / 2, 0.5, 0.5), _colour(colour))
            return
        weighed = [(word.split("*")[0], float(word.partition("*")[2] or 1)) for word in colours]
        whole = sum(weight for _, weight in weighed)
        begin = 0.0
        for colour, weight in weighed:
            share = weight / whole
            part = (begin, 0.0, share, 1.0) if kind == "V" else (0.0, begin, 1.0, share)
            self._painter.fillRect(self._part(*part), _colour(colour))
            begin += share

    def _rectangle(self, words: Iterator[str]) -> None:
        colour = _colour(next(words))
        x, y, width, height = (float(next(words)) for _ in range(4))
        self._painter.fillRect(self._part(x, y, width, height), colour)

    def _disc(self, words: Iterator[str]) -> None:
        self._fill(next(words))
        self._painter.drawEllipse(self._round(words))

    def _half(self, words: Iterator[str]) -> None:
        self._fill(next(words))
        self._painter.drawChord(self._round(words), 180 * 16, 180 * 16)

    def _ring(self, words: Iterator[str]) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(_colour(next(words)), max(1.0, self._box.height() * 0.06)))
        self._painter.drawEllipse(self._round(words))
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _star(self, words: Iterator[str]) -> None:
        self._fill(next(words))
        box = self._round(words)
        corners = []
        for corner in range(10):
            reach = box.width() / 2 * (1 if corner % 2 == 0 else 0.4)
            turn = math.pi * (corner / 5 - 0.5)
            corners.append(box.center() + QPointF(reach * math.cos(turn), reach * math.sin(turn)))
        self._painter.drawPolygon(QPolygonF(corners))

    def _hexagram(self, words: Iterator[str]) -> None:
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(_colour(next(words)), max(1.0, self._box.height() * 0.05)))
        box = self._round(words)
        for first in (-0.5, 0.5):
            turns = [math.pi * (first + corner * 2 / 3) for corner in range(3)]
            reach = box.width() / 2
            points = [box.center() + QPointF(reach * math.cos(t), reach * math.sin(t)) for t in turns]
            self._painter.drawPolygon(QPolygonF(points))
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _cross(self, words: Iterator[str]) -> None:
        colour, x, thick = _colour(next(words)), float(next(words)), float(next(words))
        across = thick * self._box.height() / self._box.width()
        self._painter.fillRect(self._part(x - across / 2, 0, across, 1), colour)
        self._painter.fillRect(self._part(0, 0.5 - thick / 2, 1, thick), colour)

    def _saltire(self, words: Iterator[str]) -> None:
        pen = QPen(_colour(next(words)), float(next(words)) * self._box.height())
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self._painter.setPen(pen)
        self._painter.drawLine(self._at(0, 0), self._at(1, 1))
        self._painter.drawLine(self._at(0, 1), self._at(1, 0))
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _triangle(self, words: Iterator[str]) -> None:
        self._fill(next(words))
        self._polygon((0, 0), (float(next(words)), 0.5), (0, 1))

    def _outline(self, words: Iterator[str]) -> None:
        self._fill(next(words))
        points = (point.split(",") for point in next(words).split(";"))
        self._polygon(*((float(x), float(y)) for x, y in points))

    def _hoist(self, words: Iterator[str]) -> None:
        self._fill(next(words))
        self._polygon((0, 0), (0.25, 0.333), (0.25, 0.667), (0, 1))

    def _diamond(self, words: Iterator[str]) -> None:
        self._fill(next(words))
        self._polygon((0.5, 0.1), (0.92, 0.5), (0.5, 0.9), (0.08, 0.5))

    def _side(self, words: Iterator[str]) -> None:
        self._fill(next(words))
        self._polygon((0, 0), (0.5, 0.5), (0, 1))
        self._polygon((1, 0), (0.5, 0.5), (1, 1))

    def _union(self, words: Iterator[str]) -> None:
        corner = self._part(0, 0, 0.5, 0.5)
        self._painter.save()
        self._painter.setClipRect(corner, Qt.ClipOperation.IntersectClip)
        _Drawing(self._painter, corner).run(_all()["GB"])
        self._painter.restore()
        self._painter.setPen(Qt.PenStyle.NoPen)

    def _dots(self, words: Iterator[str]) -> None:
        self._fill(next(words))
        for row in range(3):
            for column in range(4):
                self._painter.drawEllipse(self._at(0.06 + column * 0.1, 0.1 + row * 0.17), 0.4, 0.4)


def _colour(word: str) -> QColor:
    return QColor(f"#{_COLOURS.get(word, word)}")
