"""Buyers as the database has them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from workstation.domain.buyer import Buyer
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.server.queries.accounts import online, presence_of
from workstation.server.schema import buyer, principal

_BUYERS: Select[Any] = select(buyer, principal.c.status, online(buyer.c.id).label("online")).join_from(
    buyer, principal, buyer.c.id == principal.c.id
)


def _buyer(row: Row[Any]) -> Buyer:
    return Buyer(
        id=row.id,
        rev=row.rev,
        name=row.name,
        company=row.company,
        gender=row.gender,
        country=row.country,
        email=row.email,
        email_verified=row.email_verified,
        phone=row.phone,
        languages=row.languages,
        time_zone=row.time_zone,
        badge_number=row.badge_number,
        interests=row.interests,
        presence=presence_of(row),
    )


def by_id(conn: Connection, buyer_id: PrincipalId, now: datetime) -> Buyer:
    """Return a buyer.

    Raises:
        Refusal: `not_found`.
    """
    row = conn.execute(_BUYERS.where(buyer.c.id == buyer_id), {"now": now}).one_or_none()
    if row is None:
        raise Refusal("not_found")
    return _buyer(row)


def by_ids(conn: Connection, buyer_ids: Collection[PrincipalId], now: datetime) -> dict[PrincipalId, Buyer]:
    """Return several buyers by their numbers."""
    rows = conn.execute(_BUYERS.where(buyer.c.id.in_(buyer_ids)), {"now": now})
    return {PrincipalId(row.id): _buyer(row) for row in rows}
