"""What the team asks beside the sync: why a buyer went where, what other rules would do, loads, who looks at what."""

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from sqlalchemy import Connection

from workstation.domain.account import Account, AccountKind
from workstation.domain.conversation import ConversationKind, may_write
from workstation.domain.distribution import Assignment, Load, WhatIf, WhatIfResult
from workstation.domain.entrance import LookingAt
from workstation.domain.errors import Refusal
from workstation.domain.events import Looking
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.replay import Recorded, replay
from workstation.server.caller import Caller
from workstation.server.parts import Platform
from workstation.server.permissions import ACCOUNT
from workstation.server.queries import accounts, assignments, conversations, exhibits, rules


def _assignments(conn: Connection, caller: Caller, conversation_id: ConversationId) -> tuple[Assignment, ...]:
    where = conversations.seen(conn, caller, conversation_id, reading=True)
    return assignments.of_conversation(conn, where.conversation.id, where.readable_to_n)


@get("/api/v1/conversations/{conversation_id:int}/assignments", opt=ACCOUNT)
async def assignments_of(
    conversation_id: FromPath[int], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> tuple[Assignment, ...]:
    """Return why a conversation went to whom, newest first."""
    return await platform.database.read(_assignments, caller, ConversationId(conversation_id))


def _what_if(conn: Connection, me: Account, asked: WhatIf) -> WhatIfResult:
    known = set(accounts.colleague_ids(conn, me.exhibitor_id))
    own = {one.id for one in exhibits.of_exhibitor(conn, me.exhibitor_id)}
    associated = rules.by_target(conn, me.exhibitor_id)
    for one in asked.associations:
        if not set(one.account_ids) <= known or (one.exhibit_id is not None and one.exhibit_id not in own):
            raise Refusal("not_found")
        associated[one.target] = one.account_ids
    if asked.options.emergency_id is not None and asked.options.emergency_id not in known:
        raise Refusal("not_found")
    found: list[Recorded] = assignments.recorded(conn, me.exhibitor_id, asked.work)
    return replay(found, asked.mode, asked.options, associated)


@post("/api/v1/distribution/what-if", opt=ACCOUNT, status_code=200)
async def what_if(
    data: JSONBody[WhatIf], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> WhatIfResult:
    """Return who would have got the last assignments under other rules (the main account's to ask)."""
    me = caller.as_account()
    if me.kind is not AccountKind.MAIN:
        raise Refusal("not_allowed")
    return await platform.database.read(_what_if, me, data)


@get("/api/v1/team/loads", opt=ACCOUNT)
async def loads(caller: NamedDependency[Caller], platform: NamedDependency[Platform]) -> tuple[Load, ...]:
    """Return how much each account of one's exhibitor has to do."""
    return await platform.database.read(assignments.loads, caller.as_account().exhibitor_id)


def _looking_heard_by(conn: Connection, caller: Caller, conversation_id: ConversationId) -> list[PrincipalId]:
    where = conversations.seen(conn, caller, conversation_id)
    if not may_write(caller.as_account(), where.conversation):
        raise Refusal("not_allowed")
    if where.conversation.kind is not ConversationKind.CUSTOMER:
        return []
    return [one for one in where.accounts if one != caller.principal_id]


@post("/api/v1/looking", opt=ACCOUNT, status_code=204)
async def looking(
    data: JSONBody[LookingAt], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> None:
    """Let the colleagues who may write in a conversation know that one has it open; never the buyer."""
    conversation_id = ConversationId(data.conversation_id)
    audience = await platform.database.read(_looking_heard_by, caller, conversation_id)
    signal = Looking(
        conversation_id=conversation_id, principal_id=caller.principal_id, here=data.here, hello=data.hello
    )
    platform.hub.announce(audience, signal)


HANDLERS = [assignments_of, what_if, loads, looking]
