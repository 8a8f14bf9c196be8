"""Handing conversations over: transferring, assigning, taking over, and the answers to those that ask first."""

from datetime import timedelta
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Row, delete, select, update

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.actions import ActionResult, TransferConversation
from workstation.domain.audit import Deed
from workstation.domain.conversation import ConversationKind, may_write
from workstation.domain.distribution import Cause
from workstation.domain.errors import Refusal
from workstation.domain.events import NoteChanged
from workstation.domain.ids import ActionId, ConversationId, PrincipalId, new_action_id
from workstation.domain.message import check_text
from workstation.domain.team_actions import (
    AnswerTransfer,
    AssignConversation,
    SettleTransfer,
    TakeOver,
    WithdrawTransfer,
)
from workstation.domain.transfer import MAX_REASON_CHARS, TransferState
from workstation.server import asked, distribution, team_log, waiting
from workstation.server.actions import ACCOUNTS, MAIN, Doing, handles
from workstation.server.config import Limits
from workstation.server.database import insert
from workstation.server.distribution import Why
from workstation.server.handlers import sessions
from workstation.server.handlers.messages import number, take_lease
from workstation.server.jobs import Job, does, plan
from workstation.server.queries import accounts, assignments, conversations, notes, rules, transfers
from workstation.server.queries.conversations import Seen
from workstation.server.schema import conversation, lease, note
from workstation.server.schema import transfer as table
from workstation.server.writer import Tx


class Giving(Struct, frozen=True, kw_only=True):
    """A hand-over that takes effect now."""

    to: Account
    by_id: PrincipalId
    cause: Cause
    reason: str = ""
    note: str = ""
    live: bool = True
    silent: bool = False
    """The receiver did it himself: no notice."""


@handles(TransferConversation, ACCOUNTS)
def transfer(doing: Doing, action: TransferConversation) -> ActionResult:
    """Hand a conversation to a colleague: at once, or when the colleague has accepted if that is the rule."""
    tx, caller = doing.tx, doing.caller
    where = _customer(doing, action.conversation)
    head = where.conversation
    if action.from_id is not None:
        _check_owner(where, action.from_id)
    if not may_write(caller.as_account(), head):
        raise Refusal("not_allowed")
    receiver = _receiver(doing, where, action.to_id)
    _check_words(action.reason, action.note, action.draft)
    pending = transfers.asked_of(tx.conn, head.id)
    takes = receiver.id == caller.principal_id
    if pending is not None and not takes:
        raise Refusal("transfer_pending", {"account_id": pending.to_id})
    asked.settle_returned(tx, head.id)
    ask_s = None if takes or head.owner_id is None else _asks_first(doing, where)
    _keep(doing, where, action, ask_s)
    if ask_s is None:
        giving = Giving(
            to=receiver,
            by_id=caller.principal_id,
            cause=Cause.TRANSFER,
            reason=action.reason,
            note=action.note,
            silent=takes,
        )
        _give(doing, where, giving)
        waiting.serve(tx, head.exhibitor_id, doing.pick)
    else:
        plan(tx, asked.job_key(doing.id), asked.ANSWER, tx.now + timedelta(seconds=ask_s), doing.id)
        row = _row(tx, doing.id)
        asked.tell_back(tx, row, receiver.id, "transfer_asked", caller.principal_id)
        team_log.asked_first(tx, head, receiver.id, Deed.TRANSFER_OFFERED, by=caller, words=action.reason)
    asked.tell(tx, doing.id)
    return doing.result(conversation_id=head.id)


@handles(AssignConversation, MAIN)
def assign(doing: Doing, action: AssignConversation) -> ActionResult:
    """Give a conversation to an account, from the queue or from whoever has it, or put it back; nobody is asked."""
    where = _customer(doing, action.conversation)
    _check_owner(where, action.from_id)
    if action.to_id is None:
        return _put_back(doing, where)
    receiver = _receiver(doing, where, action.to_id)
    _check_words(action.reason, action.note)
    giving = Giving(
        to=receiver,
        by_id=doing.caller.principal_id,
        cause=Cause.ASSIGN,
        reason=action.reason,
        note=action.note,
        silent=receiver.id == doing.caller.principal_id,
    )
    _give(doing, where, giving)
    waiting.serve(doing.tx, where.conversation.exhibitor_id, doing.pick)
    return doing.result(conversation_id=where.conversation.id)


