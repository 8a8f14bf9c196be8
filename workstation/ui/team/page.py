"""What the pages of the team's screen share: reading anew, saying why nothing is shown, undoing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.link import LinkState, Phase
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.formats import clock_time
from workstation.ui.refused import reason
from workstation.ui.tasks import Latest, spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

WIDEST: Final = 1200
_REST_MS: Final = 250
"""A change is shown after so long, together with those that came meanwhile."""


class Page(QWidget):
    """A page that is read when it is seen, and again when what it shows has changed.

    Signals:
        conversation_wanted(object): show this conversation in the inbox.
        place_wanted(Place): this is to be opened.
        done(str, str, object): something was done: words, the words of a button or nothing, what the button does.

    Attributes:
        column: what the page holds goes here.
        notice: says why a decision came to nothing.
    """

    ages: ClassVar[bool] = False
    """What it shows is asked of the server, and nothing tells of changes: asked again whenever it is turned to."""
    conversation_wanted = Signal(object)
    place_wanted = Signal(object)
    done = Signal(str, str, object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.clock = clock
        self._read_at: datetime | None = None
        self._asking = Latest(self)
        self._stale = True
        self.notice = NoticeLine(self, reason)
        self._as_of = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        self._as_of.hide()
        self.empty = EmptyState(self)
        self.empty.acted.connect(self.renew)
        self.column = QVBoxLayout()
        self.column.setSpacing(16)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.renew)
        self._lay_out()
        bus.changed.connect(self._on_changed)
        bus.link_changed.connect(self._on_link_changed)

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(12)
        column.addWidget(self.notice)
        column.addWidget(self._as_of)
        column.addLayout(self.column, 1)
        holder = QWidget(self)
        centred = QHBoxLayout(holder)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addStretch(1)
        centred.addWidget(inside, 1000)
        centred.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(holder)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.area)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._stack)

    def pin(self, bar: QWidget) -> None:
        """Keep a bar in sight below what is scrolled."""
        bar.setMaximumWidth(WIDEST - 48)
        holder = QHBoxLayout()
        holder.setContentsMargins(24, 8, 24, 12)
        holder.addStretch(1)
        holder.addWidget(bar, 1000)
        holder.addStretch(1)
        self._whole.addLayout(holder)

    # ---- reading ---------------------------------------------------------------------------------------------------

    async def read(self) -> None:
        """Read and show; what it raises is said in the page's place.

        Raises:
            Refusal: nothing can be shown.
        """
        raise NotImplementedError

    def concerned(self, change: ChangeSet) -> bool:
        """Tell whether a change is about what the page shows."""
        return change.everything

    def renew(self) -> None:
        """Read again: now if it is seen, else when it will be."""
        self._stale = True
        if self.isVisible():
            self._stale = False
            if self._read_at is None:
                self.empty.say("sync", self.tr("One moment …"), "")
            self._asking.run(self._renew())

    async def _renew(self) -> None:
        try:
            await self.read()
        except Refusal as refusal:
            self._say_why(refusal)
            return
        self._read_at = self.clock.now()
        self._as_of.hide()
        self._stack.setCurrentWidget(self.area)

    def _say_why(self, refusal: Refusal) -> None:
        self._stale = True  # tried again when it is turned to, or when the server is there
        words = reason(refusal.code, refusal.params)
        if self._read_at is not None and refusal.code != "not_allowed":
            at = clock_time(self._read_at)
            self._as_of.setText(self.tr("As of {time}. {reason}").format(time=at, reason=words))
            self._as_of.show()
            return
        offline = refusal.code == "unreachable"
        title = self.tr("The server is needed for this page") if offline else self.tr("This cannot be shown")
        self.empty.say("offline" if offline else "lock", title, words, self.tr("Try again"))
        self._stack.setCurrentWidget(self.empty)

    @property
    def shown(self) -> bool:
        """Whether it shows what it is for."""
        return self._stack.currentWidget() is self.area

    def _on_changed(self, change: ChangeSet) -> None:
        if self.concerned(change):
            self._stale = True
            if self.isVisible() and not self._rest.isActive():
                self._rest.start()

    def _on_link_changed(self, state: LinkState) -> None:
        if state.phase is Phase.ONLINE and self._stale and self.isVisible() and not self._rest.isActive():
            self._rest.start()

    # ---- deciding --------------------------------------------------------------------------------------------------

    def decide(
        self,
        deciding: Coroutine[Any, Any, object],
        words: str = "",
        undo: Callable[[], Coroutine[Any, Any, object]] | None = None,
    ) -> None:
        """Carry a decision out; say that it is done, with a way back where there is one, or why it came to nothing."""
        spawn(self._decide(deciding, words, undo), owner=self)

    async def _decide(
        self,
        deciding: Coroutine[Any, Any, object],
        words: str,
        undo: Callable[[], Coroutine[Any, Any, object]] | None,
    ) -> None:
        try:
            await deciding
        except Refusal as refusal:
            self.notice.say(refusal)
            self.area.verticalScrollBar().setValue(0)
        else:
            self.notice.clear()
            if words and undo is not None:
                self.offer_undo(words, undo)
            elif words:
                self.done.emit(words, "", None)
        self.renew()

    def offer_undo(self, words: str, undo: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Say that something is done, with a way back."""
        self.done.emit(words, self.tr("Undo"), lambda: self.decide(undo()))

    # ---- events ----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.renew()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.renew()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._stale = self._stale or self.ages

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._rest.stop()
        self._asking.cancel()
