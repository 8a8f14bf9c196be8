"""The rows of a list of purchase intents, and their words."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject

from workstation.domain.ids import ActionId, ExhibitId
from workstation.services.intent_views import IntentRow
from workstation.ui import formats
from workstation.ui.intents import wording
from workstation.ui.widgets.rows_model import RowsModel

TITLE, BUYER, TERMS, DEADLINE, MATCH, OWNER, STATE = range(7)
COLUMNS: Final = 7
RowKey = tuple[ActionId, ExhibitId | None]


class IntentModel(RowsModel[IntentRow, RowKey]):
    """Holds rows; texts are made when they are asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, parent)
        self._now: datetime | None = None

    def key_of(self, row: IntentRow) -> RowKey:
        return row.key

    def show_rows(self, rows: tuple[IntentRow, ...], now: datetime) -> bool:
        """Show these rows; tell whether they are others (or in another order) than before."""
        self._now = now
        return self.set_rows(rows)

    def place_of(self, intent_id: ActionId) -> int | None:
        """Return where the first row of an intent stands."""
        return next((at for at, row in enumerate(self.rows) if row.view.id == intent_id), None)

    def texts(self, row: IntentRow, column: int) -> tuple[str, str]:
        view = row.view
        if column == TITLE:
            return wording.title(view.wanted), wording.what_kind(view)
        if column == BUYER:
            return wording.buyer(view), wording.company(view) or formats.country_name(view.received.buyer_country)
        if column == TERMS:
            both = [part for part in (wording.quantity(view.wanted), wording.price(view.wanted)) if part]
            return (both[0], both[1] if len(both) > 1 else "") if both else ("", "")
        if column == DEADLINE:
            return wording.day(view.wanted.deadline), wording.time_left(view)
        if column == MATCH:
            match = row.match or view.best
            return ("", "") if match is None else (wording.match_score(match), wording.exhibit_name(match.exhibit))
        if column == OWNER:
            return wording.person(view.owner), ""
        received = view.received.received_at
        return wording.state(view), formats.chat_time(received, self._now or received)
