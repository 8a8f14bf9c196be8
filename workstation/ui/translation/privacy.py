"""How far texts may travel, what has left this month, and where the list of it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from workstation.domain.account import AccountKind
from workstation.domain.errors import Refusal
from workstation.domain.translation.engines import EngineKind
from workstation.domain.translation.policy import Reach, TranslationPolicy
from workstation.services.translation.privacy import Usage
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.loop import Latest, spawn
from workstation.ui.refused import reason
from workstation.ui.theme import Size
from workstation.ui.translation import wording
from workstation.ui.widgets.buttons import Check, Choice
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.fields import NumberField
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk

_MOST: Final = 1_000_000_000
_STEP: Final = 100_000


class PrivacyCard(Card):
    """The company's policy: the main account decides, the others see it.

    Signals:
        done(str, str, object): as `team.page.Page.done`.
        ledger_wanted(): show what has left.
    """

    done = Signal(str, str, object)
    ledger_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._reading = Latest(self)
        self.policy = TranslationPolicy()
        self.usage: Usage | None = None
        self.notice = NoticeLine(self, reason)
        self._reach_label, self._engines_label = Words(self), Words(self)
        self.reach = Choice(self)
        self.reach.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reach.setMinimumContentsLength(12)
        for reach in Reach:
            self.reach.addItem("", reach)
        self._reach_label.setBuddy(self.reach)
        self._ticks = QWidget(self)
        ticks = FlowLayout(self._ticks, spacing=12)
        self.engines = {kind: Check(self._ticks) for kind in EngineKind}
        for check in self.engines.values():
            ticks.addWidget(check)
        self.limited = Check(self)
        self.limit = NumberField(self)
        self.limit.setRange(0, _MOST)
        self.limit.setSingleStep(_STEP)
        self.limit.setGroupSeparatorShown(True)
        self.limit.setMinimumWidth(160)
        self._unit = Words(self)
        self.used = Words(self, wrap=True)
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.ledger = QPushButton(self)
        self.ledger.clicked.connect(self.ledger_wanted)
        self._by = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self._by.hide()
        self.bar.hide()
        self._build()
        self.reach.activated.connect(lambda _at: self._decide())
        for check in self.engines.values():
            check.clicked.connect(lambda _on: self._decide())
        self.limited.clicked.connect(self._on_limited)
        self.limit.editingFinished.connect(self._decide)
        self.retranslate()

    def _build(self) -> None:
        limits = QWidget(self)
        limit = FlowLayout(limits, spacing=8)
        for part in (self.limited, self.limit, self._unit):
            limit.addWidget(part)
        reach = QHBoxLayout()
        reach.setSpacing(24)
        reach.addWidget(self._reach_label)
        reach.addWidget(self.reach, 1)
        used = QHBoxLayout()
        used.setSpacing(12)
        meter = QVBoxLayout()
        meter.setSpacing(6)
        meter.addWidget(self.used)
        meter.addWidget(self.bar)
        used.addLayout(meter, 1)
        used.addWidget(self.ledger)
        self.body.addWidget(self.notice)
        self.body.addLayout(reach)
        self.body.addWidget(self._engines_label)
        self.body.addWidget(self._ticks)
        self.body.addWidget(limits)
        self.body.addWidget(self._by)
        self.body.addLayout(used)

    def renew(self) -> None:
        """Read policy and usage anew."""
        self._reading.run(self._read())

    def forget(self) -> None:
        """Let go of what is being read."""
        self._reading.cancel()

    async def _read(self) -> None:
        self.policy = await self._desk.translation.privacy.policy()
        self.usage = await self._desk.translation.privacy.usage()
        self._show()

    def _show(self) -> None:
        main = self._desk.me.kind is AccountKind.MAIN
        policy = self.policy
        self.reach.setCurrentIndex(self.reach.findData(policy.reach))
        for kind, check in self.engines.items():
            check.setChecked(kind in policy.engines)
            check.setEnabled(main and policy.reach is not Reach.NEVER)
        limited = policy.monthly_characters is not None
        self.limited.setChecked(limited)
        self.limit.setValue(policy.monthly_characters or 0)
        self.limit.setEnabled(main and limited)
        self.reach.setEnabled(main)
        self.limited.setEnabled(main)
        self._by.setVisible(not main)
        self._show_usage()

    def _show_usage(self) -> None:
        if self.usage is None:
            return
        sent, limit = self.usage.characters, self.policy.monthly_characters
        cost = self.tr("cost {amount}").format(amount=wording.money(self.usage.cost)) if self.usage.cost else ""
        if limit is None:
            words = self.tr("{count} characters have left this machine this month").format(count=wording.size(sent))
        else:
            words = self.tr("{count} of {limit} characters have left this machine this month").format(
                count=wording.size(sent), limit=wording.size(limit)
            )
        self.used.setText(" · ".join(part for part in (words, cost) if part))
        self.used.set_tone("danger" if limit is not None and sent >= limit else "text")
        self.bar.setVisible(limit is not None)
        self.bar.setRange(0, 1000)
        self.bar.setValue(min(1000, round(1000 * sent / limit)) if limit else 1000)
        self.bar.setAccessibleName(words)

    def _on_limited(self, on: bool) -> None:
        if on and not self.limit.value():
            self.limit.setValue(5 * _STEP)
        self._decide()

    def wanted(self) -> TranslationPolicy:
        """Return what the fields say."""
        return TranslationPolicy(
            rev=self.policy.rev,
            reach=Reach(self.reach.currentData()),
            engines=tuple(kind for kind, check in self.engines.items() if check.isChecked()),
            monthly_characters=self.limit.value() if self.limited.isChecked() else None,
        )

    def _decide(self) -> None:
        before, wanted = self.policy, self.wanted()
        if wanted != before:
            spawn(self._set(wanted, before), owner=self)

    async def _set(self, wanted: TranslationPolicy, before: TranslationPolicy) -> None:
        self.policy = wanted
        self._show()
        try:
            await self._desk.translation.privacy.set_policy(wanted.reach, wanted.engines, wanted.monthly_characters)
        except Refusal as refusal:
            self.policy = before
            self._show()
            self.notice.say(refusal)
            return
        self.notice.clear()
        self.done.emit(
            self.tr("Decided for the whole company"),
            self.tr("Undo"),
            lambda: spawn(self._set(before, wanted), owner=self),
        )

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.set_words(
            self.tr("Privacy"),
            self.tr("Holds for the whole company. Cards, notes and images are never sent to an engine."),
        )
        self._reach_label.setText(self.tr("What is said may go"))
        self.reach.setAccessibleName(self.tr("What is said may go"))
        for index, words in enumerate(
            (
                self.tr("to the engines ticked here"),
                self.tr("nowhere: only translate on this machine"),
                self.tr("nowhere: never translate"),
            )
        ):
            self.reach.setItemText(index, words)
        self._engines_label.setText(self.tr("Engines that may be used"))
        for kind, check in self.engines.items():
            check.setText(wording.kind_name(kind))
            check.updateGeometry()
        self.limited.setText(self.tr("At most"))
        self.limited.setAccessibleName(self.tr("Limit what leaves each desk in a month"))
        self.limit.setAccessibleName(self.tr("Characters a month"))
        self._unit.setText(self.tr("characters a month from each desk"))
        self._by.setText(self.tr("Your main account decides this."))
        self.ledger.setText(self.tr("What has left …"))
        self._show_usage()
