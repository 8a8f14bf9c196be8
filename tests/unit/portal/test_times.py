"""Times on the buyers' pages: in the buyer's own zone, by the clocks of each instant."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workstation.server.portal import times

FAIR = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 10, 15, 1, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)


def when(day: int, zone: str, language: str = "en", hour: int = 9, month: int = 10) -> times.When:
    """Return how 17:00 at the fair reads there, unless another hour (UTC) is asked for."""
    at = datetime(2026, month, day, hour, 0, tzinfo=UTC)
    return times.when(at, at + HALF, ZoneInfo(zone), FAIR, NOW, language)


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", 24, "11:00–11:30"),
        ("Europe/Berlin", 26, "10:00–10:30"),
        ("America/New_York", 24, "05:00–05:30"),
        ("Africa/Cairo", 29, "12:00–12:30"),
        ("Africa/Cairo", 30, "11:00–11:30"),
        ("Asia/Kathmandu", 24, "14:45–15:15"),
        ("Asia/Shanghai", 24, "17:00–17:30"),
    ],
)
def test_five_in_guangzhou_is_when(zone: str, day: int, hours: str) -> None:
    found = when(day, zone)
    assert found.hours == hours
    assert found.fair == ("" if zone == "Asia/Shanghai" else "17:00–17:30 Beijing time (GMT+8)")


@pytest.mark.parametrize(
    ("zone", "hour", "outside"),
    [
        ("Europe/Berlin", 9, False),
        ("Europe/Berlin", 1, True),
        ("America/New_York", 9, True),
        ("Asia/Shanghai", 9, False),
    ],
)
def test_times_outside_the_buyers_day_are_marked(zone: str, hour: int, outside: bool) -> None:
    assert when(24, zone, hour=hour).outside_day is outside


def test_new_york_changes_a_week_later() -> None:
    assert when(31, "America/New_York").hours == "05:00–05:30"
    assert when(2, "America/New_York", month=11).hours == "04:00–04:30"


def test_what_lies_behind_a_change_says_so() -> None:
    assert when(24, "Europe/Berlin").warning == ""
    assert "25 October 2026" in when(26, "Europe/Berlin").warning
    assert "25 de octubre" in when(26, "Europe/Berlin", "es").warning
    assert "2026年10月25日" in when(26, "Europe/Berlin", "zh").warning


def test_the_hour_that_comes_twice_is_named() -> None:
    at = datetime(2026, 10, 25, 0, 15, tzinfo=UTC)
    found = times.when(at, at + HALF, ZoneInfo("Europe/Berlin"), FAIR, datetime(2026, 10, 25, tzinfo=UTC), "en")
    assert found.hours == "02:15–02:45"
    assert found.warning


def test_another_day_at_the_fair_is_told() -> None:
    found = when(24, "America/Los_Angeles", hour=1)
    assert found.day == "Friday, 23 October 2026"
    assert found.fair.startswith("Sat ")
