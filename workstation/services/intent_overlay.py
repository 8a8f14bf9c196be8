"""Purchase intents with what is on its way laid over them."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain import intent_actions as act
from workstation.domain.account import Account
from workstation.domain.clock import from_ms
from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, PrincipalId, SectionId
from workstation.domain.intent import IntentState, ReceivedIntent

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx


class Talk(Struct, frozen=True, kw_only=True):
    """The conversation with a buyer, as far as it is mine to open."""

    id: ConversationId
    owner_id: PrincipalId | None
    live: bool


class Stored(Struct, frozen=True, kw_only=True):
    """What the cache says."""

    me: Account | None
    accounts: dict[PrincipalId, Account]
    intents: list[ReceivedIntent]
    """The last received first."""
    exhibits: dict[ExhibitId, Exhibit]
    sections: dict[SectionId, Section]
    talks: dict[PrincipalId, Talk]
    """By buyer."""
    zone: str
    """IANA name of the fair's zone, or empty."""


def on_their_way(tx: "Tx") -> "list[Pending]":
    """Return what changes intents and has not come back; reads `local.db`."""
    from workstation.storage import outbox

    return [one for one in outbox.of_lanes(tx, "intent:") if isinstance(one.action, act.IntentActionBase)]


def still_over(tx: "Tx", pending: "Iterable[Pending]", now_ms: int) -> "list[Pending]":
    """Return those of the changes that the cache does not show yet: an event may be quicker than the answer."""
    from workstation.storage import inbound, reconcile

    cursor = inbound.cursor(tx)
    return [one for one in pending if reconcile.lies_over(one, cursor, now_ms)]


def stored(tx: "Tx") -> Stored:
    """Return what the cache says of all intents: of one exhibitor, hundreds and not many thousands."""
    from workstation.storage import accounts, exhibits, intents

    exhibitor = accounts.exhibitor(tx)
    return Stored(
        me=accounts.me(tx),
        accounts={one.id: one for one in accounts.every(tx)},
        intents=intents.every(tx),
        exhibits={one.id: one for one in exhibits.every(tx)},
        sections={one.id: one for one in exhibits.sections(tx)},
        talks={
            PrincipalId(buyer_id): Talk(id=ConversationId(id_), owner_id=owner_id, live=bool(live))
            for buyer_id, id_, owner_id, live in tx.exec_driver_sql(_TALKS)
        },
        zone="" if exhibitor is None else exhibitor.time_zone,
    )


_TALKS = """
SELECT buyer_id, id, owner_id, live FROM conversations
WHERE readable_to_n IS NULL AND buyer_id IN (SELECT buyer_id FROM intents)
"""


def laid(received: ReceivedIntent, change: "Pending", me: PrincipalId | None) -> ReceivedIntent:
    """Return an intent as one action will leave it."""
    return _done(received, change.action, from_ms(change.created_at), me)


def _done(received: ReceivedIntent, action: object, at: datetime, me: PrincipalId | None) -> ReceivedIntent:
    state = received.state
    contacted = state if state is IntentState.DONE else IntentState.CONTACTED
    match action:
        case act.SeeIntent() if state is IntentState.NEW:
            return replace(received, state=IntentState.SEEN, seen_at=at)
        case act.AssignIntent(account_id=account_id):
            return replace(received, owner_id=account_id, rule="assign")
        case act.SendIntentCard():
            return replace(received, state=contacted, card_sent_at=received.card_sent_at or at)
        case act.StartIntentChat():
            return replace(received, state=contacted, chat_at=received.chat_at or at)
        case act.MarkIntentDone(done=True, words=words):
            return replace(received, state=IntentState.DONE, done_at=at, done_by_id=me, done_words=words)
        case act.MarkIntentDone():
            return replace(received, state=_before(received), done_at=None, done_by_id=None, done_words="")
        case _:
            return received


def _before(received: ReceivedIntent) -> IntentState:
    """Return where an intent stands that is not done after all."""
    if received.card_sent_at is not None or received.chat_at is not None:
        return IntentState.CONTACTED
    return IntentState.SEEN if received.seen_at is not None else IntentState.NEW


def target(change: "Pending") -> ActionId:
    """Return the intent that a change is about."""
    assert isinstance(change.action, act.IntentActionBase)
    return change.action.intent
