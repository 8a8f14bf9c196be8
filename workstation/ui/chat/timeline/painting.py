"""Paints a laid-out row; decides nothing about where things stand."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from workstation.services.views import ItemState
from workstation.ui.chat.timeline import style as metrics
from workstation.ui.chat.timeline.blocks import BlockLook
from workstation.ui.chat.timeline.layout import RowLayout
from workstation.ui.chat.timeline.plain_text import directed
from workstation.ui.chat.timeline.style import TimelineStyle, deepened, inset
from workstation.ui.chat.timeline.targets import Kind, Label, Target

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine


class Look(NamedTuple):
    """What of a row is in a particular state."""

    selected: dict[int, tuple[int, int]]
    """Stretch selected in each text."""
    whole: bool = False
    """Whether a row without text lies inside the selection."""
    current: bool = False
    """Whether the keyboard stands here."""
    target: Target | None = None
    """Which target the keyboard stands on."""
    hovered: Target | None = None
    picture: QPixmap | None = None
    picture_failed: bool = False
    block_picture: QPixmap | None = None
    flash: float = 0.0
    """How strongly it is pointed out after a jump, 0…1."""
    marked: Mapping[int, tuple[tuple[int, int], ...]] = MappingProxyType({})
    """Stretches of each text that were looked for."""


def paint_row(painter: QPainter, lay: RowLayout, top: float, clip: QRectF, look: Look, style: TimelineStyle) -> None:
    """Paint a row whose top stands at `top` of the view."""
    painter.save()
    painter.translate(0, top)
    clip = clip.translated(0, -top)
    if look.flash > 0:
        glow = QColor(style.colours.accent)
        glow.setAlphaF(0.16 * look.flash)
        painter.fillRect(QRectF(0, 0, lay.width, lay.height), glow)
    _lines_above(painter, lay, style)
    if lay.bubble is not None:
        _bubble(painter, lay, look, style)
        _quote(painter, lay, style)
        _block(painter, lay, look, style)
        _picture(painter, lay, look, style)
    _texts(painter, lay, clip, look, style)
    _note(painter, lay, clip, look, style)
    _meta(painter, lay, style)
    _problem(painter, lay, clip, look, style)
    _focus(painter, lay, look, style)
    painter.restore()


def _lines_above(painter: QPainter, lay: RowLayout, style: TimelineStyle) -> None:
    colours = style.colours
    if lay.day is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.hover)
        painter.drawRoundedRect(lay.day.box, lay.day.box.height() / 2, lay.day.box.height() / 2)
        _label(painter, lay.day, colours.muted, style, centred=True)
    if lay.unread is not None:
        box = lay.unread.box
        painter.setPen(QPen(colours.accent_text, 1))
        middle = round(box.center().y()) + 0.5
        painter.drawLine(QPointF(metrics.EDGE, middle), QPointF(box.left() - 12, middle))
        painter.drawLine(QPointF(box.right() + 12, middle), QPointF(lay.width - metrics.EDGE, middle))
        _label(painter, lay.unread, colours.accent_text, style, centred=True)


def bubble_path(lay: RowLayout) -> QPainterPath:
    """Return the bubble's outline: round, with small corners where a turn goes on."""
    assert lay.bubble is not None
    box, big, small = lay.bubble, float(metrics.RADIUS), float(metrics.TAIL_RADIUS)
    top = big if lay.row.first else small
    bottom = small
    left_top, right_top = (big, top) if lay.mine else (top, big)
    left_bottom, right_bottom = (big, bottom) if lay.mine else (bottom, big)
    path = QPainterPath()
    path.moveTo(box.left() + left_top, box.top())
    path.lineTo(box.right() - right_top, box.top())
    path.arcTo(QRectF(box.right() - 2 * right_top, box.top(), 2 * right_top, 2 * right_top), 90, -90)
    path.lineTo(box.right(), box.bottom() - right_bottom)
    path.arcTo(
        QRectF(box.right() - 2 * right_bottom, box.bottom() - 2 * right_bottom, 2 * right_bottom, 2 * right_bottom),
        0,
        -90,
    )
    path.lineTo(box.left() + left_bottom, box.bottom())
    path.arcTo(QRectF(box.left(), box.bottom() - 2 * left_bottom, 2 * left_bottom, 2 * left_bottom), 270, -90)
    path.lineTo(box.left(), box.top() + left_top)
    path.arcTo(QRectF(box.left(), box.top(), 2 * left_top, 2 * left_top), 180, -90)
    path.closeSubpath()
    return path


def _fill(lay: RowLayout, look: Look, style: TimelineStyle) -> QColor:
    colours = style.colours
    if look.whole:
        return colours.selection
    return colours.bubble_mine if lay.mine and lay.by_me else colours.bubble_theirs


