"""A conversation of the company to look at: what was said, and nothing to write with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from workstation.domain.conversation import ConversationKind
from workstation.domain.errors import Refusal
from workstation.domain.ids import AttachmentId, ConversationId
from workstation.services.company_history import CompanyRow
from workstation.ui.chat import wording
from workstation.ui.chat.links import LinkDialog, safe_url
from workstation.ui.chat.timeline import accessible, blocks, texts
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.chat.timeline.exhibit_block import ExhibitKind
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.chat.timeline.targets import Kind, Target
from workstation.ui.chat.viewer import ImageViewer
from workstation.ui.formats import country_name
from workstation.ui.tasks import Latest
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk


class CompanyTalkView(QWidget):
    """Shows one conversation; older messages come as one scrolls up.

    Signals:
        refused(Refusal): it can't be shown.
    """

    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        accessible.install()
        blocks.register(ExhibitKind())
        self._desk = desk
        self.row: CompanyRow | None = None
        self._older = "none"
        self._reading = Latest(self)
        self.title = Words(self, bold=True, size=Size.TITLE)
        self.about = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.pictures = Pictures(self._fetch, desk.run_blocking, self)
        self.timeline = TimelineArea(self.pictures, int(desk.me.id), self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(20, 12, 20, 12)
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.about)
        column.addLayout(head)
        column.addWidget(self.timeline, 1)
        self.timeline.older_requested.connect(self._on_older_requested)
        self.timeline.activated.connect(self._on_activated)
        self.timeline.menu_requested.connect(self._open_menu)
        self.retranslate()

    # ---- reading ---------------------------------------------------------------------------------------------------

    def open_conversation(self, conversation: ConversationId) -> None:
        """Show another one, at its newest message."""
        self._reading.run(self._open(conversation))

    async def _open(self, conversation: ConversationId) -> None:
        try:
            talk = await self._desk.company.open(conversation)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        self.row = talk.row
        self.pictures.clear()
        self.timeline.rows.more_before = talk.more
        self.timeline.rows.more_after = self.timeline.rows.older_on_server = False
        self.timeline.show_items(talk.items, customer=talk.row.conversation.kind is ConversationKind.CUSTOMER)
        self._say_older("more" if talk.more else "begin")
        self._word()

    def _on_older_requested(self) -> None:
        first = self.timeline.rows.first_n
        if self.row is not None and first is not None and not self._reading.running and self._older != "on_server":
            self._say_older("loading")
            self._reading.run(self._load_older(self.row, first))

    async def _load_older(self, row: CompanyRow, before_n: int) -> None:
        try:
            talk = await self._desk.company.older(row, before_n)
        except Refusal as refusal:
            self._say_older("on_server")
            self.refused.emit(refusal)
            return
        rows = self.timeline.rows
        rows.more_before = talk.more and bool(talk.items)
        rows.prepend(talk.items)
        self.timeline.rows_changed()
        self._say_older("more" if rows.more_before else "begin")

    def _say_older(self, state: str) -> None:
        self._older = state
        self.timeline.set_header(wording.older(state))

    def try_again(self) -> None:
        """Older messages may be had again."""
        if self._older == "on_server":
            self._say_older("more")

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._reading.cancel()
        self.pictures.clear()
        self.timeline.rest()

    async def _fetch(self, key: str, full: bool) -> bytes:
        return await self._desk.company.image(AttachmentId(int(key.partition(":")[2])), "full" if full else "thumb")

    # ---- what the user does ----------------------------------------------------------------------------------------

    def _on_activated(self, target: Target) -> None:
        if target.kind is Kind.LINK and (url := safe_url(target.value)) is not None:
            LinkDialog(url, self.window()).open()
        elif target.kind is Kind.PICTURE:
            items = self.timeline.rows.items
            keys = [name for item in items if (name := texts.picture_key(item)) and not item.recalled]
            ImageViewer(self._fetch, self._desk.run_blocking, keys, target.value, self.window()).open()
        elif target.kind is Kind.QUOTE and (at := self.timeline.rows.index_of_n(int(target.value))) is not None:
            self.timeline.scroll_to(self.timeline.rows.items[at].key, flash=True)

    def _open_menu(self, key: str, where: QPoint) -> None:
        index = self.timeline.rows.index(key)
        if index is None:
            return
        whole = texts.whole(self.timeline.rows.items[index], self.timeline.me_id)
        target = self.timeline.target_at(QPointF(self.timeline.viewport().mapFromGlobal(where)))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if not self.timeline.selection.empty:
            menu.addAction(icon("copy"), self.tr("Copy the selection")).triggered.connect(self.timeline.copy)
        if target is not None and target.kind is Kind.LINK:
            link = target.value
            copying = menu.addAction(icon("copy"), self.tr("Copy the link"))
            copying.triggered.connect(lambda: QGuiApplication.clipboard().setText(link))
        copying = menu.addAction(icon("copy"), self.tr("Copy the message"))
        copying.triggered.connect(lambda: QGuiApplication.clipboard().setText(whole))
        menu.addAction(self.tr("Select all")).triggered.connect(self.timeline.select_all)
        menu.popup(where)

    # ---- words and looks -------------------------------------------------------------------------------------------

    def _word(self) -> None:
        if self.row is None:
            return
        buyer, owner = self.row.buyer, self.row.owner
        self.title.setText(isolated_name(buyer.name) if buyer is not None else "")
        where = [isolated_name(buyer.company), country_name(buyer.country)] if buyer is not None else []
        name = wording.own_name(owner.name_zh, owner.name_en) if owner is not None else ""
        served = self.tr("Served by {name}").format(name=name) if name else self.tr("Nobody serves this buyer yet")
        only = self.tr("To look at only: nothing of it is kept on this machine")
        self.about.setText(" · ".join(part for part in (*where, served, only) if part))

    def retranslate(self) -> None:
        """Word it anew."""
        self.timeline.setAccessibleName(self.tr("Messages"))
        self._say_older(self._older)
        self._word()

    def restyle(self) -> None:
        """Take theme and words anew."""
        self.timeline.restyle()
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
            self.timeline.restyle()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().surface)
        painter.setPen(tokens().border)
        painter.drawLine(0, self.timeline.y() - 1, self.width(), self.timeline.y() - 1)
        painter.end()
