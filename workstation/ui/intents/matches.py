"""The exhibits that a purchase intent fits: picture, name, price, how well, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from workstation.services.intent_views import MatchView
from workstation.ui import formats
from workstation.ui.chat import people
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.intents import wording
from workstation.ui.intents.table import score_colour
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.icons import paint_icon

_SIDE: Final = 52
_PAD: Final = 10
_RING: Final = 38


class MatchCard(QAbstractButton):
    """One exhibit; a click shows its picture."""

    def __init__(self, match: MatchView, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.match = match
        self._pictures = pictures
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        pictures.arrived.connect(self._on_arrived)
        self.retranslate()

    @property
    def picture_key(self) -> str:
        """By which its picture is fetched; empty without one."""
        exhibit = self.match.exhibit
        return f"i:{exhibit.picture_id}" if exhibit is not None and exhibit.picture_id is not None else ""

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return _SIDE + 2 * _PAD + (self._why_height(width) + 6 if self._why else 0)

    def _why_height(self, width: int) -> int:
        metrics = QFontMetrics(text_font(Size.SMALL))
        room = QRect(0, 0, width - 2 * _PAD, 100)
        return metrics.boundingRect(room, Qt.TextFlag.TextWordWrap.value, self._why).height()

    @property
    def _why(self) -> str:
        return formats.enumerated(filter(None, (wording.reason(code, self.match) for code in self.match.reasons)))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        exhibit = self.match.exhibit
        parts = [wording.exhibit_name(exhibit), wording.match_score(self.match), self._why]
        if exhibit is not None:
            parts[1:1] = people.terms(exhibit)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setToolTip(self._why)
        self.updateGeometry()
        self.update()

    def _on_arrived(self, key: str, _resized: bool) -> None:
        if key in ("", self.picture_key):
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.picture_key:
            super().mousePressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(colours.focus, 2) if self.hasFocus() else QPen(colours.border, 1))
        painter.setBrush(colours.hover if self.underMouse() and self.picture_key else colours.raised)
        painter.drawRoundedRect(frame, 8, 8)
        self._paint_picture(painter, QRect(_PAD, _PAD, _SIDE, _SIDE))
        left, right = _PAD + _SIDE + 10, self.width() - _PAD - _RING - 8
        exhibit = self.match.exhibit
        lines = [(wording.exhibit_name(exhibit), Size.BODY, True, colours.text)]
        if exhibit is not None:
            price, *terms = people.terms(exhibit)
            number = isolated_name(one_line(exhibit.number, 40))
            lines.append((" · ".join(part for part in (number, price) if part), Size.SMALL, False, colours.text))
            lines.append((" · ".join(terms), Size.SMALL, False, colours.muted))
        top = _PAD - 1
        for text, size, bold, colour in lines:
            painter.setFont(text_font(size, bold=bold))
            painter.setPen(colour)
            painter.drawText(QRect(left, top, right - left, 19), _FLAGS, _elided(painter, text, right - left))
            top += 19
        if self._why:
            painter.setFont(text_font(Size.SMALL))
            painter.setPen(colours.muted)
            room = QRect(_PAD, _PAD + _SIDE + 6, self.width() - 2 * _PAD, self._why_height(self.width()) + 2)
            painter.drawText(room, Qt.TextFlag.TextWordWrap.value, self._why)
        self._paint_score(painter, QRectF(self.width() - _PAD - _RING, _PAD + (_SIDE - _RING) / 2, _RING, _RING))
        painter.end()

    def _paint_picture(self, painter: QPainter, box: QRect) -> None:
        path = QPainterPath()
        path.addRoundedRect(QRectF(box), 6, 6)
        painter.fillPath(path, tokens().hover)
        self._pictures.set_ratio(self.devicePixelRatioF())
        pixmap = self._pictures.get(self.picture_key, QSizeF(box.size())) if self.picture_key else None
        if pixmap is None:
            paint_icon(painter, box, "box", tokens().muted, 22)
            return
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(box, pixmap)
        painter.restore()

    def _paint_score(self, painter: QPainter, ring: QRectF) -> None:
        """How well it fits, as a ring with the figure inside: colour is not the only sign."""
        colours = tokens()
        inside = ring.adjusted(2, 2, -2, -2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colours.border, 3.5))
        painter.drawEllipse(inside)
        pen = QPen(score_colour(self.match.score), 3.5)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(inside, 90 * 16, -round(360 * 16 * self.match.score / 100))
        painter.setPen(colours.text)
        painter.setFont(text_font(Size.SMALL, bold=True))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, str(self.match.score))


_FLAGS: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


def _elided(painter: QPainter, text: str, width: int) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


class MatchCards(QWidget):
    """Cards under each other, the best one first.

    Signals:
        picture_wanted(str): this picture is to be seen in full.
    """

    picture_wanted = Signal(str)

    def __init__(self, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.cards: list[MatchCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_matches(self, matches: Sequence[MatchView]) -> None:
        """Show these; cards of the same ones stay as they are."""
        if [card.match for card in self.cards] == list(matches):
            return
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [MatchCard(match, self._pictures, self) for match in matches]
        for card in self.cards:
            card.clicked.connect(lambda _checked=False, key=card.picture_key: self.picture_wanted.emit(key))
            self._column.addWidget(card)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            for card in self.cards:
                card.retranslate()
        super().changeEvent(event)
