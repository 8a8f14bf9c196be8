"""Setting the automatic answers, and giving them: in the transaction of the buyer's message."""

from sqlalchemy import select

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.account_actions import SaveAutoReply
from workstation.domain.actions import ActionResult
from workstation.domain.audit import Deed
from workstation.domain.autoreply import Asked, AutoReply, Texts, checked, decide
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.events import AutoReplyChanged, MessageChanged
from workstation.domain.ids import PrincipalId
from workstation.domain.message import TEXT, Message
from workstation.domain.permission_tree import may_manage
from workstation.server.actions import ACCOUNTS, Doing, handles
from workstation.server.audit import record
from workstation.server.database import insert
from workstation.server.queries import accounts, autoreplies, buyers, messages
from workstation.server.queries.conversations import Seen
from workstation.server.schema_accounts import auto_reply, auto_reply_sent


@handles(SaveAutoReply, ACCOUNTS)
def save(doing: Doing, action: SaveAutoReply) -> ActionResult:
    """Set one's own answers; the company's and colleagues' are the main account's (or a manager's) to set."""
    tx, me = doing.tx, doing.caller.as_account()
    _check_may(doing, me, action.account_id)
    company = action.account_id is None
    wanted = checked(
        AutoReply(
            account_id=action.account_id,
            own=action.own,
            online=action.online,
            offline=action.offline,
            waiting=action.waiting if company else Texts(),
            transferred=action.transferred if company else Texts(),
        )
    )
    key = {"exhibitor_id": me.exhibitor_id, "whose": action.account_id or 0}
    statement = insert(tx.conn, auto_reply).values(**key, data=wanted)
    tx.conn.execute(
        statement.on_conflict_do_update(
            index_elements=[auto_reply.c.exhibitor_id, auto_reply.c.whose],
            set_={"data": statement.excluded.data, "rev": auto_reply.c.rev + 1},
        )
    )
    stored = autoreplies.of(tx.conn, me.exhibitor_id, action.account_id)
    assert stored is not None
    readers = autoreplies.readers(accounts.of_exhibitor(tx.conn, me.exhibitor_id, tx.now), action.account_id)
    tx.emit(readers, AutoReplyChanged(auto_reply=stored))
    record(tx, me.exhibitor_id, Deed.AUTO_REPLY_CHANGED, by=doing.caller, account_id=action.account_id)
    return doing.result()


def _check_may(doing: Doing, me: Account, account_id: PrincipalId | None) -> None:
    if account_id is None:
        if not me.may(Permission.MANAGE_ACCOUNTS):
            raise Refusal("not_allowed")
    elif account_id != me.id:
        other = accounts.by_id(doing.tx.conn, account_id, doing.tx.now)
        if other.exhibitor_id != me.exhibitor_id:
            raise Refusal("not_found")
        if not may_manage(me, other) and me.kind is not AccountKind.MAIN:
            raise Refusal("not_allowed")


def answer(doing: Doing, where: Seen, said: Message) -> None:
    """Answer what a buyer has just said, if the rules of `domain.autoreply` say so; his conversation's row is held."""
    tx, head = doing.tx, where.conversation
    if not said.from_buyer or head.kind is not ConversationKind.CUSTOMER or head.buyer_id is None:
        return
    known = autoreplies.for_owner(tx.conn, head.exhibitor_id, head.owner_id)
    if not known:
        return
    owner = accounts.by_id(tx.conn, head.owner_id, tx.now) if head.owner_id is not None else None
    sent_at = tx.conn.execute(select(auto_reply_sent.c.at).where(auto_reply_sent.c.conversation_id == head.id)).scalar()
    asked = Asked(
        now=tx.now,
        zone=accounts.fair_zone(tx.conn),
        languages=buyers.by_id(tx.conn, head.buyer_id, tx.now).languages,
        owner_presence=owner.presence if owner is not None else None,
        last_sent_at=sent_at,
        automatic=said.automatic,
        blocked=head.blocked,
    )
    verdict = decide(known.get(head.owner_id), known.get(None), asked)
    if verdict.silence is not None:
        return
    tx.conn.execute(
        insert(tx.conn, auto_reply_sent)
        .values(conversation_id=head.id, at=tx.now)
        .on_conflict_do_update(index_elements=[auto_reply_sent.c.conversation_id], set_={"at": tx.now})
    )
    given = messages.add(tx, head.id, kind=TEXT, sender_id=head.owner_id, text=verdict.text, automatic=True)
    tx.emit(where.audience, MessageChanged(message=given))
