"""How one kind of work is shared out: the mode, what it does, and the options of automatic distribution."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workstation.domain.account import Account, Permission
from workstation.domain.distribution import CAP_MOST, Sharing, Work
from workstation.domain.ids import PrincipalId
from workstation.domain.routing import Mode, Options
from workstation.ui.team.distribution import wording
from workstation.ui.theme import Size
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.widgets.buttons import Check, Choice
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.fields import NumberField
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.distribution import DistributionView

_USUAL_CAP = 20


class SharingCard(Card):
    """Edits one kind of work.

    Signals:
        mode_chosen(Mode), options_chosen(Options): the user wants this.
    """

    mode_chosen = Signal(object)
    options_chosen = Signal(object)

    def __init__(self, work: Work, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.work = work
        self._showing = False
        self._view: DistributionView | None = None
        self.mode = Segmented(tuple(mode.value for mode in Mode), self)
        self.mode.chosen.connect(lambda key: self.mode_chosen.emit(Mode(key)))
        self.corner.addWidget(self.mode)
        self._deadline = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.only_online, self.capped, self.back, self.queue = Check(self), Check(self), Check(self), Check(self)
        self.cap = NumberField(self)
        self.cap.setRange(1, CAP_MOST)
        self.cap.setValue(_USUAL_CAP)
        self.cap.setFixedWidth(72)
        self._cap_after = Words(self)
        self._emergency_label, self.emergency = Words(self), Choice(self)
        self.emergency.setMinimumWidth(180)
        self._options = QWidget(self)
        self._build()
        for check in (self.only_online, self.capped, self.back, self.queue):
            check.clicked.connect(lambda _on: self._tell())
        self.cap.valueChanged.connect(lambda _value: self._tell())
        self.emergency.activated.connect(lambda _index: self._tell())

    def _build(self) -> None:
        cap = QHBoxLayout()
        cap.setSpacing(8)
        for widget in (self.capped, self.cap, self._cap_after):
            cap.addWidget(widget)
        cap.addStretch(1)
        emergency = QHBoxLayout()
        emergency.setSpacing(8)
        emergency.addWidget(self._emergency_label)
        emergency.addWidget(self.emergency)
        emergency.addStretch(1)
        column = QVBoxLayout(self._options)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.back)
        column.addWidget(self.only_online)
        column.addLayout(cap)
        column.addLayout(emergency)
        column.addWidget(self.queue)
        self._emergency_label.setBuddy(self.emergency)
        self.body.addWidget(self._options)
        self.body.addStretch(1)
        self.body.addWidget(self._deadline)

    # ---- showing ---------------------------------------------------------------------------------------------------

    def show_people(self, accounts: Sequence[Account]) -> None:
        """Offer these accounts for emergencies."""
        self._showing = True
        chosen = self.emergency.currentData()
        self.emergency.clear()
        self.emergency.addItem(self.tr("nobody"), None)
        needed = Permission.RECEIVE_MESSAGES if self.work is Work.MESSAGES else Permission.RECEIVE_INTENTS
        for account in accounts:  # those who may be given none stay in sight: an edit must not drop who was chosen
            name = account_name(account)
            if not account.may(needed):
                name = self.tr("{name} (passed over now)").format(name=name)
            self.emergency.addItem(name, int(account.id))
        self._select(chosen)
        self._showing = False

    def show_sharing(self, sharing: Sharing, view: DistributionView) -> None:
        """Show rules (perhaps edited), and what may be changed of them."""
        self._showing = True
        self._view = view
        self.mode.select(sharing.mode.value)
        self.mode.setEnabled(view.changeable and not view.fixed)
        options = sharing.options
        self.only_online.setChecked(options.only_online)
        self.capped.setChecked(options.cap is not None)
        self.cap.setEnabled(options.cap is not None)
        if options.cap is not None and self.cap.value() != options.cap:
            self.cap.setValue(options.cap)
        self.back.setChecked(options.back_to_last_owner)
        self.queue.setChecked(options.queue)
        self._select(options.emergency_id)
        self._options.setVisible(sharing.mode is Mode.AUTOMATIC)
        self._deadline.setText(wording.deadline(view))
        self._deadline.set_tone("warning" if view.fixed else "muted")
        self.set_words(wording.work(self.work), wording.explained(self.work, sharing.mode))
        self._showing = False

    def _select(self, account_id: object) -> None:
        at = next((i for i in range(self.emergency.count()) if self.emergency.itemData(i) == account_id), 0)
        self.emergency.setCurrentIndex(at)

    def _tell(self) -> None:
        if self._showing:
            return
        chosen = self.emergency.currentData()
        options = Options(
            back_to_last_owner=self.back.isChecked(),
            only_online=self.only_online.isChecked(),
            cap=self.cap.value() if self.capped.isChecked() else None,
            emergency_id=PrincipalId(chosen) if chosen is not None else None,
            queue=self.queue.isChecked(),
        )
        self.options_chosen.emit(options)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.mode.set_texts(wording.work(self.work), {mode.value: wording.mode(mode) for mode in Mode})
        self.back.setText(self.tr("First whoever served the buyer last, if available"))
        self.only_online.setText(self.tr("Only colleagues who are on-line"))
        self.capped.setText(self.tr("Only below"))
        self._cap_after.setText(self.tr("live conversations each"))
        self.cap.setAccessibleName(self.tr("Most live conversations of one account"))
        self._emergency_label.setText(self.tr("If nobody is left:"))
        self.emergency.setAccessibleName(self.tr("Emergency account"))
        if self.emergency.count():
            self.emergency.setItemText(0, self.tr("nobody"))
        self.queue.setText(self.tr("Else let the buyer wait in the queue"))
