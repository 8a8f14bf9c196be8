"""Memory and glossary as they are now: read once, then only what has changed, with what waits to leave laid over."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from msgspec.structs import replace

from workstation.domain.account import Account
from workstation.domain.ids import ActionId
from workstation.domain.translation.memory import Unit
from workstation.services.files import Files
from workstation.services.translation.overlay import laid_over, on_their_way, touched
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.services.translation.memory import Memory
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx

Shaped = tuple[Unit, dict[str, str]]


class Current:
    """One for a desk: a company may have some ten thousand units, and a colleague adds one every few minutes.

    Args (of the constructor):
        worker: changes the memory; one thread, so that one change follows another.
        me: tells who is signed in.
    """

    def __init__(self, files: Files, worker: Worker, me: Callable[[], Account]) -> None:
        self._files = files
        self._worker = worker
        self._me = me
        self._memory: Memory | None = None
        self._stored: dict[ActionId, Unit] = {}
        self._revs: dict[bytes, int] = {}
        self._laid: frozenset[ActionId] = frozenset()
        self._stale = True
        self._reading = asyncio.Lock()

    def changed(self) -> None:
        """Something is other now: look before the next use."""
        self._stale = True

    async def memory(self) -> "Memory":
        """Return the memory, with what waits to leave."""
        async with self._reading:
            if not self._stale and self._memory is not None:
                return self._memory
            self._stale = False  # first: what changes while we read is read again
            try:
                return await self._read()
            except BaseException:
                self._stale = True
                raise

    async def stored(self) -> list[Unit]:
        """Return the units that the server has told of."""
        async with self._reading:
            await self._read()
            return list(self._stored.values())

    async def _read(self) -> "Memory":
        pending = await self._files.read_local(on_their_way)
        revs, fresh = await self._files.read(_changes, self._revs)
        return await self._worker.run(self._take, revs, fresh, pending, self._me())

    def _take(self, revs: dict[bytes, int], fresh: Sequence[Shaped], pending: "list[Pending]", me: Account) -> "Memory":
        from workstation.services.translation.memory import Memory
        from workstation.services.translation.shipped import shipped_units

        memory = self._memory or Memory(shipped_units())
        left = [ActionId(UUID(bytes=id_)) for id_ in self._revs.keys() - revs.keys()]
        gone = [_without(self._stored.pop(id_)) for id_ in left if id_ in self._stored]
        for unit, _ in fresh:
            if unit.deleted:
                self._stored.pop(unit.id, None)
            else:
                self._stored[unit.id] = unit
        memory.put(gone)
        memory.put_shaped(fresh)
        before, self._laid = self._laid, touched(pending)
        if before or self._laid:
            memory.put(self._overlaid(before, pending, me))
        self._memory, self._revs = memory, revs  # on this thread: whoever waited for it may have gone
        return memory

    def _overlaid(self, before: frozenset[ActionId], pending: "list[Pending]", me: Account) -> list[Unit]:
        """Return the units as they are with what waits, of those that it touches or touched before."""
        known = [self._stored[id_] for id_ in before | self._laid if id_ in self._stored]
        laid = laid_over(known, pending, me)
        found = [one.unit for one in laid.values() if one.change is None or not one.refused]
        kept = {unit.id for unit in found}
        # A refused change of a known unit leaves the unit as it was; a refused new one is none.
        found += [self._stored[id_] for id_ in laid if id_ not in kept and id_ in self._stored]
        kept = {unit.id for unit in found}
        return found + [Unit(id=id_, rev=0, deleted=True) for id_ in (before | self._laid) - kept]


def _without(unit: Unit) -> Unit:
    return replace(unit, deleted=True)


def _changes(tx: "Tx", known: dict[bytes, int]) -> tuple[dict[bytes, int], list[Shaped]]:
    """Return the revisions of all units, and those units that are other than `known` says."""
    from workstation.storage import translation_units

    revs = translation_units.revs(tx)
    return revs, translation_units.with_shapes(tx, [id_ for id_, rev in revs.items() if known.get(id_) != rev])
