"""Finds words in a conversation: folded alike on both sides, every word of the query counts."""

import unicodedata
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Final, NamedTuple

from workstation.services.chat import ChatService
from workstation.services.views import ConversationRef, TimelineItem
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import shown

PAGE: Final = 200
_BEFORE: Final = 24
_SNIPPET: Final = 160


class Hit(NamedTuple):
    """A message that has every word; `marks` are stretches of the snippet."""

    n: int
    at: datetime
    who: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


def folded(text: str) -> tuple[str, list[int]]:
    """Return the text without case, accents and widths, and for each of its characters where it came from."""
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for letter in unicodedata.normalize("NFKD", char).casefold():
            if not unicodedata.combining(letter):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def marks(text: str, words: list[str]) -> list[tuple[int, int]] | None:
    """Return where the folded words stand in a text; `None` unless each does."""
    plain, places = folded(text)
    places.append(len(text))
    found = []
    for word in words:
        at = plain.find(word)
        if at < 0:
            return None
        while at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
            at = plain.find(word, at + len(word))
    return sorted(found)


def words_of(query: str) -> list[str]:
    """Return the folded words of a query."""
    return [word for part in query.split() if (word := folded(part)[0])]


def hit(item: TimelineItem, words: list[str], me_id: int) -> Hit | None:
    """Return the item as a hit, if it is one."""
    if item.n is None or item.recalled:
        return None
    text = " ".join(shown(wording.body(item, me_id)).split())
    found = marks(text, words)
    if not found:
        return None
    start = max(0, found[0][0] - _BEFORE)
    lead = "…" if start else ""
    snippet = lead + text[start : start + _SNIPPET]
    shift = len(lead) - start
    inside = tuple((a + shift, min(b + shift, len(snippet))) for a, b in found if a + shift < len(snippet))
    return Hit(item.n, item.at, wording.sender(item, me_id), snippet, inside)


async def search(chat: ChatService, ref: ConversationRef, query: str, me_id: int) -> AsyncIterator[list[Hit]]:
    """Give the hits of each page of the cached conversation, the newest first."""
    words = words_of(query)
    before_n: int | None = None
    while words:
        page = await chat.page(ref, before_n=before_n, limit=PAGE)
        yield [found for item in reversed(page.items) if (found := hit(item, words, me_id)) is not None]
        before_n = next((item.n for item in page.items if item.n is not None), None)
        if not page.more_before or before_n is None:
            return