def _bubble(painter: QPainter, lay: RowLayout, look: Look, style: TimelineStyle) -> None:
    colours = style.colours
    painter.setBrush(_fill(lay, look, style))
    if lay.row.item.state is ItemState.FAILED:
        painter.setPen(QPen(colours.danger, 1))
    elif lay.mine and not lay.by_me:
        painter.setPen(QPen(colours.bubble_mine, 1.5))
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPath(bubble_path(lay))
    if lay.name is not None:
        _label(painter, lay.name, colours.accent_text, style)


def _quote(painter: QPainter, lay: RowLayout, style: TimelineStyle) -> None:
    if lay.quote is None or lay.quote_name is None or lay.quote_text is None:
        return
    colours = style.colours
    ground = deepened(colours.bubble_mine if lay.mine and lay.by_me else colours.bubble_theirs, 0.05)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(lay.quote, 6, 6)
    painter.setBrush(colours.accent_text)
    painter.drawRoundedRect(QRectF(lay.quote.left(), lay.quote.top() + 4, 3, lay.quote.height() - 8), 1.5, 1.5)
    _label(painter, lay.quote_name, colours.accent_text, style)
    _label(painter, lay.quote_text, colours.bubble_muted, style)


def _block(painter: QPainter, lay: RowLayout, look: Look, style: TimelineStyle) -> None:
    if lay.block is None or lay.block_box is None:
        return
    hovered = look.hovered is not None and look.hovered.kind is Kind.BLOCK and look.hovered in lay.targets
    painter.save()
    painter.translate(lay.block_box.topLeft())
    lay.block.paint(painter, BlockLook(_fill(lay, look, style), hovered, look.block_picture), style)
    painter.restore()


def _picture(painter: QPainter, lay: RowLayout, look: Look, style: TimelineStyle) -> None:
    if lay.picture is None:
        return
    colours = style.colours
    path = QPainterPath()
    path.addRoundedRect(lay.picture, metrics.RADIUS - 4, metrics.RADIUS - 4)
    if look.picture is None or look.picture.isNull():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(deepened(colours.bubble_theirs, 0.06))
        painter.drawPath(path)
        _picture_sign(painter, lay.picture.center(), colours.bubble_muted, broken=look.picture_failed)
    else:
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.drawPixmap(lay.picture, look.picture, QRectF(look.picture.rect()))
        if look.whole:
            veil = QColor(colours.selection)
            veil.setAlphaF(0.5)
            painter.fillRect(lay.picture, veil)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        edge = QColor(colours.text)
        edge.setAlphaF(0.12)
        painter.setPen(QPen(edge, 1))
        painter.drawPath(path)


def _picture_sign(painter: QPainter, centre: QPointF, colour: QColor, *, broken: bool) -> None:
    box = QRectF(centre.x() - 14, centre.y() - 11, 28, 22)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawRoundedRect(box, 4, 4)
    if broken:
        painter.drawLine(box.topLeft() + QPointF(2, -4), box.bottomRight() + QPointF(-2, 4))
        return
    painter.drawEllipse(QPointF(box.left() + 9, box.top() + 8), 2.4, 2.4)
    painter.drawPolyline(
        [
            QPointF(box.left() + 3, box.bottom() - 4),
            QPointF(box.left() + 10, box.bottom() - 10),
            QPointF(box.left() + 15, box.bottom() - 5),
            QPointF(box.left() + 20, box.bottom() - 12),
            QPointF(box.right() - 2, box.bottom() - 5),
        ]
    )


def _texts(painter: QPainter, lay: RowLayout, clip: QRectF, look: Look, style: TimelineStyle) -> None:
    colours = style.colours
    painter.setPen(colours.on_bubble if lay.bubble is not None else colours.muted)
    for number, placed in enumerate(lay.texts):
        placed.block.draw(
            painter, placed.origin, clip, look.selected.get(number), style.selection,
            look.marked.get(number, ()), style.found,
        )  # fmt: skip


def _note(painter: QPainter, lay: RowLayout, clip: QRectF, look: Look, style: TimelineStyle) -> None:
    """Paint what is said of a translation: a thin line above, a warning's colour where one is to look twice."""
    if lay.note is None:
        return
    box, colours = lay.note.box, style.colours
    line = QColor(colours.warning if lay.note_warns else colours.bubble_muted)
    line.setAlphaF(0.4)
    painter.setPen(QPen(line, 1))
    painter.drawLine(QPointF(box.left(), box.top() - 2.5), QPointF(box.left() + 28, box.top() - 2.5))
    hovered = look.hovered is not None and look.hovered.kind is Kind.READING and look.hovered in lay.targets
    muted = colours.warning if lay.note_warns else colours.bubble_muted
    painter.setPen(colours.accent_text if hovered else muted)
    lay.note.block.draw(painter, lay.note.origin, clip, None, style.selection)


