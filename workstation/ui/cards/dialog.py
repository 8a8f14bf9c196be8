"""The dialogs of cards: as all dialogs are, with the words of cards for what went wrong."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workstation.ui.cards import wording
from workstation.ui.widgets.dialog import Dialog


class CardDialog(Dialog):
    """A dialog about cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, wording.refused)
