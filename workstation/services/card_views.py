"""What the screens of business cards show: rows of the folders, and what one may choose among them."""

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from workstation.domain.card import CardContent, CardSource, CardVersion
from workstation.domain.ids import ActionId, ConversationId, PrincipalId
from workstation.services.views import Fault


class Folder(StrEnum):
    """Which cards."""

    MINE = "mine"
    """Those in my folder."""
    COMPANY = "company"
    """All that the company's accounts received (main account, or by permission)."""
    PEOPLE = "people"
    """The own cards of the company's accounts."""


class CardOrder(StrEnum):
    """How a folder is sorted."""

    RECENT = "recent"
    NAME = "name"
    COMPANY = "company"
    FOLLOW_UP = "follow_up"


class CardFilter(Struct, frozen=True, kw_only=True):
    """Which rows are wanted, and in which order; an empty field asks for nothing."""

    folder: Folder = Folder.MINE
    text: str = ""
    country: str = ""
    section: str = ""
    tag: str = ""
    owner_id: PrincipalId | None = None
    """In whose folder."""
    since: date | None = None
    until: date | None = None
    """Received from that day on, up to and including that day, in the machine's zone."""
    follow_up: bool = False
    """Only those with a day of following up."""
    order: CardOrder = CardOrder.RECENT


class CardRow(Struct, frozen=True, kw_only=True):
    """A card as the folders show it, with what is on its way laid over it. Texts are raw: never interpret them."""

    id: ActionId
    content: CardContent
    at: datetime
    """When it came, or (people's own) when it was changed last."""
    source: CardSource = CardSource.MANUAL
    own: bool = False
    """An account's own card: in nobody's folder."""
    version: int = 0
    earlier: tuple[CardVersion, ...] = ()
    from_id: PrincipalId | None = None
    holder_id: PrincipalId | None = None
    holder_name_zh: str = ""
    holder_name_en: str = ""
    mine: bool = False
    """In my folder: mine to note, tag, merge and throw away."""
    conversation_id: ConversationId | None = None
    n: int | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    follow_up: str = ""
    """`YYYY-MM-DD`, or empty."""
    batch: ActionId | None = None
    sources: tuple[ActionId, ...] = ()
    """The cards this one stands for."""
    photo_upload: ActionId | None = None
    logo_upload: ActionId | None = None
    """Pictures on their way: `ChatService.upload` has their bytes."""
    waiting: bool = False
    """Not at the server yet."""
    problem: Fault | None = None
    """Why the server refused the last change; `RefusalService.dismiss(action_id)` forgets it."""
    action_id: ActionId | None = None

    @property
    def editable(self) -> bool:
        """Whether its content is mine to change: no other person keeps it."""
        return self.mine and self.from_id is None


class Choices(Struct, frozen=True, kw_only=True):
    """What there is to filter a folder by, the most frequent first."""

    countries: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    owners: tuple[tuple[PrincipalId, str, str], ...] = ()
    """Id, name in Chinese, name in English."""


class CardList(Struct, frozen=True, kw_only=True):
    """A folder, filtered."""

    rows: tuple[CardRow, ...]
    total: int
    """Cards in the folder without the filter."""
    choices: Choices = Choices()


class MyCard(Struct, frozen=True, kw_only=True):
    """My own card, with what is on its way laid over it."""

    content: CardContent
    version: int = 0
    """0: it is only what my profile says."""
    photo_upload: ActionId | None = None
    logo_upload: ActionId | None = None
    waiting: bool = False
    problem: Fault | None = None
    action_id: ActionId | None = None


class Reason(Struct, frozen=True):
    """Why two cards may be the same person's: `email` or `phone`, and which."""

    kind: str
    value: str


class Duplicates(Struct, frozen=True, kw_only=True):
    """Cards of my folder that are perhaps one person's."""

    rows: tuple[CardRow, ...]
    reasons: tuple[Reason, ...]
    proposed: CardContent
    """All that is on them, on one card."""
