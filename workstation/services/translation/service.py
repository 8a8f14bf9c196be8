"""Translation as the screens ask for it: awaitable, from the cache where it was done before, else on worker threads.

What makes it work (detection, memory, engines) is imported with the first translation, not with the window.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

import msgspec

from workstation.domain.account import Account, AccountKind
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock, to_ms
from workstation.domain.errors import Refusal
from workstation.domain.ids import ActionId, ConversationId, new_action_id
from workstation.domain.translation.engines import Pair
from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation.memory import Unit
from workstation.domain.translation.policy import Permit, Reach
from workstation.domain.translation.translated import MEMORY, CacheKey, Translation
from workstation.domain.translation_actions import UnitDraft
from workstation.services.chat_reading import row_changed
from workstation.services.files import Files
from workstation.services.outgoing import Outgoing
from workstation.services.translation.current import Current
from workstation.services.translation.engines import Engines
from workstation.services.translation.library import Library
from workstation.services.translation.privacy import Privacy
from workstation.services.translation.settings import put_setting, setting
from workstation.services.views import ConversationRef
from workstation.services.worker import Worker
from workstation.storage.overlay import HABIT

if TYPE_CHECKING:
    from workstation.services.translation.memory import Memory
    from workstation.storage.tx import Tx

_TRIM_EVERY: Final = 200
"""Translations kept, the first after a start among them: then the oldest beyond the bound go."""
_ASKED_AT_ONCE: Final = 4
"""Engines' answers waited for; an engine that is slow keeps a thread for as long."""


