"""The cards' screen: those received, the company's, the colleagues' own, and mine, under tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from workstation.domain.account import Permission
from workstation.services.card_views import Folder
from workstation.ui.cards.folder_page import FolderPage
from workstation.ui.cards.pictures import CardPictures
from workstation.ui.loop import spawn
from workstation.ui.theme import Size
from workstation.ui.widgets.tabs import Tabs
from workstation.ui.widgets.top_line import paint_top
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.account import Account
    from workstation.domain.ids import ActionId
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus
    from workstation.ui.cards.my_card import MyCardPage

MY_CARD: Final = "my_card"
_TITLE_FROM: Final = 560
_FOLDERS: Final = {str(folder): folder for folder in Folder}


def keys_for(me: Account) -> tuple[str, ...]:
    """Return the pages an account has."""
    company = (str(Folder.COMPANY), str(Folder.PEOPLE)) if me.may(Permission.COMPANY_CARDS) else ()
    return (str(Folder.MINE), *company, MY_CARD)


class CardsView(QWidget):
    """Shows one page at a time; each is made when it is first opened.

    Signals:
        conversation_wanted(object, object): show this conversation in the inbox, at this message or at its end.
        done(str, str, object): something was done: words, the words of a button or nothing, what the button does.
    """

    conversation_wanted = Signal(object, object)
    done = Signal(str, str, object)

    def __init__(self, desk: Desk, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._bus = bus
        self.keys = keys_for(desk.me)
        self.pictures = CardPictures(desk, self)
        self.folders: dict[str, FolderPage] = {}
        self.my_card: MyCardPage | None = None
        self._title = Words(self, size=Size.TITLE, bold=True)
        self.tabs = Tabs(self.keys, self)
        self.tabs.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.tabs.chosen.connect(self.show_page)
        self._stack = QStackedWidget(self)
        self._top = QWidget(self)
        line = QHBoxLayout(self._top)
        line.setContentsMargins(24, 8, 24, 0)
        line.setSpacing(16)
        line.addWidget(self._title)
        line.addWidget(self.tabs)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._top)
        column.addWidget(self._stack, 1)
        self.retranslate()
        self.show_page(str(Folder.MINE))

    def show_page(self, key: str) -> None:
        """Turn to a page."""
        self._stack.setCurrentWidget(self._my_card() if key == MY_CARD else self.folder(key))
        self.tabs.select(key)

    def folder(self, key: str) -> FolderPage:
        """Return a folder's page."""
        page = self.folders.get(key)
        if page is None:
            page = FolderPage(self._desk, self._bus, self.pictures, _FOLDERS[key], self)
            page.conversation_wanted.connect(self.conversation_wanted)
            page.done.connect(self.done)
            self.folders[key] = page
            self._stack.addWidget(page)
        return page

    def _my_card(self) -> MyCardPage:
        if self.my_card is None:
            from workstation.ui.cards.my_card import MyCardPage

            self.my_card = MyCardPage(self._desk, self._bus, self.pictures, self)
            self.my_card.done.connect(self.done)
            self._stack.addWidget(self.my_card)
        return self.my_card

    def open_mine(self) -> None:
        """Turn to my own card."""
        self.show_page(MY_CARD)

    def import_files(self) -> None:
        """Turn to my folder, and ask for files to import."""
        self.show_page(str(Folder.MINE))
        self.folder(str(Folder.MINE)).doing.import_file()

    def open_card(self, card_id: ActionId) -> None:
        """Turn to the folder that has a card, and open it there."""
        spawn(self._open(card_id), owner=self)

    def open_found(self, document_id: int) -> None:
        """Open the card that the search found under that number."""
        spawn(self._open_found(document_id), owner=self)

    async def _open_found(self, document_id: int) -> None:
        card_id = await self._desk.cards.of_hit(document_id)
        if card_id is not None:
            await self._open(card_id)

    async def _open(self, card_id: ActionId) -> None:
        row = await self._desk.cards.get(card_id)
        folder = Folder.MINE
        if row is not None and not row.mine:
            folder = Folder.PEOPLE if row.own else Folder.COMPANY
        key = str(folder) if str(folder) in self.keys else str(Folder.MINE)
        self.show_page(key)
        self.folder(key).open_card(card_id)

    def focus_search(self) -> bool:
        """Go to the field of the folder that is shown; tell whether there is one."""
        page = self._stack.currentWidget()
        if not isinstance(page, FolderPage):
            return False
        page.filters.search.setFocus()
        page.filters.search.selectAll()
        return True

    def tools_end(self) -> int:
        """Return how far down search, buttons and filters reach, in pixels from the top."""
        page = self._stack.currentWidget()
        return page.mapTo(self, QPoint(0, page.tools_end())).y() if isinstance(page, FolderPage) else 0

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        for page in self.folders.values():
            page.forget()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._title.setText(self.tr("Cards"))
        self.tabs.setAccessibleName(self.tr("Folders of cards"))
        words = {
            str(Folder.MINE): self.tr("Received"),
            str(Folder.COMPANY): self.tr("Company"),
            str(Folder.PEOPLE): self.tr("Colleagues"),
            MY_CARD: self.tr("My card"),
        }
        for key in self.keys:
            self.tabs.set_text(key, words[key])

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._title.setVisible(self.width() >= _TITLE_FROM)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_top(self, self._top)
