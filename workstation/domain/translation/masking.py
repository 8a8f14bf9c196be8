"""Takes protected stretches out of a text before an engine sees it, and puts them back into what it answers."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from workstation.domain.translation.carrying import Carried, carry
from workstation.domain.translation.tokens import Kind, find

MarkMaker = Callable[[int], str]
"""Writes the mark that stands for a stretch, by its number from 0; what survives differs from engine to engine."""


def plain_mark(number: int) -> str:
    """Return a mark that looks like a name: most engines leave those alone."""
    return f"ZQ{number}X"


PLAIN_MARKS = re.compile(r"Z\s?Q\s?(\d+)\s?X", re.IGNORECASE)


class Masked(Struct, frozen=True, kw_only=True):
    """A text with marks in the places of its protected stretches."""

    text: str
    kept: tuple[str, ...]
    """What each mark stands for in the translation: the stretch as its reader writes it, or a term's translation."""


class Unmasked(Struct, frozen=True, kw_only=True):
    """A translation with the stretches back in place."""

    text: str
    whole: bool
    """Every mark came back exactly once, and none that was never sent."""


def mask(
    text: str, terms: Mapping[str, str], mark: MarkMaker = plain_mark, *, source: str = "", target: str = ""
) -> Masked:
    """Return the text with marks.

    Args:
        terms: translation by word of the glossary, for this pair of languages.
        mark: writes the marks.
        source: the text's language (BCP 47).
        target: the language that it is to be translated into.
    """
    by_fold = {word.casefold(): translation for word, translation in terms.items()}
    parts: list[str] = []
    kept: list[str] = []
    at = 0
    for token in find(text, terms):
        if token.kind is Kind.TERM:
            carried = Carried("", by_fold[token.text.casefold()], "")
        else:
            carried = carry(token, source, target)
        between = text[at : token.start] + carried.before
        if at and not between and source != target:
            between = " "  # two marks in one would be a word that no engine leaves alone
        parts += [between, mark(len(kept)), carried.after]
        kept.append(carried.kept)
        at = token.end
    return Masked(text="".join([*parts, text[at:]]), kept=tuple(kept))


def unmask(answer: str, masked: Masked, marks: re.Pattern[str] = PLAIN_MARKS) -> Unmasked:
    """Return the answer with its marks replaced.

    Args:
        answer: what the engine made of `masked.text`.
        marks: finds marks; its first group is the number.
    """
    seen: list[int] = []

    def put_back(match: re.Match[str]) -> str:
        number = int(match[1])
        seen.append(number)
        return masked.kept[number] if number < len(masked.kept) else ""

    text = marks.sub(put_back, answer)
    return Unmasked(text=text, whole=sorted(seen) == list(range(len(masked.kept))))
