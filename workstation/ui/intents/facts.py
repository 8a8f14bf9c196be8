"""The terms of a purchase intent: labels and values in two columns, what is hidden left out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from workstation.services.intent_views import IntentView
from workstation.ui import formats
from workstation.ui.intents import wording
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

_KEYS: Final = ("quantity", "price", "destination", "deadline")


class IntentFacts(QFrame):
    """How many, at what price, whereto, until when."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("soft", "true")
        self._view: IntentView | None = None
        self._labels = {key: Words(self, size=Size.SMALL, tone="muted") for key in _KEYS}
        self.values = {key: Words(self, bold=True, wrap=True) for key in _KEYS}
        self.left = Words(self, size=Size.SMALL, wrap=True)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 10, 12, 10)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for at, key in enumerate(_KEYS):
            row, column = divmod(at, 2)
            grid.addWidget(self._labels[key], 3 * row, column)
            grid.addWidget(self.values[key], 3 * row + 1, column)
        grid.addWidget(self.left, 5, 1)
        grid.setRowMinimumHeight(2, 6)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.retranslate()

    def show_intent(self, view: IntentView) -> None:
        """Show an intent's terms."""
        self._view = view
        wanted = view.wanted
        hidden = self.tr("hidden") if view.received.reduced else self.tr("not said")
        said = {
            "quantity": wording.quantity(wanted) or hidden,
            "price": wording.price(wanted) or hidden,
            "destination": formats.country_name(wanted.destination) or self.tr("not said"),
            "deadline": wording.day(wanted.deadline) or self.tr("none"),
        }
        bare = {hidden, self.tr("not said"), self.tr("none")}
        for key, words in said.items():
            self.values[key].setText(words)
            self.values[key].set_tone("muted" if words in bare else "text")
        self.left.setText(wording.time_left(view))
        self.left.set_tone(wording.time_tone(view))
        self.left.setVisible(bool(self.left.text()))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        for key, words in (
            ("quantity", self.tr("Quantity")),
            ("price", self.tr("Target price")),
            ("destination", self.tr("Destination")),
            ("deadline", self.tr("Offers until")),
        ):
            self._labels[key].setText(words)
        if self._view is not None:
            self.show_intent(self._view)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
