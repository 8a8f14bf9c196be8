"""The message centre: what the platform tells, newest first; a click reads it and leads to what it means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.notice import Notice
from workstation.services.views import InboxRow
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.loop import Latest, spawn
from workstation.ui.notices_centre.delegate import NoticeDelegate
from workstation.ui.notices_centre.model import NoticeModel, NoticeRow, Role, rows_of
from workstation.ui.notices_centre.wording import groups, kind_of
from workstation.ui.places import Place, Places
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.chips import ChipBar
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

ALL: Final = "all"
PAGE: Final = 200
WIDEST: Final = 860


class NoticesCentre(QWidget):
    """Lists the notices; works off-line, marks leave by themselves later."""

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, places: Places, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._places = places
        self._limit = PAGE
        self._unread = 0
        self._reading = Latest(self)
        self._codes: tuple[str, ...] = ()
        self._buyers: Mapping[int, InboxRow] = {}
        self.notices: list[Notice] = []
        self._build()
        self.unread_only.toggled.connect(lambda _on: self._narrow())
        self.chips.chosen.connect(lambda _key: self._narrow())
        self.read_all.clicked.connect(lambda: spawn(self._mark_all(), owner=self))
        self.more.clicked.connect(self._on_more)
        self.empty.acted.connect(self._show_everything)
        self.list.clicked.connect(self._open)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.installEventFilter(self)
        bus.changed.connect(self._on_changed)
        self.retranslate()
        self._renew()

    def _build(self) -> None:
        self._title = Words(self, size=Size.TITLE, bold=True)
        self.count = Words(self, tone="muted")
        self.read_all = QPushButton(self)
        self.chips = ChipBar(self)
        self.unread_only = Check(self)
        self.notice_line = NoticeLine(self)
        self.said = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        self.said.hide()
        self.model = NoticeModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(NoticeDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.empty = EmptyState(self)
        self.more = QPushButton(self)
        self.more.setProperty("kind", "link")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._title)
        top.addWidget(self.count, 1)
        top.addWidget(self.read_all)
        filters = QHBoxLayout()
        filters.setSpacing(12)
        filters.addWidget(self.chips, 1)
        filters.addWidget(self.unread_only)
        inside = QWidget(self)
        inside.setMaximumWidth(WIDEST)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(filters)
        column.addWidget(self.notice_line)
        column.addWidget(self.said)
        column.addWidget(self._stack, 1)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        line = QHBoxLayout(self)
        line.setContentsMargins(32, 24, 32, 12)
        line.addStretch(1)
        line.addWidget(inside, 100)
        line.addStretch(1)

    # ---- showing -----------------------------------------------------------------------------------------------

    def _on_changed(self, change: ChangeSet) -> None:
        if change.notices or change.everything or change.buyers or change.conversations & self._shown_conversations():
            self._renew()

    def _shown_conversations(self) -> frozenset[object]:
        return frozenset(one.conversation_id for one in self.notices if one.conversation_id is not None)

    def _narrow(self) -> None:
        self._limit = PAGE
        self._renew()

    def _renew(self) -> None:
        self._reading.run(self._read())

    def _wanted_codes(self, there: tuple[str, ...]) -> tuple[str, ...]:
        """Return the codes of the chosen group, those that nobody knows under *other*."""
        return tuple(code for code in there if kind_of(code).group == self.chips.key)

    async def _read(self) -> None:
        service = self._desk.notices
        try:
            codes = tuple(await service.kinds())
            wanted = self._wanted_codes(codes) if self.chips.key != ALL else ()
            found = await service.list(unread_only=self.unread_only.isChecked(), kinds=wanted, limit=self._limit)
            unread = await service.unread()
            about = {one.conversation_id for one in found if one.conversation_id is not None}
            buyers = await self._desk.inbox.rows(about) if about else {}
        except Refusal as refusal:
            self.notice_line.say(refusal)
            return
        self._codes, self.notices, self._unread = codes, found, unread
        self._buyers = {int(id_): row for id_, row in buyers.items() if isinstance(id_, int)}
        self._show()

    def _current(self) -> NoticeRow | None:
        row = self.list.currentIndex().data(Role.ROW)
        return row if isinstance(row, NoticeRow) else None

    def _show(self) -> None:
        current = self._current()
        place = self.list.verticalScrollBar().value()
        rows = rows_of(self.notices, self._buyers, self._clock.now())
        self._offer_groups()
        if rows != self.model.rows:
            self.model.replace(rows)
            position = self.model.position(current.notice.id if current is not None and current.notice else None)
            first = next((at for at, row in enumerate(rows) if row.notice is not None), -1)
            if max(position, first) >= 0:
                self.list.setCurrentIndex(self.model.index(position if position >= 0 else first))
            self.list.verticalScrollBar().setValue(place if position >= 0 else 0)
        self._word()

    def _offer_groups(self) -> None:
        there = {kind_of(code).group for code in self._codes}
        texts = {ALL: self.tr("All"), **{key: words for key, words in groups().items() if key in there}}
        self.chips.set_chips(texts)

    def _on_more(self) -> None:
        self._limit += PAGE
        self._renew()

    def _show_everything(self) -> None:
        self.chips.select(ALL)
        self.unread_only.setChecked(False)
        self._narrow()

    # ---- what the user does ------------------------------------------------------------------------------------

    def _open(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW)
        if isinstance(row, NoticeRow) and row.notice is not None:
            spawn(self._follow(row.notice), owner=self)

    async def _follow(self, notice: Notice) -> None:
        self.notice_line.clear()
        self.said.hide()
        try:
            await self._mark(notice)
            target = await self._desk.notices.where(notice)
        except Refusal as refusal:
            self.notice_line.say(refusal)
            return
        place = Place(
            kind=target.place,
            conversation=target.conversation,
            card=target.card,
            booking=target.booking,
            intent=target.intent,
        )
        about = target.place or notice.conversation_id is not None or kind_of(notice.code).group == "transfer"
        if not self._places.open(place) and about:
            self.said.setText(self.tr("What this is about is no longer on this desk, or cannot be opened here."))
            self.said.show()

    async def _mark(self, notice: Notice) -> None:
        if not notice.read:
            await self._desk.notices.mark_read((notice.id,))

    async def _mark_all(self) -> None:
        try:
            await self._desk.notices.mark_all_read()
        except Refusal as refusal:
            self.notice_line.say(refusal)

    def _open_menu(self, where: QPoint) -> None:
        index = self.list.indexAt(where)
        row = index.data(Role.ROW)
        if not isinstance(row, NoticeRow) or row.notice is None:
            return
        notice = row.notice
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(icon("chat"), self.tr("Open")).triggered.connect(lambda: self._open(index))
        read = menu.addAction(icon("check"), self.tr("Mark as read"))
        read.setEnabled(not notice.read)
        read.triggered.connect(lambda: spawn(self._mark(notice), owner=self))
        menu.popup(self.list.viewport().mapToGlobal(where))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.list:
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        current = self._current()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentIndex())
        elif key == Qt.Key.Key_Space and current is not None and current.notice is not None:
            spawn(self._mark(current.notice), owner=self)
        else:
            return False
        return True

    # ---- words -------------------------------------------------------------------------------------------------

    def _word(self) -> None:
        filtered = self.unread_only.isChecked() or self.chips.key != ALL
        self.count.setText(self.tr("%n unread", "", self._unread) if self._unread else "")
        self.read_all.setEnabled(self._unread > 0)
        self.more.setVisible(len(self.notices) >= self._limit)
        self._stack.setCurrentWidget(self.list if self.notices else self.empty)
        if self.notices:
            return
        if filtered and self._codes:
            self.empty.say(
                "check",
                self.tr("Nothing is left here"),
                self.tr("There is no notice of this kind that you have not read."),
                self.tr("Show all notices"),
            )
        else:
            self.empty.say(
                "bell",
                self.tr("There is nothing to tell yet"),
                self.tr("When a buyer is assigned or handed over to you, or sends a card, it is told here."),
            )

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Notices"))
        self.unread_only.setText(self.tr("Unread only"))
        self.read_all.setText(self.tr("Mark all as read"))
        self.more.setText(self.tr("Show older ones"))
        self.chips.set_more_name(self.tr("More kinds"))
        self.list.setAccessibleName(self.tr("Notices"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
