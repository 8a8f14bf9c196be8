"""The rows of a folder of cards, for the table and for the cards laid out side by side."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from workstation.domain.card_files import phones
from workstation.domain.ids import ActionId
from workstation.services.card_views import CardRow
from workstation.ui.cards import wording
from workstation.ui.widgets.rows_model import AnyIndex, RowsModel

NAME, COMPANY, REACHED, RECEIVED, MARKS = range(5)
COLUMNS: Final = 5
RowRole: Final = Qt.ItemDataRole.UserRole


class CardModel(RowsModel[CardRow, ActionId]):
    """Holds the cards of a folder.

    Attributes:
        by_whom: whether rows say who has received them.
    """

    def __init__(self, parent: QObject | None = None, *, by_whom: bool = False) -> None:
        super().__init__(COLUMNS, parent)
        self.by_whom = by_whom

    def key_of(self, row: CardRow) -> ActionId:
        return row.id

    def changed(self, card_id: ActionId) -> None:
        """Have a card painted anew."""
        at = self.place(card_id)
        if at is not None:
            self.dataChanged.emit(self.index(at, 0), self.index(at, COLUMNS - 1))

    def texts(self, row: CardRow, column: int) -> tuple[str, str]:
        return _texts(row, column, by_whom=self.by_whom)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.row_at(index) if role == RowRole else super().data(index, role)


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
