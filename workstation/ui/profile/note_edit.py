"""Where a note is written: grows with its text, private unless one shares it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from workstation.domain.ids import ActionId
from workstation.domain.message import MAX_TEXT_CHARS
from workstation.services.notes import NoteDraft
from workstation.ui import formats
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.words import Words

_ONE_LINE: Final = 40
_TALLEST: Final = 168
_COUNT_FROM: Final = MAX_TEXT_CHARS - 500


class _Text(QPlainTextEdit):
    """The field; Ctrl+Enter saves, Esc gives up.

    Signals:
        entered(): the field was gone into.
        done(), given_up(): by key.
    """

    entered = Signal()
    done = Signal()
    given_up = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit()
        else:
            super().keyPressEvent(event)


class NoteEdit(QWidget):
    """A line that opens into a field when one goes into it.

    Signals:
        saved(NoteDraft): keep this.
        given_up(): nothing is to be kept.
        changed(NoteDraft): what is written now.
    """

    saved = Signal(object)
    given_up = Signal()
    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note_id: ActionId | None = None
        self._may_share = True
        self.text = _Text(self)
        self.text.setTabChangesFocus(True)
        self.shared = Check(self)
        self.count = Words(self, size=Size.SMALL, tone="muted")
        self.save, self.cancel = QPushButton(self), QPushButton(self)
        self.save.setProperty("kind", "primary")
        for button in (self.save, self.cancel):
            button.setProperty("small", "true")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.count, 1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.save)
        self._rest = QWidget(self)
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(6)
        rest.addWidget(self.shared)
        rest.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.text)
        column.addWidget(self._rest)
        self.text.entered.connect(self._open)
        self.text.done.connect(self._on_save)
        self.text.given_up.connect(self.clear)
        self.text.textChanged.connect(self._on_changed)
        self.text.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        self.shared.toggled.connect(lambda _on: self.changed.emit(self.draft))
        self.save.clicked.connect(self._on_save)
        self.cancel.clicked.connect(self.clear)
        self._rest.hide()
        self._fit()
        self.retranslate()

    @property
    def draft(self) -> NoteDraft:
        """What is written now."""
        return NoteDraft(text=self.text.toPlainText(), shared=self.shared.isChecked(), note_id=self._note_id)

    @property
    def is_open(self) -> bool:
        """Whether somebody writes."""
        return not self._rest.isHidden()

    def allow_sharing(self, allowed: bool) -> None:
        """Offer to share it, or not (a conversation that was given away)."""
        self._may_share = allowed
        self.shared.setVisible(allowed)

    def show_draft(self, draft: NoteDraft) -> None:
        """Go on with what was written before; an empty one folds the field."""
        self.blockSignals(True)
        self._note_id = draft.note_id
        self.text.setPlainText(draft.text)
        self.shared.setChecked(draft.shared and self._may_share)
        self._rest.setVisible(bool(draft.text))
        self.blockSignals(False)
        self._on_changed()

    def write(self, draft: NoteDraft) -> None:
        """Go on with this, the cursor at its end."""
        self.show_draft(draft)
        self._open()
        self.text.setFocus()
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        self.changed.emit(self.draft)

    def clear(self) -> None:
        """Give up what is written."""
        self.show_draft(NoteDraft())
        self.text.clearFocus()
        self.given_up.emit()

    def _open(self) -> None:
        self._rest.show()
        self._fit()

    def _on_save(self) -> None:
        if self.save.isEnabled():
            self.saved.emit(self.draft)

    def _on_changed(self) -> None:
        text = self.text.toPlainText()
        self.save.setEnabled(bool(text.strip()) and len(text) <= MAX_TEXT_CHARS)
        self.count.setText(
            self.tr("{count} of {limit}").format(count=formats.number(len(text)), limit=formats.number(MAX_TEXT_CHARS))
            if len(text) > _COUNT_FROM
            else ""
        )
        self.count.set_tone("danger" if len(text) > MAX_TEXT_CHARS else "muted")
        self.save.setText(self.tr("Save") if self._note_id is None else self.tr("Save the change"))
        self._fit()
        self.changed.emit(self.draft)

    def _fit(self) -> None:
        lines = max(1 if self._rest.isHidden() else 3, round(self.text.document().size().height()))
        height = _ONE_LINE + (lines - 1) * self.text.fontMetrics().lineSpacing()
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if height > _TALLEST else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.text.setVerticalScrollBarPolicy(scrolls)
        self.text.setFixedHeight(min(_TALLEST, height))

    def retranslate(self) -> None:
        """Word it anew."""
        self.text.setPlaceholderText(self.tr("Write a note, private at first"))
        self.text.setAccessibleName(self.tr("Note on this buyer"))
        self.shared.setText(self.tr("Let the company see it"))
        self.shared.setToolTip(self.tr("Colleagues who may read this conversation see the note. The buyer never does."))
        self.cancel.setText(self.tr("Cancel"))
        self._on_changed()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