def _put_back(doing: Doing, where: Seen) -> ActionResult:
    """Let a buyer wait in the queue again, where they stood when they waited last."""
    tx, head = doing.tx, where.conversation
    if head.owner_id is not None:
        distribution.record(tx, head, None, Why(cause=Cause.ASSIGN, by_id=doing.caller.principal_id))
        since = assignments.queued_at(tx.conn, head.id)
        after = distribution.hand_over(tx, replace(where, conversation=replace(head, queued_at=since)), None)
        tx.conn.execute(delete(lease).where(lease.c.conversation_id == head.id))
        if not head.live:
            sessions.watch_idle(tx, head.exhibitor_id, head.id, doing.limits)
        distribution.say(tx, after, "queued", {})
        team_log.put_back(tx, head, by=doing.caller)
        waiting.serve(tx, head.exhibitor_id, doing.pick)
    return doing.result(conversation_id=head.id)


@handles(TakeOver, MAIN)
def take_over(doing: Doing, action: TakeOver) -> ActionResult:
    """Take a conversation, and the right to write in it, whoever has them."""
    tx, me = doing.tx, doing.caller.as_account()
    where = _customer(doing, action.conversation)
    head = where.conversation
    if head.owner_id != me.id:
        giving = Giving(to=me, by_id=me.id, cause=Cause.TAKE_OVER, live=head.live, silent=True)
        _give(doing, where, giving)
        if head.owner_id is not None:
            name = distribution.name_params(tx, me.id)
            params = {"by_zh": name["name_zh"], "by_en": name["name_en"]}
            distribution.notify(tx, head.owner_id, "taken_over", params, head.id)
    take_lease(doing, head.id)
    waiting.serve(tx, head.exhibitor_id, doing.pick)
    return doing.result(conversation_id=head.id)


@handles(AnswerTransfer, ACCOUNTS)
def answer(doing: Doing, action: AnswerTransfer) -> ActionResult:
    """Accept a transfer that asks first, or decline it."""
    tx, me = doing.tx, doing.caller.as_account()
    row, where = _held(doing, action.transfer)
    if row.to_id != me.id:
        raise Refusal("not_found")
    if row.state != TransferState.ASKED or row.answer_by <= tx.now:
        raise Refusal("transfer_over")
    _check_words(action.words)
    if not action.accept:
        asked.end(tx, row, TransferState.DECLINED, closed=False, words=action.words)
        _tell_givers(tx, _row(tx, row.id), "transfer_declined")
        head = where.conversation
        team_log.asked_first(tx, head, me.id, Deed.TRANSFER_DECLINED, by=doing.caller, words=action.words)
        return doing.result(conversation_id=where.conversation.id)
    if not me.may(Permission.RECEIVE_MESSAGES) or not distribution.hold_receiver(tx, me.id):
        raise Refusal("transfer_impossible", {"account_id": me.id})
    asked.end(tx, row, TransferState.DONE, closed=not row.draft)
    giving = Giving(
        to=me, by_id=row.by_id, cause=Cause.TRANSFER, reason=row.reason, note=row.note, live=where.conversation.live
    )
    _give(doing, where, giving)
    waiting.serve(tx, where.conversation.exhibitor_id, doing.pick)
    return doing.result(conversation_id=where.conversation.id)


