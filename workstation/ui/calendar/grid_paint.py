"""Painting the grid of days: hours, shades, slots with their bar of places, bookings, and the line of the moment."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QRegion

from workstation.domain.booking import BookingState
from workstation.ui.calendar.geometry import RULER, Grid, Span, chips, outside_day, span_of
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.avatar import ground

if TYPE_CHECKING:
    from workstation.ui.calendar.blocks import Block, Chip, Target

HEAD: Final = 17
"""Height of a slot's first line."""
_BAR: Final = 4
_LINE: Final = 16
"""Less height cuts small letters off."""
_SMALLEST: Final = 8
"""Pixels of the smallest letters."""


class Scene(NamedTuple):
    """All that one picture of the grid depends on."""

    grid: Grid
    fair: ZoneInfo
    blocks: tuple[Block, ...]
    now: datetime
    other: ZoneInfo | None = None
    """The buyer's zone, whose hours stand beside the fair's and whose nights are shaded."""
    current: Target | None = None
    focused: bool = False
    ghost: Span | None = None
    """What the pointer is drawing or moving."""
    ghost_text: str = ""


def block_rect(scene: Scene, block: Block) -> QRect | None:
    """Return where a slot stands."""
    return scene.grid.rect(span_of(block.starts_at, block.ends_at, scene.fair))


def chip_rects(rect: QRect, block: Block) -> list[QRect]:
    """Return where its bookings stand."""
    return chips(rect, len(block.chips), HEAD)


def paint(painter: QPainter, scene: Scene, exposed: QRect) -> None:
    """Paint what of the grid is exposed."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _paint_ground(painter, scene, exposed)
    for block in scene.blocks:
        rect = block_rect(scene, block)
        if rect is not None and rect.intersects(exposed):
            _paint_block(painter, scene, block, rect)
    _paint_ghost(painter, scene)
    _paint_now(painter, scene)


def paint_hint(painter: QPainter, grid: Grid, words: str, height: int, offset: int) -> None:
    """Say in the middle of what is seen why there is nothing."""
    colours = tokens()
    painter.setFont(text_font(Size.BODY))
    flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
    room = QRect(grid.left + 24, offset, max(0, grid.width - grid.left - 48), height)
    painter.setPen(QPen(colours.border, 1))  # before measuring: without a pen Qt finds that words take no room
    inner = painter.boundingRect(room.adjusted(16, 0, -16, 0), flags, words)
    painter.setBrush(colours.raised)
    painter.drawRoundedRect(QRectF(inner).adjusted(-16, -10, 16, 10), 8, 8)
    painter.setPen(colours.muted)
    painter.drawText(inner, flags, words)


def _paint_ground(painter: QPainter, scene: Scene, exposed: QRect) -> None:
    colours, grid = tokens(), scene.grid
    painter.fillRect(exposed, colours.surface)
    today = scene.now.astimezone(scene.fair).date()
    for index, day in enumerate(grid.days):
        left, width = grid.column(index)
        if day == today and len(grid.days) > 1:
            painter.fillRect(QRect(left, 0, width, grid.height), colours.hover)
        if scene.other is not None:
            for span in outside_day(day, scene.fair, scene.other):
                dusk = QColor(colours.text)
                dusk.setAlphaF(0.06)
                painter.fillRect(QRect(left, grid.y(span.first), width, grid.y(span.last) - grid.y(span.first)), dusk)
    painter.setFont(text_font(Size.SMALL))
    for hour in range(24):
        top = grid.y(hour * 60)
        painter.setPen(QPen(colours.border, 1))
        painter.drawLine(grid.left, top, grid.width, top)
        if hour:
            painter.setPen(colours.muted)
            _paint_hours(painter, scene, hour, top)
    painter.setPen(QPen(colours.border, 1))
    for index in range(len(grid.days)):
        left, _width = grid.column(index)
        painter.drawLine(left, 0, left, grid.height)


def _paint_hours(painter: QPainter, scene: Scene, hour: int, top: int) -> None:
    """Write an hour at the left: the buyer's first, then the fair's, by the offset of the chosen booking's day."""
    columns = [f"{hour:02d}:00"]
    if scene.other is not None and scene.grid.rulers > 1:
        there = datetime.combine(_ruled_day(scene), time(hour), scene.fair).astimezone(scene.other)
        columns.insert(0, f"{there:%H:%M}")
    for index, words in enumerate(columns):
        where = QRect(index * RULER, top - 9, RULER - 8, 18)
        painter.drawText(where, (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)


def _ruled_day(scene: Scene) -> date:
    """Return the day whose hours stand at the left: clocks may change within the week that is shown."""
    for block in scene.blocks:
        if scene.current is not None and block.slot_id == scene.current.slot_id:
            return block.starts_at.astimezone(scene.fair).date()
    return scene.grid.days[0]


def _paint_block(painter: QPainter, scene: Scene, block: Block, rect: QRect) -> None:
    colours = tokens()
    over = block.ends_at <= scene.now
    full = block.booked >= block.capacity
    painter.save()
    painter.setOpacity(0.55 if over else 1.0)
    here = scene.current is not None and scene.current.slot_id == block.slot_id
    chosen = here and scene.current is not None and scene.current.booking_id is None
    edge = QPen(colours.accent if chosen else colours.strong_border if block.waiting else colours.border, 1.4)
    if block.waiting:
        edge.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(edge)
    painter.setBrush(colours.window if full else colours.raised)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    _paint_bar(painter, block, rect)
    if rect.height() >= HEAD or not block.chips:
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted if full or over else colours.accent_text)
        line = QRect(rect.left() + 9, rect.top(), rect.width() - 12, min(HEAD + 1, rect.height()))
        words = block.text  # where it is too narrow the bar alone tells of places
        if painter.fontMetrics().horizontalAdvance(words) > line.width():
            words = f"{block.starts_at.astimezone(scene.fair):%H:%M}"
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)
    for chip, where in zip(block.chips, chip_rects(rect, block), strict=True):
        chip_chosen = scene.current is not None and scene.current.booking_id == chip.booking_id
        _paint_chip(painter, chip, where, chosen=chip_chosen, focused=scene.focused)
    if chosen and scene.focused:
        painter.setPen(QPen(colours.focus, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 5, 5)
    painter.restore()


def _paint_bar(painter: QPainter, block: Block, rect: QRect) -> None:
    """The bar of places at the left edge: filled from below, as many parts as there are places."""
    colours = tokens()
    places = max(1, block.capacity, block.booked)
    room = rect.height() - 6
    step = room / places
    painter.setPen(Qt.PenStyle.NoPen)
    for place in range(places):
        taken = place < block.booked
        full = block.booked >= block.capacity
        painter.setBrush((colours.warning if full else colours.accent) if taken else colours.border)
        bottom = rect.bottom() - 3 - place * step
        height = max(1.5, step - (1 if places > 1 else 0))
        painter.drawRoundedRect(QRectF(rect.left() + 2, bottom - height, _BAR, height), 1.5, 1.5)


def _paint_chip(painter: QPainter, chip: Chip, where: QRect, *, chosen: bool, focused: bool) -> None:
    colours = tokens()
    box = QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5)
    if chip.seed is None:
        back, text = colours.warning_soft, colours.warning
        edge = QPen(colours.warning, 1, Qt.PenStyle.DashLine)
    else:
        own = ground(chip.seed, colours)
        back = QColor(own)
        accepted = chip.state is BookingState.ACCEPTED
        back.setAlphaF(1.0 if accepted else 0.16)
        text = QColor("#ffffff") if accepted else colours.text
        edge = QPen(own, 1)
    painter.setPen(edge)
    painter.setBrush(back)
    painter.drawRoundedRect(box, 4, 4)
    if chosen:
        painter.setPen(QPen(colours.focus if focused else colours.accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 5, 5)
    inside = where.adjusted(6, 0, -4, 0)
    if inside.width() < 10:
        return
    painter.setPen(text)
    two = where.height() >= 32 and bool(chip.note)
    font = text_font(Size.SMALL, bold=True)
    if where.height() < _LINE:  # a slot of some minutes: small letters rather than halves of letters
        font.setPixelSize(max(_SMALLEST, where.height() - 3))
    painter.setFont(font)
    upper = QRect(inside.left(), inside.top() + 2, inside.width(), 15) if two else inside
    words = painter.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, words)
    if two:
        painter.setFont(text_font(Size.SMALL))
        lower = QRect(inside.left(), inside.top() + 16, inside.width(), 15)
        words = painter.fontMetrics().elidedText(chip.note, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, words)


