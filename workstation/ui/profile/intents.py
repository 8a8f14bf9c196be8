"""The buyer's purchase intents: open ones first; a click opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.ui.places import Place
from workstation.ui.profile.rows_section import LinkRow, RowsSection
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.ids import ActionId
    from workstation.services.desk import Desk
    from workstation.services.intent_views import IntentView
    from workstation.services.views import ChatHead

SHOWN: Final = 5
_FRAME: Final = 28
"""What a link takes beside its words."""


class _Row(LinkRow):
    """One intent: what is wanted, how much, where it stands."""

    def __init__(self, view: IntentView, parent: QWidget) -> None:
        from workstation.ui.intents import wording

        super().__init__(parent)
        title = wording.title(view.wanted)
        self._title = title
        self.open.setToolTip(title)
        terms = wording.terms(view.wanted)
        self.note = Words(self, size=Size.SMALL, tone="accent" if view.is_new else "muted", wrap=True)
        self.note.setText(" · ".join(part for part in (wording.state(view), wording.time_left(view), terms) if part))
        self.open.setAccessibleName(f"{title}, {self.note.text()}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.note)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = max(self.width() - _FRAME, 40)
        self.open.setText(self.open.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room))


class IntentsSection(RowsSection["IntentView"]):
    """Works off-line."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("intent", parent)
        self._desk = desk
        self.retranslate()

    def show_head(self, head: ChatHead | None) -> None:
        before = self._buyer
        super().show_head(head)
        if self._buyer != before:
            self.show_views(())
            self._read()

    @property
    def _buyer(self) -> int | None:
        return None if self.head is None or self.head.buyer is None else self.head.buyer.id

    def on_changed(self, change: ChangeSet) -> None:
        if change.everything or change.intents:
            self._read()

    def _read(self) -> None:
        if self._buyer is not None:
            self._reading.run(self._renew())

    async def _renew(self) -> None:
        head = self.head
        if head is None or head.buyer is None:
            return
        views = await self._desk.intents.of_buyer(head.buyer.id)
        if self._buyer == head.buyer.id:
            self.show_views(views[:SHOWN])

    def row_of(self, view: IntentView) -> LinkRow:
        return _Row(view, self)

    def place_of(self, id_: ActionId) -> Place:
        return Place(kind="intent", intent=id_)

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Purchase intents"))
        self._read()
