"""Times of slots and bookings as buyers read them: in their own zone, with the fair's beside it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_timezone_gmt, get_timezone_location
from msgspec import Struct

from workstation.domain.two_clocks import two_clocks
from workstation.server import words
from workstation.server.portal.countries import locale_of


class When(Struct, frozen=True, kw_only=True):
    """A time in words."""

    day: str
    hours: str
    fair: str
    """The same in the fair's time, named; empty where the buyer's clock shows it too."""
    warning: str = ""
    """Something about the clocks that is easily got wrong."""
    outside_day: bool = False
    """Not within 8:00–20:00 for the buyer."""


def day_name(day: date, language: str) -> str:
    """Return a day in full, as the language writes it."""
    return str(format_date(day, "full", locale=locale_of(language)))


def _hours(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    return f"{starts_at.astimezone(zone):%H:%M}–{ends_at.astimezone(zone):%H:%M}"


def place(zone: ZoneInfo, language: str) -> str:
    """Return what people of a zone call their time: the city."""
    return str(get_timezone_location(zone, locale=locale_of(language), return_city=True))


def when(starts_at: datetime, ends_at: datetime, here: ZoneInfo, fair: ZoneInfo, now: datetime, language: str) -> When:
    """Return a time in words, by the clocks of its own instant.

    Args:
        starts_at, ends_at: aware.
        here: the buyer's zone.
        fair: the fair's.
        now: aware; from where on a change of clocks is told.
        language: of the reader.
    """
    clocks = two_clocks(starts_at, ends_at, fair=fair, buyer=here.key, now=now)
    day = starts_at.astimezone(here).date()
    beside = ""
    if starts_at.astimezone(here).utcoffset() != starts_at.astimezone(fair).utcoffset():
        text = words.translate(language, _("{hours} Beijing time (GMT+8)"))
        if fair.key != "Asia/Shanghai":
            text = words.translate(language, _("{hours} at the fair"))
        beside = text.format(hours=_hours(starts_at, ends_at, fair))
        there = starts_at.astimezone(fair).date()
        if there != day:
            beside = f"{format_date(there, 'EEE', locale=locale_of(language))} {beside}"
    warning = ""
    if clocks.clocks_change and clocks.changes_at is not None:
        text = words.translate(language, _("The clocks change on {day}; this is the hour after the change."))
        warning = text.format(day=day_name(clocks.changes_at.astimezone(here).date(), language))
    elif clocks.there is not None and clocks.there.doubled:
        named = get_timezone_gmt(starts_at.astimezone(here), locale=locale_of(language))
        warning = words.translate(language, _("That hour comes twice that day; this is {zone}.")).format(zone=named)
    return When(
        day=day_name(day, language),
        hours=_hours(starts_at, ends_at, here),
        fair=beside,
        warning=warning,
        outside_day=clocks.there is not None and clocks.there.outside_day,
    )


def _(message: str) -> str:
    return message
