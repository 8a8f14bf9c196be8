"""How an exhibitor shares out its work, why each buyer went where, and what other rules would have done."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from workstation.domain.ids import ActionId, ConversationId, ExhibitId, ExhibitorId, PrincipalId, SectionId
from workstation.domain.routing import Mode, Options, Step

ANSWER_S: Final = 120
"""How long a transfer that asks first waits for an answer, unless set otherwise."""
ANSWER_LIMITS_S: Final = (10, 24 * 3600)
IDLE_LEAST_S: Final = 10 * 60
"""The shortest idle time of a session that an exhibitor may choose; the longest is the organiser's."""
CAP_MOST: Final = 1000
REPLAYED: Final = 500
"""Assignments that a what-if looks at."""
ASSOCIATIONS_AT_ONCE: Final = 500


class Work(StrEnum):
    """What is shared out; each kind has a choice of its own."""

    MESSAGES = "messages"
    INTENTS = "intents"


class Sharing(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How one kind of work is shared out."""

    mode: Mode = Mode.AUTOMATIC
    options: Options = Options()


class Distribution(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An exhibitor's rules; everyone of the exhibitor sees them, the main account changes them."""

    id: ExhibitorId
    rev: int
    messages: Sharing = Sharing()
    intents: Sharing = Sharing()
    fixed_at: datetime | None = None
    """The organiser's moment after which the modes can't be changed any more; `None` when there is none."""
    session_idle_s: int
    """When a session in which nothing is said ends."""
    session_idle_most_s: int
    """The organiser's time, which an exhibitor may shorten."""
    ask_first: bool = False
    answer_s: int = ANSWER_S

    def of(self, work: Work) -> Sharing:
        """Return how that work is shared out."""
        return self.messages if work is Work.MESSAGES else self.intents

    def is_fixed(self, now: datetime) -> bool:
        """Tell whether the organiser's deadline has passed: modes stay as they are."""
        return self.fixed_at is not None and now >= self.fixed_at


class Association(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The accounts that serve those who ask about one exhibit, or about anything of one section."""

    exhibit_id: ExhibitId | None = None
    section_id: SectionId | None = None
    """One of both is set."""
    account_ids: tuple[PrincipalId, ...] = ()
    rev: int = 0
    """The server's; grows with every change of the exhibitor's rules."""

    @property
    def target(self) -> tuple[str, int]:
        """What it is about: `("exhibit", number)` or `("section", number)`."""
        if self.exhibit_id is not None:
            return ("exhibit", self.exhibit_id)
        return ("section", self.section_id or 0)


class Cause(StrEnum):
    """Why it was decided at that moment who gets a buyer."""

    BUYER = "buyer"
    """He came, or came back after his session had ended."""
    QUEUE = "queue"
    """He was waiting, and somebody became free or the rules changed."""
    OWNER_LOST = "owner_lost"
    """Who served him was disabled or may no longer receive messages."""
    TRANSFER = "transfer"
    ASSIGN = "assign"
    TAKE_OVER = "take_over"
    INTENT = "intent"
    """An account began the conversation from a purchase intent."""


class Assignment(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One decision about who gets a buyer or a purchase intent: what was looked at, and what decided."""

    id: int
    conversation_id: ConversationId | None = None
    """One of this and `intent_id` is set."""
    intent_id: ActionId | None = None
    at: datetime
    n: int
    """The conversation's last message by then; 0 for an intent."""
    work: Work = Work.MESSAGES
    cause: Cause
    rule: str
    """`routing.Rule`, or the cause itself where a person decided (`transfer`, `assign`, `take_over`, `intent`)."""
    owner_id: PrincipalId | None = None
    """Who got it; `None`: it waits in the queue."""
    from_id: PrincipalId | None = None
    """Who had it before."""
    by_id: PrincipalId | None = None
    """The account that decided, where a person did."""
    reason: str = ""
    mode: Mode = Mode.AUTOMATIC
    exhibit_id: ExhibitId | None = None
    section_id: SectionId | None = None
    trace: tuple[Step, ...] = ()


class WhatIf(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Other rules, to be tried on what happened."""

    work: Work = Work.MESSAGES
    mode: Mode
    options: Options = Options()
    associations: tuple[Association, ...] = ()
    """In place of those that hold; what isn't named is looked at as it is now."""


class WhatIfRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One past assignment, and what it would have been."""

    assignment_id: int
    conversation_id: ConversationId | None = None
    intent_id: ActionId | None = None
    at: datetime
    exhibit_id: ExhibitId | None = None
    owner_id: PrincipalId | None = None
    rule: str
    would_id: PrincipalId | None = None
    would_rule: str


class WhatIfTotal(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one account got and would have got; without a number: the queue."""

    account_id: PrincipalId | None = None
    got: int = 0
    would: int = 0


class WhatIfResult(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What other rules would have done."""

    considered: int
    changed: int
    rows: tuple[WhatIfRow, ...] = ()
    """All that were looked at, newest first."""
    totals: tuple[WhatIfTotal, ...] = ()


class Load(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How much one account has to do."""

    account_id: PrincipalId
    live: int = 0
    """Live conversations it owns: what the cap counts."""
    waiting: int = 0
    """Those among them in which the buyer spoke last."""
    intents: int = 0
    """Open purchase intents it has: what their cap counts."""
