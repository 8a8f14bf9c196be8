"""The rows of a list of purchase intents, and their words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workstation.domain.ids import ActionId, ExhibitId
from workstation.services.intent_views import IntentRow
from workstation.ui import formats
from workstation.ui.intents import wording

TITLE, BUYER, TERMS, DEADLINE, MATCH, OWNER, STATE = range(7)
COLUMNS: Final = 7
RowKey = tuple[ActionId, ExhibitId | None]
AnyIndex = QModelIndex | QPersistentModelIndex
_NONE: Final = QModelIndex()


class IntentModel(QAbstractTableModel):
    """Holds rows; texts are made when they are asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[IntentRow, ...] = ()
        self._places: dict[RowKey, int] = {}
        self._titles: Sequence[str] = ("",) * COLUMNS
        self._now: datetime | None = None

    def set_titles(self, titles: Sequence[str]) -> None:
        """Word the columns."""
        self._titles = titles
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)

    def show_rows(self, rows: tuple[IntentRow, ...], now: datetime) -> bool:
        """Show these rows; tell whether they are others (or in another order) than before."""
        self._now = now
        if rows == self.rows:
            return False
        keys = [row.key for row in rows]
        if keys == [row.key for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, COLUMNS - 1))
            return False
        self.beginResetModel()
        self.rows = rows
        self._places = {key: at for at, key in enumerate(keys)}
        self.endResetModel()
        return True

    def place(self, key: RowKey) -> int | None:
        """Return where a row stands."""
        return self._places.get(key)

    def place_of(self, intent_id: ActionId) -> int | None:
        """Return where the first row of an intent stands."""
        return next((at for at, row in enumerate(self.rows) if row.view.id == intent_id), None)

    def row_at(self, index: AnyIndex) -> IntentRow | None:
        """Return the row of an index."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def texts(self, row: IntentRow, column: int) -> tuple[str, str]:
        """Return the two lines of a cell."""
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

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(text for text in self.texts(row, index.column()) if text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(text for text in self.texts(row, index.column()) if text)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < COLUMNS:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._titles[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
        return None
