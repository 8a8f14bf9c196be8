"""What I keep about a card: a note, tags, the day of following up; kept when the field is left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from workstation.services.card_views import CardRow
from workstation.ui.cards import wording
from workstation.ui.cards.tag_edit import TagEdit
from workstation.ui.theme import Size
from workstation.ui.widgets.fields import CalendarField
from workstation.ui.widgets.words import Words

_HEIGHT: Final = 84


class _Note(QPlainTextEdit):
    """A text that says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class CardMarks(QWidget):
    """Edits them.

    Signals:
        note_changed(str), tags_changed(tuple), day_changed(str): to be kept; a day is `YYYY-MM-DD` or empty.
    """

    note_changed = Signal(str)
    tags_changed = Signal(tuple)
    day_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note_before = self._day_before = ""
        self._filling = False
        self._labels = {name: Words(self, size=Size.SMALL, tone="muted") for name in ("follow_up", "tags", "note")}
        self.day = CalendarField(self)
        self.set_day, self.clear_day = QPushButton(self), QPushButton(self)
        self.clear_day.setProperty("kind", "link")
        self.tags = TagEdit(self)
        self.note = _Note(self)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_HEIGHT)
        day = QHBoxLayout()
        day.setSpacing(8)
        for widget in (self.set_day, self.day, self.clear_day):
            day.addWidget(widget)
        day.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._labels["follow_up"])
        column.addLayout(day)
        column.addSpacing(6)
        column.addWidget(self._labels["tags"])
        column.addWidget(self.tags)
        column.addSpacing(6)
        column.addWidget(self._labels["note"])
        column.addWidget(self.note)
        self.note.left.connect(self.keep)
        self.tags.changed.connect(lambda: self.tags_changed.emit(self.tags.tags))
        self.day.dateChanged.connect(self._on_day)
        self.set_day.clicked.connect(lambda: self._put_day(wording.today() + timedelta(days=1)))
        self.clear_day.clicked.connect(lambda: self._put_day(None))
        self.retranslate()

    def show_row(self, row: CardRow, *, other: bool) -> None:
        """Show what is kept about a card; what is being typed stays, unless it is another card."""
        self._filling = True
        typing = self.note.hasFocus() and self.note.toPlainText() != self._note_before
        if other or not typing:
            self._note_before = row.note
            if self.note.toPlainText() != row.note:
                self.note.setPlainText(row.note)
        self.tags.show_tags(row.tags)
        self._show_day(row.follow_up)
        self._filling = False

    def offer(self, tags: Sequence[str]) -> None:
        """Offer tags that are in use."""
        self.tags.offer(tags)

    def keep(self) -> None:
        """Have what was typed kept."""
        note = self.note.toPlainText().strip()
        if note != self._note_before.strip():
            self._note_before = note
            self.note_changed.emit(note)

    def _show_day(self, text: str) -> None:
        self._day_before = text
        if text:
            self.day.setDate(QDate.fromString(text, "yyyy-MM-dd"))
        self.day.setVisible(bool(text))
        self.clear_day.setVisible(bool(text))
        self.set_day.setVisible(not text)

    def _on_day(self, day: QDate) -> None:
        if not self._filling:
            self._say_day(day.toString("yyyy-MM-dd"))

    def _put_day(self, day: date | None) -> None:
        text = day.isoformat() if day is not None else ""
        self._filling = True
        before = self._day_before
        self._show_day(text)
        self._day_before = before
        self._filling = False
        (self.day if day is not None else self.set_day).setFocus()
        self._say_day(text)

    def _say_day(self, text: str) -> None:
        if text != self._day_before:
            self._day_before = text
            self.day_changed.emit(text)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._labels["follow_up"].setText(self.tr("Follow up on"))
        self._labels["tags"].setText(self.tr("Tags"))
        self._labels["note"].setText(self.tr("My note"))
        self.set_day.setText(self.tr("Choose a day"))
        self.clear_day.setText(self.tr("No day"))
        self.day.setAccessibleName(self.tr("Follow up on"))
        self.note.setAccessibleName(self.tr("My note"))
        self.note.setPlaceholderText(self.tr("What was agreed, what to send …"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
