"""What else holds for the team: whether a transfer asks first, and when a session ends by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workstation.domain.distribution import ANSWER_S, IDLE_LEAST_S
from workstation.ui.team.distribution.draft import TeamRules
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.fields import Number
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.distribution import DistributionView

_MINUTE: Final = 60
_LONGEST_ANSWER: Final = 24 * 60


class TeamCard(Card):
    """Edits them.

    Signals:
        chosen(TeamRules): the user wants these.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._showing = False
        self.ask_first = Check(self)
        self.answer, self.idle = Number(self), Number(self)
        self._answer_label, self._idle_label, self._most = Words(self), Words(self), Words(self, tone="muted")
        self.answer.setRange(1, _LONGEST_ANSWER)
        self.answer.setValue(ANSWER_S // _MINUTE)
        for box in (self.answer, self.idle):
            box.setFixedWidth(104)
            box.valueChanged.connect(lambda _value: self._tell())
        self.ask_first.clicked.connect(lambda _on: self._tell())
        asking = QHBoxLayout()
        asking.setSpacing(8)
        asking.addSpacing(26)
        for widget in (self._answer_label, self.answer):
            asking.addWidget(widget)
        asking.addStretch(1)
        idling = QHBoxLayout()
        idling.setSpacing(8)
        for widget in (self._idle_label, self.idle, self._most):
            idling.addWidget(widget)
        idling.addStretch(1)
        self.body.addWidget(self.ask_first)
        self.body.addLayout(asking)
        self.body.addLayout(idling)

    def show_rules(self, rules: TeamRules, view: DistributionView) -> None:
        """Show rules, perhaps edited."""
        self._showing = True
        self.ask_first.setChecked(rules.ask_first)
        self.answer.setEnabled(rules.ask_first)
        self.answer.setValue(max(1, rules.answer_s // _MINUTE))
        self.idle.setRange(IDLE_LEAST_S // _MINUTE, max(1, view.session_idle_most_s // _MINUTE))
        self.idle.setValue(rules.session_idle_s // _MINUTE)
        hours = view.session_idle_most_s // 3600
        self._most.setText(self.tr("%n hour(s) at most, set by the organiser", "", hours))
        self._showing = False

    def _tell(self) -> None:
        if not self._showing:
            rules = TeamRules(self.ask_first.isChecked(), self.answer.value() * _MINUTE, self.idle.value() * _MINUTE)
            self.answer.setEnabled(rules.ask_first)
            self.chosen.emit(rules)

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.set_words(self.tr("Transfers and sessions"))
        self.ask_first.setText(self.tr("Ask the colleague first when a buyer is handed over"))
        self._answer_label.setText(self.tr("Without an answer the buyer stays after"))
        self._idle_label.setText(self.tr("A session ends by itself when nothing is said for"))
        for box in (self.answer, self.idle):
            box.setSuffix(self.tr(" min", "after a number of minutes"))
        self.answer.setAccessibleName(self._answer_label.text())
        self.idle.setAccessibleName(self._idle_label.text())
