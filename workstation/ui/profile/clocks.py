"""Two clocks over one day: when both sides work, who sleeps now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from workstation.ui.chat import people
from workstation.ui.formats import clock_time
from workstation.ui.profile.section import MARGIN
from workstation.ui.theme import Size, Tokens, text_font, tokens
from workstation.ui.widgets.icons import paint_icon

SLOT: Final = timedelta(minutes=30)
_PAD: Final = 12
_LINE: Final = 18
_BAR: Final = 10
_GAP: Final = 2


class Hours(Enum):
    """What people do at an hour of their day."""

    NIGHT = auto()
    AWAKE = auto()
    WORK = auto()


def hours_at(hour: int) -> Hours:
    """Return what people usually do in this hour of the day."""
    if 9 <= hour < 18:
        return Hours.WORK
    return Hours.AWAKE if 7 <= hour < 22 else Hours.NIGHT


def day_around(now: datetime, mine: tzinfo | None = None) -> list[datetime]:
    """Return the beginnings of the half hours of my day, and its end.

    Args:
        now: an aware instant of that day.
        mine: my zone; default: the machine's.
    """
    local = now.astimezone(mine)
    begin = local.replace(hour=0, minute=0, second=0, microsecond=0)
    end = (begin + timedelta(hours=36)).replace(hour=0, minute=0)
    if mine is None:  # the machine's zone of that moment is a fixed difference: look again at either end
        begin, end = (day.replace(tzinfo=None).astimezone() for day in (begin, end))
    first, last = begin.astimezone(UTC), end.astimezone(UTC)  # so that a day may have 23 or 25 hours
    return [first + SLOT * slot for slot in range(round((last - first) / SLOT) + 1)]


def hours_of(day: Sequence[datetime], zone: tzinfo | None) -> list[Hours]:
    """Return what people in a zone do in each of those half hours."""
    return [hours_at(slot.astimezone(zone).hour) for slot in day[:-1]]


def common_work(day: Sequence[datetime], mine: Sequence[Hours], theirs: Sequence[Hours]) -> list[tuple[datetime, ...]]:
    """Return from when to when both sides work."""
    both = [False, *(a is b is Hours.WORK for a, b in zip(mine, theirs, strict=True)), False]
    edges = [place for place, (before, after) in enumerate(pairwise(both)) if before is not after]
    return [(day[begin], day[end]) for begin, end in zip(edges[::2], edges[1::2], strict=True)]


class ClockStrip(QWidget):
    """The buyer's day against mine, at the same instants; takes no room for a place that isn't known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = ""
        self._now: datetime | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def there(self) -> str:
        """The buyer's time as it is shown; empty while nothing is."""
        return people.local_time(self._zone, self._now) if self._now is not None and not self.isHidden() else ""

    def show_time(self, zone: str, now: datetime) -> None:
        """Show the time in a zone (IANA name)."""
        self._zone, self._now = zone, now
        self.setVisible(people.zone(zone) is not None)
        self.setAccessibleName(self.in_words())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 2 * _PAD + 3 * _LINE + 2 * _BAR + _GAP + 10)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    # ---- words -------------------------------------------------------------------------------------------------

    def _said_of_now(self) -> str:
        there = people.zone(self._zone)
        if there is None or self._now is None:
            return ""
        return {
            Hours.NIGHT: self.tr("Night there"),
            Hours.AWAKE: self.tr("Off hours there"),
            Hours.WORK: self.tr("Office hours there"),
        }[hours_at(self._now.astimezone(there).hour)]

    def _said_of_common(self) -> str:
        if self._now is None:
            return ""
        day = day_around(self._now)
        found = common_work(day, hours_of(day, None), hours_of(day, people.zone(self._zone)))
        if not found:
            return self.tr("Your office hours never meet")
        spans = " · ".join(f"{clock_time(begin)}–{clock_time(end)}" for begin, end in found)
        return self.tr("Both at work {spans} (your time)").format(spans=spans)

    def in_words(self) -> str:
        """Return all of it as a sentence."""
        if self._now is None:
            return ""
        there = self.tr("{time} in {place}").format(time=self.there, place=people.city(self._zone))
        here = self.tr("{time} here").format(time=clock_time(self._now))
        return f"{there}, {self._said_of_now()}, {here}, {self._said_of_common()}"

    # ---- painting ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        there = people.zone(self._zone)
        if self._now is None or there is None:
            return
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(MARGIN, 0, -MARGIN + 4, -6)
        painter.setPen(QPen(colours.border, 1))
        painter.setBrush(colours.window)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        inside = box.adjusted(_PAD, 8, -_PAD, -8)
        day = day_around(self._now)
        self._paint_line(painter, inside.top(), inside, self._place_words(), self.there, colours, bold=True)
        y = inside.top() + _LINE + 4
        _paint_bar(painter, QRect(inside.left(), y, inside.width(), _BAR), hours_of(day, there), colours)
        _paint_bar(painter, QRect(inside.left(), y + _BAR + _GAP, inside.width(), _BAR), hours_of(day, None), colours)
        self._paint_now(painter, inside, y, day, colours)
        y += 2 * _BAR + _GAP + 4
        self._paint_line(painter, y, inside, self.tr("Here"), clock_time(self._now), colours)
        self._paint_line(painter, y + _LINE, inside, self._said_of_common(), "", colours)
        painter.end()

    def _place_words(self) -> str:
        return f"{people.city(self._zone)} · {self._said_of_now()}"

    def _paint_line(
        self, painter: QPainter, top: int, box: QRect, left: str, right: str, colours: Tokens, *, bold: bool = False
    ) -> None:
        font = text_font(Size.BODY if bold else Size.SMALL, bold=bold)
        painter.setFont(font)
        painter.setPen(colours.text)
        width = QFontMetrics(font).horizontalAdvance(right)
        end = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(box.left(), top, box.width(), _LINE), end, right)
        room = box.width() - (width + 8 if right else 0)
        indent = 0
        if bold and self._now is not None:
            asleep = people.is_night(self._zone, self._now)
            paint_icon(painter, QRect(box.left(), top + 2, 14, 14), "moon" if asleep else "sun", colours.muted, 14)
            indent = 18
        font = text_font(Size.SMALL)
        painter.setFont(font)
        painter.setPen(colours.muted)
        text = QFontMetrics(font).elidedText(left, Qt.TextElideMode.ElideRight, room - indent)
        place = QRect(box.left() + indent, top, room - indent, _LINE)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_now(
        self, painter: QPainter, box: QRect, top: int, day: Sequence[datetime], colours: Tokens
    ) -> None:  # fmt: skip
        if self._now is None:
            return
        x = box.left() + box.width() * ((self._now - day[0]) / (day[-1] - day[0]))
        height = 2 * _BAR + _GAP
        painter.setPen(QPen(colours.window, 4))
        painter.drawLine(round(x), top - 2, round(x), top + height + 1)
        painter.setPen(QPen(colours.text, 2))
        painter.drawLine(round(x), top - 3, round(x), top + height + 2)

    # ---- help --------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.in_words(), self)
            return True
        return super().event(event)


def _paint_bar(painter: QPainter, rect: QRect, hours: Sequence[Hours], colours: Tokens) -> None:
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect), 3, 3)
    painter.save()
    painter.setClipPath(path)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    edges = [0, *(n for n in range(1, len(hours)) if hours[n] is not hours[n - 1]), len(hours)]
    for begin, end in pairwise(edges):
        left, right = (rect.left() + round(rect.width() * edge / len(hours)) for edge in (begin, end))
        painter.fillRect(QRect(left, rect.top(), right - left, rect.height()), _colour(hours[begin], colours))
    painter.restore()


def _colour(hours: Hours, colours: Tokens) -> QColor:
    if hours is Hours.WORK:
        return colours.accent
    soft = QColor(colours.strong_border)
    soft.setAlphaF(0.28 if hours is Hours.AWAKE else 0.72)
    return soft
