"""The icon set: line drawings in `currentColor`, drawn in the colours of the theme and kept per size."""

from __future__ import annotations

from collections import OrderedDict
from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from workstation import paths
from workstation.ui.theme import tokens

ICON_PX: Final = 20
_KEPT: Final = 256
_pixmaps: OrderedDict[tuple[str, int, int, int], QPixmap] = OrderedDict()


@cache
def _source(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")


def pixmap(name: str, colour: QColor, size: int = ICON_PX, ratio: float = 1.0) -> QPixmap:
    """Return an icon of `size` logical pixels in a colour, for a screen of that device pixel ratio."""
    key = (name, colour.rgba(), size, round(ratio * 100))
    found = _pixmaps.get(key)
    if found is not None:
        _pixmaps.move_to_end(key)
        return found
    result = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour.name()).encode()))
    painter.setOpacity(colour.alphaF())
    renderer.render(painter, QRectF(0, 0, result.width(), result.height()))
    painter.end()
    result.setDevicePixelRatio(ratio)
    _pixmaps[key] = result
    if len(_pixmaps) > _KEPT:
        _pixmaps.popitem(last=False)
    return result


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: QColor, size: int | None = None) -> None:
    """Paint an icon centred in a rectangle."""
    side = size or min(rect.width(), rect.height())
    # Not asked of the device: for one of Qt's own widgets the binding would set up every class of widgets there is.
    ratio = abs(painter.deviceTransform().determinant()) ** 0.5  # turned or not
    image = pixmap(name, colour, side, ratio)
    painter.drawPixmap(rect.x() + (rect.width() - side) // 2, rect.y() + (rect.height() - side) // 2, image)


class _Engine(QIconEngine):
    """Draws in the theme's colours of the moment: an icon set once stays right when the theme changes."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def _colour(self, mode: QIcon.Mode) -> QColor:
        colours = tokens()
        colour: QColor = getattr(colours, self._token)
        if mode is QIcon.Mode.Disabled:
            colour = QColor(colours.muted)
            colour.setAlphaF(0.55)
        return colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = min(size.width(), size.height())
        return pixmap(self._name, self._colour(mode), max(1, side), scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)


def icon(name: str, token: str = "muted") -> QIcon:
    """Return an icon for buttons and menus, in the colour of a theme token whatever the theme becomes."""
    return QIcon(_Engine(name, token))
