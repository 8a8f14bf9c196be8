"""Translation among the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from workstation.ui.formats import number
from workstation.ui.loop import Latest
from workstation.ui.translation.engines import EnginesCard
from workstation.ui.translation.privacy import PrivacyCard
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus
    from workstation.ui.translation.ledger_dialog import LedgerDialog
    from workstation.ui.translation.memory_dialog import MemoryDialog


class TranslationSection(QWidget):
    """Engines, privacy, and the way to memory, glossary and ledger; read when it is seen.

    Signals:
        done(str, str, object): as `team.page.Page.done`.
    """

    done = Signal(str, str, object)

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bus = bus
        self._counting = Latest(self)
        self.ledger: LedgerDialog | None = None
        self.memory: MemoryDialog | None = None
        self._counts = (0, 0)
        self._title = Words(self, bold=True)
        self.engines, self.privacy = EnginesCard(desk, self), PrivacyCard(desk, self)
        self.library = Card(self)
        self.open_memory_button = QPushButton(self)
        self.library.corner.addWidget(self.open_memory_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        for card in (self.library, self.engines, self.privacy):
            column.addWidget(card)
        self.open_memory_button.clicked.connect(self.open_memory)
        self.privacy.ledger_wanted.connect(self.open_ledger)
        self.engines.tested.connect(self.privacy.renew)
        for part in (self.engines, self.privacy):
            part.done.connect(self.done)
        bus.changed.connect(self._on_changed)
        self.retranslate()

    def _on_changed(self, change: ChangeSet) -> None:
        if self.isVisible() and (change.translation or change.everything or "units" in change.outbox):
            self._renew_shared()

    def _renew_shared(self) -> None:
        self.privacy.renew()
        self._counting.run(self._count())

    async def _count(self) -> None:
        from workstation.services.translation.library import Kind

        found = await self._desk.translation.library.find(kind=Kind.OURS)
        self._counts = (found.total - found.count, found.count)
        self._word_counts()

    def forget(self) -> None:
        """Let go of the services before the page goes."""
        self._counting.cancel()
        self.engines.forget()
        self.privacy.forget()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.engines.renew()
        self._renew_shared()

    def open_memory(self) -> None:
        """Open the editor of memory and glossary."""
        from workstation.ui.translation.memory_dialog import MemoryDialog

        dialog = self.memory = MemoryDialog(self._desk, self._bus, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.done_well.connect(lambda words: self.done.emit(words, "", None))
        dialog.open()

    def open_ledger(self) -> None:
        """Show what has left."""
        from workstation.ui.translation.ledger_dialog import LedgerDialog

        dialog = self.ledger = LedgerDialog(self._desk, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.done_well.connect(lambda words: self.done.emit(words, "", None))
        dialog.open()

    def _word_counts(self) -> None:
        shipped, ours = self._counts
        note = self.tr("Searched on this machine before any engine is asked, and enough without one.")
        if shipped:
            counted = self.tr("From the desk: {shipped} · from your company: {ours}").format(
                shipped=number(shipped), ours=number(ours)
            )
            note = f"{note}\n{counted}"
        self.library.set_words(self.tr("Memory and glossary"), note)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Translation"))
        self.open_memory_button.setText(self.tr("Open …"))
        self.open_memory_button.setAccessibleName(self.tr("Open memory and glossary"))
        self._word_counts()
        self.engines.retranslate()
        self.privacy.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
