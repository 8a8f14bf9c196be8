"""The help on negotiations: getting in, being in one, frequent questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.ui.loop import spawn
from workstation.ui.meeting import help_words, wording
from workstation.ui.meeting.parts import Sign
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.dialog import Dialog
from workstation.ui.widgets.tabs import Tabs
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workstation.domain.booking import BookingRules
    from workstation.services.desk import Desk

PAGES: Final = ("getting_in", "during", "questions")
_SIZE: Final = (680, 560)


def open_help(parent: QWidget, page: str = PAGES[0], desk: Desk | None = None) -> HelpDialog:
    """Open the help at a page; with a desk the fair's organisation is named."""
    dialog = HelpDialog(page, desk, parent.window())
    dialog.open()
    return dialog


class _Page(QScrollArea):
    """Entries one below the other."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_entries(self, entries: Sequence[help_words.Entry]) -> None:
        """Show these."""
        at = self.verticalScrollBar().value()
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 4, 12, 4)
        column.setSpacing(10)
        for entry in entries:
            column.addWidget(_Entry(entry, inside))
        column.addStretch(1)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(at)


class _Entry(Card):
    def __init__(self, entry: help_words.Entry, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide_head(14)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        title = Words(self, bold=True, wrap=True)
        title.setText(entry.title)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(title)
        for line in entry.lines:
            text = Words(self, wrap=True)
            text.setText(line)
            words.addWidget(text)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Sign(entry.sign, entry.tone, self, side=20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self.setAccessibleName(entry.title)


class HelpDialog(Dialog):
    """Three pages under tabs."""

    def __init__(self, page: str, desk: Desk | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, wording.refused)
        self._rules: BookingRules | None = None
        self.tabs = Tabs(PAGES, self)
        self.pages = {key: _Page(self) for key in PAGES}
        self._stack = QStackedWidget(self)
        for one in self.pages.values():
            self._stack.addWidget(one)
        self.body.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)
        self.close_button = self.add_button(kind="primary")
        self.close_button.clicked.connect(self.accept)
        self.tabs.chosen.connect(self.show_page)
        self.retranslate()
        self.show_page(page)
        self.fit(*_SIZE)
        self.close_button.setFocus()
        if desk is not None:
            spawn(self._load(desk), owner=self)

    def show_page(self, key: str) -> None:
        """Turn to a page."""
        self.tabs.select(key)
        self._stack.setCurrentWidget(self.pages[key])

    async def _load(self, desk: Desk) -> None:
        try:
            self._rules = (await desk.calendar.rules()).rules
        except Refusal:
            return  # the pages speak of "the fair's organisation" then
        self._fill()

    def retranslate(self) -> None:
        self.set_head(self.tr("Help with negotiations"))
        self.tabs.set_text("getting_in", self.tr("Getting in"))
        self.tabs.set_text("during", self.tr("During the negotiation"))
        self.tabs.set_text("questions", self.tr("Questions"))
        self.close_button.setText(self.tr("Close"))
        self._fill()

    def _fill(self) -> None:
        self.pages["getting_in"].show_entries(help_words.getting_in(self._rules))
        self.pages["during"].show_entries(help_words.during())
        self.pages["questions"].show_entries(help_words.questions())
