"""Shows in the composer which message is answered."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from workstation.services.views import Quote
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import directed, one_line
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.buttons import IconButton


class ReplyStrip(QWidget):
    """A bar with name and first line of the quoted message.

    Signals:
        closed(): the user takes the quote away.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quote: Quote | None = None
        self._close = IconButton("close", self, side=26)
        self._close.clicked.connect(self.closed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addStretch()
        line.addWidget(self._close)
        self.setFixedHeight(44)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.retranslate()
        self.hide()

    def show_quote(self, quote: Quote | None) -> None:
        """Show what is answered, or nothing."""
        self._quote = quote
        self.setVisible(quote is not None)
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Word it anew."""
        self._close.set_words(self.tr("Do not quote it"))
        if self._quote is not None:
            self.setAccessibleName(self.tr("Answer to {name}: {text}").format(name=self._name(), text=self._text()))

    def restyle(self) -> None:
        """Take the theme's colours."""
        self.update()

    def _name(self) -> str:
        quote = self._quote
        return wording.own_name(quote.sender_name_zh, quote.sender_name_en) if quote is not None else ""

    def _text(self) -> str:
        quote = self._quote
        return (one_line(quote.text) or wording.kind_name(quote.kind)) if quote is not None else ""

    def sizeHint(self) -> QSize:
        """Return the strip's height; it takes the width it gets."""
        return QSize(160, 44)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bar, name and line."""
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_text)
        painter.drawRoundedRect(QRectF(0, 4, 3, self.height() - 8), 1.5, 1.5)
        room = self._close.x() - 20
        for text, bold, colour, top in (
            (self._name(), True, colours.accent_text, 4),
            (self._text(), False, colours.muted, 22),
        ):
            font = text_font(Size.SMALL, bold=bold)
            painter.setFont(font)
            painter.setPen(colour)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(12, top, room, 18), Qt.AlignmentFlag.AlignVCenter, directed(shown))
        painter.end()
