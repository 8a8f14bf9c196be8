"""Where rows stand: exact for those laid out, guessed for the others, which are laid out before anyone sees them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from workstation.ui.chat.timeline.layout import RowLayout, RowLayouter
from workstation.ui.chat.timeline.rows import Row, common_run

TOP_PAD: Final = 44
"""Room above the first row, where it says whether older ones are there."""
BOTTOM_PAD: Final = 6


class Geometry:
    """Heights and tops of the rows at a width, and their cached layouts."""

    def __init__(self, layouter: RowLayouter) -> None:
        self.layouter = layouter
        self.width = 0
        self.rows: Sequence[Row] = ()
        self._lays: dict[str, RowLayout] = {}
        self._heights: list[int] = []
        self._exact: list[bool] = []
        self._tops: list[int] | None = None
        self.inexact = 0
        """How many rows are only guessed."""

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Take over the rows; what was known of rows that stay as they are stays known."""
        run = common_run(self.rows, rows)
        kept = slice(run.before, run.before + run.length)
        gone = {row.item.key for row in (*self.rows[: kept.start], *self.rows[kept.stop :])}
        above, below = rows[: run.after], rows[run.after + run.length :]
        for key in gone.difference(row.item.key for row in (*above, *below)):
            self._lays.pop(key, None)
        self.rows = rows
        measured = [*map(self._measured, above), *zip(self._heights[kept], self._exact[kept], strict=True)]
        self._take([*measured, *map(self._measured, below)])

    def set_width(self, width: int) -> None:
        """Take over the view's width; every row has to be laid out anew."""
        if width != self.width:
            self.width = width
            self._measure()

    def forget(self, keys: set[str] | None = None) -> None:
        """Lay these rows (all when `None`) out anew: theme, language, fonts or a picture's size changed."""
        if keys is None:
            self._lays.clear()
        else:
            for key in keys:
                self._lays.pop(key, None)
        self._measure()

    def rename(self, names: dict[str, str]) -> None:
        """Keep the heights of items that got another key until they are laid out anew."""
        for old, new in names.items():
            if old in self._lays:
                self._lays[new] = self._lays.pop(old)

    def _measure(self) -> None:
        self._take([self._measured(row) for row in self.rows])

    def _measured(self, row: Row) -> tuple[int, bool]:
        """Return a row's height and whether it is exact."""
        lay = self._lays.get(row.item.key)
        if lay is None:
            return round(self.layouter.estimate(row, self.width)), False
        return int(lay.height), lay.width == self.width and (lay.row is row or lay.row == row)

    def _take(self, measured: Sequence[tuple[int, bool]]) -> None:
        self._heights = [height for height, _ in measured]
        self._exact = [exact for _, exact in measured]
        self._tops = None
        self.inexact = self._exact.count(False)

    @property
    def tops(self) -> list[int]:
        """Top of each row and, last, the bottom of the last one; from the top of the content."""
        if self._tops is None:
            self._tops = list(accumulate(self._heights, initial=TOP_PAD))
        return self._tops

    @property
    def total(self) -> int:
        """Height of the content."""
        return self.tops[-1] + BOTTOM_PAD

    def is_exact(self, index: int) -> bool:
        """Tell whether a row is laid out."""
        return self._exact[index]

    def lay(self, index: int) -> RowLayout:
        """Return a row's layout, made now if need be (see `ensure` for what that does to the rows below)."""
        if not self._exact[index]:
            self.ensure(index)
        return self._lays[self.rows[index].item.key]

    def ensure(self, index: int) -> int:
        """Lay a row out; return by how much the rows below it move."""
        if self._exact[index]:
            return 0
        row = self.rows[index]
        lay = self.layouter.lay_out(row, self.width)
        self._lays[row.item.key] = lay
        self._exact[index] = True
        self.inexact -= 1
        delta = int(lay.height) - self._heights[index]
        if delta:
            self._heights[index] = int(lay.height)
            self._tops = None
        return delta

    def index_at(self, y: float) -> int:
        """Return the row at a height of the content, the nearest one outside."""
        return max(0, min(bisect_right(self.tops, y) - 1, len(self.rows) - 1))

    def span(self, top: float, bottom: float) -> range:
        """Return the rows that stretch of the content shows."""
        if not self.rows:
            return range(0)
        return range(self.index_at(top), self.index_at(bottom) + 1)

    def next_guessed(self, near: range) -> int | None:
        """Return the guessed row nearest to a stretch of rows."""
        if not self.inexact:
            return None
        low, high = near.start, near.stop
        while low > 0 or high < len(self._exact):
            if high < len(self._exact):
                if not self._exact[high]:
                    return high
                high += 1
            if low > 0:
                low -= 1
                if not self._exact[low]:
                    return low
        return next((i for i in near if not self._exact[i]), None)
