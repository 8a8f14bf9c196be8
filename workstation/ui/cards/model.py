"""The rows of a folder of cards, for the table and for the cards laid out side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workstation.domain.card_files import phones
from workstation.domain.ids import ActionId
from workstation.services.card_views import CardRow
from workstation.ui.cards import wording

NAME, COMPANY, REACHED, RECEIVED, MARKS = range(5)
COLUMNS: Final = 5
RowRole: Final = Qt.ItemDataRole.UserRole
AnyIndex = QModelIndex | QPersistentModelIndex
_NONE: Final = QModelIndex()


class CardModel(QAbstractTableModel):
    """Holds rows; texts are made when they are asked for: there may be thousands.

    Attributes:
        by_whom: whether rows say who has received them.
    """

    def __init__(self, parent: QObject | None = None, *, by_whom: bool = False) -> None:
        super().__init__(parent)
        self.by_whom = by_whom
        self.rows: tuple[CardRow, ...] = ()
        self._places: dict[ActionId, int] = {}
        self._titles: Sequence[str] = ("",) * COLUMNS

    def set_titles(self, titles: Sequence[str]) -> None:
        """Word the columns."""
        self._titles = titles
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, COLUMNS - 1)

    def show_rows(self, rows: tuple[CardRow, ...]) -> bool:
        """Show these rows; tell whether they are others (or in another order) than before."""
        if rows == self.rows:
            return False
        same = len(rows) == len(self.rows) and all(
            one.id == other.id for one, other in zip(rows, self.rows, strict=True)
        )
        if same:
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, COLUMNS - 1))
            return False
        self.beginResetModel()
        self.rows = rows
        self._places = {row.id: at for at, row in enumerate(rows)}
        self.endResetModel()
        return True

    def place(self, card_id: ActionId) -> int | None:
        """Return where a card stands."""
        return self._places.get(card_id)

    def row_at(self, index: AnyIndex) -> CardRow | None:
        """Return the card of an index."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def changed(self, card_id: ActionId) -> None:
        """Have a card painted anew."""
        at = self.place(card_id)
        if at is not None:
            self.dataChanged.emit(self.index(at, 0), self.index(at, COLUMNS - 1))

    def texts(self, row: CardRow, column: int) -> tuple[str, str]:
        """Return the two lines of a cell."""
        return _texts(row, column, by_whom=self.by_whom)

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else COLUMNS

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == RowRole:
            return row
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


def _texts(row: CardRow, column: int, *, by_whom: bool) -> tuple[str, str]:
    """Return the two lines of a cell."""
    from workstation.ui import formats
    from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
    from workstation.ui.chat.wording import own_name

    content = row.content
    if column == NAME:
        return wording.name(content), isolated_name(one_line(content.title(wording.side()), 120))
    if column == COMPANY:
        return wording.company(content), formats.country_name(content.country)
    if column == REACHED:
        phone = phones.shown(content.phones[0].number) if content.phones else ""
        email = one_line(content.emails[0], 120) if content.emails else ""
        return (phone, email) if phone else (email, "")
    if column == RECEIVED:
        if row.own and not row.version:
            return wording.from_profile(), ""
        holder = own_name(row.holder_name_zh, row.holder_name_en) if by_whom and not row.own else ""
        return formats.chat_time(row.at, wording.now()), holder or wording.short_source(row)
    tags = formats.enumerated(isolated_name(one_line(tag, 60)) for tag in row.tags)
    return tags, wording.short_day(row.follow_up)
