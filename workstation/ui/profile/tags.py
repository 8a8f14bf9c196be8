"""The tags that I have put on a buyer: set, remove, choose among those in use."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCompleter, QLineEdit, QSizePolicy, QWidget

from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.services.views import ChatHead, ConversationRef
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.loop import spawn
from workstation.ui.profile.section import MARGIN
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.icons import paint_icon

if TYPE_CHECKING:
    from workstation.services.history import HistoryService
    from workstation.services.inbox import InboxService

MOST: Final = 20
MOST_CHARS: Final = 40
_HEIGHT: Final = 24
_WIDEST: Final = 180


class TagChip(QAbstractButton):
    """A tag; pressing it, or Delete, takes it off."""

    def __init__(self, tag: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tag = tag
        self.setText(isolated_name(one_line(tag, MOST_CHARS)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        words = self.tr("Take off the tag {tag}").format(tag=self.text())
        self.setToolTip(words)
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(text_font(Size.SMALL)).horizontalAdvance(self.text())
        return QSize(min(_WIDEST, width + 34), _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.focus, 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_soft)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 11, 11)
        font = text_font(Size.SMALL)
        painter.setFont(font)
        painter.setPen(colours.on_accent_soft)
        inside = self.rect().adjusted(10, 0, -22, 0)
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, text)
        cross = self.rect().adjusted(self.width() - 20, 0, -6, 0)
        painter.setOpacity(1.0 if self.underMouse() or self.hasFocus() else 0.6)
        paint_icon(painter, cross, "close", colours.on_accent_soft, 12)
        painter.end()


class _NewTag(QLineEdit):
    """Where a tag is typed; Esc gives up.

    Signals:
        given_up(): nothing is to be added.
    """

    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class _AddChip(QAbstractButton):
    """Opens the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._short = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_short(self, short: bool) -> None:
        """Show the sign alone: beside tags it is clear what it means."""
        self._short = short
        self.setToolTip(self.text() if short else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._short:
            return QSize(_HEIGHT + 4, _HEIGHT)
        return QSize(QFontMetrics(text_font(Size.SMALL)).horizontalAdvance(self.text()) + 32, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(colours.focus if self.hasFocus() else colours.strong_border, 2 if self.hasFocus() else 1)
        if not self.hasFocus():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colours.hover if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 11, 11)
        if self._short:
            paint_icon(painter, self.rect(), "plus", colours.muted, 14)
            painter.end()
            return
        paint_icon(painter, self.rect().adjusted(8, 0, -self.width() + 22, 0), "tag", colours.muted, 14)
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted)
        painter.drawText(self.rect().adjusted(26, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class TagLine(QWidget):
    """The tags of a conversation in lines like words."""

    def __init__(self, inbox: InboxService, history: HistoryService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inbox = inbox
        self._history = history
        self._head: ChatHead | None = None
        self._wanted: tuple[str, ...] = ()
        self._saving: Counter[ConversationRef] = Counter()
        self.tags: tuple[str, ...] = ()
        self.chips: list[TagChip] = []
        self._flow = FlowLayout(self, spacing=6)
        self._flow.setContentsMargins(MARGIN, 0, 12, 0)
        self.add_button = _AddChip(self)
        self.add_button.clicked.connect(self.open_field)
        self.field = _NewTag(self)
        self.field.setMaxLength(MOST_CHARS)
        self.field.setFixedWidth(140)
        self.field.setProperty("small", "true")
        self.field.returnPressed.connect(self._on_entered)
        self.field.given_up.connect(self.close_field)
        self.field.hide()
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self._flow.addWidget(self.add_button)
        self._flow.addWidget(self.field)
        self.hide()
        self.retranslate()

    def show_head(self, head: ChatHead | None) -> None:
        """Show the tags of a conversation with a buyer."""
        other = head is None or self._head is None or head.row.id != self._head.row.id
        self._head = head
        if other:
            self.close_field()
        self.setVisible(head is not None and head.row.kind is ConversationKind.CUSTOMER)
        if other or head is None or not self._saving[head.row.id]:  # what was read before takes nothing back
            self._show(head.row.tags if head is not None else ())

    def _show(self, tags: tuple[str, ...]) -> None:
        self._wanted = tags
        if tags == self.tags and len(self.chips) == len(tags):
            return
        self.tags = tags
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [TagChip(tag, self) for tag in tags]
        for rest in (self.add_button, self.field):
            self._flow.removeWidget(rest)
        for chip in self.chips:
            chip.clicked.connect(lambda _checked=False, tag=chip.tag: self.take_off(tag))
            self._flow.addWidget(chip)
            chip.show()
        for rest in (self.add_button, self.field):
            self._flow.addWidget(rest)
        self.add_button.set_short(bool(tags))
        self.add_button.setVisible(len(tags) < MOST and self.field.isHidden())
        self.updateGeometry()

    def open_field(self) -> None:
        """Let a tag be typed, those in use offered."""
        self.field.clear()
        self.field.show()
        self.add_button.hide()
        self.field.setFocus()
        spawn(self._offer(), owner=self)

    async def _offer(self) -> None:
        try:
            known = await self._history.tags()
        except Refusal:
            return
        self._known.setStringList([tag for tag in known if tag not in self.tags])

    def close_field(self) -> None:
        """Put the field away."""
        had_focus = self.field.hasFocus()
        self.field.hide()
        self.add_button.setVisible(len(self.tags) < MOST)
        if had_focus:
            self.add_button.setFocus()

    def _on_entered(self) -> None:
        tag = " ".join(self.field.text().split())
        if tag:
            self.put_on(tag)
            self.field.clear()
        else:
            self.close_field()

    def put_on(self, tag: str) -> None:
        """Add a tag."""
        if tag not in self._wanted and len(self._wanted) < MOST:
            self._change((*self._wanted, tag))

    def take_off(self, tag: str) -> None:
        """Remove a tag."""
        self._change(tuple(one for one in self._wanted if one != tag))

    def _change(self, tags: tuple[str, ...]) -> None:
        if self._head is not None:
            self._wanted = tags
            self._saving[self._head.row.id] += 1
            spawn(self._save(self._head.row.id, tags), owner=self)

    async def _save(self, ref: ConversationRef, tags: tuple[str, ...]) -> None:
        refused = False
        try:
            await self._inbox.set_marks(ref, tags=tags)
        except Refusal:
            refused = True
        finally:
            self._saving[ref] -= 1
        if self._head is None or self._head.row.id != ref:
            return
        if refused:
            self._show(self._head.row.tags)
        elif tags == self._wanted:
            self._show(tags)

    def retranslate(self) -> None:
        """Word it anew."""
        self.add_button.setText(self.tr("Add a tag"))
        self.add_button.setAccessibleName(self.tr("Add a tag"))
        self.field.setPlaceholderText(self.tr("Tag, then Enter"))
        self.field.setAccessibleName(self.tr("New tag"))
        self.add_button.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
