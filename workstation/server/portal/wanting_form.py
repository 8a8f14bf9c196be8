"""The form in which buyers say what they look for: read as people type it, with its pictures, and shown again."""

import hashlib
import re
from decimal import Decimal
from unicodedata import decimal
from uuid import UUID, uuid5

from babel.numbers import get_currency_precision
from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId, SectionId
from workstation.domain.intent import MAX_IMAGES, Wanted
from workstation.server import words
from workstation.server.parts import Platform
from workstation.server.portal.browsing import number_of
from workstation.server.portal.form_actions import id_of
from workstation.server.portal.visitors import AnyRequest, Visitor, caller_of, pictured_form_of
from workstation.server.routes import attachments

FORM_BYTES = 64 * 1024 * 1024
"""A form with its pictures."""
FIRST_CURRENCIES = ("USD", "EUR", "CNY", "GBP")
_TYPED = re.compile(r"(?=.*[0-9])[0-9.,]{1,20}")
_MARKS = {"٫": ".", "٬": ",", "’": ",", "'": ","}
"""What parts a number's digits elsewhere."""
UNITS = ("piece", "set", "pair", "box", "carton", "metre", "kilogram", "tonne")
FIELDS = (
    *("title", "section", "category", "quantity", "unit", "price", "currency"),
    *("destination", "deadline", "description"),
)


class Form(Struct, frozen=True, kw_only=True):
    """The form as it is shown: what was typed, what is wrong with it, the pictures it has already."""

    values: dict[str, str]
    request_id: UUID
    """Made with the page: the same form sent twice publishes once."""
    problem: str = ""
    wrong: dict[str, str] = {}
    uploads: tuple[tuple[UUID, AttachmentId], ...] = ()
    """Pictures that came with a form in which something was wrong."""
    kept: tuple[AttachmentId, ...] = ()
    """Pictures of the intent that is changed."""


def number_typed(field: str, text: str) -> Decimal | None:
    """Return a number as it is typed anywhere: `1,500`, `12,50`, `12.50`, `1 500`, in whatever digits.

    Raises:
        Refusal: `intent_number` with `field`.
    """
    bare = "".join(str(decimal(one)) if one.isdecimal() else _MARKS.get(one, one) for one in "".join(text.split()))
    if not bare:
        return None
    if not _TYPED.fullmatch(bare):
        raise Refusal("intent_number", {"field": field})
    whole, mark, part = bare.rpartition("," if bare.rfind(",") > bare.rfind(".") else ".")
    digits = whole.replace(",", "").replace(".", "")
    parts_thousands = len(part) == 3 and digits.strip("0")
    return Decimal(digits + part if not mark or parts_thousands else f"{digits or 0}.{part or 0}")


def wanted_of(fields: dict[str, str]) -> Wanted:
    """Return what a form says; the server's rules look at it later.

    Raises:
        Refusal: `intent_number` with `field` for what is no number.
    """
    quantity, price = (number_typed(name, fields.get(name, "")) for name in ("quantity", "price"))
    if quantity is not None and quantity != int(quantity):
        raise Refusal("intent_number", {"field": "quantity"})
    currency = fields.get("currency", "") or "USD"
    section = number_of(fields.get("section", ""))
    minor = None if price is None else int((price * 10 ** get_currency_precision(currency)).to_integral_value())
    return Wanted(
        title=fields.get("title", ""),
        section_id=None if section is None else SectionId(section),
        category=fields.get("category", ""),
        quantity=None if quantity is None else int(quantity),
        unit=fields.get("unit", ""),
        target_price_minor=minor,
        currency=currency,
        destination=fields.get("destination", ""),
        deadline=fields.get("deadline", ""),
        description=fields.get("description", "").replace("\r\n", "\n"),
    )


def values_of(wanted: Wanted) -> dict[str, str]:
    """Return what stands in the form for an intent."""
    price = ""
    if wanted.target_price_minor is not None:
        places = get_currency_precision(wanted.currency)
        price = f"{Decimal(wanted.target_price_minor) / 10**places:.{places}f}"
    return {
        "title": wanted.title,
        "section": "" if wanted.section_id is None else str(wanted.section_id),
        "category": wanted.category,
        "quantity": "" if wanted.quantity is None else str(wanted.quantity),
        "unit": wanted.unit,
        "price": price,
        "currency": wanted.currency,
        "destination": wanted.destination,
        "deadline": wanted.deadline,
        "description": wanted.description,
    }


class Sent(Struct, frozen=True):
    """A form as it came: its fields, the pictures it wants to keep, and those that came along."""

    fields: dict[str, str]
    kept: tuple[AttachmentId, ...]
    uploads: tuple[tuple[UUID, AttachmentId], ...]
    problem: Refusal | None = None


async def sent(request: AnyRequest, platform: Platform, visitor: Visitor) -> Sent:
    """Return what came, with its pictures kept: a form in which something is wrong doesn't lose them."""
    fields, files = await pictured_form_of(request, visitor)
    caller = caller_of(visitor)
    uploads: list[tuple[UUID, AttachmentId]] = []
    kept: list[AttachmentId] = []
    for name, value in fields.items():
        number = number_of(value)
        if name.startswith("upload.") and number is not None:
            uploads.append((id_of(name.removeprefix("upload.")), AttachmentId(number)))
        elif name.startswith("kept.") and number is not None:
            kept.append(AttachmentId(number))
    problem = None
    for data in files[: MAX_IMAGES + 1]:
        try:
            if len(data) > platform.settings.limits.upload_bytes:
                raise Refusal("image_too_large", {"megabytes": platform.settings.limits.upload_bytes >> 20})
            client_id = uuid5(id_of(fields.get("id", "")), hashlib.sha256(data).hexdigest())
            made = await attachments.keep(platform, caller, client_id, data)
        except Refusal as refusal:
            problem = refusal
        else:
            uploads.append((client_id, AttachmentId(made.attachment_id)))
    return Sent(fields, tuple(kept), tuple(dict.fromkeys(uploads)), problem)


_OF_FIELD = {"target_price_minor": "price", "section_id": "section"}


def refused(refusal: Refusal, language: str) -> tuple[str, dict[str, str]]:
    """Return what is said of a refusal, above the form and at the field that it is about."""
    field = str(refusal.params.get("field", ""))
    said = " ".join(words.sentence(refusal.code, language, refusal.params))
    name = _OF_FIELD.get(field, field)
    return said, {name: said} if name in FIELDS else {}
