"""Who may do what with purchase intents, and the tries to reach another's."""

from collections.abc import Callable
from typing import Any

from tests.helpers.live_server import Client
from workstation.domain.account import Account, Permission
from workstation.domain.account_actions import SetPermissions
from workstation.domain.actions import Action, StartConversation
from workstation.domain.ids import ActionId, new_action_id
from workstation.domain.intent import NewIntent, Wanted
from workstation.domain.intent_actions import (
    AssignIntent,
    ChangeIntent,
    MarkIntentDone,
    PublishIntent,
    SeeIntent,
    SendIntentCard,
    StartIntentChat,
    WithdrawIntent,
)

STAFF = frozenset({"main", "sub"})
BUYER = frozenset({"buyer"})
WHO_ACTS: dict[type, frozenset[str]] = {
    PublishIntent: BUYER,
    ChangeIntent: BUYER,
    WithdrawIntent: BUYER,
    SeeIntent: STAFF,
    AssignIntent: frozenset({"main"}),
    SendIntentCard: STAFF,
    StartIntentChat: STAFF,
    MarkIntentDone: STAFF,
}
TICKS = frozenset(
    {
        Permission.RECEIVE_INTENTS,
        Permission.INTENT_DETAILS,
        Permission.INTENT_SEND_CARD,
        Permission.INTENT_CHAT,
        Permission.INTENT_DONE,
    }
)


def wants(title: str, **more: Any) -> NewIntent:
    """Return an intent that fits whoever shows something called so."""
    return NewIntent(wanted=Wanted(title=title, description="secret of the buyer"), **more)


def settle(main: Client, buyer: Client, owner: Account, title: str) -> dict[str, ActionId]:
    """Publish an intent that comes to that account."""
    main.act(SetPermissions(account_id=owner.id, permissions=owner.permissions | TICKS))
    intent = new_action_id()
    buyer.act(PublishIntent(new=wants(title)), intent)
    return {"intent": intent}


FOREIGN: list[tuple[str, Callable[[Any, Any], Action]]] = [
    ("publish with theirs", lambda own, other: PublishIntent(new=wants("Boat", kept=(other.attachment,)))),
    ("change there", lambda own, other: ChangeIntent(intent=other.intent, new=wants("Boat"))),
    ("change to theirs", lambda own, other: ChangeIntent(intent=own.intent, new=wants("x", kept=(other.attachment,)))),
    ("withdraw", lambda own, other: WithdrawIntent(intent=other.intent)),
    ("see", lambda own, other: SeeIntent(intent=other.intent)),
    ("assign there", lambda own, other: AssignIntent(intent=other.intent, account_id=own.account)),
    ("assign theirs", lambda own, other: AssignIntent(intent=own.intent, account_id=other.account)),
    ("send card", lambda own, other: SendIntentCard(intent=other.intent)),
    ("chat", lambda own, other: StartIntentChat(intent=other.intent)),
    ("done", lambda own, other: MarkIntentDone(intent=other.intent)),
    ("start from", lambda own, other: StartConversation(exhibitor_id=own.exhibitor, intent=other.intent)),
]
