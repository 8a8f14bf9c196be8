"""Times, spans and names of countries, written as readers of the interface's language write them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, QTime

from workstation.ui import world


def _local(at: datetime) -> datetime:
    return at.astimezone()


def clock_time(at: datetime) -> str:
    """Return the time of day in the machine's zone: 14:02."""
    local = _local(at)
    return QTime(local.hour, local.minute).toString("HH:mm")


def chat_time(at: datetime, now: datetime) -> str:
    """Return a list's short time: today 14:02, yesterday, this week Wed, else the date."""
    local, today = _local(at), _local(now).date()
    day = local.date()
    if day == today:
        return clock_time(at)
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("Formats", "Yesterday")
    if timedelta(0) < today - day < timedelta(days=7):
        return QLocale().dayName(day.isoweekday(), QLocale.FormatType.ShortFormat)
    there = QDate(day.year, day.month, day.day)
    if day.year == today.year:
        return QLocale().toString(there, QCoreApplication.translate("Formats", "d MMM", "day and month, Qt pattern"))
    return QLocale().toString(there, QCoreApplication.translate("Formats", "d MMM yyyy", "short date, Qt pattern"))


def day_line(at: datetime, now: datetime) -> str:
    """Return the words between two days of a conversation: Today, Yesterday, Wednesday, 4 March."""
    day, today = _local(at).date(), _local(now).date()
    if day == today:
        return QCoreApplication.translate("Formats", "Today")
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("Formats", "Yesterday")
    there = QDate(day.year, day.month, day.day)
    if day.year == today.year:
        pattern = QCoreApplication.translate("Formats", "dddd, d MMMM", "weekday, day and month, Qt pattern")
    else:
        pattern = QCoreApplication.translate("Formats", "d MMMM yyyy", "long date, Qt pattern")
    return QLocale().toString(there, pattern)


def long_date(day: date) -> str:
    """Return a day in full: Wednesday, 4 March 2026."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def full_time(at: datetime) -> str:
    """Return date and time in full, for tooltips."""
    day = long_date(_local(at).date())
    return QCoreApplication.translate("Formats", "{date} {time}").format(date=day, time=clock_time(at))


def short_span(span: timedelta) -> str:
    """Return a span in one unit, rounded down: 3 min, 2 h, 5 d."""
    minutes = max(0, int(span.total_seconds()) // 60)
    if minutes < 60:
        return QCoreApplication.translate("Formats", "{count} min", "span").format(count=minutes)
    if minutes < 48 * 60:
        return QCoreApplication.translate("Formats", "{count} h", "span").format(count=minutes // 60)
    return QCoreApplication.translate("Formats", "{count} d", "span").format(count=minutes // (24 * 60))


class _Counted(QObject):
    """Words with a number: plurals are found by the translation tools in methods only."""

    def days(self, count: int) -> str:
        return self.tr("%n day(s)", "", count)


def days(count: int) -> str:
    """Return a number of days in words."""
    return _Counted().days(count)


def number(value: int) -> str:
    """Return a whole number with the language's group marks."""
    return QLocale().toString(value)


def enumerated(parts: Iterable[str]) -> str:
    """Return things one after another as the language's readers write them: English, Spanish; 英语、西班牙语."""
    return QCoreApplication.translate("Formats", ", ", "between things listed").join(parts)


def country_name(code: str) -> str:
    """Return a country's name for its ISO code in the interface's language; the code itself when unknown."""
    return world.country(code, QLocale().name()) if code else ""
