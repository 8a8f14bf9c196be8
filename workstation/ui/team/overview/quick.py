"""Quick settings: how messages and intents are shared out, with the organiser's deadline beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.distribution import Work
from workstation.domain.routing import Mode
from workstation.ui.team.distribution import wording
from workstation.ui.theme import Size
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.distribution import DistributionView


class QuickSettings(Card):
    """Both switches.

    Signals:
        chosen(Work, Mode): the user wants this mode.
        more_wanted(): the user wants the page with all of it.
    """

    chosen = Signal(object, object)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: dict[Work, Words] = {}
        self.switches: dict[Work, Segmented] = {}
        for work in Work:
            label = self._labels[work] = Words(self)
            switch = self.switches[work] = Segmented(tuple(mode.value for mode in Mode), self)
            switch.chosen.connect(lambda key, work=work: self.chosen.emit(work, Mode(key)))
            line = QHBoxLayout()
            line.addWidget(label, 1)
            line.addWidget(switch)
            self.body.addLayout(line)
        self._deadline = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.more = QPushButton(self)
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self.more_wanted)
        foot = QVBoxLayout()
        foot.addWidget(self._deadline)
        foot.addStretch(1)
        self.body.addLayout(foot, 1)
        self.corner.addWidget(self.more)
        self._view: DistributionView | None = None

    def show_rules(self, view: DistributionView) -> None:
        """Show the rules in force."""
        self._view = view
        for work, sharing in ((Work.MESSAGES, view.messages), (Work.INTENTS, view.intents)):
            self.switches[work].select(sharing.mode.value)
            self.switches[work].setEnabled(view.changeable and not view.fixed)
        self._deadline.setText(wording.deadline(view))
        self._deadline.set_tone("warning" if view.fixed else "muted")

    def mode_before(self, work: Work) -> Mode:
        """Return the mode in force, whatever the switch shows by now."""
        assert self._view is not None
        return (self._view.messages if work is Work.MESSAGES else self._view.intents).mode

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.set_words(self.tr("Who gets new buyers"))
        for work in Work:
            self._labels[work].setText(wording.work(work))
            self.switches[work].set_texts(wording.work(work), {mode.value: wording.mode(mode) for mode in Mode})
        self.more.setText(self.tr("All rules"))
        if self._view is not None:
            self.show_rules(self._view)
