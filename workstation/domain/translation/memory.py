"""Translation memory and glossary: what has been translated well once (domain.md §2)."""

import re
from typing import Final

from msgspec import Struct, field

from workstation.domain.ids import ActionId, PrincipalId
from workstation.domain.translation.tokens import Token, find
from workstation.domain.translation.values import meanings

MAX_TEXT_CHARS: Final = 2000
MAX_TERM_CHARS: Final = 120
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
"""A language's name as it is taken from outside: `zh-Hans`, `en`, `pt-BR` (BCP 47, the parts used here)."""


class Unit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One meaning in several languages: a sentence of the memory or, with `term`, a word of the glossary."""

    id: ActionId
    """Made once with the unit, kept for ever."""
    rev: int
    texts: dict[str, str] = field(default_factory=dict)
    """By language (`zh-Hans`, `en`, `es` …)."""
    term: bool = False
    author_id: PrincipalId | None = None
    """Who entered it; `None`: it came with the product."""
    deleted: bool = False

    def text(self, language: str) -> str:
        """Return the text in a language; `zh` and `zh-Hans` are one, and so are `en` and `en-GB`."""
        return self.texts.get(language) or self.texts.get(_plain_name(language), "")


def _plain_name(language: str) -> str:
    if language in ("zh", "zh-CN"):
        return "zh-Hans"
    return language if language.startswith("zh") else language.split("-")[0]


_SPACE: Final = re.compile(r"\s+")
_ENDS: Final = " .。!！?？,，;；:：、~～…"


SHAPES: Final = 2
"""Grows when `shape` makes something else of a text: what a desk has kept is made anew then."""


def shape(text: str) -> str:
    """Return what two sentences that differ only in figures, capitals, blanks and last signs have in common."""
    parts, at = [], 0
    for token in find(text):
        parts += [text[at : token.start], f"\x00{token.kind.value}\x00"]
        at = token.end
    return _SPACE.sub(" ", "".join([*parts, text[at:]])).strip(_ENDS).casefold()


def fill(text: str, source: str, target: str, source_language: str, target_language: str) -> str | None:
    """Return a unit's translation with the figures of another sentence of the same shape; `None` if that is unclear.

    Args:
        text: the sentence to translate.
        source: the unit's sentence, of the same shape.
        target: the unit's translation.
    """
    mine, theirs = find(text), find(source)
    if [token.text for token in mine] == [token.text for token in theirs]:
        return target
    if [token.kind for token in mine] != [token.kind for token in theirs]:
        return None
    places = _places(theirs, target, source_language, target_language)
    if places is None:
        return None
    parts, at = [], 0
    for place, index in sorted((place, index) for index, place in enumerate(places)):
        start, end = place
        written = _written(mine[index].text, theirs[index].text, target[start:end])
        if written is None:
            return None
        parts += [target[at:start], written]
        at = end
    return "".join([*parts, target[at:]])


def _places(
    tokens: tuple[Token, ...], target: str, source_language: str, target_language: str
) -> list[tuple[int, int]] | None:
    """Return where each stretch stands in the translation; `None` unless each is there and nothing else."""
    left = list(find(target))
    if len(left) != len(tokens):
        return None
    places = []
    for token in tokens:
        meant = meanings(token, source_language)
        hit = next((one for one in left if one.text == token.text or meant & meanings(one, target_language)), None)
        if hit is None:
            return None
        left.remove(hit)
        places.append((hit.start, hit.end))
    return places


_FIGURE: Final = re.compile(r"\d[\d.,]*\d|\d")


def _written(mine: str, theirs: str, target: str) -> str | None:
    """Return `target` (the unit's `theirs`, translated) with my figure in it: `500件` → `500 pcs` → `800 pcs`."""
    if target == theirs:
        return mine
    old, new, there = _FIGURE.findall(theirs), _FIGURE.findall(mine), _FIGURE.findall(target)
    if len(old) != 1 or len(new) != 1 or old != there or _FIGURE.sub("#", theirs) != _FIGURE.sub("#", mine):
        return None
    return _FIGURE.sub(new[0], target)
