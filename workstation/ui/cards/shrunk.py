"""Draws a picture much smaller than it is without losing its fine parts: lines of a logo, letters."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

_MUCH: Final = 1.5
"""Qt's painter looks at four pixels for each it paints; a picture that is larger by more than this loses the rest."""


def draw(painter: QPainter, place: QRectF, image: QImage) -> None:
    """Draw an image into a place, averaged down to the device's pixels; on paper it keeps its own."""
    pixels = painter.deviceTransform().mapRect(place).size().toSize()
    if not pixels.isEmpty() and image.width() > _MUCH * pixels.width():
        image = image.scaled(pixels, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter.drawImage(place, image)
