"""Looks sentences up in the memory, and words in the glossary: exactly, with other figures, or alike."""

import re
import threading
from collections.abc import Iterable, Mapping

from msgspec import Struct

from workstation.domain.translation.engines import Pair
from workstation.domain.translation.memory import Unit, fill, shape
from workstation.domain.translation.tokens import Kind, find
from workstation.storage.traditional import simplified_text

EXACT = 100
_SENTENCES = re.compile(r"(?<=[.!?:])\s+|(?<=[。！？：])\s*(?=.)|\s*\n\s*")
_SENTENCES_AT_MOST = 12
LEAST = 70
"""Less alike than that (per cent) is not worth showing."""


class Hit(Struct, frozen=True, kw_only=True):
    """A sentence found in the memory."""

    text: str
    """The translation; with `score` 100 it has the figures of the sentence that was looked up."""
    score: int
    """How alike the sentences are, in per cent."""
    unit: Unit


class Memory:
    """All units of the company and of the product, indexed by the language one translates from.

    Thread-safe.
    """

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self._units: dict[object, Unit] = {}
        self._by_shape: dict[str, dict[str, list[Unit]]] = {}
        self._shapes: dict[str, list[str]] = {}
        self._terms: dict[tuple[str, str], dict[str, str]] = {}
        self._lock = threading.RLock()
        self.put(units)

    def __len__(self) -> int:
        return len(self._units)

    def units(self) -> list[Unit]:
        """Return all units."""
        return list(self._units.values())

    def put(self, units: Iterable[Unit]) -> None:
        """Add units, or put newer ones in the place of older; a deleted one leaves."""
        self.put_shaped((unit, {language: shape(text) for language, text in unit.texts.items()}) for unit in units)

    def put_shaped(self, units: Iterable[tuple[Unit, Mapping[str, str]]]) -> None:
        """Do the same with units whose texts' shapes are known, by language: quicker by far."""
        with self._lock:
            for unit, shapes in units:
                old = self._units.pop(unit.id, None)
                if old is not None:
                    self._take_out(old)
                if not unit.deleted:
                    self._units[unit.id] = unit
                    for language, known in shapes.items():
                        self._by_shape.setdefault(language, {}).setdefault(known, []).append(unit)
                if unit.term or (old is not None and old.term):
                    self._terms.clear()
                self._shapes.clear()

    def lookup(self, text: str, pair: Pair) -> Hit | None:
        """Return the translation of the very text, or of one with other figures; else of all its sentences.

        The users' own go first, of these the very sentence, and of several the newest: somebody bettered the older.
        What is written in traditional characters is looked up in simplified ones as well.
        """
        found = self._lookup(text, pair)
        if found is None and pair.source == "zh-Hant":
            found = self._lookup(simplified_text(text), Pair(source="zh-Hans", target=pair.target))
        return found

    def _lookup(self, text: str, pair: Pair) -> Hit | None:
        whole = self._sentence(text, pair)
        parts = _SENTENCES.split(text.strip()) if whole is None else []
        if not 2 <= len(parts) <= _SENTENCES_AT_MOST:
            return whole
        hits: list[Hit] = []
        for part in parts:
            hit = self._sentence(part, pair)
            if hit is None:
                return None
            hits.append(hit)
        dense = pair.target.startswith(("zh", "ja"))
        texts = [_ended(hit.text, part, dense=dense) for hit, part in zip(hits, parts, strict=True)]
        return Hit(text=("" if dense else " ").join(texts), score=EXACT, unit=hits[0].unit)

    def _sentence(self, text: str, pair: Pair) -> Hit | None:
        with self._lock:
            found = tuple(self._by_shape.get(pair.source, {}).get(shape(text), ()))
        wanted = text.strip()
        for unit in sorted(found, key=lambda unit: _rank(unit, unit.text(pair.source) == wanted)):
            target = unit.text(pair.target)
            filled = target and fill(text, unit.text(pair.source), target, pair.source, pair.target)
            if filled:
                return Hit(text=filled, score=EXACT, unit=unit)
        return None

    def alike(self, text: str, pair: Pair, limit: int = 3, least: int = LEAST) -> list[Hit]:
        """Return translations of sentences like this one, the most alike first."""
        from rapidfuzz import fuzz, process

        with self._lock:
            known = self._by_shape.get(pair.source, {})
            shapes = self._shapes.get(pair.source)
            if shapes is None:
                shapes = self._shapes[pair.source] = list(known)
        hits = []
        for near, score, _ in process.extract(
            shape(text), shapes, scorer=fuzz.ratio, score_cutoff=least, limit=limit * 3
        ):
            for unit in tuple(known.get(near, ())):  # it may have been taken out meanwhile
                if target := unit.text(pair.target):
                    hits.append(Hit(text=target, score=min(int(score), EXACT - 1), unit=unit))
        return hits[:limit]

    def terms(self, pair: Pair) -> Mapping[str, str]:
        """Return the glossary of a direction: translation by word."""
        key = (pair.source, pair.target)
        with self._lock:
            if key not in self._terms:
                mine_last = sorted(
                    (unit for unit in self._units.values() if unit.term),
                    key=lambda unit: (unit.author_id is not None, unit.id),
                )
                self._terms[key] = {
                    unit.text(pair.source): unit.text(pair.target)
                    for unit in mine_last
                    if unit.text(pair.target) and _is_forced(unit, unit.text(pair.source))
                }
            return self._terms[key]

    def touch(self, text: str, pair: Pair) -> str:
        """Return what a translation of a text depends on here: the terms in it and the sentence itself.

        Units that have nothing to do with the text leave it as it is; "" when none has.
        """
        terms = self.terms(pair)
        by_fold = {word.casefold(): word for word in terms}
        there = {token.text.casefold() for token in find(text, terms) if token.kind is Kind.TERM}
        parts = [f"{word}\x1f{terms[by_fold[word]]}" for word in sorted(there)]
        if hit := self.lookup(text, pair):
            parts.append(f"={hit.text}")
        return "\x1e".join(parts)

    def _take_out(self, unit: Unit) -> None:
        for language, text in unit.texts.items():
            shapes = self._by_shape[language]
            left = [one for one in shapes[shape(text)] if one.id != unit.id]
            if left:
                shapes[shape(text)] = left
            else:
                del shapes[shape(text)]


def _rank(unit: Unit, the_very: bool) -> tuple[bool, bool, int]:
    """Return the place among units of one shape; shipped ones keep the order of their file."""
    shipped = unit.author_id is None
    return shipped, not the_very, 0 if shipped else -unit.id.int


def _ended(text: str, part: str, *, dense: bool) -> str:
    """Return a sentence's translation with the sign that ends the sentence, where the unit has none."""
    narrow, wide = ".!?:", "。！？："
    at = max(narrow.find(part[-1]), wide.find(part[-1]))
    return text if at < 0 or text[-1] in narrow + wide else text + (wide if dense else narrow)[at]


def _is_forced(unit: Unit, word: str) -> bool:
    """Tell whether a term is put into what engines make of a sentence.

    The company's own are. Of the shipped ones only those that mean one thing wherever they stand: `order` or `power`
    put in for a verb would spoil a sentence that the engine understands better.
    """
    if unit.author_id is not None or not word:
        return bool(word)
    return " " in word or word.isupper() if word.isascii() else len(word) >= 3
