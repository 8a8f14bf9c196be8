"""A line above the composer that says what went wrong and what to do, until it is read or has no more use."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from workstation.domain.errors import Refusal
from workstation.ui.chat import wording
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words


class NoticeLine(QWidget):
    """Shows one notice at a time.

    Args:
        parent: of the widget.
        reason: words a refusal's code and parameters.

    Signals:
        dismissed(): its cross was pressed.
    """

    dismissed = Signal()

    def __init__(
        self, parent: QWidget | None = None, reason: Callable[[str, wording.Params], str] = wording.reason
    ) -> None:
        super().__init__(parent)
        self._reason = reason
        self._refusal: Refusal | None = None
        self._sign = QLabel(self)
        self._text = Words(self, size=Size.SMALL, wrap=True)
        self._close = IconButton("close", self, side=26)
        self._close.clicked.connect(self._on_closed)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        line.setSpacing(8)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._text, 1)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.restyle()
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text() if self._refusal is not None else ""

    def say(self, refusal: Refusal) -> None:
        """Show why something was refused."""
        self._refusal = refusal
        self.retranslate()
        self.show()

    def clear(self) -> None:
        """Say nothing."""
        self._refusal = None
        self.hide()

    def forget(self, code: str) -> None:
        """Say no more what has been mended meanwhile."""
        if self._refusal is not None and self._refusal.code == code:
            self.clear()

    def _on_closed(self) -> None:
        self.clear()
        self.dismissed.emit()

    def restyle(self) -> None:
        """Take the theme's colours."""
        self._sign.setPixmap(icon("warning", "danger").pixmap(18, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().danger_soft)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.end()

    def retranslate(self) -> None:
        """Word it anew."""
        self._close.set_words(self.tr("Dismiss"))
        if self._refusal is not None:
            self._text.setText(self._reason(self._refusal.code, self._refusal.params))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
