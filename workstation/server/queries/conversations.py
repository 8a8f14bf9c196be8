"""Conversations as the database has them, and as each reader may see them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    func,
    null,
    or_,
    select,
)

from workstation.domain.account import Permission, Presence
from workstation.domain.buyer import Buyer
from workstation.domain.conversation import Conversation, ConversationKind, ConversationPage, Marks, ReadMark
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, ExhibitorId, PrincipalId
from workstation.server.caller import Caller
from workstation.server.queries import buyers, messages, notes, translation
from workstation.server.schema import account, buyer, conversation, marks, past_owner

NEWEST = 30
"""Messages that come with a conversation's head."""

_main_id = (
    select(account.c.id)
    .where(account.c.exhibitor_id == conversation.c.exhibitor_id, account.c.kind == "main")
    .scalar_subquery()
    .label("main_id")
)


class Seen(Struct, frozen=True, kw_only=True):
    """A conversation as one reader may see it."""

    conversation: Conversation
    main_id: PrincipalId | None
    readable_to_n: int | None = None
    left: Conversation | None = None
    """The head as a reader who gave it away left it; what became of it since is not theirs to see."""

    @property
    def audience(self) -> tuple[PrincipalId, ...]:
        """Return who hears what is said there: buyer, owner and main account, or the two colleagues."""
        head = self.conversation
        everyone = (*head.participant_ids, head.buyer_id, head.owner_id, self.main_id_of_customers)
        return tuple(sorted({one for one in everyone if one is not None}))

    @property
    def main_id_of_customers(self) -> PrincipalId | None:
        """Return the main account where it listens: it has no part in a chat between two of its colleagues."""
        return self.main_id if self.conversation.kind is ConversationKind.CUSTOMER else None

    @property
    def accounts(self) -> tuple[PrincipalId, ...]:
        """Return the audience without the buyer."""
        return tuple(one for one in self.audience if one != self.conversation.buyer_id)


def head_of(row: Row[Any], readable_to_n: int | None = None) -> Conversation:
    """Return the head from its row, cut where the reader's right ends."""
    pair = (row.first_id, row.second_id) if row.first_id is not None else ()
    return Conversation(
        id=row.id,
        rev=row.rev,
        kind=ConversationKind(row.kind),
        exhibitor_id=row.exhibitor_id,
        created_at=row.created_at,
        buyer_id=row.buyer_id,
        participant_ids=pair,
        owner_id=row.owner_id,
        exhibit_id=row.exhibit_id,
        intent_id=row.intent_id,
        channel=row.channel,
        live=row.live,
        last_n=row.last_n if readable_to_n is None else min(row.last_n, readable_to_n),
        blocked=row.blocked,
        client_id=row.client_id,
        queued_at=row.queued_at,
    )


class View(StrEnum):
    """Which conversations are there for somebody."""

    BUYER = "buyer"
    COMPANY = "company"
    """Every buyer's: of the main account; for reading only also of who may look into the company's history."""
    OWN = "own"
    """Those one has, and those one gave away up to there."""
    CHATS = "chats"
    """Colleagues' alone: of a sub-account that may not receive messages."""


def view_of(caller: Caller, *, reading: bool = False) -> View:
    """Return what is there for a caller; `reading` adds what he may only look at."""
    if caller.account is None:
        return View.BUYER
    if caller.kind == "main" or (reading and caller.account.may(Permission.COMPANY_HISTORY)):
        return View.COMPANY
    return View.OWN if caller.account.may(Permission.RECEIVE_MESSAGES) else View.CHATS


def visible(view: View) -> ColumnElement[bool]:
    """Return the condition that a conversation is there in that view, given by `whose(caller, view)`.

    An account that gave a conversation away still sees it up to `past_owner.readable_to_n`.
    """
    me: BindParameter[int] = bindparam("me")
    if view is View.BUYER:
        return conversation.c.buyer_id == me
    colleague = or_(conversation.c.first_id == me, conversation.c.second_id == me)
    if view is View.CHATS:
        return colleague
    if view is View.COMPANY:
        own = and_(conversation.c.exhibitor_id == bindparam("exhibitor_id"), conversation.c.kind == "customer")
        return or_(colleague, own)
    given_away = select(past_owner.c.conversation_id).where(past_owner.c.account_id == me)
    return or_(colleague, conversation.c.owner_id == me, conversation.c.id.in_(given_away))


def whose(caller: Caller, view: View) -> dict[str, Any]:
    """Return the parameters of `visible`."""
    me = {"me": caller.principal_id}
    return {**me, "exhibitor_id": caller.exhibitor_id} if view is View.COMPANY else me


