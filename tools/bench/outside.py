"""Rows measured from outside: the whole desk as a process, beside an empty window of the same toolkit."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.bench.figures import REPEATS, Figure, at_most, scaled
from tools.bench.places import ROOT, Place, place
from tools.bench.processes import cpu_s, cpu_until_rest, pss_mib, wait_for

START_RATIO: Final = 3.0
REST_S: Final = 1.2
PSS_MIB: Final = 150.0
IDLE_S: Final = 30.0
IDLE_CPU_S: Final = 0.05
_END_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds since the process was made, CPU seconds until it rests, MiB then."""

    painted_s: float
    rest_cpu_s: float
    pss_mib: float
    online_s: float = 0.0


class Starts:
    """Starts the desk and the empty window in turn; several rows read the same starts."""

    def __init__(self) -> None:
        self._taken: tuple[list[Start], list[Start]] | None = None

    def forget(self) -> None:
        """Measure anew the next time."""
        self._taken = None

    def take(self) -> tuple[list[Start], list[Start]]:
        """Return the starts of the desk and those of the empty window; the first of each is not counted."""
        if self._taken is None:
            with place() as where:
                pairs = [(_start_desk(where), _start_empty(where)) for _ in range(REPEATS + 1)][1:]
            self._taken = [desk for desk, _ in pairs], [empty for _, empty in pairs]
        return self._taken

    def start_vs_empty_window(self, _calibrated_s: float) -> Figure:
        """From the start of the process to the painted list, as a multiple of the empty window's first paint."""
        desks, empties = self.take()
        ours = statistics.median(start.painted_s for start in desks)
        floor = statistics.median(start.painted_s for start in empties)
        online = statistics.median(start.online_s for start in desks)
        note = f"list after {ours:.2f} s, on-line after {online:.2f} s; floor in s"
        return at_most("start_vs_empty_window", ours / floor, "x", START_RATIO, floor=floor, note=note)

    def cpu_until_rest(self, calibrated_s: float) -> Figure:
        """CPU from the start until the window rests, signed in, stream open."""
        desks, empties = self.take()
        ours = statistics.median(start.rest_cpu_s for start in desks)
        floor = statistics.median(start.rest_cpu_s for start in empties)
        return at_most("cpu_until_rest", ours, "s CPU", scaled(REST_S, calibrated_s), floor=floor)

    def pss_list_loaded(self, _calibrated_s: float) -> Figure:
        """Memory at rest with the list loaded."""
        desks, empties = self.take()
        ours = statistics.median(start.pss_mib for start in desks)
        floor = statistics.median(start.pss_mib for start in empties)
        return at_most("pss_list_loaded", ours, "MiB", PSS_MIB, floor=floor)


def idle_cpu_30s(calibrated_s: float) -> Figure:
    """CPU of a resting desk in half a minute, stream open."""
    with place() as where, _desk(where) as (process, trace):
        wait_for(lambda: "online" in _milestones(trace), "the link")
        cpu_until_rest(process.pid)
        before = cpu_s(process.pid)
        time.sleep(IDLE_S)
        used = cpu_s(process.pid) - before
    return at_most("idle_cpu_30s", used, "s CPU", scaled(IDLE_CPU_S, calibrated_s), floor=0.0)


def _start_desk(where: Place) -> Start:
    began = time.time()
    with _desk(where) as (process, trace):
        wait_for(lambda: {"list", "online"} <= _milestones(trace).keys(), "the list and the link")
        used = cpu_until_rest(process.pid)
        at = _milestones(trace)
        return Start(at["list"] - began, used, pss_mib(process.pid), at["online"] - began)


def _start_empty(where: Place) -> Start:
    began = time.time()
    command = [sys.executable, "-m", "tools.bench.empty_window"]
    process = subprocess.Popen(command, cwd=ROOT, env=where.environment, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        painted = float(process.stdout.readline())
        return Start(painted - began, cpu_until_rest(process.pid), pss_mib(process.pid))
    finally:
        _end(process)


@contextmanager
def _desk(where: Place) -> Iterator[tuple["subprocess.Popen[str]", Path]]:
    with tempfile.TemporaryDirectory(prefix="ws-trace-") as folder:
        trace = Path(folder) / "trace.jsonl"
        command = [sys.executable, "-m", "workstation", "--profile", str(where.profile), "--trace", str(trace)]
        process = subprocess.Popen(command, cwd=ROOT, env=where.environment, text=True)
        try:
            yield process, trace
        finally:
            _end(process)


def _end(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _milestones(trace: Path) -> dict[str, float]:
    """Return what the desk has noted so far: names and when."""
    if not trace.exists():
        return {}
    lines = trace.read_text(encoding="utf-8").splitlines()
    return {line["name"]: line["at"] for line in map(json.loads, lines)}
