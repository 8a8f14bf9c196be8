"""Flags of countries, drawn small: fields, crosses, discs and stars, as much as can be told apart at 12 pixels.

A flag that needs more than that (coats of arms, animals) is not drawn at all; then the country's code stands there.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

_COLOURS: Final = {"w": "ffffff", "k": "000000", "r": "ce1126", "g": "007a3d", "b": "003893", "y": "fcd116"}
_FLAGS: Final = """
AE H 00732f w k box ff0000 0 0 .25 1
AM H d90012 0033a0 f2a800
AR H 74acdf w 74acdf disc f6b40e .5 .5 .12
AT H c8102e w c8102e
AU F 00247d union star w .25 .76 .15 star w .75 .2 .09 star w .75 .8 .09 star w .6 .45 .09 star w .88 .4 .09
AZ H 00b5e2 ef3340 509e2f disc w .48 .5 .14 disc ef3340 .51 .5 .11 star w .58 .5 .08
BD F 006a4e disc f42a41 .45 .5 .3
BE V k fae042 ed2939
BG H w 00966e d62612
BH V w*1 da291c*2
BJ H y e8112d box 008751 0 0 .4 1
BO H d52b1e f9e300 007934
BR F 009c3b diamond ffdf00 disc 002776 .5 .5 .21
BY H d22730*2 00af66
CA V d52b1e w*2 d52b1e star d52b1e .5 .5 .3
CH F da291c box w .43 .2 .14 .6 box w .3 .4 .4 .2
CI V f77f00 w 009e60
CL H w d52b1e box 0039a6 0 0 .33 .5 star w .165 .26 .16
CM V 007a5e r y star y .5 .5 .16
CN F ee1c25 star ffde00 .2 .3 .22 star ffde00 .4 .12 .08 star ffde00 .48 .26 .08 \
star ffde00 .48 .44 .08 star ffde00 .4 .58 .08
CO H y*2 b r
CR H 002b7f w ce1126*2 w 002b7f
CU H 002a8f w 002a8f w 002a8f tri cf142b .45 star w .15 .5 .16
CZ H w d7141a tri 11457e .5
DE H k dd0000 ffce00
DK F c8102e cross w .36 .15
DZ V 006233 w disc d21034 .5 .5 .26 disc w .55 .5 .21 star d21034 .57 .5 .12
EC H ffdd00*2 034ea2 ed1c24 disc 8a6d3b .5 .45 .15
EE H 0072ce k w
EG H ce1126 w k disc c09300 .5 .5 .12
ES H aa151b f1bf00*2 aa151b box aa151b .26 .38 .12 .24
ET H 078930 fcdd09 da121a disc 0f47af .5 .5 .22 star fcdd09 .5 .5 .16
FI F w cross 002f6c .36 .22
FR V 0055a4 w ef4135
GA H 009e60 y 3a75c4
GB F 012169 saltire w .24 saltire c8102e .09 cross w .5 .34 cross c8102e .5 .2
GE F w cross ff0000 .5 .18
GH H r y 006b3f star k .5 .5 .18
GN V r y 009460
GR H 0d5eaf w 0d5eaf w 0d5eaf w 0d5eaf w 0d5eaf box 0d5eaf 0 0 .37 .56 box w .15 0 .07 .56 box w 0 .22 .37 .11
GT V 4997d0 w 4997d0
HN H 0073cf w 0073cf star 0073cf .5 .5 .1
HU H cd2a3e w 436f4d
ID H ce1126 w
IE V 169b62 w ff883e
IL F w box 0038b8 0 .1 1 .13 box 0038b8 0 .77 1 .13 hexagram 0038b8 .5 .5 .2
IN H ff9933 w 138808 ring 000080 .5 .5 .13
IQ H ce1126 w k box 007a3d .25 .44 .5 .12
IR H 239f40 w da0000 disc da0000 .5 .5 .1
IS F 02529c cross w .36 .26 cross dc1e35 .36 .12
IT V 009246 w ce2b37
JM F 009b3a side k saltire fed100 .2
JO H k w 007a3d tri ce1126 .5 star w .15 .5 .1
JP F w disc bc002d .5 .5 .3
KE H k*3 w bb0000*3 w 006600*3 disc bb0000 .5 .5 .16
KH H 032ea1 e00025*2 032ea1 box w .36 .38 .28 .24
KR F w disc c60c30 .5 .5 .25 half 003478 .5 .5 .25 box k .12 .2 .12 .12 box k .76 .2 .12 .12 \
box k .12 .68 .12 .12 box k .76 .68 .12 .12
KW H 007a3d w ce1126 hoist k
KZ F 00afca disc fec50c .5 .45 .22
LA H ce1126 002868*2 ce1126 disc w .5 .5 .22
LB H ed1c24 w*2 ed1c24 star 00a651 .5 .5 .2
LT H fdb913 006a44 c1272d
LU H ed2939 w 00a1de
LV H 9e3039*2 w 9e3039*2
LY H e70013 k*2 239e46 disc w .48 .5 .16 disc k .52 .5 .14 star w .6 .5 .08
MA F c1272d star 006233 .5 .5 .26
MG H fc3d32 007e3a box w 0 0 .33 1
ML V 14b53a fcd116 ce1126
MM H fecb00 34b233 ea2839 star w .5 .5 .36
MN V c4272f 015197 c4272f disc f9cf02 .16 .5 .12
MT V w cf142b
MX V 006847 w ce1126 disc 8c5a2b .5 .5 .13
MY H cc0001 w cc0001 w cc0001 w cc0001 w box 010066 0 0 .5 .5 disc fc0 .2 .25 .17 \
disc 010066 .24 .25 .14 star fc0 .34 .25 .11
NG V 008751 w 008751
NL H ae1c28 w 21468b
NO F ba0c2f cross w .36 .27 cross 00205b .36 .13
NZ F 00247d union star cc142b .75 .22 .1 star cc142b .75 .8 .1 star cc142b .62 .45 .1 star cc142b .87 .42 .1
OM H w db161b 008000 box db161b 0 0 .28 1
PA Q w da121a 072357 w star 072357 .25 .26 .14 star da121a .75 .76 .14
PE V d91023 w d91023
PH H 0038a8 ce1126 tri w .5 disc fcd116 .17 .5 .12
PK F 01411c box w 0 0 .25 1 disc w .62 .5 .27 disc 01411c .67 .45 .24 star w .72 .36 .1
PL H w dc143c
PS H k w 007a3d tri ce1126 .38
PT V 006600*2 ff0000*3 disc ffcc00 .4 .5 .2 box ff0000 .34 .38 .12 .24
PY H d52b1e w 0038a8
QA V w*1 8d1b3d*2
RO V 002b7f fcd116 ce1126
RS H c6363c 0c4076 w
RU H w 0039a6 d52b1e
SA F 006c35 box w .22 .3 .56 .14 box w .25 .6 .5 .07
SD H d21034 w k tri 007229 .34
SE F 006aa7 cross fecc02 .36 .2
SG H ed2939 w disc w .2 .25 .17 disc ed2939 .26 .25 .16 star w .36 .25 .09
SI H w 005da4 ed1c24
SK H w 0b4ea2 ee1c25 box ee1c25 .2 .3 .2 .4 box w .28 .36 .04 .28
SN V 00853f fdef42 e31b23 star 00853f .5 .5 .14
SO F 4189dd star w .5 .5 .26
SV H 0f47af w 0f47af
SY H ce1126 w k star 007a3d .3 .5 .12 star 007a3d .7 .5 .12
TH H a51931 w 2d2a4a*2 w a51931
TN F e70013 disc w .5 .5 .28 disc e70013 .5 .5 .22 disc w .54 .5 .18 star e70013 .55 .5 .12
TR F e30a17 disc w .36 .5 .27 disc e30a17 .42 .5 .22 star w .6 .5 .13
UA H 0057b7 ffd700
US H b22234 w b22234 w b22234 w b22234 w b22234 w b22234 w b22234 box 3c3b6e 0 0 .42 .54 dots w
UY H w 0038a8 w 0038a8 w 0038a8 w 0038a8 w box w 0 0 .36 .54 disc fcd116 .18 .28 .13
UZ H 0099b5 w 1eb53a disc w .14 .17 .1 disc 0099b5 .18 .17 .09
VE H fc0 00247d cf142b star w .4 .5 .07 star w .5 .46 .07 star w .6 .5 .07
VN F da251d star ffff00 .5 .5 .3
YE H ce1126 w k
ZA H de3831 002395 box w 0 .33 1 .34 box 007a4d 0 .4 1 .2 tri w .56 tri 007a4d .5 tri ffb612 .36 tri k .29
"""
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
        _programs.update((line[:2], line[3:]) for line in _FLAGS.strip().splitlines())
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
            "dots": self._dots,
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