def _paint_ghost(painter: QPainter, scene: Scene) -> None:
    rect = scene.grid.rect(scene.ghost) if scene.ghost is not None else None
    if rect is None:
        return
    colours = tokens()
    painter.setPen(QPen(colours.accent, 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(colours.accent_soft)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
    painter.setPen(colours.on_accent_soft)
    painter.setFont(text_font(Size.SMALL, bold=True))
    painter.drawText(rect.adjusted(8, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, scene.ghost_text)


def _paint_now(painter: QPainter, scene: Scene) -> None:
    local = scene.now.astimezone(scene.fair)
    if local.date() not in scene.grid.days:
        return
    left, width = scene.grid.column(scene.grid.days.index(local.date()))
    y = scene.grid.y(local.hour * 60 + local.minute + local.second / 60)
    colours = tokens()
    painter.setPen(QPen(colours.danger, 2))
    painter.save()
    painter.setClipRegion(QRegion(left, y - 2, width, 4).subtracted(_chips_at(scene, y)))  # names stay readable
    painter.drawLine(left, y, left + width, y)
    painter.restore()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.danger)
    painter.drawEllipse(QRectF(left - 4, y - 4, 8, 8))


def _chips_at(scene: Scene, y: int) -> QRegion:
    """Return where bookings stand at a height of the grid."""
    taken = QRegion()
    for block in scene.blocks:
        rect = block_rect(scene, block)
        if rect is not None and rect.top() <= y <= rect.bottom():
            for chip in chip_rects(rect, block):
                taken = taken.united(QRegion(chip))
    return taken


def other_dates(day: date, fair: ZoneInfo, other: ZoneInfo) -> tuple[date, date]:
    """Return the days of the other zone in which a fair day begins and ends."""
    first = datetime.combine(day, time(), fair)
    return first.astimezone(other).date(), (first + timedelta(hours=23, minutes=59)).astimezone(other).date()
