"""Facts about a buyer as a reader of the interface's language reads them: his clock, language, prices."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QCoreApplication, QLocale

from workstation.domain.exhibit import Exhibit
from workstation.domain.spoken import place
from workstation.ui import formats, world
from workstation.ui.units import unit_name

_SPOKEN: Final = 4
"""So many languages of a colleague are named on a line."""


@lru_cache(maxsize=256)
def zone(name: str) -> ZoneInfo | None:
    """Return a time zone by its IANA name, `None` for one that isn't known."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def local_time(zone_name: str, now: datetime) -> str:
    """Return the time at somebody's place, with the weekday where it isn't ours; empty when the place is unknown."""
    place = zone(zone_name)
    if place is None:
        return ""
    there = now.astimezone(place)
    words = there.strftime("%H:%M")
    if there.date() == now.astimezone().date():
        return words
    return f"{QLocale().dayName(there.isoweekday(), QLocale.FormatType.ShortFormat)} {words}"


def city(zone_name: str) -> str:
    """Return the name of the city that a time zone is called after; empty when the zone is unknown."""
    return world.city(zone_name, QLocale().name()) if zone(zone_name) is not None else ""


def is_night(zone_name: str, now: datetime) -> bool:
    """Tell whether people sleep there now."""
    place = zone(zone_name)
    return place is not None and not 7 <= now.astimezone(place).hour < 22


@lru_cache(maxsize=128)
def language_names(code: str) -> tuple[str, ...]:
    """Return what people call a language of a BCP 47 code: in Chinese, in English, in itself."""
    return tuple(dict.fromkeys(world.language(code, reader) for reader in ("zh", "en", code)))


def spoken(speaks: Sequence[str], wanted: Sequence[str] = ()) -> str:
    """Return the languages somebody speaks in the interface's language, first those that are wanted.

    Args:
        speaks: what they speak, BCP 47.
        wanted: what the other prefers to speak.
    """
    codes = sorted(speaks, key=lambda code: place([code], wanted))
    names = list(dict.fromkeys(language_name(code) for code in codes))
    more = [f"+{len(names) - _SPOKEN}"] if len(names) > _SPOKEN else []
    return formats.enumerated([*names[:_SPOKEN], *more])


def shared_language(speaks: Sequence[str], wanted: Sequence[str]) -> str:
    """Return the name of the language somebody prefers if the other speaks it, else nothing."""
    return language_name(wanted[0]) if wanted and place(speaks, wanted) == 0 else ""


def language_name(code: str) -> str:
    """Return a language's name for its BCP 47 code in the interface's language; the code itself when unknown."""
    return world.language(code, QLocale().name()) if code else ""


def amount(minor: int, currency: str) -> str:
    """Return an amount of minor units as the reader writes it, without the currency."""
    decimals = world.decimals(currency)
    value = minor / 10**decimals
    return QLocale().toString(value, "f", 0 if value == int(value) else decimals)


def price(exhibit: Exhibit) -> str:
    """Return an exhibit's price or price range with currency and unit."""
    low, high = exhibit.price_min_minor, exhibit.price_max_minor
    if low is None and high is None:
        return QCoreApplication.translate("ChatPeople", "Price on request")
    known = [amount(minor, exhibit.currency) for minor in (low, high) if minor is not None]
    amounts = known[0] if len(set(known)) == 1 else f"{known[0]}–{known[1]}"
    unit = f" / {unit_name(exhibit.unit)}" if exhibit.unit else ""
    return f"{exhibit.currency} {amounts}{unit}"


def terms(exhibit: Exhibit) -> list[str]:
    """Return price, minimum order and lead time, as far as they are known."""
    parts = [price(exhibit)]
    if exhibit.moq is not None:
        parts.append(QCoreApplication.translate("ChatPeople", "MOQ {count}").format(count=formats.number(exhibit.moq)))
    if exhibit.lead_time_days is not None:
        days = formats.days(exhibit.lead_time_days)
        parts.append(QCoreApplication.translate("ChatPeople", "lead time {days}").format(days=days))
    return parts
