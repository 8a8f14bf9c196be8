"""A few threads for what would hold up the event loop: network calls of the screens, images, the keyring."""

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Worker:
    """Runs blocking functions and lets the event loop await them.

    Args:
        threads: how many at a time.
        name: prefix of the threads' names.
    """

    def __init__(self, threads: int = 4, name: str = "worker") -> None:
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix=name)

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run the work on a thread and return its result; cancelling doesn't stop what has begun."""
        return await asyncio.wrap_future(self._executor.submit(work, *args, **kwargs))

    def post(self, work: Callable[[], object]) -> None:
        """Run the work some time, result and errors unseen; after `close` never."""
        with contextlib.suppress(RuntimeError):
            self._executor.submit(work)

    def close(self) -> None:
        """Take nothing more; what has begun goes on, but nobody waits for it."""
        self._executor.shutdown(wait=False, cancel_futures=True)
