"""A side of a card on the screen: in its own proportions, with a little shadow."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.domain.card import CardContent
from workstation.ui.cards import face
from workstation.ui.cards.face import Pictures
from workstation.ui.theme import tokens

_SHADOW: Final = 6
WIDTH: Final = 320
"""Best width, shadow included."""


class CardPreview(QWidget):
    """Shows one side."""

    def __init__(self, side: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = CardContent()
        self._pictures = Pictures()
        self._painted: QPixmap | None = None
        self.side = side
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_card(self, content: CardContent, pictures: Pictures, side: str = "") -> None:
        """Show a card; the side that it had, or another."""
        self._content, self._pictures = content, pictures
        self.side = side or self.side
        self._painted = None
        parts = (content.name(self.side), content.title(self.side), content.company(self.side))
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round((width - 2 * _SHADOW) * face.HEIGHT_MM / face.WIDTH_MM) + 2 * _SHADOW

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, self.heightForWidth(WIDTH))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(220))

    def _box(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(_SHADOW, _SHADOW, -_SHADOW, -_SHADOW)
        width = min(room.width(), room.height() * face.WIDTH_MM / face.HEIGHT_MM)
        height = width * face.HEIGHT_MM / face.WIDTH_MM
        return QRectF(room.center().x() - width / 2, room.top(), width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._box()
        painter.setPen(Qt.PenStyle.NoPen)
        for depth in range(_SHADOW, 0, -1):
            painter.setBrush(QColor(0, 0, 0, 5))
            painter.drawRoundedRect(box.adjusted(-depth, -depth + 2, depth, depth + 2), 6 + depth, 6 + depth)
        path = QPainterPath()
        path.addRoundedRect(box, 6, 6)
        painter.setClipPath(path)
        painter.drawPixmap(box.topLeft(), self._pixmap(box))
        painter.setClipping(False)
        painter.setPen(QPen(tokens().border, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.end()

    def _pixmap(self, box: QRectF) -> QPixmap:
        if self._painted is None:
            ratio = self.devicePixelRatioF()
            made = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
            made.setDevicePixelRatio(ratio)
            made.fill(face.PAPER)
            painter = QPainter(made)
            inside = QRectF(0, 0, box.width(), box.height())
            face.paint_side(painter, inside, self._content, self.side, self._pictures)
            painter.end()
            self._painted = made
        return self._painted

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._painted = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._painted = None
        super().changeEvent(event)
