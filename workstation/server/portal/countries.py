"""Names of countries, time zones and languages, of money and of numbers, as each language writes them."""

from datetime import date
from functools import cache
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, get_timezone_location
from babel.numbers import format_currency, format_decimal, get_currency_precision

from workstation.domain.exhibit import Exhibit

LOCALES = {"zh": "zh_Hans_CN", "en": "en_GB", "es": "es"}
# CLDR lists them beside the countries of ISO 3166: unions, the unknown, places outside of it.
_NO_COUNTRIES = frozenset(
    [
        "EU",
        "EZ",
        "UN",
        "QO",
        "XA",
        "XB",
        "XK",
        "ZZ",
        "AC",
        "CP",
        "CQ",
        "DG",
        "EA",
        "IC",
        "TA",
        "AQ",
        "BV",
        "HM",
        "TF",
        "GS",
        "UM",
    ]
)


@cache
def locale_of(language: str) -> Locale:
    """Return the conventions of a language."""
    return Locale.parse(LOCALES.get(language, LOCALES["en"]))


@cache
def countries(language: str) -> tuple[tuple[str, str], ...]:
    """Return codes (ISO 3166-1 alpha-2) and names, by name; the page orders them as its reader's language does."""
    territories = locale_of(language).territories
    names = ((code, name) for code, name in territories.items() if len(code) == 2 and code.isalpha())
    return tuple(sorted(((c, n) for c, n in names if c not in _NO_COUNTRIES), key=lambda pair: pair[1]))


def country(code: str, language: str) -> str:
    """Return a country's name, or the code itself where there is none."""
    return str(locale_of(language).territories.get(code, code))


@cache
def _all_zones(language: str) -> tuple[tuple[str, str], ...]:
    known, anywhere = available_timezones(), "001"
    places = ((zone, place) for zone, place in get_global("zone_territories").items() if place != anywhere)
    named = [(zone, f"{country(place, language)} – {_city(zone, language)}") for zone, place in places if zone in known]
    return tuple(sorted(named, key=lambda pair: pair[1]))


def _city(zone: str, language: str) -> str:
    return str(get_timezone_location(zone, locale=locale_of(language), return_city=True))


def zones(language: str, present: str = "") -> tuple[tuple[str, str], ...]:
    """Return time zones (IANA) with country and city, by name; `present` is among them under whatever name it has."""
    listed = _all_zones(language)
    if not present or any(zone == present for zone, _name in listed):
        return listed
    return ((present, present.replace("_", " ")), *listed)


def tongue(code: str, language: str) -> str:
    """Return the name of a language (BCP 47), or the code itself where there is none."""
    try:
        named = Locale.parse(code, sep="-").get_display_name(locale_of(language))
    except (ValueError, UnknownLocaleError):
        named = None
    return str(named or code)


def number(value: int, language: str) -> str:
    """Return a whole number with the separators of the language."""
    return str(format_decimal(value, locale=locale_of(language)))


def amount(minor: int, currency: str, language: str) -> str:
    """Return an amount of money as the language writes it."""
    value = minor / 10 ** get_currency_precision(currency)
    return str(format_currency(value, currency, locale=locale_of(language)))


def day(written: str, language: str) -> str:
    """Return a day (`YYYY-MM-DD`) as the language writes it."""
    return str(format_date(date.fromisoformat(written), "long", locale=locale_of(language)))


def price(exhibit: Exhibit, language: str) -> str:
    """Return an exhibit's price or range of prices, empty when it is on request."""
    low, high = exhibit.price_min_minor, exhibit.price_max_minor
    if low is None and high is None:
        return ""
    ends = sorted({one for one in (low, high) if one is not None})
    return " – ".join(amount(one, exhibit.currency, language) for one in ends)
