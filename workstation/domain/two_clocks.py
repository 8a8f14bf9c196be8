"""The fair's clock and the buyer's at one instant (domain.md §4): always by the instant's own offset, never by now's.

An instant is what was booked; local times are only how it reads somewhere, with the zone data of the `tzdata` package.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

FAIR_ZONE: Final = "Asia/Shanghai"
"""Where the fair's server has named no zone."""
DAY_BEGINS: Final = time(8)
DAY_ENDS: Final = time(20)
"""Between these people like to be called; the end is not included."""
_DAY: Final = timedelta(days=1)
_FAR: Final = 400
"""Days in which a change of clocks is looked for."""


class LocalSpan(Struct, frozen=True, kw_only=True):
    """A stretch of time as the clocks of a place show it."""

    zone: str
    """IANA name."""
    begins: datetime
    ends: datetime
    """Aware, in that zone; not included."""
    day_shift: int = 0
    """Its day less the fair's: -1 the day before, 1 the day after."""
    outside_day: bool = False
    """Begins before 8:00 or ends after 20:00 there."""
    doubled: bool = False
    """Begins in an hour that the clocks there show twice that day: say the offset beside it."""

    @property
    def offset_min(self) -> int:
        """How many minutes the clocks there are ahead of UTC at the beginning."""
        return _offset_min(self.begins)


class TwoClocks(Struct, frozen=True, kw_only=True):
    """A stretch of time on both clocks."""

    here: LocalSpan
    """The fair's."""
    there: LocalSpan | None = None
    """The buyer's; `None` when the zone is unknown."""
    clocks_change: bool = False
    """Until then the hours between the two places become more or fewer: what one reckons from now on is wrong."""
    changes_at: datetime | None = None
    """The last instant (UTC) at which they do."""
    shift_min: int = 0
    """By how many minutes the buyer's clock then stands otherwise against the fair's than it does now."""


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo | None:
    """Return a time zone by its IANA name, `None` for one that isn't known."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def fair_zone(name: str) -> ZoneInfo:
    """Return the fair's zone, Beijing time if it isn't known."""
    return zone(name) or ZoneInfo(FAIR_ZONE)


def two_clocks(starts_at: datetime, ends_at: datetime, *, fair: ZoneInfo, buyer: str, now: datetime) -> TwoClocks:
    """Return how a stretch of time reads at the fair and at the buyer's.

    Args:
        starts_at: aware.
        ends_at: aware, not included.
        fair: the fair's zone.
        buyer: IANA name of the buyer's zone, or empty.
        now: aware; from where on a change of clocks is told.
    """
    here = local_span(starts_at, ends_at, fair)
    place = zone(buyer)
    if place is None:
        return TwoClocks(here=here)
    there = local_span(starts_at, ends_at, place, day=here.begins.date())
    shift = _difference(starts_at, fair, place) - _difference(now, fair, place)
    return TwoClocks(
        here=here,
        there=there,
        clocks_change=starts_at > now and shift != 0,
        changes_at=_last_change(now, starts_at, fair, place) if starts_at > now and shift else None,
        shift_min=shift if starts_at > now else 0,
    )


def local_span(starts_at: datetime, ends_at: datetime, place: ZoneInfo, *, day: date | None = None) -> LocalSpan:
    """Return a stretch of time as a place's clocks show it; `day` is what its day is told against."""
    begins, ends = starts_at.astimezone(place), ends_at.astimezone(place)
    morning = begins.replace(hour=DAY_BEGINS.hour, minute=0, second=0, microsecond=0, fold=0)
    evening = begins.replace(hour=DAY_ENDS.hour, minute=0, second=0, microsecond=0, fold=0)
    return LocalSpan(
        zone=place.key,
        begins=begins,
        ends=ends,
        day_shift=0 if day is None else (begins.date() - day).days,
        outside_day=starts_at < morning.astimezone(UTC) or ends_at > evening.astimezone(UTC),
        # What is read off a clock is never in a missing hour: two offsets for it are two times that day.
        doubled=begins.utcoffset() != begins.replace(fold=1 - begins.fold).utcoffset(),
    )


def instants(day: date, at: time, place: ZoneInfo) -> tuple[datetime, ...]:
    """Return the instants (UTC) at which a place's clocks show a time: one; none in a missing hour; two in a doubled.

    Args:
        day: the place's.
        at: without a zone; its `fold` counts for nothing.
        place: the zone.
    """
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), place)
    found: list[datetime] = []
    for fold in (0, 1):
        instant = local.replace(fold=fold).astimezone(UTC)
        back = instant.astimezone(place).replace(tzinfo=None, fold=0)
        if back == local.replace(tzinfo=None) and instant not in found:
            found.append(instant)
    return tuple(found)


def day_span(day: date, place: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when a place's day begins and ends (UTC), 23 to 25 hours apart; a missing midnight is the moment after."""
    return _midnight(day, place), _midnight(day + _DAY, place)


def _midnight(day: date, place: ZoneInfo) -> datetime:
    found = instants(day, time(), place)
    if found:
        return found[0]
    # The clocks went on at midnight: the day begins at the change.
    before = datetime.combine(day, time(), place).replace(fold=1).astimezone(UTC) - _DAY
    return _change_between(before, before + 2 * _DAY, lambda at: _offset_min(at.astimezone(place)))


def _difference(at: datetime, fair: ZoneInfo, place: ZoneInfo) -> int:
    return _offset_min(at.astimezone(place)) - _offset_min(at.astimezone(fair))


def _offset_min(local: datetime) -> int:
    offset = local.utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)


def _last_change(now: datetime, then: datetime, fair: ZoneInfo, place: ZoneInfo) -> datetime | None:
    """Return the last instant before `then` at which the hours between both places change."""
    late = then.astimezone(UTC)
    for _ in range(_FAR):
        early = max(late - _DAY, now.astimezone(UTC))
        if _difference(early, fair, place) != _difference(then, fair, place):
            return _change_between(early, late, lambda at: _difference(at, fair, place))
        if early <= now:
            break
        late = early
    return None


def _change_between(early: datetime, late: datetime, reading: Callable[[datetime], int]) -> datetime:
    """Return the first instant, to the second, at which something reads otherwise than at `early`."""
    before = reading(early)
    low, high = 0, int((late - early).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if reading(early + timedelta(seconds=middle)) == before:
            low = middle
        else:
            high = middle
    return early + timedelta(seconds=high)
