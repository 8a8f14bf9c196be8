"""A line over the composer: the other side is typing; forgotten after five seconds."""

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.services.views import ChatHead
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.theme import Size, text_font, tokens

FORGET_MS: Final = 5000
_HEIGHT: Final = 18


class TypingLine(QWidget):
    """Keeps its height, so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head: ChatHead | None = None
        self.text = ""
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FORGET_MS)
        self._timer.timeout.connect(self.clear)

    def show_typing(self, head: ChatHead) -> None:
        """Say that the other side of this conversation types right now."""
        self._head = head
        self._timer.start()
        self.retranslate()

    def clear(self) -> None:
        """Say nothing."""
        self._timer.stop()
        self._head = None
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        before, self.text = self.text, ""
        if self._head is not None:
            row = self._head.row
            name = isolated_name(row.title) or wording.own_name(row.colleague_name_zh, row.colleague_name_en)
            self.text = self.tr("{name} is typing …").format(name=name)
        if self.text != before:
            self.update()

    def restyle(self) -> None:
        """Take the theme's colours."""
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line."""
        return QSize(200, _HEIGHT)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget it out of sight."""
        super().hideEvent(event)
        self.clear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        if self.text:
            font = text_font(Size.SMALL)
            painter.setFont(font)
            painter.setPen(tokens().muted)
            box = QRect(28, 0, self.width() - 48, self.height())
            text = QFontMetrics(font).elidedText(self.text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()
