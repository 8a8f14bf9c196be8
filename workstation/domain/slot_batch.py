"""Many slots at once: dates × times of day, without lunch, on some weekdays, in phases of the fair (domain.md §4).

Dates and times are the fair's. What comes of a plan is looked at before anything is created.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.domain.slot import MAX_SLOT_MINUTES, MAX_SLOTS_AT_ONCE, MIN_SLOT_MINUTES, SLOT_MINUTES, Slot
from workstation.domain.two_clocks import day_span, instants

EVERY_DAY: Final = frozenset(range(7))
_MIDNIGHT: Final = 24 * 60
_MAX_DAYS: Final = 400


class Pause(Struct, frozen=True, kw_only=True):
    """A time of day without slots; the end is not included."""

    begins: time
    ends: time


class Days(Struct, frozen=True, kw_only=True):
    """A stretch of days, both included: a phase of the fair, or any other."""

    first: date
    last: date


class SlotPlan(Struct, frozen=True, kw_only=True):
    """On which days, at which times of the day; all of it the fair's."""

    days: tuple[Days, ...]
    """They may overlap; a day counts once."""
    weekdays: frozenset[int] = EVERY_DAY
    """Monday is 0."""
    but_not: frozenset[date] = frozenset()
    begins: time = time(9)
    ends: time = time(18)
    """Not included; midnight is the end of the day."""
    minutes: int = SLOT_MINUTES
    gap_minutes: int = 0
    """Between one slot and the next."""
    pauses: tuple[Pause, ...] = (Pause(begins=time(12), ends=time(13)),)
    """Lunch: a slot that would reach into one begins after it."""


class Fate(StrEnum):
    """What would become of a slot of the plan."""

    NEW = "new"
    THERE = "there"
    """There is one at exactly that time."""
    CLASH = "clash"
    """It overlaps another one."""
    PAST = "past"
    NO_SUCH_TIME = "no_such_time"
    """The clocks at the fair skip that time."""


class PlannedSlot(Struct, frozen=True, kw_only=True):
    """A slot of the plan, not created yet."""

    starts_at: datetime
    ends_at: datetime
    fate: Fate
    other: ActionId | None = None
    """The slot that is there, or overlaps."""


class Preview(Struct, frozen=True, kw_only=True):
    """What would come of a plan, in the order of time."""

    slots: tuple[PlannedSlot, ...]

    def count(self, fate: Fate) -> int:
        """Return how many have that fate."""
        return sum(1 for one in self.slots if one.fate is fate)

    @property
    def new(self) -> tuple[PlannedSlot, ...]:
        """Those that would be created."""
        return tuple(one for one in self.slots if one.fate is Fate.NEW)


def check_plan(plan: SlotPlan) -> None:
    """See that a plan can be followed.

    Raises:
        Refusal: `slot_length`; `slot_plan` (`field`: days, times, gap, pause); `slots_too_many` (`limit`, `given`).
    """
    if not MIN_SLOT_MINUTES <= plan.minutes <= MAX_SLOT_MINUTES:
        raise Refusal("slot_length", {"minutes_min": MIN_SLOT_MINUTES, "minutes_max": MAX_SLOT_MINUTES})
    if any(one.last < one.first for one in plan.days):
        raise Refusal("slot_plan", {"field": "days"})
    if not 0 <= plan.gap_minutes <= MAX_SLOT_MINUTES:
        raise Refusal("slot_plan", {"field": "gap"})
    if _minutes_of(plan.begins) >= _end_of(plan.ends):
        raise Refusal("slot_plan", {"field": "times"})
    if any(_minutes_of(one.begins) >= _end_of(one.ends) for one in plan.pauses):
        raise Refusal("slot_plan", {"field": "pause"})
    if sum((one.last - one.first).days + 1 for one in plan.days) > _MAX_DAYS:
        raise Refusal("slot_plan", {"field": "days"})
    count = len(dates(plan)) * len(times(plan))
    if count > MAX_SLOTS_AT_ONCE:
        raise Refusal("slots_too_many", {"limit": MAX_SLOTS_AT_ONCE, "given": count})


def dates(plan: SlotPlan) -> tuple[date, ...]:
    """Return the days of a plan in their order."""
    found = {
        day
        for stretch in plan.days
        for day in (stretch.first + timedelta(days=n) for n in range((stretch.last - stretch.first).days + 1))
        if day.weekday() in plan.weekdays and day not in plan.but_not
    }
    return tuple(sorted(found))


def times(plan: SlotPlan) -> tuple[int, ...]:
    """Return when the slots of a day begin, in minutes after midnight."""
    return tuple(_times(plan))


def _times(plan: SlotPlan) -> Iterator[int]:
    begin, end = _minutes_of(plan.begins), _end_of(plan.ends)
    pauses = sorted((_minutes_of(one.begins), _end_of(one.ends)) for one in plan.pauses)
    while begin + plan.minutes <= end:
        in_the_way = [until for since, until in pauses if begin < until and since < begin + plan.minutes]
        if in_the_way:
            begin = max(in_the_way)
            continue
        yield begin
        begin += plan.minutes + plan.gap_minutes


def preview(plan: SlotPlan, *, place: ZoneInfo, existing: Iterable[Slot], now: datetime) -> Preview:
    """Return what would come of a plan; nothing is created.

    Args:
        plan: what is wanted.
        place: the fair's zone.
        existing: the exhibitor's slots; deleted ones don't count.
        now: aware.

    Raises:
        Refusal: those of `check_plan`.
    """
    check_plan(plan)
    there = sorted((one for one in existing if not one.deleted), key=lambda one: one.starts_at)
    taken = _Taken(there)
    starts = times(plan)
    length = timedelta(minutes=plan.minutes)
    found = [_planned(day, start, length, place, taken, now) for day in dates(plan) for start in starts]
    return Preview(slots=tuple(found))


def _planned(day: date, start: int, length: timedelta, place: ZoneInfo, taken: "_Taken", now: datetime) -> PlannedSlot:
    at = instants(day, time(start // 60, start % 60), place)
    if not at:
        begin = day_span(day, place)[0] + timedelta(minutes=start)
        return PlannedSlot(starts_at=begin, ends_at=begin + length, fate=Fate.NO_SUCH_TIME)
    begin, end = at[0], at[0] + length
    if begin <= now:
        return PlannedSlot(starts_at=begin, ends_at=end, fate=Fate.PAST)
    other = taken.overlapping(begin, end)
    if other is None:
        return PlannedSlot(starts_at=begin, ends_at=end, fate=Fate.NEW)
    same = (other.starts_at, other.ends_at) == (begin, end)
    return PlannedSlot(starts_at=begin, ends_at=end, fate=Fate.THERE if same else Fate.CLASH, other=other.id)


class _Taken:
    """Slots that are there, which do not overlap each other, by their beginning."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        self._slots = slots
        self._begins = [one.starts_at for one in slots]

    def overlapping(self, begin: datetime, end: datetime) -> Slot | None:
        """Return the slot that a stretch of time overlaps, the one at exactly that time before others."""
        place = bisect_left(self._begins, begin)
        if place < len(self._slots) and self._begins[place] < end:
            return self._slots[place]
        if place and self._slots[place - 1].ends_at > begin:
            return self._slots[place - 1]
        return None


def _minutes_of(at: time) -> int:
    return at.hour * 60 + at.minute


def _end_of(at: time) -> int:
    return _minutes_of(at) or _MIDNIGHT