class TranslationService:
    """One for a signed-in desk.

    Args (of the constructor):
        me: tells who is signed in.

    Attributes:
        library: memory and glossary, the company's.
        engines: those set up on this desk.
        privacy: what may leave, and what has.
    """

    def __init__(self, files: Files, outgoing: Outgoing, clock: Clock, me: Callable[[], Account]) -> None:
        self._files = files
        self._outgoing = outgoing
        self._clock = clock
        self._me = me
        self._here = Worker(1, "translate-here")  # what needs no engine never waits for one
        self._asking = Worker(_ASKED_AT_ONCE, "translate")
        self._listing = Worker(1, "translate-list")
        self._current = Current(files, self._here, me)
        self.library: Final = Library(files, outgoing, self._listing, self._current, me)
        self.privacy: Final = Privacy(files, outgoing, clock, me)
        self.engines: Final = Engines(files, self._asking, self.privacy.note, self._engines_changed)
        self._loading = asyncio.Lock()
        self._kept = 0

    # --- reading and writing in another language ---

    async def language_of(self, text: str, usual: str = "") -> str:
        """Return the language of a text (BCP 47), "" when there are no words in it."""
        return await self._here.run(_detect, text, usual)

    async def cached(
        self, texts: Mapping[int, str], pair: Pair, conversation: ConversationRef | None = None
    ) -> dict[int, Translation]:
        """Return those that were translated before, by the caller's numbers; never asks an engine.

        Args:
            conversation: whose texts they are: of a buyer who may never be translated there are none.
        """
        memory = await self._prepare()
        if conversation is not None and (await self.privacy.permit(conversation)).reach is Reach.NEVER:
            return {}
        keys = await self._keys(texts, pair, memory)
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
            conversation: whose text it is: its buyer's switch counts, and with it the translation is taken away.

        Raises:
            Refusal: `never_allowed`, `local_only`, `limit_reached`, `no_engine`, `same_language`,
                `nothing_to_translate`, or an engine's fault (`engine_…`, with `detail`).
        """
        [made] = await self.translate_all([text], target=target, source=source, usual=usual, conversation=conversation)
        if isinstance(made, Refusal):
            raise made
        return made

    async def translate_all(
        self,
        texts: Sequence[str],
        *,
        target: str,
        source: str = "",
        usual: str = "",
        conversation: ConversationRef | None = None,
    ) -> list[Translation | Refusal]:
        """Return the translation of each text, or why there is none; an engine is asked for many at once.

        Arguments and refusals are those of `translate`.
        """
        memory = await self._prepare()
        allowed = await self.privacy.permit(conversation)
        if allowed.reach is Reach.NEVER:
            return [Refusal("never_allowed")] * len(texts)
        languages = [source] * len(texts) if source else await self._here.run(_detect_all, texts, usual)
        found: dict[int, Translation | Refusal] = {}
        for language in dict.fromkeys(languages):
            wanted = {at: text for at, text in enumerate(texts) if languages[at] == language}
            if language:
                pair = Pair(source=language, target=target)
                found.update(await self._of_pair(wanted, pair, allowed, conversation, memory))
            else:
                found.update(dict.fromkeys(wanted, Refusal("nothing_to_translate")))
        return [found[at] for at in range(len(texts))]

    async def known(self, text: str, *, target: str, conversation: ConversationRef | None = None) -> Translation | None:
        """Return what memory and glossary have for a text; for what may never leave, no engine is asked.

        Raises:
            Refusal: `never_allowed`.
        """
        from workstation.services.translation.translator import NoTranslation, Translator

        memory = await self._prepare()
        allowed = await self.privacy.permit(conversation)
        if allowed.reach is Reach.NEVER:
            raise Refusal("never_allowed")
        pair = Pair(source=await self.language_of(text), target=target)
        translator = Translator(memory, self.privacy.note, self._clock.now)
        try:
            return await self._here.run(translator.remembered, text, pair, allowed)
        except NoTranslation:  # there are no words in it, or it is in that language already
            return None

    async def habit(self, conversation: ConversationRef) -> ReadingHabit:
        """Return a conversation's switches."""
        stored = await self._files.read_local(setting, f"{HABIT}{conversation}")
        return msgspec.json.decode(stored, type=ReadingHabit) if stored else ReadingHabit()

    async def set_habit(self, conversation: ConversationRef, habit: ReadingHabit) -> None:
        """Set a conversation's switches."""
        await self._files.write_local(put_setting, f"{HABIT}{conversation}", msgspec.json.encode(habit).decode())
        self._outgoing.changed(row_changed(conversation), queued=False)

    async def fix(self, original: str, better: str, pair: Pair) -> None:
        """Teach the memory how a sentence is translated well; the next one like it uses that, here at once.

        A unit of one's own for this very sentence is bettered (the main account betters anybody's); else there is a
        new one, which goes before older ones.
        """
        memory = await self._prepare()
        known = await self._here.run(memory.lookup, original, pair)
        texts = {pair.source: original.strip(), pair.target: better.strip()}
        draft = UnitDraft(id=new_action_id(), texts=texts)
        if known is not None and self._may_change(known.unit, texts[pair.source], pair):
            unit = known.unit
            draft = UnitDraft(id=unit.id, texts={**unit.texts, **texts}, term=unit.term)
        await self.library.save([draft])
        self._current.changed()

    # --- what the desk tells ---

    def changed(self) -> None:
        """Memory, glossary or policy are others now: read them again before the next translation."""
        self._current.changed()

    def close(self) -> None:
        """Break off what is under way."""
        self.engines.close()
        for worker in (self._here, self._asking, self._listing):
            worker.close()

    # --- inside ---

    def _engines_changed(self) -> None:
        self._outgoing.changed(ChangeSet(translation=True), queued=False)

    def _may_change(self, unit: Unit, original: str, pair: Pair) -> bool:
        me = self._me()
        mine = unit.author_id is not None and (unit.author_id == me.id or me.kind is AccountKind.MAIN)
        return mine and unit.texts.get(pair.source) == original

    async def _prepare(self) -> "Memory":
        """Have the engines ready, and return memory and glossary as they are now."""
        async with self._loading:
            await self.engines.prepare()
        return await self._current.memory()

    async def _keys(self, texts: Mapping[int, str], pair: Pair, memory: "Memory") -> list[tuple[int, CacheKey]]:
        """Return the keys under which translations may lie, by the caller's numbers, the preferred first."""
        ready = self.engines.for_pair(pair)
        makers = [(MEMORY, ""), *((one.setup.name, one.guard.engine.version) for one in ready)]
        return await self._here.run(_keys, texts, pair, makers, memory)

    async def _of_pair(
        self,
        texts: Mapping[int, str],
        pair: Pair,
        allowed: Permit,
        conversation: ConversationRef | None,
        memory: "Memory",
    ) -> "dict[int, Translation | Refusal]":
        keys = await self._keys(texts, pair, memory)
        found: dict[int, Translation | Refusal] = {**await self._files.read_local(_cached, keys)}
        left = {number: text for number, text in texts.items() if number not in found}
        for number, made in (await self._make(left, pair, allowed, conversation, memory)).items():
            found[number] = made
            if not isinstance(made, Refusal):
                await self._keep(made, [key for at, key in keys if at == number], conversation)
        return found

    async def _make(
        self,
        texts: Mapping[int, str],
        pair: Pair,
        allowed: Permit,
        conversation: ConversationRef | None,
        memory: "Memory",
    ) -> "dict[int, Translation | Refusal]":
        from workstation.services.translation.translator import NoTranslation, Translator

        place, limit = "" if conversation is None else str(conversation), allowed.characters_a_month
        translator = Translator(memory, lambda sent: self.privacy.note(sent, place, limit), self._clock.now)
        found = await self._here.run(translator.remembered_of, texts, pair, allowed)
        left = {number: text for number, text in texts.items() if number not in found}
        if left:
            engines = self.engines.for_pair(pair)
            found.update(await self._asking.run(translator.by_engines, left, pair, engines, allowed))
        return {
            number: Refusal(made.code, {"detail": made.detail} if made.detail else {})
            if isinstance(made, NoTranslation)
            else made
            for number, made in found.items()
        }

    async def _keep(self, made: Translation, keys: Sequence[CacheKey], conversation: ConversationRef | None) -> None:
        """Keep a translation, unless the conversation was taken away meanwhile."""
        from workstation.services.translation.memory import EXACT

        key = next((one for one in keys if (one.engine, one.version) == (made.engine, made.version)), None)
        if key is None or made.score < EXACT:  # the memory's, for want of an engine: the next time there may be one
            return
        where = await self._files.read(_named, conversation) if isinstance(conversation, UUID) else conversation
        place = "" if where is None else str(where)
        trimming = self._kept % _TRIM_EVERY == 0
        self._kept += 1
        await self._files.write_local(_keep, key, made, to_ms(self._clock.now()), place, trimming)
        if isinstance(where, int) and not await self._files.read(_is_there, where):
            await self._files.write_local(_forget, place)


