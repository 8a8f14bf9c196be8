"""The screen of purchase intents: three lists under tabs, narrowed down and sorted; one of them opened beside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QItemSelectionModel, QPoint, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.account import AccountKind, Permission
from workstation.domain.errors import Refusal
from workstation.services.intent_views import IntentFolder, IntentList, IntentRights, IntentRow, IntentView
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.intents.detail import NARROW_WIDTH, WIDTH, IntentDetail
from workstation.ui.intents.doing import IntentDoing
from workstation.ui.intents.filters import IntentFilters
from workstation.ui.intents.model import IntentModel, RowKey
from workstation.ui.intents.table import IntentTable
from workstation.ui.read_when_seen import ReadWhenSeen
from workstation.ui.refused import reason
from workstation.ui.tasks import Latest, spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.tabs import Tabs
from workstation.ui.widgets.top_line import paint_top
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.account import Account
    from workstation.domain.changes import ChangeSet
    from workstation.domain.clock import Clock
    from workstation.domain.ids import ActionId
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_REST_MS: Final = 150
_AGAIN_MS: Final = 60_000
"""Deadlines pass without anybody saying so."""
_BOTH_FROM: Final = 860
"""Width from which list and intent stand side by side."""
_ROOMY_FROM: Final = 1180
_TITLE_FROM: Final = 620
_LIST_LEAST: Final = 320
_ANY: Final = 16_777_215
"""No limit, as Qt says it."""


def folders_for(me: Account) -> tuple[IntentFolder, ...]:
    """Return the lists an account has; none: the screen is not for it."""
    receive = me.may(Permission.RECEIVE_INTENTS)
    company = me.enabled and me.kind is AccountKind.MAIN
    return IntentRights(company=company, receive=receive, matched=me.may(Permission.MATCHED_EXHIBITS)).folders


class IntentsView(ReadWhenSeen):
    """Shows one list at a time, and keeps what is chosen while others come.

    Signals:
        conversation_wanted(object): show this conversation in the inbox.
        my_card_wanted(): my own card is to be changed.
        done(str, str, object): something was done: words, the words of a button or nothing, what the button does.
    """

    conversation_wanted = Signal(object)
    my_card_wanted = Signal()
    done = Signal(str, str, object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(bus, parent, rest_ms=_REST_MS)
        self._desk = desk
        self._clock = clock
        self.folders = folders_for(desk.me)
        self.folder = self.folders[0]
        self._found = IntentList(rows=(), total=0, counts={}, rights=IntentRights())
        self._open_id: ActionId | None = None
        self._known = False
        self._opening = Latest(self)
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._title = Words(self, size=Size.TITLE, bold=True)
        self.tabs = Tabs(tuple(str(one) for one in self.folders), self)
        self.filters = IntentFilters(self)
        self.notice = NoticeLine(self, reason)
        self.model = IntentModel(self)
        self.table = IntentTable(self.model, self)
        self.none = EmptyState(self)
        self.detail = IntentDetail(desk, clock, self)
        self.doing = IntentDoing(desk, self.detail, self.detail.foot)
        self._build()
        self._connect()
        self.setFocusProxy(self.table)
        self.retranslate()
        self.show_folder(str(self.folder))

    def _build(self) -> None:
        self.tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tabs.setVisible(len(self.folders) > 1)
        self._top = QWidget(self)
        line = QHBoxLayout(self._top)
        line.setContentsMargins(24, 8, 24, 0)
        line.setSpacing(16)
        line.addWidget(self._title)
        line.addWidget(self.tabs)
        line.addStretch(1)
        self._top.setMinimumHeight(48)
        self._list = QStackedWidget(self)
        self._list.addWidget(self.table)
        self._list.addWidget(self.none)
        framed = Card(self)
        framed.hide_head()
        framed.body.addWidget(self._list)
        self._left = QWidget(self)
        self._left.setMinimumWidth(_LIST_LEAST)  # so that the window can become narrow while both are seen
        left = QVBoxLayout(self._left)
        left.setContentsMargins(24, 14, 24, 14)
        left.setSpacing(10)
        left.addWidget(self.filters)
        left.addWidget(self.notice)
        left.addWidget(framed, 1)
        below = QHBoxLayout()
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addWidget(self._left, 1)
        below.addWidget(self.detail)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(1)
        whole.addWidget(self._top)
        whole.addLayout(below, 1)

    def _connect(self) -> None:
        self._again.timeout.connect(self.renew)
        self._again.start()
        self.tabs.chosen.connect(self.show_folder)
        self.filters.changed.connect(self.renew)
        self.none.acted.connect(self.filters.clear)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._on_selection())
        self.table.clicked.connect(lambda _index: self._on_clicked())
        self.table.activated.connect(lambda _index: self._on_activated())
        self.table.menu_wanted.connect(self._open_menu)
        self.table.deed_wanted.connect(self.do)
        self.detail.wanted.connect(lambda deed: self._do(deed, self._shown()))
        self.detail.closed.connect(self.close_detail)
        self.detail.settled.connect(self.renew)
        self.doing.done.connect(self.done)
        self.doing.refused.connect(self.notice.say)
        self.doing.conversation_wanted.connect(self.conversation_wanted)
        self.doing.my_card_wanted.connect(self.my_card_wanted)

    # ---- reading -----------------------------------------------------------------------------------------------

    def concerned(self, change: ChangeSet) -> bool:
        there = change.intents or change.exhibits or change.accounts or change.conversations
        return change.everything or bool(there)

    async def _read(self) -> None:
        wanted = self.filters.wanted
        try:
            found = await self._desk.intents.list(wanted)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self._found = found
        self._known = True
        self.filters.offer(found.choices, assigns=found.rights.company)
        self.filters.show_counts(found.counts)
        if self.filters.wanted != wanted:
            self.renew()  # what was chosen to narrow it down is there no more
            return
        self._show_rows(found.rows)
        if self._open_id is not None:
            await self._show_open(self._open_id)

    def _show_rows(self, rows: tuple[IntentRow, ...]) -> None:
        chosen = [row.key for row in self.chosen]
        current = self.model.row_at(self.table.currentIndex())
        at = self.table.verticalScrollBar().value()
        if self.model.show_rows(rows, self._clock.now()):
            self._choose(chosen, None if current is None else current.key)
            self.table.verticalScrollBar().setValue(at)
        self._show_list()

    def _choose(self, keys: Sequence[RowKey], current: RowKey | None = None) -> None:
        """Choose rows again after others came between them."""
        place = None if current is None else self.model.place(current)
        if place is not None:
            no_update = QItemSelectionModel.SelectionFlag.NoUpdate
            self.table.selectionModel().setCurrentIndex(self.model.index(place, 0), no_update)
        places = (self.model.place(key) for key in keys)
        self.table.choose_unsaid(at for at in places if at is not None)
        self.table.viewport().update()

    def _show_list(self) -> None:
        if self.model.rows or not self._known:
            self._list.setCurrentWidget(self.table)
            return
        if self._found.total:
            self.none.say("search", self.tr("No purchase intent is like that"), "", self.tr("Show all of them"))
        else:
            self.none.say("intent", *self._why_empty())
        self._list.setCurrentWidget(self.none)

    def _why_empty(self) -> tuple[str, str]:
        if self.folder is IntentFolder.ALL:
            words = self.tr(
                "When a buyer publishes what they want and it fits one of your exhibits, it appears here. The fuller"
                " your exhibits are described, the better they match."
            )
            return self.tr("No purchase intents yet"), words
        if self.folder is IntentFolder.MATCHED:
            words = self.tr("An exhibit appears here with each purchase intent that it fits.")
            return self.tr("Nothing has matched yet"), words
        words = self.tr("Purchase intents that are given to you appear here, and you are told at once.")
        return self.tr("You have received none yet"), words

    # ---- lists -------------------------------------------------------------------------------------------------

    def show_folder(self, key: str) -> None:
        """Turn to a list."""
        self.folder = IntentFolder(key)
        self.tabs.select(key)
        self._known = False
        self.filters.set_folder(self.folder)
        self.table.set_folder(self.folder)
        self.table.clearSelection()
        self.renew()

    @property
    def chosen(self) -> tuple[IntentRow, ...]:
        """The chosen rows, from top to bottom."""
        places = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        return tuple(self.model.rows[at] for at in sorted(places) if at < len(self.model.rows))

    def _chosen_views(self) -> list[IntentView]:
        return list({row.view.id: row.view for row in self.chosen}.values())

    def _shown(self) -> list[IntentView]:
        return [self.detail.view] if self.detail.view is not None else []

    def _on_selection(self) -> None:
        chosen = self._chosen_views()
        if len(chosen) == 1 and (self._open_id is not None or self._wide):
            self._open(chosen[0])

    def _on_clicked(self) -> None:
        chosen = self._chosen_views()
        if len(chosen) == 1:
            self._open(chosen[0])

    def _on_activated(self) -> None:
        chosen = self._chosen_views()
        if chosen:
            self._open(chosen[0])
            self.detail.setFocus()

    # ---- one ---------------------------------------------------------------------------------------------------

    def open_intent(self, intent_id: ActionId) -> None:
        """Show an intent beside the list, whatever the list is narrowed down to."""
        self._opening.run(self._open_wanted(intent_id))

    async def _open_wanted(self, intent_id: ActionId) -> None:
        view = await self._desk.intents.get(intent_id)
        if view is None:
            self.done.emit(self.tr("This purchase intent is no longer yours to see"), "", None)
            return
        folder = IntentFolder.RECEIVED if view.mine else IntentFolder.ALL
        if self.folder is not folder and folder in self.folders and self.folder is not IntentFolder.ALL:
            self.show_folder(str(folder))
        self._open(view)
        await self._read()
        at = self.model.place_of(intent_id)
        if at is not None:
            key = self.model.rows[at].key
            self._choose([key], key)
            self.table.scrollTo(self.model.index(at, 0))

    def open_found(self, document_id: int) -> None:
        """Open the intent that the search found under that number."""
        spawn(self._open_found(document_id), owner=self)

    async def _open_found(self, document_id: int) -> None:
        intent_id = await self._desk.intents.of_hit(document_id)
        if intent_id is not None:
            self.open_intent(intent_id)

    def open_unassigned(self) -> None:
        """Show those that wait to be assigned."""
        if IntentFolder.ALL in self.folders:
            self.show_folder(str(IntentFolder.ALL))
            self.filters.want_unassigned()

    def _open(self, view: IntentView) -> None:
        self._open_id = view.id
        self.doing.left(view.id)
        self.detail.show_intent(view)
        self._arrange()
        if view.mine and view.is_new:
            spawn(self._desk.intents.see(view.id), owner=self)

    async def _show_open(self, intent_id: ActionId) -> None:
        view = await self._desk.intents.get(intent_id)
        if intent_id != self._open_id:
            return
        if view is None:
            self.close_detail()
            return
        self.detail.show_intent(view)
        self.doing.look(view)

    def close_detail(self) -> None:
        """Show the list alone."""
        self._open_id = None
        self.doing.left(None)
        self._arrange()
        self.table.setFocus()

    # ---- doing -------------------------------------------------------------------------------------------------

    def do(self, deed: str) -> None:
        """Do one of the deeds about what is chosen, or shown when nothing is."""
        self._do(deed, self._chosen_views() or (self._shown() if self._open_id is not None else []))

    def _do(self, deed: str, views: list[IntentView]) -> None:
        if not views:
            return
        first = views[0]
        if deed == "done":
            self.doing.finish(views)
        elif deed == "assign":
            self.doing.assign(views)
        elif len(views) == 1 and deed in (*self.detail.offered(first), "translate"):
            if self._open_id != first.id:
                self._open(first)
            if deed == "chat":
                self.doing.chat(first)
            elif deed == "card":
                self.doing.offer_card(first)
            else:
                self.detail.reading.toggle()

    def _open_menu(self, where: QPoint) -> None:
        views = self._chosen_views()
        if not views:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        one = views[0] if len(views) == 1 else None
        offered = self.detail.offered(one) if one is not None else set()
        done = all(view.is_done for view in views)
        entries = (
            ("chat", "chat", self.tr("Chat with the buyer"), "chat" in offered),
            ("card", "card", self.tr("Send my card"), "card" in offered),
            ("translate", "translate", self.tr("Translate"), one is not None),
            ("done", "check", self.tr("Not done after all") if done else self.tr("Mark as done"),
             any(view.may_finish for view in views)),
            ("assign", "user_add", self.tr("Assign …"), any(view.may_assign for view in views)),
        )  # fmt: skip
        keys = {deed: key for key, deed in IntentTable.KEYS.items()}
        for deed, sign, words, offer in entries:
            if offer:
                action = menu.addAction(icon(sign), f"{words}\t{chr(keys[deed].value)}")
                action.triggered.connect(lambda _checked=False, deed=deed: self.do(deed))
        menu.popup(where)

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        super().forget()
        self._again.stop()
        self._opening.cancel()
        self.detail.forget()
        self.doing.forget()

    # ---- room --------------------------------------------------------------------------------------------------

    @property
    def _wide(self) -> bool:
        return self.width() >= _BOTH_FROM

    def _arrange(self) -> None:
        open_ = self._open_id is not None
        self.detail.setVisible(open_)
        self._left.setVisible(self._wide or not open_)
        self.detail.show_alone(not self._wide)
        beside = WIDTH if self.width() >= _ROOMY_FROM else NARROW_WIDTH
        self.detail.setMaximumWidth(beside if self._wide else _ANY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._title.setVisible(self.width() >= _TITLE_FROM)
        self._arrange()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_top(self, self._top)

    # ---- words -------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Purchase intents"))
        self.tabs.setAccessibleName(self.tr("Lists of purchase intents"))
        words = {
            IntentFolder.RECEIVED: self.tr("Received by me"),
            IntentFolder.ALL: self.tr("All intents"),
            IntentFolder.MATCHED: self.tr("Matched exhibits"),
        }
        for folder in self.folders:
            self.tabs.set_text(str(folder), words[folder])
        self.table.setAccessibleName(self.tr("Purchase intents"))
        self.table.delegate.set_nobody(self.tr("Nobody yet"))
        self.model.set_titles(
            (
                self.tr("What is wanted"), self.tr("Buyer"), self.tr("Quantity, target price"),
                self.tr("Offers until"), self.tr("Best match"), self.tr("Whose"), self.tr("State, received"),
            )
        )  # fmt: skip
        self._show_list()
