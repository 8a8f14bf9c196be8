"""Where in a text a query's words stand: ranges to highlight, the stretch to show, and hits made of them.

Positions count characters of the text as Python does, not the units of UTF-16 that Qt counts.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from workstation.domain.ids import ConversationId, MessageId, PrincipalId
from workstation.storage import search_text
from workstation.storage.search_text import Query

Range = tuple[int, int]
"""From a character up to, not including, another."""

SNIPPET_CHARS: Final = 120
_BEFORE: Final = 24
"""Characters shown before the first hit of a snippet, so that one sees what it is about."""

_CONTROLS: Final = dict.fromkeys((*range(0x20), 0x7F, 0x85, 0x2028, 0x2029), " ")
_NUMBERS: Final = re.compile("[0-9]+|[^0-9 ]+")
_RUNS: Final = re.compile("[0-9]+|[a-z]+|[^0-9a-z ]+")


class Snippet(Struct, frozen=True):
    """A stretch of a text on one line."""

    text: str
    ranges: tuple[Range, ...]
    """Counted in `text`."""
    cut_before: bool
    cut_after: bool


class MessageHit(Struct, frozen=True, kw_only=True):
    """A message in which every word was found."""

    message_id: MessageId
    conversation_id: ConversationId
    n: int
    at: int
    """Milliseconds since 1970 UTC."""
    sender_id: PrincipalId | None
    from_buyer: bool
    ranges: tuple[Range, ...]
    snippet: Snippet


class DocumentHit(Struct, frozen=True, kw_only=True):
    """A note, card … in which every word was found."""

    kind: str
    id: int
    conversation_id: ConversationId | None
    snippet: Snippet


class Progress(Struct, frozen=True, kw_only=True):
    """How far a re-indexing is, in messages."""

    done: int
    total: int


class Finder:
    """Finds the phrases of one query in many texts."""

    def __init__(self, query: Query) -> None:
        self._phrases = [(len(words), len(words[-1]), f" {' '.join(words)}") for words in query.phrases]

    def ranges(self, text: str, *, every: bool = True) -> tuple[Range, ...]:
        """Return where phrases stand, in order, touching ones joined.

        Args:
            text: any.
            every: nothing is found unless every phrase is there; else each is found for itself (a name may be spread
                over several texts).
        """
        origin, words = _words(text)
        there = f" {' '.join([word for word, _ in words])} "
        starts: list[int] = []
        found: list[Range] = []
        for count, last, phrase in self._phrases:
            place = there.find(phrase)
            if place < 0 and every:
                return ()
            starts = starts or _starts(words)
            while place >= 0:
                first = bisect_right(starts, place + 1) - 1
                begin, end = words[first][1], words[first + count - 1][1] + last
                found.append((origin[begin], _end(text, origin[end - 1] + 1)))
                place = there.find(phrase, place + 1)
        return _joined(found)


def snippet(text: str, ranges: Sequence[Range]) -> Snippet:
    """Return the stretch of the text that shows most of the ranges."""
    begin = 0
    if ranges and len(text) > SNIPPET_CHARS:
        best = max(ranges, key=lambda one: (_shown(ranges, one[0]), -one[0]))
        begin = _word_start(text, max(0, min(best[0] - _BEFORE, len(text) - SNIPPET_CHARS)), best[0])
    end = min(len(text), begin + SNIPPET_CHARS)
    shown = tuple((a - begin, min(b, end) - begin) for a, b in ranges if a >= begin and a < end)
    return Snippet(text[begin:end].translate(_CONTROLS), shown, begin > 0, end < len(text))


def _shown(ranges: Sequence[Range], begin: int) -> int:
    limit = begin + SNIPPET_CHARS - _BEFORE
    return sum(a >= begin and b <= limit for a, b in ranges)


def _word_start(text: str, place: int, at_most: int) -> int:
    """Return the beginning of the next word, so that none is cut where blanks part them."""
    if place == 0 or not text[place - 1].isalnum():
        return place
    blank = text.find(" ", place, at_most)
    return place if blank < 0 else blank + 1


def _words(text: str) -> tuple[Sequence[int], list[tuple[str, int]]]:
    """Return for each character of the split text where it comes from, and its words with their places in it."""
    table = search_text.split_table
    if text.isascii() and "$" not in text:  # nothing becomes longer or shorter
        translated = text.translate(table)
        origin: Sequence[int] = range(len(text))
    else:
        pieces = [table[ord(character)] for character in text]
        translated = "".join(pieces)
        origin = [place for place, piece in enumerate(pieces) for _ in piece]
    pattern = _NUMBERS if search_text.has_one_alphabet(translated) else _RUNS
    return origin, [(match.group(), match.start()) for match in pattern.finditer(translated)]


def _starts(words: list[tuple[str, int]]) -> list[int]:
    """Return where each word begins when all stand between single blanks."""
    result = []
    place = 1
    for word, _ in words:
        result.append(place)
        place += len(word) + 1
    return result


def _end(text: str, end: int) -> int:
    """Return the end with the marks that belong to the last character."""
    while end < len(text) and not search_text.split_table[ord(text[end])]:
        end += 1
    return end


def _joined(found: list[Range]) -> tuple[Range, ...]:
    result: list[Range] = []
    for begin, end in sorted(found):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return tuple(result)
