"""Many slots at once: which ones a plan means, and what would become of each."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.helpers.slot_builders import make_slot, utc
from workstation.domain.errors import Refusal
from workstation.domain.slot import MAX_SLOTS_AT_ONCE, Slot
from workstation.domain.slot_batch import Days, Fate, Pause, Preview, SlotPlan, check_plan, dates, preview, times
from workstation.domain.two_clocks import FAIR_ZONE

FAIR = ZoneInfo(FAIR_ZONE)
NOW = utc(2026, 10, 1)
PHASE_2 = Days(first=date(2026, 10, 23), last=date(2026, 10, 27))


def plan(*days: Days, **fields: Any) -> SlotPlan:
    return SlotPlan(days=days or (PHASE_2,), **fields)


def look(wanted: SlotPlan, *existing: Slot, place: ZoneInfo = FAIR, now: datetime = NOW) -> Preview:
    return preview(wanted, place=place, existing=existing, now=now)


def clock(minutes: tuple[int, ...]) -> list[str]:
    return [f"{one // 60:02}:{one % 60:02}" for one in minutes]


def test_five_days_of_sixteen_slots_make_eighty() -> None:
    found = look(plan())
    assert len(found.new) == len(found.slots) == 80
    assert (found.slots[0].starts_at, found.slots[0].ends_at) == (utc(2026, 10, 23, 1), utc(2026, 10, 23, 1, 30))
    assert found.slots[-1].ends_at == utc(2026, 10, 27, 10)
    assert not any(one.starts_at.hour == 4 for one in found.slots)  # lunch, 12 to 13 at the fair


def test_lunch_pauses_gaps_and_lengths() -> None:
    assert clock(times(plan(begins=time(11), ends=time(14), minutes=45))) == ["11:00", "13:00"]
    assert clock(times(plan(begins=time(11), ends=time(13), pauses=()))) == ["11:00", "11:30", "12:00", "12:30"]
    assert clock(times(plan(begins=time(9), ends=time(11), gap_minutes=10))) == ["09:00", "09:40", "10:20"]
    overlapping = (Pause(begins=time(9, 30), ends=time(11)), Pause(begins=time(10), ends=time(12)))
    assert clock(times(plan(begins=time(9), ends=time(13), pauses=overlapping))) == ["09:00", "12:00", "12:30"]
    assert clock(times(plan(begins=time(23), ends=time(0), pauses=()))) == ["23:00", "23:30"]  # until the day's end
    assert times(plan(begins=time(9), ends=time(9, 20))) == ()


def test_days_by_phase_weekday_and_exception() -> None:
    phases = (Days(first=date(2026, 10, 15), last=date(2026, 10, 19)), PHASE_2)
    assert len(dates(plan(*phases))) == 10
    workdays = plan(*phases, weekdays=frozenset(range(5)), but_not=frozenset({date(2026, 10, 23)}))
    assert [one.day for one in dates(workdays)] == [15, 16, 19, 26, 27]
    twice = plan(PHASE_2, Days(first=date(2026, 10, 27), last=date(2026, 10, 28)))
    assert [one.day for one in dates(twice)] == [23, 24, 25, 26, 27, 28]


def test_what_is_there_clashes_or_is_past_is_said_and_left_out() -> None:
    day = Days(first=date(2026, 10, 23), last=date(2026, 10, 23))
    there = make_slot(utc(2026, 10, 23, 2))
    across = make_slot(utc(2026, 10, 23, 2, 45))  # 10:45 to 11:15: in the way of 10:30 and of 11:00
    deleted = make_slot(utc(2026, 10, 23, 3, 30), deleted=True)
    found = look(plan(day, ends=time(12)), there, across, deleted, now=utc(2026, 10, 23, 1, 0))
    assert [(one.fate, one.other) for one in found.slots] == [
        (Fate.PAST, None),  # it begins this very moment
        (Fate.NEW, None),
        (Fate.THERE, there.id),
        (Fate.CLASH, across.id),
        (Fate.CLASH, across.id),
        (Fate.NEW, None),
    ]
    assert {fate: found.count(fate) for fate in Fate} == {
        "past": 1,
        "new": 2,
        "there": 1,
        "clash": 2,
        "no_such_time": 0,
    }
    again = look(plan(), *(make_slot(one.starts_at) for one in look(plan()).new))
    assert (again.count(Fate.THERE), again.new) == (80, ())


def test_a_long_slot_that_is_there_is_in_the_way_of_all_it_covers() -> None:
    day = Days(first=date(2026, 10, 23), last=date(2026, 10, 23))
    long = make_slot(utc(2026, 10, 23, 1, 15), ends_at=utc(2026, 10, 23, 3))
    fates = [one.fate for one in look(plan(day, ends=time(12)), long).slots]
    assert fates == [Fate.CLASH] * 4 + [Fate.NEW] * 2


def test_where_the_fair_s_clocks_change() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring = Days(first=date(2026, 3, 29), last=date(2026, 3, 29))
    found = look(plan(spring, begins=time(1), ends=time(4), pauses=()), place=berlin, now=utc(2026, 1, 1))
    assert [one.fate for one in found.slots] == [
        Fate.NEW, Fate.NEW, Fate.NO_SUCH_TIME, Fate.NO_SUCH_TIME, Fate.NEW, Fate.NEW,
    ]  # fmt: skip
    assert [one.starts_at for one in found.new][1:3] == [utc(2026, 3, 29, 0, 30), utc(2026, 3, 29, 1)]
    autumn = Days(first=date(2026, 10, 25), last=date(2026, 10, 25))
    found = look(plan(autumn, begins=time(2), ends=time(3), pauses=()), place=berlin)
    assert [one.starts_at for one in found.new] == [utc(2026, 10, 25), utc(2026, 10, 25, 0, 30)]


@pytest.mark.parametrize(
    ("wanted", "code", "field"),
    [
        (plan(minutes=0), "slot_length", None),
        (plan(minutes=25 * 60), "slot_length", None),
        (plan(begins=time(18), ends=time(9)), "slot_plan", "times"),
        (plan(gap_minutes=-1), "slot_plan", "gap"),
        (plan(pauses=(Pause(begins=time(13), ends=time(12)),)), "slot_plan", "pause"),
        (plan(Days(first=date(2026, 10, 24), last=date(2026, 10, 23))), "slot_plan", "days"),
        (plan(Days(first=date.min, last=date.max)), "slot_plan", "days"),
        (plan(Days(first=date(2026, 10, 1), last=date(2026, 12, 31)), begins=time(0), ends=time(0), minutes=10),
         "slots_too_many", None),
    ],
)  # fmt: skip
def test_plans_that_can_t_be_followed(wanted: SlotPlan, code: str, field: str | None) -> None:
    with pytest.raises(Refusal, match=code) as refused:
        look(wanted)
    if field is not None:
        assert refused.value.params == {"field": field}
    if code == "slots_too_many":
        assert refused.value.params == {"limit": MAX_SLOTS_AT_ONCE, "given": 92 * 138}


def test_ten_thousand_slots_there_do_not_slow_a_preview_down() -> None:
    existing = [make_slot(utc(2020, 1, 1) + timedelta(minutes=30 * n)) for n in range(10_000)]
    assert len(look(plan(), *existing).new) == 80


def test_a_plan_spans_as_many_days_as_its_refusal_says() -> None:
    first = date(2026, 11, 1)
    check_plan(plan(Days(first=first, last=first + timedelta(days=399)), weekdays=frozenset({0})))
    with pytest.raises(Refusal, match="slot_plan"):
        check_plan(plan(Days(first=first, last=first + timedelta(days=400)), weekdays=frozenset({0})))
