"""The state of the desk's link to the server, as the status line shows it."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

ENDED_FOR_GOOD: Final = frozenset({"account_disabled", "signed_out_remotely"})
"""Refusals of a token upon which a desk deletes its files."""
LOCKED_OFFLINE: Final = "locked_offline"
"""Without the server for longer than the company allows: one has to sign in there."""


class Phase(StrEnum):
    """Where the link stands."""

    SIGNED_OUT = "signed_out"
    CONNECTING = "connecting"
    SYNCING = "syncing"
    """First sync, or afresh after *gone*; see `done` and `total`."""
    ONLINE = "online"
    OFFLINE = "offline"
    """No answer; `retry_at` says when it is tried again."""


class LinkState(Struct, frozen=True, kw_only=True):
    """A snapshot of the link."""

    phase: Phase = Phase.SIGNED_OUT
    problem_code: str = ""
    """Why, when not on-line: `unreachable`, `not_our_server`, `server_fault`, `not_signed_in`, `disk_full` …

    With one of `ENDED_FOR_GOOD` the files are deleted by the time this is told; with `LOCKED_OFFLINE` they are here,
    but must not be shown before somebody has signed in.
    """
    retry_at: datetime | None = None
    as_of: datetime | None = None
    """Until when the cache is complete."""
    done: int = 0
    total: int = 0
    """Conversations loaded and in all, while syncing."""
    waiting: int = 0
    """Actions in the outbox."""
    clock_skew_s: float = 0.0
    """Server's clock minus ours."""
    streaming: bool = True
    """False when a proxy forced long-poll."""
