"""Cards laid out side by side, as they look on paper."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workstation.domain.ids import ActionId
from workstation.services.card_views import CardRow
from workstation.ui.cards import face, wording
from workstation.ui.cards.model import CardModel
from workstation.ui.cards.pictures import CardPictures
from workstation.ui.theme import tokens

CARD: Final = QSize(270, 162)
CELL: Final = QSize(284, 178)
_KEPT: Final = 150
AnyIndex = QModelIndex | QPersistentModelIndex


class _Faces(QStyledItemDelegate):
    """Paints a card's first side in each cell; painted ones are kept."""

    def __init__(self, cards: CardModel, pictures: CardPictures, parent: QListView) -> None:
        super().__init__(parent)
        self._grid = parent
        self._cards = cards
        self._pictures = pictures
        self._painted: OrderedDict[tuple[ActionId, int, str, float], QPixmap] = OrderedDict()

    def forget(self, card_id: ActionId | None = None) -> None:
        """Paint a card (or all of them) anew."""
        for key in [key for key in self._painted if card_id is None or key[0] == card_id]:
            del self._painted[key]

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return self._grid.gridSize()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = self._cards.row_at(index)
        if row is None:
            return
        colours = tokens()
        box = QRectF(option.rect)
        card = QRectF(box.center().x() - CARD.width() / 2, box.center().y() - CARD.height() / 2, *CARD.toTuple())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for depth in (4, 3, 2, 1):
            painter.setBrush(QColor(0, 0, 0, 9))
            painter.drawRoundedRect(card.adjusted(-depth, -depth + 1, depth, depth + 1), 6 + depth, 6 + depth)
        path = QPainterPath()
        path.addRoundedRect(card, 6, 6)
        painter.save()
        painter.setClipPath(path)
        painter.drawPixmap(card.topLeft(), self._face(row, painter.device().devicePixelRatioF()))
        painter.restore()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        colour = colours.focus if chosen or focused else colours.strong_border if hovered else colours.border
        painter.setPen(QPen(colour, 3 if chosen else 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.restore()

    def _face(self, row: CardRow, ratio: float) -> QPixmap:
        side = wording.side()
        key = (row.id, hash(row.content), side, ratio)
        found = self._painted.get(key)
        if found is not None:
            self._painted.move_to_end(key)
            return found
        made = QPixmap(round(CARD.width() * ratio), round(CARD.height() * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(face.PAPER)
        painter = QPainter(made)
        inside = QRectF(0, 0, CARD.width(), CARD.height())
        face.paint_side(painter, inside, row.content, side, self._pictures.at_hand(row))
        painter.end()
        self._painted[key] = made
        if len(self._painted) > _KEPT:
            self._painted.popitem(last=False)
        return made


class CardGrid(QListView):
    """Shows the model's cards in lines that wrap."""

    def __init__(self, cards: CardModel, pictures: CardPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(cards)
        self._faces = _Faces(cards, pictures, self)
        self.setItemDelegate(self._faces)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(200)
        self.setGridSize(CELL)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        pictures.arrived.connect(self._on_arrived)

    def resizeEvent(self, event: QResizeEvent) -> None:
        # As many in a line as fit, and the room between them shared.
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 4
        across = max(1, room // CELL.width())
        self.setGridSize(QSize(room // across, CELL.height()))
        super().resizeEvent(event)

    def forget_faces(self) -> None:
        """Paint all cards anew: the language is another."""
        self._faces.forget()
        self.viewport().update()

    def _on_arrived(self, card_id: ActionId) -> None:
        self._faces.forget(card_id)
        self.viewport().update()
