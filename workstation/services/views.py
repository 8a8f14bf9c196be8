"""What the screens show: frozen values made by the services from the store, the outbox laid over the server's state."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from workstation.domain.account import Account, Presence
from workstation.domain.buyer import Buyer
from workstation.domain.card import SharedCard
from workstation.domain.conversation import ConversationKind
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, PrincipalId
from workstation.domain.message import Attachment, OfferedSlot, Original, SharedIntent, SystemLine
from workstation.storage.keys import KeyKeeping as KeyKeeping
from workstation.storage.refs import Ref

if TYPE_CHECKING:
    from workstation.domain.booking import Outcome

ConversationRef = Ref
"""The server's id, or the client id of a colleague chat begun off-line (stays valid after the server has named it)."""

LIST_LIMIT = 2000
"""Rows of the customers' list at most (domain.md §2)."""


class ItemState(StrEnum):
    """Where a line of the timeline stands; of one's own messages five are visible."""

    RECEIVED = "received"
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    READ = "read"
    FAILED = "failed"


class Chip(StrEnum):
    """A filter chip over the list."""

    ALL = "all"
    UNANSWERED = "unanswered"
    UNREAD = "unread"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    STARRED = "starred"
    ARCHIVED = "archived"


class ListOrder(StrEnum):
    """How the list is sorted; pinned rows come first either way."""

    RECENT = "recent"
    WAITING = "waiting"
    """Longest waiting first, then the rest by recency."""


class InboxFilter(Struct, frozen=True, kw_only=True):
    """Which rows of the list are wanted, and in which order."""

    kind: ConversationKind = ConversationKind.CUSTOMER
    chip: Chip = Chip.ALL
    owner_id: PrincipalId | None = None
    """Only conversations of this colleague (main account)."""
    tag: str = ""
    """Only conversations that I have put this tag on."""
    order: ListOrder = ListOrder.RECENT
    limit: int = LIST_LIMIT


class Fault(Struct, frozen=True, kw_only=True):
    """Why something didn't go: a stable code and what a sentence about it needs."""

    code: str
    params: dict[str, str | int] = {}


class InboxRow(Struct, frozen=True, kw_only=True):
    """A row of the list. Texts are raw: elide, never interpret them."""

    id: ConversationRef
    kind: ConversationKind
    title: str
    """The buyer's name; empty for a colleague chat, which is titled by `colleague_name_zh`/`_en`."""
    colleague_name_zh: str = ""
    colleague_name_en: str = ""
    company: str = ""
    country: str = ""
    """ISO 3166-1 alpha-2, or empty."""
    language: str = ""
    """BCP 47 of the buyer's first language, or empty."""
    other_id: PrincipalId | None = None
    """The buyer, or the colleague: whose presence and avatar the row shows."""
    last_kind: str = ""
    """Kind of the message shown (while nobody has answered the buyer's, else the last); empty: nothing was said."""
    last_text: str = ""
    """First 120 characters of the message shown, on one line."""
    last_system: SystemLine | None = None
    last_exhibit: Exhibit | None = None
    """Of kind `exhibit`: which one, when the cache knows it."""
    last_recalled: bool = False
    last_from_me: bool = False
    """Whether our side said it last (I or a colleague of mine)."""
    last_at: datetime | None = None
    last_state: ItemState = ItemState.RECEIVED
    last_n: int = 0
    """Number of the last message, shown or not."""
    shown_n: int = 0
    unread: int = 0
    waiting_since: datetime | None = None
    """Since when the buyer waits: his first message that nobody has answered."""
    starred: bool = False
    pinned: bool = False
    muted: bool = False
    marked_unread: bool = False
    """Marked to be looked at again, whether or not all of it was read."""
    tags: tuple[str, ...] = ()
    archived: bool = False
    """Out of the list: old, or its buyer is blocked."""
    blocked: bool = False
    translated: bool = False
    """Whether what is said there is translated by itself, one way or both."""
    draft: str = ""
    """First 120 characters of the draft, or empty."""
    unsent: int = 0
    """Messages in the outbox that have not reached the server."""
    owner_id: PrincipalId | None = None
    owner_name_zh: str = ""
    owner_name_en: str = ""
    mine: bool = False
    writable: bool = True
    live: bool = True
    presence: Presence = Presence.OFFLINE

    @property
    def is_unread(self) -> bool:
        """Whether something in it was not read, or it was marked as unread."""
        return self.unread > 0 or self.marked_unread


class InboxCounts(Struct, frozen=True, kw_only=True):
    """Figures for rail, tabs, chips and tray."""

    unread_customers: int = 0
    """Customer conversations with something unread, or marked so."""
    unread_colleagues: int = 0
    unread_messages: int = 0
    """Unread messages of conversations that aren't muted (tray icon)."""
    waiting: int = 0
    """Customers waiting for an answer."""
    unassigned: int = 0
    listed: int = 0
    """Customers in the list; may exceed the limit when protected ones keep their place."""
    archived: int = 0
    unread_notices: int = 0
    unsent: int = 0


class Quote(Struct, frozen=True, kw_only=True):
    """The message another one replies to, as far as it is cached."""

    n: int
    text: str = ""
    kind: str = ""
    sender_name_zh: str = ""
    sender_name_en: str = ""


class LinkedConversation(Struct, frozen=True, kw_only=True):
    """A conversation with a buyer that a link among colleagues leads to; only of those that are mine to see."""

    title: str
    company: str = ""
    country: str = ""
    buyer_id: PrincipalId | None = None


