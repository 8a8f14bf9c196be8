"""The engines set up on this desk: their addresses and keys, the order of trying, the test button."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.domain.translation.engines import Pair, Setup
from workstation.services.files import Files
from workstation.services.translation.settings import put_setting, setting
from workstation.services.worker import Worker

if TYPE_CHECKING:
    from workstation.services.translation.translator import Ready, Sent
    from workstation.storage.tx import Tx

_SETUPS: Final = "translation_engines"
_ORDER: Final = "translation_order"
TEST_TEXT: Final = "Good morning, thank you for your message."


class EngineCheck(Struct, frozen=True, kw_only=True):
    """What the *test* button found."""

    code: str
    """"" when it works, else one of the engines' faults."""
    detail: str = ""
    """What the engine said."""
    sample: str = ""
    """What it made of TEST_TEXT."""
    took_ms: int = 0


class Engines:
    """Kept encrypted on this machine; they never leave it.

    Args (of the constructor):
        worker: where engines are asked.
        note: hears of what leaves, before it does; called on a worker thread.
        changed: hears that other engines are there, or in another order.
    """

    def __init__(
        self, files: Files, worker: Worker, note: "Callable[[Sent], None]", changed: Callable[[], None] = lambda: None
    ) -> None:
        self._files = files
        self._worker = worker
        self._note = note
        self._changed = changed
        self._ending = threading.Event()
        self._ready: list[Ready] | None = None
        self._order: dict[tuple[str, str], tuple[str, ...]] = {}

    async def every(self) -> list[Setup]:
        """Return the engines set up here, with their keys."""
        return await self._files.read_local(stored)

    async def save(self, setups: Sequence[Setup]) -> None:
        """Put these in the place of all engines; their names must differ.

        Raises:
            Refusal: `invalid_request` with `field` when two have one name, or one has none.
        """
        names = [setup.name.strip() for setup in setups]
        if not all(names) or len(set(names)) != len(names):
            raise Refusal("invalid_request", {"field": "name"})
        await self._files.write_local(put_setting, _SETUPS, msgspec.json.encode(list(setups)).decode())
        self._forget()
        self._changed()

    async def order(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the order of trying by direction; ("", "") is for all the rest."""
        kept = await self._files.read_local(setting, _ORDER)
        rows = msgspec.json.decode(kept, type=list[tuple[str, str, tuple[str, ...]]]) if kept else []
        return {(source, target): names for source, target, names in rows}

    async def save_order(self, order: Mapping[tuple[str, str], Sequence[str]]) -> None:
        """Set the order of trying."""
        rows = [(source, target, list(names)) for (source, target), names in order.items()]
        await self._files.write_local(put_setting, _ORDER, msgspec.json.encode(rows).decode())
        self._forget()
        self._changed()

    async def check(self, setup: Setup, pair: Pair) -> EngineCheck:
        """Ask an engine for one harmless sentence and say what is wrong; the ledger notes it."""
        return await self._worker.run(_check, setup, pair, self._note)

    @staticmethod
    def destination(setup: Setup) -> tuple[str, bool]:
        """Return where an engine's texts go, and whether that is this machine."""
        from workstation.services.translation.translator import destination

        return destination(setup)

    async def prepare(self) -> None:
        """Have the engines ready for `for_pair`."""
        if self._ready is None:
            setups = await self.every()
            self._order = await self.order()
            self._ready = await self._worker.run(_made, setups, self._ending)

    def for_pair(self, pair: Pair) -> "list[Ready]":
        """Return the engines that may be asked for a direction, in the user's order."""
        from workstation.services.translation.translator import in_order

        return in_order(self._ready or [], self._order, pair)

    def close(self) -> None:
        """Break off what is under way."""
        self._ending.set()
        self._forget()

    def _forget(self) -> None:
        ready, self._ready = self._ready, None
        for one in ready or ():
            one.guard.engine.close()


def stored(tx: "Tx") -> list[Setup]:
    """Return the engines as this desk keeps them."""
    kept = setting(tx, _SETUPS)
    return msgspec.json.decode(kept, type=list[Setup]) if kept else []


def _made(setups: Sequence[Setup], ending: threading.Event) -> "list[Ready]":
    from workstation.domain.translation.engines import EngineFault
    from workstation.remote.translation.guard import Guard
    from workstation.remote.translation.known import make
    from workstation.services.translation.translator import Ready

    ready = []
    for setup in setups:
        if setup.enabled:
            try:
                ready.append(Ready(setup, Guard(make(setup), time.monotonic, ending.wait)))
            except EngineFault:
                continue  # an address that may not be called: the test button says so
    return ready


def _check(setup: Setup, pair: Pair, note: "Callable[[Sent], None]") -> EngineCheck:
    from workstation.domain.translation.engines import EngineFault
    from workstation.remote.translation.known import make
    from workstation.remote.translation.plausible import is_plausible
    from workstation.services.translation.translator import Sent, destination

    began = time.monotonic()
    try:
        engine = make(setup)
    except EngineFault as fault:
        return EngineCheck(code=fault.code, detail=fault.detail)
    try:
        host, local = destination(setup)
        if not engine.supports(pair):
            return EngineCheck(code="engine_pair")
        note(
            Sent(engine=setup.name, kind=setup.kind, host=host, local=local, pair=pair,
                 characters=len(TEST_TEXT))
        )  # fmt: skip
        [sample] = engine.translate([TEST_TEXT], pair)
    except EngineFault as fault:
        return EngineCheck(code=fault.code, detail=fault.detail)
    finally:
        engine.close()
    code = "" if is_plausible(TEST_TEXT, sample, pair.target) else "engine_nonsense"
    return EngineCheck(code=code, sample=sample[:500], took_ms=int((time.monotonic() - began) * 1000))
