"""Translates one text: memory first, then the engines in their order, figures kept out of reach, the answer doubted."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from workstation.domain.translation.doubts import Doubt, Fault, doubts
from workstation.domain.translation.engines import EngineFault, EngineKind, Pair, Setup
from workstation.domain.translation.masking import Masked, mask, unmask
from workstation.domain.translation.policy import Permit, Reach
from workstation.domain.translation.tokens import Kind, find
from workstation.domain.translation.translated import MEMORY, Origin, Translation
from workstation.remote.session import is_loopback
from workstation.remote.translation.guard import Guard
from workstation.remote.translation.plausible import is_echo, is_plausible
from workstation.services.translation.memory import EXACT, Memory

PART_CHARS: Final = 1500
"""Longer texts go in parts, cut between sentences."""
_SENTENCE: Final = re.compile(r"(?<=[.!?。！？])(?=[^\d.!?。！？])")


class Sent(Struct, frozen=True, kw_only=True):
    """What left for an engine, for the ledger."""

    engine: str
    kind: EngineKind
    host: str
    local: bool
    """To this machine itself."""
    pair: Pair
    characters: int
    """Of the text as it left: with marks in place of what is protected."""


Ledger = Callable[[Sent], None]
"""Hears of all that leaves, before it does."""


class NoTranslation(Exception):
    """There is none, and why.

    Attributes:
        code: `never_allowed`, `local_only`, `limit_reached`, `no_engine`, `same_language`, `nothing_to_translate`, or
            one of the engines' faults.
        detail: what the last engine said.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def destination(setup: Setup) -> tuple[str, bool]:
    """Return where an engine's texts go, and whether that is this machine."""
    host = urlsplit(setup.url).hostname or setup.kind.value
    return host, bool(setup.url) and is_loopback(host)


class Ready(Struct, frozen=True):
    """An engine that can be asked."""

    setup: Setup
    guard: Guard

    @property
    def host(self) -> str:
        """Where texts go."""
        return destination(self.setup)[0]

    @property
    def is_local(self) -> bool:
        """Whether texts stay on this machine."""
        return destination(self.setup)[1]


