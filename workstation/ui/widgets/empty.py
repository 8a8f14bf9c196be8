"""What stands where nothing is: why it is empty, and the next step."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from workstation.ui.theme import tokens
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.words import Words


class _Drawing(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = "inbox"
        self.setFixedSize(56, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.hover)
        painter.drawEllipse(self.rect())
        paint_icon(painter, QRect(0, 0, 56, 56), self.name, colours.muted, 28)
        painter.end()


class EmptyState(QWidget):
    """A drawing, a title, a sentence, perhaps progress, perhaps one button.

    Signals:
        acted(): the button was pressed.
    """

    acted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = _Drawing(self)
        self._title = Words(self, bold=True, wrap=True)
        self._text = Words(self, tone="muted", wrap=True)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(200)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.acted)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(8)
        layout.addStretch(2)
        layout.addWidget(self._drawing, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addSpacing(8)
        layout.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self._progress.hide()

    def say(self, icon: str, title: str, text: str, action: str = "") -> None:
        """Say why it is empty and offer the next step."""
        self._drawing.name = icon
        self._drawing.update()
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(f"{title}. {text}" if text else title)

    def show_progress(self, done: int | None, total: int = 0) -> None:
        """Show how far something is; `None` hides the bar, a total of 0 means nobody knows."""
        self._progress.setVisible(done is not None)
        if done is not None:
            self._progress.setRange(0, total)
            self._progress.setValue(done)

    @property
    def title(self) -> str:
        """What it says."""
        return self._title.text()

    @property
    def button(self) -> QPushButton:
        """The next step."""
        return self._button
