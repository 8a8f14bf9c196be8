"""A desk that measures itself: the real composition with a probe beside it, started by `tools.bench.inside`.

Says one JSON line when it is ready and one with the result; reads one line from standard input in between.
"""

import argparse
import asyncio
import contextlib
import gc
import re
import statistics
import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from tools.bench import floors, translating
from tools.bench.figures import percentile
from tools.bench.probing import LONGEST_S, Lag, Painted, Probe, Result, say
from workstation.app import Application
from workstation.cli import parser
from workstation.domain.ids import ConversationId
from workstation.start import run
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.search.view import PAUSE_MS, SearchPane

ROUNDS: Final = 5
UPDATES: Final = 200
STEP_PX: Final = 120
SCROLLED: Final = 3
LONG: Final = 500
STILL: Final = 100
_WORDS: Final = "[\u4e00-\u9fff]{2}|[^\\W\\d_\u4e00-\u9fff]{3,}"
"""Two Chinese characters, or a word in letters."""
SWITCHES: Final = 1000
SEARCHES: Final = 40

# ---- what is measured ----------------------------------------------------------------------------------------------


async def open_500(probe: Probe) -> Result:
    """Open long conversations, each for the first time."""
    long_ones = await probe.long_conversations()
    taken = [await probe.open(ConversationId(id_)) for id_ in long_ones[: ROUNDS + 1]][1:]
    floor = floors.lay_out_all(
        await probe.query("SELECT text FROM messages WHERE conversation_id = ? ORDER BY n", long_ones[ROUNDS]),
        probe.chat.timeline.viewport().width(),
        probe.chat.timeline.font(),
    )
    return {
        "cpu_ms": statistics.median(cpu for cpu, _ in taken),
        "wall_ms": statistics.median(wall for _, wall in taken),
        "floor_ms": floor,
    }


async def scroll_500(probe: Probe) -> Result:
    """Scroll through long conversations up to their first message and down again."""
    moving, still = [], []
    for id_ in (await probe.long_conversations())[:SCROLLED]:
        await probe.open(ConversationId(id_))
        up = await _scroll(probe, -STEP_PX, partial(_at_first, probe.chat.timeline))
        down = await _scroll(probe, STEP_PX, partial(_at_last, probe.chat.timeline))
        moving.append(max(up, down))
        still.append(await _scroll(probe, 0, iter([False] * STILL + [True]).__next__))
    return {"worst_frame_ms": statistics.median(moving), "floor_ms": statistics.median(still)}


def _at_first(timeline: TimelineArea) -> bool:
    return timeline.rows.first_n == 1 and timeline.verticalScrollBar().value() == 0


def _at_last(timeline: TimelineArea) -> bool:
    bar = timeline.verticalScrollBar()
    return timeline.rows.last_n == LONG and bar.value() == bar.maximum()


async def _scroll(probe: Probe, step_px: int, through: Callable[[], bool]) -> float:
    """Scroll in steps; return the most CPU milliseconds the GUI thread spent on one.

    A step is a frame: the scroll bar moves, what has come is laid out, and the view is painted.

    Raises:
        TimeoutError: the end can't be reached.
    """
    timeline = probe.chat.timeline
    bar = timeline.verticalScrollBar()
    worst = 0.0
    deadline = time.monotonic() + LONGEST_S
    while not through():
        if time.monotonic() > deadline:
            raise TimeoutError("the end of the conversation cannot be reached by scrolling")
        before = time.thread_time()
        bar.setValue(bar.value() + step_px)
        timeline.viewport().repaint()
        await asyncio.sleep(0)
        worst = max(worst, (time.thread_time() - before) * 1000)
        await asyncio.sleep(0.004)
    return worst


async def switches(probe: Probe) -> Result:
    """Turn to one conversation after the other, and rest as the desk does by itself; each step waits to be measured."""
    ids = probe.workplace.inbox.model.ids()
    await probe.pause()
    await probe.rested()
    await probe.calm()
    await probe.pause()
    for turn in range(SWITCHES):
        await probe.turn_to(ids[turn % len(ids)])
    await probe.rested()
    await probe.calm()
    await probe.pause()
    return {"opened": float(len(set(ids[:SWITCHES])))}


