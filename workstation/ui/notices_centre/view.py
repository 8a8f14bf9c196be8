"""The message centre: what the platform tells, the newest first; a click reads a notice and leads to what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.notice import Notice
from workstation.ui.chat import wording
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import one_line
from workstation.ui.formats import chat_time
from workstation.ui.loop import spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_CONVERSATION: Final = "conversation"


def worded(notice: Notice) -> str:
    """Return what a notice says; a code one doesn't know never vanishes."""
    translate = QCoreApplication.translate
    if notice.code == "assigned":
        return translate("NoticesCentre", "A buyer was assigned to you: {rule}").format(rule=_rule(notice))
    if notice.code == "transferred":
        params = notice.params
        name = wording.own_name(str(params.get("by_zh", "")), str(params.get("by_en", "")))
        said = translate("NoticesCentre", "{name} handed a buyer to you").format(name=name or "…")
        reason = one_line(str(params.get("reason", "")), 200)
        return f"{said}: {reason}" if reason else said
    return translate("NoticesCentre", "A notice of a kind that this version does not know")


def _rule(notice: Notice) -> str:
    translate = QCoreApplication.translate
    return {
        "live_session": translate("NoticesCentre", "you are talking to this buyer already"),
        "last_owner": translate("NoticesCentre", "you served this buyer last"),
        "manual": translate("NoticesCentre", "chosen by your main account"),
        "exhibit": translate("NoticesCentre", "you look after the exhibit asked about"),
        "section": translate("NoticesCentre", "you look after this section of the fair"),
        "emergency": translate("NoticesCentre", "you stand in, as nobody else was free"),
        "queue": translate("NoticesCentre", "the buyer had been waiting in the queue"),
        "main_account": translate("NoticesCentre", "no rule named anybody else"),
    }.get(str(notice.params.get("rule", ""))) or translate("NoticesCentre", "it was your turn")


class NoticesCentre(QWidget):
    """Lists the notices.

    Signals:
        conversation_wanted(object): a notice leads to this conversation.
    """

    conversation_wanted = Signal(object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._asked = 0
        self.notices: list[Notice] = []
        self._title = Words(self, size=Size.TITLE, bold=True)
        self.unread_only = Check(self)
        self.notice_line = NoticeLine(self)
        self._empty = Words(self, tone="muted")
        self.list = QListWidget(self)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QHBoxLayout()
        top.addWidget(self._title)
        top.addStretch(1)
        top.addWidget(self.unread_only)
        column = QVBoxLayout(self)
        column.setContentsMargins(32, 24, 32, 24)
        column.setSpacing(12)
        column.addLayout(top)
        for part in (self.notice_line, self._empty):
            column.addWidget(part)
        column.addWidget(self.list, 1)
        self.unread_only.toggled.connect(lambda _on: self._renew())
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)
        bus.changed.connect(self._on_changed)
        self.retranslate()
        self._renew()

    def _on_changed(self, change: ChangeSet) -> None:
        if change.notices or change.everything:
            self._renew()

    def _renew(self) -> None:
        self._asked += 1
        spawn(self._read(self._asked), owner=self)

    async def _read(self, asked: int) -> None:
        try:
            found = await self._desk.notices.list(unread_only=self.unread_only.isChecked())
        except Refusal as refusal:
            self.notice_line.say(refusal)
            return
        if asked == self._asked:
            self.notices = found
            self._show()

    def _show(self) -> None:
        current = self.list.currentRow()
        self.list.clear()
        now = self._clock.now()
        for notice in self.notices:
            item = QListWidgetItem(f"{chat_time(notice.at, now)}   {worded(notice)}")
            font = item.font()
            font.setBold(not notice.read)
            item.setFont(font)
            self.list.addItem(item)
        self.list.setCurrentRow(min(current, len(self.notices) - 1))
        self._empty.setVisible(not self.notices)

    def _on_item(self, item: QListWidgetItem) -> None:
        at = self.list.row(item)
        if 0 <= at < len(self.notices):
            spawn(self._follow(self.notices[at]), owner=self)

    async def _follow(self, notice: Notice) -> None:
        try:
            if not notice.read:
                await self._desk.notices.mark_read((notice.id,))
            target = await self._desk.notices.where(notice)
        except Refusal as refusal:
            self.notice_line.say(refusal)
            return
        if target.place == _CONVERSATION and target.conversation is not None:
            self.conversation_wanted.emit(target.conversation)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Notices"))
        self.unread_only.setText(self.tr("Unread only"))
        self._empty.setText(self.tr("There is nothing to tell."))
        self.list.setAccessibleName(self.tr("Notices"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
