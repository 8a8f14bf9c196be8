"""Finding an owner for a buyer: gathers the facts, lets the rules decide, and records why."""

from collections.abc import Callable

import msgspec
from sqlalchemy import func, insert, select, update

from workstation.domain.account import Permission, Presence
from workstation.domain.conversation import Conversation
from workstation.domain.events import Assigned, ConversationChanged, NoticeChanged, PresenceMoved, Unassigned
from workstation.domain.ids import ConversationId, ExhibitId, PrincipalId
from workstation.domain.message import SYSTEM, Message, SystemLine
from workstation.domain.notice import Notice
from workstation.domain.routing import Candidate, Decision, Facts, Mode, Options, decide
from workstation.server import database
from workstation.server.queries import accounts, conversations, messages
from workstation.server.queries.conversations import Seen
from workstation.server.schema import (
    conversation,
    decision,
    exhibit,
    exhibit_account,
    exhibitor,
    notice,
    past_owner,
    section_account,
)
from workstation.server.writer import Tx


def distribute(tx: Tx, head: Conversation, exhibit_id: ExhibitId | None, pick: Callable[[int], int]) -> Decision:
    """Decide who gets the buyer of this conversation, and record why."""
    row = tx.conn.execute(
        select(exhibitor.c.distribution, exhibitor.c.routing_options).where(exhibitor.c.id == head.exhibitor_id)
    ).one()
    options = msgspec.json.decode(row.routing_options, type=Options)
    made = decide(Mode(row.distribution), options, _facts(tx, head, exhibit_id), pick)
    tx.conn.execute(
        insert(decision),
        {
            "conversation_id": head.id,
            "account_id": made.owner_id,
            "at": tx.now,
            "rule": made.rule,
            "trace": msgspec.json.encode(made.trace).decode(),
        },
    )
    return made


def _facts(tx: Tx, head: Conversation, exhibit_id: ExhibitId | None) -> Facts:
    people = accounts.of_exhibitor(tx.conn, head.exhibitor_id, tx.now)
    loads = {
        row.owner_id: row.load
        for row in tx.conn.execute(
            select(conversation.c.owner_id, func.count().label("load"))
            .where(conversation.c.exhibitor_id == head.exhibitor_id, conversation.c.live, conversation.c.id != head.id)
            .group_by(conversation.c.owner_id)
        )
    }
    return Facts(
        main_id=people[0].id,
        candidates={
            one.id: Candidate(
                id=one.id,
                may_receive=one.may(Permission.RECEIVE_MESSAGES),
                online=one.presence in (Presence.ONLINE, Presence.BUSY),
                load=loads.get(one.id, 0),
            )
            for one in people
        },
        live_owner_id=head.owner_id if head.live else None,
        last_owner_id=head.owner_id,
        exhibit_ids=_associated_with_exhibit(tx, exhibit_id),
        section_ids=_associated_with_section(tx, head, exhibit_id),
    )


def _associated_with_exhibit(tx: Tx, exhibit_id: ExhibitId | None) -> tuple[PrincipalId, ...]:
    rows = tx.conn.execute(
        select(exhibit_account.c.account_id)
        .where(exhibit_account.c.exhibit_id == exhibit_id)
        .order_by(exhibit_account.c.account_id)
    )
    return tuple(PrincipalId(row.account_id) for row in rows)


def _associated_with_section(tx: Tx, head: Conversation, exhibit_id: ExhibitId | None) -> tuple[PrincipalId, ...]:
    from workstation.server.schema import account

    rows = tx.conn.execute(
        select(section_account.c.account_id)
        .join(account, account.c.id == section_account.c.account_id)
        .join(exhibit, exhibit.c.section_id == section_account.c.section_id)
        .where(exhibit.c.id == exhibit_id, account.c.exhibitor_id == head.exhibitor_id)
        .order_by(section_account.c.account_id)
    )
    return tuple(PrincipalId(row.account_id) for row in rows)


def show(tx: Tx, reader_id: PrincipalId, where: Seen) -> None:
    """Bring a conversation to somebody who may see it from now on, and say whether its buyer is there."""
    page = conversations.page(tx.conn, reader_id, where, tx.now)
    tx.emit([reader_id], Assigned(page=page))
    if page.buyer is not None and reader_id != page.buyer.id:
        tx.signal((reader_id,), PresenceMoved(principal_id=page.buyer.id, presence=page.buyer.presence))


def hand_over(
    tx: Tx, before: Seen, to_id: PrincipalId | None, *, live: bool = True, exhibit_id: ExhibitId | None = None
) -> Seen:
    """Make an account the owner, at once, and bring everybody's logs up to date.

    The row of the conversation is held by the transaction: at every instant it has one owner.
    """
    head = before.conversation
    tx.conn.execute(
        update(conversation)
        .where(conversation.c.id == head.id, conversation.c.rev == head.rev)
        .values(owner_id=to_id, live=live, exhibit_id=exhibit_id or head.exhibit_id, rev=conversation.c.rev + 1)
    )
    given_up = head.owner_id if head.owner_id not in (None, to_id, before.main_id) else None
    if given_up is not None:
        _remember_reader(tx, head.id, given_up, head.last_n)
        tx.emit([given_up], Unassigned(conversation_id=head.id, readable_to_n=head.last_n))
    if to_id is not None:
        tx.conn.execute(
            past_owner.delete().where(past_owner.c.conversation_id == head.id, past_owner.c.account_id == to_id)
        )
    after = _now(tx, head.id, before.main_id)
    if to_id is not None and to_id != head.owner_id:
        show(tx, to_id, after)
    rest = [one for one in after.audience if one != to_id or to_id == head.owner_id]
    tx.emit(rest, ConversationChanged(conversation=after.conversation))
    return after


def _remember_reader(tx: Tx, conversation_id: ConversationId, account_id: PrincipalId, n: int) -> None:
    values = {"conversation_id": conversation_id, "account_id": account_id, "readable_to_n": n}
    tx.conn.execute(
        database.insert(tx.conn, past_owner)
        .values(values)
        .on_conflict_do_update(
            index_elements=[past_owner.c.conversation_id, past_owner.c.account_id], set_={"readable_to_n": n}
        )
    )


def _now(tx: Tx, conversation_id: ConversationId, main_id: PrincipalId | None) -> Seen:
    row = tx.conn.execute(select(conversation).where(conversation.c.id == conversation_id)).one()
    return Seen(conversation=conversations.head_of(row), main_id=main_id)


def say(tx: Tx, where: Seen, code: str, params: dict[str, str | int]) -> Message:
    """Add a line that nobody typed, and let everybody there know."""
    from workstation.domain.events import MessageChanged

    line = messages.add(tx, where.conversation.id, kind=SYSTEM, system=SystemLine(code=code, params=params))
    tx.emit(where.audience, MessageChanged(message=line))
    return line


def notify(
    tx: Tx, principal_id: PrincipalId, code: str, params: dict[str, str | int], conversation_id: ConversationId | None
) -> None:
    """Put a notice into an account's message centre."""
    values = {
        "principal_id": principal_id,
        "code": code,
        "params": params,
        "conversation_id": conversation_id,
        "at": tx.now,
    }
    notice_id = tx.conn.execute(insert(notice).returning(notice.c.id), values).scalar_one()
    body = Notice(id=notice_id, rev=1, code=code, at=tx.now, params=params, conversation_id=conversation_id)
    tx.emit([principal_id], NoticeChanged(notice=body))
