"""Whom the server writes to outside: at addresses that can be meant and numbers that can be texted, nowhere else."""

from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, select

from workstation.domain.card_files import phones
from workstation.domain.ids import PrincipalId
from workstation.domain.mail_address import mail_address
from workstation.server.schema import account, buyer, principal

EXHIBITORS_COUNTRY = "CN"
"""Where an account's number without a country's code belongs."""


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
            buyer.c.country,
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
        email=mail_address((row.email if is_buyer else row.account_email) or ""),
        mobile=phones.textable(row.phone, row.country) if is_buyer else phones.textable(row.mobile, EXHIBITORS_COUNTRY),
        zone=(row.time_zone or "") if is_buyer else "",
    )
