"""Times of slots and bookings in words: on the fair's clock and on the buyer's, and what to mind about the latter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject

from workstation.ui import world
from workstation.ui.formats import long_date

if TYPE_CHECKING:
    from datetime import date

    from workstation.domain.two_clocks import LocalSpan, TwoClocks

BEIJING: Final = ("Asia/Shanghai", "Asia/Chongqing", "PRC")
"""The zone's names."""


def reader() -> str:
    """Return the language of the interface."""
    return QLocale().name()


def fair_name(zone: str) -> str:
    """Return what the fair's time is called."""
    translate = QCoreApplication.translate
    if zone in BEIJING:
        return translate("Calendar", "Beijing time (GMT+8)")
    return translate("Calendar", "Fair time ({place})").format(place=place(zone))


def fair_name_short(zone: str) -> str:
    """Return what the fair's time is called over a narrow column."""
    if zone in BEIJING:
        return QCoreApplication.translate("Calendar", "Beijing GMT+8")
    return place(zone)


def place(zone: str) -> str:
    """Return the city of a zone."""
    return world.city(zone, reader())


def hours(span: LocalSpan) -> str:
    """Return from when to when."""
    return f"{span.begins:%H:%M}–{span.ends:%H:%M}"


def short_day(span: LocalSpan) -> str:
    """Return the day in short: Fri 23 Oct."""
    return day_name(span.begins.date())


def day_name(day: date) -> str:
    """Return a day in short: Fri 23 Oct."""
    pattern = QCoreApplication.translate("Calendar", "ddd d MMM", "weekday, day and month, Qt pattern")
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def when(span: LocalSpan) -> str:
    """Return day and hours."""
    return f"{short_day(span)} {hours(span)}"


def there(clocks: TwoClocks) -> str:
    """Return when it is for the buyer; empty when nobody knows the zone."""
    span = clocks.there
    if span is None:
        return ""
    translate = QCoreApplication.translate
    said = translate("Calendar", "{hours} in {place}").format(hours=hours(span), place=place(span.zone))
    if span.day_shift:
        said = translate("Calendar", "{day}, {time}").format(day=short_day(span), time=said)
    if span.doubled:
        said = f"{said} ({offset(span)})"
    return said


def offset(span: LocalSpan) -> str:
    """Return how far a clock is from Greenwich's at that moment: GMT+5:30."""
    hours_off, minutes = divmod(abs(span.offset_min), 60)
    sign = "-" if span.offset_min < 0 else "+"
    return f"GMT{sign}{hours_off}" + (f":{minutes:02}" if minutes else "")


def zone_of(span: LocalSpan) -> str:
    """Return a zone as people call it, with its distance from Greenwich at that moment."""
    translate = QCoreApplication.translate
    name = translate("Calendar", "Beijing time") if span.zone in BEIJING else place(span.zone)
    return translate("Calendar", "{place} ({offset})").format(place=name, offset=offset(span))


class _Counted(QObject):
    """Words with a number: plurals are found by the translation tools in methods only."""

    def hours_later(self, count: int) -> str:
        return self.tr("%n hour(s) later", "", count)

    def hours_earlier(self, count: int) -> str:
        return self.tr("%n hour(s) earlier", "", count)


def warnings(clocks: TwoClocks) -> list[str]:
    """Return what to mind about the buyer's clock."""
    translate = QCoreApplication.translate
    found: list[str] = []
    if clocks.there is not None and clocks.there.outside_day:
        found.append(translate("Calendar", "Outside the buyer's day (8:00–20:00)."))
    if clocks.clocks_change and clocks.changes_at is not None and clocks.there is not None:
        day = long_date(clocks.changes_at.astimezone(clocks.there.begins.tzinfo).date())
        count = max(1, abs(clocks.shift_min) // 60)
        shift = _Counted().hours_later(count) if clocks.shift_min > 0 else _Counted().hours_earlier(count)
        said = translate(
            "Calendar", "The clocks change on {day}: there it is then {shift} than today's difference says."
        )
        found.append(said.format(day=day, shift=shift))
    return found
