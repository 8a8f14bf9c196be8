"""Translates one text: memory first, then the engines in their order, figures kept out of reach, the answer doubted."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace

from workstation.domain.translation.doubts import Doubt, Fault, doubts
from workstation.domain.translation.engines import EngineFault, EngineKind, Pair, Setup, address
from workstation.domain.translation.masking import Masked, mask, unmask
from workstation.domain.translation.policy import MonthUsedUp, Permit, Reach
from workstation.domain.translation.tokens import Kind, find
from workstation.domain.translation.translated import MEMORY, Origin, Translation
from workstation.remote.session import is_loopback
from workstation.remote.translation.guard import Guard
from workstation.remote.translation.plausible import is_echo, is_plausible
from workstation.services.translation.memory import EXACT, Memory
from workstation.storage.traditional import simplified_text

PART_CHARS: Final = 1500
"""Longer texts go in parts, cut between sentences."""
_SENTENCE: Final = re.compile(r"(?<=[.!?。！？])(?=[^\d.!?。！？])")


FROM_TRADITIONAL: Final = Pair(source="zh-Hant", target="zh-Hans")
"""Needs no engine: one character stands for one."""


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
"""Hears of all that leaves, before it does; raises MonthUsedUp to keep it from leaving."""


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
    host = urlsplit(address(setup)).hostname or ""
    return host, is_loopback(host)


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
        if pair == FROM_TRADITIONAL:
            return self._made(text, simplified_text(text), pair, Origin.SCRIPT, MEMORY, "", EXACT)
        hit = self._memory.lookup(text, pair)
        return None if hit is None else self._made(text, hit.text, pair, Origin.MEMORY, MEMORY, "", EXACT)

    def remembered_of(
        self, texts: Mapping[int, str], pair: Pair, permit: Permit
    ) -> "dict[int, Translation | NoTranslation]":
        """Return what the memory has for texts, or why there can be no translation; of the rest nothing."""
        found: dict[int, Translation | NoTranslation] = {}
        for number, text in texts.items():
            try:
                known = self.remembered(text, pair, permit)
            except NoTranslation as reason:
                found[number] = reason
            else:
                if known is not None:
                    found[number] = known
        return found

    def translate(self, text: str, pair: Pair, engines: Sequence[Ready], permit: Permit) -> Translation:
        """Return the translation of a text.

        Args:
            engines: in the order of trying, for this pair.

        Raises:
            NoTranslation: and why.
        """
        if known := self.remembered(text, pair, permit):
            return known
        made = self.by_engines({0: text}, pair, engines, permit)[0]
        if isinstance(made, NoTranslation):
            raise made
        return made

    def by_engines(
        self, texts: Mapping[int, str], pair: Pair, engines: Sequence[Ready], permit: Permit
    ) -> dict[int, Translation | NoTranslation]:
        """Return what the engines make of texts that the memory does not know, by the caller's numbers, or why not.

        What one engine did not translate, or not safely, the next one is asked for; several go in one request.

        Args:
            engines: in the order of trying, for this pair.
        """
        nothing = NoTranslation("local_only" if permit.reach is Reach.LOCAL else "no_engine")
        reasons = dict.fromkeys(texts, nothing)
        made: dict[int, Translation] = {}
        for engine in engines:
            wanted = {number: text for number, text in texts.items() if number not in made or not made[number].is_safe}
            if not wanted:
                break
            if engine.setup.kind not in permit.engines or (permit.reach is Reach.LOCAL and not engine.is_local):
                continue
            try:
                for number, one in self._by_engine(wanted, pair, engine):
                    if one.is_safe or number not in made:
                        made[number] = one
                    wanted.pop(number)
            except EngineFault as fault:
                reasons.update(dict.fromkeys(wanted, NoTranslation(fault.code, fault.detail)))
            except MonthUsedUp:
                reasons.update(dict.fromkeys(wanted, NoTranslation("limit_reached")))
        return {
            number: made.get(number) or self._alike(text, pair) or reasons[number] for number, text in texts.items()
        }

    def _alike(self, text: str, pair: Pair) -> Translation | None:
        near = self._memory.alike(text, pair, limit=1)
        return self._made(text, near[0].text, pair, Origin.MEMORY, MEMORY, "", near[0].score) if near else None

    def _check(self, text: str, pair: Pair, permit: Permit) -> None:
        if permit.reach is Reach.NEVER:
            raise NoTranslation("never_allowed")
        if pair.source == pair.target:
            raise NoTranslation("same_language")
        if not any(sign.isalpha() for sign in _without(text)):
            raise NoTranslation("nothing_to_translate")

    def _by_engine(self, texts: Mapping[int, str], pair: Pair, engine: Ready) -> Iterator[tuple[int, Translation]]:
        """Yield what one engine makes of texts, each as soon as all of it is there.

        Raises:
            EngineFault: what was not yielded did not come.
        """
        asked = engine.guard.engine
        if not asked.supports(pair):
            raise EngineFault("engine_pair")
        terms = self._memory.terms(pair)
        waiting = {
            number: _Waiting(
                [mask(part, terms, asked.mark, source=pair.source, target=pair.target) for part in split(text)]
            )
            for number, text in texts.items()
        }
        fault: EngineFault | None = None
        places: list[tuple[int, int]] = []
        for number, one in waiting.items():
            if any(len(part.text) > asked.limits.characters for part in one.parts):
                fault = EngineFault("engine_too_long")
            else:
                places += [(number, index) for index in one.open()]
        sent = [waiting[number].parts[index].text.strip() for number, index in places]
        for place, answer in engine.guard.translate(sent, pair, lambda leaving: self._note(leaving, pair, engine)):
            number, index = places[place]
            one = waiting[number]
            try:
                one.take(index, answer, pair, asked.marks)
            except EngineFault as reason:
                fault = reason
                continue
            if one.is_whole:
                yield number, self._assembled(texts[number], one, pair, engine)
        if fault is not None:
            raise fault

    def _note(self, texts: Sequence[str], pair: Pair, engine: Ready) -> None:
        self._ledger(
            Sent(
                engine=engine.setup.name,
                kind=engine.setup.kind,
                host=engine.host,
                local=engine.is_local,
                pair=pair,
                characters=sum(map(len, texts)),
            )
        )

    def _assembled(self, text: str, one: "_Waiting", pair: Pair, engine: Ready) -> Translation:
        version = engine.guard.engine.version
        made = self._made(
            text, one.text(engine.guard.engine.marks), pair, Origin.ENGINE, engine.setup.name, version, EXACT
        )
        if made.doubts or one.marks_are_whole:
            return made
        # The marks did not all come back, yet all they stand for is there: trust, but show it.
        return replace(made, doubts=(Doubt(fault=Fault.MOVED, kind=Kind.FIGURE, text=text[:80]),))

    def _made(
        self, text: str, translated: str, pair: Pair, origin: Origin, engine: str, version: str, score: int
    ) -> Translation:
        found = doubts(text, translated, pair.source, pair.target, self._memory.terms(pair))
        if origin is not Origin.ENGINE:  # its words were chosen by people: terms may be worded otherwise
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


class _Waiting:
    """A text in parts, and what has come back for them."""

    def __init__(self, parts: Sequence[Masked]) -> None:
        self.parts = parts
        self.marks_are_whole = True
        self._answers: dict[int, str] = {}

    def open(self) -> list[int]:
        """Return which parts have words to translate."""
        return [index for index, part in enumerate(self.parts) if any(sign.isalpha() for sign in part.text)]

    @property
    def is_whole(self) -> bool:
        """Whether all parts with words have come back."""
        return len(self._answers) == len(self.open())

    def take(self, index: int, answer: str, pair: Pair, marks: re.Pattern[str]) -> None:
        """Keep the answer for a part.

        Raises:
            EngineFault: `engine_nonsense`: it is none.
        """
        part = self.parts[index]
        _check_answer(part, answer, pair, marks)
        back = unmask(answer, part, marks)
        tail = part.text[len(part.text.rstrip()) :]
        self._answers[index] = back.text.strip() + (tail or _joint(pair.target, index, len(self.parts)))
        self.marks_are_whole = self.marks_are_whole and back.whole

    def text(self, marks: re.Pattern[str]) -> str:
        """Return the translation; parts without words are as they were."""
        kept = (unmask(part.text, part, marks).text for part in self.parts)
        return "".join(self._answers.get(index, text) for index, text in enumerate(kept))


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