def _detect(text: str, usual: str) -> str:
    from workstation.services.translation.detecting import detect

    return detect(text, usual)


def _detect_all(texts: Sequence[str], usual: str) -> list[str]:
    return [_detect(text, usual) for text in texts]


def _keys(
    texts: Mapping[int, str], pair: Pair, makers: Sequence[tuple[str, str]], memory: "Memory"
) -> list[tuple[int, CacheKey]]:
    found = []
    for number, text in texts.items():
        touch = memory.touch(text, pair)
        found += [
            (number, CacheKey(engine=engine, version=version, text=text, pair=pair, glossary=touch))
            for engine, version in makers
        ]
    return found


def _cached(tx: "Tx", keys: Sequence[tuple[int, CacheKey]]) -> dict[int, Translation]:
    from workstation.storage import translations

    found: dict[int, Translation] = {}
    for number, key in keys:
        if number not in found and (kept := translations.get(tx, key)) is not None:
            found[number] = kept
    return found


def _keep(tx: "Tx", key: CacheKey, made: Translation, now_ms: int, conversation: str, trimming: bool) -> None:
    from workstation.storage import translations

    translations.put(tx, key, made, now_ms=now_ms, conversation=conversation)
    if trimming:
        translations.trim(tx, translations.MOST)


def _forget(tx: "Tx", conversation: str) -> None:
    from workstation.storage import translations

    translations.forget_of(tx, [conversation])


def _named(tx: "Tx", client_id: ActionId) -> ConversationRef:
    """Return the server's name for a conversation begun off-line, once it has one."""
    from workstation.storage import conversations

    return conversations.resolve(tx, client_id) or client_id


def _is_there(tx: "Tx", conversation: int) -> bool:
    from workstation.storage import conversations

    return conversations.exists(tx, ConversationId(conversation))
