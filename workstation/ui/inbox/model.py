"""The rows of the list, kept in order; single rows change, move and vanish without disturbing the others."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import Any, Final

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workstation.domain.account import Presence
from workstation.domain.clock import Clock, to_ms
from workstation.domain.ids import PrincipalId
from workstation.services.views import ConversationRef, InboxRow, ListOrder
from workstation.ui.inbox import wording

AnyIndex = QModelIndex | QPersistentModelIndex
SortKey = tuple[int, int, int]
_NONE: Final = QModelIndex()
_MANY: Final = 50
"""From so many rows on the list is laid out anew rather than row by row."""


class Role(IntEnum):
    """Roles beyond Qt's."""

    ROW = Qt.ItemDataRole.UserRole
    """The `InboxRow`."""


def sort_key(row: InboxRow, order: ListOrder) -> SortKey:
    """Return the place of a row: pinned first; then recent, or longest waiting, first."""
    at = -to_ms(row.last_at) if row.last_at else 0
    pinned = 0 if row.pinned else 1
    if order is ListOrder.WAITING:
        if row.waiting_since is not None:
            return (pinned, 0, to_ms(row.waiting_since))
        return (pinned, 1, at)
    return (pinned, 0, at)


def fold(text: str) -> str:
    """Return a text for comparing: no case, no accents, half width."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


class InboxModel(QAbstractTableModel):
    """One column of rows. A needle narrows it to names that contain every word of it."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._order = ListOrder.RECENT
        self._rows: list[InboxRow] = []
        self._ids: list[ConversationRef] = []
        self._keys: list[SortKey] = []
        self._hidden: dict[ConversationRef, InboxRow] = {}
        self._waiting: dict[ConversationRef, InboxRow | None] = {}
        """What keeps or lacks its place until `settle`: rows to come or to move, `None` for those to go."""
        self._words: tuple[str, ...] = ()

    # ---- Qt's side ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return wording.title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return wording.spoken(row, self._clock.now())
        if role == Qt.ItemDataRole.ToolTipRole:
            return wording.explained(row, self._clock.now())
        return None

    # ---- reading -----------------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def order(self) -> ListOrder:
        """How it is sorted."""
        return self._order

    @property
    def needle(self) -> str:
        """What names are searched for, folded; empty when all rows show."""
        return " ".join(self._words)

    @property
    def hidden_count(self) -> int:
        """How many rows the needle hides."""
        return len(self._hidden)

    @property
    def unsettled(self) -> bool:
        """Whether rows wait for their places."""
        return bool(self._waiting)

    @property
    def waiting(self) -> frozenset[ConversationRef]:
        """Which rows those are."""
        return frozenset(self._waiting)

    def up_to_date(self) -> list[InboxRow]:
        """Return what there is in no order: with the rows to come, without those to go."""
        return list(self._settled().values())

    def row(self, position: int) -> InboxRow:
        """Return the row shown at a position."""
        return self._rows[position]

    def ids(self) -> list[ConversationRef]:
        """Return the ids shown, in order."""
        return list(self._ids)

    def position(self, conversation: ConversationRef | None) -> int:
        """Return where a conversation is shown, -1 if it isn't."""
        try:
            return self._ids.index(conversation) if conversation is not None else -1
        except ValueError:
            return -1

    # ---- changing ----------------------------------------------------------------------------------------------

    def replace(self, rows: Iterable[InboxRow], order: ListOrder) -> None:
        """Show another list; the view keeps selection and place."""
        self.beginResetModel()
        self._order = order
        self._waiting.clear()
        everything = list(rows)
        self._hidden = {row.id: row for row in everything if not self._shows(row)}
        self._take([row for row in everything if row.id not in self._hidden])
        self.endResetModel()

    def narrow(self, needle: str) -> None:
        """Show only names that contain every word of the needle."""
        words = tuple(fold(needle).split())
        if words == self._words:
            return
        self.settle()
        self.beginResetModel()
        self._words = words
        everything = [*self._rows, *self._hidden.values()]
        self._hidden = {row.id: row for row in everything if not self._shows(row)}
        self._take([row for row in everything if row.id not in self._hidden])
        self.endResetModel()

    def update(self, changed: Iterable[ConversationRef], rows: Mapping[ConversationRef, InboxRow]) -> None:
        """Bring some rows up to date: those missing from `rows` leave the list."""
        self.settle()
        for conversation in changed:
            row = rows.get(conversation)
            self._hidden.pop(conversation, None)
            if row is None or not self._shows(row):
                if row is not None:
                    self._hidden[conversation] = row
                self._remove(conversation)
            else:
                self._put(row)

    def update_in_place(self, changed: Iterable[ConversationRef], rows: Mapping[ConversationRef, InboxRow]) -> None:
        """Bring what some rows say up to date; nobody comes, goes or moves before `settle`."""
        if self._words:  # what hides rows moves them anyway
            self.update(changed, rows)
            return
        positions = {conversation: position for position, conversation in enumerate(self._ids)}
        for conversation in changed:
            self._waiting.pop(conversation, None)
            row, position = rows.get(conversation), positions.get(conversation)
            if position is None:
                if row is not None:
                    self._waiting[conversation] = row
            elif row is None:
                self._waiting[conversation] = None
            else:
                self._say_in_place(position, row)

    def _say_in_place(self, position: int, row: InboxRow) -> None:
        key = sort_key(row, self._order)
        if self._target(position, key) == position:
            self._keys[position] = key
        else:
            self._waiting[row.id] = row  # its old key keeps the others findable
        if self._rows[position] != row:
            self._rows[position] = row
            self._say_changed(position)

    def settle(self) -> None:
        """Let rows come, go and move as they should have."""
        if len(self._waiting) > _MANY:
            self.replace([*self._settled().values(), *self._hidden.values()], self._order)
            return
        waiting, self._waiting = self._waiting, {}
        for conversation, row in waiting.items():
            position = self.position(conversation)
            if row is None:
                self._remove(conversation)
            else:
                self._put(row if position < 0 else self._rows[position])

    def _settled(self) -> dict[ConversationRef, InboxRow]:
        rows = {row.id: row for row in self._rows}
        for conversation, row in self._waiting.items():
            if row is None:
                rows.pop(conversation, None)
            else:
                rows.setdefault(conversation, row)  # one that is shown is up to date, but for its place
        return rows

    def set_presence(self, other_id: PrincipalId, presence: Presence) -> None:
        """Show that somebody came or went."""
        for position, row in enumerate(self._rows):
            if row.other_id == other_id and row.presence is not presence:
                self._rows[position] = msgspec.structs.replace(row, presence=presence)
                self._say_changed(position)

    def set_presences(self, presences: Mapping[PrincipalId, Presence]) -> None:
        """Show who is there; whoever is not named is not."""
        for position, row in enumerate(self._rows):
            presence = Presence.OFFLINE if row.other_id is None else presences.get(row.other_id, Presence.OFFLINE)
            if row.presence is not presence:
                self._rows[position] = msgspec.structs.replace(row, presence=presence)
                self._say_changed(position)

    def retell(self) -> None:
        """Let every row be read again: the language or the time of day changed."""
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))

    def _shows(self, row: InboxRow) -> bool:
        if not self._words:
            return True
        text = fold(f"{row.title} {row.colleague_name_zh} {row.colleague_name_en} {row.company}")
        return all(word in text for word in self._words)

    def _take(self, rows: list[InboxRow]) -> None:
        keyed = sorted((sort_key(row, self._order), place) for place, row in enumerate(rows))
        self._rows = [rows[place] for _, place in keyed]
        self._ids = [row.id for row in self._rows]
        self._keys = [key for key, _ in keyed]

    def _say_changed(self, position: int) -> None:
        index = self.index(position, 0)
        self.dataChanged.emit(index, index)

    def _remove(self, conversation: ConversationRef) -> None:
        position = self.position(conversation)
        if position < 0:
            return
        self.beginRemoveRows(_NONE, position, position)
        del self._rows[position], self._ids[position], self._keys[position]
        self.endRemoveRows()

    def _put(self, row: InboxRow) -> None:
        key = sort_key(row, self._order)
        position = self.position(row.id)
        if position < 0:
            target = bisect_left(self._keys, key)
            self.beginInsertRows(_NONE, target, target)
            self._insert(target, row, key)
            self.endInsertRows()
            return
        if self._rows[position] == row and self._keys[position] == key:
            return
        target = self._target(position, key)
        if target != position:
            # Qt names the destination by the row it goes before, counted while the row is still in its place.
            self.beginMoveRows(_NONE, position, position, _NONE, target if target < position else target + 1)
            del self._rows[position], self._ids[position], self._keys[position]
            self._insert(target, row, key)
            self.endMoveRows()
        else:
            self._rows[position], self._keys[position] = row, key
        self._say_changed(target)

    def _target(self, position: int, key: SortKey) -> int:
        """Return where a row belongs once it has left its position; it stays among equals."""
        keys = self._keys
        fits_before = position == 0 or keys[position - 1] <= key
        fits_after = position == len(keys) - 1 or key <= keys[position + 1]
        if fits_before and fits_after:
            return position
        target = bisect_left(keys, key)
        return target if target <= position else target - 1

    def _insert(self, position: int, row: InboxRow, key: SortKey) -> None:
        self._rows.insert(position, row)
        self._ids.insert(position, row.id)
        self._keys.insert(position, key)
