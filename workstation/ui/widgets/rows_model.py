"""The rows of a table whose cells have two lines; they change as a whole, and keep their place if they can."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

AnyIndex = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
Key = TypeVar("Key", bound=Hashable)
_NONE: Final = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[Row, Key]):
    """Holds rows; texts are made when they are asked for: there may be thousands.

    Args:
        columns: how many there are.
    """

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self._columns = columns
        self._places: dict[Key, int] = {}
        self._titles: Sequence[str] = ("",) * columns

    def key_of(self, row: Row) -> Key:
        """Return what a row is known by."""
        raise NotImplementedError

    def texts(self, row: Row, column: int) -> tuple[str, str]:
        """Return the two lines of a cell."""
        raise NotImplementedError

    def set_titles(self, titles: Sequence[str]) -> None:
        """Word the columns."""
        self._titles = titles
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self._columns - 1)

    def set_rows(self, rows: tuple[Row, ...]) -> bool:
        """Hold these rows; tell whether they are others (or in another order) than before."""
        if rows == self.rows:
            return False
        keys = [self.key_of(row) for row in rows]
        if keys == [self.key_of(row) for row in self.rows]:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self._columns - 1))
            return False
        self.beginResetModel()
        self.rows = rows
        self._places = {key: at for at, key in enumerate(keys)}
        self.endResetModel()
        return True

    def place(self, key: Key) -> int | None:
        """Return where a row stands."""
        return self._places.get(key)

    def row_at(self, index: AnyIndex) -> Row | None:
        """Return the row of an index."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else self._columns

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
        if orientation is Qt.Orientation.Horizontal and 0 <= section < self._columns:
            if role == Qt.ItemDataRole.DisplayRole:
                return self._titles[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
        return None
