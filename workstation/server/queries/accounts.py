"""Accounts and exhibitors as the database has them."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, Row, Select, bindparam, exists, func, select

from workstation.domain.account import Account, AccountKind, Exhibitor, Permission, Presence
from workstation.domain.errors import Refusal
from workstation.domain.ids import ExhibitorId, PrincipalId
from workstation.server.columns import Instant
from workstation.server.schema import account, exhibitor, fair, presence, principal


def online(principal_id: Any) -> Any:
    """Return the condition that the principal of that column holds a presence lease; `now` is a parameter."""
    return exists().where(
        presence.c.principal_id == principal_id, presence.c.until_at > bindparam("now", type_=Instant())
    )


IDLE = "idle"
"""Status of whoever chose to be on-line and has touched nothing for a while: others see *away*."""


def seen_as(status: str) -> Presence:
    """Return what others see of a status in the database while a stream is open."""
    return Presence.AWAY if status == IDLE else Presence(status)


def presence_of(row: Row[Any]) -> Presence:
    """Return the presence from a row with `online` and `status`."""
    return seen_as(row.status) if row.online else Presence.OFFLINE


# Statements are built once: on the way of every message that is half of what they cost.
_ACCOUNTS: Select[Any] = select(
    account,
    principal.c.login,
    principal.c.enabled,
    principal.c.language,
    principal.c.status,
    online(account.c.id).label("online"),
).join_from(account, principal, account.c.id == principal.c.id)
_BY_ID = _ACCOUNTS.where(account.c.id == bindparam("account_id"))
_OF_EXHIBITOR = _ACCOUNTS.where(account.c.exhibitor_id == bindparam("exhibitor_id")).order_by(account.c.id)


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        rev=row.rev,
        exhibitor_id=row.exhibitor_id,
        kind=AccountKind(row.kind),
        login=row.login,
        name_zh=row.name_zh,
        name_en=row.name_en,
        title=row.title,
        mobile=row.mobile,
        email=row.email,
        language=row.language,
        languages=row.languages,
        enabled=row.enabled,
        permissions=msgspec.json.decode(row.permissions, type=frozenset[Permission]),
        presence=presence_of(row),
    )


def by_id(conn: Connection, account_id: PrincipalId, now: datetime) -> Account:
    """Return an account.

    Raises:
        Refusal: `not_found`.
    """
    row = conn.execute(_BY_ID, {"account_id": account_id, "now": now}).one_or_none()
    if row is None:
        raise Refusal("not_found")
    return _account(row)


def of_exhibitor(conn: Connection, exhibitor_id: ExhibitorId, now: datetime) -> tuple[Account, ...]:
    """Return all accounts of an exhibitor, the main account first."""
    rows = conn.execute(_OF_EXHIBITOR, {"exhibitor_id": exhibitor_id, "now": now})
    found = [_account(row) for row in rows]
    return tuple(sorted(found, key=lambda one: one.kind is not AccountKind.MAIN))


def main_id(conn: Connection, exhibitor_id: ExhibitorId) -> PrincipalId:
    """Return the number of an exhibitor's main account."""
    wanted = select(account.c.id).where(account.c.exhibitor_id == exhibitor_id, account.c.kind == "main")
    return PrincipalId(conn.execute(wanted).scalar_one())


def encode_permissions(permissions: frozenset[Permission]) -> str:
    """Return ticks as they are kept."""
    return msgspec.json.encode(sorted(permissions)).decode()


def colleague_ids(conn: Connection, exhibitor_id: ExhibitorId) -> tuple[PrincipalId, ...]:
    """Return the numbers of all accounts of an exhibitor."""
    rows = conn.execute(select(account.c.id).where(account.c.exhibitor_id == exhibitor_id))
    return tuple(PrincipalId(row.id) for row in rows)


def _exhibitor(row: Row[Any]) -> Exhibitor:
    return Exhibitor(
        id=row.id,
        rev=row.rev,
        name_zh=row.name_zh,
        name_en=row.name_en,
        about_zh=row.about_zh,
        about_en=row.about_en,
        about_es=row.about_es,
        booth=row.booth,
        city=row.city,
        website=row.website,
        accounts_limit=row.accounts_limit,
        max_days_offline=row.max_days_offline,
        time_zone=row.time_zone,
    )


_zone = select(fair.c.time_zone).order_by(fair.c.id).limit(1)
_EXHIBITORS: Select[Any] = select(exhibitor, func.coalesce(_zone.scalar_subquery(), "").label("time_zone"))


def fair_zone(conn: Connection) -> str:
    """Return the IANA name of the fair's zone."""
    return conn.execute(_zone).scalar() or "Asia/Shanghai"


def exhibitors(conn: Connection) -> tuple[Exhibitor, ...]:
    """Return all exhibitors, in the order of their numbers."""
    return tuple(_exhibitor(row) for row in conn.execute(_EXHIBITORS.order_by(exhibitor.c.id)))


def in_public(one: Exhibitor) -> Exhibitor:
    """Return an exhibitor as others may see it: without its package and its policies."""
    bare = Exhibitor(id=one.id, rev=one.rev, name_zh="", name_en="")
    return replace(one, accounts_limit=bare.accounts_limit, max_days_offline=bare.max_days_offline)


def exhibitor_by_id(conn: Connection, exhibitor_id: ExhibitorId) -> Exhibitor:
    """Return an exhibitor.

    Raises:
        Refusal: `not_found`.
    """
    row = conn.execute(_EXHIBITORS.where(exhibitor.c.id == exhibitor_id)).one_or_none()
    if row is None:
        raise Refusal("not_found")
    return _exhibitor(row)
