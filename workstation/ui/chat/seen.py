"""What of a conversation is seen: how far one has read, what is new out of view, and the ways there."""

import time
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from workstation.services.chat import ChatService
from workstation.services.views import ConversationRef
from workstation.ui.chat.feed import Feed
from workstation.ui.chat.jump_button import JumpButton, UnreadPill
from workstation.ui.chat.running import loop_runs
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.loop import spawn

READ_AFTER_MS: Final = 150
"""So long something stands in view before it counts as read."""
READ_AGAIN_MS: Final = 1000
"""While messages pour in, what is read is told this often: each mark goes to the disk, the server and the buyer."""


class Seen(QObject):
    """Marks what is looked at as read, and floats the buttons that lead to what isn't in view.

    Attributes:
        n: the last message one has had in view; `None` before any.
        marked_n: up to where the server is told that one has read.
    """

    def __init__(self, chat: ChatService, timeline: TimelineArea, feed: Feed, window: QWidget) -> None:
        super().__init__(window)
        self._chat = chat
        self._timeline = timeline
        self._feed = feed
        self._window = window
        self._ref: ConversationRef | None = None
        self._new_count = 0
        self.marked_n = 0
        self.n: int | None = None
        self.jump_button = JumpButton(timeline)
        self.unread_pill = UnreadPill(timeline)
        self.jump_button.clicked.connect(feed.jump_to_newest)
        self.unread_pill.clicked.connect(self._on_jump_to_unread)
        self._reading = QTimer(self)
        self._reading.setTimerType(Qt.TimerType.PreciseTimer)  # a coarse one may be five percent late
        self._reading.setSingleShot(True)
        self._marked_at = float("-inf")
        self._reading.timeout.connect(self._mark_read)
        timeline.moved.connect(self.look)

    @property
    def new_count(self) -> int:
        """How many new messages came out of view."""
        return self._new_count

    def leave(self) -> None:
        """Nothing is open."""
        self.stop()
        self._ref = None
        self._new_count = self.marked_n = 0
        self.n = None
        self._marked_at = float("-inf")

    def open(self, ref: ConversationRef, unread_from_n: int | None) -> None:
        """A conversation is on the screen."""
        self._ref = ref
        self.marked_n = max(0, (unread_from_n or 1) - 1)

    def came(self, count: int) -> None:
        """So many messages of others are new."""
        if not self._timeline.at_bottom:
            self._new_count += count
        self.look()

    def stop(self) -> None:
        """Mark nothing by itself any more."""
        self._reading.stop()

    def watched(self) -> bool:
        """Tell whether somebody looks at the timeline."""
        return self._timeline.isVisible() and self._window.isActiveWindow()

    def look(self) -> None:
        """Something else is in view, or the window is looked at again."""
        timeline = self._timeline
        if timeline.at_bottom:
            self._new_count = 0
        self.jump_button.setVisible(not timeline.at_bottom and bool(timeline.rows.items))
        self.jump_button.show_count(self._new_count)
        self._show_unread_pill()
        self.place()
        if self._ref is not None:
            self.n = max(self.n or 0, self._last_visible_n()) or None
            if (self.n or 0) > self.marked_n and self.watched():
                self._begin_reading()

    def _begin_reading(self) -> None:
        if not self._reading.isActive():
            self._reading.start(pause_ms(time.monotonic() - self._marked_at))

    def _last_visible_n(self) -> int:
        rows = self._timeline.geometry_.rows
        return max((rows[index].item.n or 0 for index in self._timeline.visible_rows()), default=0)

    def _mark_read(self) -> None:
        n = self.n or 0
        if self._ref is not None and n > self.marked_n and self.watched() and loop_runs():
            self.marked_n = n
            self._marked_at = time.monotonic()
            spawn(self._chat.mark_read(self._ref, n))

    def renew_unread_line(self) -> None:
        """While nobody looks, the unread line goes before what comes next, unless it still waits to be read."""
        rows = self._timeline.rows
        if rows.unread_from_n is None or rows.unread_from_n <= self.marked_n:
            renewed = self.marked_n + 1 if self.marked_n else None
            if renewed != rows.unread_from_n:
                rows.unread_from_n = renewed
                rows.changed()

    def _show_unread_pill(self) -> None:
        rows = self._timeline.rows
        unread = rows.unread_from_n
        index = rows.index_of_n(unread) if unread is not None else None
        above = False
        if unread is not None and unread > self.marked_n and rows.first_n is not None:
            above = unread < rows.first_n or (index is not None and index < self._timeline.visible_rows().start)
        self.unread_pill.setVisible(above)

    def _on_jump_to_unread(self) -> None:
        unread = self._timeline.rows.unread_from_n
        if unread is not None:
            self._feed.jump_to(unread)

    def place(self) -> None:
        """Keep the floating buttons in their corners."""
        view = self._timeline.viewport()
        self.jump_button.move(
            view.width() - self.jump_button.width() - 12, view.height() - self.jump_button.height() - 8
        )
        self.unread_pill.move((view.width() - self.unread_pill.width()) // 2, 10)


def pause_ms(since_s: float) -> int:
    """Return how long to look before telling what is read, so long after it was told last."""
    return READ_AFTER_MS if since_s * 1000 >= READ_AGAIN_MS else max(READ_AFTER_MS, READ_AGAIN_MS - int(since_s * 1000))