@handles(WithdrawTransfer, ACCOUNTS)
def withdraw(doing: Doing, action: WithdrawTransfer) -> ActionResult:
    """Take back a transfer that nobody has answered."""
    row, where = _held(doing, action.transfer)
    me = doing.caller.as_account()
    if me.kind is not AccountKind.MAIN and me.id not in (row.from_id, row.by_id):
        raise Refusal("not_found" if me.id != row.to_id else "not_allowed")
    if row.state != TransferState.ASKED:
        raise Refusal("transfer_over")
    asked.withdraw(doing.tx, where.conversation.id)
    return doing.result(conversation_id=where.conversation.id)


@handles(SettleTransfer, ACCOUNTS)
def settle(doing: Doing, action: SettleTransfer) -> ActionResult:
    """Have done with a transfer: the text that came along was taken or put aside, or one knows that it came back."""
    tx, me = doing.tx, doing.caller.principal_id
    row, _where = _held(doing, action.transfer)
    concerned = (row.to_id,) if row.state == TransferState.DONE else (row.from_id, row.by_id)
    if me not in concerned:
        raise Refusal("not_found")
    if row.state == TransferState.ASKED:
        raise Refusal("transfer_pending", {"account_id": row.to_id})
    if not row.closed:
        tx.conn.execute(update(table).where(table.c.id == row.id).values(closed=True, draft="", rev=table.c.rev + 1))
        asked.tell(tx, row.id)
    return doing.result()


@does(asked.ANSWER)
def pass_over(tx: Tx, job: Job, _limits: Limits) -> None:
    """Give a conversation back to the giver when the receiver has not answered in time."""
    id_ = msgspec.json.decode(job.payload, type=ActionId)
    row = transfers.one(tx.conn, id_)
    if row is None:
        return
    head = conversations.head_of(
        tx.conn.execute(select(conversation).where(conversation.c.id == row.conversation_id).with_for_update()).one()
    )
    row = _row(tx, id_)
    if row.state == TransferState.ASKED:
        asked.end(tx, row, TransferState.UNANSWERED, closed=False)
        _tell_givers(tx, row, "transfer_unanswered")
        team_log.asked_first(tx, head, row.to_id, Deed.TRANSFER_EXPIRED, by=None)


# --- what they have in common ---


def _customer(doing: Doing, name: ConversationId | ActionId) -> Seen:
    """Return a conversation with a buyer, its row held."""
    where = conversations.seen(doing.tx.conn, doing.caller, number(name), lock=True)
    if where.conversation.kind is not ConversationKind.CUSTOMER or where.conversation.blocked:
        raise Refusal("not_allowed")
    return where


def _check_owner(where: Seen, expected: PrincipalId | None) -> None:
    """Refuse what was decided before somebody else got the conversation."""
    owner_id = where.conversation.owner_id
    if owner_id != expected:
        raise Refusal("owner_changed", {"account_id": owner_id or 0})


def _receiver(doing: Doing, where: Seen, to_id: PrincipalId) -> Account:
    receiver = accounts.by_id(doing.tx.conn, to_id, doing.tx.now)
    if receiver.exhibitor_id != doing.caller.exhibitor_id:
        raise Refusal("not_found")
    if receiver.id == where.conversation.owner_id:
        raise Refusal("transfer_to_owner", {"account_id": receiver.id})
    if not receiver.may(Permission.RECEIVE_MESSAGES) or not distribution.hold_receiver(doing.tx, to_id):
        raise Refusal("transfer_impossible", {"account_id": receiver.id})
    return receiver


def _check_words(reason: str, *texts: str) -> None:
    if len(reason) > MAX_REASON_CHARS:
        raise Refusal("text_too_long", {"limit": MAX_REASON_CHARS, "length": len(reason)})
    for text in texts:
        if text.strip():
            check_text(text)


def _asks_first(doing: Doing, where: Seen) -> int | None:
    """Return how many seconds the receiver has for an answer, `None` when nobody is asked."""
    found = rules.distribution(doing.tx.conn, where.conversation.exhibitor_id, doing.limits)
    return found.answer_s if found.ask_first else None


