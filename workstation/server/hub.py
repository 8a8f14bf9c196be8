"""Who listens on this replica, and what he is told: by the writer, by the bus, or by a look at the heads."""

import asyncio
import secrets
from collections import defaultdict, deque
from collections.abc import Callable, Iterable

import msgspec

from workstation.domain.events import Signal
from workstation.domain.ids import PrincipalId
from workstation.logs import logger
from workstation.server import events
from workstation.server.bus import Bus, Hint
from workstation.server.database import Database
from workstation.server.writer import Committed

BUFFER = 256
"""Lines kept for a slow reader; then he reads from the database again."""

REST_S = 5.0
"""So long what passes by between two polls is kept; later it is stale, and who was away that long is told anew."""

log = logger("server.hub")


class Ended(Exception):
    """The subscription is over: `code` says why (`not_signed_in`, `shutdown`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Subscription:
    """One open stream (or waiting poll) of a principal; `last` is the number of the last line he has."""

    def __init__(self, principal_id: PrincipalId, token_hash: bytes, last: int, database: Database) -> None:
        self.principal_id = principal_id
        self.token_hash = token_hash
        self.last = last
        self._database = database
        self._lines: deque[tuple[int, bytes]] = deque()
        self._signals: deque[bytes] = deque(maxlen=BUFFER)
        self._behind = True
        self._ended = ""
        self._wake = asyncio.Event()

    def push(self, seq: int, frame: bytes) -> None:
        """Take a line that was just committed."""
        if self._behind and not self._lines:
            self._wake.set()
            return
        if len(self._lines) >= BUFFER:
            self._lines.clear()
            self._behind = True
        else:
            self._lines.append((seq, frame))
        self._wake.set()

    def look(self) -> None:
        """Look into the database: something may have been missed."""
        self._behind = True
        self._wake.set()

    def signal(self, data: bytes) -> None:
        """Take something that passes by."""
        self._signals.append(data)
        self._wake.set()

    def go_on(self, last: int) -> None:
        """Be read again, by one who has the lines up to `last`; signals that passed meanwhile are kept."""
        self.last = last
        self._lines.clear()
        self.look()

    def end(self, code: str) -> None:
        """End it; the reader hears why."""
        self._ended = code
        self._wake.set()

    async def wait(self, timeout_s: float) -> bool:
        """Wait until there may be something; returns whether there may."""
        try:
            await asyncio.wait_for(self._wake.wait(), timeout_s)
        except TimeoutError:
            return False
        return True

    async def take(self) -> tuple[list[tuple[int, bytes]], list[bytes]]:
        """Return the lines that follow `last`, in order and without a gap, and the signals.

        Raises:
            Ended: the token was revoked, or the server stops.
            Refusal: `gone`.
        """
        if self._ended:
            raise Ended(self._ended)
        self._wake.clear()
        lines = self._contiguous()
        if self._behind and not lines:
            self._behind = False  # first: what is committed while we read must not be lost
            try:
                lines = await self._database.read(events.after, self.principal_id, self.last)
            except BaseException:
                self._behind = True
                raise
            if len(lines) == events.PAGE:
                self.look()
        if self._behind or self._lines:
            self._wake.set()
        if lines:
            self.last = lines[-1][0]
        signals = list(self._signals)
        self._signals.clear()
        return lines, signals

    def _contiguous(self) -> list[tuple[int, bytes]]:
        lines: list[tuple[int, bytes]] = []
        last = self.last
        while self._lines:
            seq, frame = self._lines.popleft()
            if seq <= last:
                continue
            if seq != last + 1:
                self._lines.clear()
                self._behind = True
                break
            lines.append((seq, frame))
            last = seq
        return lines


class Hub:
    """All subscriptions of this replica; everything here happens on the event loop's thread.

    `forget` is told of tokens that no longer count, so that nothing answers from memory for them.
    """

    def __init__(self, database: Database, bus: Bus, forget: Callable[[Iterable[bytes]], None]) -> None:
        self._forget = forget
        self.replica = secrets.token_hex(8)
        self._database = database
        self._bus = bus
        self._loop: asyncio.AbstractEventLoop | None = None
        self._subscriptions: dict[PrincipalId, set[Subscription]] = defaultdict(set)
        self._resting: dict[bytes, tuple[Subscription, asyncio.TimerHandle]] = {}
        self._closing = False

    async def start(self) -> None:
        """Begin to listen to the other replicas."""
        self._loop = asyncio.get_running_loop()
        await self._bus.start(self.heard, self.look_all)

    async def stop(self) -> None:
        """Let go of the bus."""
        await self._bus.stop()

    def close(self) -> None:
        """End every subscription: the server stops."""
        self._closing = True
        for subscription in self._all():
            subscription.end("shutdown")
        for token_hash in list(self._resting):
            self._wake_up(token_hash)

    def subscribe(self, principal_id: PrincipalId, token_hash: bytes, after: int) -> Subscription:
        """Return a new subscription that begins after line `after`."""
        subscription = Subscription(principal_id, token_hash, after, self._database)
        if self._closing:
            subscription.end("shutdown")
        self._subscriptions[principal_id].add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        """Forget a subscription."""
        mine = self._subscriptions.get(subscription.principal_id)
        if mine is not None:
            mine.discard(subscription)
            if not mine:
                del self._subscriptions[subscription.principal_id]

    def poll(self, principal_id: PrincipalId, token_hash: bytes, after: int) -> Subscription:
        """Return the subscription that rested since the last poll with this token, else a new one."""
        resting = self._wake_up(token_hash)
        if resting is None or self._closing:
            return self.subscribe(principal_id, token_hash, after)
        resting.go_on(after)
        self._subscriptions[principal_id].add(resting)
        return resting

    def rest(self, subscription: Subscription) -> None:
        """Forget a poll's subscription, but keep what passes by for the next one, which comes at once."""
        self.unsubscribe(subscription)
        self._wake_up(subscription.token_hash)
        if not self._closing:
            loop = asyncio.get_running_loop()
            timer = loop.call_later(REST_S, self._wake_up, subscription.token_hash)
            self._resting[subscription.token_hash] = (subscription, timer)

    def _wake_up(self, token_hash: bytes) -> Subscription | None:
        found = self._resting.pop(token_hash, None)
        if found is None:
            return None
        found[1].cancel()
        return found[0]

    def listening(self, principal_id: PrincipalId) -> bool:
        """Tell whether the principal has a subscription here."""
        return principal_id in self._subscriptions

    def principal_ids(self) -> list[PrincipalId]:
        """Return whoever has a subscription here."""
        return list(self._subscriptions)

    def tokens(self) -> set[bytes]:
        """Return the hashes of the tokens that hold a subscription here."""
        return {subscription.token_hash for subscription in self._all()}

    def _all(self) -> list[Subscription]:
        return [subscription for mine in self._subscriptions.values() for subscription in mine]

    def committed(self, what: Committed) -> None:
        """Hear of a commit of this replica's writer (on its thread)."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._committed, what)

    def _committed(self, what: Committed) -> None:
        self._deliver(what)
        self._bus.publish(
            Hint(
                self.replica,
                entries=tuple((entry.principal_id, entry.seq, msgspec.Raw(entry.frame)) for entry in what.entries),
                signals=what.signals,
                revoked=what.revoked,
                stale=what.stale,
            )
        )

    def announce(self, audience: Iterable[PrincipalId], signal: Signal) -> None:
        """Let something pass by, here and on the other replicas."""
        self._committed(Committed(signals=((tuple(audience), signal),)))

    def _deliver(self, what: Committed) -> None:
        for principal_id, seq, frame in what.entries:
            for subscription in self._subscriptions.get(principal_id, ()):
                subscription.push(seq, frame)
        for audience, signal in what.signals:
            data = msgspec.json.encode(signal)
            for principal_id in audience:
                for subscription in self._subscriptions.get(principal_id, ()):
                    subscription.signal(data)
            for resting, _timer in self._resting.values():
                if resting.principal_id in audience:
                    resting.signal(data)
        if what.stale:
            self._forget(what.stale)
        if what.revoked:
            self.end_tokens(what.revoked)

    def end_tokens(self, revoked: Iterable[bytes]) -> None:
        """End the subscriptions of tokens that no longer count."""
        hashes = set(revoked)
        self._forget(hashes)
        for token_hash in hashes:
            self._wake_up(token_hash)
        for subscription in self._all():
            if subscription.token_hash in hashes:
                subscription.end("not_signed_in")

    def heard(self, hint: Hint) -> None:
        """Hear a hint of another replica."""
        if hint.replica == self.replica:
            return
        entries = tuple(events.Entry(principal_id, seq, bytes(frame)) for principal_id, seq, frame in hint.entries)
        self._deliver(Committed(entries, hint.signals, hint.revoked, hint.stale))
        for principal_id, _ in hint.heads:
            for subscription in self._subscriptions.get(principal_id, ()):
                subscription.look()

    def look_all(self) -> None:
        """Let everybody look into the database: hints may have been missed."""
        for subscription in self._all():
            subscription.look()

    async def poll_heads(self) -> None:
        """Compare the logs' heads with what was delivered: the safety net beneath the bus."""
        waiting = self.principal_ids()
        if not waiting:
            return
        try:
            heads = await self._database.read(events.last_seqs, waiting)
        except Exception as error:  # the database is away; the next look tells
            log.warning("can't compare the heads: %r", error)
            return
        for principal_id, seq in heads.items():
            for subscription in self._subscriptions.get(principal_id, ()):
                if subscription.last < seq:
                    subscription.look()

    def bus_up(self) -> bool:
        """Tell whether hints of other replicas can be expected."""
        return self._bus.up()
