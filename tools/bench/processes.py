"""What another process has used: CPU time and memory, without its help."""

import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import psutil

_LINUX: Final = platform.system() == "Linux"
REST_S: Final = 0.7
"""A window rests when for so long …"""
REST_CPU_S: Final = 0.015
"""… it uses no more CPU than that (a blinking cursor, a heartbeat)."""
LONGEST_S: Final = 40.0
_LOOK_S: Final = 0.05


class NoRest(Exception):
    """A process did not come to rest, or did not say what was waited for."""


def cpu_s(pid: int) -> float:
    """Return the CPU seconds a process (all its threads, user and system) has used so far."""
    if _LINUX:
        # The clock of another process: nanoseconds, where /proc counts hundredths of a second.
        return time.clock_gettime((~pid << 3) | 2)
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def pss_mib(pid: int) -> float:
    """Return the proportional set size of a process (Linux), else what is its own alone, in MiB."""
    if _LINUX:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return float(psutil.Process(pid).memory_full_info().uss) / 1024 / 1024


def resident_mib(pid: int) -> float:
    """Return what a process has in memory, in MiB.

    It does not depend on which other programs map the same files, as the proportional set size does.
    """
    return psutil.Process(pid).memory_info().rss / 1024 / 1024


def cpu_until_rest(pid: int) -> float:
    """Wait until a process rests; return the CPU seconds it had used when it came to rest.

    Raises:
        NoRest: it goes on working.
    """
    deadline = time.monotonic() + LONGEST_S
    samples: list[tuple[float, float]] = []
    while time.monotonic() < deadline:
        samples.append((time.monotonic(), cpu_s(pid)))
        past = [used for at, used in samples if samples[-1][0] - at >= REST_S]
        if past and samples[-1][1] - past[-1] <= REST_CPU_S:
            return past[-1]
        time.sleep(_LOOK_S)
    raise NoRest(f"process {pid} does not come to rest")


def wait_for(what: Callable[[], bool], name: str) -> None:
    """Wait until something holds.

    Raises:
        NoRest: it doesn't.
    """
    deadline = time.monotonic() + LONGEST_S
    while not what():
        if time.monotonic() > deadline:
            raise NoRest(f"waited in vain for {name}")
        time.sleep(_LOOK_S)
