"""Notifications: one for a burst, by scope, never in quiet hours, never while one looks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock
from workstation.domain.conversation import ConversationKind
from workstation.services.views import ConversationRef, InboxRow, NotifyScope, Settings
from workstation.ui.bus import Bus
from workstation.ui.inbox import wording
from workstation.ui.loop import spawn

if TYPE_CHECKING:
    from workstation.services.desk import Desk

GATHER_S: Final = 0.4
"""How long a burst is gathered before it is told."""
PAUSE_S: Final = 10.0
"""Between two notifications."""


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


class Notifier(QObject):
    """Watches what arrives and tells of it.

    Signals:
        opened(object): the notification was clicked: open this conversation (or, `None`, just the window).
    """

    opened = Signal(object)

    def __init__(
        self,
        desk: Desk,
        bus: Bus,
        clock: Clock,
        show: Callable[[str, str], None],
        is_looking: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._show = show
        self._is_looking = is_looking
        self._arrived: set[ConversationRef] = set()
        self._told: dict[ConversationRef, int] = {}
        self._telling: asyncio.Task[None] | None = None
        self._next_at = 0.0
        self._last: ConversationRef | None = None
        bus.changed.connect(self._on_changed)

    def clicked(self) -> None:
        """The notification was clicked."""
        self.opened.emit(self._last)

    def stop(self) -> None:
        """Tell nothing more."""
        if self._telling is not None:
            self._telling.cancel()

    def _on_changed(self, change: ChangeSet) -> None:
        self._arrived.update(change.messages)
        if self._arrived and (self._telling is None or self._telling.done()):
            self._telling = spawn(self._tell(), owner=self)

    async def _tell(self) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(GATHER_S, self._next_at - loop.time()))
        ids, self._arrived = self._arrived, set()
        settings = self._desk.settings.get()
        rows = await self._desk.inbox.rows(ids)
        fresh = [row for row in rows.values() if self._is_news(row, settings)]
        for row in rows.values():
            self._told[row.id] = row.last_n
        if not fresh or self._is_looking():
            return
        if in_quiet_hours(settings.quiet_hours, self._clock.now().astimezone()):
            return
        self._next_at = loop.time() + PAUSE_S
        self._present(fresh, settings)

    def _is_news(self, row: InboxRow, settings: Settings) -> bool:
        if not row.unread or row.last_from_me or row.last_n <= self._told.get(row.id, 0):
            return False
        return in_scope(row, settings.notify_scope)

    def _present(self, rows: list[InboxRow], settings: Settings) -> None:
        if len(rows) == 1:
            row = rows[0]
            self._last = row.id
            self._show(wording.title(row), wording.last_words(row))
        else:
            self._last = None
            names = ", ".join(wording.title(row) for row in rows[:4])
            self._show(self.tr("%n conversations with new messages", "", len(rows)), names)
        if settings.sound:
            QApplication.beep()
