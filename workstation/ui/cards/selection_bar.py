"""What can be done with the cards that are chosen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

MOST_MERGED = 20
"""Cards that one may stand for, as the server has it."""


class SelectionBar(QFrame):
    """Stands under the folder while several are chosen.

    Signals:
        export_wanted(), merge_wanted(), delete_wanted(), all_wanted(), none_wanted(): its buttons.
    """

    export_wanted = Signal()
    merge_wanted = Signal()
    delete_wanted = Signal()
    all_wanted = Signal()
    none_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, mine: bool) -> None:
        super().__init__(parent)
        self.setProperty("soft", "true")
        self._count = 0
        self._mine = mine
        self._words = Words(self, bold=True)
        self.all_button, self.none_button = QPushButton(self), QPushButton(self)
        self.export_button, self.merge_button, self.delete_button = (QPushButton(self) for _ in range(3))
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 8, 6)
        line.setSpacing(8)
        line.addWidget(self._words)
        for button in (self.all_button, self.none_button):
            button.setProperty("kind", "link")
            line.addWidget(button)
        line.addStretch(1)
        signs = {self.merge_button: "merge", self.delete_button: "trash", self.export_button: "download"}
        for button, sign in signs.items():
            button.setIcon(icon(sign))
            line.addWidget(button)
        self.delete_button.setVisible(mine)
        for button, signal in (
            (self.all_button, self.all_wanted),
            (self.none_button, self.none_wanted),
            (self.export_button, self.export_wanted),
            (self.merge_button, self.merge_wanted),
            (self.delete_button, self.delete_wanted),
        ):
            button.clicked.connect(signal)
        self.hide()
        self.retranslate()

    def show_count(self, count: int, *, every: bool) -> None:
        """Show how many are chosen, and whether these are all."""
        self._count = count
        self.setVisible(count > 1)
        self.all_button.setVisible(not every)
        self.merge_button.setVisible(self._mine and 2 <= count <= MOST_MERGED)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._words.setText(self.tr("%n card(s) chosen", "", self._count))
        self.all_button.setText(self.tr("All"))
        self.none_button.setText(self.tr("None"))
        self.export_button.setText(self.tr("Export …"))
        self.merge_button.setText(self.tr("Merge …"))
        self.delete_button.setText(self.tr("Delete …"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
