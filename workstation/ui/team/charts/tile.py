"""A figure large enough to be read from a step away, with what it counts; a click opens the rows behind it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.icons import paint_icon

HEIGHT: Final = 120
_FIGURE_PX: Final = 26
"""A plot rather than a text: it has a size of its own."""
_TITLE_PX: Final = 36
_TITLE: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap)


def figure_font() -> QFont:
    """Return the font of large figures."""
    font = text_font(Size.TITLE, bold=True)
    font.setPixelSize(_FIGURE_PX)
    return font


class Tile(QAbstractButton):
    """Shows one figure."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.figure = "–"
        self.note = ""
        self._tone = "text"
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_figure(self, figure: str, note: str = "", tone: str = "text") -> None:
        """Show a figure with a note beside it; tone `danger` or `warning` where it asks for somebody."""
        self.figure, self.note, self._tone = figure, note, tone
        self.setAccessibleName(" ".join(part for part in (f"{self.text()}: {figure}", note) if part))
        self.updateGeometry()
        self.update()

    def set_words(self, words: str) -> None:
        """Say what it counts."""
        self.setText(words)
        self.setAccessibleName(" ".join(part for part in (f"{words}: {self.figure}", self.note) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(max(128, QFontMetrics(figure_font()).horizontalAdvance(self.figure) + 52), HEIGHT)

    def title_fits(self) -> bool:
        """Tell whether the words of what it counts are shown whole, on two lines at most."""
        room = QRect(0, 0, self.width() - 32, _TITLE_PX)
        needed = QFontMetrics(text_font(Size.SMALL)).boundingRect(room, _TITLE, self.text())
        return room.contains(needed)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colours.focus if self.hasFocus() else colours.strong_border if self.underMouse() else colours.border
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(colours.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        left, room = 16, self.width() - 32
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted)
        painter.drawText(QRect(left, 10, room, _TITLE_PX), _TITLE, self.text())
        paint_icon(painter, QRect(self.width() - 32, 58, 16, 18), self._icon_name, colours.muted, 16)
        painter.setFont(figure_font())
        painter.setPen(getattr(colours, self._tone))
        painter.drawText(QRect(left, 48, room - 20, 38), Qt.AlignmentFlag.AlignVCenter, self.figure)
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted)
        note = painter.fontMetrics().elidedText(self.note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, 88, room, 18), Qt.AlignmentFlag.AlignVCenter, note)
        painter.end()