async def search_to_painted(probe: Probe) -> Result:
    """Type words into the field of the list; each is through when its hits are painted."""
    texts = await probe.query("SELECT text FROM messages WHERE id % 97 = 0 ORDER BY id")
    found = [match for text in texts for match in re.findall(_WORDS, text)]
    words = list(dict.fromkeys(found))[:: max(1, len(set(found)) // SEARCHES)][:SEARCHES]
    for word in words:  # the fonts of scripts that are seen for the first time are no part of searching
        await _search(probe, word)
    taken = [await _search(probe, word) for word in words]
    return {
        "p50_ms": percentile([cpu for cpu, _ in taken], 0.5),
        "p95_ms": percentile([cpu for cpu, _ in taken], 0.95),
        "wall_ms": percentile([wall for _, wall in taken], 0.5),
        "pause_ms": float(PAUSE_MS),
        "words": float(len(taken)),
    }


async def _search(probe: Probe, word: str) -> tuple[float, float]:
    """Return CPU and wall-clock milliseconds from the last key to the painted hits."""
    inbox = probe.workplace.inbox
    wall, cpu = time.perf_counter(), time.process_time()
    inbox.search.setText(word)
    pane = inbox.results
    assert isinstance(pane, SearchPane)
    shown = pane.list.viewport()
    painted = Painted(shown, lambda: pane.looking.text == word and not pane.searching and bool(pane.model.rows))
    await asyncio.wait_for(painted.seen, LONGEST_S)
    return (painted.cpu - cpu) * 1000, (painted.wall - wall) * 1000


async def receive_one(probe: Probe) -> Result:
    """1000 messages of one buyer, his conversation open."""
    await probe.open(probe.conversations[0])
    return await _receive(probe)


async def receive_spread(probe: Probe) -> Result:
    """1000 messages of 100 buyers, another conversation open."""
    await probe.open(ConversationId((await probe.long_conversations())[0]))
    return await _receive(probe)


async def _receive(probe: Probe) -> Result:
    taken = []
    for _ in range(3):
        await probe.calm()
        taken.append(await probe.receive(1000))
    in_order = sorted(taken)
    middle = in_order[len(in_order) // 2]
    return {**middle._asdict(), "most_s": in_order[-1].cpu_s}


async def gui_lag(probe: Probe) -> Result:
    """How late the GUI thread comes to its timers while messages pour in, one of their conversations open."""
    await probe.open(probe.conversations[0])
    await probe.calm()
    lag = Lag()
    lag.start()
    await asyncio.sleep(2.0)
    quiet = lag.stop()
    await probe.ready()
    lag.start()
    await probe.told()
    busy = lag.stop()
    return {
        "p50_ms": percentile(busy, 0.5),
        "p95_ms": percentile(busy, 0.95),
        "p99_ms": percentile(busy, 0.99),
        "worst_ms": max(busy),
        "quiet_p99_ms": percentile(quiet, 0.99),
    }


async def row_update(probe: Probe) -> Result:
    """One row of the list changes and goes to the top."""
    return floors.row_updates(probe.workplace.inbox, UPDATES)


WHAT: Final[dict[str, Callable[[Probe], Awaitable[Result]]]] = {
    "open_500": open_500,
    "scroll_500": scroll_500,
    "switches": switches,
    "search_to_painted": search_to_painted,
    "receive_one": receive_one,
    "receive_spread": receive_spread,
    "gui_lag": gui_lag,
    "row_update": row_update,
    "cached_toggle": translating.cached_toggle,
    "translate_500": translating.translate_500,
}


def main() -> int:
    """Run the desk and measure."""
    own = argparse.ArgumentParser(description=__doc__)
    own.add_argument("--what", choices=WHAT, required=True)
    own.add_argument("--profile", required=True)
    own.add_argument("--conversations", default="", help="ids, with commas between")
    options = own.parse_args()
    failed: list[BaseException] = []

    async def then(application: Application) -> None:
        probe = Probe(application, [int(id_) for id_ in options.conversations.split(",") if id_])
        try:
            await probe.calm()
            say(await WHAT[options.what](probe))
        except Exception as fault:
            failed.append(fault)

    gc.disable()  # as the program begins, see `workstation.cli`
    status = run(parser().parse_args(["--profile", options.profile]), then)
    for fault in failed:
        traceback.print_exception(fault)
    return status or len(failed)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        sys.exit(main())
