"""What has to happen between a change of the cache and the screens' hearing of it; runs on the sync's threads."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from workstation import logs
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, to_ms
from workstation.domain.ids import ConversationId
from workstation.storage.errors import StorageError

if TYPE_CHECKING:
    from workstation.storage.store import Store
    from workstation.storage.tx import Tx

ARCHIVE_EVERY_S: Final = 5.0

log = logs.logger("services.upkeep")


class Upkeep:
    """Takes what arrived out of the outbox, keeps the list's cap, deletes images of what was taken away.

    Args:
        store: the open files.
        clock: tells the time.
        forward: is told every change, with what was done about it added.
    """

    def __init__(self, store: "Store", clock: Clock, forward: Callable[[ChangeSet], None]) -> None:
        self._store = store
        self._clock = clock
        self._forward = forward
        self._archived_at = -ARCHIVE_EVERY_S
        self._lock = threading.Lock()
        self.image_limit_bytes = 300 * 1024 * 1024
        self.open_conversation: ConversationId | None = None
        """Shown on the screen: never archived under one's eyes."""

    def changed(self, changes: ChangeSet) -> None:
        """Look after a change of the cache and pass it on. On any thread but the event loop's."""
        try:
            with self._lock:
                changes |= self._look_after(changes)
        except StorageError as error:
            log.info("upkeep: %s", error.code)
        self._forward(changes)

    def begin(self) -> None:
        """After opening: what was on its way when the desk was killed is looked at anew."""
        from workstation.storage import buyers, outbox

        self._store.write_local_blocking(outbox.reset_sending)
        self._store.write_blocking(buyers.forget_presence)
        self.changed(ChangeSet(everything=True))

    def _look_after(self, changes: ChangeSet) -> ChangeSet:
        from workstation.storage import reconcile

        added = ChangeSet()
        if changes.everything or changes.messages or changes.conversations:
            now_ms = to_ms(self._clock.now())
            added |= reconcile.settle_blocking(self._store, now_ms=now_ms, image_limit_bytes=self.image_limit_bytes)
            added |= self._keep_cap(at_once=changes.everything)
            if changes.everything or not changes.messages:
                reconcile.shred_blocking(self._store)
        return added

    def _keep_cap(self, *, at_once: bool) -> ChangeSet:
        from workstation.storage import archive

        now = self._clock.monotonic()
        if not at_once and now - self._archived_at < ARCHIVE_EVERY_S:
            return ChangeSet()
        self._archived_at = now
        if not self._store.read_blocking(archive.excess):
            return ChangeSet()
        protected = self._store.read_local_blocking(_protected)
        if self.open_conversation is not None:
            protected.add(self.open_conversation)
        return self._store.write_blocking(archive.enforce, protected)


def _protected(tx: "Tx") -> set[ConversationId]:
    """Return the conversations with a draft or something unsent."""
    from workstation.storage import overlay

    overlays = overlay.read(tx.exec_driver_sql)
    return {
        ConversationId(ref) for ref, over in overlays.items() if isinstance(ref, int) and (over.draft or over.unsent)
    }
