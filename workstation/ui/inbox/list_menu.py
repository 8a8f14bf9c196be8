"""The menu over the list: how it is sorted, which tag, and for the main account whose conversations it shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from PySide6.QtCore import QLocale, QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from workstation.domain.account import Account
from workstation.domain.ids import PrincipalId
from workstation.services.views import InboxFilter, ListOrder
from workstation.ui.inbox import wording

MOST_TAGS: Final = 15


class ListMenu(QMenu):
    """Changes a filter.

    Signals:
        changed(InboxFilter): the user wants this one.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._filter = InboxFilter()
        self._owners: QActionGroup | None = None
        self._tags: QActionGroup | None = None

    def offer(self, current: InboxFilter, where: QPoint) -> None:
        """Open at a global position."""
        self._filter = current
        self.clear()
        self._owners = self._tags = None
        group = QActionGroup(self)
        for order, text in (
            (ListOrder.RECENT, self.tr("Most recent first")),
            (ListOrder.WAITING, self.tr("Longest waiting first")),
        ):
            action = self._add(group, text, chosen=current.order is order)
            action.triggered.connect(lambda _checked=False, order=order: self._change(order=order))
        self.popup(where)

    def name_colleagues(self, accounts: Iterable[Account]) -> None:
        """Offer to show one colleague's conversations (main account)."""
        if self._owners is not None:
            return
        self.addSection(self.tr("Served by"))
        self._owners = QActionGroup(self)
        self._add_owner(None, self.tr("Everybody"))
        for account in accounts:
            self._add_owner(account.id, account.name(QLocale().name()))
        self.adjustSize()

    def name_tags(self, tags: Iterable[str]) -> None:
        """Offer to show the conversations with one tag."""
        known = list(tags)
        if self._filter.tag and self._filter.tag not in known:
            known.insert(0, self._filter.tag)
        if self._tags is not None or not known:
            return
        self.addSection(self.tr("Tag"))
        self._tags = QActionGroup(self)
        self._add_tag("", self.tr("Any tag or none"))
        for tag in known[:MOST_TAGS]:
            self._add_tag(tag, wording.tag(tag).replace("&", "&&"))
        self.adjustSize()

    def _add_tag(self, tag: str, text: str) -> None:
        assert self._tags is not None
        action = self._add(self._tags, text, chosen=self._filter.tag == tag)
        action.triggered.connect(lambda _checked=False: self._change(tag=tag))

    def _add_owner(self, owner_id: PrincipalId | None, text: str) -> None:
        assert self._owners is not None
        action = self._add(self._owners, text, chosen=self._filter.owner_id == owner_id)
        action.triggered.connect(lambda _checked=False: self._change(owner_id=owner_id))

    def _add(self, group: QActionGroup, text: str, *, chosen: bool) -> QAction:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(chosen)
        group.addAction(action)
        return action

    def _change(self, **changes: object) -> None:
        self.changed.emit(msgspec.structs.replace(self._filter, **changes))
