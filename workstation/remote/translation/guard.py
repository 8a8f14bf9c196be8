"""Keeps an engine from being asked too much, too often, or while it is down: batches, pace, back-off, rest."""

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from workstation.domain.translation.engines import EngineFault, Pair
from workstation.remote.retry import jittered_s
from workstation.remote.translation.engine import Engine

FAILURES_TO_REST: Final = 4
REST_S: Final = 60.0
"""After so many passing failures in a row the engine is left alone for so long; then one request tries."""
TRIES: Final = 3
PATIENCE_S: Final = 5.0
"""Who asks for a longer pause than that is left alone for as long, and another engine is asked."""
Leaving = Callable[[Sequence[str]], object]
"""Hears of the texts of each request before they leave, also when they leave once more."""
_NEVER_AGAIN: Final = frozenset({"engine_key", "engine_quota", "engine_insecure", "engine_untrusted"})
_OF_THE_TEXT: Final = frozenset({"engine_too_long", "engine_pair"})
"""The engine is well: it does not take this one."""
_OF_ONE: Final = _OF_THE_TEXT | {"engine_nonsense"}
"""One text may be the reason for several."""


class Guard:
    """One engine, asked with care; usable from several threads.

    Args (of the constructor):
        now: a monotonic clock in seconds.
        wait: waits so many seconds; returns true when waiting is to end because everything does.
    """

    def __init__(self, engine: Engine, now: Callable[[], float], wait: Callable[[float], bool]) -> None:
        self.engine = engine
        self._now = now
        self._wait = wait
        self._lock = threading.Lock()
        self._failures = 0
        self._rests_until = 0.0
        self._next_at = 0.0

    def translate(
        self, texts: Sequence[str], pair: Pair, leaving: Leaving = lambda _texts: None
    ) -> Iterator[tuple[int, str]]:
        """Yield index and translation of each text, batch by batch.

        Raises:
            EngineFault: what was not yielded did not come; `engine_resting` without having asked.
        """
        fault: EngineFault | None = None
        for batch in self._batches(texts):
            try:
                answers = self._ask([texts[index] for index in batch], pair, leaving)
            except EngineFault as reason:
                if len(batch) == 1 or reason.code not in _OF_ONE:
                    raise
                fault = reason
                yield from self._one_by_one(texts, batch, pair, leaving)
            else:
                yield from zip(batch, answers, strict=True)
        if fault is not None:
            raise fault

    def _one_by_one(
        self, texts: Sequence[str], batch: Sequence[int], pair: Pair, leaving: Leaving
    ) -> Iterator[tuple[int, str]]:
        """Ask for each text by itself: of several, one may be what the engine cannot do."""
        refused = 0
        for index in batch:
            try:
                [answer] = self._ask([texts[index]], pair, leaving)
            except EngineFault as reason:
                refused += 1
                if reason.code not in _OF_ONE or refused == TRIES:  # it is not the texts
                    raise
            else:
                refused = 0
                yield index, answer

    def _batches(self, texts: Sequence[str]) -> Iterator[list[int]]:
        limits = self.engine.limits
        batch: list[int] = []
        size = 0
        for index, text in enumerate(texts):
            if len(text) > limits.characters:
                raise EngineFault("engine_too_long")
            if batch and (size + len(text) > limits.characters or len(batch) >= limits.texts):
                yield batch
                batch, size = [], 0
            batch.append(index)
            size += len(text)
        if batch:
            yield batch

    def _ask(self, texts: Sequence[str], pair: Pair, leaving: Leaving) -> list[str]:
        for attempt in range(1, TRIES + 1):
            self._pace()
            leaving(texts)
            try:
                answers = self.engine.translate(texts, pair)
            except EngineFault as fault:
                self._failed(fault)
                if attempt == TRIES or not fault.passing or fault.retry_after_s > PATIENCE_S:
                    raise
                if self._wait(max(fault.retry_after_s, jittered_s(attempt))):
                    raise
            else:
                with self._lock:
                    self._failures = 0
                return answers
        raise AssertionError("unreachable")

    def _pace(self) -> None:
        with self._lock:
            now = self._now()
            if now < self._rests_until:
                raise EngineFault("engine_resting", retry_after_s=self._rests_until - now)
            delay = max(0.0, self._next_at - now)
            if self.engine.limits.per_second:
                self._next_at = max(now, self._next_at) + 1 / self.engine.limits.per_second
        if delay and self._wait(delay):
            raise EngineFault("engine_unreachable", detail="ending")

    def _failed(self, fault: EngineFault) -> None:
        if fault.code in _OF_THE_TEXT:
            return
        with self._lock:
            self._failures += 1
            if fault.retry_after_s > PATIENCE_S:
                self._rests_until = max(self._rests_until, self._now() + fault.retry_after_s)
            if fault.code in _NEVER_AGAIN or self._failures >= FAILURES_TO_REST:
                self._rests_until = self._now() + max(REST_S, fault.retry_after_s)
                self._failures = FAILURES_TO_REST - 1  # the next failure rests again at once
