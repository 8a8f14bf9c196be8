"""The page of auto-replies: the company's default, and for who manages accounts each account's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from workstation.domain.ids import PrincipalId
from workstation.ui.team.page import Page
from workstation.ui.team.replies.editor import RepliesEditor
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.clock import Clock
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus


class RepliesPage(Page):
    """Works from the store."""

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, clock, parent)
        self.whose = Choice(self)
        self.whose.setMinimumWidth(260)
        self._label = Words(self)
        self._label.setBuddy(self.whose)
        self.editor = RepliesEditor(desk.auto_replies, self)
        self.editor.saved.connect(self._on_saved)
        self.whose.activated.connect(lambda _index: self.editor.open(self._chosen()))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._label)
        line.addWidget(self.whose)
        line.addStretch(1)
        self.column.addLayout(line)
        self.column.addWidget(self.editor)
        self.column.addStretch(1)

    def _chosen(self) -> PrincipalId | None:
        data = self.whose.currentData()
        return None if data is None else PrincipalId(data)

    def concerned(self, change: ChangeSet) -> bool:
        lanes = any(lane.startswith("auto_reply:") for lane in change.outbox)
        return change.everything or change.auto_replies or bool(change.accounts) or lanes

    async def read(self) -> None:
        chosen = self.whose.currentData()
        accounts = await self.desk.team.accounts()
        self.whose.clear()
        self.whose.addItem(self.tr("Company default"), None)
        for account in accounts:
            if account.enabled:
                self.whose.addItem(account_name(account), int(account.id))
        at = next((i for i in range(self.whose.count()) if self.whose.itemData(i) == chosen), 0)
        self.whose.setCurrentIndex(at)
        self.editor.account_id = self._chosen()
        await self.editor.read()

    def _on_saved(self, undo: object) -> None:
        if callable(undo):
            self.done.emit(self.tr("Saved; it holds at once"), self.tr("Undo"), lambda: self.decide(undo()))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._label.setText(self.tr("Auto-replies of"))
        self.whose.setAccessibleName(self._label.text())
        self.editor.retranslate()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self.editor.rest()
        super().forget()
