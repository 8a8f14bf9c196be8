"""How a business card looks, on the screen and on paper: one layout in tenths of a millimetre, 90 × 54 mm a side."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from workstation.domain.card import CardContent, has_han
from workstation.ui.cards import face_lines, shrunk
from workstation.ui.theme import text_font

WIDTH_MM: Final = 90.0
HEIGHT_MM: Final = 54.0
_UNITS: Final = 10.0
"""Of a millimetre: whole numbers of these are fine enough for the sizes of fonts."""
SIZE: Final = QSizeF(WIDTH_MM * _UNITS, HEIGHT_MM * _UNITS)
_MARGIN: Final = 55.0
_BAND: Final = 16.0
_LOGO: Final = 92.0
_PHOTO: Final = QSizeF(150, 190)
_QR: Final = 150.0
_LINE: Final = 34.0
_SPACED: Final = 115.0
"""Per cent: how far apart the few characters of a Chinese name stand."""

_WRAPPED: Final = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
INK: Final = QColor("#16202b")
GREY: Final = QColor("#55606c")
PAPER: Final = QColor("#ffffff")
_GROUNDS: Final = ("#1c4f8c", "#1d6a5a", "#7a3b2e", "#4a3f86", "#8a5a14", "#2b4a57")


class Pictures(NamedTuple):
    """What stands on a card besides text; `None` where there is nothing."""

    photo: QImage | None = None
    logo: QImage | None = None
    qr: QImage | None = None
    """Modules of one pixel each, without a margin."""


def accent(content: CardContent) -> QColor:
    """Return the colour of a company's cards: the same for all of its people, on every machine."""
    name = content.company_en or content.company_zh or content.name("en")
    return QColor(_GROUNDS[sum(name.encode()) % len(_GROUNDS)])


def paint_side(painter: QPainter, box: QRectF, content: CardContent, side: str, pictures: Pictures) -> None:
    """Paint one side (`zh` or `en`) into a box, as large as it fits there."""
    painter.save()
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing
        | QPainter.RenderHint.TextAntialiasing
        | QPainter.RenderHint.SmoothPixmapTransform
    )
    scale = min(box.width() / SIZE.width(), box.height() / SIZE.height())
    corner = box.center() - QPointF(SIZE.width(), SIZE.height()) * (scale / 2)
    painter.translate(corner)
    painter.scale(scale, scale)
    painter.setClipRect(QRectF(QPointF(0, 0), SIZE), Qt.ClipOperation.IntersectClip)
    _Side(painter, content, side, pictures).paint()
    painter.restore()


