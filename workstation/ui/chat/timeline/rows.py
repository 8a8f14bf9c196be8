"""Which messages the timeline holds: a bounded window of a conversation, ascending, what waits to leave at its end."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from workstation.domain.message import SYSTEM
from workstation.services.views import ItemState, TimelineItem
from workstation.ui.chat.wording import local_day

LIMIT: Final = 400
"""More items than this are never held; the far end is dropped."""
KEEP: Final = 300
"""What is left after dropping."""
_TURN: Final = timedelta(minutes=5)


class Row(NamedTuple):
    """An item and what its neighbours make of it."""

    item: TimelineItem
    day: bool
    """Whether a day line stands above it."""
    unread: bool
    """Whether the unread line stands above it."""
    first: bool
    last: bool
    """Whether it begins and ends a speaker's turn."""


class Rows:
    """The window of items.

    Attributes:
        items: ascending; those without `n` (waiting, failed) come last in their order of entry.
        more_before, more_after: whether the store has further ones.
        older_on_server: whether the server has older ones than the store.
        unread_from_n: first message that was unread when the conversation was opened.
    """

    def __init__(self) -> None:
        self.items: list[TimelineItem] = []
        self.more_before = False
        self.more_after = False
        self.older_on_server = False
        self.unread_from_n: int | None = None
        self._rows: list[Row] = []
        self._rows_from: tuple[list[TimelineItem], int | None] = ([], None)
        """What they were derived from."""
        self._stale = False
        self._index: dict[str, int] | None = None

    def __len__(self) -> int:
        return len(self.items)

    @property
    def rows(self) -> list[Row]:
        """The items with day lines, unread line and turns."""
        if self._stale or self._rows_from[1] != self.unread_from_n:
            items, unread_from_n = self._rows_from
            run = common_run(items, self.items) if unread_from_n == self.unread_from_n else Run(0, 0, 0)
            self._rows = _rows_of(self.items, self.unread_from_n, self._rows, run)
            self._rows_from = (list(self.items), self.unread_from_n)
            self._stale = False
        return self._rows

    def index(self, key: str) -> int | None:
        """Return where an item stands."""
        if self._index is None:
            self._index = {item.key: at for at, item in enumerate(self.items)}
        return self._index.get(key)

    def index_of_n(self, n: int) -> int | None:
        """Return where message `n` stands."""
        return next((at for at, item in enumerate(self.items) if item.n == n), None)

    @property
    def first_n(self) -> int | None:
        """The oldest message held."""
        return next((item.n for item in self.items if item.n is not None), None)

    @property
    def last_n(self) -> int | None:
        """The newest message held."""
        return next((item.n for item in reversed(self.items) if item.n is not None), None)

    def replace(self, items: Iterable[TimelineItem]) -> None:
        """Hold these and nothing else."""
        self.items = list(items)
        self.changed()

    def prepend(self, older: Sequence[TimelineItem]) -> int:
        """Put older items before, what is held already excepted; return how many."""
        first = self.first_n
        new = [item for item in older if item.n is not None and (first is None or item.n < first)]
        self.items[:0] = new
        if new:
            self.changed()
        return len(new)

    def merge(self, received: Iterable[TimelineItem], pending: Sequence[TimelineItem] | None = None) -> dict[str, str]:
        """Take in new and changed messages, and (unless `None`) all that now waits to leave.

        Messages that don't continue the window are left out while it doesn't reach the newest.

        Returns:
            Keys that changed because a waiting item became a message: old to new.
        """
        numbered = {item.n: item for item in self.items if item.n is not None}
        waiting = [item for item in self.items if item.n is None] if pending is None else list(pending)
        first, last = self.first_n, self.last_n
        for item in received:
            if item.n is None or (item.n not in numbered and not self._continues(item.n, first, last)):
                continue
            numbered[item.n] = item
        renamed: dict[str, str] = {}
        if waiting or (self.items and self.items[-1].n is None):  # mostly nothing is on its way
            by_action = {item.action_id: item.key for item in numbered.values() if item.action_id is not None}
            renamed = {
                item.key: by_action[item.action_id]
                for item in self.items
                if item.n is None and item.action_id is not None and item.action_id in by_action
            }
            waiting = [item for item in waiting if item.action_id is None or item.action_id not in by_action]
        items = [numbered[n] for n in sorted(numbered)] + ([] if self.more_after else waiting)
        if items != self.items:
            self.items = items
            self.changed()
        return renamed

    def _continues(self, n: int, first: int | None, last: int | None) -> bool:
        if first is None or last is None:
            return True
        return first < n < last or (n > last and not self.more_after) or (n < first and not self.more_before)

    def drop_oldest(self) -> int:
        """Let go of the oldest if there are more than `LIMIT`; return how many."""
        extra = len(self.items) - KEEP if len(self.items) > LIMIT else 0
        if extra:
            del self.items[:extra]
            self.more_before = True
            self.changed()
        return extra

    def drop_newest(self) -> int:
        """Let go of the newest if there are more than `LIMIT`; return how many."""
        extra = len(self.items) - KEEP if len(self.items) > LIMIT else 0
        if extra:
            del self.items[-extra:]
            self.more_after = True
            self.changed()
        return extra

    def changed(self) -> None:
        """Take note that what was derived from the items has to be derived anew."""
        self._stale = True
        self._index = None


