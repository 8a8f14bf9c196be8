"""What a purchase intent must say, and what it may not."""

import re
from datetime import date, timedelta
from typing import Any, Final

from msgspec.structs import replace

from workstation.domain.errors import Refusal
from workstation.domain.intent import MAX_DESCRIPTION_CHARS, MAX_TITLE_CHARS, Wanted
from workstation.domain.message import check_text

MAX_CATEGORY_CHARS: Final = 100
MAX_UNIT_CHARS: Final = 40
MOST: Final = 10**12
"""Of whatever is counted: pieces, or cents."""
FURTHEST: Final = timedelta(days=366)
"""A deadline lies no further ahead."""
_CODES: Final = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG"
)
CURRENCIES: Final = frozenset(_CODES.split())
"""ISO 4217, those that goods are paid in."""
_COUNTRY: Final = re.compile("[A-Z]{2}")
_LANGUAGE: Final = re.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def check_wanted(wanted: Wanted, today: date) -> Wanted:
    """Return what a buyer wants as it is kept: trimmed, codes in capitals.

    Args:
        wanted: as it was typed.
        today: in the fair's zone.

    Raises:
        Refusal: `intent_title`, `text_too_long` with `limit` and `length`, `text_invalid`, `intent_number`,
            `intent_currency`, `intent_country`, `intent_deadline`; `invalid_request` for a language that is none. All
            name the `field`.
    """
    title = _line("title", wanted.title, MAX_TITLE_CHARS)
    if not title:
        raise Refusal("intent_title", {"field": "title"})
    checked = replace(
        wanted,
        title=title,
        category=_line("category", wanted.category, MAX_CATEGORY_CHARS),
        unit=_line("unit", wanted.unit, MAX_UNIT_CHARS),
        description=_text("description", wanted.description.strip(), MAX_DESCRIPTION_CHARS),
        currency=wanted.currency.strip().upper(),
        destination=wanted.destination.strip().upper(),
        deadline=_deadline(wanted.deadline.strip(), today),
    )
    for name, value in (("quantity", checked.quantity), ("target_price_minor", checked.target_price_minor)):
        if value is not None and not 0 < value <= MOST:
            raise Refusal("intent_number", {"field": name})
    if checked.currency not in CURRENCIES:
        raise Refusal("intent_currency", {"field": "currency"})
    if checked.destination and not _COUNTRY.fullmatch(checked.destination):
        raise Refusal("intent_country", {"field": "destination"})
    if checked.language and not _LANGUAGE.fullmatch(checked.language):
        raise Refusal("invalid_request", {"field": "language"})
    return checked


def day_of(deadline: str) -> date | None:
    """Return the last day on which offers are welcome, `None` when there is none.

    Raises:
        ValueError: it is no date.
    """
    if not deadline:
        return None
    if not _DAY.fullmatch(deadline):
        raise ValueError(deadline)
    return date.fromisoformat(deadline)


def _deadline(deadline: str, today: date) -> str:
    try:
        day = day_of(deadline)
    except ValueError:
        raise Refusal("intent_deadline", {"field": "deadline"}) from None
    if day is not None and not today <= day <= today + FURTHEST:
        raise Refusal("intent_deadline", {"field": "deadline"})
    return deadline


def _line(field: str, text: str, limit: int) -> str:
    return _text(field, " ".join(text.split()), limit)


def _text(field: str, text: str, limit: int) -> str:
    about: dict[str, Any] = {"field": field}
    if len(text) > limit:
        raise Refusal("text_too_long", {"limit": limit, "length": len(text), **about})
    try:
        return check_text(text) if text else ""
    except Refusal as refusal:
        raise Refusal(refusal.code, {**refusal.params, **about}) from None
