"""Asks for a tag that isn't in use yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from workstation.ui.widgets.buttons import add_primary
from workstation.ui.widgets.words import Words

MOST_CHARS: Final = 40


class NewTagDialog(QDialog):
    """One field.

    Signals:
        named(str): this tag is wanted.
    """

    named = Signal(str)

    def __init__(self, name: str, known: Iterable[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("New tag"))
        self.setMinimumWidth(320)
        intro = Words(self, tone="muted", wrap=True)
        intro.setText(self.tr("Only you see your tags. This one goes on {name}.").format(name=name))
        self.field = QLineEdit(self)
        self.field.setMaxLength(MOST_CHARS)
        self.field.setAccessibleName(self.tr("Tag"))
        self.field.setPlaceholderText(self.tr("For example: sample sent"))
        completer = QCompleter(list(known), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        box = QDialogButtonBox(self)
        self.add_button = add_primary(box, self.tr("Add"))
        self.add_button.setEnabled(False)
        box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(intro)
        column.addWidget(self.field)
        column.addWidget(box)
        self.field.textChanged.connect(lambda text: self.add_button.setEnabled(bool(text.strip())))
        box.accepted.connect(self._on_accepted)
        box.rejected.connect(self.reject)

    def _on_accepted(self) -> None:
        tag = " ".join(self.field.text().split())
        if tag:
            self.accept()
            self.named.emit(tag)