class TimelineItem(Struct, frozen=True, kw_only=True):
    """One line of a conversation: a message of the server, or one of ours still on its way."""

    key: str
    """Stable: `m:<message id>` or `a:<action id>`."""
    n: int | None
    """Number in the conversation; `None` until the server has it."""
    kind: str
    text: str = ""
    original: Original | None = None
    """What its writer typed, when `text` is a translation."""
    at: datetime
    mine: bool = False
    """Whether it stands on our side (I or a colleague); in colleague chats: I."""
    sender_id: PrincipalId | None = None
    sender_name_zh: str = ""
    sender_name_en: str = ""
    from_buyer: bool = False
    automatic: bool = False
    recalled: bool = False
    attachment: Attachment | None = None
    upload_id: ActionId | None = None
    """Picture on its way: its bytes come from `ChatService.upload`."""
    upload_width: int = 0
    upload_height: int = 0
    exhibit_id: ExhibitId | None = None
    exhibit: Exhibit | None = None
    """The exhibit it is about, when the cache knows it."""
    link_conversation_id: ConversationId | None = None
    """Of kind `conversation`: a colleague shows this one; `TeamService.can_open` says whether it is mine to see."""
    linked: LinkedConversation | None = None
    """What that link leads to; `None` when it isn't mine to see."""
    card: SharedCard | None = None
    """Of kind `card`: as it was handed over; one's own on its way: as it is now."""
    slots: tuple[OfferedSlot, ...] = ()
    """Of kind `slots`: those offered, as they were then."""
    intent: SharedIntent | None = None
    """Of kind `intent`: as it was when the chat was started from it."""
    system: SystemLine | None = None
    outcome: "Outcome | None" = None
    """Of the negotiation that the line is about: for the exhibitor's eyes alone."""
    reply_to: Quote | None = None
    state: ItemState = ItemState.RECEIVED
    problem: Fault | None = None
    """Why it failed or waits; `paused` when an earlier message of the conversation was refused."""
    action_id: ActionId | None = None
    message_id: int | None = None
    """The server's id (for recalling)."""


class TimelinePage(Struct, frozen=True, kw_only=True):
    """A stretch of a conversation, ascending; pending messages stand at its end when nothing newer follows."""

    items: tuple[TimelineItem, ...]
    more_before: bool = False
    """Older ones are cached: `page(before_n=…)`."""
    more_after: bool = False
    older_on_server: bool = False
    """Before the first item something is missing here: `fetch_older`."""
    newer_on_server: bool = False
    """After the last item something is missing here: `JumpService.fetch_newer`."""


class ChatHead(Struct, frozen=True, kw_only=True):
    """What stands around a timeline."""

    row: InboxRow
    buyer: Buyer | None = None
    colleague: Account | None = None
    exhibit: Exhibit | None = None
    owner: Account | None = None
    writable: bool = True
    read_only_reason: str = ""
    """Empty, or `not_owner`, `given_away`, `blocked`, `disabled`."""
    read_n: int = 0
    """How far the other side has read."""
    unread_from_n: int | None = None
    """First message I haven't read."""
    last_n: int = 0
    channel: str = ""
    """Where the buyer writes from: `web` …; empty for colleagues."""


class Picture(Struct, frozen=True, kw_only=True):
    """An image ready to be queued: re-encoded, no metadata, at most 2048 px a side."""

    data: bytes
    media_type: str
    width: int
    height: int


class Theme(StrEnum):
    """Which palette."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class CloseTo(StrEnum):
    """What closing the window does."""

    TRAY = "tray"
    QUIT = "quit"


class NotifyScope(StrEnum):
    """Which conversations notify."""

    NONE = "none"
    MINE = "mine"
    MINE_AND_UNASSIGNED = "mine_and_unassigned"
    ALL = "all"


class Settings(Struct, frozen=True, kw_only=True):
    """What a user may set about the desk."""

    language: str = "zh_CN"
    """`zh_CN` or `en`."""
    theme: Theme = Theme.SYSTEM
    enter_sends: bool = True
    """Else Ctrl+Enter sends."""
    close_to: CloseTo = CloseTo.TRAY
    notify_scope: NotifyScope = NotifyScope.MINE_AND_UNASSIGNED
    sound: str = "default"
    """Name of a sound, or empty for silence."""
    quiet_hours: tuple[int, int] | None = None
    """Minutes after midnight, machine's zone: from, to (may pass midnight)."""
    waiting_minutes: int = 15
    """From when on a waiting buyer is marked late."""
    image_cache_mb: int = 300
    remind_before_s: int = 15 * 60
    """How long before a negotiation one is reminded; `reminders.NEVER` for not at all."""


class Start(StrEnum):
    """What resuming came to."""

    FRESH = "fresh"
    """No account is known here: ask for server, account and password."""
    READY = "ready"
    """Open and signed in (perhaps off-line)."""
    SIGNED_OUT = "signed_out"
    """Known account without a valid token: ask for its password; its local files are open."""
    LOCKED = "locked"
    """Without the server for longer than the company allows: nothing is shown before one has signed in there."""
    NEEDS_PASSPHRASE = "needs_passphrase"
    WRONG_PASSPHRASE = "wrong_passphrase"
    KEYRING_LOCKED = "keyring_locked"
    """The keyring gave no answer or refused: unlock it and try again."""
    KEY_LOST = "key_lost"
    """The keyring no longer has the key: the local files can't be read; signing in starts new ones."""
    NEWER_FILES = "newer_files"
    """A newer version of the program wrote them: update the program."""
    READ_ONLY = "read_only"
    """The profile's folder can't be written."""
    DISK_FULL = "disk_full"
    DISK_ERROR = "disk_error"
    """The disk does not read or write as it should."""
    DAMAGED = "damaged"
    """`local.db` is damaged; it was set aside, what could be read was kept."""


class KnownAccount(Struct, frozen=True, kw_only=True):
    """The account whose files lie in the profile."""

    server: str
    login: str
    language: str
    keeping: KeyKeeping
