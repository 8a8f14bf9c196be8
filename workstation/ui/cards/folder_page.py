"""A folder of cards: found, narrowed down, sorted; as a table or side by side; one of them opened beside."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.services.card_views import CardList, CardRow, Duplicates, Folder
from workstation.ui import formats
from workstation.ui.cards import wording
from workstation.ui.cards.detail import WIDTH, CardDetail
from workstation.ui.cards.doing import CardDoing
from workstation.ui.cards.filters import CardFilters
from workstation.ui.cards.folder_menus import FolderMenus
from workstation.ui.cards.grid import CardGrid
from workstation.ui.cards.model import CardModel
from workstation.ui.cards.section_chips import section_name
from workstation.ui.cards.selection_bar import SelectionBar
from workstation.ui.cards.table import CardTable
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.loop import Latest
from workstation.ui.read_when_seen import ReadWhenSeen
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.ids import ActionId
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus
    from workstation.ui.cards.pictures import CardPictures

TABLE: Final = "table"
GRID: Final = "grid"
_REST_MS: Final = 150
_COMPARE_MS: Final = 500
_BOTH_FROM: Final = 820
"""Width from which folder and card stand side by side."""
_WORDS_FROM: Final = 760
"""Width of the folder from which its buttons have room for words."""
_ANY: Final = 16_777_215
"""No limit, as Qt says it."""


class FolderPage(ReadWhenSeen):
    """Shows one folder.

    Signals:
        conversation_wanted(object, object): show this conversation, at this message or at its end.
        done(str, str, object): something was done: words, the words of a button or nothing, what the button does.
    """

    conversation_wanted = Signal(object, object)
    done = Signal(str, str, object)

    def __init__(
        self, desk: Desk, bus: Bus, pictures: CardPictures, folder: Folder, parent: QWidget | None = None
    ) -> None:
        super().__init__(bus, parent, rest_ms=_REST_MS)
        self._desk = desk
        self._folder = folder
        self._wanted_id: ActionId | None = None
        self._coming: ActionId | None = None
        self._open = self._short = self._known = False
        self._found = CardList(rows=(), total=0)
        self.duplicates: Sequence[Duplicates] = ()
        self._comparing, self._opening = Latest(self), Latest(self)
        self._compare = QTimer(self, singleShot=True, interval=_COMPARE_MS)
        self.filters = CardFilters(folder, self)
        self.look = Segmented((TABLE, GRID), self)
        self.add_button, self.duplicates_button, self.export_button = (QPushButton(self) for _ in range(3))
        self.notice = NoticeLine(self, wording.refused)
        self.model = CardModel(self, by_whom=folder is not Folder.MINE)
        self.table = CardTable(self.model, pictures, self, marks=folder is not Folder.PEOPLE)
        self.grid = CardGrid(self.model, pictures, self)
        self.none = EmptyState(self)
        self.bar = SelectionBar(self, mine=folder is Folder.MINE)
        self.detail = CardDetail(desk, pictures, self)
        self.doing = CardDoing(desk, self)
        self.menus = FolderMenus(desk, self.doing, self)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.grid.setSelectionModel(self.table.selectionModel())
        self._list = QStackedWidget(self)
        self._list.addWidget(self.table)
        self._list.addWidget(self.grid)
        self._list.addWidget(self.none)
        mine = self._folder is Folder.MINE
        self.add_button.setVisible(mine)
        self.add_button.setProperty("kind", "primary")
        self.setAcceptDrops(mine)
        self.duplicates_button.hide()
        for button, sign in ((self.duplicates_button, "merge"), (self.export_button, "download")):
            button.setIcon(icon(sign))
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.filters.search, 1)
        for button in (self.duplicates_button, self.export_button):
            top.addWidget(button)
        top.addWidget(self.look)
        top.addWidget(self.add_button)
        self._left = QWidget(self)
        head = QVBoxLayout()
        head.setContentsMargins(24, 14, 24, 10)
        head.setSpacing(8)
        head.addLayout(top)
        head.addWidget(self.filters)
        head.addWidget(self.notice)
        framed = Card(self)
        framed.hide_head()
        framed.body.addWidget(self._list)
        below = QVBoxLayout()
        below.setContentsMargins(24, 0, 24, 14)
        below.setSpacing(8)
        below.addWidget(framed, 1)
        below.addWidget(self.bar)
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(head)
        left.addLayout(below, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._left, 1)
        whole.addWidget(self.detail)

    def _connect(self) -> None:
        self._compare.timeout.connect(lambda: self._comparing.run(self._look_for_duplicates()))
        self.filters.changed.connect(self.renew)
        self.look.chosen.connect(lambda _key: self._show_list())
        self.add_button.clicked.connect(self._open_adding)
        self.duplicates_button.clicked.connect(lambda: self.doing.open_duplicates(self.duplicates))
        self.export_button.clicked.connect(lambda: self.doing.export(self._found.rows))
        self.none.acted.connect(self._on_empty)
        self.table.selectionModel().selectionChanged.connect(lambda _on, _off: self._on_selection())
        for view in (self.table, self.grid):
            view.activated.connect(lambda _index: self._on_activated())
            view.clicked.connect(lambda _index: self._on_clicked())
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(partial(self._open_menu, view))
            copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), view)
            copy.setContext(Qt.ShortcutContext.WidgetShortcut)
            copy.activated.connect(lambda: self.menus.copy(self.chosen))
        self.table.sort_wanted.connect(self.filters.sort)
        self.menus.card_wanted.connect(self.open_card)
        self.menus.conversation_wanted.connect(self.conversation_wanted)
        self.menus.said.connect(lambda words: self.done.emit(words, "", None))
        for signal, do in (
            (self.bar.export_wanted, lambda: self.doing.export(self.chosen)),
            (self.bar.merge_wanted, lambda: self.doing.merge(self.chosen)),
            (self.bar.delete_wanted, lambda: self.doing.delete(self.chosen)),
            (self.bar.all_wanted, self.table.selectAll),
            (self.bar.none_wanted, self.table.clearSelection),
            (self.detail.closed, self._on_closed),
            (self.detail.edit_wanted, lambda: self._with_row(self.doing.edit)),
            (self.detail.export_wanted, lambda: self._with_row(lambda row: self.doing.export((row,)))),
            (self.detail.delete_wanted, lambda: self._with_row(lambda row: self.doing.delete((row,)))),
            (self.detail.unmerge_wanted, lambda: self._with_row(self.doing.unmerge)),
        ):
            signal.connect(do)
        self.detail.card_wanted.connect(self.open_card)
        self.detail.conversation_wanted.connect(self.conversation_wanted)
        self.detail.said.connect(lambda words: self.done.emit(words, "", None))
        self.doing.done.connect(self.done)
        self.doing.refused.connect(self.notice.say)
        self.doing.card_wanted.connect(self.open_card)
        self.doing.told_apart.connect(self._compare.start)

    # ---- reading -----------------------------------------------------------------------------------------------

    def concerned(self, change: ChangeSet) -> bool:
        lanes = any(lane.startswith(("card", "my_card")) for lane in change.outbox)
        people = self._folder is not Folder.MINE and change.accounts
        return change.everything or bool(change.cards) or lanes or bool(people)

    def _follow(self) -> None:
        """Read what has changed, after what is being read: that would never come to its end."""
        if self._reading.running:
            self._rest.start()
        else:
            self.renew()

    async def _read(self) -> None:
        wanted = self.filters.wanted
        try:
            found = await self._desk.cards.list(wanted)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        sections = {one.code: section_name(one) for one in await self._desk.cards.sections()}
        self.notice.clear()
        self._found = found
        self._known = True
        self.filters.offer(found.choices, sections)
        self.detail.name_sections(sections)
        if self.filters.wanted != wanted:
            self.renew()  # what was chosen to narrow it down is there no more
            return
        self.filters.show_count(len(found.rows), found.total)
        self._show_rows(found.rows)
        if self._folder is Folder.MINE:
            self._compare.start()

    async def _look_for_duplicates(self) -> None:
        self.duplicates = await self._desk.cards.duplicates()
        self.duplicates_button.setVisible(bool(self.duplicates))
        self._word_buttons()
        self.doing.show_duplicates(self.duplicates)

    def _show_rows(self, rows: tuple[CardRow, ...]) -> None:
        chosen = {row.id for row in self.chosen}
        current = self.detail.row.id if self._open and self.detail.row is not None else None
        if self.model.set_rows(rows):
            if self._coming is not None and self.model.place(self._coming) is not None:
                chosen, self._coming = {self._coming}, None  # what is open beside is what is chosen
            self._choose(chosen)
        self._show_list()
        self._show_tools()
        self._show_bar()
        target = self._wanted_id or current
        self._wanted_id = None
        if target is not None:
            self._opening.run(self._open_row(target))
        self._arrange()

    def _choose(self, ids: set[ActionId]) -> None:
        """Choose cards again after others came between them."""
        places = (self.model.place(card_id) for card_id in ids)
        self.table.choose_unsaid(at for at in places if at is not None)
        self.grid.viewport().update()

    def _show_list(self) -> None:
        if self.model.rows or not self._known:
            self._list.setCurrentWidget(self.table if self.look.key == TABLE else self.grid)
            return
        if self.filters.narrowed:
            self.none.say("search", self.tr("No card is like that"), "", self.tr("Show all cards"))
        elif self._folder is Folder.MINE:
            words = self.tr(
                "Cards that buyers hand over in a chat come here. Those you have elsewhere can be imported."
            )
            self.none.say("card", self.tr("No cards yet"), words, self.tr("Import a file …"))
        else:
            self.none.say("card", self.tr("No cards yet"), "")
        self._list.setCurrentWidget(self.none)

    def _show_tools(self) -> None:
        """An empty folder has nothing to narrow down, and nothing to take along."""
        there = self._found.total > 0
        for widget in (self.filters, self.export_button):
            widget.setVisible(there)
        self.filters.search.setEnabled(there)

    def _on_empty(self) -> None:
        if self.filters.narrowed:
            self.filters.clear()
        else:
            self.doing.import_file()

    # ---- choosing ----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> tuple[CardRow, ...]:
        """The chosen cards, from top to bottom."""
        places = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        return tuple(self.model.rows[at] for at in sorted(places) if at < len(self.model.rows))

    def _on_selection(self) -> None:
        self._show_bar()
        chosen = self.chosen
        if len(chosen) == 1 and (self._open or self._wide):
            self._show_card(chosen[0])

    def _show_bar(self) -> None:
        count = len(self.chosen)
        self.bar.show_count(count, every=count == len(self.model.rows))

    def _on_clicked(self) -> None:
        if len(self.chosen) == 1:
            self._show_card(self.chosen[0])

    def _on_activated(self) -> None:
        if self.chosen:
            self._show_card(self.chosen[0])
            self.detail.setFocus()

    def open_card(self, card_id: ActionId) -> None:
        """Show a card beside the folder, whatever the folder is narrowed down to."""
        if self.model.rows or not self._stale:
            self._opening.run(self._open_row(card_id, choose=True))
        else:
            self._wanted_id = card_id

    async def _open_row(self, card_id: ActionId, *, choose: bool = False) -> None:
        at = self.model.place(card_id)
        row = self.model.rows[at] if at is not None else await self._desk.cards.get(card_id)
        if row is None:
            self._on_closed()
            return
        self._coming = card_id if choose and at is None else None  # made just now: the list does not have it yet
        if at is not None and (choose or not self.chosen):
            self._choose({card_id})
            self.table.scrollTo(self.model.index(at, 0))
            self._show_bar()
        self._show_card(row)

    def _show_card(self, row: CardRow) -> None:
        self._open = True
        self.detail.show_row(row, self._found.choices.tags)
        self._arrange()

    def _on_closed(self) -> None:
        self.detail.keep()
        self.detail.to_top()
        self._open = False
        self._arrange()
        (self.table if self.look.key == TABLE else self.grid).setFocus()

    def _with_row(self, do: object) -> None:
        if self.detail.row is not None and callable(do):
            do(self.detail.row)

    # ---- doing -------------------------------------------------------------------------------------------------

    def tools_end(self) -> int:
        """Return where what is done with the whole folder ends and the cards begin, in pixels from the top."""
        return self._list.mapTo(self, QPoint(0, 0)).y()

    def _open_adding(self) -> None:
        self.menus.open_adding(self.add_button.mapToGlobal(QPoint(0, self.add_button.height() + 2)))

    def _open_menu(self, view: CardTable | CardGrid, at: QPoint) -> None:
        """Offer what can be done with what is chosen, at the pointer or (by the keyboard) at the row."""
        index = view.indexAt(at)
        if index.isValid():
            self.menus.open_for(self.chosen, view.viewport().mapToGlobal(at))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := _files(event):
            event.acceptProposedAction()
            self.doing.import_paths(paths)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._open:
            self._on_closed()
        elif event.key() == Qt.Key.Key_Delete and self._folder is Folder.MINE and self.chosen:
            self.doing.delete(self.chosen)
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        super().forget()
        self._compare.stop()
        self.menus.forget()
        for asking in (self._comparing, self._opening):
            asking.cancel()

    # ---- room --------------------------------------------------------------------------------------------------

    @property
    def _wide(self) -> bool:
        return self.width() >= _BOTH_FROM

    def _arrange(self) -> None:
        self.detail.setVisible(self._open)
        self._left.setVisible(self._wide or not self._open)
        self.detail.show_alone(not self._wide)
        if self._wide:
            self.detail.setFixedWidth(WIDTH)
        else:
            self.detail.setMinimumWidth(0)
            self.detail.setMaximumWidth(_ANY)
        short = self.width() - (WIDTH if self._wide and self._open else 0) < _WORDS_FROM
        if short != self._short:
            self._short = short
            self._word_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    # ---- words -------------------------------------------------------------------------------------------------

    def _word_buttons(self) -> None:
        count = formats.number(len(self.duplicates))
        words = self.tr("Duplicates {count}").format(count=count)
        self.duplicates_button.setText(count if self._short else words)
        for button, name in ((self.duplicates_button, words), (self.export_button, self.tr("Export …"))):
            button.setAccessibleName(name)
            button.setToolTip(name if self._short else "")
        self.export_button.setText("" if self._short else self.tr("Export …"))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.look.set_texts(self.tr("Look"), {TABLE: self.tr("Table"), GRID: self.tr("Cards")})
        self.add_button.setText(self.tr("Add"))
        self._word_buttons()
        received = self.tr("Changed") if self._folder is Folder.PEOPLE else self.tr("Received")
        self.model.set_titles(
            (self.tr("Name"), self.tr("Company"), self.tr("Phone, e-mail"), received, self.tr("Tags, follow-up"))
        )
        for view in (self.table, self.grid):
            view.setAccessibleName(self.tr("Cards"))
        self.grid.forget_faces()
        self._show_list()


def _files(event: QDropEvent) -> list[Path]:
    """Return the files (and folders) that are dragged."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
