"""Says by what the list is narrowed beyond its chips, and undoes it; and under the list, what is not in it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.conversation import ConversationKind
from workstation.services.views import LIST_LIMIT, Chip, InboxCounts, InboxFilter, ListOrder
from workstation.ui import formats
from workstation.ui.inbox import wording
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.words import Words

_MARGIN: Final = 12


class NarrowedLine(QWidget):
    """One line over the list; takes no room while the list is as people know it.

    Signals:
        undone(): show the list as usual again.
    """

    undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = InboxFilter()
        self._owner = ""
        self._text = Words(self, size=Size.SMALL, tone="accent")
        self._close = IconButton("close", self, side=24)
        self._close.clicked.connect(self.undone)
        line = QHBoxLayout(self)
        line.setContentsMargins(_MARGIN, 0, 8, 6)
        line.addWidget(self._text, 1)
        line.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text() if not self.isHidden() else ""

    def show_filter(self, wanted: InboxFilter, owner: str) -> None:
        """Say what narrows or sorts the list; `owner` is the colleague's name, if it is by one."""
        self._wanted, self._owner = wanted, owner
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        parts = []
        if self._wanted.owner_id is not None:
            parts.append(self.tr("Served by {name}").format(name=self._owner or "…"))
        if self._wanted.tag:
            parts.append(self.tr("Tag {tag}").format(tag=wording.tag(self._wanted.tag)))
        if self._wanted.order is ListOrder.WAITING:
            parts.append(self.tr("Longest waiting first"))
        self._text.setText(" · ".join(parts))
        self._close.set_words(self.tr("Show the list as usual"))
        self.setVisible(bool(parts))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class ListFoot(QWidget):
    """Under the list of customers: how many are archived, and why there may be more than the limit.

    Signals:
        archive_wanted(): show what is archived.
    """

    archive_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = InboxCounts()
        self._shown = False
        self._beyond = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._archive = QPushButton(self)
        self._archive.setProperty("kind", "link")
        self._archive.setCursor(Qt.CursorShape.PointingHandCursor)
        self._archive.clicked.connect(self.archive_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 6, _MARGIN, 6)
        column.setSpacing(2)
        column.addWidget(self._beyond)
        column.addWidget(self._archive, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says."""
        parts = (self._beyond, self._archive)
        return tuple(part.text() for part in parts if not part.isHidden()) if not self.isHidden() else ()

    def show_counts(self, counts: InboxCounts, wanted: InboxFilter) -> None:
        """Say what belongs under this list."""
        self._counts = counts
        self._shown = wanted.kind is ConversationKind.CUSTOMER and wanted.chip is Chip.ALL
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        beyond = max(0, self._counts.listed - LIST_LIMIT)
        said = self.tr(
            "%n beyond {limit} stay: unanswered, starred, pinned, marked as unread, with a draft or unsent", "", beyond
        )
        self._beyond.setText(said.format(limit=formats.number(LIST_LIMIT)))
        self._beyond.setVisible(bool(beyond))
        self._archive.setText(self.tr("%n older buyer(s) in the archive", "", self._counts.archived))
        self._archive.setVisible(bool(self._counts.archived))
        self.setVisible(self._shown and bool(beyond or self._counts.archived))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line towards the list."""
        painter = QPainter(self)
        painter.setPen(tokens().border)
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
