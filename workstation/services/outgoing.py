"""The one way out: what users do is put into the outbox, durably, and the link is told."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workstation.domain.actions import Action
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, to_ms
from workstation.domain.ids import ActionId, new_action_id
from workstation.services.files import Files

if TYPE_CHECKING:
    from workstation.storage.tx import Tx


class Outgoing:
    """Queues actions.

    Args:
        files: the account's.
        clock: tells the time.
        on_change: is told what changed in the local files.
        on_queued: is told that the outbox has something to do.
    """

    def __init__(
        self, files: Files, clock: Clock, on_change: Callable[[ChangeSet], None], on_queued: Callable[[], None]
    ) -> None:
        self._files = files
        self._clock = clock
        self._on_change = on_change
        self._on_queued = on_queued

    @property
    def now_ms(self) -> int:
        """Present time in milliseconds since 1970 UTC."""
        return to_ms(self._clock.now())

    async def queue(
        self,
        action: Action,
        *,
        after: ActionId | None = None,
        together: "Callable[[Tx], object] | None" = None,
        id_: ActionId | None = None,
    ) -> ActionId:
        """Put an action into the outbox and return its id; when it returns the disk has it.

        Args:
            action: what to do.
            after: an upload or action that must be through first.
            together: more work on `local.db`, done in the same transaction before it.
            id_: the action's id, if the caller needs it beforehand.

        Raises:
            Refusal: `disk_full`, `read_only` …; nothing was queued.
        """
        from workstation.storage import outbox

        made = id_ or new_action_id()
        now_ms = self.now_ms

        def work(tx: "Tx") -> ChangeSet:
            if together is not None:
                together(tx)
            return outbox.add(tx, made, action, now_ms=now_ms, after=after)

        self.changed(await self._files.write_local(work))
        return made

    def changed(self, changes: ChangeSet, *, queued: bool = True) -> None:
        """Tell what changed, and that the outbox has something to do."""
        self._on_change(changes)
        if queued:
            self._on_queued()