def _heads(view: View) -> Select[Any]:
    """Every conversation of a view, and up to where it may be read."""
    if view is not View.OWN:
        nothing = cast(null(), BigInteger).label("upper_n"), cast(null(), Text).label("left_head")
        return select(conversation, _main_id, *nothing).where(visible(view))
    mine = select(past_owner).where(past_owner.c.account_id == bindparam("me")).subquery()
    return (
        select(conversation, _main_id, mine.c.readable_to_n.label("upper_n"), mine.c.head.label("left_head"))
        .join_from(conversation, mine, mine.c.conversation_id == conversation.c.id, isouter=True)
        .where(visible(view))
    )


# Statements are built once: on the way of every message that is half of what they cost.
_HEADS = {view: _heads(view) for view in View}
_ONE = {view: heads.where(conversation.c.id == bindparam("conversation_id")) for view, heads in _HEADS.items()}
_LOCK = select(conversation.c.id).where(conversation.c.id == bindparam("conversation_id")).with_for_update()


def _seen(row: Row[Any]) -> Seen:
    head = head_of(row, row.upper_n)
    left = None if row.upper_n is None else _left(row.left_head, head)
    return Seen(conversation=head, main_id=row.main_id, readable_to_n=row.upper_n, left=left)


def _left(kept: str | None, head: Conversation) -> Conversation:
    """Return the head as it was kept for a giver; where none was, what has not changed since."""
    if kept:
        return msgspec.json.decode(kept, type=Conversation)
    return replace(
        head, rev=1, owner_id=None, queued_at=None, exhibit_id=None, intent_id=None, live=False, blocked=False
    )


def seen(
    conn: Connection, caller: Caller, conversation_id: ConversationId, *, lock: bool = False, reading: bool = False
) -> Seen:
    """Return a conversation as the caller may see it; `lock` holds its row until the transaction ends.

    `reading` is for what only looks: it adds the company's history for who may look into that.

    Raises:
        Refusal: `not_found`, also when it is there but not for the caller.
    """
    if lock and conn.dialect.name == "postgresql":
        conn.execute(_LOCK, {"conversation_id": conversation_id})
    view = view_of(caller, reading=reading)
    row = conn.execute(_ONE[view], {"conversation_id": conversation_id, **whose(caller, view)}).one_or_none()
    if row is None:
        raise Refusal("not_found")
    return _seen(row)


def of_pair(conn: Connection, exhibitor_id: ExhibitorId, buyer_id: PrincipalId) -> Conversation | None:
    """Return the one conversation of a buyer with an exhibitor, and hold its row."""
    row = conn.execute(
        select(conversation)
        .where(conversation.c.exhibitor_id == exhibitor_id, conversation.c.buyer_id == buyer_id)
        .with_for_update()
    ).one_or_none()
    return head_of(row) if row is not None else None


def of_colleagues(conn: Connection, one: PrincipalId, other: PrincipalId) -> Conversation | None:
    """Return the one conversation of two colleagues."""
    row = conn.execute(
        select(conversation).where(
            conversation.c.first_id == min(one, other), conversation.c.second_id == max(one, other)
        )
    ).one_or_none()
    return head_of(row) if row is not None else None


def newest_first(
    conn: Connection, caller: Caller, limit: int, after: tuple[datetime, ConversationId] | None = None
) -> list[tuple[Seen, datetime]]:
    """Return a page of what the caller may see, most recent activity first, each with that moment."""
    view = view_of(caller)
    return _most_recent(conn, caller, view, _HEADS[view], limit, after)


def _most_recent(
    conn: Connection,
    caller: Caller,
    view: View,
    heads: Select[Any],
    limit: int,
    after: tuple[datetime, ConversationId] | None,
) -> list[tuple[Seen, datetime]]:
    wanted = heads.order_by(conversation.c.last_at.desc(), conversation.c.id.desc()).limit(limit)
    if after is not None:
        at, conversation_id = after
        wanted = wanted.where(
            or_(
                conversation.c.last_at < at,
                and_(conversation.c.last_at == at, conversation.c.id < conversation_id),
            )
        )
    return [(_seen(row), row.last_at) for row in conn.execute(wanted, whose(caller, view))]


def of_company(
    conn: Connection, caller: Caller, words: str, limit: int, after: tuple[datetime, ConversationId] | None = None
) -> list[tuple[Seen, datetime]]:
    """Return a page of all buyers' conversations of the caller's company, most recent activity first.

    Args:
        conn: of a transaction.
        caller: who may look into the company's history.
        words: each must stand in the buyer's name, company or e-mail address, in whatever case.
        limit: at most so many.
        after: the last one of the page before.
    """
    wanted = _HEADS[View.COMPANY].where(conversation.c.kind == ConversationKind.CUSTOMER.value)
    for word in words.split():
        columns = (buyer.c.name, buyer.c.company, buyer.c.email)
        spellings = sorted({word.lower(), word.upper()})  # SQLite knows the case of ASCII alone
        named = or_(*(column.icontains(one, autoescape=True) for column in columns for one in spellings))
        wanted = wanted.where(conversation.c.buyer_id.in_(select(buyer.c.id).where(named)))
    return _most_recent(conn, caller, View.COMPANY, wanted, limit, after)


