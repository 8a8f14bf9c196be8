"""Every country that a buyer may register with has a flag, and none looks like another's by mistake."""

from collections import defaultdict

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from workstation.server.portal.countries import countries
from workstation.ui.cards.country_box import CODES
from workstation.ui.widgets.flags import known, paint_flag

DISPUTED = {"TW"}
ALIKE = (
    {"BL", "FR", "GF", "GP", "MF", "MQ", "NC", "PM", "RE", "WF", "YT"},
    {"NL", "BQ"},
    {"NO", "SJ"},
    {"ID", "MC"},
)
"""Flags that are the same, or differ in proportions alone."""


def painted(code: str, ratio: float) -> QImage:
    image = QImage(round(18 * ratio), round(12 * ratio), QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    assert paint_flag(painter, QRectF(0, 0, 18, 12), code, QColor(0, 0, 0, 60)), code
    painter.end()
    return image


def test_every_country_that_is_offered_has_a_flag() -> None:
    offered = {code for code, _name in countries("en")} | set(CODES.split())
    assert {code for code in offered if not known(code)} == DISPUTED
    assert all(map(known, ("hk", "MZ", "AO", "TF")))
    assert not known("")


def test_no_two_flags_look_the_same(qapp: QApplication) -> None:
    seen = defaultdict[bytes, set[str]](set)
    for code in set(CODES.split()) | {code for code, _name in countries("en")} - DISPUTED:
        if known(code):
            image = painted(code, 2)  # held as long as its bits are read
            seen[bytes(image.constBits())].add(code)
    assert {frozenset(codes) for codes in seen.values() if len(codes) > 1} == set(map(frozenset, ALIKE))


def test_a_flag_fills_its_box(qapp: QApplication) -> None:
    for code in ("HK", "NP", "SC"):
        image = painted(code, 1)
        assert {image.pixelColor(x, y).alpha() for x in range(2, 16) for y in range(2, 10)} == {255}, code
