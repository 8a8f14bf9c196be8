"""Every change, as a value: what stands in the log of each account and buyer that may see it (architecture.md)."""

from datetime import datetime

from msgspec import Raw, Struct

from workstation.domain.account import Account, Exhibitor
from workstation.domain.autoreply import AutoReply
from workstation.domain.booking import Booking, BookingRules
from workstation.domain.buyer import Buyer
from workstation.domain.card import HeldCard, OwnCard
from workstation.domain.conversation import (
    Conversation,
    ConversationPage,
    Marks,
    ReadMark,
)
from workstation.domain.distribution import Association, Distribution
from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.ids import ConversationId
from workstation.domain.intent import ReceivedIntent
from workstation.domain.message import Message
from workstation.domain.note import Note
from workstation.domain.notice import Notice
from workstation.domain.phrase import Phrase
from workstation.domain.signals import Looking as Looking
from workstation.domain.signals import PresenceMoved as PresenceMoved
from workstation.domain.signals import PresentNow as PresentNow
from workstation.domain.signals import Signal as Signal
from workstation.domain.signals import Typing as Typing
from workstation.domain.slot import Slot
from workstation.domain.slot_actions import CalendarFeed
from workstation.domain.transfer import Transfer
from workstation.domain.translation.memory import Unit
from workstation.domain.translation.policy import BuyerTranslation, TranslationPolicy


class EventBody(Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind"):
    """What all event bodies share."""


class MessageChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="message"):
    """A message is new or has a newer `rev`."""

    message: Message


class ConversationChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="conversation"):
    """A conversation's head has a newer `rev` (owner, session, exhibit …)."""

    conversation: Conversation


class Assigned(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="assigned"):
    """The conversation is now visible to this account, or is its own: head and newest page come along."""

    page: ConversationPage


class Unassigned(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="unassigned"):
    """Given away: the row becomes read-only, cached text up to `readable_to_n` stays for review."""

    conversation_id: ConversationId
    readable_to_n: int


class Revoked(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="revoked"):
    """The right is gone: the desk deletes these conversations, or everything when `conversation_ids` is empty."""

    reason: str
    """`permission`, `account_disabled`, `signed_out_remotely`."""
    conversation_ids: tuple[ConversationId, ...] = ()


class MarksChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="marks"):
    """My own marks have a newer `rev`."""

    marks: Marks


class ReadMoved(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="read"):
    """Somebody has read further."""

    read: ReadMark


class BuyerChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="buyer"):
    """A buyer's profile has a newer `rev`."""

    buyer: Buyer


class AccountChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="account"):
    """An account of my exhibitor (perhaps I) has a newer `rev`."""

    account: Account


class ExhibitorChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="exhibitor"):
    """My exhibitor has a newer `rev`."""

    exhibitor: Exhibitor


class ExhibitChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="exhibit"):
    """An exhibit of my exhibitor has a newer `rev`."""

    exhibit: Exhibit


class NoticeChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="notice"):
    """A notice is new or has a newer `rev`."""

    notice: Notice


class PhraseChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="phrase"):
    """A phrase of mine or of the company has a newer `rev`; a `deleted` one is no longer mine to see."""

    phrase: Phrase


class NoteChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="note"):
    """A note that I may see has a newer `rev`; a `deleted` one is no longer mine to see."""

    note: Note


class DistributionChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="distribution"):
    """The rules by which my exhibitor shares out its work have a newer `rev`."""

    distribution: Distribution


class AssociationsChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="associations"):
    """Exhibits and sections of my exhibitor have other accounts; those not named stay as they are."""

    associations: tuple[Association, ...]


class TransferChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="transfer"):
    """A transfer that concerns me has a newer `rev`; one that is `over` is forgotten."""

    transfer: Transfer


class AutoReplyChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="auto_reply"):
    """Automatic answers that I may see have a newer `rev`."""

    auto_reply: AutoReply


class OwnCardChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="own_card"):
    """My own card, or a colleague's that I may see, has a newer `rev`."""

    card: OwnCard


class HeldCardChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="held_card"):
    """A card in a folder that I may see has a newer `rev`; a `deleted` one is no longer mine to see."""

    card: HeldCard


