"""The company's memory and glossary as their editor shows them: what waits to leave is laid over what is known."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from workstation.domain.account import Account, AccountKind
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.translation.memory import Unit
from workstation.domain.translation_actions import UNITS_AT_ONCE, DeleteUnits, SaveUnits, UnitDraft
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.overlaid import fault_of
from workstation.services.translation.current import Current
from workstation.services.translation.overlay import Laid, laid_over, on_their_way
from workstation.services.views import Fault
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.services.translation.exchange import Brought
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx

People = dict[PrincipalId, Account]
MOST_SHOWN: Final = 2000
"""Rows of one answer; a search finds the rest."""


class Kind(StrEnum):
    """Which units one looks at."""

    ALL = ""
    SENTENCES = "sentences"
    TERMS = "terms"
    OURS = "ours"
    """Without those that came with the product."""


class UnitRow(Struct, frozen=True, kw_only=True):
    """A unit as the editor shows it."""

    unit: Unit
    author: Account | None = None
    """Who entered it, while known here."""
    shipped: bool = False
    """It came with the product: a change of it becomes a unit of the company's, which goes first."""
    mine: bool = False
    changeable: bool = False
    """One's own, or (main account) anybody's; a better wording of another becomes a unit of one's own."""
    waiting: bool = False
    """Not at the server yet."""
    problem: Fault | None = None
    """Why the server refused the last change; `RefusalService.dismiss(action_id)` forgets it."""
    action_id: ActionId | None = None


class Found(Struct, frozen=True, kw_only=True):
    """What fits a search."""

    rows: tuple[UnitRow, ...]
    """MOST_SHOWN at most."""
    count: int
    total: int


class Library:
    """Lists, changes, brings in and gives out units. Changes leave through the outbox and show at once.

    Args (of the constructor):
        current: the units as they are.
        me: tells who is signed in.
    """

    def __init__(
        self, files: Files, outgoing: Outgoing, worker: Worker, current: Current, me: Callable[[], Account]
    ) -> None:
        self._files = files
        self._current = current
        self._outgoing = outgoing
        self._worker = worker
        self._me = me

    async def find(self, query: str = "", kind: Kind = Kind.ALL) -> Found:
        """Return the units in which all words of the query stand, the company's newest first, then the shipped."""
        pending = await self._files.read_local(on_their_way)
        stored, people = await self._current.stored(), await self._files.read(_people)
        return await self._worker.run(_found, stored, pending, people, self._me(), query, kind)

    async def save(self, drafts: Sequence[UnitDraft], progress: Callable[[int], None] | None = None) -> None:
        """Add or change units, in as many actions as it takes.

        Args:
            progress: is told how many are in the outbox by now.
        """
        for start in range(0, len(drafts), UNITS_AT_ONCE):
            part = tuple(drafts[start : start + UNITS_AT_ONCE])
            await self._outgoing.queue(SaveUnits(units=part))
            if progress is not None:
                progress(start + len(part))

    async def delete(self, ids: Sequence[ActionId]) -> None:
        """Delete units of one's own, or (main account) anybody's."""
        for start in range(0, len(ids), UNITS_AT_ONCE):
            await self._outgoing.queue(DeleteUnits(units=tuple(ids[start : start + UNITS_AT_ONCE])))

    async def take_back(self, drafts: Sequence[UnitDraft]) -> None:
        """Undo `save` of new units: what has not left yet leaves no more, of the rest exactly these are deleted."""
        ids = {draft.id for draft in drafts}
        held = await self._files.write_local(_withdraw, ids)
        left = [draft.id for draft in drafts if draft.id not in held]
        await self.delete(left)

    async def read(self, data: bytes, name: str) -> "Brought":
        """Return what a TMX or CSV file holds, by its name's end.

        Raises:
            UnreadableFile: it is neither.
        """
        from workstation.services.translation.exchange import read_csv, read_tmx

        return await self._worker.run(read_tmx if name.lower().endswith((".tmx", ".xml")) else read_csv, data)

    async def written(self, name: str, now: datetime, query: str = "", kind: Kind = Kind.OURS) -> bytes:
        """Return units as a file's bytes: TMX or CSV by the name's end."""
        pending = await self._files.read_local(on_their_way)
        stored = await self._current.stored()
        return await self._worker.run(_written, stored, pending, query, kind, name, now)


def _people(tx: "Tx") -> People:
    from workstation.storage import accounts

    return {one.id: one for one in accounts.every(tx)}


def _withdraw(tx: "Tx", ids: set[ActionId]) -> set[ActionId]:
    """Take SaveUnits that hold nothing but these out of the outbox where the server can't know them."""
    from workstation.storage import outbox

    gone: set[ActionId] = set()
    for change in on_their_way(tx):
        if not isinstance(change.action, SaveUnits) or not all(draft.id in ids for draft in change.action.units):
            continue
        unknown = change.state is outbox.State.REFUSED or not change.attempts
        if unknown and outbox.discard(tx, change.id) is not None:
            gone |= {draft.id for draft in change.action.units}
    return gone


def _chosen(laid: "dict[ActionId, Laid]", query: str, kind: Kind) -> list[Laid]:
    from workstation.services.translation.shipped import shipped_units

    every = sorted(laid.values(), key=lambda one: one.unit.id, reverse=True)
    if kind is not Kind.OURS:
        every += [Laid(unit) for unit in shipped_units()]
    if kind in (Kind.SENTENCES, Kind.TERMS):
        every = [one for one in every if one.unit.term is (kind is Kind.TERMS)]
    words = query.casefold().split()
    return [one for one in every if not words or _fits(one.unit, words)]


def _fits(unit: Unit, words: list[str]) -> bool:
    text = "\n".join(unit.texts.values()).casefold()
    return all(word in text for word in words)


def _found(
    stored: list[Unit],
    pending: "list[Pending]",
    people: People,
    me: Account,
    query: str,
    kind: Kind,
) -> Found:
    from workstation.services.translation.shipped import shipped_units

    laid = laid_over(stored, pending, me)
    chosen = _chosen(laid, query, kind)
    rows = tuple(_row(one, people, me) for one in chosen[:MOST_SHOWN])
    return Found(rows=rows, count=len(chosen), total=len(laid) + len(shipped_units()))


def _row(one: Laid, people: People, me: Account) -> UnitRow:
    unit, change = one.unit, one.change
    if unit.author_id is None:
        return UnitRow(unit=unit, shipped=True)
    mine = unit.author_id == me.id
    return UnitRow(
        unit=unit,
        author=people.get(unit.author_id),
        mine=mine,
        changeable=mine or me.kind is AccountKind.MAIN,
        waiting=change is not None and change.is_waiting,
        problem=fault_of(change) if change and one.refused else None,
        action_id=None if change is None else change.id,
    )


def _written(stored: list[Unit], pending: "list[Pending]", query: str, kind: Kind, name: str, now: datetime) -> bytes:
    from workstation.services.translation.exchange import write_csv, write_tmx

    units = [one.unit for one in _chosen(laid_over(stored, pending, None), query, kind)]
    return write_csv(units) if name.lower().endswith(".csv") else write_tmx(units, now)
