"""The rows of what was found, for a table of one column."""

from __future__ import annotations

from collections.abc import Hashable
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workstation.ui.search.findings import QUIET, SearchRow

AnyIndex = QModelIndex | QPersistentModelIndex
_NONE: Final = QModelIndex()
_QUIET_FLAGS: Final = Qt.ItemFlag.NoItemFlags
_FLAGS: Final = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
"""Made once: a long list is asked for them at every look."""


class Role(IntEnum):
    """Roles beyond Qt's."""

    ROW = Qt.ItemDataRole.UserRole
    """The `SearchRow`."""


class SearchModel(QAbstractTableModel):
    """Holds rows; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[SearchRow] = []

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else 1

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].kind in QUIET:
            return _QUIET_FLAGS
        return _FLAGS

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def replace(self, rows: list[SearchRow]) -> None:
        """Hold these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def position(self, key: Hashable) -> int:
        """Return where a row with that key is, else the first that can be chosen, -1 when there is none."""
        for position, row in enumerate(self.rows):
            if row.key == key:
                return position
        return next((position for position, row in enumerate(self.rows) if row.kind not in QUIET), -1)
