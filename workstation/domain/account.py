"""Exhibitors, their accounts and what an account may do (domain.md §1)."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from workstation.domain.ids import ExhibitorId, PrincipalId


class AccountKind(StrEnum):
    """One main account per exhibitor; all others are sub-accounts."""

    MAIN = "main"
    SUB = "sub"


class Permission(StrEnum):
    """A tick in the permission tree; the main account has every one."""

    RECEIVE_MESSAGES = "receive_messages"
    RECEIVE_BOOKINGS = "receive_bookings"
    MATCHED_EXHIBITS = "matched_exhibits"
    RECEIVE_INTENTS = "receive_intents"
    INTENT_DETAILS = "intent_details"
    INTENT_SEND_CARD = "intent_send_card"
    INTENT_CHAT = "intent_chat"
    INTENT_DONE = "intent_done"
    MESSAGE_NOTICES = "message_notices"
    MY_SCHEDULE = "my_schedule"
    DISPLAY_CENTRE = "display_centre"
    WHOLE_SCHEDULE = "whole_schedule"
    COMPANY_CARDS = "company_cards"
    COMPANY_HISTORY = "company_history"
    RECOMMEND = "recommend"
    INVITE = "invite"
    LIVE_STREAMS = "live_streams"
    MANAGE_ACCOUNTS = "manage_accounts"
    OVERVIEW = "overview"
    AUDIT_LOG = "audit_log"


class Presence(StrEnum):
    """The status one sets or falls into; `offline` means no stream is open."""

    ONLINE = "online"
    BUSY = "busy"
    AWAY = "away"
    DND = "dnd"
    """Don't disturb: no new buyers; those one serves still reach one."""
    OFFLINE = "offline"


class Account(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A person of an exhibitor who signs in to the workstation."""

    id: PrincipalId
    rev: int
    exhibitor_id: ExhibitorId
    kind: AccountKind
    login: str
    name_zh: str
    name_en: str
    title: str = ""
    mobile: str = ""
    email: str = ""
    language: str = "zh"
    """Of the screen and of mails."""
    languages: tuple[str, ...] = ()
    """Spoken ones, BCP 47, the best one first; empty while nobody has said."""
    enabled: bool = True
    permissions: frozenset[Permission] = frozenset()
    presence: Presence = Presence.OFFLINE

    def may(self, permission: Permission) -> bool:
        """Tell whether this account has the permission; the main account has all."""
        return self.enabled and (self.kind is AccountKind.MAIN or permission in self.permissions)

    @property
    def speaks(self) -> tuple[str, ...]:
        """The languages spoken; that of the screen while nobody has said."""
        return self.languages or ((self.language,) if self.language else ())

    def name(self, language: str) -> str:
        """Return the name for a reader of that language (`zh…` or anything else)."""
        first, second = (self.name_zh, self.name_en) if language.startswith("zh") else (self.name_en, self.name_zh)
        return first or second or self.login


class Exhibitor(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A company that exhibits: one tenant."""

    id: ExhibitorId
    rev: int
    name_zh: str
    name_en: str
    about_zh: str = ""
    about_en: str = ""
    about_es: str = ""
    booth: str = ""
    city: str = ""
    website: str = ""
    accounts_limit: int = 5
    """Enabled accounts that the package allows, main account included."""
    max_days_offline: int = 30
    """How long a desk of this company works without the server before it asks for the password again."""
    time_zone: str = ""
    """IANA name of the fair's zone, in which time bands and days are meant."""


class SignedIn(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer to a sign-in."""

    token: str
    principal_id: PrincipalId
    expires_at: datetime
    must_change_password: bool = False
    account: Account | None = None
