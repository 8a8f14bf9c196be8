"""What a search in one conversation found: who, when, and two lines of text with the words marked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workstation.services.search import MessageHit
from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.search.delegate import lay_out
from workstation.ui.search.findings import Range, snippet_text
from workstation.ui.theme import Size, text_font, tokens

_HEIGHT: Final = 64
_MARGIN: Final = 16
_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class Hit(NamedTuple):
    """A message that has every word, or the first of a day; `marks` are stretches of the snippet."""

    n: int
    at: datetime
    who: str
    snippet: str
    marks: tuple[Range, ...]
    beside: str = ""
    """What stands at the right; empty: when it was."""

    @classmethod
    def of(cls, found: MessageHit, who: str) -> Hit:
        """Return a hit safe to paint."""
        text, marks = snippet_text(found.snippet)
        return cls(found.n, datetime.fromtimestamp(found.at / 1000, UTC), who, text, marks)


class HitModel(QAbstractListModel):
    """Holds the hits, the newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.hits):
            return None
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.who}, {hit.beside or formats.full_time(hit.at)}: {hit.snippet}"
        return None

    def replace(self, hits: list[Hit]) -> None:
        """Hold these."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def position(self, n: int | None) -> int:
        """Return where the hit on message `n` is, -1 for none."""
        return next((place for place, hit in enumerate(self.hits) if hit.n == n), -1)


class HitDelegate(QStyledItemDelegate):
    """Paints who and when over two lines of text, the words found marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(hit, Hit):
            return
        colours = tokens()
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setClipRect(place)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, colours.selected)
            painter.fillRect(QRect(place.topLeft(), QSize(3, place.height())), colours.accent)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, colours.hover)
        box = place.adjusted(_MARGIN, 7, -_MARGIN, -5)
        font = text_font(Size.SMALL)
        painter.setFont(font)
        painter.setPen(colours.muted)
        when = hit.beside or formats.chat_time(hit.at, wording.now())
        width = QFontMetrics(font).horizontalAdvance(when)
        painter.drawText(QRect(box.right() - width, box.top(), width + 1, 16), Qt.AlignmentFlag.AlignRight, when)
        painter.setFont(text_font(Size.SMALL, bold=True))
        painter.setPen(colours.text)
        who = QFontMetrics(painter.font()).elidedText(hit.who, Qt.TextElideMode.ElideRight, box.width() - width - 12)
        painter.drawText(QRect(box.left(), box.top(), box.width() - width - 12, 16), Qt.AlignmentFlag.AlignLeft, who)
        words = lay_out(hit.snippet, hit.marks, text_font(Size.SMALL), box.width(), 2, colours)
        words.draw(painter, QPointF(box.left(), box.top() + 18))
        painter.restore()
