"""The agenda: bookings one after another, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from workstation.services.calendar_views import Awaits
from workstation.ui.calendar import times, wording
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from workstation.domain.ids import ActionId
    from workstation.services.calendar_views import BookingView

_RECEIVER_FROM: Final = 760
"""Below this width the receiver stands in the panel alone."""
_COLUMNS: Final = (Column("time", 226), Column("buyer"), Column("receiver", 170), Column("state", 200))


class Agenda(QWidget):
    """Lists bookings.

    Signals:
        chosen(object): this booking (its id) is the current one, or none.
        opened(object): Enter or a double click on a booking (its id).
        menu_wanted(object, object): the context menu of a booking (its id), at a global position.
    """

    chosen = Signal(object)
    opened = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = Table(_COLUMNS, self)
        self.empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.table.selection_moved.connect(lambda: self.chosen.emit(self.current))
        self.table.activated_key.connect(self.opened)
        self.table.menu_wanted.connect(lambda where: self.menu_wanted.emit(self.current, where))
        self._views: list[BookingView] = []
        self.retranslate()

    @property
    def current(self) -> ActionId | None:
        """The booking that is marked."""
        wanted = self.table.keys
        return next((view.id for view in self._views if wanted and view.id == wanted[0]), None)

    def choose(self, booking_id: ActionId) -> None:
        """Mark a booking."""
        self.table.choose({booking_id})

    def show_bookings(self, views: Sequence[BookingView]) -> None:
        """Show these, in the order of time."""
        self._views = sorted(views, key=lambda view: (view.booking.starts_at, view.id))
        self.table.show_rows([self._row(view) for view in self._views])
        self._stack.setCurrentWidget(self.table if self._views else self.empty)

    def _row(self, view: BookingView) -> Row:
        clocks = view.clocks
        asked = wording.awaits(view) if view.awaits is not Awaits.NOTHING else ""
        receiver = Cell(wording.named(view.receiver) or "–", tone="text" if view.receiver else "muted")
        if view.receiver is not None:
            receiver = receiver._replace(seed=int(view.receiver.id))
        return Row(
            view.id,
            (
                Cell(times.when(clocks.here), times.there(clocks), bold=True),
                Cell(wording.buyer(view), view.buyer_company, seed=int(view.booking.buyer_id)),
                receiver,
                Cell(wording.state(view), asked, tone=wording.tone(view), bold=bool(asked)),
            ),
            faint=view.over,
        )

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.table.setAccessibleName(self.tr("Agenda"))
        self.table.rows_model.set_titles(
            {
                "time": self.tr("Time"),
                "buyer": self.tr("Buyer"),
                "receiver": self.tr("Received by"),
                "state": self.tr("State"),
            }
        )
        self.empty.say(
            "calendar",
            self.tr("No negotiations in these days"),
            self.tr("Buyers book one of your slots on your page, or in the chat when you offer them some."),
        )
        self.show_bookings(self._views)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.table.setColumnHidden(2, self.width() < _RECEIVER_FROM)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
