"""The menus of the list: sorting and narrowing, a row's marks and tags, colleagues to write to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from workstation.domain.account import Account, AccountKind
from workstation.domain.ids import PrincipalId
from workstation.services.views import InboxFilter, InboxRow
from workstation.ui.tasks import spawn

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.ui.inbox.list_menu import ListMenu


class ListMenus(QObject):
    """Opens them once there is a desk.

    Signals:
        filter_wanted(InboxFilter): show other rows.
        chat_begun(object): this chat with a colleague is to be opened.
    """

    filter_wanted = Signal(object)
    chat_begun = Signal(object)

    def __init__(self, new_chat: QWidget) -> None:
        super().__init__(new_chat)
        self._new_chat = new_chat
        self._over = new_chat.parentWidget()
        self._desk: Desk | None = None
        self._names: dict[PrincipalId, str] = {}

    def attach(self, desk: Desk) -> None:
        """Work for a desk."""
        self._desk = desk

    def name_of(self, account_id: PrincipalId | None) -> str:
        """Return the name of a colleague who was offered for narrowing, empty when unknown."""
        return self._names.get(account_id, "") if account_id is not None else ""

    # ---- sorting and narrowing ---------------------------------------------------------------------------------

    def open_sort_menu(self, current: InboxFilter, under: QWidget) -> None:
        """Let sort the list, and narrow it to a tag or (main account) to a colleague."""
        from workstation.ui.inbox.list_menu import ListMenu

        menu = ListMenu(under)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.changed.connect(self.filter_wanted)
        menu.offer(current, under.mapToGlobal(QPoint(0, under.height() + 2)))
        if self._desk is not None:
            spawn(self._fill(self._desk, menu), owner=menu)

    async def _fill(self, desk: Desk, menu: ListMenu) -> None:
        menu.name_tags(await desk.history.tags())
        if desk.me.kind is AccountKind.MAIN:
            accounts = await desk.team.accounts()
            self._names = {account.id: account.name(QLocale().name()) for account in accounts}
            menu.name_colleagues(accounts)

    # ---- a row -------------------------------------------------------------------------------------------------

    def open_row_menu(self, row: InboxRow, where: QPoint) -> QMenu | None:
        """Offer what can be done with a conversation; return the menu, `None` before there is a desk."""
        if self._desk is None:
            return None
        from workstation.ui.inbox.read_marks import mark
        from workstation.ui.inbox.row_menu import fill_row_menu

        desk = self._desk
        menu = QMenu(self._over)
        menu.aboutToHide.connect(menu.deleteLater)
        tags = fill_row_menu(
            menu, row, desk.inbox, lambda: self._ask_tag(desk, row),
            lambda read: spawn(mark(desk, row, read=read), owner=self),
        )  # fmt: skip
        spawn(self._fill_tags(desk, row, tags), owner=menu)
        menu.popup(where)
        return menu

    async def _fill_tags(self, desk: Desk, row: InboxRow, menu: QMenu) -> None:
        from workstation.ui.inbox.row_menu import fill_tags

        fill_tags(menu, row, await desk.history.tags(), desk.inbox, lambda: self._ask_tag(desk, row))

    def _ask_tag(self, desk: Desk, row: InboxRow) -> None:
        spawn(self._open_new_tag(desk, row), owner=self)

    async def _open_new_tag(self, desk: Desk, row: InboxRow) -> None:
        from workstation.ui.inbox.new_tag import NewTagDialog
        from workstation.ui.inbox.row_menu import changed
        from workstation.ui.inbox.wording import title

        dialog = NewTagDialog(title(row), await desk.history.tags(), self._over)
        dialog.named.connect(lambda tag: spawn(desk.inbox.set_marks(row.id, tags=changed(row.tags, tag, True))))
        dialog.open()

    # ---- colleagues --------------------------------------------------------------------------------------------

    def open_colleagues(self) -> None:
        """Offer colleagues to write to."""
        if self._desk is not None:
            spawn(self._offer_colleagues(self._desk), owner=self)

    async def _offer_colleagues(self, desk: Desk) -> None:
        accounts = [account for account in await desk.team.accounts() if account.id != desk.me.id]
        menu = QMenu(self._over)
        menu.aboutToHide.connect(menu.deleteLater)
        for account in accounts:
            action = menu.addAction(account.name(QLocale().name()).replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, who=account: spawn(self._write_to(desk, who), owner=self))
        if not accounts:
            menu.addAction(self.tr("You have no colleagues on this platform yet")).setEnabled(False)
        menu.popup(self._new_chat.mapToGlobal(QPoint(0, self._new_chat.height() + 2)))

    async def _write_to(self, desk: Desk, account: Account) -> None:
        self.chat_begun.emit(await desk.team.open_chat(account.id))
