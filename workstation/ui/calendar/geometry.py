"""Where slots and bookings stand in a grid of days: arithmetic without painting, in the fair's time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, QRect

MINUTES_A_DAY: Final = 24 * 60
SNAP_MINUTES: Final = 15
RULER: Final = 70
"""Width of a column of hours, in pixels."""
HOUR_SMALLEST: Final = 44
HOUR_LARGEST: Final = 200
CHIP_GAP: Final = 2
_EDGE: Final = 6
"""How near to a block's end the pointer takes hold of the end, in pixels."""


class Span(NamedTuple):
    """A stretch of one day, in minutes after the fair's midnight."""

    day: date
    first: int
    last: int
    """Not included."""

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return its ends as aware instants."""
        midnight = datetime.combine(self.day, time(), zone)
        return midnight + timedelta(minutes=self.first), midnight + timedelta(minutes=self.last)


def span_of(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> Span:
    """Return where a time stands in the fair's days; what goes on after midnight is cut there."""
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    first = start.hour * 60 + start.minute
    length = max(1, round((end - start).total_seconds() / 60))
    return Span(start.date(), first, min(MINUTES_A_DAY, first + length))


class Grid(NamedTuple):
    """Some days side by side; `rulers` columns of hours at the left, one a clock."""

    days: tuple[date, ...]
    width: int
    hour: int
    """Pixels of an hour."""
    rulers: int = 1

    @property
    def left(self) -> int:
        """Where the first day begins."""
        return RULER * self.rulers

    @property
    def height(self) -> int:
        """Pixels of a whole day."""
        return 24 * self.hour

    def column(self, index: int) -> tuple[int, int]:
        """Return left edge and width of a day; together they fill the width."""
        room = max(1, self.width - self.left)
        left = self.left + room * index // len(self.days)
        return left, self.left + room * (index + 1) // len(self.days) - left

    def y(self, minutes: float) -> int:
        """Return where a minute of the day is."""
        return round(minutes * self.hour / 60)

    def rect(self, span: Span) -> QRect | None:
        """Return where a span stands; `None` when its day is not shown."""
        if span.day not in self.days:
            return None
        left, width = self.column(self.days.index(span.day))
        top = self.y(span.first)
        return QRect(left + 2, top + 1, width - 5, max(14, self.y(span.last) - top - 2))

    def place(self, where: QPoint) -> tuple[date, int] | None:
        """Return day and minute under a point, or `None` beside the days."""
        if where.x() < self.left or not self.days:
            return None
        index = next((i for i in range(len(self.days)) if where.x() < sum(self.column(i))), len(self.days) - 1)
        minute = round(where.y() * 60 / self.hour)
        return self.days[index], max(0, min(MINUTES_A_DAY, minute))


def snapped(minute: int) -> int:
    """Return the nearest quarter of an hour."""
    return max(0, min(MINUTES_A_DAY, round(minute / SNAP_MINUTES) * SNAP_MINUTES))


def drawn(day: date, start: int, end: int, least: int) -> Span:
    """Return what a drag from one minute to another means, as long as `least` minutes when it went nowhere."""
    first, last = snapped(min(start, end)), snapped(max(start, end))
    if last - first < SNAP_MINUTES:
        first = start - start % SNAP_MINUTES
        last = first + least
    if last > MINUTES_A_DAY:
        first, last = MINUTES_A_DAY - (last - first), MINUTES_A_DAY
    return Span(day, max(0, first), last)


def moved(span: Span, day: date, by: int) -> Span:
    """Return a span after a drag by so many minutes, kept within the day."""
    length = span.last - span.first
    first = max(0, min(MINUTES_A_DAY - length, snapped(span.first + by)))
    return Span(day, first, first + length)


def stretched(span: Span, to: int) -> Span:
    """Return a span whose end was dragged to a minute."""
    return Span(span.day, span.first, max(span.first + SNAP_MINUTES, snapped(to)))


def holds_end(rect: QRect, where: QPoint) -> bool:
    """Tell whether a point takes hold of a block's lower end."""
    return rect.contains(where) and rect.bottom() - where.y() < min(_EDGE, rect.height() // 3)


def chips(block: QRect, count: int, head: int) -> list[QRect]:
    """Share out a slot's block among its bookings, side by side below its head line."""
    inside = block.adjusted(8, head if block.height() >= head + 16 else 2, -3, -3)
    if count == 0:
        return []
    step = (inside.width() + CHIP_GAP) / count
    return [
        QRect(inside.left() + round(i * step), inside.top(), max(4, round(step) - CHIP_GAP), inside.height())
        for i in range(count)
    ]


def outside_day(day: date, fair: ZoneInfo, other: ZoneInfo, first: int = 8, last: int = 20) -> list[Span]:
    """Return the stretches of a fair day that lie outside `first`–`last` o'clock of another zone.

    Looked at quarter by quarter, because that zone's clocks may change within the day.
    """
    found: list[Span] = []
    midnight = datetime.combine(day, time(), fair)
    for minute in range(0, MINUTES_A_DAY, SNAP_MINUTES):
        hour = (midnight + timedelta(minutes=minute)).astimezone(other).hour
        if first <= hour < last:
            continue
        if found and found[-1].last == minute:
            found[-1] = found[-1]._replace(last=minute + SNAP_MINUTES)
        else:
            found.append(Span(day, minute, minute + SNAP_MINUTES))
    return found
