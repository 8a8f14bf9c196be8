"""The rows about translation that a desk measures in itself; what it asks answers in the process that started it."""

import asyncio
import contextlib
import os
import time
from typing import Final

from tools.bench.figures import percentile
from tools.bench.probing import Lag, Probe, Result, until
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.domain.message import TEXT
from workstation.domain.translation.engines import EngineKind, Setup
from workstation.services.views import TimelineItem
from workstation.ui.chat.timeline import readings

ENGINE: Final = "BENCH_ENGINE"
"""Names the address of the stand-in for an engine."""
_TOGGLED: Final = 20
_AT_ONCE: Final = 3
_MESSAGES: Final = 500


async def _with_engine(probe: Probe) -> ConversationId:
    setup = Setup(name="bench", kind=EngineKind.LIBRETRANSLATE, url=os.environ[ENGINE])
    await probe.desk.translation.engines.save([setup])
    opened = ConversationId((await probe.long_conversations())[0])
    await probe.open(opened)
    return opened


async def cached_toggle(probe: Probe) -> Result:
    """Toggle messages whose translations are kept: from the key to the painted translation."""
    await _with_engine(probe)
    timeline, reader = probe.chat.timeline, probe.chat.languages.reader
    taken = []
    for item in [one for one in timeline.rows.items if one.kind == TEXT and len(one.text.split()) > 3][-_TOGGLED:]:
        if not await _toggled(probe, item):
            continue
        reader.toggle(item.key)
        began = time.process_time()
        await _toggled(probe, item)
        timeline.viewport().repaint()
        taken.append((time.process_time() - began) * 1000)
        reader.toggle(item.key)
    return {"p50_ms": percentile(taken, 0.5), "p95_ms": percentile(taken, 0.95), "count": float(len(taken))}


async def _toggled(probe: Probe, item: TimelineItem) -> bool:
    def settled() -> bool:
        reading = readings.of(item.key)
        return reading is not None and (bool(reading.text) or reading.warns)

    probe.chat.languages.reader.toggle(item.key)
    while not settled():
        await asyncio.sleep(0)
    reading = readings.of(item.key)
    return reading is not None and bool(reading.text)


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
