"""Whom the server writes to outside: addresses that can be meant, numbers that can be called, and nothing else."""

import re
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, select

from workstation.domain.ids import PrincipalId
from workstation.server.schema import account, buyer, principal

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"(?=.{{3,254}}\Z)(?=[^@]{{1,64}}@){_LOCAL}@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]\Z")
_SET_APART = re.compile(r"[\s().-]+")


class Reader(Struct, frozen=True, kw_only=True):
    """Somebody the server writes to."""

    id: PrincipalId
    is_buyer: bool
    language: str
    email: str
    """Plausible, or empty."""
    mobile: str
    """E.164, or empty."""
    zone: str
    """IANA name, or empty."""


def plausible_email(text: str) -> str:
    """Return an e-mail address that a server may be asked to write to, else nothing; one alone, in ASCII."""
    return text if _EMAIL.match(text) else ""


def mobile_number(text: str) -> str:
    """Return a number as E.164, else nothing; eleven digits that begin with 1 are Chinese."""
    digits = _SET_APART.sub("", text)
    if re.fullmatch("1[3-9][0-9]{9}", digits):
        return f"+86{digits}"
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    return digits if re.fullmatch(r"\+[1-9][0-9]{7,14}", digits) else ""


def reader(conn: Connection, id_: PrincipalId) -> Reader | None:
    """Return how somebody is reached; nobody who is disabled."""
    row: Any = conn.execute(
        select(
            principal.c.kind,
            principal.c.enabled,
            principal.c.language,
            account.c.email.label("account_email"),
            account.c.mobile,
            buyer.c.email,
            buyer.c.phone,
            buyer.c.time_zone,
        )
        .select_from(
            principal.join(account, account.c.id == principal.c.id, isouter=True).join(
                buyer, buyer.c.id == principal.c.id, isouter=True
            )
        )
        .where(principal.c.id == id_)
    ).one_or_none()
    if row is None or not row.enabled:
        return None
    is_buyer = row.kind == "buyer"
    return Reader(
        id=id_,
        is_buyer=is_buyer,
        language=row.language,
        email=plausible_email((row.email if is_buyer else row.account_email) or ""),
        mobile=mobile_number((row.phone if is_buyer else row.mobile) or ""),
        zone=(row.time_zone or "") if is_buyer else "",
    )
