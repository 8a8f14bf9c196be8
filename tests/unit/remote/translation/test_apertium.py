"""The real Apertium, English and Spanish."""

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest

from tests.helpers.parts import part
from workstation.domain.translation.engines import EngineKind, Pair, Setup
from workstation.domain.translation.masking import mask, unmask
from workstation.remote.translation.engine import Engine
from workstation.remote.translation.known import make

pytestmark = pytest.mark.requires("apertium")
TO_SPANISH = Pair(source="en", target="es")


@pytest.fixture(scope="module")
def apertium() -> Iterator[Engine]:
    program = part("apertium")
    assert program
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [str(program), "-p", str(port), "/usr/share/apertium"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    engine = make(Setup(name="apertium", kind=EngineKind.APERTIUM, url=f"http://127.0.0.1:{port}"))
    try:
        _until_it_answers(f"http://127.0.0.1:{port}/listPairs", server)
        yield engine
    finally:
        engine.close()
        server.terminate()
        server.wait(60)


def _until_it_answers(url: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            assert server.poll() is None, "apertium-apy ended"
            assert time.monotonic() < deadline, "apertium-apy does not answer"
            time.sleep(0.1)


def test_it_says_which_directions_it_knows(apertium: Engine) -> None:
    assert apertium.supports(TO_SPANISH)
    assert apertium.supports(Pair(source="es", target="en"))
    assert not apertium.supports(Pair(source="zh-Hans", target="en"))


def test_it_translates(apertium: Engine) -> None:
    [answer] = apertium.translate(["The house is white."], TO_SPANISH)
    assert "casa" in answer.lower()
    assert "blanca" in answer.lower()


def test_signs_of_html_and_unknown_words_stay(apertium: Engine) -> None:
    [answer] = apertium.translate(["price < cost & <b>gizmotron</b>"], TO_SPANISH)
    assert "&amp;" not in answer
    assert "&" in answer
    assert "*gizmotron" not in answer
    assert "gizmotron" in answer


@pytest.mark.parametrize(
    "line",
    [
        "The price of LZ-F0506 is USD 6.40 FOB Ningbo for 500 pcs.",
        "We can ship 1x40HQ on 2026-10-24, please write to wang@lz.example.",
        "Deposit 30%, balance 70% before shipment, lead time 25 days.",
    ],
)
def test_figures_come_back_as_they_were(apertium: Engine, line: str) -> None:
    masked = mask(line, {}, apertium.mark)
    [answer] = apertium.translate([masked.text], TO_SPANISH)
    back = unmask(answer, masked, apertium.marks)
    assert back.whole, answer
