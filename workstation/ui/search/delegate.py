"""Paints a row of what was found, the words looked for marked by ground and weight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workstation.ui.chat.timeline.plain_text import utf16_length, utf16_slice
from workstation.ui.inbox import wording
from workstation.ui.search.findings import Kind, Range, SearchRow, brought_near, utf16_ranges
from workstation.ui.search.kinds import kind_of
from workstation.ui.search.model import Role
from workstation.ui.theme import Size, Tokens, text_font, tokens
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.icons import paint_icon

HEIGHTS: Final = {
    Kind.HEADING: 32,
    Kind.CONVERSATION: 56,
    Kind.GROUP: 30,
    Kind.MESSAGE: 44,
    Kind.DOCUMENT: 56,
    Kind.MORE_INSIDE: 28,
    Kind.MORE: 36,
}
"""Pixels."""
MARGIN: Final = 12
AVATAR: Final = 36
_INDENT: Final = MARGIN + 20 + 8
_ICON: Final = 16

AnyIndex = QModelIndex | QPersistentModelIndex


def lay_out(
    text: str, ranges: Sequence[Range], font: QFont, width: int, lines: int, colours: Tokens
) -> QTextLayout:  # fmt: skip
    """Return a plain text in at most so many lines, dots where it is cut, the ranges marked and the first of them seen.

    Args:
        text: safe to paint, without line breaks.
        ranges: in characters of the text.
        font: of all of it.
        width: pixels.
        lines: at most.
        colours: of the ranges.
    """
    made = _broken(text, ranges, font, width, lines, colours)
    end, whole = _end(made), utf16_length(text)
    if ranges and end < whole and end <= utf16_length(text[: ranges[0][1]]):
        nearer = brought_near(text, ranges)
        if nearer[0] != text:
            return lay_out(*nearer, font, width, lines, colours)
    dotted = made
    if end < whole:
        begin = made.lineAt(made.lineCount() - 1).textStart()
        last = QFontMetrics(font).elidedText(utf16_slice(text, begin, whole), Qt.TextElideMode.ElideRight, width)
        end = made.nextCursorPosition(begin + max(0, utf16_length(last) - 1))
    while 0 < end < whole:  # marked words are wider: more than once only where they stand at the end
        end = made.previousCursorPosition(end)
        kept = utf16_slice(text, 0, end).rstrip()
        inside = [(start, min(stop, len(kept))) for start, stop in ranges if start < len(kept)]
        dotted = _broken(f"{kept}…", inside, font, width, lines, colours)
        if _end(dotted) > utf16_length(kept):  # the dots have room too
            break
    return dotted


def _end(layout: QTextLayout) -> int:
    """Return up to where the lines show the text, as Qt counts."""
    last = layout.lineAt(layout.lineCount() - 1)
    return last.textStart() + last.textLength() if layout.lineCount() else 0


def _broken(
    text: str, ranges: Sequence[Range], font: QFont, width: int, lines: int, colours: Tokens
) -> QTextLayout:  # fmt: skip
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    marks = []
    for start, length in utf16_ranges(text, ranges):
        mark = QTextLayout.FormatRange()
        mark.start, mark.length = start, length
        look = QTextCharFormat()
        look.setBackground(colours.selection)
        look.setForeground(colours.text)  # muted words would be too faint on it
        look.setFontWeight(QFont.Weight.Bold)
        mark.format = look
        marks.append(mark)
    layout.setFormats(marks)
    height = QFontMetrics(font).height()
    layout.beginLayout()
    for position in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, position * height))
    layout.endLayout()
    return layout


class SearchDelegate(QStyledItemDelegate):
    """Paints headings, conversations, messages and what brings more."""

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(Role.ROW)
        return QSize(200, HEIGHTS[row.kind] if isinstance(row, SearchRow) else 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(Role.ROW)
        if not isinstance(row, SearchRow):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = tokens()
        painter.save()
        painter.setClipRect(rect)
        ground = _paint_ground(painter, rect, state, colours)
        if row.kind is Kind.HEADING:
            _paint_heading(painter, rect, row, colours)
        elif row.kind in (Kind.CONVERSATION, Kind.DOCUMENT):
            _paint_two_lines(painter, rect, row, ground, colours)
        elif row.kind is Kind.GROUP:
            _paint_group(painter, rect, row, ground, colours)
        elif row.kind is Kind.MESSAGE:
            _paint_message(painter, rect, row, colours)
        else:
            _paint_more(painter, rect, row, colours)
        painter.restore()


def _paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag, colours: Tokens) -> QColor:
    if not state & QStyle.StateFlag.State_Enabled:
        return colours.surface
    ground = colours.surface
    if state & QStyle.StateFlag.State_Selected:
        ground = colours.selected
    elif state & QStyle.StateFlag.State_MouseOver:
        ground = colours.hover
    if ground is not colours.surface:
        painter.fillRect(rect, ground)
    if state & QStyle.StateFlag.State_Selected:  # colour is never the only sign
        painter.fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), colours.accent)
    return ground


def _paint_words(painter: QPainter, layout: QTextLayout, place: QPoint, colour: QColor) -> None:
    painter.setPen(QPen(colour))
    layout.draw(painter, QPointF(place))


def _paint_right(painter: QPainter, row: SearchRow, right: int, middle: int, colours: Tokens) -> int:
    """Paint the time or mark at the right; return where it begins."""
    if not row.when:
        return right
    font = text_font(Size.SMALL)
    metrics = QFontMetrics(font)
    width = metrics.horizontalAdvance(row.when) + 1
    painter.setFont(font)
    painter.setPen(colours.muted)
    place = QRect(right - width, middle - metrics.height() // 2, width, metrics.height())
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.TextFlag.TextSingleLine, row.when)
    if row.kind is Kind.MESSAGE:
        return right - width - 8
    mark = QRect(place.left() - _ICON - 4, middle - _ICON // 2, _ICON, _ICON)
    paint_icon(painter, mark, "archive", colours.muted)
    return mark.left() - 8


def _paint_heading(painter: QPainter, rect: QRect, row: SearchRow, colours: Tokens) -> None:
    painter.setFont(text_font(Size.SMALL, bold=True))
    painter.setPen(colours.muted)
    place = rect.adjusted(MARGIN, 8, -MARGIN, 0)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, row.text)


def _paint_face(painter: QPainter, place: QRect, row: SearchRow, ground: QColor, colours: Tokens) -> None:
    if row.row is None:
        return
    seed = row.row.other_id if row.row.other_id is not None else 0
    name = wording.title(row.row)
    paint_avatar(painter, place, name, seed, presence=row.row.presence, behind=ground, colours=colours)


def _paint_two_lines(painter: QPainter, rect: QRect, row: SearchRow, ground: QColor, colours: Tokens) -> None:
    face = QRect(rect.left() + MARGIN, rect.top() + (rect.height() - AVATAR) // 2, AVATAR, AVATAR)
    if row.document is not None:
        paint_icon(painter, face, kind_of(row.document.kind).icon, colours.muted, 20)
    else:
        _paint_face(painter, face, row, ground, colours)
    left = face.right() + 1 + MARGIN
    right = rect.right() - MARGIN
    edge = _paint_right(painter, row, right, rect.top() + 19, colours)
    name = lay_out(row.text, row.ranges, text_font(Size.BODY), edge - left, 1, colours)
    _paint_words(painter, name, QPoint(left, rect.top() + (9 if row.second else 18)), colours.text)
    if row.second:
        second = lay_out(row.second, row.second_ranges, text_font(Size.SMALL), right - left, 1, colours)
        _paint_words(painter, second, QPoint(left, rect.top() + 31), colours.muted)


def _paint_group(painter: QPainter, rect: QRect, row: SearchRow, ground: QColor, colours: Tokens) -> None:
    face = QRect(rect.left() + MARGIN, rect.top() + 6, 20, 20)
    _paint_face(painter, face, row, ground, colours)
    left = rect.left() + _INDENT
    edge = _paint_right(painter, row, rect.right() - MARGIN, rect.top() + 16, colours)
    name = lay_out(row.text, (), text_font(Size.SMALL, bold=True), edge - left, 1, colours)
    _paint_words(painter, name, QPoint(left, rect.top() + 8), colours.text)


def _paint_message(painter: QPainter, rect: QRect, row: SearchRow, colours: Tokens) -> None:
    left = rect.left() + _INDENT
    edge = _paint_right(painter, row, rect.right() - MARGIN, rect.top() + 13, colours)
    words = lay_out(row.text, row.ranges, text_font(Size.SMALL), edge - left, 2, colours)
    _paint_words(painter, words, QPoint(left, rect.top() + 5), colours.text)


def _paint_more(painter: QPainter, rect: QRect, row: SearchRow, colours: Tokens) -> None:
    font = text_font(Size.SMALL)
    painter.setFont(font)
    painter.setPen(colours.accent_text)
    place = rect.adjusted(_INDENT if row.kind is Kind.MORE_INSIDE else MARGIN, 0, -MARGIN, 0)
    text = QFontMetrics(font).elidedText(row.text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
