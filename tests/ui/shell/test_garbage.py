"""Garbage is looked for on the GUI's thread, wherever it was made."""

import asyncio
import gc
import threading

from workstation.ui import garbage


class Circle:
    """Is only found by looking; remembers where."""

    def __init__(self, seen: list[int]) -> None:
        self._self = self
        self._seen = seen

    def __del__(self) -> None:
        self._seen.append(threading.get_ident())


def test_what_a_worker_leaves_is_taken_apart_on_the_loops_thread() -> None:
    seen: list[int] = []
    kept: list[list[int]] = []

    def work() -> None:
        for _ in range(50):
            Circle(seen)
        kept.extend([] for _ in range(5 * gc.get_threshold()[0]))  # enough for Python to look by itself

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert seen == []

    async def until_seen() -> None:
        while len(seen) < 50:
            await asyncio.sleep(0.001)

    loop = asyncio.new_event_loop()
    try:
        loop.call_later(0.01, garbage.follow, loop, 0.001)
        loop.run_until_complete(asyncio.wait_for(until_seen(), 20))
    finally:
        loop.close()
    assert set(seen) == {threading.get_ident()}


def test_little_is_not_looked_at() -> None:
    gc.collect(0)
    rounds = gc.get_count()[1]
    garbage.look()
    assert gc.get_count()[1] == rounds
