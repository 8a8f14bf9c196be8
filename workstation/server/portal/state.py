"""A buyer's state as his page begins with it: the log's position first, then all that lies before it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from msgspec import Struct
from sqlalchemy import Connection, func, select

from workstation.domain.account import Exhibitor
from workstation.domain.buyer import Buyer
from workstation.domain.conversation import Conversation, ConversationPage
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.message import SYSTEM, Message
from workstation.server import events
from workstation.server.caller import Caller
from workstation.server.portal import catalogue
from workstation.server.queries import buyers, conversations, exhibits
from workstation.server.schema import account, conversation, marks, message

MOST_CHATS = 1000
MOST_UNREAD = 99
"""Numbers of unread messages told of one conversation."""


class Chat(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A conversation as the buyer's list shows it."""

    conversation: Conversation
    read_n: int = 0
    their_read_n: int = 0
    """Up to where somebody of the exhibitor has read."""
    unread: tuple[int, ...] = ()
    last: Message | None = None


class Person(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody of an exhibitor, as far as a buyer is told."""

    id: PrincipalId
    name_zh: str = ""
    name_en: str = ""


class PortalState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`GET /portal/state`: what the page lays the log's events after `seq` over."""

    seq: int
    server_time: datetime
    me: Buyer
    chats: tuple[Chat, ...] = ()
    people: tuple[Person, ...] = ()
    exhibitors: tuple[Exhibitor, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()


def unread_of(conn: Connection, buyer_id: PrincipalId) -> dict[int, tuple[int, ...]]:
    """Return the numbers of what a buyer has not read yet, by conversation: not his own, not the system's lines."""
    read_n = func.coalesce(marks.c.read_n, 0)
    rows = conn.execute(
        select(message.c.conversation_id, message.c.n)
        .join_from(message, conversation, conversation.c.id == message.c.conversation_id)
        .join(
            marks,
            (marks.c.conversation_id == conversation.c.id) & (marks.c.principal_id == conversation.c.buyer_id),
            isouter=True,
        )
        .where(
            conversation.c.buyer_id == buyer_id,
            message.c.n > read_n,
            ~message.c.from_buyer,
            ~message.c.recalled,
            message.c.kind != SYSTEM,
        )
        .order_by(message.c.conversation_id, message.c.n)
    )
    found: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        found[row.conversation_id].append(row.n)
    return {one: tuple(numbers[-MOST_UNREAD:]) for one, numbers in found.items()}


def unread_count(conn: Connection, buyer_id: PrincipalId) -> int:
    """Return how many messages a buyer has not read yet."""
    return sum(len(numbers) for numbers in unread_of(conn, buyer_id).values())


def state_of(conn: Connection, caller: Caller, now: datetime) -> PortalState:
    """Return the state of a buyer."""
    seq = events.last_seq(conn, caller.principal_id)
    seen = [one for one, _ in conversations.newest_first(conn, caller, MOST_CHATS)]
    pages = conversations.pages(conn, caller.principal_id, seen, now, count=1)
    unread = unread_of(conn, caller.principal_id)
    chats = tuple(_chat(page, unread.get(page.conversation.id, ()), caller.principal_id) for page in pages)
    companies = {one.conversation.exhibitor_id for one in chats}
    shown = {one.conversation.exhibit_id for one in chats} | {one.last.exhibit_id for one in chats if one.last}
    return PortalState(
        seq=seq,
        server_time=now,
        me=buyers.by_id(conn, caller.principal_id, now),
        chats=chats,
        people=_people(conn, [one.conversation.id for one in chats]),
        exhibitors=tuple(catalogue.exhibitors_by_ids(conn, companies).values()),
        exhibits=exhibits.by_ids(conn, {one for one in shown if one is not None}),
    )


def _chat(page: ConversationPage, unread: tuple[int, ...], me: PrincipalId) -> Chat:
    return Chat(
        conversation=page.conversation,
        read_n=page.marks.read_n,
        their_read_n=max((read.n for read in page.reads if read.reader_id != me), default=0),
        unread=unread,
        last=page.messages[-1] if page.messages else None,
    )


def _people(conn: Connection, ids: Collection[ConversationId]) -> tuple[Person, ...]:
    """Return whoever looks after one of these conversations, or wrote in it."""
    owners = select(conversation.c.owner_id).where(conversation.c.id.in_(ids), conversation.c.owner_id.is_not(None))
    writers = select(message.c.sender_id).where(message.c.conversation_id.in_(ids), ~message.c.from_buyer)
    rows = conn.execute(
        select(account.c.id, account.c.name_zh, account.c.name_en)
        .where(account.c.id.in_(owners) | account.c.id.in_(writers))
        .order_by(account.c.id)
    )
    return tuple(Person(id=row.id, name_zh=row.name_zh, name_en=row.name_en) for row in rows)
