"""Reading purchase intents: a buyer's own, and why an exhibitor's went to whom; accounts have theirs from the log."""

from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy import Connection

from workstation.domain.account import Account
from workstation.domain.distribution import Assignment
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId
from workstation.domain.intent import BuyerIntent
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import ACCOUNT, BUYER
from workstation.server.queries import assignments, buyer_intents, intents


@get("/api/v1/intents", opt=BUYER)
async def own_intents(caller: NamedDependency[Caller], platform: NamedDependency[Platform]) -> tuple[BuyerIntent, ...]:
    """Return a buyer's purchase intents, those that have ended too, the newest first."""
    return await platform.database.read(buyer_intents.of_buyer, caller.principal_id)


def _assignments(conn: Connection, me: Account, intent_id: ActionId) -> tuple[Assignment, ...]:
    row = intents.one(conn, intent_id, me.exhibitor_id)
    if row is None or not intents.sees(row, me):
        raise Refusal("not_found")
    return assignments.of_intent(conn, intent_id, me.exhibitor_id)


@get("/api/v1/intents/{intent_id:uuid}/assignments", opt=ACCOUNT)
async def assignments_of(
    intent_id: FromPath[UUID], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> tuple[Assignment, ...]:
    """Return why a received intent went to whom, newest first."""
    return await platform.database.read(_assignments, caller.as_account(), ActionId(intent_id))


HANDLERS = [own_intents, assignments_of]
