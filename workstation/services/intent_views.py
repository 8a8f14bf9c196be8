"""What the screens of purchase intents show: intents with what is on its way laid over them, and what one may do."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from workstation.domain.account import Account, Presence
from workstation.domain.exhibit import Exhibit, Section
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, PrincipalId, SectionId
from workstation.domain.intent import IntentEnd, IntentState, ReceivedIntent, Wanted
from workstation.services.calendar_views import Person
from workstation.services.views import Fault


class IntentFolder(StrEnum):
    """Which intents."""

    RECEIVED = "received"
    """Those that are mine to deal with."""
    ALL = "all"
    """All that the company received: the main account's."""
    MATCHED = "matched"
    """Exhibits × intents: a row for every exhibit that an intent was matched with."""


class IntentStatus(StrEnum):
    """What the lists filter by; exactly one holds."""

    NEW = "new"
    SEEN = "seen"
    CONTACTED = "contacted"
    DONE = "done"
    ENDED = "ended"
    """Withdrawn or past its deadline before it was done."""


OPEN = frozenset({IntentStatus.NEW, IntentStatus.SEEN, IntentStatus.CONTACTED})
"""Those that somebody still has to do something about."""


class IntentOrder(StrEnum):
    """How a list is sorted."""

    NEWEST = "newest"
    DEADLINE = "deadline"
    """The nearest first, those without one last, past ones behind them."""
    MATCH = "match"
    """What fits best first."""


class IntentFilter(Struct, frozen=True, kw_only=True):
    """Which rows are wanted, and in which order; an empty field asks for nothing."""

    folder: IntentFolder = IntentFolder.RECEIVED
    status: IntentStatus | None = None
    open_only: bool = False
    """Neither done nor ended; counts for nothing beside a `status`."""
    section_id: SectionId | None = None
    country: str = ""
    """The buyer's."""
    owner_id: PrincipalId | None = None
    unassigned: bool = False
    exhibit_id: ExhibitId | None = None
    """Matched with this one."""
    text: str = ""
    order: IntentOrder = IntentOrder.NEWEST


class MatchView(Struct, frozen=True, kw_only=True):
    """An exhibit of mine that an intent fits."""

    exhibit_id: ExhibitId
    exhibit: Exhibit | None = None
    """`None` when it isn't on this machine (any more)."""
    score: int
    """0 to 100."""
    reasons: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class IntentView(Struct, frozen=True, kw_only=True):
    """An intent with what is on its way laid over it. Texts are raw: never interpret them."""

    received: ReceivedIntent
    status: IntentStatus
    ended: IntentEnd | None = None
    """Also when its deadline has passed and the server has not said so yet."""
    days_left: int | None = None
    """Until its deadline in the fair's calendar, 0 on its last day; `None` without one."""
    section: Section | None = None
    matches: tuple[MatchView, ...] = ()
    """Best first; empty without the permission to see matched exhibits."""
    owner: Person | None = None
    done_by: Person | None = None
    mine: bool = False
    answerable: bool = True
    """Not ended, or something was begun before it ended: that goes on."""
    may_send_card: bool = False
    may_chat: bool = False
    may_finish: bool = False
    """Mark as done, or (done) take that back."""
    may_assign: bool = False
    conversation_id: ConversationId | None = None
    """The conversation with its buyer, if that is mine to open."""
    waiting: bool = False
    """A change of mine has not reached the server."""
    chat_waiting: bool = False
    """Among them: a chat is to be started."""
    problem: Fault | None = None
    """Why the server refused my last change; `RefusalService.dismiss(action_id)` forgets it."""
    refused: str = ""
    """Which: the kind of that action on the wire, `start_intent_chat` …"""
    action_id: ActionId | None = None

    @property
    def id(self) -> ActionId:
        """The intent's."""
        return self.received.id

    @property
    def wanted(self) -> Wanted:
        """What the buyer wants."""
        return self.received.intent.wanted

    @property
    def best(self) -> MatchView | None:
        """The exhibit that fits best."""
        return self.matches[0] if self.matches else None

    @property
    def is_new(self) -> bool:
        """Whether nobody whose it is has opened it."""
        return self.status is IntentStatus.NEW

    @property
    def is_done(self) -> bool:
        """Whether it is dealt with."""
        return self.received.state is IntentState.DONE


class IntentRow(Struct, frozen=True, kw_only=True):
    """A row of a list: an intent, and in the matched list the exhibit that it was matched with."""

    view: IntentView
    match: MatchView | None = None

    @property
    def key(self) -> tuple[ActionId, ExhibitId | None]:
        """What tells it from the others."""
        return self.view.id, None if self.match is None else self.match.exhibit_id


class IntentRights(Struct, frozen=True, kw_only=True):
    """What the screen offers me."""

    company: bool = False
    """All intents of the company, and who deals with them: the main account's."""
    receive: bool = False
    matched: bool = False

    @property
    def folders(self) -> tuple[IntentFolder, ...]:
        """The lists that are mine to see, the first one to begin with."""
        found = {
            IntentFolder.ALL: self.company,
            IntentFolder.RECEIVED: self.receive,
            IntentFolder.MATCHED: self.matched and self.receive,
        }
        return tuple(folder for folder, mine in found.items() if mine)


class IntentChoices(Struct, frozen=True, kw_only=True):
    """What there is to filter a list by, the most frequent first."""

    sections: tuple[Section, ...] = ()
    countries: tuple[str, ...] = ()
    owners: tuple[Person, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()


class IntentList(Struct, frozen=True, kw_only=True):
    """A list, filtered."""

    rows: tuple[IntentRow, ...]
    total: int
    """Rows without the filter."""
    counts: dict[IntentStatus, int]
    """By status, whatever the status asked for; all other filters count."""
    rights: IntentRights
    choices: IntentChoices = IntentChoices()


class IntentCounts(Struct, frozen=True, kw_only=True):
    """Figures for the rail."""

    new: int = 0
    """Mine, and not opened yet."""
    to_assign: int = 0
    """Nobody's (main account)."""

    @property
    def awaiting_me(self) -> int:
        """All of them together."""
        return self.new + self.to_assign


class AssigneeChoice(Struct, frozen=True, kw_only=True):
    """A colleague (or I) in the list of those who could deal with intents; the best one first."""

    account: Account
    presence: Presence = Presence.OFFLINE
    problem: str = ""
    """Why not: empty, or `disabled`, `no_permission`."""
    open: int = 0
    """Open intents that it has."""
    current: bool = False
    """Has (all of) them now."""
    suggested: bool = False
    languages: tuple[str, ...] = ()
    """The buyer's (of several only those that are the same), the preferred one first."""


class Assigned(Struct, frozen=True, kw_only=True):
    """An intent that was assigned, and whose it was before: what taking it back needs."""

    intent: ActionId
    from_id: PrincipalId | None
    to_id: PrincipalId
    at: datetime
