"""Tabs as words with a line under the chosen one."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.badge import badge_width, paint_badge

HEIGHT: Final = 40
_PADDING: Final = 12


class TabButton(QAbstractButton):
    """One tab, with an optional count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(text_font(Size.BODY, bold=True)).horizontalAdvance(self.text())
        badge = badge_width(self.count)
        return QSize(text + (badge + 6 if badge else 0) + 2 * _PADDING, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        chosen = self.isChecked()
        font = text_font(Size.BODY, bold=chosen)
        text_width = QFontMetrics(font).horizontalAdvance(self.text())
        badge = badge_width(self.count)
        left = (self.width() - text_width - (badge + 6 if badge else 0)) // 2
        painter.setFont(font)
        painter.setPen(colours.text if chosen or self.underMouse() else colours.muted)
        painter.drawText(QRect(left, 0, text_width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if badge:
            paint_badge(painter, left + text_width + 6 + badge, self.height() // 2, self.count, quiet=not chosen)
        if chosen:
            painter.fillRect(QRect(_PADDING, self.height() - 2, self.width() - 2 * _PADDING, 2), colours.accent)
        if self.hasFocus():
            painter.setPen(colours.focus)
            painter.drawRect(self.rect().adjusted(2, 4, -3, -6))
        painter.end()


class Tabs(QWidget):
    """Chooses one of a few tabs.

    Signals:
        chosen(str): the user chose another key.
    """

    chosen = Signal(str)

    def __init__(self, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, TabButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for key in keys:
            button = TabButton(self)
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            layout.addWidget(button)
        self._buttons[keys[0]].setChecked(True)

    @property
    def key(self) -> str:
        """The chosen one."""
        return next(key for key, button in self._buttons.items() if button.isChecked())

    def select(self, key: str) -> None:
        """Show a tab as chosen, without saying so by the signal; the focus goes with it if a tab has it."""
        self._buttons[key].setChecked(True)
        if self.window().focusWidget() in self._buttons.values():
            self._buttons[key].setFocus()

    def set_text(self, key: str, text: str) -> None:
        """Word a tab."""
        self._buttons[key].setText(text)
        self._buttons[key].updateGeometry()

    def set_count(self, key: str, count: int, accessible_name: str) -> None:
        """Show a count beside a tab's word."""
        button = self._buttons[key]
        button.setAccessibleName(accessible_name)
        if count != button.count:  # new geometry of one lays the whole window out anew
            button.count = count
            button.updateGeometry()
            button.update()
