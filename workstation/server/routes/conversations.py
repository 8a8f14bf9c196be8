"""Reading conversations: everything at first, then one by one, then their older messages."""

import base64
import binascii
from datetime import datetime
from typing import Annotated

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, Parameter
from msgspec.structs import replace
from sqlalchemy import Connection

from workstation.domain.account import Permission
from workstation.domain.clock import from_ms, to_ms
from workstation.domain.conversation import CompanyPage, ConversationPage, may_write
from workstation.domain.entrance import TypingAt
from workstation.domain.errors import Refusal
from workstation.domain.events import MessagePage, Snapshot, Typing
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.server import events
from workstation.server.caller import Caller
from workstation.server.config import Limits
from workstation.server.parts import Platform
from workstation.server.permissions import ACCOUNT, BUYER, SIGNED_IN, permitted
from workstation.server.queries import (
    accounts,
    autoreplies,
    bookings,
    cards,
    conversations,
    exhibits,
    feeds,
    intents,
    messages,
    notices,
    phrases,
    rules,
    slots,
    transfers,
    translation,
)

PAGE = 500
COMPANY = 100
MAX_MESSAGES = 200
MAX_NUMBER = 2**53

Number = Annotated[int | None, Parameter(ge=0, le=MAX_NUMBER)]


def _cursor(as_of: int, at: datetime, conversation_id: int) -> str:
    return base64.urlsafe_b64encode(f"{as_of}.{to_ms(at)}.{conversation_id}".encode()).decode()


def _position(cursor: str) -> tuple[int, tuple[datetime, ConversationId]]:
    try:
        as_of, at_ms, number = (int(part) for part in base64.urlsafe_b64decode(cursor.encode()).decode().split("."))
        if max(abs(as_of), abs(number)) > MAX_NUMBER:
            raise ValueError("too large")
        return as_of, (from_ms(at_ms), ConversationId(number))
    except (ValueError, OverflowError, OSError, binascii.Error, UnicodeError) as error:
        raise Refusal("invalid_request", {"field": "cursor"}) from error


def _snapshot(conn: Connection, caller: Caller, now: datetime, cursor: str | None, limits: Limits) -> Snapshot:
    me = caller.as_account()
    as_of, after = _position(cursor) if cursor else (events.last_seq(conn, me.id), None)
    rows = conversations.newest_first(conn, caller, PAGE + 1, after)
    shown = rows[:PAGE]
    more = _cursor(as_of, shown[-1][1], shown[-1][0].conversation.id) if len(rows) > PAGE else None
    first = cursor is None
    colleagues = accounts.of_exhibitor(conn, me.exhibitor_id, now) if first else ()
    shared_out = rules.distribution(conn, me.exhibitor_id, limits) if first else None
    return Snapshot(
        as_of=as_of,
        me=next((one for one in colleagues if one.id == me.id), None) or accounts.by_id(conn, me.id, now),
        exhibitor=accounts.exhibitor_by_id(conn, me.exhibitor_id),
        total=conversations.count(conn, caller),
        conversations=conversations.pages(conn, me.id, [one for one, _at in shown], now),
        next=more,
        accounts=colleagues,
        sections=exhibits.sections(conn) if first else (),
        exhibits=exhibits.of_exhibitor(conn, me.exhibitor_id) if first else (),
        notices=notices.newest(conn, me) if first else (),
        phrases=phrases.of_account(conn, me) if first else (),
        auto_replies=autoreplies.readable_by(conn, me) if first else (),
        translation_policy=translation.policy(conn, me.exhibitor_id) if first else None,
        units=translation.units(conn, me.exhibitor_id) if first else (),
        slots=slots.recent(conn, me.exhibitor_id, now) if first else (),
        bookings=bookings.visible_to(conn, me) if first else (),
        booking_rules=bookings.rules(conn, me.exhibitor_id, limits.meetings) if first else None,
        calendar_feeds=feeds.of_account(conn, me.id) if first else (),
        intents=intents.visible_to(conn, me, now) if first else (),
        own_cards=cards.own_visible(conn, me) if first else (),
        distribution=shared_out,
        associations=rules.associations(conn, me.exhibitor_id, shared_out.rev) if shared_out is not None else (),
        transfers=transfers.of_account(conn, me) if first else (),
    )


@get("/api/v1/snapshot", opt=ACCOUNT)
async def snapshot(
    caller: NamedDependency[Caller], platform: NamedDependency[Platform], cursor: FromQuery[str | None] = None
) -> Snapshot:
    """Return a page of everything the account may see, and from where to follow its log."""
    limits = platform.settings.limits
    return await platform.database.read(_snapshot, caller, platform.clock.now(), cursor, limits)


