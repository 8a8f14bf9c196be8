"""One thing with what waits to leave laid over it, and what is to be said of that."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, TypeVar

from workstation.domain.ids import ActionId
from workstation.services.views import Fault

if TYPE_CHECKING:
    from workstation.domain.actions import Action
    from workstation.storage.outbox import Pending

T = TypeVar("T")


def fault_of(change: "Pending") -> Fault:
    """Return why a change was refused."""
    return Fault(code=change.problem_code, params=change.problem_params)


class Overlaid(Generic[T]):
    """A value as it will be, unless the server says no.

    Args (of the constructor):
        stored: as it is known.
        changes: those of it that are in the outbox, the oldest first.
        lay: returns a value with an action done to it.

    Attributes:
        value: with all that was not refused done to it.
        waiting: something is not at the server yet.
        problem: why the last change was refused, if nothing waits after it.
        action_id: the change that waits, else the one that was refused.
    """

    def __init__(self, stored: T, changes: "Iterable[Pending]", lay: "Callable[[T, Action], T]") -> None:
        self.value = stored
        waits: Pending | None = None
        refused: Pending | None = None
        for change in changes:
            if change.is_refused:
                refused = change
            else:
                self.value, waits = lay(self.value, change.action), change
        shown = waits or refused
        self.waiting = waits is not None and waits.is_waiting
        self.problem = None if refused is None or waits is not None else fault_of(refused)
        self.action_id: ActionId | None = None if shown is None else shown.id
