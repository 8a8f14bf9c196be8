"""The page of accounts: who there is and in what state, with the account that is chosen beside the list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.account import AccountKind, Permission
from workstation.domain.administration import AccountState, Device
from workstation.domain.errors import Refusal
from workstation.domain.events import PresenceMoved
from workstation.domain.events import Signal as PassingSignal
from workstation.domain.ids import PrincipalId
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.formats import chat_time
from workstation.ui.refused import reason
from workstation.ui.tasks import Latest
from workstation.ui.team.accounts import wording
from workstation.ui.team.accounts.details import Details
from workstation.ui.team.charts.meter import Meter
from workstation.ui.team.page import Page
from workstation.ui.theme import Size
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.columns import Columns
from workstation.ui.widgets.fields import NumberField
from workstation.ui.widgets.table import Cell, Column, Row, Table
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.clock import Clock
    from workstation.services.accounts import AccountRow
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus
    from workstation.ui.team.accounts.new_dialog import NewAccountDialog
    from workstation.ui.team.accounts.password_dialog import ResetDialog

_COLUMNS: Final = (Column("name"), Column("state"), Column("load", 72, right=True), Column("seen", 84, right=True))
_SEEN: Final = 3
_SEEN_FROM: Final = 500
"""Width of the table from which the last contact finds room beside names that stand whole."""
_TABLE_HEIGHT: Final = 420
AGAIN_MS: Final = 15_000
"""Locks, devices and who was seen when are asked again so often while they are in sight."""


class AccountsPage(Page):
    """The list works from the store; states, devices and passwords are asked of the server."""

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, clock, parent)
        self.rows: dict[PrincipalId, AccountRow] = {}
        self._states: dict[PrincipalId, AccountState] = {}
        self._loads: dict[PrincipalId, int | None] = {}
        self._grantable: frozenset[Permission] = frozenset()
        self._asking_devices = Latest(self)
        self.dialog: NewAccountDialog | ResetDialog | None = None
        self.meter = Meter(self)
        self._meter_words = Words(self, bold=True)
        self._offline = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.new = QPushButton(self)
        self.new.setProperty("kind", "primary")
        self.table = Table(_COLUMNS, self)
        self.table.setMinimumHeight(_TABLE_HEIGHT)
        self.table.give_way(_SEEN, _SEEN_FROM)
        self.details = Details(self)
        self.days = NumberField(self)
        self.days.setRange(1, 365)
        self._days_label = Words(self, wrap=True)
        self._build()
        self._connect()
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self.renew)
        bus.signalled.connect(self._on_signalled)

    def _build(self) -> None:
        use = QVBoxLayout()
        use.setSpacing(6)
        use.addWidget(self._meter_words)
        use.addWidget(self.meter)
        self.meter.setFixedWidth(320)
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addLayout(use)
        top.addStretch(1)
        top.addWidget(self.new)
        listed = Card(self)
        listed.hide_head()
        listed.body.addWidget(self.table, 1)
        policy = QHBoxLayout()
        policy.addWidget(self._days_label, 1)
        policy.addWidget(self.days)
        self._policy = Card(self)
        self._policy.body.addLayout(policy)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(listed)
        column.addWidget(self._offline)
        column.addWidget(self._policy)
        column.addStretch(1)
        self._policy.setVisible(self.desk.me.kind is AccountKind.MAIN)
        self.column.addLayout(top)
        self.column.addWidget(Columns((left, self.details), least=410, most=2, parent=self))
        self.column.addStretch(1)

    def _connect(self) -> None:
        self.table.selection_moved.connect(self._show_details)
        self.new.clicked.connect(self.open_new)
        self.details.save_wanted.connect(self._on_save)
        self.details.ticks_wanted.connect(self._on_ticks)
        self.details.switch_wanted.connect(self._on_switch)
        self.details.password_wanted.connect(self.open_reset)
        self.details.devices.sign_out_wanted.connect(self._on_sign_out)
        self.days.editingFinished.connect(self._on_days)

    # ---- showing ---------------------------------------------------------------------------------------------------

    def concerned(self, change: ChangeSet) -> bool:
        lanes = any(lane.startswith(("account:", "policy")) for lane in change.outbox)
        return change.everything or bool(change.accounts or change.conversations) or lanes

    def _on_signalled(self, signal: PassingSignal) -> None:
        if isinstance(signal, PresenceMoved) and signal.principal_id in self.rows and self.isVisible():
            self._rest.start()

    async def read(self) -> None:
        rows = await self.desk.accounts.list()
        self.rows = {row.account.id: row for row in rows}
        self._grantable = await self.desk.accounts.grantable()
        meter = await self.desk.accounts.meter()
        self._loads = {one.account.id: one.live for one in await self.desk.transfers.receivers()}
        days = await self.desk.accounts.max_days_offline()
        if not self.days.hasFocus():
            self.days.setValue(days)
        self._meter_words.setText(
            self.tr("{used} of {limit} accounts of your package").format(used=meter.used, limit=meter.limit)
        )
        self.meter.show_use(meter.used, meter.limit, self._meter_words.text())
        self.new.setEnabled(not meter.full)
        self.new.setToolTip(self.tr("Your package is used up: disable an account first.") if meter.full else "")
        self._show()
        await self._read_states()

    async def _read_states(self) -> None:
        try:
            self._states = await self.desk.accounts.states()
        except Refusal as refusal:
            self._offline.setText(
                self.tr("Locks, first passwords and devices are not known now. {reason}").format(
                    reason=reason(refusal.code, refusal.params)
                )
            )
            self._offline.show()
            return
        self._offline.hide()
        self._show()

    def _show(self) -> None:
        self.table.show_rows([self._row(row) for row in self.rows.values()])
        if not self.table.keys and self.rows:
            self.table.selectRow(0)
        self._show_details()

    def _row(self, row: AccountRow) -> Row:
        account = row.account
        now = self.clock.now()
        known = self._states.get(account.id)
        note = " · ".join(filter(None, (account.login, isolated_name(account.title))))
        words, tone = wording.state(account, known, now)
        more = wording.locked(known, now)
        if row.problem is not None:
            words, tone = self.tr("Change refused"), "danger"
        elif row.waiting:
            more = self.tr("waiting to leave")
        if known is not None and known.devices and not more:
            more = self.tr("%n device(s)", "", known.devices)
        load = self._loads.get(account.id)
        seen = chat_time(known.last_seen_at, now) if known is not None and known.last_seen_at is not None else "–"
        name = Cell(account_name(account), note=note, bold=True, seed=int(account.id), presence=account.presence)
        cells = (name, Cell(words, note=more, tone=tone), Cell("–" if load is None else str(load)), Cell(seen))
        return Row(int(account.id), cells, faint=not account.enabled)

    @property
    def chosen(self) -> AccountRow | None:
        """The account beside the list."""
        key = next(iter(self.table.keys), None)
        return self.rows.get(PrincipalId(key)) if isinstance(key, int) else None

    def _show_details(self) -> None:
        row = self.chosen
        self.details.setVisible(row is not None)
        if row is not None:
            self._asking_devices.run(self._read_details(row))

    async def _read_details(self, row: AccountRow) -> None:
        if self.details.row is None or self.details.row.account.id != row.account.id:
            self.details.devices.clear()
        live = await self.desk.accounts.live_conversations(row.account.id)
        self.details.show_row(row, self._grantable, live)
        if row.problem is not None:
            self.notice.say(Refusal(row.problem.code, row.problem.params))
        if not row.manageable and not row.is_me:
            return
        try:
            found = await self.desk.accounts.devices(row.account.id)
        except Refusal as refusal:
            self.details.devices.say(refusal)
            return
        self.details.devices.show_devices(found, self.clock.now())

    # ---- deciding --------------------------------------------------------------------------------------------------

    def _on_save(self, fields: dict[str, Any]) -> None:
        row = self.chosen
        if row is None or not fields:
            return
        service, id_ = self.desk.accounts, row.account.id
        before = {name: getattr(row.account, name) for name in fields}
        name = account_name(row.account)
        words = self.tr("{name} is changed").format(name=name)
        self.decide(service.edit(id_, **fields), words, lambda: service.edit(id_, **before))

    def _on_ticks(self, ticks: frozenset[Permission]) -> None:
        row = self.chosen
        if row is None:
            return
        service, id_, before = self.desk.accounts, row.account.id, row.account.permissions
        words = self.tr("What {name} may do is changed").format(name=account_name(row.account))
        self.decide(service.set_permissions(id_, ticks), words, lambda: service.set_permissions(id_, before))

    def _on_switch(self) -> None:
        row = self.chosen
        if row is None:
            return
        service, id_, enabled = self.desk.accounts, row.account.id, row.account.enabled
        said = self.tr("{name} is disabled") if enabled else self.tr("{name} is enabled")
        words = said.format(name=account_name(row.account))
        self.decide(service.set_enabled(id_, not enabled), words, lambda: service.set_enabled(id_, enabled))

    def _on_sign_out(self, device: Device) -> None:
        words = self.tr("Signed out there; its files are deleted at its next contact")
        self.decide(self.desk.accounts.sign_out_device(device.account_id, device.id), words)

    def _on_days(self) -> None:
        service, days = self.desk.accounts, self.days.value()

        async def change() -> None:
            if days != await service.max_days_offline():
                await service.set_max_days_offline(days)

        self.decide(change())

    def open_new(self) -> None:
        """Ask for a new account."""
        from workstation.ui.team.accounts.new_dialog import NewAccountDialog

        dialog = self.dialog = NewAccountDialog(self.desk.accounts, self._grantable, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self.renew())
        dialog.open()

    def open_reset(self) -> None:
        """Ask for another password of the chosen account."""
        from workstation.ui.team.accounts.password_dialog import ResetDialog

        row = self.chosen
        if row is None:
            return
        id_ = row.account.id
        dialog = self.dialog = ResetDialog(row.account, lambda: self.desk.accounts.reset_password(id_), self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda _result: self.renew())
        dialog.open()

    # ---- events ----------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        self._stale = True  # who is locked and where they are signed in is told by no change
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._timer.stop()
        super().forget()

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.new.setText(self.tr("New account …"))
        self.table.setAccessibleName(self.tr("Accounts"))
        self.table.rows_model.set_titles(
            {
                "name": self.tr("Account"),
                "state": self.tr("State"),
                "load": self.tr("Chats"),
                "seen": self.tr("Last seen"),
            }
        )
        self._policy.set_words(
            self.tr("Off-line"),
            self.tr("Without the server a desk asks for its password again after this time."),
        )
        self._days_label.setText(self.tr("Longest time off-line"))
        self.days.setSuffix(self.tr(" days", "after a number of days"))
        self.days.setAccessibleName(self._days_label.text())
        self.details.retranslate()
