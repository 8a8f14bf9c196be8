"""Whether the cache shows what an action on a purchase intent did; until then the action lies over it."""

from sqlalchemy import Connection

from workstation.domain import intent_actions as act
from workstation.domain.actions import Action
from workstation.domain.intent import IntentState, ReceivedIntent
from workstation.storage import intents


def shows_intents(tx: Connection, action: Action) -> bool:
    """Tell whether the cache shows what a confirmed action did; `False` for one that is not about an intent."""
    if not isinstance(action, act.IntentActionBase):
        return False
    received = intents.get(tx, action.intent)
    return received is None or _shows(received, action)


def _shows(received: ReceivedIntent, action: act.IntentActionBase) -> bool:
    match action:
        case act.SeeIntent():
            return received.state is not IntentState.NEW
        case act.AssignIntent(account_id=account_id):
            return received.owner_id == account_id
        case act.SendIntentCard():
            return received.card_sent_at is not None
        case act.StartIntentChat():
            return received.conversation_id is not None
        case act.MarkIntentDone(done=done):
            return (received.state is IntentState.DONE) is done
        case _:
            return True
