"""Makes things late by chance, so that a test that waits for the wrong thing fails here and not on a slow machine.

`WORKSTATION_JITTER_MS=40 python3 dev.py test`, or `dev.py test --jitter`. Up to that much later: work given to pools of
threads starts, and its answer comes; what other threads tell a loop comes; an answer to a request comes, unless it is
asked on the main thread; timers end, in their order. Processes that tests start begin later and are late themselves.
"""

import os
import random
import sys
import threading
import time
from collections.abc import Callable
from importlib import util
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import asyncio
    from concurrent.futures import Future, ThreadPoolExecutor

Loop = TypeVar("Loop", bound="asyncio.AbstractEventLoop")
LATEST_MS = float(os.environ.get("WORKSTATION_JITTER_MS", "0"))
LATEST_S = LATEST_MS / 1000
EXACT_S = 0.006
"""Shorter waits are kept: a test looks that often whether something holds."""
TOLD_LATE = 0.25
"""What part of the calls from other threads is late; all of them would make a burst of thousands last minutes."""
CHILDREN = Path(__file__).with_name("late_children")

_dice = random.Random()  # tests seed the common one


def install() -> None:
    """Be late in this process and in those it starts, if the environment asks for it."""
    if not LATEST_MS:
        return
    from concurrent.futures import ThreadPoolExecutor

    _late_pools(ThreadPoolExecutor)
    _late_answers()
    os.environ["PYTHONPATH"] = os.pathsep.join([str(CHILDREN), os.environ["PYTHONPATH"]])


def install_in_child() -> None:
    """Be late in a process that a test has started."""
    time.sleep(_dice.random() * LATEST_S * 4)
    sys.meta_path.insert(0, _PoolsWhenImported())  # what a child imports, and when, is tested too


def late_loop(kind: type[Loop]) -> type[Loop]:
    """Return a kind of loop that is late, if the environment asks for it, else the same."""
    if not LATEST_MS:
        return kind
    import asyncio

    call_at, call_soon_threadsafe = kind.call_at, kind.call_soon_threadsafe

    def later(self: "asyncio.AbstractEventLoop", when: float, *args: Any, **named: Any) -> Any:
        return call_at(self, later_end(self.time(), when), *args, **named)

    def after(self: "asyncio.AbstractEventLoop", delay: float, *args: Any, **named: Any) -> Any:
        now = self.time()
        return call_at(self, later_end(now, now + delay), *args, **named)

    def told(self: "asyncio.AbstractEventLoop", *args: Any, **named: Any) -> Any:
        if threading.current_thread() is not threading.main_thread() and _dice.random() < TOLD_LATE:
            was_open = not self.is_closed()
            time.sleep(_dice.random() * LATEST_S)
            if was_open and self.is_closed():
                return asyncio.Handle(lambda: None, (), self)  # handed in just before the end: it never runs
        return call_soon_threadsafe(self, *args, **named)

    return type("Late" + kind.__name__, (kind,), {"call_at": later, "call_later": after, "call_soon_threadsafe": told})


def later_end(now: float, when: float) -> float:
    """Return when a timer ends instead: later than it should, but never after one that should end later."""
    if when - now < EXACT_S:
        return when
    over = when % LATEST_S
    return when - over + LATEST_S + over / 5


class _PoolsWhenImported(MetaPathFinder):
    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != "concurrent.futures.thread":
            return None
        sys.meta_path.remove(self)
        spec = util.find_spec(fullname)
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def executed(module: ModuleType) -> None:
                execute(module)
                _late_pools(module.ThreadPoolExecutor)

            spec.loader.exec_module = executed  # type: ignore[method-assign]  # of this module's loader only
        return spec


def _late_pools(pools: "type[ThreadPoolExecutor]") -> None:
    if pools.submit.__name__ == "submitted":
        return  # a worker of the test run is itself a process that was started
    submit = pools.submit

    def late(work: Callable[..., Any], *args: Any, **named: Any) -> Any:
        time.sleep(_dice.random() * LATEST_S)
        try:
            return work(*args, **named)
        finally:
            time.sleep(_dice.random() * LATEST_S)

    def submitted(self: "ThreadPoolExecutor", work: Callable[..., Any], /, *args: Any, **named: Any) -> "Future[Any]":
        return submit(self, late, work, *args, **named)

    pools.submit = submitted  # type: ignore[assignment]  # every pool, also of libraries


def _late_answers() -> None:
    import requests

    send = requests.Session.send

    def sent(self: requests.Session, *args: Any, **named: Any) -> requests.Response:
        answer = send(self, *args, **named)
        if threading.current_thread() is not threading.main_thread():
            time.sleep(_dice.random() * LATEST_S)
        return answer

    requests.Session.send = sent  # type: ignore[method-assign]  # of every client in this process
