"""Keeping a buyer away from one's company, and telling the organiser about him."""

from sqlalchemy import delete, func, insert, select, update

from workstation.domain.account_actions import BlockBuyer, ReportBuyer
from workstation.domain.actions import ActionResult
from workstation.domain.audit import Deed
from workstation.domain.conversation import ConversationKind, may_serve
from workstation.domain.errors import Refusal
from workstation.domain.events import ConversationChanged
from workstation.domain.message import check_text
from workstation.server import asked, waiting
from workstation.server.actions import ACCOUNTS, Doing, handles
from workstation.server.audit import record
from workstation.server.handlers.messages import number
from workstation.server.queries import conversations
from workstation.server.queries.conversations import Seen
from workstation.server.schema import conversation, lease
from workstation.server.schema_accounts import report

MAX_REPORT_CHARS = 2000
REPORTS = 20
"""Of one conversation: the organiser knows by then."""


def _served(doing: Doing, name: object) -> Seen:
    where = conversations.seen(doing.tx.conn, doing.caller, number(name), lock=True)
    if where.conversation.kind is not ConversationKind.CUSTOMER:
        raise Refusal("not_found")
    if not may_serve(doing.caller.as_account(), where.conversation):
        raise Refusal("not_allowed")
    return where


@handles(BlockBuyer, ACCOUNTS)
def block(doing: Doing, action: BlockBuyer) -> ActionResult:
    """Let a buyer write no more (his session ends), or let him again."""
    tx = doing.tx
    where = _served(doing, action.conversation)
    head = where.conversation
    if head.blocked == action.blocked:
        return doing.result(conversation_id=head.id)
    if action.blocked:
        tx.conn.execute(delete(lease).where(lease.c.conversation_id == head.id))
        asked.withdraw(tx, head.id)
        asked.settle_returned(tx, head.id)
    row = tx.conn.execute(
        update(conversation)
        .where(conversation.c.id == head.id)
        .values(
            blocked=action.blocked,
            live=head.live and not action.blocked,
            queued_at=None if action.blocked else head.queued_at,
            rev=conversation.c.rev + 1,
        )
        .returning(*conversation.c)
    ).one()
    tx.emit(where.audience, ConversationChanged(conversation=conversations.head_of(row)))
    deed = Deed.BUYER_BLOCKED if action.blocked else Deed.BUYER_UNBLOCKED
    record(tx, head.exhibitor_id, deed, by=doing.caller, conversation_id=head.id)
    waiting.serve(tx, head.exhibitor_id, doing.pick)
    return doing.result(conversation_id=head.id)


@handles(ReportBuyer, ACCOUNTS)
def tell_organiser(doing: Doing, action: ReportBuyer) -> ActionResult:
    """Keep a report for the organiser, who lists them by `workstation admin reports`."""
    tx, me = doing.tx, doing.caller.as_account()
    where = _served(doing, action.conversation)
    text = action.text.strip()
    if text:
        check_text(text)
    if len(text) > MAX_REPORT_CHARS:
        raise Refusal("text_too_long", {"limit": MAX_REPORT_CHARS, "length": len(text)})
    told = tx.conn.execute(
        select(func.count()).select_from(report).where(report.c.conversation_id == where.conversation.id)
    ).scalar_one()
    if told >= REPORTS:
        raise Refusal("too_many", {"limit": REPORTS})
    values = {"conversation_id": where.conversation.id, "reporter_id": me.id, "reason": action.reason, "text": text}
    tx.conn.execute(insert(report), {**values, "at": tx.now})
    record(
        tx,
        me.exhibitor_id,
        Deed.BUYER_REPORTED,
        by=doing.caller,
        conversation_id=where.conversation.id,
        params={"reason": action.reason},
    )
    return doing.result(conversation_id=where.conversation.id)
