"""Makes work on other threads late by chance, so that a test that waits for the wrong thing fails here and not at CI.

`WORKSTATION_JITTER_MS=40 python3 dev.py test`: each piece of work handed to a pool of threads starts up to that much
later, and its answer comes up to that much later.
"""

import os
import random
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

LATEST_MS = float(os.environ.get("WORKSTATION_JITTER_MS", "0"))


def install() -> None:
    """Delay what pools of threads do, if the environment asks for it; with a source of chance of its own."""
    if not LATEST_MS:
        return
    dice = random.Random()  # tests seed the common one
    submit = ThreadPoolExecutor.submit

    def late(work: Callable[..., Any], *args: Any, **named: Any) -> Any:
        time.sleep(dice.random() * LATEST_MS / 1000)
        try:
            return work(*args, **named)
        finally:
            time.sleep(dice.random() * LATEST_MS / 1000)

    def submitted(self: ThreadPoolExecutor, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        return submit(self, late, work, *args, **named)

    ThreadPoolExecutor.submit = submitted  # type: ignore[assignment]  # every pool, also of libraries
