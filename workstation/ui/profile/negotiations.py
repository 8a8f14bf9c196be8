"""The buyer's negotiations: those to come, then what came of the last ones; a click opens the calendar there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.ui.places import Place
from workstation.ui.profile.rows_section import LinkRow, RowsSection
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.ids import ActionId
    from workstation.services.calendar_views import BookingView
    from workstation.services.desk import Desk
    from workstation.services.views import ChatHead, ConversationRef

SHOWN: Final = 6


class _Row(LinkRow):
    """One booking: when, where it stands, and what came of it."""

    def __init__(self, view: BookingView, parent: QWidget) -> None:
        from workstation.ui.calendar import times, wording

        super().__init__(parent)
        self.open.setText(times.when(view.clocks.here))
        self.open.setAccessibleName(wording.booking_told(view))
        receiver = wording.named(view.receiver)
        note = Words(self, size=Size.SMALL, tone=wording.tone(view), wrap=True)
        note.setText(" · ".join(part for part in (wording.state(view), receiver) if part))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        column.addWidget(self.open)
        column.addWidget(note)
        for line in wording.outcome(view):
            words = Words(self, size=Size.SMALL, wrap=True)
            words.setText(line)
            words.setMinimumWidth(1)
            column.addWidget(words)


class NegotiationsSection(RowsSection["BookingView"]):
    """Works off-line."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("calendar", parent)
        self._desk = desk
        self._ref: ConversationRef | None = None
        self.retranslate()

    def show_head(self, head: ChatHead | None) -> None:
        super().show_head(head)
        ref = head.row.id if head is not None and head.buyer is not None else None
        if ref != self._ref:
            self._ref = ref
            self.show_views(())
            self._read()

    def on_changed(self, change: ChangeSet) -> None:
        if change.everything or change.bookings or change.slots:
            self._read()

    def tick(self) -> None:
        if self.rows:
            self._read()

    def _read(self) -> None:
        if self._ref is not None:
            self._reading.run(self._renew(self._ref))

    async def _renew(self, ref: ConversationRef) -> None:
        views = await self._desk.calendar.of_conversation(ref)
        if ref == self._ref:
            self.show_views(views[:SHOWN])

    def row_of(self, view: BookingView) -> LinkRow:
        return _Row(view, self)

    def place_of(self, id_: ActionId) -> Place:
        return Place(kind="calendar", booking=id_)

    def retranslate(self) -> None:
        """Word it anew."""
        self.heading.setText(self.tr("Negotiations"))
        self._read()
