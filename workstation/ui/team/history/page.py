"""The company's conversations: a list to search by name, and beside it the one that is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.services.company_history import CompanyRow
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.formats import chat_time, country_name
from workstation.ui.tasks import spawn
from workstation.ui.team.history.talk import CompanyTalkView
from workstation.ui.team.page import Page
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from workstation.domain.clock import Clock
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_COLUMNS: Final = (Column("buyer"), Column("owner", 96), Column("at", 80, right=True))
_LIST: Final = 380
_BESIDE_FROM: Final = 760
"""Width of the page from which list and conversation stand side by side."""
_WAIT_MS: Final = 250


class HistoryPage(Page):
    """Asks the server for everything, and keeps nothing."""

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, clock, parent)
        self.rows: list[CompanyRow] = []
        self._next: str | None = None
        self._open_id: ConversationId | None = None
        self._enter_waits = False
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.table = Table(_COLUMNS, self)
        self.none = EmptyState(self)
        self.more, self.back = QPushButton(self), QPushButton(self)
        self.more.setProperty("kind", "link")
        self.hint = EmptyState(self)
        self.talk = CompanyTalkView(desk, self)
        self._typing = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._build()
        self._typing.timeout.connect(self.renew)
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self.field.returnPressed.connect(self._on_entered)
        self.table.activated_key.connect(self._on_row)
        self.table.clicked.connect(lambda index: self._on_row(self.table.rows_model.rows[index.row()].key))
        self.more.clicked.connect(lambda: spawn(self._read_more(), owner=self))
        self.back.clicked.connect(self._on_back)
        self.talk.refused.connect(self._on_refused)
        bus.theme_changed.connect(self.talk.restyle)
        self._arrange()

    def _build(self) -> None:
        self._list = QFrame(self)
        self._list.setProperty("card", "true")
        column = QVBoxLayout(self._list)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.table, 1)
        column.addWidget(self.none, 1)
        column.addWidget(self.more)
        self._side = QFrame(self)
        self._side.setProperty("card", "true")
        side = QVBoxLayout(self._side)
        side.setContentsMargins(1, 1, 1, 1)
        side.setSpacing(0)
        side.addWidget(self.back)
        side.addWidget(self.hint, 1)
        side.addWidget(self.talk, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(self._list, 0)
        both.addWidget(self._side, 1)
        self.column.addLayout(both, 1)
        self.none.hide()
        self.more.hide()

    # ---- reading ---------------------------------------------------------------------------------------------------

    async def read(self) -> None:
        """Read the first page of what is looked for."""
        found = await self.desk.company.list(self.field.text().strip())
        self.rows, self._next = list(found.rows), found.next
        self.talk.try_again()
        self._show()
        if self._enter_waits and self.rows:
            self._open_first()
        self._enter_waits = False

    async def _read_more(self) -> None:
        if self._next is None:
            return
        try:
            found = await self.desk.company.list(self.field.text().strip(), self._next)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        known = {one.conversation.id for one in self.rows}
        self.rows += [one for one in found.rows if one.conversation.id not in known]
        self._next = found.next
        self._show()

    def _show(self) -> None:
        self.table.show_rows([self._row(one) for one in self.rows])
        self.table.setVisible(bool(self.rows))
        self.none.setVisible(not self.rows)
        self.more.setVisible(self._next is not None)
        if not self.rows and self.field.text().strip():
            self.none.say("search", self.tr("No buyer is named so"), self.tr("Name, company and e-mail are searched."))
        elif not self.rows:
            self.none.say("inbox", self.tr("No buyer has written to the company yet"), "")

    def _row(self, one: CompanyRow) -> Row:
        buyer, owner, last = one.buyer, one.owner, one.last
        said = one_line(wording.copied(last, int(self.desk.me.id)), 120) if last is not None else ""
        where = " · ".join(filter(None, (isolated_name(buyer.company), country_name(buyer.country)))) if buyer else ""
        name = wording.own_name(owner.name_zh, owner.name_en) if owner is not None else self.tr("nobody yet")
        title = isolated_name(buyer.name) if buyer is not None else ""
        return Row(
            one.conversation.id,
            (
                Cell(title, note=said or where, bold=True, seed=None if buyer is None else int(buyer.id)),
                Cell(name, tone="muted"),
                Cell(chat_time(last.at, self.clock.now()) if last is not None else "", tone="muted"),
            ),
        )

    # ---- looking ---------------------------------------------------------------------------------------------------

    def open_conversation(self, conversation: ConversationId) -> None:
        """Look at a conversation, listed or not."""
        self.notice.clear()
        self._open_id = conversation
        self.table.choose({conversation})
        self.talk.open_conversation(conversation)
        self._arrange()

    def _on_row(self, key: object) -> None:
        if isinstance(key, int):
            self.open_conversation(ConversationId(key))

    def _on_entered(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._enter_waits = True  # faster than the list: it holds for what the list will show
            self.renew()
        elif self.rows:
            self._open_first()

    def _open_first(self) -> None:
        self.table.setFocus()
        self.table.selectRow(0)
        self._on_row(self.rows[0].conversation.id)

    def _on_back(self) -> None:
        self._open_id = None
        self._arrange()
        self.table.setFocus()

    def _on_refused(self, refusal: Refusal) -> None:
        self.notice.say(refusal)
        if self.talk.row is None or self.talk.row.conversation.id != self._open_id:
            self._open_id = None
            self._arrange()

    # ---- words and looks -------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Side by side where there is room, else one at a time."""
        beside, looking = self.width() >= _BESIDE_FROM, self._open_id is not None
        self._list.setVisible(beside or not looking)
        self._side.setVisible(beside or looking)
        self._list.setFixedWidth(_LIST) if beside else self._list.setMaximumWidth(16_777_215)
        self._list.setMinimumWidth(_LIST if beside else 0)
        self.back.setVisible(looking and not beside)
        self.talk.setVisible(looking)
        self.hint.setVisible(not looking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.field.setPlaceholderText(self.tr("Buyer, company or e-mail"))
        self.field.setAccessibleName(self.tr("Search the company's buyers"))
        self.table.setAccessibleName(self.tr("Conversations of the company"))
        self.table.rows_model.set_titles(
            {"buyer": self.tr("Buyer"), "owner": self.tr("Served by"), "at": self.tr("Last")}
        )
        self.more.setText(self.tr("Show more"))
        self.back.setText(self.tr("Back to the list"))
        self.hint.say(
            "chat",
            self.tr("Choose a conversation"),
            self.tr("You can look at what all colleagues have written with their buyers. You cannot write there."),
        )
        self._show()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._typing.stop()
        self.talk.forget()
        super().forget()
