"""Paints notices: a sign in a circle, what happened, to whom and why; unread ones by weight and a dot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workstation.ui.notices_centre.model import NoticeRow, Role
from workstation.ui.theme import Size, Tokens, text_font, tokens
from workstation.ui.widgets.icons import paint_icon

ROW: Final = 60
DAY: Final = 36
_SIDE: Final = 36
_PAD: Final = 14
AnyIndex = QModelIndex | QPersistentModelIndex


class NoticeDelegate(QStyledItemDelegate):
    """Paints days and notices."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(Role.ROW)
        return QSize(200, ROW if isinstance(row, NoticeRow) and row.notice is not None else DAY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(Role.ROW)
        if not isinstance(row, NoticeRow):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = tokens()
        painter.save()
        painter.setClipRect(rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.notice is None:
            _paint_day(painter, rect, row, colours)
        else:
            _paint_notice(painter, rect, row, state, colours)
        painter.restore()


def _paint_day(painter: QPainter, rect: QRect, row: NoticeRow, colours: Tokens) -> None:
    painter.setFont(text_font(Size.SMALL, bold=True))
    painter.setPen(colours.muted)
    place = rect.adjusted(_PAD, 12, -_PAD, 0)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, row.title)


def _paint_notice(
    painter: QPainter, rect: QRect, row: NoticeRow, state: QStyle.StateFlag, colours: Tokens
) -> None:  # fmt: skip
    ground = QRectF(rect).adjusted(1, 1, -1, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(QPen(colours.focus, 2) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(colours.selected)
        painter.drawRoundedRect(ground, 8, 8)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(colours.hover)
        painter.drawRoundedRect(ground, 8, 8)
    circle = QRect(rect.left() + _PAD, rect.top() + (rect.height() - _SIDE) // 2, _SIDE, _SIDE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.accent_soft if row.unread else colours.window)
    painter.drawEllipse(circle)
    paint_icon(painter, circle, row.icon, colours.on_accent_soft if row.unread else colours.muted, 18)
    left, right = circle.right() + 13, rect.right() - _PAD
    if row.unread:
        painter.setBrush(colours.accent)
        painter.drawEllipse(QRectF(right - 8, rect.center().y() + 6, 8, 8))
    edge = _paint_when(painter, rect, row, right, colours) - 12
    font = text_font(Size.BODY, bold=row.unread)
    two = bool(row.detail)
    _paint_line(painter, font, colours.text, QRect(left, rect.top() + (9 if two else 19), edge - left, 22), row.title)
    if two:
        place = QRect(left, rect.top() + 31, right - 20 - left, 20)
        _paint_line(painter, text_font(Size.SMALL), colours.muted, place, row.detail)


def _paint_when(painter: QPainter, rect: QRect, row: NoticeRow, right: int, colours: Tokens) -> int:
    font = text_font(Size.SMALL)
    width = QFontMetrics(font).horizontalAdvance(row.when) + 1
    painter.setFont(font)
    painter.setPen(colours.accent_text if row.unread else colours.muted)
    place = QRect(right - width, rect.top() + 9, width, 22)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, row.when)
    return place.left()


def _paint_line(painter: QPainter, font: QFont, colour: QColor, place: QRect, text: str) -> None:
    painter.setFont(font)
    painter.setPen(colour)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
