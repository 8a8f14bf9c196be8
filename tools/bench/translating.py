"""The rows about translation that a desk measures in itself; what it asks answers in the process that started it."""

import asyncio
import contextlib
import os
import time
from typing import Final

from tools.bench.figures import percentile
from tools.bench.probing import LONGEST_S, Lag, Painted, Probe, Result, until
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.domain.message import TEXT
from workstation.domain.translation.engines import EngineKind, Setup
from workstation.ui.chat.timeline import readings

ENGINE: Final = "BENCH_ENGINE"
"""Names the address of the stand-in for an engine."""
_TOGGLED: Final = 20
_FOREIGN: Final = (
    "SELECT id FROM conversations WHERE last_n = 500 AND archived_n IS NULL"
    " AND substr(language, 1, 2) IN ('es', 'ar') ORDER BY id"
)
"""Long ones whose buyers write what has to be translated, whichever of its two languages the desk speaks."""
_AT_ONCE: Final = 3
_MESSAGES: Final = 500


async def _with_engine(probe: Probe) -> ConversationId:
    setup = Setup(name="bench", kind=EngineKind.LIBRETRANSLATE, url=os.environ[ENGINE])
    await probe.desk.translation.engines.save([setup])
    opened = ConversationId((await probe.query(_FOREIGN))[0])
    await probe.open(opened)
    await probe.calm()  # how a conversation is to be read is read after it is shown
    return opened


async def cached_toggle(probe: Probe) -> Result:
    """Toggle messages whose translations are kept: from the key to the painted translation.

    Raises:
        TimeoutError: none comes, or no message of the conversation can be translated.
    """
    await _with_engine(probe)
    timeline = probe.chat.timeline
    taken = []
    said = [one for one in timeline.rows.items if one.kind == TEXT and one.from_buyer and len(one.text.split()) > 3]
    for item in said[-_TOGGLED:]:
        timeline.scroll_to(item.key)
        await _toggle(probe, item.key)
        if not readings.is_translated(item.key):
            continue  # there is no other language to read it in
        await _toggle(probe, item.key)
        taken.append(await _toggle(probe, item.key))
    if not taken:
        raise TimeoutError("no message that can be translated")
    return {"p50_ms": percentile(taken, 0.5), "p95_ms": percentile(taken, 0.95), "count": float(len(taken))}


async def _toggle(probe: Probe, key: str) -> float:
    """Toggle a message; return the CPU milliseconds until it is painted as it is read then, whatever came of it."""
    before = readings.of(key)

    def settled() -> bool:
        reading = readings.of(key)
        return reading is None if before is not None else reading is not None and bool(reading.text or reading.warns)

    painted = Painted(probe.chat.timeline.viewport(), settled)
    began = time.process_time()
    probe.chat.languages.reader.toggle(key)
    await asyncio.wait_for(painted.seen, LONGEST_S)
    return (painted.cpu - began) * 1000


async def translate_500(probe: Probe) -> Result:
    """How late the GUI thread comes to its timers while 500 messages are translated."""
    opened = await _with_engine(probe)
    statement = "SELECT text FROM messages WHERE conversation_id = ? AND text <> '' ORDER BY n LIMIT 500"
    texts = [str(text) for text in await probe.query(statement, opened)][:_MESSAGES]
    await probe.desk.translation.language_of(texts[0])  # what detection needs is read once, on a worker
    gate = asyncio.Semaphore(_AT_ONCE)
    done = 0

    async def one(text: str) -> None:
        nonlocal done
        async with gate:
            with contextlib.suppress(Refusal):  # in the language already, or no words in it
                await probe.desk.translation.translate(text, target="fr")
            done += 1

    await probe.calm()
    lag = Lag()
    lag.start()
    began = time.monotonic()
    await asyncio.gather(*map(one, texts))
    took = time.monotonic() - began
    late = lag.stop()
    await until(lambda: done == len(texts), "all translations")
    return {
        "p50_ms": percentile(late, 0.5),
        "p99_ms": percentile(late, 0.99),
        "worst_ms": max(late),
        "took_s": took,
        "count": float(len(texts)),
    }
