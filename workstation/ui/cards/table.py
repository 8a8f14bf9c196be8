"""Cards as a table: who, where, how to reach them, when they came, what is kept about them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workstation.services.card_views import CardOrder, CardRow
from workstation.ui.cards import model, wording
from workstation.ui.cards.model import CardModel
from workstation.ui.cards.pictures import CardPictures
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.flags import paint_flag
from workstation.ui.widgets.flat_table import FlatTable, paint_ground
from workstation.ui.widgets.icons import paint_icon

ROW_HEIGHT: Final = 56
_PAD: Final = 12
_AVATAR: Final = 36
_FLAG: Final = (18, 12)
_REACHED: Final = 190
_REACHED_ROOMY: Final = 260
"""Most addresses stand in it whole."""
_ROOMY: Final = 1000
AnyIndex = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, cards: CardModel, pictures: CardPictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._cards = cards
        self._pictures = pictures

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(100, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = self._cards.row_at(index)
        if row is None:
            return
        colours = tokens()
        box = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = paint_ground(painter, option)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colours.focus)
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        inside = box.adjusted(_PAD, 0, -4, 0)
        if index.column() == model.NAME:
            inside = self._person(painter, inside, row, ground)
        elif index.column() == model.MARKS:
            self._marks(painter, inside, row, chosen=chosen)
            painter.restore()
            return
        upper, lower = self._cards.texts(row, index.column())
        if index.column() == model.COMPANY and row.content.country:
            self._lines(painter, inside, upper, lower, indent=_FLAG[0] + 6)
            flag = QRectF(inside.left(), inside.top() + 34, *_FLAG)
            paint_flag(painter, flag, row.content.country, colours.border)
        else:
            self._lines(painter, inside, upper, lower, bold=index.column() == model.NAME)
        painter.restore()

    def _person(self, painter: QPainter, inside: QRect, row: CardRow, ground: QColor) -> QRect:
        place = QRect(inside.left(), inside.top() + (ROW_HEIGHT - _AVATAR) // 2, _AVATAR, _AVATAR)
        photo = self._pictures.at_hand(row).photo
        seed = row.from_id if row.from_id is not None else row.id.int % 9973
        paint_avatar(painter, place, row.content.name(wording.side()), seed, picture=photo, behind=ground)
        if row.problem is not None:
            paint_icon(painter, QRect(place.right() - 9, place.bottom() - 12, 16, 16), "error", tokens().danger, 16)
        elif row.waiting:
            paint_icon(painter, QRect(place.right() - 9, place.bottom() - 12, 16, 16), "clock", tokens().muted, 14)
        return inside.adjusted(_AVATAR + 12, 0, 0, 0)

    def _lines(
        self, painter: QPainter, box: QRect, upper: str, lower: str, *, bold: bool = False, indent: int = 0
    ) -> None:
        colours = tokens()
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        first = QRect(box.left(), box.top() + (8 if lower else 17), box.width(), 22)
        painter.setFont(text_font(Size.BODY, bold=bold))
        painter.setPen(colours.text)
        painter.drawText(first, flags, _elided(painter, upper, first.width()))
        if lower:
            second = QRect(box.left() + indent, box.top() + 30, box.width() - indent, 20)
            painter.setFont(text_font(Size.SMALL))
            painter.setPen(colours.muted)
            painter.drawText(second, flags, _elided(painter, lower, second.width()))

    def _marks(self, painter: QPainter, box: QRect, row: CardRow, *, chosen: bool) -> None:
        """Tags as pills, the day of following up below."""
        colours = tokens()
        painter.setFont(text_font(Size.SMALL))
        x, top = box.left(), box.top() + (8 if row.follow_up else 17)
        for tag in row.tags:
            width = min(painter.fontMetrics().horizontalAdvance(tag) + 14, box.width())
            if x + width > box.right():
                break
            pill = QRectF(x, top + 1, width, 20)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.surface if chosen else colours.accent_soft)
            painter.drawRoundedRect(pill, 10, 10)
            painter.setPen(colours.on_accent_soft)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, _elided(painter, tag, width - 10))
            x += width + 4
        if row.follow_up:
            day = QRect(box.left(), box.top() + 31, 16, 16)
            paint_icon(painter, day, "calendar", colours.warning, 14)
            painter.setPen(colours.warning)
            _, text = self._cards.texts(row, model.MARKS)
            painter.drawText(day.adjusted(20, 0, 120, 2), Qt.AlignmentFlag.AlignVCenter, text)


def _elided(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))


class CardTable(FlatTable):
    """Shows the model; columns that matter less go first where it is narrow.

    Signals:
        sort_wanted(str): the head of a column was pressed: the order (`CardOrder`) that goes by it.
    """

    sort_wanted = Signal(str)

    def __init__(
        self, cards: CardModel, pictures: CardPictures, parent: QWidget | None = None, *, marks: bool = True
    ) -> None:
        super().__init__(row_height=ROW_HEIGHT, several=True, least_column=60, parent=parent)
        self._with_marks = marks
        self.hold(cards, CardDelegate(cards, pictures, self))
        for column, width in ((model.NAME, 0), (model.COMPANY, 0), (model.REACHED, _REACHED), (model.RECEIVED, 130)):
            self.set_width(column, width)
        self.set_width(model.MARKS, 150)
        # Sections that can be clicked would choose all rows.
        self.horizontalHeader().viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        across = self.horizontalHeader()
        released = watched is across.viewport() and event.type() is QEvent.Type.MouseButtonRelease
        if released and isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            self._on_head(across.logicalIndexAt(event.position().toPoint()))
        return super().eventFilter(watched, event)

    def _on_head(self, column: int) -> None:
        order = {
            model.NAME: CardOrder.NAME,
            model.COMPANY: CardOrder.COMPANY,
            model.RECEIVED: CardOrder.RECENT,
            model.MARKS: CardOrder.FOLLOW_UP,
        }.get(column)
        if order is not None:
            self.sort_wanted.emit(str(order))

    def resizeEvent(self, event: object) -> None:
        width = self.viewport().width()
        self.set_width(model.REACHED, _REACHED if width < _ROOMY else _REACHED_ROOMY)
        self.setColumnHidden(model.MARKS, width < 760 or not self._with_marks)
        self.setColumnHidden(model.REACHED, width < 600)
        self.setColumnHidden(model.RECEIVED, width < 380)
        self.updateGeometries()
