"""The rehearsal's calendar: its file names people who are there, and its slots can be created whenever it is opened."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workstation.domain.meeting_link import check
from workstation.domain.slot_rules import Taken, check_span
from workstation.rehearsal import content, meetings

ZONE = ZoneInfo("Asia/Shanghai")
DAYS = tuple(date(2026, 10, 15) + timedelta(days=number) for number in range(5))


def test_the_file_names_people_and_times_that_are_there() -> None:
    file = meetings.meetings()
    buyers = {one.key for one in content.visitors()}
    logins = {one["login"] for exhibitor in content.fair_document()["exhibitors"] for one in exhibitor["accounts"]}
    for one in file.bookings:
        assert one.buyer in buyers
        assert one.soon or (one.day >= 1 and one.time in file.times)
        assert one.receiver in {"", *logins}
        assert not one.propose or one.propose in file.times
        if one.meeting is not None:
            check(one.meeting)
    assert len({one.buyer for one in file.bookings}) == len(file.bookings)


@pytest.mark.parametrize("now", ["2026-10-15T00:10:00+08:00", "2026-10-15T09:16:00+08:00", "2026-10-15T23:20:00+08:00"])
def test_its_slots_can_be_created(now: str) -> None:
    here = datetime.fromisoformat(now).astimezone(UTC)
    made = list(meetings.spans(DAYS, ZONE, here))
    for span in made:
        check_span(span, ZONE, here)
    taken = Taken(made[:-1])
    assert all(taken.has(span) for span in made[:-1])
    assert len(made) >= 4 * len(meetings.meetings().times)


def test_soon_is_a_quarter_that_leaves_time() -> None:
    for minute in range(60):
        now = datetime(2026, 10, 15, 2, minute, 30, tzinfo=UTC)
        soon = meetings.soon_at(now)
        assert meetings.SOON <= soon - now < meetings.SOON + meetings.QUARTER
        assert soon.minute % 15 == soon.second == 0
