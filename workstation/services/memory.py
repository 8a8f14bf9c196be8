"""Giving memory back to the system: what is free in this process, and what was read of files and can be read again.

Does something on Linux with the GNU library alone; elsewhere the system does as well by itself.
"""

import ctypes
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_MAPS: Final = Path("/proc/self/maps")
_FONT: Final = re.compile(r"([0-9a-f]+)-([0-9a-f]+) r--p .*\.(?:ttf|ttc|otf|pfb)$", re.IGNORECASE)
_NOT_NEEDED: Final = 4
"""`MADV_DONTNEED`: of a file that is only read the pages stay in the system's cache."""


def give_back() -> None:
    """Give back what nobody uses. Takes some milliseconds, on any thread.

    Letters that were drawn once are kept by Qt: the fonts they came from need not stay in memory beside them.
    """
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):  # another C library
        system = ctypes.CDLL(None, use_errno=True)
        for start, end in _fonts():
            system.madvise(ctypes.c_void_p(start), ctypes.c_size_t(end - start), _NOT_NEEDED)
        system.malloc_trim(ctypes.c_size_t(0))


def _fonts() -> Iterator[tuple[int, int]]:
    """Yield where the files of fonts are mapped, to be read only."""
    for line in _MAPS.read_text(encoding="utf-8", errors="replace").splitlines():
        found = _FONT.match(line)
        if found is not None:
            yield int(found[1], 16), int(found[2], 16)
