"""What is selected: two ends named by item, not by row, so that nothing moves when rows come and go."""

from collections.abc import Callable
from typing import NamedTuple


class Spot(NamedTuple):
    """A caret position: item, number of the text in it, UTF-16 offset."""

    key: str
    text: int
    offset: int


class Selection:
    """Anchor and caret.

    Attributes:
        anchor: where selecting began.
        caret: where it stands now.
    """

    def __init__(self) -> None:
        self.anchor: Spot | None = None
        self.caret: Spot | None = None

    def clear(self) -> None:
        """Select nothing."""
        self.anchor = self.caret = None

    def start(self, spot: Spot) -> None:
        """Begin at a position."""
        self.anchor = self.caret = spot

    def extend(self, spot: Spot) -> None:
        """Move the caret, keep the anchor."""
        if self.anchor is None:
            self.anchor = spot
        self.caret = spot

    def rename(self, names: dict[str, str]) -> None:
        """Follow items that got another key."""
        self.anchor = _renamed(self.anchor, names)
        self.caret = _renamed(self.caret, names)

    @property
    def empty(self) -> bool:
        """Whether nothing is selected."""
        return self.anchor is None or self.anchor == self.caret

    def ordered(self, index: Callable[[str], int | None]) -> tuple[tuple[int, Spot], tuple[int, Spot]] | None:
        """Return both ends with their rows, the upper one first; `None` if empty or an end is gone."""
        if self.empty or self.anchor is None or self.caret is None:
            return None
        a, b = index(self.anchor.key), index(self.caret.key)
        if a is None or b is None:
            return None
        first, second = (a, self.anchor), (b, self.caret)
        return (first, second) if (a, self.anchor[1:]) <= (b, self.caret[1:]) else (second, first)

    def stretch(
        self, ends: tuple[tuple[int, Spot], tuple[int, Spot]] | None, row: int, text: int, length: int
    ) -> tuple[int, int] | None:
        """Return what of a text is selected."""
        if ends is None:
            return None
        (first, start), (last, end) = ends
        if not first <= row <= last:
            return None
        here = (row, text)
        if here < (first, start.text) or here > (last, end.text):
            return None
        begin = start.offset if here == (first, start.text) else 0
        stop = end.offset if here == (last, end.text) else length
        return (begin, stop) if begin < stop else None


def _renamed(spot: Spot | None, names: dict[str, str]) -> Spot | None:
    return spot._replace(key=names[spot.key]) if spot is not None and spot.key in names else spot