def _meta(painter: QPainter, lay: RowLayout, style: TimelineStyle) -> None:
    if lay.meta is None:
        return
    colour = style.colours.bubble_muted
    if lay.meta_on_picture:
        chip = QRectF(lay.meta.box)
        if lay.mark is not None:
            chip.setRight(lay.mark.right())
        chip.adjust(-8, -2, 8, 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        colour = QColor(255, 255, 255)
    _label(painter, lay.meta, colour, style)
    if lay.mark is not None:
        paint_mark(painter, lay.mark, lay.row.item.state, colour, style)


def paint_mark(painter: QPainter, box: QRectF, state: ItemState, colour: QColor, style: TimelineStyle) -> None:
    """Paint the sign of a state: each has a shape of its own, not only a colour."""
    if state is ItemState.READ and colour is style.colours.bubble_muted:
        colour = style.colours.accent_text
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    x, y = box.left(), box.top()
    if state in (ItemState.SENT, ItemState.READ):
        shift = 2.5 if state is ItemState.READ else 0.0
        painter.drawPolyline(
            [QPointF(x + 2 - shift, y + 7.5), QPointF(x + 5 - shift, y + 10.5), QPointF(x + 11 - shift, y + 4)]
        )
        if state is ItemState.READ:
            painter.drawPolyline([QPointF(x + 6.5, y + 9), QPointF(x + 8, y + 10.5), QPointF(x + 14, y + 4)])
    elif state is ItemState.FAILED:
        _exclamation(painter, box, style)
    elif state is ItemState.SENDING:
        painter.drawLine(QPointF(x + 7, y + 11.5), QPointF(x + 7, y + 3))
        painter.drawPolyline([QPointF(x + 3.5, y + 6.5), QPointF(x + 7, y + 3), QPointF(x + 10.5, y + 6.5)])
    else:
        painter.drawEllipse(QPointF(x + 7, y + 7), 5, 5)
        painter.drawPolyline([QPointF(x + 7, y + 4.5), QPointF(x + 7, y + 7), QPointF(x + 9, y + 8.5)])


def _exclamation(painter: QPainter, box: QRectF, style: TimelineStyle) -> None:
    colours = style.colours
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colours.danger)
    painter.drawEllipse(inset(box, 1))
    painter.setBrush(colours.surface)
    centre = box.center()
    painter.drawRoundedRect(QRectF(centre.x() - 0.9, centre.y() - 3.6, 1.8, 4.6), 0.9, 0.9)
    painter.drawEllipse(QPointF(centre.x(), centre.y() + 3), 1.1, 1.1)


def _problem(painter: QPainter, lay: RowLayout, clip: QRectF, look: Look, style: TimelineStyle) -> None:
    if lay.problem is None or lay.problem_mark is None:
        return
    _exclamation(painter, lay.problem_mark, style)
    painter.setPen(style.colours.danger)
    lay.problem.block.draw(painter, lay.problem.origin, clip, None, style.selection)
    for button in lay.buttons:
        if look.hovered is not None and any(box == button.box for box in look.hovered.boxes):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(style.colours.hover)
            painter.drawRoundedRect(button.box, 6, 6)
        _label(painter, button, style.colours.accent_text, style, centred=True)


def _focus(painter: QPainter, lay: RowLayout, look: Look, style: TimelineStyle) -> None:
    if not look.current:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(style.colours.focus, 1.5))
    if look.target is not None:
        for box in look.target.boxes:
            painter.drawRoundedRect(box.adjusted(-2, -1, 2, 1), 4, 4)
    elif lay.bubble is not None:
        painter.drawRoundedRect(inset(lay.bubble, -2.5), metrics.RADIUS + 2, metrics.RADIUS + 2)
    elif lay.texts:
        painter.drawRoundedRect(lay.texts[0].box.adjusted(-8, -3, 8, 3), 6, 6)


def _label(painter: QPainter, label: Label, colour: QColor, style: TimelineStyle, *, centred: bool = False) -> None:
    painter.setFont(style.small_bold if label.bold else style.small)
    painter.setPen(colour)
    if centred:
        painter.drawText(label.box, _CENTRE, label.text)
        return
    text = label.text
    measure = style.small_bold_metrics if label.bold else style.small_metrics
    if measure.horizontalAdvance(text) > label.box.width() + 1:
        text = measure.elidedText(text, Qt.TextElideMode.ElideRight, label.box.width())
    painter.drawText(label.box, _LEFT, directed(text))
