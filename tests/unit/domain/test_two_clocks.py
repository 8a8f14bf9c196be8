"""The fair's clock and the buyer's: offsets of the instant itself, weekday shifts, missing and doubled hours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.slot_builders import utc
from workstation.domain.two_clocks import FAIR_ZONE, TwoClocks, day_span, fair_zone, instants, two_clocks, zone

FAIR = ZoneInfo(FAIR_ZONE)
BERLIN = ZoneInfo("Europe/Berlin")


def at_fair(day: str, hour: int = 17, minute: int = 0) -> datetime:
    return datetime.combine(date.fromisoformat(day), time(hour, minute), FAIR).astimezone(UTC)


def clocks(begin: datetime, buyer: str, *, now: datetime | None = None, minutes: int = 30) -> TwoClocks:
    return two_clocks(begin, begin + timedelta(minutes=minutes), fair=FAIR, buyer=buyer, now=now or begin)


@pytest.mark.parametrize(
    ("day", "buyer", "hour", "there", "shift"),
    [
        # The EU's clocks go back on the 25th, in the middle of phase 2.
        ("2026-10-24", "Europe/Berlin", 17, "11:00", 0),
        ("2026-10-26", "Europe/Berlin", 17, "10:00", 0),
        # Egypt's on the night to the 30th, the US's on 1 November, in phase 3.
        ("2026-10-29", "Africa/Cairo", 17, "12:00", 0),
        ("2026-10-31", "Africa/Cairo", 17, "11:00", 0),
        ("2026-10-31", "America/New_York", 17, "05:00", 0),
        ("2026-11-02", "America/New_York", 17, "04:00", 0),
        ("2026-10-24", "America/New_York", 9, "21:00", -1),
        ("2026-11-03", "America/New_York", 9, "20:00", -1),
        # Half and quarter hours.
        ("2026-10-24", "Asia/Kolkata", 17, "14:30", 0),
        ("2026-10-24", "Asia/Kathmandu", 17, "14:45", 0),
        ("2026-10-24", "America/St_Johns", 9, "22:30", -1),
        ("2026-11-02", "America/St_Johns", 9, "21:30", -1),
        # Ahead of the fair, by a whole day.
        ("2026-10-24", "Pacific/Auckland", 17, "22:00", 0),
        ("2026-10-24", "Pacific/Kiritimati", 20, "02:00", 1),
    ],
)
def test_the_buyer_reads_the_hour_of_that_very_day(day: str, buyer: str, hour: int, there: str, shift: int) -> None:
    found = clocks(at_fair(day, hour), buyer)
    assert found.here.begins.strftime("%H:%M") == f"{hour:02}:00"
    assert found.there is not None
    assert (found.there.begins.strftime("%H:%M"), found.there.day_shift) == (there, shift)
    assert found.there.begins == found.here.begins  # one instant
    assert found.there.ends - found.there.begins == timedelta(minutes=30)


def test_a_change_of_clocks_between_now_and_then_is_told() -> None:
    now = at_fair("2026-10-20")
    before = clocks(at_fair("2026-10-24"), "Europe/Berlin", now=now)
    assert (before.clocks_change, before.changes_at, before.shift_min) == (False, None, 0)
    after = clocks(at_fair("2026-10-26"), "Europe/Berlin", now=now)
    assert (after.clocks_change, after.changes_at, after.shift_min) == (True, utc(2026, 10, 25, 1), -60)
    # In a year both stand as they do now, however often they have changed.
    assert not clocks(at_fair("2027-10-20"), "Europe/Berlin", now=now).clocks_change
    # What is over needs no warning.
    assert not clocks(at_fair("2026-10-24"), "Europe/Berlin", now=at_fair("2026-10-27")).clocks_change
    assert not clocks(at_fair("2026-10-26"), "Asia/Tokyo", now=now).clocks_change


@pytest.mark.parametrize(
    ("buyer", "begin", "minutes", "outside"),
    [
        ("Europe/Berlin", utc(2026, 10, 26, 6, 59), 30, True),
        ("Europe/Berlin", utc(2026, 10, 26, 7), 30, False),
        ("Europe/Berlin", utc(2026, 10, 26, 18, 30), 30, False),  # ends at 20:00 sharp
        ("Europe/Berlin", utc(2026, 10, 26, 18, 31), 30, True),
        ("Europe/Berlin", utc(2026, 10, 26, 18), 600, True),  # through the night into the next morning
        ("America/New_York", utc(2026, 10, 24, 9), 30, True),
    ],
)
def test_outside_the_buyer_s_day(buyer: str, begin: datetime, minutes: int, outside: bool) -> None:
    found = clocks(begin, buyer, minutes=minutes)
    assert found.there is not None
    assert found.there.outside_day is outside


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "Europe", "x" * 300])
def test_an_unknown_zone_shows_the_fair_s_clock_alone(name: str) -> None:
    assert zone(name) is None
    found = clocks(at_fair("2026-10-24"), name)
    assert found.there is None
    assert not found.clocks_change
    assert fair_zone(name).key == FAIR_ZONE


def test_missing_and_doubled_hours() -> None:
    # Berlin: 02:30 is missing on 29 March and comes twice on 25 October.
    assert instants(date(2026, 3, 29), time(2, 30), BERLIN) == ()
    assert instants(date(2026, 10, 25), time(2, 30), BERLIN) == (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))
    assert instants(date(2026, 10, 25), time(3), BERLIN) == (utc(2026, 10, 25, 2),)
    assert instants(date(2026, 10, 24), time(17), FAIR) == (utc(2026, 10, 24, 9),)
    both = [clocks(begin, "Europe/Berlin").there for begin in (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))]
    assert [(one.begins.hour, one.offset_min, one.doubled) for one in both if one is not None] == [
        (2, 120, True),
        (2, 60, True),
    ]
    # Across the change a meeting keeps its length, whatever the clocks say.
    across = clocks(utc(2026, 10, 25, 0, 45), "Europe/Berlin").there
    assert across is not None
    assert (across.begins.strftime("%H:%M"), across.ends.strftime("%H:%M")) == ("02:45", "02:15")


def test_days_may_be_23_to_25_hours_long_and_have_no_midnight() -> None:
    def hours(day: date, place: str) -> float:
        begin, end = day_span(day, ZoneInfo(place))
        return (end - begin) / timedelta(hours=1)

    assert hours(date(2026, 10, 24), FAIR_ZONE) == 24
    assert hours(date(2026, 10, 25), "Europe/Berlin") == 25
    assert hours(date(2026, 3, 29), "Europe/Berlin") == 23
    # Cairo's clocks went on at midnight of 24 April 2026: the day begins at 01:00 there.
    begin, end = day_span(date(2026, 4, 24), ZoneInfo("Africa/Cairo"))
    assert (begin, (end - begin) / timedelta(hours=1)) == (utc(2026, 4, 23, 22), 23)
