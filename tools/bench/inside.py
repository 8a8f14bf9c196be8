"""Rows measured in a desk process: starts the probe, lets buyers write, reads the result."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import msgspec

from tools.bench.figures import Figure, at_most, scaled
from tools.bench.ingest import raw_insert_s
from tools.bench.places import CROWDED, ROOT, CannotMeasure, Place, place
from tools.bench.processes import pss_mib, resident_mib
from tools.bench.sender import crowd

OPEN_MS: Final = 30.0
FRAME_MS: Final = 16.0
PAINTED_MS: Final = 30.0
GROWTH_PERCENT: Final = 5.0
RECEIVE_ONE_S: Final = 0.7
RECEIVE_SPREAD_S: Final = 1.0
LAG_P95_MS: Final = 25.0
LAG_P99_MS: Final = 50.0
UPDATE_MS: Final = 0.5
MESSAGES: Final = 1000
SPREAD: Final = 100
POUR_PER_S: Final = 200.0
POUR_S: Final = 10.0
ROUNDS: Final = 3
LONGEST_S: Final = 120.0


class Measured:
    """A running probe."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def read(self) -> dict[str, float]:
        """Return its next line.

        Raises:
            CannotMeasure: it has ended.
        """
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise CannotMeasure(f"the probe ended with {self._process.wait()}")
        return msgspec.json.decode(line, type=dict[str, float])

    def pss_mib(self) -> float:
        """Return its memory now."""
        return pss_mib(self._process.pid)

    def resident_mib(self) -> float:
        """Return what it has in memory now."""
        return resident_mib(self._process.pid)

    def tell(self) -> None:
        """Let it go on."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()


@contextmanager
def probe(where: Place, what: str, conversations: Sequence[int] = ()) -> Iterator[Measured]:
    """Run a probe."""
    command = [sys.executable, "-m", "tools.bench.probe", "--what", what, "--profile", str(where.profile)]
    command += ["--conversations", ",".join(map(str, conversations))]
    with subprocess.Popen(
        command, cwd=ROOT, env=where.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        watch = threading.Timer(LONGEST_S, process.kill)
        watch.start()
        try:
            yield Measured(process)
        finally:
            watch.cancel()
            if process.poll() is None:
                process.terminate()


def open_500(calibrated_s: float) -> Figure:
    """CPU from the click to the painted newest page of a conversation of 500 that was not open before."""
    with place() as where, probe(where, "open_500") as running:
        found = running.read()
    note = f"{found['wall_ms']:.0f} ms by the clock; floor: all 500 laid out"
    target = scaled(OPEN_MS, calibrated_s)
    return at_most("open_500", found["cpu_ms"], "ms CPU", target, floor=found["floor_ms"], note=note)


def scroll_500_worst_frame(calibrated_s: float) -> Figure:
    """The most CPU of the GUI thread on one step of scrolling, from the last of 500 messages to the first and back."""
    with place(CROWDED) as where, probe(where, "scroll_500") as running:
        found = running.read()
    target = scaled(FRAME_MS, calibrated_s)
    note = "median of three conversations; floor: the view painted as it stands"
    worst = found["worst_frame_ms"]
    return at_most("scroll_500_worst_frame", worst, "ms CPU", target, floor=found["floor_ms"], note=note)


def search_to_painted(calibrated_s: float) -> Figure:
    """CPU from the last key typed to the painted hits, p95."""
    with place(CROWDED) as where, probe(where, "search_to_painted") as running:
        found = running.read()
    note = (
        f"p50 {found['p50_ms']:.1f} ms of {found['words']:.0f} words; {found['wall_ms']:.0f} ms by the clock, with"
        f" {found['pause_ms']:.0f} ms in which typing has to rest"
    )
    return at_most("search_to_painted", found["p95_ms"], "ms CPU", scaled(PAINTED_MS, calibrated_s), note=note)


def pss_after_1000_switches(_calibrated_s: float) -> Figure:
    """By how many percent memory has grown after turning to a thousand conversations, one after the other.

    Measured from the loaded list, as `pss_list_loaded` does, to the pause afterwards, in which the desk gives back what
    it does not need. It would do that with the list alone as well: what grows from there is told too.
    """
    with place(CROWDED) as where, probe(where, "switches") as running:
        running.read()
        base, loaded = running.pss_mib(), running.resident_mib()
        running.tell()
        running.read()
        rested_base, rested = running.pss_mib(), running.resident_mib()
        running.tell()
        running.read()
        after = running.resident_mib()
        running.tell()
        opened = running.read()["opened"]
    grown = (after - loaded) / base * 100  # the proportional size itself moves with who else maps the same libraries
    kept = after - rested
    note = (
        f"{base:.0f} MiB with the list, {rested_base:.0f} when that has rested; from there"
        f" {kept:+.1f} MiB, {kept / rested_base * 100:+.1f} %; {opened:.0f} conversations"
    )
    return at_most("pss_after_1000_switches", grown, "%", GROWTH_PERCENT, floor=0.0, note=note)


def receive_1000_one(calibrated_s: float) -> Figure:
    """CPU of the desk for 1000 messages of one buyer whose conversation is open."""
    return _receive("receive_1000_one", "receive_one", 1, scaled(RECEIVE_ONE_S, calibrated_s))


def receive_1000_spread(calibrated_s: float) -> Figure:
    """CPU of the desk for 1000 messages of 100 buyers."""
    return _receive("receive_1000_spread", "receive_spread", SPREAD, scaled(RECEIVE_SPREAD_S, calibrated_s))


def _receive(name: str, what: str, buyers: int, target: float) -> Figure:
    with place() as where, crowd(where.url, buyers) as writing, probe(where, what, writing.conversations) as running:
        for _ in range(ROUNDS):
            running.read()
            writing.send(MESSAGES)
        found = running.read()
    note = (
        f"at most {found['most_s']:.2f}; sent in {found['wall_s']:.1f} s, told the screens {found['told']:.0f} times;"
        " floor: 1000 rows inserted"
    )
    return at_most(name, found["cpu_s"], "s CPU", target, floor=raw_insert_s(MESSAGES), note=note)


def gui_lag_p99(calibrated_s: float) -> Figure:
    """How late the GUI thread is while 200 messages a second pour in."""
    with (
        place() as where,
        crowd(where.url, SPREAD) as writing,
        probe(where, "gui_lag", writing.conversations) as running,
    ):
        running.read()
        writing.send(int(POUR_PER_S * POUR_S), per_second=POUR_PER_S)
        running.tell()
        found = running.read()
    p95 = scaled(LAG_P95_MS, calibrated_s)
    note = (
        f"p50 {found['p50_ms']:.1f}, p95 {found['p95_ms']:.1f} of at most {p95:.1f}, worst {found['worst_ms']:.0f} ms"
    )
    figure = at_most(
        "gui_lag_p99", found["p99_ms"], "ms", scaled(LAG_P99_MS, calibrated_s), floor=found["quiet_p99_ms"], note=note
    )
    return figure if found["p95_ms"] <= p95 else msgspec.structs.replace(figure, ok=False)


def row_update(calibrated_s: float) -> Figure:
    """CPU of one row that changes and goes to the top of a list of 2000, laid out."""
    with place() as where, probe(where, "row_update") as running:
        found = running.read()
    note = f"p95 {found['p95_ms']:.2f}; floor: the plainest model and view"
    target = scaled(UPDATE_MS, calibrated_s)
    return at_most("row_update", found["cpu_ms"], "ms CPU", target, floor=found["floor_ms"], note=note)


INSIDE: Final[dict[str, Callable[[float], Figure]]] = {
    "open_500": open_500,
    "scroll_500_worst_frame": scroll_500_worst_frame,
    "search_to_painted": search_to_painted,
    "pss_after_1000_switches": pss_after_1000_switches,
    "receive_1000_one": receive_1000_one,
    "receive_1000_spread": receive_1000_spread,
    "gui_lag_p99": gui_lag_p99,
    "row_update": row_update,
}
