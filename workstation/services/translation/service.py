"""Translation as the screens ask for it: awaitable, from the cache where it was done before, else on worker threads.

What makes it work (detection, memory, engines) is imported with the first translation, not with the window.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec
from msgspec import Struct

from workstation.domain.account import Account, AccountKind
from workstation.domain.clock import Clock, to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId, new_action_id
from workstation.domain.translation.engines import EngineKind, Pair, Setup
from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation.memory import Unit
from workstation.domain.translation.policy import BuyerTranslation, Permit, Reach, TranslationPolicy, permit
from workstation.domain.translation.translated import MEMORY, CacheKey, Translation
from workstation.domain.translation_actions import (
    SetBuyerTranslation,
    SetTranslationPolicy,
    UnitDraft,
)
from workstation.services.chat_reading import row_changed
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.translation.library import REFUSED, Library, on_their_way
from workstation.services.views import ConversationRef
from workstation.services.worker import Worker
from workstation.storage.overlay import HABIT

T = TypeVar("T")

if TYPE_CHECKING:
    from workstation.domain.actions import Action
    from workstation.services.translation.memory import Hit, Memory
    from workstation.services.translation.translator import Ready, Sent
    from workstation.storage.outbox import Pending
    from workstation.storage.translations import LedgerLine as LedgerLine
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


class Usage(Struct, frozen=True, kw_only=True):
    """What has left this machine this month."""

    characters: int
    limit: int | None
    cost: float
    """By the prices entered with the engines."""


class TranslationService:
    """One for a signed-in desk.

    Args (of the constructor):
        me: tells who is signed in.
    """

    def __init__(self, files: Files, outgoing: Outgoing, clock: Clock, me: Callable[[], Account]) -> None:
        self._files = files
        self._outgoing = outgoing
        self._clock = clock
        self._me = me
        self._worker = Worker(2, "translate")
        self.library: Final = Library(files, outgoing, self._worker, me)
        self._ending = threading.Event()
        self._memory: Memory | None = None
        self._stale = True
        self._glossary = 0
        self._loading = asyncio.Lock()
        self._ready: list[Ready] | None = None
        self._order: dict[tuple[str, str], tuple[str, ...]] = {}

    # --- reading and writing in another language ---

    async def language_of(self, text: str, usual: str = "") -> str:
        """Return the language of a text (BCP 47), "" when there are no words in it."""
        return await self._worker.run(_detect, text, usual)

    async def cached(self, texts: Mapping[int, str], pair: Pair) -> dict[int, Translation]:
        """Return those that were translated before, by the caller's numbers; never asks an engine."""
        await self._prepare()
        keys = [(number, key) for number, text in texts.items() for key in self._keys(text, pair)]
        return await self._files.read_local(_cached, keys)

    async def translate(
        self,
        text: str,
        *,
        target: str,
        source: str = "",
        usual: str = "",
        conversation: ConversationRef | None = None,
    ) -> Translation:
        """Return a translation, from the cache if it was made before.

        Args:
            target: into this language.
            source: from this one; "" finds out.
            usual: the writer's usual language, for lines too short to tell.
            conversation: whose text it is: its buyer's switch counts.

        Raises:
            Refusal: `never_allowed`, `local_only`, `limit_reached`, `no_engine`, `same_language`,
                `nothing_to_translate`, or an engine's fault (`engine_…`, with `detail`).
        """
        await self._prepare()
        allowed = await self._permit(conversation)
        if allowed.reach is Reach.NEVER:
            raise Refusal("never_allowed")
        found = source or await self.language_of(text, usual)
        if not found:
            raise Refusal("nothing_to_translate")
        pair = Pair(source=found, target=target)
        keys = self._keys(text, pair)
        before = await self._files.read_local(_cached, [(0, key) for key in keys])
        if 0 in before:
            return before[0]
        from workstation.services.translation.memory import EXACT

        made = await self._make(text, pair, allowed, conversation)
        if made.score < EXACT:  # the memory's, for want of an engine: the next time there may be one
            return made
        key = self._key(made.engine, made.version, text, pair)
        now_ms = to_ms(self._clock.now())
        await self._files.write_local(_keep, key, made, now_ms)
        return made

    async def alike(self, text: str, *, source: str, target: str) -> "list[Hit]":
        """Return what the memory knows of sentences like this one."""
        await self._prepare()
        memory = self._loaded()
        return await self._worker.run(memory.alike, text, Pair(source=source, target=target))

    async def habit(self, conversation: ConversationRef) -> ReadingHabit:
        """Return a conversation's switches."""
        stored = await self._files.read_local(_setting, f"{HABIT}{conversation}")
        return msgspec.json.decode(stored, type=ReadingHabit) if stored else ReadingHabit()

    async def set_habit(self, conversation: ConversationRef, habit: ReadingHabit) -> None:
        """Set a conversation's switches."""
        await self._files.write_local(_set, f"{HABIT}{conversation}", msgspec.json.encode(habit).decode())
        self._outgoing.changed(row_changed(conversation), queued=False)

    # --- engines, on this desk alone ---

    async def engines(self) -> list[Setup]:
        """Return the engines set up here, with their keys."""
        stored = await self._files.read_local(_setting, _SETUPS)
        return msgspec.json.decode(stored, type=list[Setup]) if stored else []

    async def save_engines(self, setups: Sequence[Setup]) -> None:
        """Put these in the place of all engines; their names must differ.

        Raises:
            Refusal: `invalid_request` with `field` when two have one name, or one has none.
        """
        names = [setup.name.strip() for setup in setups]
        if not all(names) or len(set(names)) != len(names):
            raise Refusal("invalid_request", {"field": "name"})
        await self._files.write_local(_set, _SETUPS, msgspec.json.encode(list(setups)).decode())
        self._close_engines()

    async def order(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """Return the order of trying by direction; ("", "") is for all the rest."""
        stored = await self._files.read_local(_setting, _ORDER)
        rows = msgspec.json.decode(stored, type=list[tuple[str, str, tuple[str, ...]]]) if stored else []
        return {(source, target): names for source, target, names in rows}

    async def save_order(self, order: Mapping[tuple[str, str], Sequence[str]]) -> None:
        """Set the order of trying."""
        rows = [(source, target, list(names)) for (source, target), names in order.items()]
        await self._files.write_local(_set, _ORDER, msgspec.json.encode(rows).decode())
        self._close_engines()

    async def check_engine(self, setup: Setup, pair: Pair) -> EngineCheck:
        """Ask an engine for one harmless sentence and say what is wrong; the ledger notes it."""
        return await self._worker.run(_check, setup, pair, self._note)

    @staticmethod
    def destination(setup: Setup) -> tuple[str, bool]:
        """Return where an engine's texts go, and whether that is this machine."""
        from workstation.services.translation.translator import destination

        return destination(setup)

    # --- memory and glossary, the company's ---

    async def fix(self, original: str, better: str, pair: Pair) -> None:
        """Teach the memory how a sentence is translated well; the next one like it uses that, here at once."""
        await self._prepare()
        draft = UnitDraft(id=new_action_id(), texts={pair.source: original.strip(), pair.target: better.strip()})
        await self.library.save([draft])
        self._stale = True

    # --- privacy ---

    async def policy(self) -> TranslationPolicy:
        """Return the company's policy."""
        from workstation.storage import translation_units

        chosen = await self._files.read_local(_policy_on_its_way)
        kept = await self._files.read(translation_units.policy)
        return kept if chosen is None else chosen

    async def set_policy(self, reach: Reach, engines: Sequence[EngineKind], monthly_characters: int | None) -> ActionId:
        """Decide for the company (main account).

        Raises:
            Refusal: `not_allowed`.
        """
        if self._me().kind is not AccountKind.MAIN:
            raise Refusal("not_allowed")
        return await self._outgoing.queue(
            SetTranslationPolicy(reach=reach, engines=tuple(engines), monthly_characters=monthly_characters)
        )

    async def of_buyer(self, conversation: ConversationRef) -> BuyerTranslation:
        """Return what holds for the buyer of a conversation."""
        from workstation.storage import translation_units

        chosen = await self._files.read_local(_buyer_on_its_way, conversation)
        if chosen is not None or not isinstance(conversation, int):
            return chosen or BuyerTranslation()
        return await self._files.read(translation_units.of_buyer, ConversationId(conversation))

    async def set_buyer(self, conversation: ConversationRef, reach: Reach, language: str = "") -> ActionId:
        """Decide for one buyer (owner or main account)."""
        return await self._outgoing.queue(
            SetBuyerTranslation(conversation=conversation, reach=reach, language=language)
        )

    async def usage(self) -> Usage:
        """Return what has left this machine this month, and what that cost."""
        lines = await self.ledger(_month(self._clock.now()))
        prices = {setup.name: setup.price_per_million for setup in await self.engines()}
        away = [line for line in lines if not line.local]
        policy = await self.policy()
        return Usage(
            characters=sum(line.characters for line in away),
            limit=policy.monthly_characters,
            cost=sum(line.characters * prices.get(line.engine, 0.0) / 1e6 for line in away),
        )

    async def ledger(self, since: datetime | None = None) -> "list[LedgerLine]":
        """Return what left for which engine, newest first."""
        from workstation.storage import translations

        return await self._files.read_local(translations.ledger, to_ms(since) if since else 0)

    # --- what the desk tells ---

    def changed(self) -> None:
        """Memory, glossary or policy are others now: read them again before the next translation."""
        self._stale = True

    def close(self) -> None:
        """Break off what is under way."""
        self._ending.set()
        self._close_engines()
        self._worker.close()

    # --- inside ---

    def _loaded(self) -> "Memory":
        assert self._memory is not None
        return self._memory

    async def _prepare(self) -> None:
        async with self._loading:
            if self._stale or self._memory is None:
                self._stale = False
                pending = await self._files.read_local(on_their_way)
                self._glossary, units = await self._files.read(_units)
                self._glossary += sum(hash(one.id.int) & 0xFFFFFF for one in pending) << 24
                self._memory = await self._worker.run(_memory_of, units, pending, self._me())
            if self._ready is None:
                setups = await self.engines()
                self._order = await self.order()
                self._ready = await self._worker.run(_engines_of, setups, self._ending)

    async def _permit(self, conversation: ConversationRef | None) -> Permit:
        buyer = await self.of_buyer(conversation) if conversation is not None else BuyerTranslation()
        policy = await self.policy()
        sent = await self._files.read_local(_sent, to_ms(_month(self._clock.now())))
        return permit(policy, buyer, sent)

    def _keys(self, text: str, pair: Pair) -> list[CacheKey]:
        """Return the keys under which a translation may lie, the preferred first."""
        from workstation.services.translation.translator import in_order

        ready = in_order(self._ready or [], self._order, pair)
        named = [(MEMORY, "")] + [(one.setup.name, one.guard.engine.version) for one in ready]
        return [self._key(engine, version, text, pair) for engine, version in named]

    def _key(self, engine: str, version: str, text: str, pair: Pair) -> CacheKey:
        return CacheKey(engine=engine, version=version, text=text, pair=pair, glossary=self._glossary)

    async def _make(self, text: str, pair: Pair, allowed: Permit, conversation: ConversationRef | None) -> Translation:
        from workstation.services.translation.translator import NoTranslation, Translator, in_order

        place = "" if conversation is None else str(conversation)
        translator = Translator(self._loaded(), lambda sent: self._note(sent, place), self._clock.now)
        ready = in_order(self._ready or [], self._order, pair)
        try:
            return await self._worker.run(translator.translate, text, pair, ready, allowed)
        except NoTranslation as reason:
            raise Refusal(reason.code, {"detail": reason.detail} if reason.detail else {}) from reason

    def _note(self, sent: "Sent", conversation: str = "") -> None:
        """Write the ledger before anything leaves; runs on a worker thread."""
        from workstation.storage import translations

        line = translations.LedgerLine(
            at=self._clock.now(),
            engine=sent.engine,
            kind=sent.kind.value,
            host=sent.host,
            local=sent.local,
            source=sent.pair.source,
            target=sent.pair.target,
            characters=sent.characters,
            conversation=conversation,
        )
        self._files.store.write_local_blocking(translations.note, line)

    def _close_engines(self) -> None:
        ready, self._ready = self._ready, None
        for one in ready or ():
            one.guard.engine.close()


def _month(now: datetime) -> datetime:
    return now.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _detect(text: str, usual: str) -> str:
    from workstation.services.translation.detecting import detect

    return detect(text, usual)


def _memory_of(units: list[tuple[Unit, dict[str, str]]], pending: "list[Pending]", me: Account) -> "Memory":
    from workstation.services.translation.library import laid_over
    from workstation.services.translation.memory import Memory
    from workstation.services.translation.shipped import shipped_units

    memory = Memory(shipped_units())
    memory.put_shaped(units)
    if pending:
        stored = [unit for unit, _ in units]
        laid = laid_over(stored, pending, me)
        memory.put(msgspec.structs.replace(unit, deleted=True) for unit in stored if unit.id not in laid)
        memory.put(one.unit for one in laid.values() if one.change is not None and not one.refused)
    return memory


def _engines_of(setups: Sequence[Setup], ending: threading.Event) -> "list[Ready]":
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


def _cached(tx: "Tx", keys: Sequence[tuple[int, CacheKey]]) -> dict[int, Translation]:
    from workstation.storage import translations

    found: dict[int, Translation] = {}
    for number, key in keys:
        if number not in found and (kept := translations.get(tx, key)) is not None:
            found[number] = kept
    return found


def _keep(tx: "Tx", key: CacheKey, made: Translation, now_ms: int) -> None:
    from workstation.storage import translations

    translations.put(tx, key, made, now_ms=now_ms)


def _sent(tx: "Tx", since_ms: int) -> int:
    from workstation.storage import translations

    return translations.characters_sent(tx, since_ms)


def _units(tx: "Tx") -> tuple[int, list[tuple[Unit, dict[str, str]]]]:
    from workstation.storage import translation_units

    return translation_units.version(tx), translation_units.with_shapes(tx)


def _policy_on_its_way(tx: "Tx") -> TranslationPolicy | None:
    return _last(tx, SetTranslationPolicy().lane(), lambda action: (
        TranslationPolicy(reach=action.reach, engines=action.engines, monthly_characters=action.monthly_characters)
        if isinstance(action, SetTranslationPolicy) else None
    ))  # fmt: skip


def _buyer_on_its_way(tx: "Tx", conversation: ConversationRef) -> BuyerTranslation | None:
    return _last(tx, SetBuyerTranslation(conversation=conversation).lane(), lambda action: (
        BuyerTranslation(reach=action.reach, language=action.language)
        if isinstance(action, SetBuyerTranslation) else None
    ))  # fmt: skip


def _last(tx: "Tx", lane: str, made: "Callable[[Action], T | None]") -> "T | None":
    """Return what the last action of a lane that was not refused decides."""
    from workstation.storage import outbox

    found = (made(one.action) for one in reversed(outbox.of_lane(tx, lane)) if one.state.value not in REFUSED)
    return next((one for one in found if one is not None), None)


def _setting(tx: "Tx", name: str) -> str | None:
    from workstation.storage import settings

    return settings.get(tx, name)


def _set(tx: "Tx", name: str, value: str) -> None:
    from workstation.storage import settings

    settings.put(tx, name, value)
