"""The line at the bottom: how the link to the server stands, honestly; what waits to leave, and who in the queue."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from workstation.domain.account import Presence
from workstation.domain.clock import Clock
from workstation.domain.link import LinkState, Phase
from workstation.ui.formats import chat_time, number
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.words import Words

HEIGHT: Final = 32


class _Lamp(QWidget):
    """A dot whose shape differs as well: full, ring, or crossed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.phase = Phase.SIGNED_OUT
        self.setFixedSize(QSize(12, 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour: QColor = {
            Phase.ONLINE: colours.success,
            Phase.CONNECTING: colours.warning,
            Phase.SYNCING: colours.accent_text,
        }.get(self.phase, colours.muted)
        rect = QRectF(2, 2, 8, 8)
        if self.phase is Phase.ONLINE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawEllipse(rect)
        else:
            pen = painter.pen()
            pen.setColor(colour)
            pen.setWidthF(1.6)
            painter.setPen(pen)
            painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
            if self.phase in (Phase.OFFLINE, Phase.SIGNED_OUT):
                painter.drawLine(rect.bottomLeft(), rect.topRight())
        painter.end()


class StatusLine(QWidget):
    """Says the state of the link; the store's age when it isn't live.

    Signals:
        retry_wanted(): try to reach the server now.
        queue_wanted(): show who waits in the company's queue.
        status_wanted(Presence): I am on-line again, for buyers too.
    """

    retry_wanted = Signal()
    queue_wanted = Signal()
    status_wanted = Signal(object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._state = LinkState()
        self._offers_retry = True
        self._lamp = _Lamp(self)
        self._text = Words(self, size=Size.SMALL)
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(120)
        self._retry = QPushButton(self)
        self._retry.setProperty("kind", "link")
        self._retry.setProperty("small", "true")
        self._retry.clicked.connect(self.retry_wanted)
        self._waiting = Words(self, size=Size.SMALL, bold=True)
        self._queue = QPushButton(self)
        self._queue.setProperty("kind", "link")
        self._queue.setProperty("small", "true")
        self._queue.clicked.connect(self.queue_wanted)
        self._queued = 0
        self._dnd = QPushButton(self)
        self._dnd.setProperty("kind", "link")
        self._dnd.setProperty("small", "true")
        self._dnd.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes with the click: the focus stays where one writes
        self._dnd.clicked.connect(lambda: self.status_wanted.emit(Presence.ONLINE))
        self._undisturbed = False
        self._synced = Words(self, size=Size.SMALL, tone="muted")
        self._text.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self._lamp)
        layout.addWidget(self._text)
        layout.addWidget(self._progress)
        layout.addWidget(self._retry)
        layout.addWidget(self._dnd)
        layout.addStretch(1)
        layout.addWidget(self._waiting)
        layout.addWidget(self._queue)
        layout.addWidget(self._synced)
        self.setFixedHeight(HEIGHT)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self.retranslate)
        self.retranslate()

    @property
    def state(self) -> LinkState:
        """What it shows."""
        return self._state

    @property
    def text(self) -> str:
        """What it says about the link."""
        return self._text.text()

    @property
    def waiting_text(self) -> str:
        """What it says about unsent messages."""
        return self._waiting.text() if self._waiting.isVisibleTo(self) else ""

    @property
    def queue_text(self) -> str:
        """What it says about the company's queue."""
        return self._queue.text() if self._queue.isVisibleTo(self) else ""

    @property
    def synced_text(self) -> str:
        """Until when it says that everything is here."""
        return self._synced.text() if self._synced.isVisibleTo(self) else ""

    def show_queue(self, count: int) -> None:
        """Show how many buyers of the company nobody serves yet; nothing for none."""
        if count != self._queued:
            self._queued = count
            self.retranslate()

    def show_presence(self, presence: Presence) -> None:
        """Remind of *don't disturb*, which is easily forgotten, and offer its end."""
        undisturbed = presence is Presence.DND
        if undisturbed is not self._undisturbed:
            self._undisturbed = undisturbed
            self.retranslate()

    @property
    def reminder(self) -> str:
        """What it says about my being undisturbed."""
        return self._dnd.text() if self._dnd.isVisibleTo(self) else ""

    def show_state(self, state: LinkState) -> None:
        """Show a state of the link."""
        self._state = state
        counting = state.phase is Phase.OFFLINE and state.retry_at is not None
        if counting != self._second.isActive():
            self._second.start() if counting else self._second.stop()
        self.retranslate()

    def offer_retry(self, offers: bool) -> None:
        """Show the button that tries again; not where the banner has one already."""
        if offers != self._offers_retry:
            self._offers_retry = offers
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language and at the second of the moment."""
        state, now = self._state, self._clock.now()
        self._lamp.phase = state.phase
        self._lamp.update()
        self._text.setText(self._words(state, now))
        self._text.setToolTip(self._more_words(state))
        self._retry.setText(self.tr("Try now"))
        self._retry.setVisible(state.phase is Phase.OFFLINE and self._offers_retry)
        loading = state.phase is Phase.SYNCING and state.total > 0
        self._progress.setVisible(loading)
        if loading:
            self._progress.setRange(0, state.total)
            self._progress.setValue(state.done)
        self._waiting.setText(self.tr("%n waiting to leave", "", state.waiting))
        self._waiting.setVisible(state.waiting > 0)
        self._queue.setText(self.tr("Queue {count}").format(count=number(self._queued)))
        self._queue.setToolTip(self.tr("%n buyer(s) of your company wait for somebody", "", self._queued))
        self._queue.setAccessibleName(self._queue.toolTip())
        self._queue.setVisible(self._queued > 0)
        self._dnd.setText(self.tr("Do not disturb: no new buyers"))
        self._dnd.setToolTip(self.tr("Press to be on-line again"))
        self._dnd.setVisible(self._undisturbed)
        synced = state.as_of if state.phase is Phase.ONLINE else None
        self._synced.setVisible(synced is not None)
        self._synced.setText(self.tr("Synced {time}").format(time=chat_time(synced, now)) if synced else "")
        self.setAccessibleName(self._text.text())

    def _words(self, state: LinkState, now: datetime) -> str:
        if state.phase is Phase.ONLINE:
            return self.tr("Online") if state.streaming else self.tr("Online, checking every few seconds")
        if state.phase is Phase.CONNECTING:
            return self.tr("Connecting…")
        if state.phase is Phase.SYNCING:
            if not state.total:
                return self.tr("Loading conversations…")
            return self.tr("Loading conversations: {done} of {total}").format(
                done=number(state.done), total=number(state.total)
            )
        as_of = chat_time(state.as_of, now) if state.as_of else ""
        if state.phase is Phase.SIGNED_OUT:
            return self.tr("Signed out — as of {time}").format(time=as_of) if as_of else self.tr("Signed out")
        return self._offline_words(state, now, as_of)

    def _offline_words(self, state: LinkState, now: datetime, as_of: str) -> str:
        seconds = math.ceil((state.retry_at - now).total_seconds()) if state.retry_at else 0
        if seconds > 0 and as_of:
            return self.tr("Offline — as of {time}, reconnecting in {seconds} s").format(time=as_of, seconds=seconds)
        if seconds > 0:
            return self.tr("Offline — reconnecting in {seconds} s").format(seconds=seconds)
        return self.tr("Offline — as of {time}").format(time=as_of) if as_of else self.tr("Offline")

    def _more_words(self, state: LinkState) -> str:
        if state.phase is Phase.ONLINE and not state.streaming:
            return self.tr("This network cuts long connections; new messages may take a few seconds.")
        return ""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens().border)
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()