class _Side:
    """Paints in units; the painter is scaled."""

    def __init__(self, painter: QPainter, content: CardContent, side: str, pictures: Pictures) -> None:
        self._painter = painter
        self._content = content
        self._side = side
        self._pictures = pictures
        self._accent = accent(content)

    def paint(self) -> None:
        whole = QRectF(QPointF(0, 0), SIZE)
        self._painter.fillRect(whole, PAPER)
        self._ground(whole)
        top = self._company()
        top = self._person(top)
        self._lines(top)
        self._qr()

    def _ground(self, whole: QRectF) -> None:
        """A band at the left, and its light echo in the corner."""
        painter = self._painter
        painter.fillRect(QRectF(0, 0, _BAND, whole.height()), self._accent)
        light = QColor(self._accent)
        light.setAlphaF(0.07)
        path = QPainterPath()
        path.moveTo(whole.width() * 0.58, 0)
        path.lineTo(whole.width(), 0)
        path.lineTo(whole.width(), whole.height() * 0.42)
        path.quadTo(QPointF(whole.width() * 0.82, whole.height() * 0.08), QPointF(whole.width() * 0.58, 0))
        painter.fillPath(path, light)

    def _company(self) -> float:
        """Logo and company on top; returns where they end."""
        left, top = _BAND + _MARGIN, 44.0
        logo = self._pictures.logo
        if logo is not None and not logo.isNull():
            size = QSizeF(logo.size()).scaled(_LOGO * 1.6, _LOGO, Qt.AspectRatioMode.KeepAspectRatio)
            shrunk.draw(self._painter, QRectF(QPointF(left, top), size), logo)
            left += size.width() + 22
            middle = top + size.height() / 2
        else:
            middle = top + 28
        width = SIZE.width() - _MARGIN - left - (_PHOTO.width() + 24 if self._has_photo() else 0)
        company, department = self._content.company(self._side), self._content.department(self._side)
        font = self._fitted(company, 34, width, bold=True, least=26)
        needed = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 90), _WRAPPED, company).height()
        first = min(needed, 72.0)
        height = first + (30 if department else 0)
        place = QRectF(left, max(30.0, middle - height / 2), width, first)
        self._painter.setFont(font)
        self._painter.setPen(self._accent)
        self._painter.drawText(place, _WRAPPED, company)
        if department:
            self._text(QRectF(left, place.bottom() - 2, width, 32), department, 24, GREY)
        return max(place.top() + height, top + (_LOGO if logo is not None else 56))

    def _has_photo(self) -> bool:
        return self._pictures.photo is not None and not self._pictures.photo.isNull()

    def _person(self, top: float) -> float:
        left = _BAND + _MARGIN
        width = SIZE.width() - _MARGIN - left
        if self._has_photo() and self._pictures.photo is not None:
            box = QRectF(SIZE.width() - _MARGIN - _PHOTO.width(), 44, _PHOTO.width(), _PHOTO.height())
            _paint_cover(self._painter, box, self._pictures.photo, 10)
            width -= _PHOTO.width() + 24
        name, title = self._content.name(self._side), self._content.title(self._side)
        top = max(top + 20, 132)
        font = self._fitted(name, 66, width, bold=True, least=34)
        if has_han(name) and len(name) <= 4:
            # In parts of a character: a length would be taken for one of the paper's dots when printing.
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _SPACED)
        metrics = QFontMetricsF(font)
        self._put(QRectF(left, top, width, 82), name, font, INK)
        beside = left + metrics.horizontalAdvance(name) + 26
        if title and beside + self._width(title, 28) <= left + width:
            # On one line with the name, both on its base line.
            base = top + 41 + (metrics.ascent() - metrics.descent()) / 2
            self._painter.setFont(self._font(28))
            self._painter.setPen(self._accent)
            self._painter.drawText(QPointF(beside, base), title)
            return top + 90
        if title:
            self._text(QRectF(left, top + 76, width, 38), title, 28, self._accent, least=20)
            return top + 120
        return top + 90

    def _lines(self, top: float) -> None:
        """How to reach the person, from the bottom up so that both sides end alike."""
        left = _BAND + _MARGIN
        room = SIZE.width() - left - _MARGIN - (_QR + 30 if self._pictures.qr is not None else 0)
        self._painter.setPen(QPen(self._accent, 2))
        self._painter.drawLine(QLineF(left, top + 6, left + 70, top + 6))
        found = face_lines.of(self._content, self._side)
        fitting = int((SIZE.height() - 40 - (top + 20)) // _LINE)
        rows = face_lines.arranged(found, fitting, lambda text: self._width(text, 23) + 36 <= room / 2)
        y = SIZE.height() - 40 - _LINE * len(rows)
        for row in rows:
            for at, line in enumerate(row):
                width = room / len(row)
                self._line(QRectF(left + at * width, y, width - (14 if len(row) > 1 else 0), _LINE), line)
            y += _LINE

    def _line(self, box: QRectF, line: face_lines.FaceLine) -> None:
        sign = QRectF(box.left(), box.top() + 5, 24, 24)
        face_lines.paint_sign(self._painter, sign, line.kind, self._accent)
        self._text(box.adjusted(36, 0, 0, 0), line.text, 23, INK, least=17)

    def _qr(self) -> None:
        code = self._pictures.qr
        if code is None:
            return
        box = QRectF(SIZE.width() - _MARGIN - _QR, SIZE.height() - 40 - _QR, _QR, _QR)
        painter = self._painter
        painter.save()
        # Modules are one shape: they stay sharp on paper, and no viewer fattens or parts them.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(INK)
        step = _QR / code.width()
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for y in range(code.height()):
            for first, end in _runs(code, y):
                path.addRect(QRectF(box.left() + first * step, box.top() + y * step, (end - first) * step, step))
        painter.drawPath(path)
        painter.restore()

    # --- text ---

    def _font(self, size: float, *, bold: bool = False) -> QFont:
        font = QFont(text_font(bold=bold))
        font.setPixelSize(round(size))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def _width(self, text: str, size: float) -> float:
        return QFontMetricsF(self._font(size)).horizontalAdvance(text)

    def _fitted(self, text: str, size: float, width: float, *, bold: bool = False, least: float = 0) -> QFont:
        """Return the largest font, from `size` down to `least`, in which a text has room."""
        font = self._font(size, bold=bold)
        needed = QFontMetricsF(font).horizontalAdvance(text)
        if needed > width and needed:
            font.setPixelSize(max(round(least or size), int(size * width / needed)))
        return font

    def _text(
        self, box: QRectF, text: str, size: float, colour: QColor, *, bold: bool = False, least: float = 0
    ) -> None:
        self._put(box, text, self._fitted(text, size, box.width(), bold=bold, least=least), colour)

    def _put(self, box: QRectF, text: str, font: QFont, colour: QColor) -> None:
        self._painter.setFont(font)
        self._painter.setPen(colour)
        elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        flags |= Qt.TextFlag.TextDontClip
        self._painter.drawText(box, flags, elided)


def _runs(code: QImage, y: int) -> list[tuple[int, int]]:
    """Return where dark modules of a line begin, and where the light ones after them do."""
    found: list[tuple[int, int]] = []
    for x in range(code.width()):
        if code.pixelColor(x, y).value() < 128:
            first = found.pop()[0] if found and found[-1][1] == x else x
            found.append((first, x + 1))
    return found


def _paint_cover(painter: QPainter, box: QRectF, image: QImage, radius: float) -> None:
    """Paint the middle of an image so that it covers the box."""
    size = QSizeF(image.size()).scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    place = QRectF(box.center() - QPointF(size.width() / 2, size.height() / 2), size)
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    shrunk.draw(painter, place, image)
    painter.restore()