def count(conn: Connection, caller: Caller) -> int:
    """Return how many conversations the caller may see."""
    view = view_of(caller)
    wanted = select(func.count()).select_from(conversation).where(visible(view))
    return int(conn.execute(wanted, whose(caller, view)).scalar_one())


def _marks_of(row: Row[Any]) -> Marks:
    return Marks(
        conversation_id=row.conversation_id,
        rev=row.rev,
        read_n=row.read_n,
        starred=row.starred,
        pinned=row.pinned,
        muted=row.muted,
        marked_unread=row.marked_unread,
        tags=row.tags,
    )


def marks_of(conn: Connection, conversation_id: ConversationId, principal_id: PrincipalId) -> Marks:
    """Return what one keeps about a conversation for oneself; `rev` 0 when that is nothing yet."""
    row = conn.execute(
        select(marks).where(marks.c.conversation_id == conversation_id, marks.c.principal_id == principal_id)
    ).one_or_none()
    return _marks_of(row) if row is not None else Marks(conversation_id=conversation_id, rev=0)


def pages(
    conn: Connection, reader_id: PrincipalId, these: Sequence[Seen], now: datetime, *, count: int = NEWEST
) -> tuple[ConversationPage, ...]:
    """Return heads, buyers, marks, reading positions, notes and newest messages of many conversations; six queries."""
    ids = [one.conversation.id for one in these]
    people = _buyers_of(conn, these, now)
    said = messages.newest(conn, reader_id, ids, count)
    written = notes.of_conversations(conn, reader_id, [one.conversation for one in these])
    translated = translation.of_buyers(conn, ids)
    own: dict[ConversationId, Marks] = {}
    reads: dict[ConversationId, list[ReadMark]] = {}
    for row in conn.execute(select(marks).where(marks.c.conversation_id.in_(ids)).order_by(marks.c.principal_id)):
        if row.principal_id == reader_id:
            own[row.conversation_id] = _marks_of(row)
        elif row.read_n:
            mark = ReadMark(conversation_id=row.conversation_id, reader_id=row.principal_id, n=row.read_n)
            reads.setdefault(row.conversation_id, []).append(mark)
    return tuple(
        ConversationPage(
            conversation=one.left or one.conversation,
            marks=own.get(one.conversation.id) or Marks(conversation_id=one.conversation.id, rev=0),
            buyer=_buyer_of(one, people),
            reads=tuple(_reads_of(one, reads.get(one.conversation.id, ()))),
            messages=tuple(said[one.conversation.id]),
            notes=tuple(written.get(one.conversation.id, ())),
            translation=None if _is_elsewhere(one, reader_id) else translated.get(one.conversation.id),
            readable_to_n=one.readable_to_n,
        )
        for one in these
    )


def _is_elsewhere(one: Seen, reader_id: PrincipalId) -> bool:
    """Tell whether what the company decides about the buyer is none of the reader's concern."""
    return one.conversation.buyer_id == reader_id or one.left is not None


def _buyer_of(one: Seen, people: Mapping[PrincipalId, Buyer]) -> Buyer | None:
    """Return the other side; who gave the buyer away does not see whether they are there now."""
    found = None if one.conversation.buyer_id is None else people.get(one.conversation.buyer_id)
    return found if found is None or one.left is None else replace(found, presence=Presence.OFFLINE)


def _reads_of(one: Seen, marks_: Iterable[ReadMark]) -> Iterator[ReadMark]:
    """Return how far others have read, as far as the reader's right goes."""
    for mark in marks_:
        yield mark if one.readable_to_n is None else replace(mark, n=min(mark.n, one.readable_to_n))


def _buyers_of(conn: Connection, these: Collection[Seen], now: datetime) -> dict[PrincipalId, Buyer]:
    ids = {one.conversation.buyer_id for one in these if one.conversation.buyer_id is not None}
    return buyers.by_ids(conn, ids, now) if ids else {}


def page(conn: Connection, reader_id: PrincipalId, one: Seen, now: datetime) -> ConversationPage:
    """Return one conversation's head, buyer, marks, reading positions, notes and newest messages."""
    return pages(conn, reader_id, [one], now)[0]
