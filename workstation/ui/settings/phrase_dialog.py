"""Where a phrase is written: shortcut, title and a text in each language."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.domain.phrase import MAX_SHORTCUT_CHARS, MAX_TITLE_CHARS, VARIABLES, Phrase
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check, add_primary
from workstation.ui.widgets.words import Words


class Written(NamedTuple):
    """What stands in the form."""

    shortcut: str
    title: str
    zh: str
    en: str
    shared: bool


class PhraseDialog(QDialog):
    """Stays open, with all that was typed, until what it holds was kept.

    Signals:
        written(Written): to be kept; answer with `accept` or `refuse`.
    """

    written = Signal(object)

    def __init__(self, phrase: Phrase | None, *, may_share: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New phrase") if phrase is None else self.tr("Change a phrase"))
        self.setMinimumWidth(480)
        self.notice = NoticeLine(self)
        self.title, self.shortcut = QLineEdit(self), QLineEdit(self)
        self.shortcut.setMaxLength(MAX_SHORTCUT_CHARS + 1)  # a slash before it is taken off
        self.title.setMaxLength(MAX_TITLE_CHARS)
        self.zh, self.en = QPlainTextEdit(self), QPlainTextEdit(self)
        self.shared = Check(self)
        self.shared.setText(self.tr("For the whole company"))
        self.shared.setVisible(may_share)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(12)
        for field, words in (
            (self.title, self.tr("Title")),
            (self.shortcut, self.tr("Shortcut after the slash")),
            (self.zh, self.tr("Chinese text")),
            (self.en, self.tr("English text")),
        ):
            if isinstance(field, QPlainTextEdit):
                field.setTabChangesFocus(True)
                field.setFixedHeight(104)
            field.setAccessibleName(words)
            label = Words(self)
            label.setText(words)
            label.setBuddy(field)
            form.addRow(label, field)
        hint = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        known = " ".join(f"{{{name}}}" for name in VARIABLES)
        hint.setText(self.tr("Filled in for each buyer: {variables}").format(variables=known))
        box = QDialogButtonBox(self)
        self.keep = add_primary(box, self.tr("Keep"))
        box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self._on_keep)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addLayout(form)
        column.addWidget(hint)
        column.addWidget(self.shared)
        column.addWidget(box)
        self.title.setFocus()
        if phrase is not None:
            self._show(phrase)

    def _show(self, phrase: Phrase) -> None:
        self.shortcut.setText(phrase.shortcut)
        self.title.setText(phrase.title)
        self.zh.setPlainText(phrase.zh)
        self.en.setPlainText(phrase.en)
        self.shared.setChecked(phrase.owner_id is None)

    def _on_keep(self) -> None:
        self.keep.setEnabled(False)
        self.notice.clear()
        texts = self.shortcut.text(), self.title.text(), self.zh.toPlainText(), self.en.toPlainText()
        self.written.emit(Written(*texts, shared=self.shared.isChecked()))

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not kept; all stays as it was typed."""
        self.keep.setEnabled(True)
        self.notice.say(refusal)