class CardsGranted(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="cards_granted"):
    """There are cards I may see that this log has not told of: read them all."""


class CardsRevoked(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="cards_revoked"):
    """The cards of my colleagues are no longer mine to see."""


class UnitsChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="units"):
    """Units of the company's translation memory have newer `rev`s."""

    units: tuple[Unit, ...]


class TranslationPolicyChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="translation_policy"):
    """The company has decided anew how far texts may travel."""

    policy: TranslationPolicy


class BuyerTranslationChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="buyer_translation"):
    """Somebody has decided for one buyer."""

    conversation_id: ConversationId
    translation: BuyerTranslation


class SlotsChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="slots"):
    """Slots of my exhibitor are new or have newer `rev`s; a `deleted` one is forgotten."""

    slots: tuple[Slot, ...]


class BookingChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="booking"):
    """A booking that I may see has a newer `rev`; one that is `gone` is no longer mine to see (of whatever `rev`)."""

    booking: Booking


class BookingRulesChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="booking_rules"):
    """How my exhibitor's bookings find their receiver has a newer `rev`."""

    rules: BookingRules


class IntentChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="intent"):
    """A purchase intent was received, or something about it changed; `gone` when one may no longer see it."""

    intent: ReceivedIntent


class FeedChanged(EventBody, frozen=True, kw_only=True, omit_defaults=True, tag="calendar_feed"):
    """A secret calendar address of mine is new, or was read, or (`gone`) is worthless by now."""

    feed: CalendarFeed
    gone: bool = False


Body = (
    MessageChanged
    | ConversationChanged
    | Assigned
    | Unassigned
    | Revoked
    | MarksChanged
    | ReadMoved
    | BuyerChanged
    | AccountChanged
    | ExhibitorChanged
    | ExhibitChanged
    | NoticeChanged
    | PhraseChanged
    | NoteChanged
    | DistributionChanged
    | AssociationsChanged
    | TransferChanged
    | AutoReplyChanged
    | OwnCardChanged
    | HeldCardChanged
    | CardsGranted
    | CardsRevoked
    | UnitsChanged
    | TranslationPolicyChanged
    | BuyerTranslationChanged
    | SlotsChanged
    | BookingChanged
    | BookingRulesChanged
    | FeedChanged
    | IntentChanged
)


class Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of a principal's dense log: the next one has `seq + 1`."""

    seq: int
    at: datetime
    body: Body


class LogPage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of the log, as long-poll and catching up return it."""

    events: tuple[Event, ...]
    last_seq: int
    signals: tuple[Raw, ...] = ()
    """What passed by meanwhile (each a `Signal`); a poll that doesn't wait begins with who is there now."""


class Snapshot(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A page of everything an account may see; `as_of` is the log position before the first page was read."""

    as_of: int
    me: Account
    exhibitor: Exhibitor
    total: int
    """Conversations in all pages together."""
    conversations: tuple[ConversationPage, ...]
    next: str | None = None
    """Cursor of the next page; `None` on the last."""
    accounts: tuple[Account, ...] = ()
    sections: tuple[Section, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    notices: tuple[Notice, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    distribution: Distribution | None = None
    associations: tuple[Association, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    """Those that somebody still has to do something about."""
    auto_replies: tuple[AutoReply, ...] = ()
    translation_policy: TranslationPolicy | None = None
    units: tuple[Unit, ...] = ()
    """The company's translation memory."""
    slots: tuple[Slot, ...] = ()
    """Those that ended less than 30 days ago, and all that are to come."""
    bookings: tuple[Booking, ...] = ()
    """All that the account may see."""
    booking_rules: BookingRules | None = None
    calendar_feeds: tuple[CalendarFeed, ...] = ()
    """One's own secret calendar addresses that still count."""
    intents: tuple[ReceivedIntent, ...] = ()
    """All that the account may see, ended more than 90 days ago excepted."""
    own_cards: tuple[OwnCard, ...] = ()
    """Those in folders are read by themselves (`/api/v1/cards`).

    What stands here beside the conversations comes with the first page only."""


class MessagePage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Older (or newer) messages of one conversation, ascending by `n`."""

    messages: tuple[Message, ...]
    more: bool
    """Whether the server has further ones in the direction asked for."""
