"""What comes from the server, into the cache: batches, each with the cursor in one transaction, each one change."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Final

from workstation import logs
from workstation.domain.changes import ChangeSet
from workstation.domain.events import Assigned, CardsGranted, Event, IntentChanged, Revoked
from workstation.storage import inbound, reconcile
from workstation.storage.errors import OutOfOrder, StorageClosed, StorageError
from workstation.storage.store import Store
from workstation.sync.link import Link

BATCH: Final = 200
COLLECT_S: Final = 0.05
LONG_COLLECT_S: Final = 0.25
LONG_BURST_S: Final = 0.5
"""A burst that lasts this long is taken in larger batches: nobody reads that fast, and each batch has its price."""
CALM_S: Final = 0.3
"""After such a silence the next event begins another burst."""
QUEUED_AT_MOST: Final = 2_000
"""Then the stream's thread waits, and with it the server."""
AGAIN_S: Final = 5.0
"""After a full disk."""
SAME_PLACE: Final = 3

log = logs.logger("sync.inbound")


class Pace:
    """Tells when the next batch is due: at once after a silence, the later the longer a burst lasts.

    Times are seconds of one clock.
    """

    def __init__(self) -> None:
        self._burst_at = self._ended_at = float("-inf")

    def due(self) -> float:
        """Return until when events are collected, in the past after a silence."""
        return self._ended_at + (LONG_COLLECT_S if self._ended_at - self._burst_at > LONG_BURST_S else COLLECT_S)

    def begins(self, at: float) -> None:
        """A batch is being applied."""
        if at - self._ended_at > LONG_COLLECT_S + CALM_S:
            self._burst_at = at

    def ended(self, at: float) -> None:
        """It has been."""
        self._ended_at = at


class Inbound:
    """Queues events on the stream's thread and applies them on its own.

    An event after a quiet time is applied at once; during a burst they are collected for 50 ms (in a long one for
    250 ms), at most 200 together.

    Args:
        store: where to.
        link: is told of faults of the files.
        settle: takes out of the outbox what the cache shows by now.
        on_change: is told what each batch changed.
        on_gap: the log must be delivered again after this number.
        on_unusable: the log is of no use: sync afresh.
        on_revoked: something was taken away, perhaps everything.
        on_assigned: conversations came of which only the newest page is here.
        on_cards_granted: there are cards to be read.
    """

    def __init__(
        self,
        store: Store,
        link: Link,
        *,
        settle: Callable[[], ChangeSet],
        on_change: Callable[[ChangeSet], None],
        on_gap: Callable[[int], None],
        on_unusable: Callable[[], None],
        on_revoked: Callable[[], None],
        on_assigned: Callable[[], None],
        on_cards_granted: Callable[[], None],
    ) -> None:
        self._store = store
        self._link = link
        self._settle_outbox = settle
        self._on_revoked = on_revoked
        self._on_assigned = on_assigned
        self._on_cards_granted = on_cards_granted
        self._on_change = on_change
        self._on_gap = on_gap
        self._on_unusable = on_unusable
        self._changed = threading.Condition()
        self._queue: deque[Event] = deque()
        self._open = False
        self._applying = False
        self._stopped = False
        self._retry_now = False
        self._last_queued = 0
        self._gap_at, self._gaps = -1, 0

    def begin(self, cursor: int) -> None:
        """From now on take what follows `cursor`."""
        with self._changed:
            self._queue.clear()
            self._last_queued = cursor
            self._open = True

    def halt(self) -> None:
        """Take nothing more, forget what isn't applied, and wait until nothing is being applied."""
        with self._changed:
            self._open = False
            self._queue.clear()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._applying or self._stopped)

    def received(self, events: tuple[Event, ...]) -> None:
        """Queue events; waits while too many are queued. On the stream's thread."""
        with self._changed:
            # After a gap the stream may still hand on what it had read before it was told to go back.
            if not self._open or events[0].seq != self._last_queued + 1:
                return
            idle = not self._queue
            self._queue.extend(events)
            self._last_queued = events[-1].seq
            if idle or len(self._queue) >= BATCH:
                # Else the other thread is collecting and need not be woken.
                self._changed.notify_all()
            self._changed.wait_for(lambda: len(self._queue) < QUEUED_AT_MOST or not self._open)

    def run(self) -> None:
        """Apply until `stop`. On a thread of its own."""
        pace = Pace()
        while batch := self._next_batch(pace.due()):
            pace.begins(time.monotonic())
            self._apply(batch)
            pace.ended(time.monotonic())
            with self._changed:
                self._applying = False
                self._changed.notify_all()

    def retry(self) -> None:
        """Try again now what a full disk kept from being written."""
        with self._changed:
            self._retry_now = True
            self._changed.notify_all()

    def stop(self) -> None:
        """Make `run` return after the batch it is at."""
        with self._changed:
            self._stopped = True
            self._open = False
            self._changed.notify_all()

    def _next_batch(self, not_before: float) -> list[Event]:
        with self._changed:
            while not self._stopped:
                self._changed.wait_for(lambda: bool(self._queue) or self._stopped)
                collect_s = not_before - time.monotonic()
                if collect_s > 0:
                    self._changed.wait_for(lambda: len(self._queue) >= BATCH or self._stopped, collect_s)
                if self._queue and not self._stopped:
                    self._applying = True
                    return [self._queue.popleft() for _ in range(min(BATCH, len(self._queue)))]
            return []

    def _apply(self, batch: list[Event]) -> None:
        changes = ChangeSet()
        while True:
            try:
                changes |= self._store.write_blocking(inbound.apply, batch)
                changes |= self._follow_up(batch)
            except OutOfOrder as gap:
                self._reread(gap)
                return
            except StorageClosed:
                return
            except StorageError as error:
                log.info("can't store events: %s", error.code)
                if not self._wait_to_retry(error.code):
                    return
            except Exception:
                # A fault of ours: keep the batch, say so, and lose nothing.
                log.exception("can't apply events %d to %d", batch[0].seq, batch[-1].seq)
                if not self._wait_to_retry("storage"):
                    return
            else:
                self._link.storage("cache", "")
                self._on_change(changes)
                return

    def _follow_up(self, batch: list[Event]) -> ChangeSet:
        """Do in the other files what the batch entails."""
        if any(_takes_pictures_away(event) for event in batch):
            reconcile.shred_blocking(self._store)
        if any(isinstance(event.body, Revoked) for event in batch):
            self._on_revoked()
        if any(isinstance(event.body, Assigned) for event in batch):
            self._on_assigned()
        if any(isinstance(event.body, CardsGranted) for event in batch):
            self._on_cards_granted()
        return self._settle_outbox()

    def _wait_to_retry(self, code: str) -> bool:
        self._link.storage("cache", code)
        with self._changed:
            self._retry_now = False
            self._changed.wait_for(lambda: self._retry_now or not self._open, AGAIN_S)
            return self._open

    def _reread(self, gap: OutOfOrder) -> None:
        expected = gap.expected
        self._gaps = self._gaps + 1 if expected == self._gap_at else 1
        self._gap_at = expected if expected is not None else -1
        log.info("log out of order: %s", gap)
        with self._changed:
            self._queue.clear()
            if expected is None or self._gaps >= SAME_PLACE:
                self._open = False
                self._gaps = 0
                expected = None
            else:
                self._last_queued = expected - 1
            self._changed.notify_all()
        if expected is None:
            self._on_unusable()
        else:
            self._on_gap(expected - 1)


def _takes_pictures_away(event: Event) -> bool:
    body = event.body
    return isinstance(body, Revoked) or (isinstance(body, IntentChanged) and body.intent.gone)
