"""The rows `memory_lookup_p95`, `translate_cached_toggle` and `gui_stall_p99` (while 500 messages are translated)."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import Final
from uuid import UUID

from tools.bench.figures import Figure, at_most, cpu_ms, percentile, scaled
from tools.bench.inside import probe
from tools.bench.places import Place, place
from tools.bench.translating import ENGINE
from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.translation.engines import Pair
from workstation.domain.translation.memory import Unit
from workstation.services.translation.memory import Memory

LOOKUP_MS: Final = 20.0
TOGGLE_MS: Final = 16.0
STALL_MS: Final = 50.0
UNITS: Final = 50_000
LOOKUPS: Final = 300
_WORDS: Final = (
    "price lamp brass floor carton sample order shade linen oak chair delivery week port colour black glass steel"
    " invoice payment deposit quality catalogue booth factory visit label barcode packing pallet vessel"
)


def memory_lookup_p95(calibrated_s: float) -> Figure:
    """CPU of asking a memory of 50,000 sentences: exactly, then for the most alike."""
    random = Random(1)
    units = [_unit(number, random) for number in range(UNITS)]
    memory = Memory(units)
    pair = Pair(source="en", target="es")
    memory.alike(_sentence(random), pair)
    half = [one.texts["en"].replace("pcs", "pieces") for one in random.sample(units, LOOKUPS // 2)]
    asked = half + [_sentence(random) for _ in range(LOOKUPS // 2)]

    def ask(text: str) -> None:
        memory.lookup(text, pair)
        memory.alike(text, pair)

    taken = [cpu_ms(partial(ask, text)) for text in asked]
    note = f"p50 {percentile(taken, 0.5):.1f} ms of {len(taken)} sentences, {len(memory)} units"
    return at_most("memory_lookup_p95", percentile(taken, 0.95), "ms CPU", scaled(LOOKUP_MS, calibrated_s), note=note)


def _unit(number: int, random: Random) -> Unit:
    texts = {"en": _sentence(random), "es": _sentence(random)}
    return Unit(id=ActionId(UUID(int=number + 1)), rev=1, texts=texts, author_id=PrincipalId(1))


def _sentence(random: Random) -> str:
    words = _WORDS.split()
    return f"{' '.join(random.choices(words, k=random.randint(5, 14)))} {random.randint(2, 9000)} pcs".capitalize()


_LETTERS: Final = re.compile(r"(?!ZQ\d+X)(?<![A-Z0-9])[^\W\d_]{3,}")


class _Engine(BaseHTTPRequestHandler):
    """Answers as LibreTranslate does, in the target's script: figures and marks stay."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        word = "词" if asked["target"].startswith("zh") else "mot "
        self._send({"translatedText": [_LETTERS.sub(word, text) for text in asked["q"]]})

    def do_GET(self) -> None:
        codes = ["en", "es", "zh-Hans", "fr", "ru", "ar", "pt", "de", "it"]
        self._send([{"code": code, "name": code, "targets": codes} for code in codes])

    def _send(self, value: object) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@contextmanager
def _engine(where: Place) -> Iterator[None]:
    """Run a stand-in for an engine and let the desk know its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Engine)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    where.environment[ENGINE] = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def translate_cached_toggle(calibrated_s: float) -> Figure:
    """CPU from the key to the painted translation that was made before, p95."""
    with place() as where, _engine(where), probe(where, "cached_toggle") as running:
        found = running.read()
    note = f"p50 {found['p50_ms']:.1f} ms of {found['count']:.0f} messages"
    return at_most("translate_cached_toggle", found["p95_ms"], "ms CPU", scaled(TOGGLE_MS, calibrated_s), note=note)


def gui_stall_p99(calibrated_s: float) -> Figure:
    """How late the GUI thread is while 500 messages are translated."""
    with place() as where, _engine(where), probe(where, "translate_500") as running:
        found = running.read()
    note = (
        f"p50 {found['p50_ms']:.1f}, worst {found['worst_ms']:.0f} ms; {found['count']:.0f} messages in"
        f" {found['took_s']:.1f} s"
    )
    return at_most("gui_stall_p99", found["p99_ms"], "ms", scaled(STALL_MS, calibrated_s), note=note)


TRANSLATION: Final[dict[str, Callable[[float], Figure]]] = {
    "memory_lookup_p95": memory_lookup_p95,
    "translate_cached_toggle": translate_cached_toggle,
    "gui_stall_p99": gui_stall_p99,
}
