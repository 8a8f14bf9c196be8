"""Auto-replies: what the platform answers a buyer while nobody does, and when it keeps silent (domain.md §2)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from msgspec import Struct

from workstation.domain.account import Presence
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.domain.message import check_text

COOLDOWN: Final = timedelta(minutes=30)
"""A buyer gets at most one automatic answer in this time, whoever serves him."""
MAX_TEXT_CHARS: Final = 1000
MAX_BANDS: Final = 20
MINUTES_A_DAY: Final = 24 * 60
DAYS: Final = 7
NAME: Final = "{name}"
"""In the transfer text: who serves the buyer now."""


class Texts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A text in Chinese and English; either may be empty."""

    zh: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        """Tell whether there is a text at all."""
        return bool(self.zh or self.en)

    def for_languages(self, languages: Sequence[str]) -> str:
        """Return the text for a reader of these languages (BCP 47, the preferred one first).

        The first that is Chinese or English counts; one who reads neither gets English. Where a text is missing the
        other stands in.
        """
        known = (one[:2].lower() for one in languages)
        first = next((one for one in known if one in ("zh", "en")), "en")
        return (self.zh or self.en) if first == "zh" else (self.en or self.zh)


class Band(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A stretch of the day, in the fair's time."""

    from_minute: int = 0
    """Minutes after midnight, included."""
    to_minute: int = MINUTES_A_DAY
    """Not included; not above `from_minute`: the band ends on the next day."""
    days: tuple[int, ...] = ()
    """On which it begins: 0 is Monday; empty: every day."""

    def holds(self, local: datetime) -> bool:
        """Tell whether a moment (in the fair's zone) lies in the band."""
        minute = local.hour * 60 + local.minute
        today, yesterday = local.weekday(), (local.weekday() - 1) % DAYS
        if self.from_minute < self.to_minute:
            return self.from_minute <= minute < self.to_minute and self._begins(today)
        return (minute >= self.from_minute and self._begins(today)) or (
            minute < self.to_minute and self._begins(yesterday)
        )

    def _begins(self, weekday: int) -> bool:
        return not self.days or weekday in self.days


class Reply(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One of the two answers."""

    on: bool = False
    texts: Texts = Texts()
    bands: tuple[Band, ...] = ()
    """When it is given; empty: always."""


class AutoReply(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answers of an account, or the company's default."""

    account_id: PrincipalId | None = None
    """`None`: the company's default, for accounts without answers of their own."""
    rev: int = 0
    """0: nothing was set yet."""
    own: bool = True
    """Of an account: whether it has its own; else the company's count."""
    online: Reply = Reply()
    offline: Reply = Reply()
    waiting: Texts = Texts()
    """Company: told to a buyer who is put into the queue; empty: the platform's own words."""
    transferred: Texts = Texts()
    """Company: told to a buyer who is handed over; `{name}` is who serves him now; empty: the platform's words."""


class Side(StrEnum):
    """Which of the two answers."""

    ONLINE = "online"
    OFFLINE = "offline"


class Silence(StrEnum):
    """Why there is no automatic answer."""

    AUTOMATIC = "automatic"
    """What it would answer was automatic itself."""
    NOBODY = "nobody"
    """The buyer waits in the queue; that has a text of its own."""
    BLOCKED = "blocked"
    OFF = "off"
    NO_TEXT = "no_text"
    OUTSIDE_BANDS = "outside_bands"
    COOLDOWN = "cooldown"


class Asked(Struct, frozen=True, kw_only=True):
    """What is known when a buyer has written."""

    now: datetime
    zone: str
    """IANA name of the fair's zone."""
    languages: tuple[str, ...] = ()
    """The buyer's, the preferred one first."""
    owner_presence: Presence | None = None
    """Of who serves him; `None` while nobody does."""
    last_sent_at: datetime | None = None
    """When this exhibitor's last automatic answer went to him."""
    automatic: bool = False
    """Whether what he sent is itself automatic."""
    blocked: bool = False


class Verdict(Struct, frozen=True, kw_only=True):
    """The answer that is given, or why there is none."""

    side: Side
    text: str = ""
    silence: Silence | None = None
    company: bool = False
    """Whether the text is the company's default."""


def decide(own: AutoReply | None, company: AutoReply | None, asked: Asked) -> Verdict:
    """Return what a buyer is answered.

    Args:
        own: of the account that serves him, if it has any.
        company: the default.
        asked: the facts.
    """
    side = Side.ONLINE if asked.owner_presence in (Presence.ONLINE, Presence.BUSY) else Side.OFFLINE
    hindered = _hindrance(asked)
    if hindered is not None:
        return Verdict(side=side, silence=hindered)
    reply, texts, from_company = _chosen(own, company, side)
    if not reply.on:
        return Verdict(side=side, silence=Silence.OFF, company=from_company)
    if not texts:
        return Verdict(side=side, silence=Silence.NO_TEXT, company=from_company)
    if not _in_bands(reply.bands, asked):
        return Verdict(side=side, silence=Silence.OUTSIDE_BANDS, company=from_company)
    if asked.last_sent_at is not None and asked.now - asked.last_sent_at < COOLDOWN:
        return Verdict(side=side, silence=Silence.COOLDOWN, company=from_company)
    return Verdict(side=side, text=texts.for_languages(asked.languages), company=from_company)


def _in_bands(bands: tuple[Band, ...], asked: Asked) -> bool:
    from zoneinfo import ZoneInfo  # desks import this module before their first paint

    local = asked.now.astimezone(ZoneInfo(asked.zone))
    return not bands or any(band.holds(local) for band in bands)


def _hindrance(asked: Asked) -> Silence | None:
    if asked.automatic:
        return Silence.AUTOMATIC
    if asked.blocked:
        return Silence.BLOCKED
    return Silence.NOBODY if asked.owner_presence is None else None


def _chosen(own: AutoReply | None, company: AutoReply | None, side: Side) -> tuple[Reply, Texts, bool]:
    """Return the answer that counts, its texts, and whether these are the company's.

    An account's own switch and bands count; where it has no words of its own the company's stand in.
    """
    default: Reply = getattr(company, side) if company is not None else Reply()
    if own is None or not own.own:
        return default, default.texts, True
    mine: Reply = getattr(own, side)
    return (mine, mine.texts, False) if mine.texts else (mine, default.texts, True)


def checked(reply: AutoReply) -> AutoReply:
    """Return the answers as they may be kept.

    Raises:
        Refusal: `text_too_long`, `text_invalid`, `invalid_request` with `field` `bands`.
    """
    for texts in (reply.online.texts, reply.offline.texts, reply.waiting, reply.transferred):
        for text in filter(str.strip, (texts.zh, texts.en)):
            if len(check_text(text)) > MAX_TEXT_CHARS:
                raise Refusal("text_too_long", {"limit": MAX_TEXT_CHARS, "length": len(text)})
    for side in (reply.online, reply.offline):
        if len(side.bands) > MAX_BANDS or not all(_is_band(band) for band in side.bands):
            raise Refusal("invalid_request", {"field": "bands"})
    return reply


def _is_band(band: Band) -> bool:
    return (
        0 <= band.from_minute < MINUTES_A_DAY
        and 0 <= band.to_minute <= MINUTES_A_DAY
        and all(0 <= day < DAYS for day in band.days)
    )
