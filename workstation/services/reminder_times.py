"""When a negotiation is to be reminded of, and what is then said."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.booking import Booking, BookingState
from workstation.domain.clock import from_ms, to_ms
from workstation.domain.ids import ActionId
from workstation.services.calendar_views import BookingView

if TYPE_CHECKING:
    from workstation.storage.reminders import Kept

NEVER: Final = -1
"""As a time before the beginning: do not remind."""
MISSED_FOR: Final = timedelta(hours=24)
"""So long after its end a meeting that nobody was reminded of is told of as missed."""
TOO_EARLY: Final = timedelta(minutes=2)
"""Told so much before its time: the clock was wrong, or the time is another now. It is told again when it is due."""
UNANSWERED: Final = 0
"""Kept as the time of the next reminder: it was told and nobody answered it yet. A later start tells it again."""
KEEP: Final = timedelta(days=2)
"""So long after a booking's end this machine remembers what it said about it."""


def attended(booking: Booking) -> bool:
    """Tell whether its receiver has entered; somebody named after that has not, until they accept."""
    return booking.entered_at is not None and booking.state is not BookingState.NAMED


class ReminderKind(StrEnum):
    """How late it is."""

    DUE = "due"
    """It will begin."""
    BEGUN = "begun"
    """It has begun, and nobody was told before: the machine slept or was off."""
    MISSED = "missed"
    """It is over."""


class Reminder(Struct, frozen=True, kw_only=True):
    """What is to be said now."""

    view: BookingView
    kind: ReminderKind
    due_at: datetime
    snoozed: bool = False
    """It was said before and put off."""
    again: bool = False
    """It was said before this start and not answered: it stands again, which is nothing new."""


class ReminderTime(Struct, frozen=True, kw_only=True):
    """When a booking is reminded of."""

    before_s: int
    """Seconds before its beginning, or `NEVER`."""
    own: bool = False
    """A time of its own; else the usual one."""
    due_at: datetime | None = None
    """The next time; `None` when nothing will be said any more."""
    snoozed: bool = False


class Standing(Struct, frozen=True, kw_only=True):
    """A booking and when it is to be told of next."""

    view: BookingView
    kept: "Kept | None"
    before_s: int
    due_at: datetime | None
    snoozed: bool = False
    again: bool = False
    """It was told before the desk was started, and nobody answered."""
    told_too_early: bool = False
    """It was told, and by the clock and the times as they are now that was too early."""
    worth_telling: bool = True

    @classmethod
    def of(
        cls,
        view: BookingView,
        kept: "Kept | None",
        usual_s: int,
        now: datetime,
        since: datetime,
        told: set[tuple[ActionId, int]],
    ) -> "Standing":
        """Return where a booking stands."""
        starts_at = view.booking.starts_at
        starts_ms = to_ms(starts_at)
        before_s = usual_s if kept is None or kept.before_s is None else kept.before_s
        first = None if before_s == NEVER else starts_at - timedelta(seconds=before_s)
        told_here = (view.id, starts_ms) in told
        again_at = kept.again_at if kept is not None and kept.told_for == starts_ms else None
        unanswered = again_at == UNANSWERED
        was_told = (kept is not None and kept.told_for == starts_ms) or told_here
        snoozed = again_at is not None and not unanswered
        due_at = first
        if again_at is not None and snoozed:
            due_at = from_ms(again_at)
        too_early = was_told and not snoozed and first is not None and now < first - TOO_EARLY
        # What stood unanswered when the desk ended stands again, as long as it is of use.
        again = unanswered and not told_here and not view.over and not too_early
        if was_told and not snoozed and not too_early and not again:
            due_at = None
        worth = not attended(view.booking) and (not view.over or (view.booking.ends_at > max(since, now - MISSED_FOR)))
        return cls(
            view=view,
            kept=kept,
            before_s=before_s,
            due_at=due_at,
            snoozed=snoozed,
            again=again,
            told_too_early=too_early,
            worth_telling=worth,
        )

    @property
    def starts_ms(self) -> int:
        return to_ms(self.view.booking.starts_at)

    @property
    def keep_until_ms(self) -> int:
        return to_ms(self.view.booking.ends_at + KEEP)

    def as_kept(self) -> "Kept":
        from workstation.storage.reminders import Kept

        return self.kept or Kept(booking=self.view.id)

    def told(self) -> "Kept":
        """Return what is kept once it has been told: that nobody has answered it, if it was worth telling."""
        return replace(self.as_kept(), told_for=self.starts_ms, again_at=UNANSWERED if self.worth_telling else None)

    def reminder(self) -> Reminder:
        """Return what is to be said."""
        assert self.due_at is not None
        kind = ReminderKind.DUE
        if self.view.over:
            kind = ReminderKind.MISSED
        elif self.view.running:
            kind = ReminderKind.BEGUN
        return Reminder(view=self.view, kind=kind, due_at=self.due_at, snoozed=self.snoozed, again=self.again)
