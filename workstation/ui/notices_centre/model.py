"""The rows of the message centre: days, and notices in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from workstation.domain.notice import Notice
from workstation.services.views import InboxRow
from workstation.ui.formats import clock_time, day_line
from workstation.ui.inbox import wording as inbox_wording
from workstation.ui.notices_centre.wording import kind_of, worded

AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class Role(IntEnum):
    """Roles beyond Qt's."""

    ROW = Qt.ItemDataRole.UserRole
    """The `NoticeRow`."""


class NoticeRow(Struct, frozen=True, kw_only=True):
    """A line: a notice, or (without one) the day of those below."""

    notice: Notice | None = None
    title: str
    detail: str = ""
    icon: str = ""
    when: str = ""

    @property
    def unread(self) -> bool:
        """Whether it is a notice that has not been read."""
        return self.notice is not None and not self.notice.read

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return ", ".join(part for part in (self.title, self.detail, self.when) if part)


def rows_of(notices: Sequence[Notice], buyers: Mapping[int, InboxRow], now: datetime) -> list[NoticeRow]:
    """Return notices (newest first) under their days, with the names of their buyers."""
    made: list[NoticeRow] = []
    day = ""
    for notice in notices:
        there = day_line(notice.at, now)
        if there != day:
            day = there
            made.append(NoticeRow(title=day))
        row = buyers.get(notice.conversation_id) if notice.conversation_id is not None else None
        words = worded(_named_as_now(notice, row))
        parts = (inbox_wording.title(row) if row is not None else "", words.detail)
        made.append(
            NoticeRow(
                notice=notice,
                title=words.title,
                detail=" · ".join(part for part in parts if part),
                icon=kind_of(notice.code).icon,
                when=clock_time(notice.at),
            )
        )
    return made


def _named_as_now(notice: Notice, row: InboxRow | None) -> Notice:
    """Return a notice that calls its buyer as they are called by now: people change their names."""
    if row is None or not row.title or "buyer" not in notice.params:
        return notice
    return replace(notice, params={**notice.params, "buyer": row.title})


class NoticeModel(QAbstractListModel):
    """Holds rows; days cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[NoticeRow] = []

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or self.rows[index.row()].notice is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return row.spoken if role == Qt.ItemDataRole.AccessibleTextRole else None
        return None

    def replace(self, rows: list[NoticeRow]) -> None:
        """Hold these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def position(self, notice_id: int | None) -> int:
        """Return where a notice is, -1 for nowhere."""
        return next((at for at, row in enumerate(self.rows) if row.notice and row.notice.id == notice_id), -1)
