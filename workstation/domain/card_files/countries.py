"""Names of countries in files: written in English, read in English or Chinese, as Babel's data has them."""

import pickle
import pkgutil
from functools import cache

_OTHERS = {
    "usa": "US",
    "united states of america": "US",
    "u.s.a.": "US",
    "uk": "GB",
    "england": "GB",
    "great britain": "GB",
    "p.r. china": "CN",
    "p.r.china": "CN",
    "pr china": "CN",
    "people's republic of china": "CN",
    "中华人民共和国": "CN",
    "hong kong": "HK",
    "香港": "HK",
    "taiwan": "TW",
    "台湾": "TW",
    "macau": "MO",
    "澳门": "MO",
    "uae": "AE",
    "korea": "KR",
    "south korea": "KR",
    "russia": "RU",
    "turkey": "TR",
    "czech republic": "CZ",
    "holland": "NL",
    "the netherlands": "NL",
    "brasil": "BR",
    "españa": "ES",
    "méxico": "MX",
    "deutschland": "DE",
}


@cache
def _names(language: str) -> dict[str, str]:
    """Return the countries' names by their codes; Babel's own look-up would merge much more."""
    try:
        found = pkgutil.get_data("babel", f"locale-data/{language}.dat")
    except OSError:
        return {}
    data = pickle.loads(found) if found else {}
    return {code: name for code, name in data.get("territories", {}).items() if len(code) == 2 and code.isalpha()}


@cache
def _codes() -> dict[str, str]:
    found = {name.casefold(): code for language in ("es", "zh", "en") for code, name in _names(language).items()}
    return found | _OTHERS


def name(code: str) -> str:
    """Return a country's name in English, or its code."""
    return _names("en").get(code, code)


def code(written: str) -> str:
    """Return the code of a country as people write it, empty when it isn't known."""
    text = " ".join(written.split()).strip(" .").casefold()
    if len(text) == 2 and text.upper() in _names("en"):
        return text.upper()
    return _codes().get(text, "")
