"""Who is there, of those whose presence somebody is told: the reverse of `handlers.accounts.hearers`."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from workstation.domain.account import Presence
from workstation.domain.ids import PrincipalId
from workstation.server.caller import Caller
from workstation.server.queries.accounts import seen_as
from workstation.server.schema import account, conversation, presence, principal

AT_MOST = 5_000


def told_to(conn: Connection, caller: Caller, now: datetime) -> dict[PrincipalId, Presence]:
    """Return the presence of everybody who is there and concerns the caller; the caller is among them."""
    if caller.is_buyer:
        concerned = [principal.c.id.in_(_serving(caller))]
    else:
        concerned = [principal.c.id.in_(_colleagues(caller)), principal.c.id.in_(_served(caller))]
    found: dict[PrincipalId, Presence] = {}
    for condition in concerned:
        # From the leases, of which there are as many as people who are there.
        rows = conn.execute(
            select(principal.c.id, principal.c.status)
            .join_from(presence, principal, presence.c.principal_id == principal.c.id)
            .where(presence.c.until_at > now, condition)
            .limit(AT_MOST)
        )
        found |= {PrincipalId(row.id): seen_as(row.status) for row in rows}
    return found


def _colleagues(caller: Caller) -> Any:
    return select(account.c.id).where(account.c.exhibitor_id == caller.exhibitor_id)


def _served(caller: Caller) -> Any:
    mine: ColumnElement[bool] = conversation.c.exhibitor_id == caller.exhibitor_id
    if caller.kind != "main":
        mine = conversation.c.owner_id == caller.principal_id
    return select(conversation.c.buyer_id).where(mine)


def _serving(caller: Caller) -> Any:
    return select(conversation.c.owner_id).where(conversation.c.buyer_id == caller.principal_id, conversation.c.live)
