"""What the palette offers: entries under headings, and how they are painted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workstation.services.views import InboxRow
from workstation.ui.inbox.model import fold
from workstation.ui.theme import Size, Tokens, text_font, tokens
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.icons import paint_icon

ROW: Final = 40
HEADING: Final = 28
RECENT: Final = "recent"
PEOPLE: Final = "people"
HERE: Final = "here"
GO: Final = "go"
DO: Final = "do"
SET: Final = "set"
ORDER: Final = (RECENT, PEOPLE, HERE, GO, DO, SET)
MOST: Final = 5
"""Entries of a group, once something is typed; people are as many as are found."""
AnyIndex = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


def heading(group: str) -> str:
    """Return what a group is called."""
    translate = QCoreApplication.translate
    return {
        RECENT: translate("PaletteGroups", "Recent"),
        PEOPLE: translate("PaletteGroups", "Buyers and colleagues"),
        HERE: translate("PaletteGroups", "This conversation"),
        GO: translate("PaletteGroups", "Go to"),
        DO: translate("PaletteGroups", "Actions"),
        SET: translate("PaletteGroups", "Settings"),
    }[group]


class Entry(NamedTuple):
    """Something to go to or to do."""

    icon: str
    title: str
    detail: str
    run: Callable[[], object]
    group: str = DO
    keys: str = ""
    """The shortcut, as it is written on this system."""
    also: str = ""
    """Other words it is found by: its name in the other language."""
    checked: bool = False
    """It is so already."""
    row: InboxRow | None = None
    """Whom it leads to: shown with face and presence."""
    found: bool = False
    """The search has found it: it is not narrowed again."""
    quiet: bool = False
    """One of many: offered only when its words are typed."""

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same when it is offered again."""
        return (self.icon, str(self.row.id)) if self.row is not None else (self.icon, self.also or self.title)

    def rank(self, words: Sequence[str]) -> int | None:
        """Return how well it fits, the best first; `None` unless every word is there."""
        if self.found:
            return 1
        if not words:
            return None if self.quiet else 2
        title = fold(self.title)
        text = f" {title} {fold(self.detail)} {fold(self.also)} {fold(self.keys)}"
        if not all(word in text for word in words):
            return None
        if title.startswith(words[0]):
            return 0
        return 1 if all(f" {word}" in text for word in words) else 2


def arranged(entries: Iterable[Entry], words: Sequence[str]) -> list[Entry | str]:
    """Return headings and the entries that fit: as grouped when nothing is typed, else the best group first.

    Actions whose title begins so come before people, people before all other actions.
    """
    ranked = [(rank, entry) for entry in entries if (rank := entry.rank(words)) is not None]
    groups: dict[str, list[tuple[int, Entry]]] = {}
    for rank, entry in ranked:
        groups.setdefault(entry.group, []).append((rank, entry))
    best = {group: min(rank for rank, _ in found) for group, found in groups.items()}
    rows: list[Entry | str] = []
    for group in sorted(groups, key=lambda name: (best[name], ORDER.index(name))):
        rows.append(heading(group))
        inside = [entry for _, entry in sorted(groups[group], key=lambda pair: pair[0])]
        rows += inside[:MOST] if words and group != PEOPLE else inside
    return rows


class Role(IntEnum):
    """Roles beyond Qt's."""

    ENTRY = Qt.ItemDataRole.UserRole
    """The `Entry`, or the words of a heading."""


class PaletteModel(QAbstractListModel):
    """Holds headings, which cannot be chosen, and entries."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Entry | str] = []

    def rowCount(self, parent: AnyIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Role.ENTRY:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return (
                row if isinstance(row, str) else ", ".join(part for part in (row.title, row.detail, row.keys) if part)
            )
        return None

    def replace(self, rows: list[Entry | str]) -> None:
        """Hold these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @property
    def places(self) -> list[int]:
        """Where entries are."""
        return [place for place, row in enumerate(self.rows) if isinstance(row, Entry)]

    def position(self, key: tuple[str, str] | None) -> int:
        """Return where an entry is, else the first; -1 for none."""
        places = self.places
        rows = ((place, self.rows[place]) for place in places)
        same = (place for place, row in rows if isinstance(row, Entry) and row.key == key)
        return next(same, places[0] if places else -1)


class PaletteDelegate(QStyledItemDelegate):
    """Paints headings and entries: sign or face, title, detail, and the keys at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(100, ROW if isinstance(index.data(Role.ENTRY), Entry) else HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(Role.ENTRY)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Entry):
            _paint_entry(painter, rect, row, bool(state & QStyle.StateFlag.State_Selected), colours)
        else:
            painter.setFont(text_font(Size.SMALL, bold=True))
            painter.setPen(colours.muted)
            place = rect.adjusted(16, 4, -12, 0)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, str(row))
        painter.restore()


def _paint_entry(painter: QPainter, rect: QRect, entry: Entry, selected: bool, colours: Tokens) -> None:
    ground = colours.raised
    if selected:
        ground = colours.selected
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 6, 6)
    sign = QRect(rect.left() + 14, rect.top() + (ROW - 24) // 2, 24, 24)
    if entry.row is not None:
        seed = entry.row.other_id if entry.row.other_id is not None else 0
        paint_avatar(painter, sign, entry.title, seed, presence=entry.row.presence, behind=ground, colours=colours)
    else:
        paint_icon(painter, sign, entry.icon, colours.accent_text if selected else colours.muted, 20)
    right = _paint_end(painter, rect, entry, colours)
    left = sign.right() + 13
    font = text_font(Size.BODY)
    painter.setFont(font)
    painter.setPen(colours.text)
    metrics = QFontMetrics(font)
    title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, right - left)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
    painter.drawText(QRect(left, rect.top(), right - left, ROW), flags, title)
    left += metrics.horizontalAdvance(title) + 10
    if entry.detail and right - left > 24:
        font = text_font(Size.SMALL)
        painter.setFont(font)
        painter.setPen(colours.muted)
        detail = QFontMetrics(font).elidedText(entry.detail, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, ROW), flags, detail)


def _paint_end(painter: QPainter, rect: QRect, entry: Entry, colours: Tokens) -> int:
    """Paint the keys, or that it is so already; return where that begins."""
    right = rect.right() - 14
    if entry.checked:
        paint_icon(painter, QRect(right - 18, rect.top(), 18, ROW), "check", colours.accent_text, 18)
        return right - 26
    if not entry.keys:
        return right
    font = text_font(Size.SMALL)
    width = QFontMetrics(font).horizontalAdvance(entry.keys) + 14
    box = QRectF(right - width, rect.top() + (ROW - 22) / 2, width, 22)
    painter.setPen(QPen(colours.border, 1))
    painter.setBrush(colours.window)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(font)
    painter.setPen(colours.muted)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.keys)
    return round(box.left()) - 8
