"""Offering slots in a chat: which ones, how they read on the buyer's clock, and a line that goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from workstation.domain.errors import Refusal
from workstation.domain.two_clocks import TwoClocks, two_clocks
from workstation.ui.calendar import times, wording
from workstation.ui.calendar.asking import Asking, words_field
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from PySide6.QtWidgets import QWidget

    from workstation.domain.ids import ActionId
    from workstation.services.calendar_views import SlotView

MOST: Final = 8
"""More slots than that nobody reads in a message."""


class Offer(NamedTuple):
    """What the user decided."""

    slots: tuple[ActionId, ...]
    text: str


class OfferDialog(Asking):
    """Decides with an `Offer`."""

    def __init__(
        self,
        buyer: str,
        slots: Sequence[SlotView],
        fair: ZoneInfo,
        buyer_zone: str,
        now: datetime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", "", parent)
        self.set_head(self.tr("Offer slots to {buyer}").format(buyer=buyer))
        self._views = {view.id: view for view in slots}
        self._clocks: dict[ActionId, TwoClocks] = {
            view.id: two_clocks(view.slot.starts_at, view.slot.ends_at, fair=fair, buyer=buyer_zone, now=now)
            for view in slots
        }
        self.table = Table((Column("here", 240), Column("there"), Column("places", 70)), self, several=True)
        self.table.setAccessibleName(self.tr("Open slots"))
        self.table.rows_model.set_titles(
            {"here": times.fair_name(fair.key), "there": self.tr("For the buyer"), "places": self.tr("Taken")}
        )
        self.table.show_rows([self._row(view) for view in slots])
        self.table.setMinimumHeight(240)
        self.empty = EmptyState(self)
        self.empty.say(
            "calendar", self.tr("No slot is open"), self.tr("Your main account creates slots in the calendar.")
        )
        self.text = words_field(self.tr("Message"), self.tr("A line that goes with them (may stay empty)"), self, 64)
        self.table.setVisible(bool(slots))
        self.empty.setVisible(not slots)
        self.lay_out([self.table, self.empty, self.text])
        self.resize(680, 520)
        self.table.selection_moved.connect(self._show_state)
        self.table.activated_key.connect(lambda _key: self.decide())
        self._show_state()
        self.table.setFocus()

    def _row(self, view: SlotView) -> Row:
        clocks = self._clocks[view.id]
        mind = clocks.there is not None and (clocks.there.outside_day or clocks.clocks_change)
        note = " ".join(times.warnings(clocks))
        return Row(
            view.id,
            (
                Cell(times.when(clocks.here), bold=True),
                Cell(times.there(clocks) or "–", note, tone="warning" if mind else "text"),
                Cell(wording.places(view), tone="muted"),
            ),
        )

    @property
    def chosen(self) -> list[SlotView]:
        """The chosen slots, in the order of time."""
        keys = set(self.table.keys)
        return [view for view in self._views.values() if view.id in keys]

    def _show_state(self) -> None:
        count = len(self.chosen)
        self.go.setText(self.tr("Offer %n slot(s)", "", count) if count else self.tr("Offer"))
        self.go.setEnabled(0 < count <= MOST)
        too_many = self.tr("At most %n slots in one message.", "", MOST)
        said = self.tr("The buyer can book one of them with one click, as long as it has a place left.")
        self.say_consequence(too_many if count > MOST else said if count else "")

    def decide(self) -> None:
        chosen = tuple(view.id for view in self.chosen)
        if not 0 < len(chosen) <= MOST:
            self.refuse(Refusal("too_many", {"limit": MOST, "count": len(chosen)}))
            return
        self.decided.emit(Offer(chosen, self.text.toPlainText().strip()))
