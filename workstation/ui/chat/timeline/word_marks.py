"""Where the words that were looked for stand in the texts on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workstation.ui.chat.timeline.plain_text import utf16_length

Stretch = tuple[int, int]
"""From a caret position up to another, as Qt counts."""
Finder = Callable[[str], Sequence[tuple[int, int]]]
"""Returns the stretches of a text (in characters) that are to be marked."""


class WordMarks:
    """Finds them once per text; painting asks for them again and again."""

    def __init__(self, find: Finder) -> None:
        self._find = find
        self._known: dict[str, tuple[str, tuple[Stretch, ...]]] = {}

    def of(self, key: str, shown: str) -> tuple[Stretch, ...]:
        """Return the marks in a text that is shown under a key."""
        known = self._known.get(key)
        if known is None or known[0] != shown:
            known = self._known[key] = (shown, tuple(_as_qt_counts(shown, self._find(shown))))
        return known[1]


def _as_qt_counts(text: str, found: Sequence[tuple[int, int]]) -> Sequence[Stretch]:
    if text.isascii():
        return found
    return [(utf16_length(text[:start]), utf16_length(text[:end])) for start, end in found]
