"""Names of countries and languages and the decimals of currencies, taken from Babel's data without its weight.

Babel's own look-up merges a language's whole data with its parents', which takes as long as opening several chats.
"""

import pickle
from functools import cache
from pathlib import Path


@cache
def _names(language: str) -> dict[str, dict[str, str]]:
    """Return `territories` and `languages` of a language (`zh`, `en` …); empty for one that Babel doesn't know."""
    from babel import localedata

    try:
        data = pickle.loads(Path(localedata.resolve_locale_filename(language)).read_bytes())
    except OSError:
        return {}
    return {part: dict(data.get(part, {})) for part in ("territories", "languages")}


def _base(code: str) -> str:
    return code.replace("_", "-").split("-")[0].lower()


def country(code: str, reader: str) -> str:
    """Return the name of a country (ISO 3166-1 alpha-2) for a reader of a language; the code when unknown."""
    return _names(_base(reader)).get("territories", {}).get(code.upper(), code)


def language(code: str, reader: str) -> str:
    """Return the name of a language (BCP 47) for a reader of a language; the code when unknown."""
    return _names(_base(reader)).get("languages", {}).get(_base(code), code)


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
