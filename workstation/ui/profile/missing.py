"""Says how many messages of a conversation are only on the server, and fetches them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.services.views import ConversationRef
from workstation.ui import formats
from workstation.ui.loop import Latest
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.history import HistoryService


class MissingLine(QWidget):
    """Takes no room while nothing is missing.

    Signals:
        filled(): messages have come.
    """

    filled = Signal()

    def __init__(self, history: HistoryService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._ref: ConversationRef | None = None
        self._left = self._at_first = 0
        self._failed = False
        self._counting = Latest(self)
        self._fetching = Latest(self)
        self.words = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "link")
        self.button.setProperty("small", "true")
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 0, 8, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.bar)
        self.button.clicked.connect(self._on_button)
        self.hide()

    @property
    def fetching(self) -> bool:
        """Whether messages are being fetched."""
        return self._fetching.running

    def open_conversation(self, ref: ConversationRef | None) -> None:
        """Look after another conversation; what was being fetched of the one before comes by itself later."""
        self.stop()
        self._ref = ref
        self._left = 0
        self._failed = False
        self._show()
        self.refresh()

    def refresh(self, rest_s: float = 0.0) -> None:
        """Count again after a rest; begun anew meanwhile, so that of a burst only the end is counted."""
        if self._ref is not None and not self.fetching:
            self._counting.run(self._count(self._ref, rest_s))

    def stop(self) -> None:
        """Fetch nothing more; what has come stays."""
        self._counting.cancel()
        self._fetching.cancel()

    async def _count(self, ref: ConversationRef, rest_s: float) -> None:
        await asyncio.sleep(rest_s)
        try:
            left = await self._history.missing(ref)
        except Refusal:
            return
        if ref == self._ref:
            self._left = left
            self._show()

    def _on_button(self) -> None:
        if self.fetching:
            self._fetching.cancel()
            self._show(fetching=False)
        elif self._ref is not None:
            self._failed = False
            self._at_first = self._left
            self._fetching.run(self._fetch(self._ref))
            self._show(fetching=True)

    async def _fetch(self, ref: ConversationRef) -> None:
        def on_left(left: int) -> None:
            if ref == self._ref:
                self._left = left
                self._show(fetching=True)
                self.filled.emit()

        try:
            await self._history.fetch(ref, on_left)
        except Refusal:
            self._failed = True
        self._show(fetching=False)

    def _show(self, *, fetching: bool | None = None) -> None:
        running = self.fetching if fetching is None else fetching
        self.setVisible(self._left > 0)
        self.bar.setVisible(running)
        self.bar.setRange(0, max(1, self._at_first))
        self.bar.setValue(self._at_first - self._left)
        if running:
            words = self.tr("Fetching, {count} older messages to go").format(count=formats.number(self._left))
        elif self._failed:
            words = self.tr("The server cannot be reached now; {count} older messages are only there.").format(
                count=formats.number(self._left)
            )
        else:
            words = self.tr("%n older message(s) are only on the server.", "", self._left)
        self.words.setText(words)
        self.button.setText(self.tr("Stop") if running else self.tr("Fetch"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)
