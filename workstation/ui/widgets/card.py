"""A card: a titled group on a ground of its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

_HEAD: Final = 32
"""Titles stand at one height whether something stands beside them or not."""


class Card(QFrame):
    """A frame with a title, perhaps a line that explains it, perhaps something at its right, and a column for the rest.

    Attributes:
        body: what it holds goes here.
        corner: what stands at the right of the title goes here.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self._title = Words(self, bold=True)
        self._title.setMinimumHeight(_HEAD)
        self._note = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._note.hide()
        self.corner = QHBoxLayout()
        self.corner.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addLayout(self.corner)
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self._note)
        self._gap = QWidget(self)
        self._gap.setFixedHeight(4)
        column.addWidget(self._gap)
        column.addLayout(self.body, 1)

    def hide_head(self, margin: int = 1) -> None:
        """Hold only the body, up to the frame or to a margin."""
        self._title.hide()
        self._gap.hide()
        column = self.layout()
        if column is not None:
            column.setContentsMargins(margin, margin, margin, margin)
            column.setSpacing(0)

    def set_words(self, title: str, note: str = "") -> None:
        """Word title and explanation."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.setAccessibleName(title)
