"""The rows behind a figure: as many as the figure says, opened by a double click, taken along as a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.account import Account
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.domain.overview import Figure, OverviewRow
from workstation.services.overview import Days
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.formats import chat_time, country_name
from workstation.ui.places import Place
from workstation.ui.refused import reason
from workstation.ui.tasks import spawn
from workstation.ui.team.spans import figure as span
from workstation.ui.theme import Size
from workstation.ui.transfer import wording
from workstation.ui.widgets.table import Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.clock import Clock
    from workstation.services.desk import Desk

_COLUMNS: Final = (
    Column("buyer"), Column("owner", 140), Column("began", 112, right=True), Column("answered", 112, right=True),
    Column("took", 96, right=True),
)  # fmt: skip


class RowsDialog(QDialog):
    """Lists what a figure counts.

    Signals:
        conversation_wanted(object): show this conversation.
        place_wanted(Place): this is to be opened.
    """

    conversation_wanted = Signal(object)
    place_wanted = Signal(object)

    def __init__(
        self, desk: Desk, clock: Clock, title: str, figure: Figure, key: str, days: Days, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._figure, self._key, self._days = figure, key, days
        self._people: dict[PrincipalId, Account] = {}
        self.rows: list[OverviewRow] = []
        self.total: int | None = None
        """How many there are; `None` until the server has told."""
        self.setWindowTitle(title)
        self._title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self._title.setText(title)
        self._count = Words(self, tone="muted")
        self.notice = NoticeLine(self, reason)
        self.table = Table(_COLUMNS, self)
        if figure in (Figure.BOOKINGS, Figure.INTENTS):  # nobody waits for an answer
            for at, column in enumerate(_COLUMNS):
                self.table.setColumnHidden(at, column.key in ("answered", "took"))
        self.more, self.export, self._close = QPushButton(self), QPushButton(self), QPushButton(self)
        self._build()
        self.table.activated_key.connect(self._on_row)
        self.more.clicked.connect(lambda: spawn(self._read(), owner=self))
        self.export.clicked.connect(self._on_export)
        self._close.clicked.connect(self.reject)
        self.retranslate()
        self.resize(820, 520)
        spawn(self._read(), owner=self)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.export)
        buttons.addWidget(self.more)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        for button in (self.more, self.export, self._close):
            button.setAutoDefault(False)
        self.more.hide()

    async def _read(self) -> None:
        try:
            self._people = {one.id: one for one in await self._desk.team.accounts()}
            page = await self._desk.overview.rows(self._figure, self._days, key=self._key, offset=len(self.rows))
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        self.notice.clear()
        self.rows.extend(page.rows)
        self.total = page.total
        self._show()

    def _show(self) -> None:
        self.table.show_rows([self._row(at, one) for at, one in enumerate(self.rows)])
        total = self.total or 0
        self._count.setText(self.tr("%n in all", "rows", total) if self.total is not None else "")
        self.more.setVisible(len(self.rows) < total)
        self.export.setEnabled(total > 0)

    def _row(self, at: int, one: OverviewRow) -> Row:
        now = self._clock.now()
        where = " · ".join(filter(None, (isolated_name(one.company), country_name(one.country))))
        owner = self._people.get(one.owner_id) if one.owner_id is not None else None
        waited = one.response_s
        took = Cell(span(waited))
        name = isolated_name(one.buyer_name)
        if self._figure is Figure.INTENTS:
            name, where = isolated_name(one.title), " · ".join(part for part in (name, where) if part)
        if self._figure in (Figure.BOOKINGS, Figure.INTENTS):
            took = Cell()  # nobody waits for an answer
        elif waited is None and one.began_at is not None:
            took = Cell(span((now - one.began_at).total_seconds()), tone="danger", bold=True)
        elif waited is None:
            took = Cell()
        began = one.began_at or one.last_at
        return Row(
            at,
            (
                Cell(name, note=where, bold=True),
                Cell(wording.name(owner) if owner is not None else self.tr("nobody yet")),
                Cell(chat_time(began, now) if began is not None else ""),
                Cell(chat_time(one.answered_at, now) if one.answered_at is not None else ""),
                took,
            ),
        )

    def _on_row(self, key: object) -> None:
        row = self.rows[key] if isinstance(key, int) and key < len(self.rows) else None
        if row is not None and row.intent_id is not None:
            self.place_wanted.emit(Place(kind="intent", intent=row.intent_id))
            self.accept()
        elif row is not None and row.conversation_id is not None:
            self.conversation_wanted.emit(row.conversation_id)
            self.accept()

    # ---- taking along ----------------------------------------------------------------------------------------------

    def _on_export(self) -> None:
        dialog = QFileDialog(self, self.tr("Export as CSV"), "", self.tr("Table (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self._figure.value}.csv")
        dialog.fileSelected.connect(lambda name: spawn(self.keep(Path(name)), owner=self))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def keep(self, file: Path) -> None:
        """Write all rows into a file."""
        headings = (
            self.tr("Conversation"), self.tr("Buyer"), self.tr("Company"), self.tr("Country"), self.tr("Served by"),
            self.tr("Live"), self.tr("Last message at"), self.tr("Waited from"), self.tr("Answered at"),
            self.tr("Answered by"), self.tr("Seconds waited"),
        )  # fmt: skip
        try:
            made = await self._desk.overview.export(self._figure, self._days, headings, key=self._key)
            await self._desk.run_blocking(lambda: file.write_bytes(made))
        except Refusal as refusal:
            self.notice.say(refusal)
        except OSError:
            self.notice.say(Refusal("read_only"))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.table.setAccessibleName(self.windowTitle())
        began = {Figure.BOOKINGS: self.tr("Meeting"), Figure.INTENTS: self.tr("Received")}
        self.table.rows_model.set_titles(
            {
                "buyer": self.tr("Purchase intent") if self._figure is Figure.INTENTS else self.tr("Buyer"),
                "owner": self.tr("Served by"),
                "began": began.get(self._figure, self.tr("Since")),
                "answered": self.tr("Answered"),
                "took": self.tr("Waited"),
            }
        )
        self.more.setText(self.tr("Show more"))
        self.export.setText(self.tr("Export as CSV …"))
        self._close.setText(self.tr("Close"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
