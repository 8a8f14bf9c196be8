"""A card's code as large as a phone's camera likes it, to be held out to somebody."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.domain.card import CardContent
from workstation.ui.cards import wording
from workstation.ui.cards.dialog import CardDialog
from workstation.ui.widgets.words import Words

_SIDE: Final = 420
_QUIET: Final = 4
"""Modules of white around the code, without which cameras don't see it."""


class _Code(QWidget):
    """Paints the code in whole pixels on white, in the dark too."""

    def __init__(self, code: QImage, parent: QWidget) -> None:
        super().__init__(parent)
        self._code = code
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        modules = self._code.width() + 2 * _QUIET
        step = max(1, min(self.width(), self.height()) // modules)
        side = step * modules
        left, top = (self.width() - side) // 2, (self.height() - side) // 2
        painter = QPainter(self)
        painter.fillRect(QRectF(left, top, side, side), Qt.GlobalColor.white)
        inside = QRectF(
            left + step * _QUIET, top + step * _QUIET, step * self._code.width(), step * self._code.height()
        )
        painter.drawImage(inside, self._code)
        painter.end()


class CodeDialog(CardDialog):
    """Shows the code until it is closed.

    Args:
        content: whose card it is.
        code: as `qr.image` made it.
        parent: over which window.
    """

    def __init__(self, content: CardContent, code: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.code = _Code(code, self)
        self._hint = Words(self, tone="muted", wrap=True)
        self.close_button = self.add_button(kind="primary")
        self.close_button.clicked.connect(self.accept)
        self.body.addWidget(self.code, 1)
        self.body.addWidget(self._hint)
        self.fit(_SIDE + 48, _SIDE + 190)
        self.retranslate()

    def retranslate(self) -> None:
        self.set_head(wording.name(self._content))
        self.code.setAccessibleName(self.tr("Code with the card"))
        self._hint.setText(self.tr("A phone's camera saves the card from the code, without a network."))
        self.close_button.setText(self.tr("Close"))
