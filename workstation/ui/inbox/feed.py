"""Keeps the list equal to the store: reads it whole, then single rows as they change."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.message import EXHIBIT
from workstation.services.views import Chip, ConversationRef, InboxCounts, InboxFilter, InboxRow, ListOrder
from workstation.ui.bus import Bus
from workstation.ui.inbox.list_view import InboxList
from workstation.ui.inbox.model import InboxModel
from workstation.ui.tasks import Latest, spawn

if TYPE_CHECKING:
    import asyncio

    from workstation.services.inbox import InboxService

BULK: Final = 300
"""From so many changed rows on, reading the whole list is cheaper."""
COUNT_PAUSE_S: Final = 0.5


class InboxFeed(QObject):
    """Reads for a list; does nothing until it is attached to an inbox.

    Signals:
        refreshed(): rows came, went or changed.
        counted(InboxCounts): the figures for rail, tabs, chips and tray.
    """

    refreshed = Signal()
    counted = Signal(object)

    def __init__(self, bus: Bus, view: InboxList, model: InboxModel) -> None:
        super().__init__(view)
        self._bus = bus
        self._list = view
        self._model = model
        self._inbox: InboxService | None = None
        self._generation = 0
        self._pending: set[ConversationRef] = set()
        self._updating = False
        self._reload = Latest(self)
        self._counting: asyncio.Task[None] | None = None
        self._count_again = False
        self._counted_at = float("-inf")
        view.settled.connect(self.refreshed)
        self.filter = InboxFilter()
        self.counts = InboxCounts()
        self._read = False
        """Whether the rows shown are the inbox's, not early ones."""
        self.loaded = False
        """Whether the rows shown are those of the filter."""
        self.open_id: ConversationRef | None = None
        """The open conversation keeps its place even where the filter no longer wants it."""

    def attach(self, inbox: InboxService) -> asyncio.Task[None]:
        """Begin to follow an inbox; its rows take the place of early ones."""
        self._inbox = inbox
        self._bus.changed.connect(self._on_changed)
        return self.load()

    def show_early(self, rows: Iterable[InboxRow]) -> None:
        """Show rows that were read before the inbox was there."""
        if self._inbox is None:
            self._show(list(rows))

    @property
    def reading(self) -> bool:
        """Whether rows or figures are being read."""
        return self._updating or (self._counting is not None and not self._counting.done())

    # ---- whole lists -------------------------------------------------------------------------------------------

    def turn_to(self, wanted: InboxFilter) -> asyncio.Task[None]:
        """Show other rows."""
        self.filter = wanted
        self.loaded = False
        self._list.verticalScrollBar().setValue(0)
        return self.load()

    def load(self) -> asyncio.Task[None]:
        """Read the list afresh."""
        self._generation += 1
        return self._reload.run(self._load(self._generation))

    async def _load(self, generation: int) -> None:
        if self._inbox is None:
            return
        rows = await self._inbox.list(self.filter)
        if generation == self._generation:
            self._pending.clear()
            self._show(rows)
            self.recount()

    def _show(self, rows: list[InboxRow]) -> None:
        if self.loaded and self._read and self._list.held:
            found = {row.id: row for row in rows}
            self._list.bring(found.keys() | self._model.ids(), found)
        else:
            self._list.change(lambda: self._model.replace(rows, self.filter.order))
        self.loaded, self._read = True, self._inbox is not None
        self.refreshed.emit()

    async def next_unanswered(self) -> ConversationRef | None:
        """Return the one that has been waiting longest, one's own first, other than the open one."""
        if self._inbox is None:
            return None
        rows = await self._inbox.list(InboxFilter(chip=Chip.UNANSWERED, order=ListOrder.WAITING))
        return _longest_waiting(rows, self.open_id)

    def next_unanswered_in_hand(self) -> ConversationRef | None:
        """Return the same from the rows shown, at once; `None` when they are not all of them, or nobody waits.

        What is typed right after the key belongs to the buyer who is opened by it, so nothing may be waited for.
        """
        if not self.loaded or self.filter.chip is not Chip.ALL or self.filter.owner_id is not None:
            return None
        if self.filter.kind is not ConversationKind.CUSTOMER:
            return None
        return _longest_waiting(self._model.up_to_date(), self.open_id)

    # ---- single rows -------------------------------------------------------------------------------------------

    def _on_changed(self, change: ChangeSet) -> None:
        if change.everything:
            self.load()
            return
        ids: set[ConversationRef] = set(change.conversations)
        people = change.buyers | change.accounts
        if people or change.exhibits:
            rows = map(self._model.row, range(len(self._model)))
            ids.update(
                row.id for row in rows if row.other_id in people or (change.exhibits and row.last_kind == EXHIBIT)
            )
        if ids:
            self.want(ids)
        if ids or change.notices or change.outbox:
            self.recount()

    def want(self, ids: Iterable[ConversationRef]) -> None:
        """Bring these rows up to date soon."""
        self._pending.update(ids)
        if len(self._pending) > BULK:
            self.load()
        elif not self._updating and self._inbox is not None:
            self._updating = True
            spawn(self._update(self._inbox), owner=self)

    async def _update(self, inbox: InboxService) -> None:
        try:
            while self._pending:
                ids, self._pending = self._pending, set()
                generation = self._generation
                rows = dict(await inbox.matching(self.filter, ids))
                if self.open_id in ids and self.open_id not in rows and self._model.position(self.open_id) >= 0:
                    # An answered buyer stays in the list of unanswered ones until one turns to another.
                    rows |= await inbox.rows([self.open_id])
                if generation == self._generation:
                    self._list.bring(ids, rows)
                    self.refreshed.emit()
        finally:
            self._updating = False

    # ---- figures -----------------------------------------------------------------------------------------------

    def recount(self) -> None:
        """Read the figures soon; bursts are read once."""
        if self._counting is not None and not self._counting.done():
            self._count_again = True
        elif self._inbox is not None:
            self._counting = spawn(self._count(self._inbox), owner=self)

    async def _count(self, inbox: InboxService) -> None:
        import asyncio

        while True:
            await asyncio.sleep(self._counted_at + COUNT_PAUSE_S - time.monotonic())
            self._count_again = False
            self.counts = await inbox.counts()
            self._counted_at = time.monotonic()
            self.counted.emit(self.counts)
            if not self._count_again:
                return

    def stop(self) -> None:
        """Read nothing more."""
        self._inbox = None
        self._reload.cancel()


def _longest_waiting(rows: Iterable[InboxRow], open_id: ConversationRef | None) -> ConversationRef | None:
    waiting = [(not row.mine, row.waiting_since, row.id) for row in rows if row.writable and row.waiting_since]
    first = min((one for one in waiting if one[2] != open_id), key=lambda one: one[:2], default=None)
    return None if first is None else first[2]
