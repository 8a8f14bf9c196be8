"""Feeds the timeline: opens a conversation, brings older and newer pages, follows what changes in the store."""

import asyncio
from collections.abc import Awaitable, Sequence
from datetime import date
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.services.chat import ChatService
from workstation.services.jumps import JumpService
from workstation.services.views import ChatHead, ConversationRef, ItemState, TimelineItem, TimelinePage
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.chat.timeline.rows import Rows
from workstation.ui.loop import Latest, spawn

PAGE: Final = 50
_UNREAD_PAGE: Final = 100


class _Said(NamedTuple):
    """Messages that are new or changed, and all that waits to leave."""

    items: tuple[TimelineItem, ...]
    last_n: int | None
    """The newest message held before."""


async def _nothing() -> None:
    """Stand for what need not be read."""


class Feed(QObject):
    """Keeps a timeline equal to one conversation of the store.

    Signals:
        head_changed(ChatHead): first or anew.
        came(tuple[TimelineItem, ...]): messages of others that were not there before.
        older_state(str): `none`, `more`, `loading`, `on_server` (can't be had now) or `begin`.
        gone(str): the conversation left this desk; code of the refusal.
        not_here(Refusal): what was asked for is only on the server, which can't be asked now.
    """

    head_changed = Signal(object)
    came = Signal(object)
    older_state = Signal(str)
    gone = Signal(str)
    not_here = Signal(object)

    def __init__(self, chat: ChatService, jumps: JumpService, area: TimelineArea) -> None:
        super().__init__(area)
        self._chat = chat
        self._jumps = jumps
        self._area = area
        self.ref: ConversationRef | None = None
        self.head: ChatHead | None = None
        self._opening = Latest(self)
        self._opened: asyncio.Task[None] | None = None
        self._turning = Latest(self)
        self._following: asyncio.Task[None] | None = None
        self._dirty: set[int] = set()
        self._stale_pending = False
        self._stale_head = False
        self._stale_all = False
        self._lost = False
        self._older_blocked = False
        self._older_busy = False
        self._newer_busy = False
        self._newer_blocked = False
        area.older_requested.connect(self._on_older_requested)
        area.newer_requested.connect(self._on_newer_requested)

    @property
    def _rows(self) -> Rows:
        return self._area.rows

    # ---- opening ---------------------------------------------------------------------------------------------------

    def open(self, ref: ConversationRef, around_n: int | None = None) -> asyncio.Task[None]:
        """Show a conversation: at its first unread message, its newest one, or a given one."""
        self.close()
        self.ref = ref
        self._opened = self._opening.run(self._open(ref, around_n))
        return self._opened

    def close(self) -> None:
        """Follow nothing."""
        self.ref = None
        self.head = None
        self._opening.cancel()
        self._turning.cancel()
        if self._following is not None:
            self._following.cancel()
            self._following = None
        self._dirty.clear()
        self._stale_pending = self._stale_head = self._stale_all = self._lost = False
        self._older_blocked = self._older_busy = self._newer_busy = self._newer_blocked = False

    async def _open(self, ref: ConversationRef, around_n: int | None) -> None:
        try:
            head, page = await asyncio.gather(self._chat.head(ref), self._chat.page(ref, around_n=around_n, limit=PAGE))
            first_n = next((item.n for item in page.items if item.n is not None), None)
            unread = head.unread_from_n
            if around_n is None and unread is not None and first_n is not None and unread < first_n:
                page = await self._chat.page(ref, around_n=unread, limit=_UNREAD_PAGE)
        except Refusal as refusal:
            self.gone.emit(refusal.code)
            return
        self.head = head
        self._rows.unread_from_n = unread
        self._take_flags(page)
        self._area.show_items(page.items, customer=head.row.kind is ConversationKind.CUSTOMER)
        self.head_changed.emit(head)
        self._show_first(around_n if around_n is not None else unread, flash=around_n is not None)
        self._say_older()

    def _take_flags(self, page: TimelinePage) -> None:
        self._rows.more_before = page.more_before
        self._rows.more_after = page.more_after
        self._rows.older_on_server = page.older_on_server
        self._newer_blocked = False

    def _show_first(self, n: int | None, *, flash: bool) -> None:
        index = None if n is None else self._rows.index_of_n(n)
        if index is None:
            return
        key = self._rows.items[index].key
        if flash:
            self._area.scroll_to(key, flash=True)
        elif not self._fits_from(index):
            self._area.scroll_to(key, share=0.12)

    def _fits_from(self, index: int) -> bool:
        geometry = self._area.geometry_
        return geometry.total - geometry.tops[index] <= self._area.viewport().height()

    # ---- older and newer -------------------------------------------------------------------------------------------

    def _say_older(self) -> None:
        if self._older_busy:
            state = "loading"
        elif self._rows.more_before:
            state = "more"
        elif self._rows.older_on_server:
            state = "on_server" if self._older_blocked else "loading"
        else:
            state = "begin" if self._rows.items else "none"
        self.older_state.emit(state)

    def _on_older_requested(self) -> None:
        if self.ref is None or self.head is None or self._older_busy:
            return
        if self._rows.more_before or (self._rows.older_on_server and not self._older_blocked):
            self._older_busy = True
            self._say_older()
            spawn(self._load_older(self.ref), owner=self)

    async def _load_older(self, ref: ConversationRef) -> None:
        try:
            if not self._rows.more_before and not await self._chat.fetch_older(ref, self._rows.first_n):
                if ref == self.ref:
                    self._rows.older_on_server = False
                return
            page = await self._chat.page(ref, before_n=self._rows.first_n, limit=PAGE)
            if ref == self.ref:
                self._prepend(page)
        except Refusal:
            if ref == self.ref:
                self._older_blocked = True
        finally:
            if ref == self.ref:
                self._older_busy = False
                self._say_older()

    def _prepend(self, page: TimelinePage) -> None:
        rows = self._rows
        rows.more_before = page.more_before and bool(page.items)
        rows.older_on_server = page.older_on_server
        if rows.prepend(page.items):
            if not self._area.at_bottom:
                rows.drop_newest()
            self._area.rows_changed()

    def unblock(self) -> None:
        """Try again to get older messages from the server: the link is better now."""
        if self._older_blocked or self._newer_blocked:
            self._older_blocked = self._newer_blocked = False
            self._say_older()
            self._area.ask_for_more()

    def _on_newer_requested(self) -> None:
        if self.ref is not None and self.head is not None and not self._newer_busy and not self._newer_blocked:
            self._newer_busy = True
            spawn(self._load_newer(self.ref), owner=self)

    async def _load_newer(self, ref: ConversationRef) -> None:
        try:
            page = await self._chat.page(ref, after_n=self._rows.last_n, limit=PAGE)
            if not page.items and page.newer_on_server and await self._jumps.fetch_newer(ref, self._rows.last_n or 0):
                page = await self._chat.page(ref, after_n=self._rows.last_n, limit=PAGE)
            if ref != self.ref:
                return
            self._append(page)
        except Refusal:
            if ref == self.ref:
                self._newer_blocked = True
                self.not_here.emit(Refusal("newer_on_server"))
        finally:
            if ref == self.ref:
                self._newer_busy = False

    def _append(self, page: TimelinePage) -> None:
        rows = self._rows
        if not rows.more_after:
            return
        rows.more_after = False
        self._merge(page.items, everything_pending=not page.more_after)
        rows.more_after = page.more_after and (bool(page.items) or page.newer_on_server)
        if not self._area.at_bottom or rows.more_after:
            rows.drop_oldest()
        self._area.rows_changed()

    # ---- jumping ---------------------------------------------------------------------------------------------------

    def jump_to(self, n: int) -> None:
        """Show message `n`, whether it is held or not."""
        if self.ref is None:
            return
        index = self._rows.index_of_n(n)
        if index is not None:
            self._area.scroll_to(self._rows.items[index].key, flash=True)
        else:
            self._turning.run(self._turn_to(self.ref, n))

    def jump_to_newest(self) -> None:
        """Show the newest message."""
        if self.ref is None:
            return
        if self._rows.more_after:
            self._turning.run(self._turn_to(self.ref, None))
        else:
            self._area.scroll_to_bottom()

    def go_to_day(self, day: date) -> None:
        """Show the first message of a day, or after it."""
        if self.ref is not None:
            self._turning.run(self._turn_to_day(self.ref, day))

    async def _turn_to_day(self, ref: ConversationRef, day: date) -> None:
        try:
            n = await self._jumps.first_on(ref, day)
        except Refusal as refusal:
            self._say_not_here(ref, refusal, "day_on_server")
            return
        if ref == self.ref:
            await self._turn_to(ref, n)

    async def _turn_to(self, ref: ConversationRef, n: int | None) -> None:
        try:
            page = await self._page_with(ref, n)
        except Refusal as refusal:
            self._say_not_here(ref, refusal, "message_on_server")
            return  # one stays where one is
        if ref != self.ref or not page.items:
            return
        self._take_flags(page)
        self._area.show_items(page.items, customer=self.head is None or self.head.row.kind is ConversationKind.CUSTOMER)
        self._show_first(n, flash=True)
        self._say_older()

    async def _page_with(self, ref: ConversationRef, n: int | None) -> TimelinePage:
        """Return a page that has message `n` in it (the newest one for `None`), from the server if need be."""
        limit = PAGE if n is None else _UNREAD_PAGE
        page = await self._chat.page(ref, around_n=n, limit=limit)
        if n is not None and all(item.n != n for item in page.items):
            await self._jumps.fetch_around(ref, n)
            page = await self._chat.page(ref, around_n=n, limit=limit)
        return page

    def _say_not_here(self, ref: ConversationRef, refusal: Refusal, code: str) -> None:
        """Say that it can't be had now; a fault of the link means that it is on the server."""
        if ref == self.ref:
            self.not_here.emit(Refusal(code) if refusal.code == "unreachable" else refusal)

    # ---- following -------------------------------------------------------------------------------------------------

    def on_changed(self, change: ChangeSet) -> None:
        """Take note of a change; what concerns this conversation is read again."""
        if self.ref is None:
            return
        ids = {self.ref, self.head.row.id} if self.head is not None else {self.ref}
        self._stale_all = self._stale_all or change.everything
        for ref in ids:
            if isinstance(ref, int):
                self._dirty.update(change.messages.get(ref, ()))
            self._stale_head = self._stale_head or ref in change.conversations
            self._stale_pending = self._stale_pending or f"conversation:{ref}" in change.outbox
        self._dirty.update(self._leading_to(change), self._about(change))
        self._stale_head = self._stale_head or self._concerns_people(change)
        stale = self._dirty or self._stale_pending or self._stale_head or self._stale_all
        if stale and (self._following is None or self._following.done()):
            self._following = spawn(self._follow(self.ref), owner=self)

    def _leading_to(self, change: ChangeSet) -> set[int]:
        """Return the colleague's links whose conversations have changed: one may be mine to see now."""
        if self.head is None or self.head.row.kind is not ConversationKind.COLLEAGUE:
            return set()
        items = self._rows.items
        return {item.n for item in items if item.n is not None and item.link_conversation_id in change.conversations}

    def _about(self, change: ChangeSet) -> set[int]:
        """Return the platform's lines about bookings that have changed: what came of one stands there."""
        if not change.bookings:
            return set()
        from workstation.services.booking_outcomes import booking_of

        items = self._rows.items
        return {item.n for item in items if item.n is not None and booking_of(item.system) in change.bookings}

    def _concerns_people(self, change: ChangeSet) -> bool:
        head = self.head
        if head is None:
            return bool(change.buyers or change.accounts)
        people = {head.row.other_id, head.row.owner_id}
        return bool(people & change.buyers or people & change.accounts) or change.exhibits

    async def _follow(self, ref: ConversationRef) -> None:
        """Read what is stale until nothing is; one reading at a time."""
        if self.head is None and self._opened is not None:
            await asyncio.wait([self._opened])
        if self.head is None:
            return
        try:
            while ref == self.ref and (self._dirty or self._stale_pending or self._stale_head or self._stale_all):
                if self._stale_all:
                    await self._read_all(ref)
                # Head and messages together: a message that comes is painted once.
                head = self._fetch_head(ref) if self._stale_head else None
                said = self._fetch_items(ref) if self._dirty or self._stale_pending else None
                await self._take(ref, head, said)
        except Refusal as refusal:
            if ref == self.ref:
                self._lost = True
                self.gone.emit(refusal.code)

    async def _read_all(self, ref: ConversationRef) -> None:
        """Read everything again, standing where one stood."""
        self._stale_all = False
        self._stale_head = True
        at_bottom = self._area.at_bottom
        around = None if at_bottom else self._rows.first_n
        limit = max(PAGE, min(len(self._rows), 300))
        if around is None:
            page = await self._chat.page(ref, limit=limit)
        else:
            page = await self._chat.page(ref, after_n=around - 1, limit=limit)
        if ref != self.ref:
            return
        more_before = self._rows.more_before if around is not None else page.more_before
        self._take_flags(page)
        self._rows.more_before = more_before
        self._rows.replace(page.items)
        self._area.rows_changed()
        self._say_older()

    async def _take(
        self, ref: ConversationRef, reading: Awaitable[ChatHead] | None, saying: Awaitable[_Said] | None
    ) -> None:
        """Read what is asked for at once and show it together."""
        head, said = await asyncio.gather(reading or _nothing(), saying or _nothing())
        if ref == self.ref:
            if head is not None:
                self._take_head(head)
            if said is not None:
                self._take_items(said)

    def _fetch_head(self, ref: ConversationRef) -> Awaitable[ChatHead]:
        self._stale_head = False
        return self._chat.head(ref)

    def _take_head(self, head: ChatHead) -> None:
        before, self.head = self.head, head
        if before is not None and head.read_n > before.read_n:
            self._dirty.update(
                item.n
                for item in self._rows.items
                if item.n is not None and item.n <= head.read_n and item.state is ItemState.SENT
            )
        if head != before or self._lost:
            self._lost = False
            self.head_changed.emit(head)

    async def _fetch_items(self, ref: ConversationRef) -> _Said:
        dirty, self._dirty = self._dirty, set()
        self._stale_pending = False
        last, first = self._rows.last_n, self._rows.first_n
        wanted = sorted(n for n in dirty if first is None or n >= first)
        gap = last is not None and not self._rows.more_after and bool(wanted) and wanted[-1] > last + len(wanted)
        if gap and last is not None:
            # Something between was not told, or came while the page was read: the store knows.
            page = await self._chat.page(ref, after_n=last, limit=200)
            items: Sequence[TimelineItem] = (
                *await self._chat.items(ref, [n for n in wanted if n <= last]),
                *page.items,
            )
        else:
            items = await self._chat.items(ref, wanted)
        return _Said(tuple(items), last)

    def _take_items(self, said: _Said) -> None:
        items, last = said
        received = [item for item in items if item.n is not None]
        names = self._merge(items, everything_pending=True)
        if self._area.at_bottom:
            self._rows.drop_oldest()
        elif self._rows.drop_newest():
            self._say_older()
        self._area.rows_changed(names)
        new = tuple(item for item in received if not item.mine and (last is None or (item.n or 0) > last))
        if new:
            self.came.emit(new)

    def _merge(self, items: Sequence[TimelineItem], *, everything_pending: bool) -> dict[str, str]:
        received = [item for item in items if item.n is not None]
        pending = {item.key: item for item in items if item.n is None}
        return self._rows.merge(received, list(pending.values()) if everything_pending else None)
