"""A short line that appears over the window and goes by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from workstation.ui.theme import tokens
from workstation.ui.widgets.words import Words

STAYS_MS: Final = 5000
STAYS_WITH_BUTTON_MS: Final = 10_000
_BELOW_TOP: Final = 72
"""Clear of a screen's heading."""
_ABOVE_BOTTOM: Final = 100
"""Clear of the line of state and of a bar over it."""


class Toast(QWidget):
    """Says something near the upper edge of its parent, away from where one types, or near the lower one.

    Args:
        parent: of the widget.
        clear_of: what it stands below rather than over, other children of the parent.
        low: tells whether it belongs near the lower edge: where fields and filters stand at the upper one.

    Signals:
        clicked(): it was clicked while it showed.
    """

    clicked = Signal()

    def __init__(
        self, parent: QWidget, clear_of: Sequence[QWidget] = (), low: Callable[[], bool] = lambda: False
    ) -> None:
        super().__init__(parent)
        self._low = low
        self._over = parent
        self._clear_of = clear_of
        self._label = Words(self, tone="inverse", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.addWidget(self._label, 1)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "inverse")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes when clicked: where one works stays as it is
        self.button.clicked.connect(self._on_button)
        self._run: Callable[[], object] | None = None
        layout.addWidget(self.button)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, words: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Show some words for a while, with one thing that can be done about them."""
        self._label.setText(words)
        self._run = run
        self.button.setText(action)
        self.button.setVisible(run is not None)
        self.setAccessibleName(words)
        self.show()
        self.raise_()
        self.place()
        self._timer.start(STAYS_MS if run is None else STAYS_WITH_BUTTON_MS)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def place(self) -> None:
        """Stand where it belongs after the window's size changed."""
        if not self.isVisible():
            return
        over = self._over
        wanted = self._label.fontMetrics().horizontalAdvance(self._label.text()) + 36
        if not self.button.isHidden():
            wanted += self.button.sizeHint().width() + 12
        self.setFixedWidth(min(wanted, 420, over.width() - 32))
        self.adjustSize()
        top = over.height() - _ABOVE_BOTTOM - self.height() if self._low() else _BELOW_TOP
        self.move((over.width() - self.width()) // 2, max(top, 0))
        for other in self._clear_of:
            if other.isVisible() and other.geometry().intersects(self.geometry()):
                self.move(self.x(), other.geometry().bottom() + 12)

    def _on_button(self) -> None:
        run, self._run = self._run, None
        self.hide()
        if run is not None:
            run()

    def hideEvent(self, event: object) -> None:
        self._timer.stop()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().text)
        painter.drawRoundedRect(self.rect(), 8, 8)
        painter.end()
