"""A quote: item, price, terms. It is sent as text that every client can read."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.errors import Refusal
from workstation.domain.units import unit_for

INCOTERMS: Final = ("EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF")
"""The eleven rules of Incoterms 2020: seven for any mode of transport, then the four of sea and inland waterways."""

_NO_MINOR: Final = re.compile("BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|UYI|VND|VUV|XAF|XOF|XPF")
_THREE_MINOR: Final = re.compile("BHD|IQD|JOD|KWD|LYD|OMR|TND")
MAX_MINOR: Final = 10**13
MAX_LINE_CHARS: Final = 200

_CURRENCY: Final = re.compile("[A-Z]{3}")
_AMOUNT: Final = re.compile(r"\d+(\.\d+)?")
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Quotation",
        "item": "Item: {value}",
        "price": "Price: {value}",
        "terms": "Terms: {value} (Incoterms 2020)",
        "moq": "Minimum order: {value}",
        "lead_days": "Lead time: {value} days",
        "valid_until": "Valid until: {value}",
    },
    "zh": {
        "title": "报价",
        "item": "产品：{value}",
        "price": "价格：{value}",
        "terms": "贸易术语：{value}（Incoterms 2020）",
        "moq": "起订量：{value}",
        "lead_days": "交货期：{value} 天",
        "valid_until": "有效期至：{value}",
    },
    "es": {
        "title": "Cotización",
        "item": "Artículo: {value}",
        "price": "Precio: {value}",
        "terms": "Condiciones: {value} (Incoterms 2020)",
        "moq": "Pedido mínimo: {value}",
        "lead_days": "Plazo de entrega: {value} días",
        "valid_until": "Válido hasta: {value}",
    },
}


class Quote(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An offer for one item. The price is in minor units of the currency (cents), for one `unit`."""

    item: str
    price_minor: int
    currency: str
    incoterm: str
    place: str
    """The place that the Incoterm names: `Guangzhou`."""
    unit: str = ""
    moq: int | None = None
    lead_days: int | None = None
    valid_until: date | None = None

    def as_text(self, language: str) -> str:
        """Return the quote as plain lines for a reader of `zh`, `es` or anything else (English).

        Raises:
            Refusal: as `check_quote`.
        """
        checked = check_quote(self)
        words = _WORDS.get(language[:2], _WORDS["en"])
        one, many = (unit_for(checked.unit, language, count) for count in (1, checked.moq or 0))
        values = {
            "item": checked.item,
            "price": amount(checked.price_minor, checked.currency) + (f" / {one}" if one else ""),
            "terms": f"{checked.incoterm} {checked.place}",
            "moq": None if checked.moq is None else f"{checked.moq:,} {many}".rstrip(),
            "lead_days": checked.lead_days,
            "valid_until": None if checked.valid_until is None else checked.valid_until.isoformat(),
        }
        lines = [words[name].format(value=value) for name, value in values.items() if value is not None]
        return "\n".join([words["title"], *lines])


def check_quote(quote: Quote) -> Quote:
    """Return the quote with its texts each on one line.

    Raises:
        Refusal: `quote_invalid` with `field`: what is missing or can't be.
    """
    lines = {name: " ".join(getattr(quote, name).split()) for name in ("item", "place", "unit")}
    fine = {
        "item": 0 < len(lines["item"]) <= MAX_LINE_CHARS,
        "price": 0 < quote.price_minor <= MAX_MINOR,
        "currency": _CURRENCY.fullmatch(quote.currency) is not None,
        "unit": len(lines["unit"]) <= MAX_LINE_CHARS,
        "incoterm": quote.incoterm in INCOTERMS,
        "place": 0 < len(lines["place"]) <= MAX_LINE_CHARS,
        "moq": quote.moq is None or quote.moq > 0,
        "lead_days": quote.lead_days is None or quote.lead_days >= 0,
    }
    for field, is_fine in fine.items():
        if not is_fine:
            raise Refusal("quote_invalid", {"field": field})
    return replace(quote, **lines)


def minor_digits(currency: str) -> int:
    """Return how many digits of the currency stand behind the point (ISO 4217)."""
    if _NO_MINOR.fullmatch(currency):
        return 0
    return 3 if _THREE_MINOR.fullmatch(currency) else 2


def amount(minor: int, currency: str) -> str:
    """Return an amount for people: `USD 1,234.50`."""
    digits = minor_digits(currency)
    return f"{currency} {Decimal(minor).scaleb(-digits):,.{digits}f}"


def minor_units(typed: str, currency: str) -> int:
    """Return what somebody typed as a price (`1,234.5`, point before the decimals) in minor units.

    Raises:
        Refusal: `quote_invalid` with `field` `price`: not a number, or finer than the currency.
    """
    plain = typed.strip().replace(",", "").replace(" ", "")
    try:
        if not _AMOUNT.fullmatch(plain) or len(plain) > 20:
            raise InvalidOperation
        value = Decimal(plain).scaleb(minor_digits(currency))
        if value != value.to_integral_value() or value > MAX_MINOR:
            raise InvalidOperation
    except InvalidOperation as error:
        raise Refusal("quote_invalid", {"field": "price"}) from error
    return int(value)