@lru_cache(maxsize=2 * LIMIT)
def _day(at: datetime) -> date:
    """Return the day of a message; asked for every row whenever one comes."""
    return local_day(at)


class Run(NamedTuple):
    """Where two lists hold the same objects one after the other."""

    before: int
    """Where it begins in the old list."""
    after: int
    length: int


def common_run(before: Sequence[object], after: Sequence[object]) -> Run:
    """Return the first run of objects that are in both lists: all the old ones when some were added at an end."""
    places = {id(one): at for at, one in enumerate(before)}
    begin = next((at for at, one in enumerate(after) if id(one) in places), None)
    if begin is None:
        return Run(0, 0, 0)
    old = places[id(after[begin])]
    length = 0
    for one, other in zip(islice(before, old, None), islice(after, begin, None), strict=False):
        if one is not other:
            break
        length += 1
    return Run(old, begin, length)


def _rows_of(items: Sequence[TimelineItem], unread_from_n: int | None, before: list[Row], run: Run) -> list[Row]:
    """Return the items' rows; inside a run of items that were there before they are the same objects."""
    marked = -1
    if unread_from_n is not None:
        marked = next((at for at, item in enumerate(items) if _is_new(item, unread_from_n)), -1)

    def new_day(at: int) -> bool:
        return at == 0 or _day(items[at].at) != _day(items[at - 1].at)

    def first(at: int) -> bool:
        return at == marked or new_day(at) or not _one_turn(items[at - 1], items[at])

    def made(at: int) -> Row:
        row = Row(items[at], new_day(at), at == marked, first(at), at + 1 == len(items) or first(at + 1))
        old = at - run.after + run.before
        return before[old] if 0 <= at - run.after < run.length and before[old] == row else row

    # Only the run's ends may have other neighbours now.
    begin, end = run.after + 1, run.after + run.length - 1
    if begin >= end:
        return list(map(made, range(len(items))))
    inner = before[run.before + 1 : run.before + run.length - 1]
    if [at for at, row in enumerate(inner, begin) if row.unread] != [at for at in (marked,) if begin <= at < end]:
        return list(map(made, range(len(items))))  # the unread line has moved
    return [*map(made, range(begin)), *inner, *map(made, range(end, len(items)))]


def _is_new(item: TimelineItem, unread_from_n: int) -> bool:
    """Tell whether the unread line may stand before it: never before what our own side said."""
    return item.n is not None and item.n >= unread_from_n and not item.mine


def _one_turn(before: TimelineItem, item: TimelineItem) -> bool:
    if SYSTEM in (before.kind, item.kind) or before.recalled or item.recalled or before.state is ItemState.FAILED:
        return False
    if (before.mine, before.sender_id, before.automatic) != (item.mine, item.sender_id, item.automatic):
        return False
    return abs(item.at - before.at) < _TURN