def _own(conn: Connection, caller: Caller, now: datetime) -> tuple[ConversationPage, ...]:
    these = [one for one, _at in conversations.newest_first(conn, caller, PAGE)]
    return conversations.pages(conn, caller.principal_id, these, now, count=1)


@get("/api/v1/conversations", opt=BUYER)
async def own_conversations(
    caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> tuple[ConversationPage, ...]:
    """Return a buyer's conversations, each with its last message."""
    return await platform.database.read(_own, caller, platform.clock.now())


def _one(conn: Connection, caller: Caller, now: datetime, conversation_id: ConversationId) -> ConversationPage:
    where = conversations.seen(conn, caller, conversation_id, reading=True)
    found = conversations.page(conn, caller.principal_id, where, now)
    if conversations.view_of(caller, reading=True) is not conversations.View.COMPANY:
        return found
    # Who gave it away, but may look into the company's history, sees it whole.
    newest = messages.page(conn, conversation_id, limit=conversations.NEWEST).messages
    return replace(found, messages=newest)


@get("/api/v1/conversations/{conversation_id:int}", opt=SIGNED_IN)
async def one_conversation(
    conversation_id: FromPath[int], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> ConversationPage:
    """Return a conversation's head and newest messages."""
    return await platform.database.read(_one, caller, platform.clock.now(), ConversationId(conversation_id))


def _history(
    conn: Connection,
    caller: Caller,
    conversation_id: ConversationId,
    before: int | None,
    after: int | None,
    since: datetime | None,
    limit: int,
) -> MessagePage:
    where = conversations.seen(conn, caller, conversation_id, reading=True)
    return messages.page(
        conn, conversation_id, before=before, after=after, since=since, upper=where.readable_to_n, limit=limit
    )


@get("/api/v1/conversations/{conversation_id:int}/messages", opt=SIGNED_IN)
async def history(
    conversation_id: FromPath[int],
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    before: Number = None,
    after: Number = None,
    since: FromQuery[datetime | None] = None,
    limit: Annotated[int, Parameter(ge=1, le=MAX_MESSAGES)] = 50,
) -> MessagePage:
    """Return messages right before or after a number, or from a moment on, ascending; the newest without any."""
    if since is not None and since.tzinfo is None:
        raise Refusal("invalid_request", {"field": "since"})
    return await platform.database.read(_history, caller, ConversationId(conversation_id), before, after, since, limit)


def _company(conn: Connection, caller: Caller, now: datetime, words: str, cursor: str | None) -> CompanyPage:
    after = _position(cursor)[1] if cursor else None
    rows = conversations.of_company(conn, caller, words, COMPANY + 1, after)
    shown = rows[:COMPANY]
    these = [one for one, _at in shown]
    more = _cursor(0, shown[-1][1], shown[-1][0].conversation.id) if len(rows) > COMPANY else None
    return CompanyPage(conversations=conversations.pages(conn, caller.principal_id, these, now, count=1), next=more)


@get("/api/v1/company/conversations", opt=permitted(Permission.COMPANY_HISTORY))
async def company_conversations(
    caller: NamedDependency[Caller],
    platform: NamedDependency[Platform],
    words: Annotated[str, Parameter(max_length=200)] = "",
    cursor: FromQuery[str | None] = None,
) -> CompanyPage:
    """Return conversations of the company, to look at: those whose buyer is named so, the last spoken with first."""
    return await platform.database.read(_company, caller, platform.clock.now(), words, cursor)


def _typing_heard_by(conn: Connection, caller: Caller, conversation_id: ConversationId) -> list[PrincipalId]:
    where = conversations.seen(conn, caller, conversation_id)
    head = where.conversation
    if caller.account is not None and not may_write(caller.account, head):
        raise Refusal("not_allowed")
    if head.blocked:
        raise Refusal("blocked")
    return [one for one in where.audience if one != caller.principal_id]


@post("/api/v1/typing", opt=SIGNED_IN, status_code=204)
async def typing(
    data: JSONBody[TypingAt], caller: NamedDependency[Caller], platform: NamedDependency[Platform]
) -> None:
    """Let the others know that one is writing."""
    conversation_id = ConversationId(data.conversation_id)
    audience = await platform.database.read(_typing_heard_by, caller, conversation_id)
    platform.hub.announce(audience, Typing(conversation_id=conversation_id, principal_id=caller.principal_id))


HANDLERS = [snapshot, own_conversations, one_conversation, history, company_conversations, typing]
