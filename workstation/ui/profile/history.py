"""The History tab: the days of this conversation, a search in it, an export; over everything on this machine."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from workstation.domain.changes import ChangeSet
from workstation.domain.errors import Refusal
from workstation.services.search import FoundInside, MessageHit
from workstation.services.views import ChatHead, ConversationRef
from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.loop import Latest, spawn
from workstation.ui.problems import refused
from workstation.ui.profile.history_days import Days
from workstation.ui.profile.hits import Hit, HitDelegate, HitModel
from workstation.ui.profile.missing import MissingLine
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.widgets.day_picker import DayPicker

_WAIT_MS: Final = 150
REST_S: Final = 0.3
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class HistoryTab(QWidget):
    """Lists the days, searches while one types; arrow keys and Enter go from hit to hit, or from day to day.

    Signals:
        message_chosen(int): show message `n`.
        words_wanted(str): mark the words of this query in the chat, or (empty) none.
        export_wanted(): the conversation is to be written into files.
    """

    message_chosen = Signal(int)
    words_wanted = Signal(str)
    export_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ref: ConversationRef | None = None
        self._head: ChatHead | None = None
        self._searching = Latest(self)
        self._days = Days(desk.history, self)
        self._reading_days = Latest(self)
        self._found = FoundInside()
        self._state = "idle"
        self._refusal: Refusal | None = None
        self._picker: DayPicker | None = None
        self._step_waits = 0
        self._build()
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.search_now)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.list.installEventFilter(self)
        self.list.clicked.connect(self._on_clicked)
        self.up.clicked.connect(lambda: self.step(-1))
        self.down.clicked.connect(lambda: self.step(1))
        self.day_button.clicked.connect(lambda: spawn(self._offer_days(), owner=self))
        self.export_button.clicked.connect(self.export_wanted)
        self.missing.filled.connect(self._search_again)
        self.retranslate()

    def _build(self) -> None:
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.day_button, self.export_button = IconButton("calendar", self), IconButton("download", self)
        self.status = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.up, self.down = IconButton("arrow_up", self, side=26), IconButton("arrow_down", self, side=26)
        self.model = HitModel(self)
        self.list = QListView(self)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.missing = MissingLine(self._desk.history, self)
        first = QHBoxLayout()
        first.setContentsMargins(16, 0, 8, 0)
        first.setSpacing(2)
        first.addWidget(self.field, 1)
        first.addSpacing(4)
        first.addWidget(self.day_button)
        first.addWidget(self.export_button)
        second = QHBoxLayout()
        second.setContentsMargins(16, 0, 12, 0)
        second.setSpacing(2)
        second.addWidget(self.status, 1)
        second.addWidget(self.up, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.down, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.missing)
        column.addWidget(self.list, 1)

    # ---- which conversation ------------------------------------------------------------------------------------

    def open_conversation(self, ref: ConversationRef | None) -> None:
        """Search in another conversation from now on."""
        if ref != self._ref:
            self._ref = ref
            self._head = None
            self.field.clear()
            self._reading_days.cancel()
            self._stop()
            self.missing.open_conversation(ref)

    def show_head(self, head: ChatHead | None) -> None:
        """Take note of who is who there."""
        self._head = head

    def on_changed(self, change: ChangeSet) -> None:
        """What was said meanwhile is found too; the chosen hit stays chosen."""
        if self._ref is not None and (self._ref in change.messages or change.everything):
            self.missing.refresh(REST_S)
            self._search_again()
            self._list_days(REST_S)

    def forget(self) -> None:
        """Look for nothing more."""
        self.open_conversation(None)
        self.missing.stop()

    # ---- searching ---------------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        self._step_waits = 0
        if self.field.text().strip():
            self._timer.start()
        else:
            self._stop()

    def _stop(self) -> None:
        if self._state != "idle":
            self.words_wanted.emit("")
        self._timer.stop()
        self._searching.cancel()
        self._found = FoundInside()
        self._refusal = None
        self.model.replace([])
        self._say("idle")
        self._list_days()

    # ---- days ------------------------------------------------------------------------------------------------------

    def _list_days(self, rest_s: float = 0.0) -> None:
        """List the days while nothing is looked for; read only when they are seen."""
        if self._state == "idle" and self._ref is not None and self.isVisible():
            self._reading_days.run(self._read_days(self._ref, rest_s))

    async def _read_days(self, ref: ConversationRef, rest_s: float) -> None:
        await asyncio.sleep(rest_s)
        days = await self._days.read(ref)
        if self._state != "idle" or ref != self._ref or days == self.model.hits:
            return
        current = self._current()
        self.model.replace(days)
        place = self.model.position(current.n if current is not None else None)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))
        self._word_status()

    def showEvent(self, event: QShowEvent) -> None:
        """List what there is by now."""
        super().showEvent(event)
        self._list_days()

    def _search_again(self) -> None:
        if self._state == "done" and not self._timer.isActive():
            self.search_now()

    def search_now(self) -> None:
        """Search for what is typed."""
        self._timer.stop()
        if self._ref is not None and self.field.text().strip():
            if self._state != "done":
                self.model.replace([])
                self._say("searching")
            self._searching.run(self._search(self._ref, self.field.text()))

    async def _search(self, ref: ConversationRef, query: str) -> None:
        try:
            found = await self._desk.search.find_in(ref, query)
            names = {account.id: account for account in await self._desk.team.accounts()}
        except Refusal as refusal:
            self._refusal, self._found = refusal, FoundInside()
            self.model.replace([])
            self._say("refused")
            return
        current = self._current()
        me = self._desk.me.id

        def who(hit: MessageHit) -> str:
            if hit.from_buyer and self._head is not None:
                return isolated_name(self._head.row.title)
            if hit.sender_id == me:
                return self.tr("You")
            account = names.get(hit.sender_id) if hit.sender_id is not None else None
            return wording.own_name(account.name_zh, account.name_en) if account is not None else ""

        self._found, self._refusal = found, None
        self.model.replace([Hit.of(hit, who(hit)) for hit in reversed(found.hits)])
        place = self.model.position(current.n if current is not None else None)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))
        self._say("done")
        if self._step_waits:
            by, self._step_waits = self._step_waits, 0
            self.step(by)

    # ---- from hit to hit ---------------------------------------------------------------------------------------

    def _current(self) -> Hit | None:
        hit = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return hit if isinstance(hit, Hit) else None

    def step(self, by: int) -> None:
        """Go to a hit further down (older) or up in the list, and show its message; the ends meet."""
        if self._timer.isActive() or (self._state == "searching" and self._searching.running):
            self._step_waits = by
            if self._timer.isActive():
                self.search_now()
        elif self.model.hits:
            row = self.list.currentIndex().row()
            target = (row + by) % len(self.model.hits) if row >= 0 else 0 if by > 0 else len(self.model.hits) - 1
            self._choose(self.model.index(target))

    def _choose(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        hit = self._current()
        if hit is not None:
            self._say(self._state)
            self.message_chosen.emit(hit.n)
            self.words_wanted.emit(self.field.text())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._choose(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()), event.modifiers())
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        back = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in _ENTER or key == Qt.Key.Key_F3:
            self.step(-1 if back else 1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.model.hits:
            self.step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        else:
            return False
        return True

    # ---- the calendar ------------------------------------------------------------------------------------------

    async def _offer_days(self) -> None:
        ref = self._ref
        if ref is None:
            return
        days = await self._desk.history.days(ref)
        if ref != self._ref or not days:
            return
        if self._picker is None:
            from workstation.ui.widgets.day_picker import DayPicker

            self._picker = DayPicker(self)
            self._picker.chosen.connect(lambda day: spawn(self._go_to_day(day), owner=self))
        where = self.day_button.mapToGlobal(QPoint(0, self.day_button.height() + 4))
        self._picker.open_at(days, None, where)

    def pick_day(self) -> None:
        """Open the calendar."""
        spawn(self._offer_days(), owner=self)

    async def _go_to_day(self, day: date) -> None:
        ref = self._ref
        if ref is not None:
            n = (await self._desk.history.days(ref)).get(day)
            if n is not None and ref == self._ref:
                self.message_chosen.emit(n)

    # ---- words -------------------------------------------------------------------------------------------------

    def _say(self, state: str) -> None:
        self._state = state
        self._word_status()

    def _word_status(self) -> None:
        count = len(self.model.hits)
        row = self.list.currentIndex().row()
        for button in (self.up, self.down):
            button.setVisible(count > 0 and self._state != "idle")
        if self._state == "refused" and self._refusal is not None:
            text = refused(self._refusal.code, self._refusal.params).text
        elif self._state == "searching":
            text = self.tr("Searching …")
        elif self._state == "idle":
            text = self.tr("Everything of this conversation that is on this machine is searched, also off-line.")
        elif count and row >= 0:
            text = self.tr("{place} of {count}").format(place=formats.number(row + 1), count=formats.number(count))
        elif count:
            text = self.tr("%n message(s) found", "", count)
        elif self._found.older_on_server:
            text = self.tr("No message here has all these words. Older ones may still be on the server only.")
        else:
            text = self.tr("No message of this conversation has all these words.")
        self.status.setText(text)

    def retranslate(self) -> None:
        """Word it anew."""
        self.field.setPlaceholderText(self.tr("Search this chat"))
        self.field.setAccessibleName(self.tr("Search in this conversation"))
        self.list.setAccessibleName(self.tr("Days, or messages found"))
        self.up.set_words(self.tr("Hit above (newer), Shift+Enter"))
        self.down.set_words(self.tr("Hit below (older), Enter"))
        self.day_button.set_words(self.tr("Go to a date"))
        self.export_button.set_words(self.tr("Export this conversation"))
        self._word_status()
        self._list_days()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
