"""Notices as the database has them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, Row, select

from workstation.domain.account import Account, Permission
from workstation.domain.ids import NoticeId, PrincipalId
from workstation.domain.notice import Notice
from workstation.server.schema import notice

NEWEST = 200


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=row.id,
        rev=row.rev,
        code=row.code,
        at=row.at,
        params=row.params,
        conversation_id=row.conversation_id,
        read=row.read,
    )


def newest(conn: Connection, account: Account) -> tuple[Notice, ...]:
    """Return an account's newest notices, newest first; none when it has no message centre."""
    if not account.may(Permission.MESSAGE_NOTICES):
        return ()
    rows = conn.execute(
        select(notice).where(notice.c.principal_id == account.id).order_by(notice.c.id.desc()).limit(NEWEST)
    )
    return tuple(_notice(row) for row in rows)


def by_ids(conn: Connection, principal_id: PrincipalId, ids: Collection[NoticeId]) -> tuple[Notice, ...]:
    """Return those of the notices that are the account's own."""
    rows = conn.execute(
        select(notice).where(notice.c.principal_id == principal_id, notice.c.id.in_(ids)).order_by(notice.c.id)
    )
    return tuple(_notice(row) for row in rows)
