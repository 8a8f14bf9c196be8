"""Says that older messages of some conversations are only on the server, and fetches them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.link import LinkState, Phase
from workstation.services.views import ConversationRef
from workstation.ui.loop import Latest
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.history import HistoryService

_UP: Final = frozenset({Phase.ONLINE, Phase.SYNCING})


class OlderLine(QWidget):
    """Takes no room while everything is here.

    Signals:
        filled(): messages of a conversation have come.
    """

    filled = Signal()

    def __init__(self, history: HistoryService, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history = history
        self._left: list[ConversationRef] = []
        self._at_first = 0
        self._link = LinkState()
        self._failed = False
        self._counting = Latest(self)
        self._fetching = Latest(self)
        self.words = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.button = QPushButton(self)
        self.button.setProperty("kind", "link")
        self.button.setProperty("small", "true")
        self.button.clicked.connect(self._on_button)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        line = QHBoxLayout()
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 4, 4, 4)
        column.setSpacing(2)
        column.addLayout(line)
        column.addWidget(self.bar)
        self._show()

    @property
    def fetching(self) -> bool:
        """Whether messages are being fetched."""
        return self._fetching.running

    def show_link(self, state: LinkState) -> None:
        """Take note of the link: off-line nothing can be fetched."""
        self._link = state
        self._show()

    def refresh(self) -> None:
        """Count again."""
        if not self.fetching:
            self._counting.run(self._count())

    def stop(self) -> None:
        """Fetch nothing more; what has come stays."""
        self._counting.cancel()
        self._fetching.cancel()

    async def _count(self) -> None:
        try:
            self._left = list(await self._history.incomplete())
        except Refusal:
            return
        self._show()

    def _on_button(self) -> None:
        if self.fetching:
            self._fetching.cancel()
            self._show(fetching=False)
            return
        self._failed = False
        self._at_first = len(self._left)
        self._fetching.run(self._fetch())
        self._show(fetching=True)

    async def _fetch(self) -> None:
        while self._left:
            try:
                await self._history.fetch(self._left[0])
            except Refusal as refusal:
                if refusal.code != "not_found":
                    self._failed = True
                    break
            self._left.pop(0)
            self._show(fetching=True)
            self.filled.emit()
        self._show(fetching=False)

    def _show(self, *, fetching: bool | None = None) -> None:
        running = self.fetching if fetching is None else fetching
        count = len(self._left)
        up = self._link.phase in _UP
        self.setVisible(count > 0)
        self.bar.setVisible(running)
        self.bar.setRange(0, max(1, self._at_first))
        self.bar.setValue(self._at_first - count)
        if running:
            words = self.tr("Fetching older messages, %n conversation(s) to go", "", count)
        elif self._failed or not up:
            words = self.tr("Older messages of %n conversation(s) are not here; they are fetched on-line.", "", count)
        else:
            words = self.tr("Older messages of %n conversation(s) are not here yet.", "", count)
        self.words.setText(words)
        self.button.setText(self.tr("Stop") if running else self.tr("Fetch now"))
        self.button.setVisible(running or up)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)
