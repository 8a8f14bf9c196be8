"""Who else has a conversation open, or types in it, right now; nothing of it is stored."""

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from workstation import logs
from workstation.domain.account import Account, Presence
from workstation.domain.clock import Clock
from workstation.domain.events import Looking, PresenceMoved, Signal, Typing
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.services.files import Files
from workstation.services.platform import Platform
from workstation.services.views import ConversationRef
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.storage.tx import Tx

BEAT_S: Final = 10.0
"""How often one says that one still looks."""
LOOK_S: Final = 30.0
"""After so long without a word somebody is taken for gone."""
TYPING_S: Final = 5.0
ANSWER_EVERY_S: Final = 2.0
LOOKED_AFTER_S: Final = 2.0
"""How often it is looked whether somebody has fallen silent, while there is anybody."""

log = logs.logger("services.lookers")
_Key = tuple[ConversationId, PrincipalId]


class Looker(Struct, frozen=True, kw_only=True):
    """A colleague who has the conversation open."""

    account: Account
    typing: bool = False


class LookersService:
    """One conversation is open at a time; others who may write there are told, and tell.

    Args:
        files: for the colleagues' names.
        platform: where one tells.
        worker: threads for telling.
        clock: tells the time.
    """

    def __init__(self, files: Files, platform: Platform, worker: Worker, clock: Clock) -> None:
        self._files = files
        self._platform = platform
        self._worker = worker
        self._clock = clock
        self._open: ConversationId | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._news = asyncio.Event()
        self._lock = threading.Lock()
        self._up = False
        self._seen: dict[_Key, float] = {}
        self._typed: dict[_Key, float] = {}
        self._answered_at = -ANSWER_EVERY_S
        self._beat_at = 0.0
        self._on_change: list[Callable[[ConversationId], None]] = []

    def on_change(self, callback: Callable[[ConversationId], None]) -> Callable[[], None]:
        """Call this on the event loop when `of` answers otherwise for the open conversation; returns what undoes it."""
        self._on_change.append(callback)
        return lambda: self._on_change.remove(callback)

    def open(self, conversation: ConversationRef | None) -> None:
        """Say which conversation is open on the screen (its window in front), `None` for none; never waits or fails.

        Call it on the event loop, for conversations one may write in; those begun off-line count as none.
        """
        wanted = ConversationId(conversation) if isinstance(conversation, int) else None
        if wanted == self._open:
            return
        if self._open is not None:
            self._tell(self._open, here=False)
        self._open = wanted
        if wanted is not None:
            self._tell(wanted, hello=True)
            self._beat_at = self._clock.monotonic() + BEAT_S
        if self._task is None:
            self._loop = asyncio.get_running_loop()
            self._task = self._loop.create_task(self._watch())
        self._news.set()

    async def of(self, conversation: ConversationRef) -> tuple[Looker, ...]:
        """Return the colleagues who look at a conversation, those who type first, then by name."""
        if not isinstance(conversation, int):
            return ()
        here = self._here(ConversationId(conversation))
        people = {one.id: one for one in await self._files.read(_colleagues)}
        found = [Looker(account=people[id_], typing=typing) for id_, typing in here if id_ in people]
        return tuple(sorted(found, key=lambda one: (not one.typing, one.account.name("zh"), one.account.id)))

    # --- what the sync tells, on its threads ---

    def signalled(self, signal: Signal) -> None:
        """Take note of what passes by."""
        now = self._clock.monotonic()
        with self._lock:
            if isinstance(signal, Looking):
                self._noted(signal, now)
            elif isinstance(signal, Typing):
                self._typed[signal.conversation_id, signal.principal_id] = now
            elif isinstance(signal, PresenceMoved) and signal.presence is Presence.OFFLINE:
                for known in (self._seen, self._typed):
                    for key in [key for key in known if key[1] == signal.principal_id]:
                        del known[key]
            else:
                return
        self._wake()

    def link_is_up(self, up: bool) -> None:
        """While the link is down one hears of nobody; when it is up again one says that one is there."""
        self._up = up
        if up and self._open is not None:
            self._tell(self._open, hello=True)
        elif not up:
            with self._lock:
                self._seen.clear()
                self._typed.clear()
        self._wake()

    async def stop(self) -> None:
        """The desk closes."""
        task, self._task, self._open = self._task, None, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    # --- within ---

    def _noted(self, signal: Looking, now: float) -> None:
        key = (signal.conversation_id, signal.principal_id)
        if not signal.here:
            self._seen.pop(key, None)
            self._typed.pop(key, None)
            return
        self._seen[key] = now
        if signal.hello and signal.conversation_id == self._open and now - self._answered_at >= ANSWER_EVERY_S:
            self._answered_at = now
            self._tell(signal.conversation_id)

    def _here(self, conversation: ConversationId) -> frozenset[tuple[PrincipalId, bool]]:
        now = self._clock.monotonic()
        with self._lock:
            typing = {key[1] for key, at in self._typed.items() if key[0] == conversation and now - at < TYPING_S}
            looking = {key[1] for key, at in self._seen.items() if key[0] == conversation and now - at < LOOK_S}
        return frozenset((id_, id_ in typing) for id_ in looking | typing)

    def _tell(self, conversation: ConversationId, *, here: bool = True, hello: bool = False) -> None:
        if self._up:
            self._worker.post(lambda: self._platform.looking(conversation, here=here, hello=hello))

    def _wake(self) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._news.set)

    async def _watch(self) -> None:
        """Say now and then that one looks, and tell who comes and who no longer says so."""
        told: tuple[ConversationId | None, frozenset[tuple[PrincipalId, bool]]] = (None, frozenset())
        while True:
            self._news.clear()
            conversation = self._open
            here = self._here(conversation) if conversation is not None else frozenset()
            if conversation is not None and here != (told[1] if told[0] == conversation else frozenset()):
                self._say_changed(conversation)
            told = (conversation, here)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._pause_s(bool(here))):
                    await self._news.wait()
            if self._open is not None and self._clock.monotonic() >= self._beat_at:
                self._beat_at = self._clock.monotonic() + BEAT_S
                self._tell(self._open)

    def _say_changed(self, conversation: ConversationId) -> None:
        for callback in tuple(self._on_change):
            try:
                callback(conversation)
            except Exception:  # a listener's fault must not end the watch for the others
                log.exception("a listener could not take who looks")

    def _pause_s(self, anybody: bool) -> float | None:
        """Return until when nothing has to be done unless there is news."""
        if self._open is None:
            return None
        beat_s = max(0.0, self._beat_at - self._clock.monotonic())
        return min(beat_s, LOOKED_AFTER_S) if anybody else beat_s


def _colleagues(tx: "Tx") -> list[Account]:
    from workstation.storage import accounts

    me = accounts.me_id(tx)
    return [one for one in accounts.every(tx) if one.id != me]
