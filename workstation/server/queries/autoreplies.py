"""Automatic answers as the database has them."""

from collections.abc import Iterable
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Connection, Row, bindparam, select

from workstation.domain.account import Account, Permission
from workstation.domain.autoreply import AutoReply
from workstation.domain.ids import ExhibitorId, PrincipalId
from workstation.server.schema_accounts import auto_reply

_OF_OWNER = select(auto_reply).where(
    auto_reply.c.exhibitor_id == bindparam("exhibitor_id"), auto_reply.c.whose.in_((0, bindparam("owner_id")))
)


def _reply(row: Row[Any]) -> AutoReply:
    given: AutoReply = row.data
    return replace(given, rev=row.rev)


def of(conn: Connection, exhibitor_id: ExhibitorId, account_id: PrincipalId | None) -> AutoReply | None:
    """Return the answers of an account, or the company's (`None`)."""
    row = conn.execute(
        select(auto_reply).where(auto_reply.c.exhibitor_id == exhibitor_id, auto_reply.c.whose == (account_id or 0))
    ).one_or_none()
    return _reply(row) if row is not None else None


def for_owner(
    conn: Connection, exhibitor_id: ExhibitorId, owner_id: PrincipalId | None
) -> dict[PrincipalId | None, AutoReply]:
    """Return the company's answers under `None`, and the owner's under its number, as far as there are any."""
    rows = conn.execute(_OF_OWNER, {"exhibitor_id": exhibitor_id, "owner_id": owner_id or 0})
    return {one.account_id: one for one in map(_reply, rows)}


def readable_by(conn: Connection, account: Account) -> tuple[AutoReply, ...]:
    """Return the answers that an account may see: the company's and its own, a manager's all."""
    rows = conn.execute(
        select(auto_reply).where(auto_reply.c.exhibitor_id == account.exhibitor_id).order_by(auto_reply.c.whose)
    )
    every = account.may(Permission.MANAGE_ACCOUNTS)
    return tuple(one for one in map(_reply, rows) if every or one.account_id in (None, account.id))


def readers(colleagues: Iterable[Account], account_id: PrincipalId | None) -> tuple[PrincipalId, ...]:
    """Return who may see the answers of an account, or the company's."""
    return tuple(
        one.id
        for one in colleagues
        if account_id is None or one.id == account_id or one.may(Permission.MANAGE_ACCOUNTS)
    )
