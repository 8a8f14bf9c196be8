"""Names of countries, languages and cities and the decimals of currencies, taken from Babel's data without its weight.

Babel's own look-up merges a language's whole data with its parents', which takes as long as opening several chats.
"""

import pickle
from functools import cache
from pathlib import Path
from typing import Final

_OLD_ZONES: Final = {
    "Africa/Asmara": "Africa/Asmera",
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "America/Argentina/Catamarca": "America/Catamarca",
    "America/Argentina/Cordoba": "America/Cordoba",
    "America/Argentina/Jujuy": "America/Jujuy",
    "America/Argentina/Mendoza": "America/Mendoza",
    "America/Atikokan": "America/Coral_Harbour",
    "America/Indiana/Indianapolis": "America/Indianapolis",
    "America/Kentucky/Louisville": "America/Louisville",
    "America/Nuuk": "America/Godthab",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Atlantic/Faroe": "Atlantic/Faeroe",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Chuuk": "Pacific/Truk",
    "Pacific/Kanton": "Pacific/Enderbury",
    "Pacific/Pohnpei": "Pacific/Ponape",
}
"""Babel's data calls these zones by names that time zone files have given up."""


@cache
def _names(language: str) -> dict[str, dict[str, str]]:
    """Return `territories`, `languages` and `cities` of a language (`zh`, `en` …); empty for one that Babel lacks."""
    from babel import localedata

    try:
        data = pickle.loads(Path(localedata.resolve_locale_filename(language)).read_bytes())
    except OSError:
        return {}
    cities = {zone: names["city"] for zone, names in data.get("time_zones", {}).items() if "city" in names}
    return {"cities": cities} | {part: dict(data.get(part, {})) for part in ("territories", "languages")}


def _base(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()


def country(code: str, reader: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) for a reader of a language; the code when unknown."""
    return _names(_base(reader)).get("territories", {}).get(code.upper(), code)


def language(code: str, reader: str) -> str:
    """Return the name of a language (BCP 47) for a reader of a language; the code when unknown."""
    return _names(_base(reader)).get("languages", {}).get(_base(code), code)


def city(zone: str, reader: str) -> str:
    """Return the name of the city that an IANA time zone is called after, for a reader of a language."""
    known = _names(_base(reader)).get("cities", {})
    return known.get(zone) or known.get(_OLD_ZONES.get(zone, "")) or zone.replace("_", " ").rpartition("/")[2]


@cache
def decimals(currency: str) -> int:
    """Return how many digits a currency's minor unit takes."""
    from babel.core import get_global

    fractions = get_global("currency_fractions")
    return int(fractions.get(currency, fractions["DEFAULT"])[0])


def load(reader: str) -> None:
    """Read what the others need, on any thread, before somebody waits for it."""
    country("CN", reader)
    decimals("USD")
