"""Negotiation slots: when buyers can book a meeting (domain.md §4). All instants are aware UTC."""

from datetime import datetime
from typing import Final

from msgspec import Struct

from workstation.domain.ids import ActionId
from workstation.domain.message import OfferedSlot as OfferedSlot

SLOT_MINUTES: Final = 30
"""How long a slot is unless somebody says otherwise; a meeting is not cut off at its end."""
MIN_SLOT_MINUTES: Final = 5
MAX_SLOT_MINUTES: Final = 12 * 60
MAX_SLOTS_AT_ONCE: Final = 2_000
MAX_OFFERED: Final = 20
"""In one message."""


class Slot(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A slot of an exhibitor."""

    id: ActionId
    """Made once, by whoever created it."""
    rev: int
    starts_at: datetime
    ends_at: datetime
    """Not included."""
    booked: int = 0
    """Bookings that hold a place in it."""
    batch: ActionId | None = None
    """The action that created it together with others: what an undo takes back."""
    deleted: bool = False


class SlotSpan(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """When a slot is, or is to be; `id` is made once with it."""

    id: ActionId
    starts_at: datetime
    ends_at: datetime


class OpenSlot(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A slot as a buyer sees it: no word about who else comes."""

    id: ActionId
    starts_at: datetime
    ends_at: datetime
    free: bool
    mine: bool = False
    """The buyer who asks has booked it."""
