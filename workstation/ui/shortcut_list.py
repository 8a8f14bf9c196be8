"""The list of keys (F1)."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from workstation.ui.shortcuts import BINDINGS, Binding, wording
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words


class ShortcutList(QDialog):
    """Shows the keys (F1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Words(self, size=Size.TITLE, bold=True)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(32)
        self._form.setVerticalSpacing(8)
        self._rows: list[tuple[Binding, Words, Words]] = []
        for binding in BINDINGS:
            keys, words = Words(self, bold=True), Words(self)
            self._form.addRow(keys, words)
            self._rows.append((binding, keys, words))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(self._title)
        layout.addLayout(self._form)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._title.setText(self.tr("Keyboard shortcuts"))
        for binding, keys, words in self._rows:
            native = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in binding.keys]
            keys.setText("  ".join(native))
            words.setText(wording(binding.name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
        super().changeEvent(event)
