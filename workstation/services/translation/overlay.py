"""What waits to leave, laid over units of memory and glossary."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.account import Account
from workstation.domain.ids import ActionId
from workstation.domain.translation.memory import Unit
from workstation.domain.translation_actions import DeleteUnits, SaveUnits, UnitDraft

if TYPE_CHECKING:
    from workstation.storage.outbox import Pending
    from workstation.storage.tx import Tx


def on_their_way(tx: "Tx") -> "list[Pending]":
    """Return changes of units that the cache does not show yet."""
    from workstation.storage import outbox

    return outbox.of_lane(tx, SaveUnits(units=()).lane())


def touched(pending: "Sequence[Pending]") -> frozenset[ActionId]:
    """Return the units that changes on their way are about."""
    ids: set[ActionId] = set()
    for one in pending:
        if isinstance(one.action, SaveUnits):
            ids.update(draft.id for draft in one.action.units)
        elif isinstance(one.action, DeleteUnits):
            ids.update(one.action.units)
    return frozenset(ids)


def laid_over(stored: Sequence[Unit], pending: "Sequence[Pending]", me: Account | None) -> "dict[ActionId, Laid]":
    """Return units with what is on its way laid over them; a refused change keeps its words with the user."""
    laid = {unit.id: Laid(unit) for unit in stored}
    for change in pending:
        refused = change.is_refused
        if isinstance(change.action, DeleteUnits):
            for id_ in change.action.units:
                if refused and id_ in laid:
                    laid[id_] = Laid(laid[id_].unit, change)
                elif not refused:
                    laid.pop(id_, None)
        elif isinstance(change.action, SaveUnits):
            for draft in change.action.units:
                laid[draft.id] = Laid(_as_drafted(draft, laid.get(draft.id), me), change)
    return laid


def _as_drafted(draft: UnitDraft, before: "Laid | None", me: Account | None) -> Unit:
    if before is not None:
        return replace(before.unit, texts=draft.texts, term=draft.term)
    author = me.id if me is not None else None
    return Unit(id=draft.id, rev=0, texts=draft.texts, term=draft.term, author_id=author)


class Laid(Struct, frozen=True):
    """A unit and the change of it that waits or was refused."""

    unit: Unit
    change: "Pending | None" = None

    @property
    def refused(self) -> bool:
        """Whether the server said no."""
        return self.change is not None and self.change.is_refused
