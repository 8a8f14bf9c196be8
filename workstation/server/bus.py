"""How replicas tell each other that something was committed: a hint only, the database has the truth."""

from collections.abc import Callable
from typing import Protocol

import msgspec
from msgspec import Struct

from workstation.domain.events import Signal
from workstation.domain.ids import PrincipalId

MAX_NOTIFY_BYTES = 7_900
"""PostgreSQL's payloads end at 8,000."""


class Hint(Struct, frozen=True, omit_defaults=True):
    """What one replica tells the others."""

    replica: str
    entries: tuple[tuple[PrincipalId, int, msgspec.Raw], ...] = ()
    """Lines of logs with their text, used by whoever has come exactly that far."""
    heads: tuple[tuple[PrincipalId, int], ...] = ()
    """Lines whose text was too long: read them from the database."""
    signals: tuple[tuple[tuple[PrincipalId, ...], Signal], ...] = ()
    revoked: tuple[bytes, ...] = ()
    stale: tuple[bytes, ...] = ()


class Bus(Protocol):
    """What carries hints between replicas."""

    async def start(self, heard: Callable[[Hint], None], reconnected: Callable[[], None]) -> None:
        """Begin to listen; `reconnected` is called when something may have been missed."""

    def publish(self, hint: Hint) -> None:
        """Tell the others, soon; a hint that can't be sent is dropped."""

    def up(self) -> bool:
        """Tell whether hints can be expected to arrive."""

    async def stop(self) -> None:
        """Let go."""


class NoBus:
    """For the only process on its database."""

    async def start(self, heard: Callable[[Hint], None], reconnected: Callable[[], None]) -> None:
        pass

    def publish(self, hint: Hint) -> None:
        pass

    def up(self) -> bool:
        return True

    async def stop(self) -> None:
        pass


def fitting(hint: Hint, limit: int) -> list[bytes]:
    """Return the hint as JSON payloads of at most `limit` bytes; what is longer shrinks to the bare number."""
    payloads: list[bytes] = []
    entries: list[tuple[PrincipalId, int, msgspec.Raw]] = []
    heads: list[tuple[PrincipalId, int]] = list(hint.heads)
    size = 200
    for principal_id, seq, frame in hint.entries:
        length = len(bytes(frame)) + 50
        if length > limit - 200:
            heads.append((principal_id, seq))
            continue
        if size + length > limit:
            payloads.append(msgspec.json.encode(Hint(hint.replica, tuple(entries))))
            entries, size = [], 200
        entries.append((principal_id, seq, frame))
        size += length
    if entries:
        payloads.append(msgspec.json.encode(Hint(hint.replica, tuple(entries))))
    rest = (
        [Hint(hint.replica, heads=tuple(heads[start : start + 100])) for start in range(0, len(heads), 100)]
        + [Hint(hint.replica, signals=(signal,)) for signal in _split(hint.signals)]
        + [Hint(hint.replica, revoked=hint.revoked[start : start + 50]) for start in range(0, len(hint.revoked), 50)]
    )
    return payloads + [msgspec.json.encode(part) for part in rest]


def _split(
    signals: tuple[tuple[tuple[PrincipalId, ...], Signal], ...],
) -> list[tuple[tuple[PrincipalId, ...], Signal]]:
    return [
        (audience[start : start + 200], signal)
        for audience, signal in signals
        for start in range(0, len(audience), 200)
    ]
