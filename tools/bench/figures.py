"""What a measurement says, and how it is taken on a machine that others use too."""

import sqlite3
import statistics
import time
from collections.abc import Callable

import msgspec

REPEATS = 5
CALIBRATION_REFERENCE_S = 0.083
"""CPU seconds of `calibration` on the machine the absolute targets were set on."""


class Figure(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One line of the output."""

    name: str
    value: float
    unit: str
    target: float
    ok: bool
    floor: float | None = None
    note: str = ""


def at_most(name: str, value: float, unit: str, target: float, *, floor: float | None = None, note: str = "") -> Figure:
    """Return the figure, good when it does not exceed its target."""
    return Figure(
        name=name,
        value=round(value, 4),
        unit=unit,
        target=round(target, 4),
        ok=value <= target,
        floor=None if floor is None else round(floor, 4),
        note=note,
    )


def calibration() -> float:
    """Return the CPU seconds of a fixed piece of Python and SQLite work on this machine, now (median of five)."""
    return statistics.median(_work() for _ in range(REPEATS))


def _work() -> float:
    began = time.process_time()
    total = 0
    for number in range(1_000_000):
        total += number & 7
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, body TEXT)")
        connection.executemany("INSERT INTO t VALUES(?, ?)", ((n, f"line {n}") for n in range(50_000)))
        connection.execute("SELECT sum(length(body)) FROM t").fetchone()
    return time.process_time() - began


def scaled(target: float, calibrated_s: float) -> float:
    """Return an absolute target as it stands for this machine's present speed, never stricter than written."""
    return target * max(1.0, calibrated_s / CALIBRATION_REFERENCE_S)


def cpu_ms(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of one call."""
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def percentile(values: list[float], share: float) -> float:
    """Return the value below which that share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
