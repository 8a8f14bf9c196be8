"""The company's log: who did what, from where; only ever added to (domain.md §2, "why did this chat go to Li?")."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from workstation.domain.ids import ConversationId, PrincipalId

MAX_PARAM_CHARS: Final = 1000
"""Longer texts are cut."""


class Deed(StrEnum):
    """What is logged; on the wire a plain string, so that an older desk shows one it doesn't know by its code."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    LOCKED = "locked"
    """Ten wrong passwords in a row."""
    PASSWORD_CHANGED = "password_changed"
    PASSWORD_RESET = "password_reset"
    ACCOUNT_CREATED = "account_created"
    ACCOUNT_EDITED = "account_edited"
    """`fields`, parted by commas."""
    ACCOUNT_DISABLED = "account_disabled"
    ACCOUNT_ENABLED = "account_enabled"
    PERMISSIONS_CHANGED = "permissions_changed"
    """`added`, `removed`, parted by commas."""
    DEVICE_SIGNED_OUT = "device_signed_out"
    """`device`."""
    POLICY_CHANGED = "policy_changed"
    """`policy`, `before`, `after`."""
    AUTO_REPLY_CHANGED = "auto_reply_changed"
    CALENDAR_ADDRESS_MADE = "calendar_address_made"
    """`whole` 1: of the whole schedule."""
    CALENDAR_ADDRESS_ENDED = "calendar_address_ended"
    BUYER_BLOCKED = "buyer_blocked"
    BUYER_UNBLOCKED = "buyer_unblocked"
    BUYER_REPORTED = "buyer_reported"
    """`reason`."""
    ASSIGNED = "assigned"
    """By the rules (`rule`), or by hand (perhaps with a `reason`)."""
    QUEUED_AGAIN = "queued_again"
    """What had been assigned was put back."""
    TRANSFERRED = "transferred"
    TRANSFER_OFFERED = "transfer_offered"
    TRANSFER_DECLINED = "transfer_declined"
    TRANSFER_EXPIRED = "transfer_expired"
    TAKEN_OVER = "taken_over"
    INTENT_ASSIGNED = "intent_assigned"
    """A purchase intent (`title`), by the rules (`rule`), or by hand (`from_id`: whose it was)."""
    DISTRIBUTION_CHANGED = "distribution_changed"
    """`what` (`messages`, `intents` or `rules`), and each rule that is another now: switches as `on` or `off`."""
    ASSOCIATIONS_CHANGED = "associations_changed"
    """`served`: `LZ-K0910 = 3 5; 1.03 = 4`, an exhibit's number or a section's code and the accounts' ids."""


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of the log."""

    id: int
    at: datetime
    code: str
    """A `Deed`."""
    actor_id: PrincipalId | None = None
    """Who did it; `None`: the platform, by the rules."""
    account_id: PrincipalId | None = None
    """To whom."""
    conversation_id: ConversationId | None = None
    buyer_name: str = ""
    """Of the conversation, as he is called now."""
    params: dict[str, str | int] = {}
    address: str = ""
    device: str = ""


class AuditPage(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`GET /api/v1/audit`: newest first."""

    entries: tuple[Entry, ...]
    more: bool = False
    """Older ones fit too: ask again with `before` the last one's id."""


class AuditFilter(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which lines are wanted."""

    codes: tuple[str, ...] = ()
    """Empty: all."""
    account_id: PrincipalId | None = None
    """Who did it or to whom it was done."""
    since: datetime | None = None
    until: datetime | None = None
    """Not included."""
