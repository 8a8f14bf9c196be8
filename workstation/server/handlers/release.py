"""What becomes of an account's conversations when it may serve buyers no more: nobody is left waiting."""

from sqlalchemy import delete, select, update

from workstation.domain.account import Account
from workstation.domain.conversation import ConversationKind
from workstation.domain.events import ConversationChanged
from workstation.server import distribution
from workstation.server.actions import Doing
from workstation.server.handlers import sessions
from workstation.server.queries import accounts, conversations
from workstation.server.queries.conversations import Seen
from workstation.server.schema import conversation, lease


def hand_on_all(doing: Doing, giver: Account) -> None:
    """Distribute the live conversations of an account anew, and give those that have ended to the main account.

    It is no candidate any more: it must have been disabled, or lost the permission, before.
    """
    tx = doing.tx
    tx.conn.execute(delete(lease).where(lease.c.account_id == giver.id))
    main_id = accounts.main_id(tx.conn, giver.exhibitor_id)
    rows = tx.conn.execute(
        select(conversation)
        .where(
            conversation.c.owner_id == giver.id,
            conversation.c.live,
            conversation.c.kind == ConversationKind.CUSTOMER,
        )
        .order_by(conversation.c.id)
        .with_for_update()
    ).all()
    for row in rows:
        before = Seen(conversation=conversations.head_of(row), main_id=main_id)
        made = distribution.distribute(tx, before.conversation, before.conversation.exhibit_id, doing.pick)
        after = distribution.hand_over(tx, before, made.owner_id)
        sessions.announce_owner(tx, after, made.rule)
    ended = tx.conn.execute(
        update(conversation)
        .where(conversation.c.owner_id == giver.id)
        .values(owner_id=main_id, rev=conversation.c.rev + 1)
        .returning(*conversation.c)
    ).all()
    for row in ended:
        now = Seen(conversation=conversations.head_of(row), main_id=main_id)
        tx.emit(now.audience, ConversationChanged(conversation=now.conversation))
