"""How the composer looks: a rounded field with quote, pictures, text and buttons; knows nothing of sending."""

from PySide6.QtCore import QEvent, QPoint, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workstation.domain.message import MAX_TEXT_CHARS
from workstation.services.views import Quote
from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.chat.message_edit import MessageEdit
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.previews import PreviewStrip
from workstation.ui.chat.reply_strip import ReplyStrip
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon, paint_icon
from workstation.ui.widgets.words import Words

ARCHIVED = "archived"
"""Shut for writing until one says that one wants to."""
_COUNT_FROM = MAX_TEXT_CHARS - 1000


class _Frame(QWidget):
    """The rounded ground of the field; shows focus by its edge."""

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        focused = focused and self.focusWidget().hasFocus()
        painter.setPen(QPen(colours.focus if focused else colours.border, 1.5 if focused else 1))
        painter.setBrush(colours.raised if self.isEnabled() else colours.window)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        painter.end()


class SendButton(IconButton):
    """Filled with the accent colour while there is something to send."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("send", parent)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.isEnabled():
            super().paintEvent(event)
            return
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(colours.raised)
            painter.drawRoundedRect(box, 8, 8)
            box.adjust(3, 3, -3, -3)
        painter.setPen(QPen(colours.accent, 0))
        painter.setBrush(colours.accent_hover if self.underMouse() or self.isDown() else colours.accent)
        painter.drawRoundedRect(box, 7, 7)
        paint_icon(painter, self.rect(), "send", colours.on_accent, 18)
        painter.end()


class ComposerFace(QWidget):
    """Widgets of the composer.

    Signals:
        reply_closed(): the quote was taken away.
        writing_wanted(): what was shut for writing is to be opened.
    """

    reply_closed = Signal()
    writing_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.writable = False
        self._reason_code = ""
        self._empty = True
        self._length = 0
        self.notice = NoticeLine(self)
        self.reply = ReplyStrip(self)
        self.previews = PreviewStrip(self)
        self.edit = MessageEdit(self)
        self.attach_button = IconButton("image", self)
        self.quote_button = IconButton("quote", self)
        self.send_button = SendButton(self)
        self.counter = Words(self, size=Size.SMALL, tone="muted")
        self._hint = Words(self, size=Size.SMALL, tone="muted")
        self._lock = QLabel(self)
        self._reason = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.write_button = QPushButton(self)
        self.write_button.clicked.connect(self.writing_wanted)
        self._added: list[QAbstractButton] = []
        self._quotes = True
        self._frame = _Frame(self)
        self._build()
        self.reply.closed.connect(self.reply_closed)
        self.edit.cursorPositionChanged.connect(self._frame.update)
        for part in (self.edit, self.attach_button, self.quote_button, self.send_button):
            part.installEventFilter(self)
        self.restyle()
        self.retranslate()

    def _build(self) -> None:
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(12, 8, 8, 6)
        inside.setSpacing(4)
        inside.addWidget(self.reply)
        inside.addWidget(self.previews)
        inside.addWidget(self.edit)
        bar = QHBoxLayout()
        bar.setSpacing(4)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(4)
        self._tools.addWidget(self.attach_button)
        self._tools.addWidget(self.quote_button)
        bar.addLayout(self._tools)
        bar.addStretch()
        bar.addWidget(self._hint)
        bar.addWidget(self.counter)
        bar.addSpacing(4)
        bar.addWidget(self.send_button)
        inside.addLayout(bar)
        self._locked = QWidget(self)
        locked = QHBoxLayout(self._locked)
        locked.setContentsMargins(12, 4, 12, 8)
        locked.addWidget(self._lock)
        locked.addWidget(self._reason, 1)
        locked.addWidget(self.write_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 14)
        column.setSpacing(6)
        column.addWidget(self.notice)
        column.addWidget(self._locked)
        column.addWidget(self._frame)

    def offer_quotes(self, offered: bool) -> None:
        """Offer to quote a price, where there is a buyer to quote it to."""
        self._quotes = offered
        self._show_state()

    def add_tool(self, button: QAbstractButton) -> None:
        """Put something to send beside the buttons for images and quotes."""
        self._tools.addWidget(button)
        self._added.append(button)
        button.installEventFilter(self)
        self._show_state()

    # ---- what it shows ---------------------------------------------------------------------------------------------

    def set_writable(self, writable: bool, reason_code: str) -> None:
        """Let type, or say why not; a draft stays to be read and copied."""
        self.writable = writable
        self._reason_code = reason_code
        locked = not writable and bool(reason_code)
        if locked != self.edit.isReadOnly():  # setting it lays the text out anew
            self.edit.setReadOnly(locked)
        self._show_state()

    def take_focus(self) -> None:
        """Put the cursor where one types, or on what lets one type."""
        opens = not self.writable and self._reason_code == ARCHIVED
        (self.write_button if opens else self.edit).setFocus()

    def refresh(self, text: str, has_images: bool) -> None:
        """Show what can be done with what is there."""
        self._length = len(text)
        self._empty = not text.strip() and not has_images
        self._show_state()

    def show_reply(self, quote: Quote | None) -> None:
        """Show what is answered."""
        self.reply.show_quote(quote)

    def set_enter_sends(self, enter_sends: bool) -> None:
        """Choose what Enter does."""
        self.edit.enter_sends = enter_sends
        self.retranslate()

    def _show_state(self) -> None:
        locked = not self.writable and bool(self._reason_code)
        self._locked.setVisible(locked)
        self._frame.setVisible(not locked or self._length > 0)
        for tool in (self.attach_button, *self._added):
            tool.setVisible(not locked)
        self.quote_button.setVisible(not locked and self._quotes)
        self.send_button.setVisible(not locked)
        too_long = self._length > MAX_TEXT_CHARS
        ready = self.writable and not self._empty and not too_long
        if ready != self.send_button.isEnabled():
            self.send_button.setEnabled(ready)
            self.send_button.update()
        self.counter.setVisible(self._length >= _COUNT_FROM)
        self._hint.setVisible(self.edit.hasFocus() and not locked and self._length < _COUNT_FROM and self.width() > 420)
        if self.counter.isVisible() or self._length >= _COUNT_FROM:
            self.counter.set_tone("danger" if too_long else "muted")
            self.counter.setText(f"{formats.number(self._length)} / {formats.number(MAX_TEXT_CHARS)}")
            self.counter.setToolTip(
                wording.reason("text_too_long", {"length": self._length, "limit": MAX_TEXT_CHARS}) if too_long else ""
            )
        self.write_button.setVisible(locked and self._reason_code == ARCHIVED)
        if locked:
            self._reason.setText(wording.read_only_reason(self._reason_code))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Repaint the edge when the field or a button on it gets or loses focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._frame.update()
            self._show_state()
        return False

    def restyle(self) -> None:
        """Take the theme's colours."""
        self._lock.setPixmap(icon("lock").pixmap(18, 18))
        self.edit.setFont(text_font(Size.BODY))
        self.notice.restyle()
        self.reply.restyle()
        self._show_state()
        self._frame.update()

    def retranslate(self) -> None:
        """Word it anew."""
        if self.edit.enter_sends:
            how, hint = self.tr("Send (Enter)"), self.tr("Enter sends, Shift+Enter breaks the line")
        else:
            how, hint = self.tr("Send (Ctrl+Enter)"), self.tr("Ctrl+Enter sends, Enter breaks the line")
        self.send_button.setToolTip(f"{how}\n{hint}")
        self.send_button.setAccessibleName(how)
        self._hint.setText(hint)
        self.edit.setPlaceholderText(self.tr("Write a message"))
        self.edit.setAccessibleName(self.tr("Message"))
        self.attach_button.set_words(self.tr("Add images (or paste or drop them)"))
        self.quote_button.set_words(self.tr("Quote a price"))
        self.write_button.setText(self.tr("Write to this buyer"))
        self.reply.retranslate()
        self.notice.retranslate()
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and theme."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stand on the timeline's ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        painter.end()

    def field_corner(self) -> QPoint:
        """Return the field's top left corner in global coordinates, for what opens above it."""
        return self._frame.mapToGlobal(QPoint(0, 0))
