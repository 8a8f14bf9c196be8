"""What the grid shows: slots with the bookings that stand in them, already worded."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from workstation.domain.booking import BookingState
from workstation.domain.ids import ActionId


class Chip(NamedTuple):
    """A booking inside its slot."""

    booking_id: ActionId
    text: str
    """The buyer."""
    note: str
    """What it waits for, or who receives."""
    state: BookingState
    seed: int | None
    """Id of the receiving account, whose colour it has; `None` as long as nobody is named."""
    told: str
    """All of it in words, for the tooltip and for those who cannot see."""


class Block(NamedTuple):
    """A slot."""

    slot_id: ActionId
    starts_at: datetime
    ends_at: datetime
    capacity: int
    booked: int
    """May be more than the chips: an account sees only what it may see."""
    chips: tuple[Chip, ...]
    movable: bool
    waiting: bool
    """Made or changed here and not with the server yet."""
    told: str
    text: str
    """Its hours and how many places are taken."""


class Target(NamedTuple):
    """What the keyboard stands on, or was clicked: a slot, or one of its bookings."""

    slot_id: ActionId
    booking_id: ActionId | None = None
