"""What a card was before: its earlier versions, and the cards that it stands for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from workstation.services.card_views import CardRow
from workstation.ui import formats
from workstation.ui.cards import wording
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words


class CardHistory(QWidget):
    """Shows it; takes no room when there is nothing.

    Signals:
        version_wanted(object): this content is to be looked at; `None`: the present one.
        source_wanted(object): the card with this id is to be shown.
        unmerge_wanted(): the cards are to stand for themselves again.
    """

    version_wanted = Signal(object)
    source_wanted = Signal(object)
    unmerge_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: CardRow | None = None
        self._sources: Sequence[CardRow] = ()
        self._title = Words(self, size=Size.SMALL, tone="muted")
        self._from = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.versions: list[QPushButton] = []
        self.sources: list[QPushButton] = []
        self.unmerge_button = QPushButton(self)
        self.unmerge_button.clicked.connect(self.unmerge_wanted)
        self._versions, self._others = QVBoxLayout(), QVBoxLayout()
        for layout in (self._versions, self._others):
            layout.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addLayout(self._versions)
        column.addWidget(self._from)
        column.addLayout(self._others)
        column.addWidget(self.unmerge_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.retranslate()

    def show_row(self, row: CardRow) -> None:
        """Show what came before a card's present state."""
        same = self._row is not None and self._row.id == row.id
        self._row = row
        if not same or not row.sources:
            self._sources = ()
        self._show()

    def show_sources(self, rows: Sequence[CardRow]) -> None:
        """Show the cards that it stands for."""
        self._sources = rows
        self._show()

    def _show(self) -> None:
        row = self._row
        for button in (*self.versions, *self.sources):
            button.hide()
            button.deleteLater()
        self.versions, self.sources = [], []
        earlier = () if row is None else row.earlier
        merged = row is not None and bool(row.sources)
        self._title.setVisible(bool(earlier))
        self._from.setVisible(merged)
        self.unmerge_button.setVisible(merged and row is not None and row.mine)
        self.setVisible(bool(earlier) or merged)
        if row is None:
            return
        if earlier:
            self._add_version(self.tr("Version {number}, the present one").format(number=row.version), None)
        for one in sorted(earlier, key=lambda one: one.version, reverse=True):
            words = self.tr("Version {number}, {time}")
            self._add_version(words.format(number=one.version, time=formats.full_time(one.at)), one.content)
        for source in self._sources:
            button = QPushButton(self)
            button.setText(" · ".join(filter(None, (wording.name(source.content), wording.source(source)))))
            button.clicked.connect(lambda _checked=False, id_=source.id: self.source_wanted.emit(id_))
            self._add(button, self._others, self.sources)

    def _add_version(self, words: str, content: object) -> None:
        button = QPushButton(self)
        button.setText(words)
        button.clicked.connect(lambda: self.version_wanted.emit(content))
        self._add(button, self._versions, self.versions)

    def _add(self, button: QPushButton, layout: QVBoxLayout, kept: list[QPushButton]) -> None:
        button.setProperty("kind", "link")
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        kept.append(button)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Versions"))
        self._from.setText(self.tr("Merged from these cards, which are kept:"))
        self.unmerge_button.setText(self.tr("Undo the merging"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
