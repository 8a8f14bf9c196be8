"""Looks for garbage on the GUI's thread alone.

Python looks for it wherever objects are made, on a worker's thread as well. A widget or timer that lies in such a
circle is then taken apart on that thread, and Qt ends the program for it, or takes what is still there for deleted.
"""

from __future__ import annotations

import asyncio
import gc
from typing import Final

EVERY_S: Final = 3.0


def look() -> None:
    """Look for garbage as far as so many objects were made since as Python itself would wait for.

    Not among the oldest, of which there are many: that is left to pauses (`ui/resting.py`).
    """
    made, rounds, _ = gc.get_count()
    most, most_rounds, _ = gc.get_threshold()
    if made > most:
        gc.collect(1 if rounds > most_rounds else 0)


def follow(loop: asyncio.AbstractEventLoop, every_s: float = EVERY_S) -> None:
    """Look now and then from now on, on this loop's thread; Python's own looking stays off."""
    look()
    loop.call_later(every_s, follow, loop, every_s)