class Translator:
    """Blocking: runs on a worker thread.

    Args (of the constructor):
        memory: sentences and terms.
        ledger: hears of all that leaves.
        now: the clock.
    """

    def __init__(self, memory: Memory, ledger: Ledger, now: Callable[[], datetime]) -> None:
        self._memory = memory
        self._ledger = ledger
        self._now = now

    def remembered(self, text: str, pair: Pair, permit: Permit) -> Translation | None:
        """Return what the memory has for the very sentence, or for it with other figures; no engine is asked.

        Raises:
            NoTranslation: there can be none: it is forbidden, there are no words, or it is in that language already.
        """
        self._check(text, pair, permit)
        hit = self._memory.lookup(text, pair)
        return None if hit is None else self._made(text, hit.text, pair, Origin.MEMORY, MEMORY, "", EXACT)

    def translate(self, text: str, pair: Pair, engines: Sequence[Ready], permit: Permit) -> Translation:
        """Return the translation of a text.

        Args:
            engines: in the order of trying, for this pair.

        Raises:
            NoTranslation: and why.
        """
        if known := self.remembered(text, pair, permit):
            return known
        reason = NoTranslation("local_only" if permit.reach is Reach.LOCAL else "no_engine")
        doubtful: Translation | None = None
        for engine in engines:
            if engine.setup.kind not in permit.engines or (permit.reach is Reach.LOCAL and not engine.is_local):
                continue
            if not engine.is_local and permit.characters_left is not None and len(text) > permit.characters_left:
                reason = NoTranslation("limit_reached")
                continue
            try:
                made = self._by_engine(text, pair, engine)
            except EngineFault as fault:
                reason = NoTranslation(fault.code, fault.detail)
                continue
            if made.is_safe:
                return made
            doubtful = doubtful or made
        if doubtful:
            return doubtful
        if near := self._memory.alike(text, pair, limit=1):
            return self._made(text, near[0].text, pair, Origin.MEMORY, MEMORY, "", near[0].score)
        raise reason

    def _check(self, text: str, pair: Pair, permit: Permit) -> None:
        if permit.reach is Reach.NEVER:
            raise NoTranslation("never_allowed")
        if pair.source == pair.target:
            raise NoTranslation("same_language")
        if not any(sign.isalpha() for sign in _without(text)):
            raise NoTranslation("nothing_to_translate")

    def _by_engine(self, text: str, pair: Pair, engine: Ready) -> Translation:
        if not engine.guard.engine.supports(pair):
            raise EngineFault("engine_pair")
        terms = self._memory.terms(pair)
        mark = engine.guard.engine.mark
        masked = [mask(part, terms, mark, source=pair.source, target=pair.target) for part in split(text)]
        answers = self._ask(masked, pair, engine)
        translated = "".join(part for part, _ in answers)
        made = self._made(text, translated, pair, Origin.ENGINE, engine.setup.name, engine.guard.engine.version, EXACT)
        if made.doubts or all(whole for _, whole in answers):
            return made
        # The marks did not all come back, yet all they stand for is there: trust, but show it.
        lost = Doubt(fault=Fault.MOVED, kind=Kind.FIGURE, text=text[:80])
        return Translation(
            text=made.text, pair=pair, origin=made.origin, engine=made.engine, version=made.version, at=made.at,
            doubts=(lost,),
        )  # fmt: skip

    def _ask(self, parts: Sequence[Masked], pair: Pair, engine: Ready) -> list[tuple[str, bool]]:
        wanted = [index for index, part in enumerate(parts) if any(sign.isalpha() for sign in part.text)]
        answers: dict[int, tuple[str, bool]] = {
            index: (unmask(part.text, part, engine.guard.engine.marks).text, True) for index, part in enumerate(parts)
        }
        sent = [parts[index].text.strip() for index in wanted]
        self._ledger(
            Sent(
                engine=engine.setup.name,
                kind=engine.setup.kind,
                host=engine.host,
                local=engine.is_local,
                pair=pair,
                characters=sum(map(len, sent)),
            )
        )
        for place, answer in engine.guard.translate(sent, pair):
            index = wanted[place]
            part = parts[index]
            _check_answer(part, answer, pair, engine.guard.engine.marks)
            back = unmask(answer, part, engine.guard.engine.marks)
            tail = part.text[len(part.text.rstrip()) :]
            answers[index] = (back.text.strip() + (tail or _joint(pair.target, index, len(parts))), back.whole)
        return [answers[index] for index in range(len(parts))]

    def _made(
        self, text: str, translated: str, pair: Pair, origin: Origin, engine: str, version: str, score: int
    ) -> Translation:
        found = doubts(text, translated, pair.source, pair.target, self._memory.terms(pair))
        if origin is Origin.MEMORY:  # its words were chosen by people: terms may be worded otherwise
            found = tuple(doubt for doubt in found if doubt.kind is not Kind.TERM)
        return Translation(
            text=translated,
            pair=pair,
            origin=origin,
            engine=engine,
            version=version,
            score=score,
            at=self._now(),
            doubts=found,
        )


def _check_answer(part: Masked, answer: str, pair: Pair, marks: re.Pattern[str]) -> None:
    said, answered = marks.sub(" ", part.text), marks.sub(" ", answer)
    if is_echo(said, answered) and len(said.split()) > 3 and pair.source.split("-")[0] != pair.target.split("-")[0]:
        raise EngineFault("engine_nonsense", detail="the answer is the text itself")
    if not is_plausible(said, answered, pair.target):
        raise EngineFault("engine_nonsense", detail=f"not like {pair.target}: {answer[:60]!r}")


def split(text: str, limit: int = PART_CHARS) -> list[str]:
    """Return the text in parts of at most `limit` characters, lines apart, cut between sentences where possible."""
    parts: list[str] = []
    for line in text.splitlines(keepends=True):
        current = ""
        for sentence in _SENTENCE.split(line) if len(line) > limit else [line]:
            if current and len(current) + len(sentence) > limit:
                parts.append(current)
                current = ""
            current += sentence
            while len(current) > limit:
                parts.append(current[:limit])
                current = current[limit:]
        if current:
            parts.append(current)
    return parts


def _joint(target: str, index: int, count: int) -> str:
    return "" if index + 1 == count or target.startswith(("zh", "ja")) else " "


def _without(text: str) -> str:
    parts, at = [], 0
    for token in find(text):
        parts.append(text[at : token.start])
        at = token.end
    return "".join([*parts, text[at:]])


Order = Mapping[tuple[str, str], Sequence[str]]
"""Names of engines in the order of trying, by direction; ("", "") for the rest."""


def in_order(engines: Sequence[Ready], order: Order, pair: Pair) -> list[Ready]:
    """Return the enabled engines for a direction, in the user's order; those not named come last."""
    names = order.get((pair.source, pair.target)) or order.get(("", "")) or ()
    place = {name: at for at, name in enumerate(names)}
    enabled = [one for one in engines if one.setup.enabled]
    return sorted(enabled, key=lambda one: place.get(one.setup.name, len(place)))