def _keep(doing: Doing, where: Seen, action: TransferConversation, ask_s: int | None) -> None:
    """Keep a hand-over as it begins."""
    tx, head = doing.tx, where.conversation
    draft = action.draft if action.draft.strip() else ""
    values = {
        "exhibitor_id": head.exhibitor_id,
        "conversation_id": head.id,
        "from_id": head.owner_id,
        "by_id": doing.caller.principal_id,
        "to_id": action.to_id,
        "reason": action.reason,
        "note": action.note,
        "draft": draft,
        "state": TransferState.DONE if ask_s is None else TransferState.ASKED,
        "at": tx.now,
        "answer_by": None if ask_s is None else tx.now + timedelta(seconds=ask_s),
        "closed": ask_s is None and not draft,
    }
    made = insert(tx.conn, table).values(id=doing.id, **values).on_conflict_do_nothing(index_elements=[table.c.id])
    if tx.conn.execute(made.returning(table.c.id)).scalar() is None:
        raise Refusal("action_id_reused")


def _row(tx: Tx, id_: ActionId) -> Row[Any]:
    row = transfers.one(tx.conn, id_)
    if row is None:
        raise Refusal("not_found")
    return row


def _held(doing: Doing, id_: ActionId) -> tuple[Row[Any], Seen]:
    """Return a hand-over of the caller's exhibitor and its conversation, whose row is held.

    The receiver does not see the conversation before the hand-over.
    """
    tx = doing.tx
    row = _row(tx, id_)
    if row.exhibitor_id != doing.caller.exhibitor_id:
        raise Refusal("not_found")
    head = tx.conn.execute(select(conversation).where(conversation.c.id == row.conversation_id).with_for_update()).one()
    main_id = accounts.main_id(tx.conn, row.exhibitor_id)
    return _row(tx, id_), Seen(conversation=conversations.head_of(head), main_id=main_id)


def _give(doing: Doing, where: Seen, giving: Giving) -> None:
    """Hand a conversation over now: note, owner, leases, record, line to the buyer, notice to the receiver."""
    tx, head = doing.tx, where.conversation
    if giving.note.strip():
        _write_note(tx, where, giving)
    why = Why(cause=giving.cause, by_id=giving.by_id, reason=giving.reason, exhibit_id=head.exhibit_id)
    distribution.record(tx, head, giving.to.id, why)
    after = distribution.hand_over(tx, where, giving.to.id, live=giving.live)
    tx.conn.execute(delete(lease).where(lease.c.conversation_id == head.id))
    if giving.live and not head.live:
        sessions.watch_idle(tx, head.exhibitor_id, head.id, doing.limits)
    code = "transferred" if head.owner_id is not None else "assigned"
    distribution.say(tx, after, code, distribution.name_params(tx, giving.to.id))
    team_log.handed_over(tx, head, giving.to.id, by=doing.caller, cause=giving.cause, reason=giving.reason)
    if not giving.silent:
        by = distribution.name_params(tx, giving.by_id)
        params = {"by_zh": by["name_zh"], "by_en": by["name_en"], "reason": giving.reason}
        distribution.notify(tx, giving.to.id, "transferred", params, head.id)


def _write_note(tx: Tx, where: Seen, giving: Giving) -> None:
    """Keep the hand-over note as a shared note on the buyer; the receiver gets it with the conversation."""
    head = where.conversation
    values = {
        "id": new_action_id(),
        "conversation_id": head.id,
        "author_id": giving.by_id,
        "n": head.last_n,
        "text": giving.note,
        "shared": True,
        "at": tx.now,
    }
    row = tx.conn.execute(insert(tx.conn, note).values(**values).returning(*note.c)).one()
    tx.emit([*where.accounts, giving.by_id], NoteChanged(note=notes.of_row(row)))


def _tell_givers(tx: Tx, row: Row[Any], code: str) -> None:
    """Tell the giver, and whoever decided, that a conversation came back."""
    for reader_id in sorted({one for one in (row.from_id, row.by_id) if one is not None}):
        asked.tell_back(tx, row, reader_id, code, row.to_id)
