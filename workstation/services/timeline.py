"""Lines of a conversation: cached messages and those on their way, as the screens show them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from workstation.domain.account import Account
from workstation.domain.actions import SendMessage
from workstation.domain.buyer import Buyer
from workstation.domain.card import SharedCard
from workstation.domain.clock import from_ms
from workstation.domain.conversation import ConversationKind
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.message import CARD, CONVERSATION, EXHIBIT, IMAGE, SLOTS, TEXT, Message, OfferedSlot
from workstation.domain.slot_actions import OfferSlots
from workstation.services.projection import PENDING_STATES
from workstation.services.views import Fault, ItemState, LinkedConversation, Quote, TimelineItem

if TYPE_CHECKING:
    from workstation.domain.booking import Outcome
    from workstation.storage.outbox import Pending
    from workstation.storage.uploads import UploadInfo


class People(Struct, frozen=True, kw_only=True):
    """Who speaks in a conversation, and how far the other side has read."""

    kind: ConversationKind
    me: PrincipalId
    accounts: Mapping[int, Account]
    buyer: Buyer | None = None
    other_read_n: int = 0
    exhibits: Mapping[int, Exhibit] = {}
    """Those the messages are about."""
    linked: Mapping[int, LinkedConversation] = {}
    """Conversations that the messages lead to, as far as they are mine to see."""
    offered: Mapping[ActionId, OfferedSlot] = {}
    """Slots that are being offered."""
    outcomes: "Mapping[int, Outcome]" = {}
    """What came of negotiations, by the number of the message where it stands."""

    def names(self, sender: PrincipalId | None, from_buyer: bool) -> tuple[str, str]:
        """Return a sender's name in Chinese and English."""
        if from_buyer:
            name = "" if self.buyer is None else self.buyer.name
            return name, name
        account = self.accounts.get(sender or 0)
        return ("", "") if account is None else (account.name("zh"), account.name("en"))

    def is_ours(self, message: Message) -> bool:
        """Tell whether a message stands on our side."""
        if self.kind is ConversationKind.COLLEAGUE:
            return message.sender_id == self.me
        return not message.from_buyer and message.sender_id is not None


def of_message(message: Message, people: People, quoted: Message | None) -> TimelineItem:
    """Return a cached message as a line."""
    zh, en = people.names(message.sender_id, message.from_buyer)
    mine = people.is_ours(message)
    state = ItemState.RECEIVED
    if mine:
        state = ItemState.READ if message.n <= people.other_read_n else ItemState.SENT
    return TimelineItem(
        key=f"m:{message.id}",
        n=message.n,
        kind=message.kind,
        text=message.text,
        original=message.original,
        at=message.at,
        mine=mine,
        sender_id=message.sender_id,
        sender_name_zh=zh,
        sender_name_en=en,
        from_buyer=message.from_buyer,
        automatic=message.automatic,
        recalled=message.recalled,
        attachment=message.attachment,
        exhibit_id=message.exhibit_id,
        exhibit=people.exhibits.get(message.exhibit_id or 0),
        link_conversation_id=message.link_conversation_id,
        linked=people.linked.get(message.link_conversation_id or 0),
        card=message.card,
        slots=message.slots,
        intent=message.intent,
        system=message.system,
        outcome=people.outcomes.get(message.n),
        reply_to=quote(message.reply_to_n, people, quoted),
        state=state,
        action_id=message.action_id,
        message_id=message.id,
    )


def of_pending(
    pending: "Pending",
    people: People,
    uploads: "Mapping[ActionId, UploadInfo]",
    quoted: Message | None,
    my_card: SharedCard | None = None,
) -> TimelineItem:
    """Return a message on its way as a line."""
    action = pending.action
    if isinstance(action, OfferSlots):
        return _of_offer(pending, action, people)
    assert isinstance(action, SendMessage)
    upload = uploads.get(action.attachment) if action.attachment is not None else None
    zh, en = people.names(people.me, False)
    return TimelineItem(
        key=f"a:{pending.id}",
        n=None,
        kind=_kind(action),
        text=action.text,
        original=action.original,
        at=from_ms(pending.created_at),
        mine=True,
        sender_id=people.me,
        sender_name_zh=zh,
        sender_name_en=en,
        upload_id=action.attachment,
        upload_width=0 if upload is None else upload.width,
        upload_height=0 if upload is None else upload.height,
        exhibit_id=action.exhibit_id,
        exhibit=people.exhibits.get(action.exhibit_id or 0),
        link_conversation_id=action.link_conversation_id,
        linked=people.linked.get(action.link_conversation_id or 0),
        card=my_card if action.card else None,
        reply_to=quote(action.reply_to_n, people, quoted),
        state=_state(pending, upload),
        problem=_problem(pending),
        action_id=pending.id,
    )


def _of_offer(pending: "Pending", action: OfferSlots, people: People) -> TimelineItem:
    zh, en = people.names(people.me, False)
    known = (people.offered[id_] for id_ in action.slots if id_ in people.offered)
    return TimelineItem(
        key=f"a:{pending.id}",
        n=None,
        kind=SLOTS,
        text=action.text,
        slots=tuple(sorted(known, key=lambda one: (one.starts_at, one.id))),
        at=from_ms(pending.created_at),
        mine=True,
        sender_id=people.me,
        sender_name_zh=zh,
        sender_name_en=en,
        state=_state(pending, None),
        problem=_problem(pending),
        action_id=pending.id,
    )


def quote(n: int | None, people: People, quoted: Message | None) -> Quote | None:
    """Return what a message replies to; without its text when that isn't cached."""
    if n is None:
        return None
    if quoted is None or quoted.recalled:
        return Quote(n=n)
    zh, en = people.names(quoted.sender_id, quoted.from_buyer)
    return Quote(n=n, text=quoted.text[:200], kind=quoted.kind, sender_name_zh=zh, sender_name_en=en)


def _kind(action: SendMessage) -> str:
    if action.card:
        return CARD
    if action.link_conversation_id is not None:
        return CONVERSATION
    if action.attachment is not None:
        return IMAGE
    return TEXT if action.text or action.exhibit_id is None else EXHIBIT


def _problem(pending: "Pending") -> Fault | None:
    return Fault(code=pending.problem_code, params=pending.problem_params) if pending.problem_code else None


def _state(pending: "Pending", upload: "UploadInfo | None") -> ItemState:
    state = PENDING_STATES[pending.state.value]
    if state is ItemState.WAITING and upload is not None and upload.state == "sending":
        return ItemState.SENDING
    return state
