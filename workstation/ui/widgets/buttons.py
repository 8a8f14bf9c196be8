"""Buttons of our own: an icon alone, a choice that shows its arrow in both themes, a dialog's first button."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QPushButton,
    QSizePolicy,
    QStyledItemDelegate,
    QWidget,
)

from workstation.ui.theme import tokens
from workstation.ui.widgets.icons import ICON_PX, paint_icon

SIDE: Final = 32


class IconButton(QAbstractButton):
    """A flat button with an icon; its words are the tooltip and the accessible name."""

    def __init__(self, icon_name: str, parent: QWidget | None = None, *, side: int = SIDE) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._side = side
        self._lit = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def set_icon_name(self, name: str) -> None:
        """Draw another icon."""
        self._icon_name = name
        self.update()

    def set_words(self, words: str) -> None:
        """Say what it does."""
        self.setToolTip(words)
        self.setAccessibleName(words)

    def set_lit(self, lit: bool) -> None:
        """Show it in the accent colour: something it holds is in force."""
        self._lit = lit
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selected if self.isDown() else colours.hover)
            painter.drawRoundedRect(rect, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 6, 6)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        colour = colours.accent_text if self._lit or self.isChecked() else colours.muted
        paint_icon(painter, self.rect(), self._icon_name, colour, ICON_PX)
        painter.end()


_MOST_CHOICES: Final = 12
"""Entries shown without scrolling."""
_AROUND: Final = 5
"""Edge and padding of the list of entries, as in the style sheet."""
_WIDEST: Final = 360


class Choice(QComboBox):
    """A combo box that draws its arrow in the theme's colour; the wheel scrolls the page unless it has the focus.

    Its entries are a list below it, as high as they are together: what Qt drops down else cuts the last of them off.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))  # the one of a combo box knows nothing of the theme
        self.setMaxVisibleItems(_MOST_CHOICES)

    def refill(self, every: str, entries: Iterable[tuple[str, object]]) -> None:
        """Offer other entries after `every`, which is for none of them; what was chosen stays so while it is there."""
        before = self.currentData()
        self.clear()
        self.addItem(every, None)
        for words, value in entries:
            self.addItem(words, value)
        self.setCurrentIndex(next((at for at in range(self.count()) if self.itemData(at) == before), 0))
        self.setEnabled(self.count() > 1)

    def showPopup(self) -> None:
        view = self.view()
        bar = view.verticalScrollBar().sizeHint().width() if self.count() > self.maxVisibleItems() else 0
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + 2 * _AROUND + bar, _WIDEST))
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        arrow = QRect(self.width() - 26, (self.height() - 16) // 2, 16, 16)
        paint_icon(painter, arrow, "chevron_down", tokens().muted, 16)
        painter.end()


class Check(QCheckBox):
    """A check box whose edge can be seen in both themes."""

    _BOX: Final = 18

    def sizeHint(self) -> QSize:
        text = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text())
        return QSize(self._BOX + 8 + text.width() + 2, max(24, text.height() + 4))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        box = QRect(0, (self.height() - self._BOX) // 2, self._BOX, self._BOX)
        edge = QRectF(box).adjusted(1, 1, -1, -1)
        on = self.isChecked()
        painter.setPen(QPen(colours.accent if on else colours.strong_border, 1.5))
        painter.setBrush(colours.accent if on else colours.raised)
        painter.drawRoundedRect(edge, 4, 4)
        if on:
            paint_icon(painter, box, "check", colours.on_accent, 14)
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(0, 0, 0, 0), 5, 5)
        painter.setPen(colours.text)
        painter.setFont(self.font())
        rest = self.rect().adjusted(self._BOX + 8, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextShowMnemonic.value
        painter.drawText(rest, flags, self.text())
        painter.end()


def add_primary(box: QDialogButtonBox, words: str) -> QPushButton:
    """Put the button that does what a dialog is for into its foot.

    The foot dresses a button as it comes in: what it is must be known before.
    """
    button = QPushButton(words, box)
    button.setProperty("kind", "primary")
    box.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
    return button
