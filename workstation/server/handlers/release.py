"""What becomes of an account's conversations when it may serve buyers no more: nobody is left waiting."""

from msgspec.structs import replace
from sqlalchemy import delete, select, update

from workstation.domain.account import Account
from workstation.domain.conversation import ConversationKind
from workstation.domain.distribution import Cause
from workstation.domain.events import ConversationChanged
from workstation.domain.ids import PrincipalId
from workstation.domain.routing import Decision, Rule
from workstation.server import asked, booking_readers, distribution, waiting
from workstation.server.actions import Doing
from workstation.server.distribution import Why
from workstation.server.facts import Team
from workstation.server.queries import accounts, conversations
from workstation.server.queries.conversations import Seen
from workstation.server.schema import conversation, lease
from workstation.server.writer import Tx


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
    team = Team(tx, giver.exhibitor_id)
    team.look_at_all()
    for row in rows:
        before = Seen(conversation=conversations.head_of(row), main_id=main_id)
        exhibit_id = before.conversation.exhibit_id
        made = distribution.distribute(
            tx, before.conversation, exhibit_id, doing.pick, cause=Cause.OWNER_LOST, team=team
        )
        after = distribution.hand_over(tx, before, made.owner_id)
        distribution.announce_owner(tx, after, made.rule)
        if made.owner_id is not None:
            team.given(made.owner_id)
    _give_ended_to_main(tx, giver, main_id)
    waiting.serve(tx, giver.exhibitor_id, doing.pick)


def _give_ended_to_main(tx: Tx, giver: Account, main_id: PrincipalId) -> None:
    ended = tx.conn.execute(
        update(conversation)
        .where(conversation.c.owner_id == giver.id, conversation.c.kind == ConversationKind.CUSTOMER)
        .values(owner_id=main_id, rev=conversation.c.rev + 1)
        .returning(*conversation.c)
    ).all()
    for row in ended:
        now = Seen(conversation=conversations.head_of(row), main_id=main_id)
        before = replace(now.conversation, owner_id=giver.id, rev=now.conversation.rev - 1)
        distribution.leave(tx, before, giver.id)
        made = Decision(owner_id=main_id, rule=Rule.MAIN_ACCOUNT, trace=())
        distribution.record(tx, before, main_id, Why(cause=Cause.OWNER_LOST, decided=made))
        asked.withdraw(tx, now.conversation.id)
        booking_readers.owner_changed(tx, now.conversation.id, giver.id, main_id)
        tx.emit(now.audience, ConversationChanged(conversation=now.conversation))
