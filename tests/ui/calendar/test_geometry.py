"""Places in the grid, in the fair's time."""

from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QRect

from workstation.ui.calendar import geometry
from workstation.ui.calendar.geometry import Grid, Span

FAIR = ZoneInfo("Asia/Shanghai")
DAYS = tuple(date(2026, 10, 19 + i) for i in range(7))
DAY = DAYS[0]


@pytest.mark.parametrize("width", [300, 701, 1366])
@pytest.mark.parametrize("rulers", [1, 2])
def test_the_days_fill_the_width_and_every_point_is_in_one(width: int, rulers: int) -> None:
    grid = Grid(DAYS, width, 72, rulers)
    edges = [grid.column(i) for i in range(7)]
    assert edges[0][0] == grid.left
    assert sum(edges[-1]) == width
    assert all(sum(edges[i]) == edges[i + 1][0] for i in range(6))
    for x in range(grid.left, width):
        place = grid.place(QPoint(x, 100))
        assert place is not None
        left, wide = grid.column(DAYS.index(place[0]))
        assert left <= x < left + wide
    assert grid.place(QPoint(grid.left - 1, 100)) is None


def test_a_span_goes_to_instants_and_back() -> None:
    span = Span(date(2026, 10, 24), 17 * 60, 17 * 60 + 30)
    starts_at, ends_at = span.instants(FAIR)
    assert starts_at.astimezone(UTC) == datetime(2026, 10, 24, 9, 0, tzinfo=UTC)
    assert geometry.span_of(starts_at, ends_at, FAIR) == span


def test_what_goes_on_after_midnight_is_cut() -> None:
    span = geometry.span_of(datetime(2026, 10, 19, 15, 30, tzinfo=UTC), datetime(2026, 10, 19, 17, 0, tzinfo=UTC), FAIR)
    assert span == Span(DAY, 23 * 60 + 30, 24 * 60)


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        (600, 660, (600, 660)),
        (660, 600, (600, 660)),
        (607, 652, (600, 645)),
        (600, 603, (600, 630)),
        (614, 614, (600, 630)),
        (1439, 1439, (1410, 1440)),
    ],
)
def test_drawing_snaps_to_quarters(start: int, end: int, wanted: tuple[int, int]) -> None:
    assert geometry.drawn(DAY, start, end, 30) == Span(DAY, *wanted)


def test_moving_keeps_the_length_and_the_day() -> None:
    span = Span(DAY, 600, 645)
    assert geometry.moved(span, DAYS[3], 67) == Span(DAYS[3], 660, 705)
    assert geometry.moved(span, DAY, -10_000) == Span(DAY, 0, 45)
    assert geometry.moved(span, DAY, 10_000) == Span(DAY, 1395, 1440)
    assert geometry.stretched(span, 500) == Span(DAY, 600, 615)
    assert geometry.stretched(span, 722) == Span(DAY, 600, 720)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7])
def test_bookings_stand_side_by_side_inside_their_slot(count: int) -> None:
    block = QRect(100, 50, 120, 42)
    rects = geometry.chips(block, count, 17)
    assert len(rects) == count
    assert all(block.contains(rect) for rect in rects)
    assert all(a.right() < b.left() for a, b in pairwise(rects))


def test_the_buyers_night_is_shaded_by_that_days_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    # 8:00-20:00 in Berlin is 14:00-2:00 at the fair in summer time, 15:00-3:00 in winter time.
    assert geometry.outside_day(date(2026, 10, 24), FAIR, berlin) == [Span(date(2026, 10, 24), 120, 840)]
    assert geometry.outside_day(date(2026, 10, 26), FAIR, berlin) == [Span(date(2026, 10, 26), 180, 900)]
    # On the day of the change the evening before still runs on the old clock.
    assert geometry.outside_day(date(2026, 10, 25), FAIR, berlin) == [Span(date(2026, 10, 25), 120, 900)]
