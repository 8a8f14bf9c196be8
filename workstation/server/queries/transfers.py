"""Hand-overs as the database has them, and as each of those concerned may see them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from workstation.domain.account import Account, AccountKind
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.domain.transfer import Transfer, TransferState
from workstation.server.schema import buyer, conversation, transfer

_ALL = select(
    transfer,
    buyer.c.name.label("buyer_name"),
    buyer.c.company.label("buyer_company"),
    buyer.c.country.label("buyer_country"),
    buyer.c.languages.label("buyer_languages"),
).select_from(transfer.join(conversation, conversation.c.id == transfer.c.conversation_id).join(buyer))


def seen_by(row: Row[Any], reader_id: PrincipalId) -> Transfer:
    """Return a hand-over as one of those concerned may see it: the unsent text is for giver and receiver alone."""
    return Transfer(
        id=row.id,
        rev=row.rev,
        conversation_id=row.conversation_id,
        from_id=row.from_id,
        by_id=row.by_id,
        to_id=row.to_id,
        reason=row.reason,
        note=row.note,
        draft=row.draft if reader_id in (row.by_id, row.to_id) else "",
        state=TransferState(row.state),
        at=row.at,
        answer_by=row.answer_by,
        words=row.words,
        buyer_name=row.buyer_name,
        buyer_company=row.buyer_company,
        buyer_country=row.buyer_country,
        buyer_languages=row.buyer_languages,
        over=not _concerns(row, reader_id),
    )


def _concerns(row: Row[Any], reader_id: PrincipalId) -> bool:
    """Tell whether there is something for the reader in it still: to answer, to take, to know, or to watch."""
    if row.closed:
        return False
    if row.state == TransferState.ASKED:
        return True
    if row.state == TransferState.DONE:
        return bool(reader_id == row.to_id)
    return reader_id in (row.from_id, row.by_id)


def one(conn: Connection, id_: ActionId) -> Row[Any] | None:
    """Return the row of a hand-over, whosesoever it is."""
    return conn.execute(_ALL.where(transfer.c.id == id_)).one_or_none()


def asked_of(conn: Connection, conversation_id: ConversationId) -> Row[Any] | None:
    """Return the hand-over of a conversation that waits for an answer."""
    wanted = _ALL.where(transfer.c.conversation_id == conversation_id, transfer.c.state == TransferState.ASKED)
    return conn.execute(wanted).one_or_none()


def touched_of_buyer(conn: Connection, buyer_id: PrincipalId) -> list[ActionId]:
    """Hold the hand-overs of a buyer that concern somebody still, give them a newer `rev`, and return their numbers."""
    theirs = select(conversation.c.id).where(conversation.c.buyer_id == buyer_id)
    whose = (transfer.c.conversation_id.in_(theirs), ~transfer.c.closed)
    ids = conn.execute(select(transfer.c.id).where(*whose).order_by(transfer.c.id).with_for_update()).scalars().all()
    conn.execute(update(transfer).where(transfer.c.id.in_(ids)).values(rev=transfer.c.rev + 1))
    return [ActionId(one) for one in ids]


def concerned(row: Row[Any], main_id: PrincipalId | None) -> set[PrincipalId]:
    """Return who hears of a hand-over: giver, receiver, whoever decided it, and the main account."""
    everyone: Iterable[PrincipalId | None] = (row.from_id, row.by_id, row.to_id, main_id)
    return {account_id for account_id in everyone if account_id is not None}


def of_account(conn: Connection, me: Account) -> tuple[Transfer, ...]:
    """Return the hand-overs in which there is something for an account, the oldest first."""
    wanted = _ALL.where(transfer.c.exhibitor_id == me.exhibitor_id, ~transfer.c.closed).order_by(transfer.c.at)
    if me.kind is not AccountKind.MAIN:
        wanted = wanted.where(or_(transfer.c.from_id == me.id, transfer.c.by_id == me.id, transfer.c.to_id == me.id))
    return tuple(seen_by(row, me.id) for row in conn.execute(wanted) if _concerns(row, me.id))
