"""Starting things that take time: whether a loop runs, and who runs what would hold it up."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

R = TypeVar("R")


class Aside(Protocol):
    """Runs a blocking function on a thread of the desk (`Desk.run_blocking` is one)."""

    def __call__(self, work: Callable[[], R], /) -> Awaitable[R]:
        """Return what the function returns."""


def loop_runs() -> bool:
    """Return whether an event loop runs: not before the program has begun, and not while it ends."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
