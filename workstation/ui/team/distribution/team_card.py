"""What else holds for the team: whether a transfer asks first, and when a session ends by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workstation.domain.distribution import ANSWER_LIMITS_S, IDLE_LEAST_S
from workstation.ui.team.distribution.draft import TeamRules
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.duration import Duration
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.distribution import DistributionView


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
        self.answer, self.idle = Duration(self), Duration(self)
        self._answer_label, self._idle_label, self._most = Words(self), Words(self), Words(self, tone="muted")
        for box in (self.answer, self.idle):
            box.changed.connect(lambda _seconds: self._tell())
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
        self.answer.show_seconds(rules.answer_s, *ANSWER_LIMITS_S)
        most = view.session_idle_most_s
        self.idle.show_seconds(rules.session_idle_s, min(IDLE_LEAST_S, most), most)
        self._most.setText(self._at_most(most))
        self._showing = False

    def _tell(self) -> None:
        if not self._showing:
            rules = TeamRules(self.ask_first.isChecked(), self.answer.seconds, self.idle.seconds)
            self.answer.setEnabled(rules.ask_first)
            self.chosen.emit(rules)

    def _at_most(self, seconds: int) -> str:
        if seconds % 86_400 == 0:
            return self.tr("%n day(s) at most, set by the organiser", "", seconds // 86_400)
        return self.tr("%n hour(s) at most, set by the organiser", "", max(1, seconds // 3600))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.set_words(self.tr("Transfers and sessions"))
        self.ask_first.setText(self.tr("Ask the colleague first when a buyer is handed over"))
        self._answer_label.setText(self.tr("Without an answer the buyer stays after"))
        self._idle_label.setText(self.tr("A session ends by itself when nothing is said for"))
        for box in (self.answer, self.idle):
            box.retranslate()
        self.answer.setAccessibleName(self._answer_label.text())
        self.idle.setAccessibleName(self._idle_label.text())
