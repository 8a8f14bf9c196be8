"""The overview: figures of the moment and of some days; every one of them opens the rows it counts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QWidget

from workstation.domain.account import AccountKind
from workstation.domain.errors import Refusal
from workstation.domain.overview import Figure, Overview
from workstation.services.overview import Days
from workstation.ui.formats import clock_time, number, short_span
from workstation.ui.tasks import spawn
from workstation.ui.team.charts.bars import BarChart
from workstation.ui.team.charts.columns import ColumnChart
from workstation.ui.team.charts.tile import Tile
from workstation.ui.team.overview import figures
from workstation.ui.team.overview.quick import QuickSettings
from workstation.ui.team.overview.steps import Steps
from workstation.ui.team.page import Page
from workstation.ui.team.spans import figure as span
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.columns import Columns
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.clock import Clock
    from workstation.domain.distribution import Work
    from workstation.domain.routing import Mode
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus
    from workstation.ui.team.overview.rows_dialog import RowsDialog

RANGES: Final = {"today": 1, "week": 7, "month": 30}
AGAIN_MS: Final = 30_000
"""What is in sight is asked again so often."""
_TILES: Final = {
    Figure.WAITING: "clock",
    Figure.QUEUED: "inbox",
    Figure.LIVE: "chat",
    Figure.RESPONSES: "bolt",
    Figure.UNANSWERED: "warning",
    Figure.CONVERSATIONS: "team",
}
_CARDS: Final = ("account", "hour", "load", "country", "guide", "intents", "bookings")


class OverviewPage(Page):
    """Needs the server; says as of when its figures are.

    Signals:
        page_wanted(str): the user wants another page of the team's screen.
    """

    ages = True
    page_wanted = Signal(str)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, clock, parent)
        self.overview: Overview | None = None
        self.dialog: RowsDialog | None = None
        self._all_countries = False
        self.range = Segmented(tuple(RANGES), self)
        self.range.chosen.connect(lambda _key: self.renew())
        self._at = Words(self, size=Size.SMALL, tone="muted")
        self._again = IconButton("sync", self)
        self._again.clicked.connect(self.renew)
        self.export = QPushButton(self)
        self.export.clicked.connect(self._on_export)
        self.tiles = {key: Tile(name, self) for key, name in _TILES.items()}
        self.by_account, self.load, self.countries = BarChart(self), BarChart(self), BarChart(self)
        self.intents, self.bookings = BarChart(self), BarChart(self)
        self.by_hour = ColumnChart(self)
        self._cards = {name: Card(self) for name in _CARDS}
        self.quick = QuickSettings(self)
        self.steps = Steps(self)
        self._build()
        self._connect()
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.renew)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.range)
        top.addStretch(1)
        top.addWidget(self._at)
        top.addWidget(self._again)
        top.addWidget(self.export)
        for name, chart in (
            ("account", self.by_account),
            ("hour", self.by_hour),
            ("load", self.load),
            ("country", self.countries),
            ("guide", self.steps),
            ("intents", self.intents),
            ("bookings", self.bookings),
        ):
            self._cards[name].body.addWidget(chart)
            if chart is not self.by_hour:
                self._cards[name].body.addStretch(1)
        self.quick.setVisible(self.desk.me.kind is AccountKind.MAIN)
        self.column.addLayout(top)
        self.column.addWidget(Columns(tuple(self.tiles.values()), least=132, most=6, parent=self))
        plots = [self._cards[name] for name in ("account", "hour", "load", "country", "intents", "bookings")]
        self._plots = Columns(plots, least=400, most=2, parent=self)
        self.column.addWidget(Columns((self.quick, self._cards["guide"]), least=400, most=2, parent=self))
        self.column.addWidget(self._plots)
        self.column.addStretch(1)

    def _connect(self) -> None:
        for key, tile in self.tiles.items():
            tile.clicked.connect(lambda _checked=False, key=key: self.open_rows(key))
        self.by_account.chosen.connect(lambda key: self.open_rows(Figure.ACCOUNT_RESPONSES, str(key)))
        self.by_hour.chosen.connect(lambda key: self.open_rows(Figure.HOUR_WAITS, str(key)))
        self.load.chosen.connect(lambda key: self.open_rows(Figure.ACCOUNT_LIVE, str(key)))
        self.countries.chosen.connect(self._on_country)
        self.intents.chosen.connect(lambda key: self.open_rows(Figure.INTENTS, str(key)))
        self.bookings.chosen.connect(lambda key: self.open_rows(Figure.BOOKINGS, str(key)))
        self.quick.chosen.connect(self._on_mode)
        self.quick.more_wanted.connect(lambda: self.page_wanted.emit("distribution"))

    # ---- showing ---------------------------------------------------------------------------------------------------

    @property
    def days(self) -> Days:
        """The days that the figures are about, of the fair's zone."""
        zone = ZoneInfo(self.overview.time_zone) if self.overview is not None else ZoneInfo("Asia/Shanghai")
        last = self.clock.now().astimezone(zone).date()
        return Days(first=last - timedelta(days=RANGES[self.range.key] - 1), last=last)

    def concerned(self, change: ChangeSet) -> bool:
        return change.everything or change.distribution

    async def read(self) -> None:
        overview = await self.desk.overview.figures(self.days)
        zone_was_known = self.overview is not None and self.overview.time_zone == overview.time_zone
        self.overview = overview
        if not zone_was_known:
            overview = self.overview = await self.desk.overview.figures(self.days)
        people = {one.id: one for one in await self.desk.team.accounts()}
        if self.desk.me.kind is AccountKind.MAIN:
            self.quick.show_rules(await self.desk.distribution.get())
        self._show_tiles(overview)
        nothing = self.tr("Nobody was answered in these days.")
        self.by_account.show_marks(figures.responses_by_account(overview, people), nothing)
        self.by_hour.show_marks(figures.responses_by_hour(overview), nothing, span)
        self.load.show_marks(figures.load_by_account(overview, people), "")
        self._show_countries(overview)
        self.steps.show_steps(overview.guide)
        self._cards["guide"].setVisible(bool(overview.guide))
        for name, chart, found in (
            ("intents", self.intents, overview.intents),
            ("bookings", self.bookings, overview.bookings),
        ):
            chart.show_marks(figures.states(found), "")
            self._cards[name].setVisible(bool(found))
        self._plots.renew()
        self._at.setText(self.tr("As of {time}").format(time=clock_time(overview.at)))

    def _show_countries(self, overview: Overview) -> None:
        marks = figures.countries(overview, whole=self._all_countries)
        self.countries.show_marks(marks, self.tr("Nobody wrote in these days."))

    def _on_country(self, key: object) -> None:
        if key != figures.MORE:
            self.open_rows(Figure.COUNTRY, str(key))
        elif self.overview is not None:
            self._all_countries = True
            self._show_countries(self.overview)
            self._plots.renew()

    def _show_tiles(self, now: Overview) -> None:
        def since() -> str:
            if now.oldest_waiting_at is None:
                return ""
            return self.tr("oldest {span}").format(span=short_span(now.at - now.oldest_waiting_at))

        late = now.oldest_waiting_at is not None and now.at - now.oldest_waiting_at > timedelta(minutes=15)
        tiles = self.tiles
        tiles[Figure.WAITING].show_figure(number(now.waiting), since(), "danger" if late else "text")
        tiles[Figure.QUEUED].show_figure(number(now.queued), "", "warning" if now.queued else "text")
        tiles[Figure.LIVE].show_figure(number(now.live))
        p90 = self.tr("90 % in {span}").format(span=span(now.responses.p90_s)) if now.responses.count else ""
        tiles[Figure.RESPONSES].show_figure(span(now.responses.median_s), p90)
        tiles[Figure.UNANSWERED].show_figure(number(now.unanswered))
        new = self.tr("%n new", "buyers", now.begun) if now.begun else ""
        tiles[Figure.CONVERSATIONS].show_figure(number(now.conversations), new)

    # ---- rows, files, rules ----------------------------------------------------------------------------------------

    def title_of(self, figure: Figure, key: str) -> str:
        """Return what the rows behind a figure are."""
        if figure in self.tiles:
            return self.tiles[figure].text()
        charts = {
            Figure.ACCOUNT_RESPONSES: (self.by_account.marks, self.tr("Answers of {name}")),
            Figure.ACCOUNT_LIVE: (self.load.marks, self.tr("Live conversations of {name}")),
            Figure.HOUR_WAITS: (self.by_hour.marks, self.tr("Buyers who wrote between {name}:00 and the next hour")),
            Figure.COUNTRY: (self.countries.marks, self.tr("Buyers from {name}")),
            Figure.INTENTS: (self.intents.marks, self.tr("Purchase intents: {name}")),
            Figure.BOOKINGS: (self.bookings.marks, self.tr("Bookings: {name}")),
        }
        marks, words = charts[figure]
        return words.format(name=next((one.label for one in marks if one.key == key), key))

    def open_rows(self, figure: Figure, key: str = "") -> None:
        """List what a figure counts."""
        from workstation.ui.team.overview.rows_dialog import RowsDialog

        title = self.title_of(figure, key)
        dialog = self.dialog = RowsDialog(self.desk, self.clock, title, figure, key, self.days, self.window())
        dialog.conversation_wanted.connect(self.conversation_wanted)
        dialog.place_wanted.connect(self.place_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_mode(self, work: Work, mode: Mode) -> None:
        before = self.quick.mode_before(work)
        words = self.tr("Changed; it holds at once")
        self.decide(
            self.desk.distribution.set_mode(work, mode), words, lambda: self.desk.distribution.set_mode(work, before)
        )

    def _on_export(self) -> None:
        dialog = QFileDialog(self, self.tr("Export as CSV"), "", self.tr("Table (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile("overview.csv")
        dialog.fileSelected.connect(lambda name: spawn(self.keep(Path(name)), owner=self))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    async def keep(self, file: Path) -> None:
        """Write the figures of all colleagues into a file."""
        if self.overview is None:
            return
        headings = (
            self.tr("Account"), self.tr("Live conversations"), self.tr("Waiting"), self.tr("Oldest waiting since"),
            self.tr("Answers"), self.tr("Median in seconds"), self.tr("Nine in ten within seconds"),
        )  # fmt: skip
        made = await self.desk.overview.export_accounts(self.overview, headings)
        try:
            await self.desk.run_blocking(lambda: file.write_bytes(made))
        except OSError:
            self.notice.say(Refusal("read_only"))
            return
        self.done.emit(self.tr("Kept as {file}").format(file=file.name), "", None)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.range.set_texts(
            self.tr("Days"),
            {"today": self.tr("Today"), "week": self.tr("7 days"), "month": self.tr("30 days")},
        )
        self._again.set_words(self.tr("Ask again"))
        self.export.setText(self.tr("Export as CSV …"))
        for key, words in {
            Figure.WAITING: self.tr("Waiting for an answer"),
            Figure.QUEUED: self.tr("In the queue"),
            Figure.LIVE: self.tr("Live conversations"),
            Figure.RESPONSES: self.tr("First response"),
            Figure.UNANSWERED: self.tr("Unanswered"),
            Figure.CONVERSATIONS: self.tr("Conversations"),
        }.items():
            self.tiles[key].set_words(words)
        median = self.tr("Strong: within this time half of the buyers were answered. Pale: nine in ten.")
        self._cards["account"].set_words(self.tr("First response by colleague"), median)
        self._cards["hour"].set_words(self.tr("First response by hour"), self.tr("By when the buyer wrote, fair time."))
        self._cards["load"].set_words(
            self.tr("Load"), self.tr("Live conversations. Strong: those in which the buyer waits for an answer.")
        )
        self._cards["country"].set_words(self.tr("Buyers by country"), self.tr("Conversations in these days."))
        self._cards["guide"].set_words(self.tr("Four steps to more buyers"))
        self._cards["intents"].set_words(self.tr("Purchase intents by state"))
        self._cards["bookings"].set_words(self.tr("Bookings by state"))
        self.quick.retranslate()
        if self.overview is not None:
            self.steps.show_steps(self.overview.guide)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._timer.stop()
        super().forget()
