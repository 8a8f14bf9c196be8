"""The log: who did what, from where; filtered by kind, person and date, taken along as a table."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QPushButton, QWidget

from workstation.domain.account import Account
from workstation.domain.audit import AuditFilter, Entry
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.services.sheet import Cell as SheetCell
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.formats import chat_time, clock_time, full_time
from workstation.ui.tasks import spawn
from workstation.ui.team import log_wording as wording
from workstation.ui.team.log_details import details
from workstation.ui.team.page import Page
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.widgets.buttons import Check, Choice
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.fields import DayField
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.table import Cell, Column, Row, Table

if TYPE_CHECKING:
    from workstation.domain.clock import Clock
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_COLUMNS: Final = (Column("at", 112), Column("who", 180), Column("what"), Column("where", 190))
_WHERE: Final = 3
_WHERE_FROM: Final = 720
"""Width of the page from which there is room to say from where."""


class LogPage(Page):
    """Needs the server."""

    ages = True

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, clock, parent)
        self.entries: list[Entry] = []
        self._people: dict[PrincipalId, Account] = {}
        self.kind = Segmented(("", *wording.KINDS), self)
        self.who = Choice(self)
        self.who.setMinimumWidth(170)
        self.dated = Check(self)
        self.since, self.until = DayField(self), DayField(self)
        self.export, self.more = QPushButton(self), QPushButton(self)
        self.table = Table(_COLUMNS, self)
        self.none = EmptyState(self)
        self._build()
        self.kind.chosen.connect(lambda _key: self.renew())
        self.who.activated.connect(lambda _index: self.renew())
        self.dated.clicked.connect(self._on_dates)
        for edit in (self.since, self.until):
            edit.dateChanged.connect(lambda _date: self._on_dates())
        self.export.clicked.connect(self._on_export)
        self.more.clicked.connect(lambda: spawn(self._read_more(), owner=self))
        self.table.activated_key.connect(self._on_row)
        self.table.menu_wanted.connect(self._open_menu)

    def _build(self) -> None:
        today = self.clock.now().astimezone()
        for edit, back in ((self.since, 7), (self.until, 0)):
            edit.setFixedWidth(132)
            edit.setDate(QDate(today.year, today.month, today.day).addDays(-back))
            edit.setEnabled(False)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.kind)
        top.addStretch(1)
        filters = QWidget(self)
        self.dated.setMinimumHeight(34)  # in line with the fields beside it
        flow = FlowLayout(filters, spacing=8)
        for widget in (self.who, self.dated, self.since, self.until, self.export):
            flow.addWidget(widget)
        card = Card(self)
        card.hide_head()
        card.body.setSpacing(0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.none, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.more)
        foot.addStretch(1)
        self.column.addLayout(top)
        self.column.addWidget(filters)
        self.column.addWidget(card, 1)
        self.column.addLayout(foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.table.setColumnHidden(_WHERE, event.size().width() < _WHERE_FROM)

    # ---- reading ---------------------------------------------------------------------------------------------------

    @property
    def wanted(self) -> AuditFilter:
        """Which lines are asked for."""
        codes = tuple(str(one.value) for one in wording.KINDS[self.kind.key]) if self.kind.key else ()
        chosen = self.who.currentData()
        dated = self.dated.isChecked()
        return AuditFilter(
            codes=codes,
            account_id=None if chosen is None else PrincipalId(chosen),
            since=_begin(self.since.date()) if dated else None,
            until=_begin(self.until.date().addDays(1)) if dated else None,
        )

    async def read(self) -> None:
        page = await self.desk.audit.page(self.wanted)
        self._people = {one.id: one for one in await self.desk.team.accounts()}
        self._show_people()
        self.entries = list(page.entries)
        self.more.setVisible(page.more)
        self._show()

    async def _read_more(self) -> None:
        try:
            page = await self.desk.audit.page(self.wanted, before=self.entries[-1].id if self.entries else None)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self.entries.extend(page.entries)
        self.more.setVisible(page.more)
        self._show()

    def _show_people(self) -> None:
        chosen = self.who.currentData()
        self.who.clear()
        self.who.addItem(self.tr("All people"), None)
        for account in self._people.values():
            self.who.addItem(account_name(account), int(account.id))
        at = next((i for i in range(self.who.count()) if self.who.itemData(i) == chosen), 0)
        self.who.setCurrentIndex(at)

    def _show(self) -> None:
        self.table.show_rows([self._row(one) for one in self.entries])
        self.table.setVisible(bool(self.entries))
        self.none.setVisible(not self.entries)

    def _row(self, entry: Entry) -> Row:
        now = self.clock.now()
        seed = None if entry.actor_id is None else int(entry.actor_id)
        who = Cell(wording.who(self._people, entry.actor_id), seed=seed, tone="text" if seed else "muted")
        head = wording.kind(entry.code)
        note = details(entry, self._named)
        what = Cell(wording.said(entry, self._people), note=note, icon=wording.ICONS.get(head, "info"))
        device = isolated_name(one_line(entry.device, 60))
        day = chat_time(entry.at, now)
        time = clock_time(entry.at)
        return Row(entry.id, (Cell(day, note="" if day == time else time), who, what, Cell(entry.address, note=device)))

    def _named(self, account_id: PrincipalId) -> str:
        return wording.who(self._people, account_id)

    # ---- what the user does ----------------------------------------------------------------------------------------

    def _on_dates(self) -> None:
        for edit in (self.since, self.until):
            edit.setEnabled(self.dated.isChecked())
        self.renew()

    def _entry(self, key: object) -> Entry | None:
        return next((one for one in self.entries if one.id == key), None)

    def _on_row(self, key: object) -> None:
        entry = self._entry(key)
        if entry is not None and entry.conversation_id is not None:
            self.conversation_wanted.emit(entry.conversation_id)

    def _open_menu(self, where: QPoint) -> None:
        entry = self._entry(next(iter(self.table.keys), None))
        if entry is None:
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(full_time(entry.at)).setEnabled(False)
        if entry.conversation_id is not None:
            action = menu.addAction(icon("chat"), self.tr("Open the conversation"))
            action.triggered.connect(lambda: self._on_row(entry.id))
        menu.popup(where)

    def _on_export(self) -> None:
        dialog = QFileDialog(self, self.tr("Export as CSV"), "", self.tr("Table (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("log.csv")
        dialog.fileSelected.connect(lambda name: spawn(self.keep(Path(name)), owner=self))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def keep(self, file: Path) -> None:
        """Write all lines that fit into a file."""
        headings = (
            self.tr("Time"), self.tr("Who"), self.tr("What"), self.tr("Details"), self.tr("Account"),
            self.tr("Buyer"), self.tr("Address"), self.tr("Device"),
        )  # fmt: skip
        people = self._people

        def words(entry: Entry) -> tuple[SheetCell, ...]:
            to = wording.who(people, entry.account_id) if entry.account_id is not None else ""
            said = wording.said(entry, people)
            return (wording.who(people, entry.actor_id), said, details(entry, self._named), to, entry.buyer_name)

        try:
            made = await self.desk.audit.export(self.wanted, headings, words)
            await self.desk.run_blocking(lambda: file.write_bytes(made))
        except Refusal as refusal:
            self.notice.say(refusal)
        except OSError:
            self.notice.say(Refusal("read_only"))
        else:
            self.done.emit(self.tr("Kept as {file}").format(file=file.name), "", None)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.kind.set_texts(self.tr("Kind"), {key: wording.kind_name(key) for key in ("", *wording.KINDS)})
        self.who.setAccessibleName(self.tr("Person"))
        self.dated.setText(self.tr("From … to"))
        self.dated.setAccessibleName(self.tr("Only certain days"))
        self.since.setAccessibleName(self.tr("From this day on"))
        self.until.setAccessibleName(self.tr("Up to this day"))
        self.export.setText(self.tr("Export as CSV …"))
        self.more.setText(self.tr("Show older lines"))
        self.table.setAccessibleName(self.tr("Log"))
        self.table.rows_model.set_titles(
            {
                "at": self.tr("Time"),
                "who": self.tr("Who"),
                "what": self.tr("What"),
                "where": self.tr("From where"),
            }
        )
        self.none.say("note", self.tr("No line fits"), self.tr("Choose other days, another person or kind."))


def _begin(day: QDate) -> datetime:
    """Return when a day begins on this machine's clock."""
    return datetime(day.year(), day.month(), day.day()).astimezone(UTC)
