"""Every write by a user, as a value: made once, put into the outbox, safe to send again (architecture.md)."""

from uuid import UUID

from msgspec import Struct

from workstation.domain.account import Presence
from workstation.domain.account_actions import (
    BlockBuyer,
    EditAccount,
    ReportBuyer,
    SaveAutoReply,
    SetAccountEnabled,
    SetMaxDaysOffline,
    SetPermissions,
)
from workstation.domain.action_base import ActionBase as ActionBase
from workstation.domain.action_base import ConversationAction as ConversationAction
from workstation.domain.buyer_actions import EditBuyerProfile
from workstation.domain.card_actions import CardAction
from workstation.domain.ids import (
    ActionId,
    ConversationId,
    ExhibitId,
    ExhibitorId,
    MessageId,
    NoticeId,
    PrincipalId,
)
from workstation.domain.intent_actions import IntentAction
from workstation.domain.message import Original
from workstation.domain.slot_actions import OfferSlots, SlotAction
from workstation.domain.team_actions import (
    AnswerTransfer,
    AssignConversation,
    SetAssociations,
    SetDistribution,
    SetTeamRules,
    SettleTransfer,
    TakeOver,
    WithdrawTransfer,
)
from workstation.domain.team_actions import TransferConversation as TransferConversation
from workstation.domain.translation_actions import TranslationAction


class SendMessage(
    ConversationAction,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag="send_message",
):
    """Say something: a text, or one uploaded image (with an empty text or a caption)."""

    text: str = ""
    attachment: ActionId | None = None
    """Client id of an upload that is complete."""
    exhibit_id: ExhibitId | None = None
    link_conversation_id: ConversationId | None = None
    """A conversation with a buyer that is shown to a colleague; in colleague chats only."""
    card: bool = False
    """My business card as it is when the server gets this, by itself."""
    original: Original | None = None
    """What was typed, when `text` is a translation of it."""
    reply_to_n: int | None = None
    seen_n: int | None = None
    """Last `n` the writer saw; refused as `overtaken` if another account has written since."""


class MarkRead(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="mark_read"):
    """I have read up to message `n`."""

    n: int

    def lane(self) -> str:
        return f"read:{self.conversation}"


class SetMarks(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="set_marks"):
    """Star, pin, mute, tag or mark as unread a conversation for myself; `None` leaves a mark as it is."""

    starred: bool | None = None
    pinned: bool | None = None
    muted: bool | None = None
    marked_unread: bool | None = None
    """How far one has read stays as it is, and the buyer hears nothing."""
    tags: tuple[str, ...] | None = None

    def lane(self) -> str:
        return f"marks:{self.conversation}"


class RecallMessage(
    ConversationAction,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag="recall_message",
):
    """Take back one's own message within two minutes; a visible trace stays."""

    message_id: MessageId


class ReleaseLease(
    ConversationAction,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag="release_lease",
):
    """I look away: a colleague may write."""


class CloseSession(
    ConversationAction,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag="close_session",
):
    """End the live session by hand; the next message is distributed anew."""


class StartConversation(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="start_conversation"):
    """A buyer starts (or finds again) his conversation with an exhibitor, from an exhibit, an intent or its page."""

    exhibitor_id: ExhibitorId
    exhibit_id: ExhibitId | None = None
    intent: ActionId | None = None
    """One of the buyer's own, that this exhibitor received."""


class OpenColleagueChat(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="open_colleague_chat"):
    """Start (or find again) the conversation with a colleague; the action's id names it until the server has."""

    account_id: PrincipalId


class SetStatus(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="set_status"):
    """I am on-line, busy, away, or not to be disturbed by new buyers."""

    status: Presence


class SetProfile(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="set_profile"):
    """Change one's own personal information; `None` leaves a field as it is."""

    name_zh: str | None = None
    name_en: str | None = None
    title: str | None = None
    mobile: str | None = None
    email: str | None = None
    language: str | None = None
    languages: tuple[str, ...] | None = None
    """Spoken ones."""


class MarkNoticesRead(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="mark_notices_read"):
    """I have read these notices."""

    ids: tuple[NoticeId, ...]


class SavePhrase(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="save_phrase"):
    """Make a phrase or change it."""

    phrase: ActionId
    """Made once with the phrase (usually this action's own id), kept for ever."""
    shared: bool = False
    """Company-wide; the main account's to decide."""
    shortcut: str = ""
    title: str = ""
    zh: str = ""
    en: str = ""

    def lane(self) -> str:
        return f"phrase:{self.phrase}"


class DeletePhrase(ActionBase, frozen=True, kw_only=True, omit_defaults=True, tag="delete_phrase"):
    """Delete a phrase of one's own, or (main account) a company-wide one."""

    phrase: ActionId

    def lane(self) -> str:
        return f"phrase:{self.phrase}"


class SaveNote(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="save_note"):
    """Write a note on the buyer of a conversation or change one's own."""

    note: ActionId
    """Made once with the note (usually this action's own id), kept for ever."""
    text: str
    shared: bool = False
    """For all accounts that may see the conversation; else for the author alone."""

    def lane(self) -> str:
        return f"note:{self.note}"


class DeleteNote(ConversationAction, frozen=True, kw_only=True, omit_defaults=True, tag="delete_note"):
    """Delete a note of one's own, or (main account) a shared one."""

    note: ActionId

    def lane(self) -> str:
        return f"note:{self.note}"


Action = (
    SendMessage
    | MarkRead
    | SetMarks
    | RecallMessage
    | ReleaseLease
    | CloseSession
    | TransferConversation
    | AssignConversation
    | TakeOver
    | AnswerTransfer
    | WithdrawTransfer
    | SettleTransfer
    | SetDistribution
    | SetTeamRules
    | SetAssociations
    | StartConversation
    | OpenColleagueChat
    | SetStatus
    | SetProfile
    | EditBuyerProfile
    | MarkNoticesRead
    | SavePhrase
    | DeletePhrase
    | SaveNote
    | DeleteNote
    | SetPermissions
    | SetAccountEnabled
    | EditAccount
    | SetMaxDaysOffline
    | SaveAutoReply
    | BlockBuyer
    | ReportBuyer
    | CardAction
    | TranslationAction
    | SlotAction
    | IntentAction
)
"""Everything one can do; decoded by its `kind`."""


Said = SendMessage | OfferSlots
"""What becomes a message of mine in a conversation."""


class ActionRequest(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An action on the wire: `POST /api/v1/actions`."""

    id: ActionId
    action: Action


class ActionResult(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an action came to; a repeat of the same request gets the same, only `seq` may be later."""

    id: ActionId
    conversation_id: ConversationId | None = None
    message_id: MessageId | None = None
    n: int | None = None
    seq: int = 0
    """Once the caller's log is known as far as this number, all that the action changed for the caller is known."""


class UploadProgress(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How much of an image that comes in pieces the server has; the answer to each piece but the last."""

    client_id: UUID
    received: int
    """Bytes: the next piece begins there."""
    total: int = 0
    """Bytes of the whole, 0 as long as nothing has come."""
    image: "UploadedImage | None" = None
    """It is there already: the answer to the last piece was lost."""


class UploadedImage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to `PUT /api/v1/uploads/{client_id}`; the same for a repeat."""

    client_id: UUID
    attachment_id: int
    width: int
    height: int
