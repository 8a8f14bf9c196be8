"""When a slot may be: its length, its day in the fair's zone, and what it must not overlap (domain.md §4)."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from workstation.domain.errors import Refusal
from workstation.domain.slot import MAX_SLOT_MINUTES, MIN_SLOT_MINUTES

FAR: Final = timedelta(days=3 * 366)
"""Nobody plans further ahead."""


class Span(Protocol):
    """Anything from an instant to another one, which is not included."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...


def check_span(span: Span, zone: ZoneInfo, now: datetime) -> None:
    """See whether a slot can be at that time.

    Args:
        span: aware instants.
        zone: the fair's.

    Raises:
        Refusal: `invalid_request` (naive, not whole minutes, further ahead than `FAR`), `slot_past`, `slot_length` with
            `minutes_min` and `minutes_max`, `slot_across_midnight`.
    """
    for name, at in (("starts_at", span.starts_at), ("ends_at", span.ends_at)):
        if at.tzinfo is None or at.second or at.microsecond or at > now + FAR:
            raise Refusal("invalid_request", {"field": name})
    if not timedelta(minutes=MIN_SLOT_MINUTES) <= span.ends_at - span.starts_at <= timedelta(minutes=MAX_SLOT_MINUTES):
        raise Refusal("slot_length", {"minutes_min": MIN_SLOT_MINUTES, "minutes_max": MAX_SLOT_MINUTES})
    if span.starts_at <= now:
        raise Refusal("slot_past")
    last = (span.ends_at - timedelta(minutes=1)).astimezone(zone)
    if span.starts_at.astimezone(zone).date() != last.date():
        raise Refusal("slot_across_midnight")


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans have an instant in common; one may begin where the other ends."""
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


class Taken:
    """Spans that do not overlap each other, to which others are added where there is room."""

    def __init__(self, taken: Iterable[Span]) -> None:
        self._ends = sorted((one.ends_at, one.starts_at) for one in taken)

    def has(self, span: Span) -> bool:
        """Tell whether there is one at exactly that time."""
        at = bisect_left(self._ends, (span.ends_at, span.starts_at))
        return at < len(self._ends) and self._ends[at] == (span.ends_at, span.starts_at)

    def has_room(self, span: Span) -> bool:
        """Tell whether a span overlaps none of them."""
        at = bisect_left(self._ends, (span.starts_at + timedelta.resolution, span.starts_at - FAR))
        return at == len(self._ends) or self._ends[at][1] >= span.ends_at

    def add(self, span: Span) -> None:
        """Take a span in, for which there is room."""
        entry = (span.ends_at, span.starts_at)
        self._ends.insert(bisect_left(self._ends, entry), entry)
