"""A switch between two or three words that are all in sight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from workstation.ui.theme import Size, text_font, tokens

HEIGHT: Final = 34


class _Segment(QAbstractButton):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(text_font(Size.BODY, bold=True)).horizontalAdvance(self.text())
        return QSize(max(72, width + 32), HEIGHT - 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.6)
        chosen = self.isChecked()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if chosen or self.hasFocus():
            painter.setPen(QPen(colours.focus, 2) if self.hasFocus() else QPen(colours.border, 1))
            painter.setBrush(colours.raised if chosen else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 5, 5)
        painter.setFont(text_font(Size.BODY, bold=chosen))
        painter.setPen(colours.accent_text if chosen else colours.text if self.underMouse() else colours.muted)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Segmented(QWidget):
    """Chooses one of a few keys.

    Signals:
        chosen(str): the user chose another key.
    """

    chosen = Signal(str)

    def __init__(self, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._segments: dict[str, _Segment] = {}
        self._key = keys[0]
        line = QHBoxLayout(self)
        line.setContentsMargins(3, 3, 3, 3)
        line.setSpacing(2)
        for key in keys:
            segment = _Segment(self)
            segment.clicked.connect(lambda _checked=False, key=key: self._on_clicked(key))
            self._group.addButton(segment)
            self._segments[key] = segment
            line.addWidget(segment)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._segments[keys[0]].setChecked(True)

    @property
    def key(self) -> str:
        """The chosen one."""
        return self._key

    def segment(self, key: str) -> QAbstractButton:
        """Return the button of a key."""
        return self._segments[key]

    def select(self, key: str) -> None:
        """Show a key as chosen, without saying so by the signal."""
        self._key = key
        self._segments[key].setChecked(True)

    def set_texts(self, name: str, texts: dict[str, str]) -> None:
        """Word the keys and what is chosen."""
        self.setAccessibleName(name)
        for key, text in texts.items():
            segment = self._segments[key]
            segment.setText(text)
            segment.setAccessibleName(f"{name}: {text}")
            segment.updateGeometry()

    def _on_clicked(self, key: str) -> None:
        if key != self._key:
            self._key = key
            self.chosen.emit(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.border, 1))
        painter.setBrush(colours.window)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.end()
