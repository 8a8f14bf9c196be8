"""The sync of one account: its threads, and what starts, wakes and stops them."""

import contextlib
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final, TypeVar

from workstation import logs
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, from_ms, to_ms
from workstation.domain.events import Event, Signal
from workstation.domain.link import ENDED_FOR_GOOD, LinkState, Phase
from workstation.remote.api import Api
from workstation.remote.errors import LogGone, ProblemFault, RemoteFault, SignedOut
from workstation.remote.retry import Backoff
from workstation.remote.stream import Stream
from workstation.storage import absence
from workstation.storage import inbound as stored
from workstation.storage.errors import StorageClosed, StorageError
from workstation.storage.store import Store
from workstation.sync import first_sync
from workstation.sync.backfill import Backfill
from workstation.sync.folders import Folders
from workstation.sync.inbound import Inbound
from workstation.sync.link import Link
from workstation.sync.outbox import Outbox
from workstation.sync.sleep_watch import SleepWatch

STOP_S: Final = 0.4
SENDERS: Final = 3
RARELY_S: Final = 60.0
HASTE_S: Final = 60.0
"""How long to wait when the server says that we ask too often."""

T = TypeVar("T")
log = logs.logger("sync")


class Sync:
    """Keeps the local files and the server equal until it is stopped.

    Args:
        store: the open local files.
        api_factory: makes calls with the present token, on a session of their own each time.
        clock: tells the time.
        on_change: is told what changed in the local files.
        on_link: is told each new state of the link.
        on_signal: is told what passes by (typing, presence).
        heartbeat_s: how often the server gives a sign of life on the event stream; by default what it says itself.
        history: whether older history is fetched when there is nothing else to do.

    The callbacks come on the sync's threads and must only pass on what they get.
    """

    def __init__(
        self,
        store: Store,
        api_factory: Callable[[], Api],
        clock: Clock,
        *,
        on_change: Callable[[ChangeSet], None],
        on_link: Callable[[LinkState], None],
        on_signal: Callable[[Signal], None],
        heartbeat_s: float | None = None,
        history: bool = True,
    ) -> None:
        self._store = store
        self._clock = clock
        self._stopping = threading.Event()
        self._on_change = self._until_stopped(on_change)
        self._on_signal = self._until_stopped(on_signal)
        self._history = history
        self._calls = api_factory()
        self._stream_api = api_factory()
        self._link = Link(self._until_stopped(on_link), clock)
        self._stream = Stream(self._stream_api, self, heartbeat_s=heartbeat_s)
        self._outbox = Outbox(
            self._calls,
            store,
            self._link,
            clock,
            senders=SENDERS,
            on_change=self._on_change,
            on_caller_refused=self._caller_was_refused,
        )
        self._backfill = Backfill(self._calls, store, self._on_change)
        self._folders = Folders(self._calls, store, self._on_change)
        self._inbound = Inbound(
            store,
            self._link,
            settle=self._outbox.settle,
            on_change=self._on_change,
            on_gap=self._log_has_gap,
            on_unusable=self._log_is_unusable,
            on_revoked=self._access_was_taken,
            on_assigned=self._backfill.again,
            on_cards_granted=self._folders.again,
        )
        self._watch = SleepWatch(clock, self.wake, self._note_age)
        self._woken = threading.Event()
        self._afresh = threading.Event()
        self._damaged = threading.Event()
        self._synced_at = float("-inf")
        self._sync_backoff = Backoff(base_s=1.0, cap_s=60.0)
        self._threads: list[threading.Thread] = []
        store.on_damage(self._cache_is_damaged)

    @property
    def state(self) -> LinkState:
        """The present state of the link."""
        return self._link.state

    def _until_stopped(self, callback: Callable[[T], None]) -> Callable[[T], None]:
        """Whoever listens may be gone before a thread that hung has noticed the end."""
        return lambda told: None if self._stopping.is_set() else callback(told)

    # ------------------------------------------------------------------ switches, from any thread

    def start(self) -> None:
        """Begin. Returns at once; a sync is started once."""
        self._link.connecting()  # before a thread tells anything else: until now it reads "signed out"
        jobs: list[tuple[str, Callable[[], None]]] = [
            ("link", self._run),
            ("inbound", self._inbound.run),
            ("outbox", self._outbox.run),
            ("watch", self._keep_watch),
            ("folders", self._folders.run),
            *((f"send-{n}", self._outbox.send) for n in range(1, SENDERS + 1)),
        ]
        if self._history:
            jobs.append(("history", self._backfill.run))
        self._threads = [threading.Thread(target=job, name=f"sync-{name}", daemon=True) for name, job in jobs]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End within half a second, whatever hangs: sockets are shut; a thread that still waits is left to itself."""
        self._stopping.set()
        self._stream.stop()
        self._calls.session.cancel()
        for part in (self._inbound, self._outbox, self._backfill, self._folders, self._watch):
            part.stop()
        self._woken.set()
        deadline = time.monotonic() + STOP_S
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(max(0.0, deadline - time.monotonic()))
        for api in (self._calls, self._stream_api):
            api.session.close()

    def wake(self) -> None:
        """Try again right now, on new connections: the machine has slept, or the network is another."""
        self._inbound.retry()
        self._calls.session.interrupt()
        self._outbox.wake()
        self._woken.set()
        self._stream.nudge()

    def outbox_changed(self) -> None:
        """Something was put into the outbox, or is to be tried again."""
        self._outbox.changed()

    def signed_in(self, token: str) -> None:
        """Go on with another token: the old one had expired, or the password was changed."""
        for api in (self._calls, self._stream_api):
            api.session.token = token
        self.wake()

    def speak(self, language: str) -> None:
        """Have problem sentences written in another language (BCP 47)."""
        for api in (self._calls, self._stream_api):
            api.session.language = language

    # ------------------------------------------------------------------ the link's thread

    def _run(self) -> None:
        backoff = Backoff()
        self._say_how_old()
        while not self._stopping.is_set():
            self._woken.clear()
            try:
                self._connect_and_follow(backoff)
            except LogGone as gone:
                log.info("the log can't be continued: %s", gone)
                self._afresh.set()
                self._rest_between_syncs()
            except ProblemFault as refused:
                self._await_person(refused.code, refused.passing)
            except RemoteFault as fault:
                self._await_network(fault, backoff.next_s(fault.retry_after_s))
            except (first_sync.Stopped, StorageClosed):
                self._woken.wait(backoff.next_s())
            except StorageError as error:
                self._link.storage("cache", error.code)
                self._woken.wait(backoff.next_s(1.0))

    def _connect_and_follow(self, backoff: Backoff) -> None:
        self._mend()
        self._link.connecting()
        sent_at = self._clock.now()
        me = self._calls.me()
        received_at = self._clock.now()
        backoff.reset()
        self._store.write_blocking(absence.note, to_ms(received_at))
        self._link.skew((me.server_time - (sent_at + (received_at - sent_at) / 2)).total_seconds())
        if me.must_change_password:
            self._await_person("must_change_password", False)
            return
        cursor = None if self._afresh.is_set() else self._store.read_blocking(stored.cursor)
        if cursor is None:
            cursor = self._sync_afresh(to_ms(me.server_time))
        self._inbound.begin(cursor)
        try:
            self._stream.run(cursor)
        except SignedOut:
            self._calls.me()  # is refused with the reason
            raise
        finally:
            self._down()
            self._inbound.halt()

    def _sync_afresh(self, at_ms: int) -> int:
        self._afresh.clear()
        self._link.syncing(0, 0)
        self._outbox.open()
        try:
            as_of = first_sync.run(
                self._calls,
                self._store,
                self._stopping,
                at_ms=at_ms,
                progress=self._link.syncing,
                on_change=self._on_change,
            )
        except BaseException:
            self._afresh.set()
            raise
        self._synced_at = time.monotonic()
        self._backfill.again()
        self._link.storage("cache", "")
        return as_of

    def _rest_between_syncs(self) -> None:
        """Don't load everything over and over when the log breaks right after a first sync."""
        if time.monotonic() - self._synced_at < RARELY_S:
            self._woken.wait(self._sync_backoff.next_s())
        else:
            self._sync_backoff.reset()

    def _mend(self) -> None:
        """Set a damaged cache aside; the first sync fills the new one."""
        if self._damaged.is_set():
            log.info("the cache is damaged; it is made anew")
            self._store.rebuild_cache_blocking()
            self._damaged.clear()
            self._link.storage("cache", "")
            self._on_change(ChangeSet(everything=True))

    def _say_how_old(self) -> None:
        with contextlib.suppress(StorageError):
            at_ms = self._store.read_blocking(stored.synced_at_ms)
            if at_ms is not None:
                self._link.complete_until(from_ms(at_ms))

    def _await_person(self, code: str, passing: bool) -> None:
        self._down()
        if passing:
            self._link.offline(code, HASTE_S)
            self._woken.wait(HASTE_S)
        else:
            if code == "not_signed_in":
                with contextlib.suppress(StorageError):
                    # The log's last word may say more than the token's refusal.
                    told = self._store.read_blocking(stored.revoked)
                    code = told if told is not None and told in ENDED_FOR_GOOD else code
            self._link.signed_out(code)
            self._woken.wait()

    def _await_network(self, fault: RemoteFault, seconds: float) -> None:
        if self._stopping.is_set():
            return
        self._link.offline(fault.code, seconds)
        self._woken.wait(seconds)

    def _note_age(self) -> None:
        """While on-line say once a minute until when the cache is complete: the status line shows minutes."""
        heard_at, known = self._stream.heard_at, self._link.state.as_of
        if self._link.state.phase is not Phase.ONLINE or not heard_at:
            return
        if known is None or heard_at // 60 > known.timestamp() // 60:
            self._link.complete_until(datetime.fromtimestamp(heard_at, UTC))

    def _down(self) -> None:
        self._outbox.shut()
        self._backfill.forbid()
        self._folders.forbid()
        if self._stream.heard_at:
            with contextlib.suppress(StorageError):
                self._store.write_blocking(absence.note, int(self._stream.heard_at * 1000))
            self._link.complete_until(datetime.fromtimestamp(self._stream.heard_at, UTC))

    # ------------------------------------------------------------------ what the stream tells, on the link's thread

    def received(self, events: tuple[Event, ...]) -> None:
        """Pass events on to the cache."""
        self._inbound.received(events)

    def signalled(self, signal: Signal) -> None:
        """Pass on what passes by."""
        self._on_signal(signal)

    def connected(self, streaming: bool) -> None:
        """The log is being followed."""
        self._link.online(streaming=streaming)
        self._outbox.open()
        self._backfill.allow()
        self._folders.allow()

    def lost(self, fault: RemoteFault, retry_in_s: float) -> None:
        """Nothing comes any more."""
        self._down()
        self._link.offline(fault.code, retry_in_s)

    # ------------------------------------------------------------------ what the other threads tell

    def _log_has_gap(self, after: int) -> None:
        self._stream.rewind(after)

    def _log_is_unusable(self) -> None:
        self._afresh.set()
        self._stream.leave()

    def _cache_is_damaged(self) -> None:
        self._damaged.set()
        self._afresh.set()
        self._stream.leave()
        self._woken.set()

    def _access_was_taken(self) -> None:
        """Perhaps everything was: ask who we still are, and what there still is."""
        if self._store.read_blocking(stored.cursor) is None:
            self._stream.leave()

    def _caller_was_refused(self) -> None:
        """A call was refused because of who calls: let the link find out and say why."""
        self._stream.leave()

    def _keep_watch(self) -> None:
        if self._store.unclean:
            with contextlib.suppress(StorageError):
                self._store.check_blocking()
        self._watch.run()
