"""What waits to leave, to the server: lanes in order and apart, each action once however often it is sent."""

import queue
import threading
from collections.abc import Callable
from typing import Final, TypeVar

from workstation import logs
from workstation.domain.actions import ActionRequest
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, to_ms
from workstation.domain.ids import AttachmentId
from workstation.remote.api import Api
from workstation.remote.errors import Cancelled, ProblemFault, Refused, RemoteFault
from workstation.remote.retry import jittered_s
from workstation.storage import outbox, reconcile, sending, uploads
from workstation.storage.errors import StorageClosed, StorageError
from workstation.storage.outbox import Pending
from workstation.storage.store import Store
from workstation.storage.uploads import Upload
from workstation.sync.link import Link

AGAIN_S: Final = 5.0
"""After a full disk."""
ABOUT_THE_CALLER: Final = ("not_signed_in", "account_disabled", "must_change_password")
"""Refusals that say nothing against the action."""

R = TypeVar("R")
log = logs.logger("sync.outbox")


class Outbox:
    """One thread looks for what may leave (`run`), a few send it (`send`).

    An action whose answer was lost is sent again with the same id: the server answers a repeat with the same. A
    passing fault holds the lane; a refusal takes the action out. What is under way when the desk ends is sent again
    after its next start.

    Args:
        api, store: to where, from where.
        link: is told how many wait, and of faults of the files.
        clock: tells the time.
        senders: how many threads run `send`.
        on_change: is told which lanes changed.
        on_caller_refused: the server wants nothing of this caller any more.
    """

    def __init__(
        self,
        api: Api,
        store: Store,
        link: Link,
        clock: Clock,
        *,
        senders: int,
        on_change: Callable[[ChangeSet], None],
        on_caller_refused: Callable[[], None],
    ) -> None:
        self._api = api
        self._store = store
        self._link = link
        self._clock = clock
        self._senders = senders
        self._on_change = on_change
        self._on_caller_refused = on_caller_refused
        self._condition = threading.Condition()
        self._ticket = 0
        self._under_way = 0
        self._open = False
        self._all_due = False
        self._stopped = False
        self._used, self._emptied = 1, 0
        self._jobs: queue.SimpleQueue[Pending | Upload | None] = queue.SimpleQueue()

    # ------------------------------------------------------------------ switches, from any thread

    def open(self) -> None:
        """The server can be reached: what was postponed goes now."""
        with self._condition:
            if not self._open:
                self._open = self._all_due = True
                self._look()

    def shut(self) -> None:
        """The server can't be reached: send nothing more until `open`."""
        with self._condition:
            self._open = False

    def wake(self) -> None:
        """What was postponed goes now, if the server can be reached."""
        with self._condition:
            self._all_due = True
            self._look()

    def changed(self) -> None:
        """Something was put in, or is to be tried again."""
        with self._condition:
            self._used += 1
            self._look()

    def stop(self) -> None:
        """Make `run` and `send` return."""
        with self._condition:
            self._stopped = True
            self._open = False
            self._look()
        for _ in range(self._senders):
            self._jobs.put(None)

    def _look(self) -> None:
        self._ticket += 1
        self._condition.notify_all()

    def settle(self) -> ChangeSet:
        """Take out what the cache shows by now; costs nothing while nothing is in. On a worker thread.

        Raises:
            StorageError: of the files.
        """
        with self._condition:
            used = self._used
            if used == self._emptied:
                return ChangeSet()
        changes = reconcile.settle_blocking(self._store, now_ms=self._now_ms())
        if self._store.read_local_blocking(sending.is_empty):
            with self._condition:
                self._emptied = used
        return changes

    # ------------------------------------------------------------------ looking for what may leave

    def run(self) -> None:
        """Give the senders work until `stop`. On a thread of its own."""
        self._changed(self._begin)
        seen = -1
        wait_s: float | None = None
        while self._await_ticket(seen, wait_s):
            with self._condition:
                seen = self._ticket
                room = self._senders - self._under_way if self._open else 0
                all_due = self._all_due and room > 0
                self._all_due = self._all_due and not all_due
            wait_s = self._hand_out(room, all_due)

    def _begin(self) -> ChangeSet:
        self._store.write_local_blocking(outbox.reset_sending)
        return self.settle()

    def _await_ticket(self, seen: int, wait_s: float | None) -> bool:
        with self._condition:
            self._condition.wait_for(lambda: self._stopped or self._ticket != seen, wait_s)
            return not self._stopped

    def _hand_out(self, room: int, all_due: bool) -> float | None:
        """Give out what may leave; return after how many seconds to look again, None for at the next change."""
        now_ms = self._now_ms()
        if room == 0:
            waiting = self._record(lambda: self._store.read_local_blocking(sending.waiting))
            self._link.waiting(waiting or 0)
            return None
        claimed = self._record(lambda: self._store.write_local_blocking(sending.claim, now_ms, room, all_due=all_due))
        if claimed is None:
            return None
        self._link.waiting(claimed.waiting)
        jobs: list[Pending | Upload] = [*claimed.actions, *claimed.images]
        with self._condition:
            self._under_way += len(jobs)
        for job in jobs:
            self._jobs.put(job)
        if claimed.actions:
            self._on_change(ChangeSet(outbox=frozenset(action.lane for action in claimed.actions)))
        return None if claimed.next_at_ms is None else (claimed.next_at_ms - now_ms) / 1000

    # ------------------------------------------------------------------ sending

    def send(self) -> None:
        """Send what is given out until `stop`. On several threads."""
        while (job := self._jobs.get()) is not None:
            try:
                if isinstance(job, Upload):
                    self._send_image(job)
                else:
                    self._send_action(job)
            except Exception:
                # A fault of ours must neither stop this thread nor hold the lane for ever.
                log.exception("can't send %s", type(job).__name__)
                self._give_up(job)
            finally:
                with self._condition:
                    self._under_way -= 1
                    self._look()

    def _give_up(self, job: Pending | Upload) -> None:
        failed = uploads.refuse if isinstance(job, Upload) else outbox.fail
        self._changed(lambda: self._store.write_local_blocking(failed, job.id, "internal"))

    def _send_action(self, pending: Pending) -> None:
        id_, write = pending.id, self._store.write_local_blocking
        try:
            result = self._api.act(ActionRequest(id=id_, action=pending.action))
        except RemoteFault as fault:
            log.info("%s: %s", type(pending.action).__name__, fault)
            self._not_sent(
                fault,
                pending.attempts,
                refuse=lambda code, params: write(outbox.refuse, id_, code, params),
                postpone=lambda due_ms, code: write(outbox.postpone, id_, due_ms, code),
            )
            return
        self._changed(lambda: write(outbox.confirm, id_, result, now_ms=self._now_ms()))
        # Its event may have been quicker than its answer.
        self._changed(self.settle)

    def _send_image(self, image: Upload) -> None:
        id_, write = image.id, self._store.write_local_blocking

        def postpone(due_ms: int, code: str) -> ChangeSet:
            write(uploads.postpone, id_, due_ms, code)
            return ChangeSet()

        try:
            arrived = self._api.upload(id_, image.data, image.media_type)
        except RemoteFault as fault:
            log.info("image of %d bytes: %s", len(image.data), fault)
            self._not_sent(
                fault,
                image.attempts,
                refuse=lambda code, params: write(uploads.refuse, id_, code, params),
                postpone=postpone,
            )
            return
        self._record(lambda: write(uploads.done, id_, AttachmentId(arrived.attachment_id)))

    def _not_sent(
        self,
        fault: RemoteFault,
        attempts: int,
        *,
        refuse: Callable[[str, dict[str, str | int]], ChangeSet],
        postpone: Callable[[int, str], ChangeSet],
    ) -> None:
        if isinstance(fault, Cancelled):
            return  # the desk ends; its next start sends it again
        if isinstance(fault, ProblemFault) and fault.problem.code in ABOUT_THE_CALLER:
            self._changed(lambda: postpone(self._now_ms(), fault.code))
            self.shut()
            self._on_caller_refused()
        elif isinstance(fault, Refused) and not fault.passing:
            self._changed(lambda: refuse(fault.code, fault.problem.params))
        else:
            delay_s = max(fault.retry_after_s, jittered_s(attempts + 1))
            self._changed(lambda: postpone(self._now_ms() + int(delay_s * 1000), fault.code))

    # ------------------------------------------------------------------ writing down

    def _changed(self, work: Callable[[], ChangeSet]) -> None:
        changes = self._record(work)
        if changes is not None and changes != ChangeSet():
            self._on_change(changes)

    def _record(self, work: Callable[[], R]) -> R | None:
        """Do work on the files, again and again while the disk is full; None when the desk ends before."""
        while True:
            try:
                result = work()
            except StorageClosed:
                return None
            except StorageError as error:
                log.info("can't write: %s", error.code)
                self._link.storage("local", error.code)
                with self._condition:
                    self._condition.wait(AGAIN_S)
                    if self._stopped:
                        return None
            else:
                self._link.storage("local", "")
                return result

    def _now_ms(self) -> int:
        return to_ms(self._clock.now())
