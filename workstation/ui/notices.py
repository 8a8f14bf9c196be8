"""Notifications: one for a burst, by scope and right, never in quiet hours, never while one looks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from workstation.domain.account import Account, Permission
from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock
from workstation.domain.conversation import ConversationKind
from workstation.domain.link import Phase
from workstation.services.views import ConversationRef, InboxRow, NotifyScope, Settings
from workstation.ui import places
from workstation.ui.bus import Bus
from workstation.ui.inbox import wording
from workstation.ui.loop import spawn

if TYPE_CHECKING:
    from workstation.services.desk import Desk

GATHER_S: Final = 0.4
"""How long a burst is gathered before it is told."""
PAUSE_S: Final = 10.0
"""Between two notifications."""
NAMED: Final = 4
"""How many people a merged notification names."""


class Place(NamedTuple):
    """What a notification is about: where a click on it leads."""

    conversation: ConversationRef
    n: int
    """The first message it tells of."""


def in_quiet_hours(hours: tuple[int, int] | None, at: datetime) -> bool:
    """Tell whether an instant (machine's zone) lies in the quiet hours, which may pass midnight."""
    if hours is None:
        return False
    first, last = hours
    minute = at.hour * 60 + at.minute
    return first <= minute < last if first <= last else minute >= first or minute < last


def in_scope(row: InboxRow, scope: NotifyScope) -> bool:
    """Tell whether a conversation notifies under a setting."""
    if row.muted or scope is NotifyScope.NONE:
        return False
    if scope is NotifyScope.ALL or row.kind is ConversationKind.COLLEAGUE or row.mine:
        return True
    return scope is NotifyScope.MINE_AND_UNASSIGNED and row.owner_id is None


def is_allowed(row: InboxRow, me: Account) -> bool:
    """Tell whether this account may be told of what is said there: not of a chat that was given away or taken."""
    if row.kind is ConversationKind.COLLEAGUE:
        return me.enabled
    return row.writable and me.may(Permission.RECEIVE_MESSAGES)


class Notifier(QObject):
    """Watches what arrives and tells of it.

    Args:
        desk: whose messages.
        bus: tells what arrives.
        clock: for the quiet hours.
        show: brings a title and a text before the user's eyes, and plays the sound of that name.
        is_looking: whether the user looks at the window anyway.
        pause_s: the least time between two notifications.

    Signals:
        opened(object): the notification was clicked: open this `Place`, or that of
            another screen (or, `None`, just the window).
    """

    opened = Signal(object)

    def __init__(
        self,
        desk: Desk,
        bus: Bus,
        clock: Clock,
        show: Callable[[str, str, str], Awaitable[None]],
        is_looking: Callable[[], bool],
        parent: QObject | None = None,
        *,
        pause_s: float = PAUSE_S,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._show = show
        self._is_looking = is_looking
        self._pause_s = pause_s
        self._arrived: dict[ConversationRef, frozenset[int]] = {}
        self._told: dict[ConversationRef, int] = {}
        self._telling: asyncio.Task[None] | None = None
        self._next_at = 0.0
        self._last: Place | places.Place | None = None
        bus.changed.connect(self._on_changed)

    def clicked(self) -> None:
        """The notification was clicked."""
        self.opened.emit(self._last)

    async def tell(self, title: str, text: str, about: places.Place) -> None:
        """Tell of something else than a message; a click on it leads there."""
        self._last = about
        await self._show(title, text, self._desk.settings.get().sound)

    def stop(self) -> None:
        """Tell nothing more."""
        if self._telling is not None:
            self._telling.cancel()

    def _on_changed(self, change: ChangeSet) -> None:
        if self._desk.link.phase is Phase.SYNCING:
            return  # what a new desk loads is no news
        for conversation, numbers in change.messages.items():
            self._arrived[conversation] = self._arrived.get(conversation, frozenset()) | numbers
        if self._arrived and (self._telling is None or self._telling.done()):
            self._telling = spawn(self._tell(), owner=self)

    async def _tell(self) -> None:
        loop = asyncio.get_running_loop()
        while self._arrived:
            await asyncio.sleep(max(GATHER_S, self._next_at - loop.time()))
            arrived, self._arrived = self._arrived, {}
            rows = await self._desk.inbox.rows(arrived)
            settings = self._desk.settings.get()
            fresh = {row.id: row for row in rows.values() if self._is_news(row, arrived[row.id], settings)}
            places = [Place(id_, min(n for n in arrived[id_] if n > self._told.get(id_, 0))) for id_ in fresh]
            for row in rows.values():
                self._told[row.id] = max(row.last_n, self._told.get(row.id, 0))
            if not fresh or self._is_looking():
                continue
            if in_quiet_hours(settings.quiet_hours, self._clock.now().astimezone()):
                continue
            self._next_at = loop.time() + self._pause_s
            await self._present(list(fresh.values()), places, settings)

    def _is_news(self, row: InboxRow, arrived: frozenset[int], settings: Settings) -> bool:
        if not row.unread or row.last_from_me or row.last_recalled:
            return False
        # Older history that is filled in, or a read mark that moved, is not something new that was said.
        # Nor is an automatic answer or a transfer: the row shows the question that waits.
        if row.shown_n not in arrived or row.last_n <= self._told.get(row.id, 0):
            return False
        return in_scope(row, settings.notify_scope) and is_allowed(row, self._desk.me)

    async def _present(self, rows: list[InboxRow], places: list[Place], settings: Settings) -> None:
        if len(rows) == 1:
            self._last = places[0]
            title, text = wording.title(rows[0]), wording.last_words(rows[0])
        else:
            self._last = None
            title = self.tr("%n conversations with new messages", "", len(rows))
            text = ", ".join(wording.title(row) for row in rows[:NAMED])
        await self._show(title, text, settings.sound)
