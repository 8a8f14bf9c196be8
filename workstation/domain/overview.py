"""The main account's overview: what is going on and how quickly buyers are answered; each figure has rows behind it.

A buyer **waits** from his first message that no person has answered until a person answers; system lines, automatic
messages and messages taken back don't count. A **response time** is the length of such a wait that has ended; it
belongs to who answered, and to the hour in which the wait began.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from workstation.domain.ids import ActionId, ConversationId, PrincipalId


class Times(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Response times of some waits, in whole seconds; `None` when there are none."""

    count: int = 0
    median_s: int | None = None
    p90_s: int | None = None


class AccountFigures(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one colleague has and did."""

    account_id: PrincipalId
    live: int = 0
    """Live conversations it has now."""
    waiting: int = 0
    """Of all it has, those whose buyer waits now."""
    oldest_waiting_at: datetime | None = None
    responses: Times = Times()
    """In the range."""


class HourFigures(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An hour of the day in the fair's time, over all days of the range."""

    hour: int
    waits: int = 0
    """Waits that began in it."""
    responses: Times = Times()


class CountryFigures(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Conversations with buyers of a country (ISO 3166-1 alpha-2, or empty) in which something was said."""

    country: str
    conversations: int


class StateFigures(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many intents or bookings are in a state."""

    state: str
    count: int


class Step(StrEnum):
    """The four steps of the guide."""

    COMPANY = "company_information"
    EXHIBITS = "exhibits"
    TEMPLATE = "display_template"
    MATCHED = "get_matched"


class GuideStep(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A step and whether it is done."""

    step: Step
    done: bool = False


class Overview(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`GET /api/v1/overview?since=&until=`."""

    at: datetime
    """What is "now" in it."""
    since: datetime
    until: datetime
    """Not included."""
    time_zone: str
    """The fair's."""
    waiting: int = 0
    oldest_waiting_at: datetime | None = None
    queued: int = 0
    """Live conversations that nobody has."""
    live: int = 0
    blocked: int = 0
    conversations: int = 0
    """In which something was said in the range."""
    begun: int = 0
    """Those among them with buyers who came for the first time in the range."""
    responses: Times = Times()
    unanswered: int = 0
    """Waits that began in the range and have not ended."""
    accounts: tuple[AccountFigures, ...] = ()
    hours: tuple[HourFigures, ...] = ()
    """Those in which something began, ascending."""
    countries: tuple[CountryFigures, ...] = ()
    """Most first."""
    intents: tuple[StateFigures, ...] = ()
    bookings: tuple[StateFigures, ...] = ()
    guide: tuple[GuideStep, ...] = ()


class Figure(StrEnum):
    """A figure whose rows can be asked for; `key` says which of several."""

    WAITING = "waiting"
    QUEUED = "queued"
    LIVE = "live"
    BLOCKED = "blocked"
    CONVERSATIONS = "conversations"
    BEGUN = "begun"
    RESPONSES = "responses"
    UNANSWERED = "unanswered"
    ACCOUNT_LIVE = "account_live"
    """`key`: account id."""
    ACCOUNT_WAITING = "account_waiting"
    ACCOUNT_RESPONSES = "account_responses"
    HOUR_WAITS = "hour_waits"
    """`key`: hour."""
    HOUR_RESPONSES = "hour_responses"
    INTENTS = "intents"
    """In a state (`key`) and received in the range; `began_at` is when."""
    BOOKINGS = "bookings"
    """In a state (`key`) and beginning in the range: its conversation; `began_at` is when they meet."""
    COUNTRY = "country"
    """`key`: country."""


class OverviewRow(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A conversation (or one wait in it), or a purchase intent, behind a figure."""

    conversation_id: ConversationId | None = None
    """Of an intent: with its buyer, once there is one."""
    intent_id: ActionId | None = None
    title: str = ""
    """Of an intent."""
    buyer_name: str = ""
    company: str = ""
    country: str = ""
    owner_id: PrincipalId | None = None
    live: bool = False
    last_at: datetime | None = None
    began_at: datetime | None = None
    """When the wait began."""
    answered_at: datetime | None = None
    answered_by: PrincipalId | None = None

    @property
    def response_s(self) -> int | None:
        """Return how long the buyer waited, in whole seconds; `None` while he does or for no wait at all."""
        if self.began_at is None or self.answered_at is None:
            return None
        return int((self.answered_at - self.began_at).total_seconds())


class OverviewPage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`GET /api/v1/overview/rows?figure=&key=&since=&until=&offset=`: longest waiting or newest first."""

    total: int
    """Equal to the figure."""
    rows: tuple[OverviewRow, ...]


def times_of(seconds: Sequence[int]) -> Times:
    """Return count, median and 90th percentile (nearest rank) of response times."""
    if not seconds:
        return Times()
    ordered = sorted(seconds)
    return Times(count=len(ordered), median_s=_rank(ordered, 50), p90_s=_rank(ordered, 90))


def _rank(ordered: Sequence[int], percent: int) -> int:
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
