"""The queue: who waits longest stands first; one or many are given to a colleague by dragging, by menu or by keys."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.events import PresenceMoved
from workstation.domain.events import Signal as PassingSignal
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.services.views import Chip, InboxFilter, InboxRow, ListOrder
from workstation.ui.chat import people
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.chat.wording import own_name
from workstation.ui.formats import clock_time, country_name, short_span
from workstation.ui.inbox.wording import last_words
from workstation.ui.inbox.wording import title as row_title
from workstation.ui.tasks import spawn
from workstation.ui.team.colleague_card import MIME, ColleagueCard
from workstation.ui.team.page import Page
from workstation.ui.theme import Size
from workstation.ui.transfer import wording
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.table import Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.clock import Clock
    from workstation.services.desk import Desk
    from workstation.services.transfers import Given, Receiver
    from workstation.ui.bus import Bus
    from workstation.ui.transfer.dialog import Handover, TransferDialog

QUEUED: Final = "queued"
WAITING: Final = "waiting"
_COLUMNS: Final = (Column("buyer"), Column("said"), Column("owner", 150), Column("since", 104, right=True))
_OWNER: Final = 2
_SIDE: Final = 272
_SIDE_FROM: Final = 760
"""Width of the page from which there is room for the colleagues."""
_LATE: Final = timedelta(minutes=15)


class QueuePage(Page):
    """Works off-line too: what is decided leaves when the network is back."""

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, clock, parent)
        self._names: dict[ConversationId, str] = {}
        self._languages: dict[ConversationId, str] = {}
        self.dialog: TransferDialog | None = None
        self.which = Segmented((QUEUED, WAITING), self)
        self.which.chosen.connect(lambda _key: self.renew())
        self.assign_button, self.open_button = QPushButton(self), QPushButton(self)
        self.assign_button.setProperty("kind", "primary")
        self.table = Table(_COLUMNS, self, several=True, mime=MIME)
        self.none = EmptyState(self)
        self._hint = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._side_title = Words(self, bold=True)
        self.cards: list[ColleagueCard] = []
        self._build()
        self.table.activated_key.connect(lambda _key: self.open_dialog())
        self.table.selection_moved.connect(self._show_state)
        self.table.menu_wanted.connect(self._open_menu)
        self.assign_button.clicked.connect(lambda: self.open_dialog())
        self.open_button.clicked.connect(self._open_conversation)
        bus.signalled.connect(self._on_signalled)
        self._show_state()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.which)
        top.addStretch(1)
        top.addWidget(self.open_button)
        top.addWidget(self.assign_button)
        card = Card(self)
        card.hide_head()
        card.body.setSpacing(0)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.none, 1)
        self._side = QVBoxLayout()
        self._side.setSpacing(8)
        self._side.addStretch(1)
        side = self._side_panel = QWidget(self)
        side.setFixedWidth(_SIDE)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._side_title)
        column.addWidget(self._hint)
        column.addLayout(self._side, 1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addWidget(card, 1)
        both.addWidget(side)
        self.column.addLayout(top)
        self.column.addLayout(both, 1)

    # ---- showing ---------------------------------------------------------------------------------------------------

    def concerned(self, change: ChangeSet) -> bool:
        return change.everything or bool(change.conversations or change.accounts or change.outbox)

    def _on_signalled(self, signal: PassingSignal) -> None:
        if isinstance(signal, PresenceMoved) and self.isVisible() and not self._rest.isActive():
            self._rest.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= _SIDE_FROM
        self._side_panel.setVisible(wide)  # the menu and the dialog do the same
        self.open_button.setVisible(wide)

    async def read(self) -> None:
        now = self.clock.now()
        queue = await self.desk.transfers.queue()
        waiting = await self.desk.inbox.list(InboxFilter(chip=Chip.UNANSWERED, order=ListOrder.WAITING))
        self._show_counts(len(queue), len(waiting))
        self.table.setColumnHidden(_OWNER, self.which.key == QUEUED)
        if self.which.key == QUEUED:
            rows = [self._row(one.row, one.queued_at, one.exhibit, now) for one in queue]
        else:
            longest = sorted(waiting, key=lambda row: row.waiting_since or now)
            rows = [self._row(row, row.waiting_since or now, None, now) for row in longest]
        for row in (*(one.row for one in queue), *waiting):
            self._names[ConversationId(int(row.id))] = row_title(row)
            self._languages[ConversationId(int(row.id))] = row.language
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self._show_state()
        self._show_receivers(await self.desk.transfers.receivers())

    def _row(self, row: InboxRow, since: datetime, exhibit: Exhibit | None, now: datetime) -> Row:
        where = " · ".join(filter(None, (country_name(row.country), people.language_name(row.language))))
        buyer = Cell(
            row_title(row),
            note=" · ".join(filter(None, (isolated_name(row.company), where))),
            bold=True,
            seed=int(row.other_id or 0),
            presence=row.presence,
        )
        about = own_name(exhibit.name_zh, exhibit.name_en) if exhibit is not None else ""
        asked = self.tr("asked about {exhibit}").format(exhibit=about) if about else ""
        said = Cell(isolated_name(last_words(row)), note=asked, tone="muted" if not about else "text")
        owner = own_name(row.owner_name_zh, row.owner_name_en) or self.tr("nobody yet")
        late = now - since >= _LATE
        span = Cell(short_span(now - since), note=clock_time(since), bold=True, tone="danger" if late else "text")
        return Row(int(row.id), (buyer, said, Cell(owner, tone="text" if row.owner_id else "warning"), span))

    def _show_counts(self, queued: int, waiting: int) -> None:
        self.which.set_texts(
            self.tr("Which buyers"),
            {
                QUEUED: self.tr("In the queue {count}").format(count=queued),
                WAITING: self.tr("Waiting for an answer {count}").format(count=waiting),
            },
        )

    def _show_receivers(self, receivers: Iterable[Receiver]) -> None:
        # Always in one order: what one drags to must not move away.
        known = sorted(receivers, key=lambda one: (bool(one.problem), wording.name(one.account), one.account.id))
        shown = [one for one in known if one.problem != "disabled"]
        while len(self.cards) < len(shown):
            card = ColleagueCard(self)
            card.given.connect(lambda to_id, ids: self.give(to_id, ids))
            card.clicked.connect(lambda _checked=False, card=card: self._on_card(card))
            self._side.insertWidget(len(self.cards), card)
            self.cards.append(card)
        most = max((one.live or 0 for one in shown), default=0)
        for at, card in enumerate(self.cards):
            card.setVisible(at < len(shown))
            if at < len(shown):
                card.show_receiver(shown[at], max(most, 10))

    def _show_state(self) -> None:
        chosen = len(self.table.keys)
        self.assign_button.setEnabled(chosen > 0)
        self.open_button.setEnabled(chosen == 1)
        if chosen > 1:
            self.assign_button.setText(self.tr("Assign %n …", "buyers", chosen))
        else:
            self.assign_button.setText(self.tr("Assign …"))

    # ---- deciding --------------------------------------------------------------------------------------------------

    def _chosen(self) -> tuple[ConversationId, ...]:
        return tuple(ConversationId(int(str(key))) for key in self.table.keys)

    def _on_card(self, card: ColleagueCard) -> None:
        if card.receiver is not None and self._chosen():
            self.give(card.receiver.account.id, self._chosen())

    def give(self, to_id: PrincipalId, conversations: Iterable[int]) -> None:
        """Assign conversations to a colleague."""
        ids = tuple(ConversationId(one) for one in conversations)
        self._assign_now(ids, to_id, self._said(ids, to_id))

    def _said(self, ids: tuple[ConversationId, ...], to_id: PrincipalId) -> str:
        to = next((c.receiver.account for c in self.cards if c.receiver and c.receiver.account.id == to_id), None)
        who = self._names.get(ids[0], "") if len(ids) == 1 else wording.buyers(len(ids))
        return self.tr("{name} serves {buyer} now").format(name=wording.name(to), buyer=who)

    def _assign_now(self, ids: tuple[ConversationId, ...], to_id: PrincipalId, words: str) -> None:
        given: list[Given] = []

        async def assign() -> None:
            given.extend(await self.desk.transfers.assign(ids, to_id))

        self.decide(assign(), words, lambda: self.desk.transfers.give_back(given))

    def open_dialog(self) -> None:
        """Ask to whom the chosen buyers go."""
        from workstation.ui.transfer.dialog import Subject, TransferDialog

        ids = self._chosen()
        if not ids or self.dialog is not None:
            return
        spoken = {self._languages.get(one, "") for one in ids}
        language = spoken.pop() if len(spoken) == 1 else ""
        names = tuple(self._names.get(one, "…") for one in ids)
        dialog = self.dialog = TransferDialog(
            Subject(names=names, languages=(language,) if language else (), assigning=True), self.window()
        )
        dialog.decided.connect(lambda handover: spawn(self._assign(dialog, ids, handover), owner=dialog))
        dialog.finished.connect(self._on_dialog_closed)
        dialog.open()
        spawn(self._fill(dialog, ids), owner=dialog)

    async def _fill(self, dialog: TransferDialog, ids: tuple[ConversationId, ...]) -> None:
        only = ids[0] if len(ids) == 1 else None
        dialog.show_receivers(await self.desk.transfers.receivers(only))
        if only is not None:
            dialog.show_note(await self.desk.transfers.prefill(only))

    async def _assign(self, dialog: TransferDialog, ids: tuple[ConversationId, ...], handover: Handover) -> None:
        try:
            given = await self.desk.transfers.assign(ids, handover.to_id, reason=handover.reason, note=handover.note)
        except Refusal as refusal:
            dialog.refuse(refusal)
            return
        dialog.accept()
        self.offer_undo(self._said(ids, handover.to_id), lambda: self.desk.transfers.give_back(given))
        self.renew()

    def _on_dialog_closed(self) -> None:
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.deleteLater()
        self.table.setFocus()

    def _open_conversation(self) -> None:
        if self._chosen():
            self.conversation_wanted.emit(self._chosen()[0])

    def _open_menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(icon("transfer"), self.assign_button.text()).triggered.connect(lambda: self.open_dialog())
        for card in self.cards:
            receiver = card.receiver
            if receiver is None or receiver.problem or card.isHidden():
                continue
            text = self.tr("To {name}").format(name=wording.name(receiver.account))
            action = menu.addAction(icon("user"), text)
            action.triggered.connect(lambda _checked=False, card=card: self._on_card(card))
        menu.addSeparator()
        menu.addAction(icon("chat"), self.open_button.text()).triggered.connect(self._open_conversation)
        menu.popup(where)

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._show_counts(0, 0)
        self.open_button.setText(self.tr("Open the conversation"))
        self._side_title.setText(self.tr("Colleagues"))
        self._hint.setText(self.tr("Drag buyers onto a colleague, or choose buyers and click a colleague."))
        self.table.setAccessibleName(self.tr("Buyers who wait"))
        self.table.rows_model.set_titles(
            {
                "buyer": self.tr("Buyer"),
                "said": self.tr("Last message"),
                "owner": self.tr("Served by"),
                "since": self.tr("Waiting"),
            }
        )
        self.none.say(
            "checks", self.tr("Nobody is waiting"), self.tr("Whoever comes and finds nobody free is listed here.")
        )
        self._show_state()
