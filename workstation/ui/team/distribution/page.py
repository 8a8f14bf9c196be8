"""The page of distribution: rules are edited together, tried on what happened, then saved, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from workstation.domain.account import Account
from workstation.domain.distribution import REPLAYED, WhatIfResult, Work
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.ui.inbox.wording import title as row_title
from workstation.ui.tasks import spawn
from workstation.ui.team.distribution import draft as drafts
from workstation.ui.team.distribution.associations import AssociationsCard
from workstation.ui.team.distribution.draft import Draft
from workstation.ui.team.distribution.sharing_card import SharingCard
from workstation.ui.team.distribution.team_card import TeamCard
from workstation.ui.team.page import Page
from workstation.ui.widgets.columns import Columns
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.changes import ChangeSet
    from workstation.domain.clock import Clock
    from workstation.services.desk import Desk
    from workstation.services.distribution import AssociationRow, DistributionView
    from workstation.ui.bus import Bus
    from workstation.ui.team.distribution.accounts_dialog import AccountsDialog
    from workstation.ui.team.distribution.what_if import WhatIfDialog


class DistributionPage(Page):
    """Works from the store; only trying rules needs the server."""

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(desk, bus, clock, parent)
        self.draft: Draft | None = None
        self._view: DistributionView | None = None
        self._rows: Sequence[AssociationRow] = ()
        self._people: dict[PrincipalId, Account] = {}
        self.picker: AccountsDialog | None = None
        self.what_if: WhatIfDialog | None = None
        self.sharing = {work: SharingCard(work, self) for work in Work}
        self.team = TeamCard(self)
        self.associations = AssociationsCard(self)
        self._bar = QFrame(self)
        self._bar_words = Words(self._bar, bold=True)
        self.try_button, self.discard, self.save = (QPushButton(self._bar) for _ in range(3))
        self._build()
        for work, card in self.sharing.items():
            card.mode_chosen.connect(lambda mode, work=work: self._edit(lambda d: d.set_mode(work, mode)))
            card.options_chosen.connect(lambda options, work=work: self._edit(lambda d: d.set_options(work, options)))
        self.team.chosen.connect(lambda rules: self._edit(lambda d: d.set_team(rules)))
        self.associations.edit_wanted.connect(self.open_picker)
        self.try_button.clicked.connect(lambda: spawn(self.try_rules(), owner=self))
        self.discard.clicked.connect(self._on_discard)
        self.save.clicked.connect(self.save_rules)

    def _build(self) -> None:
        self._bar.setProperty("soft", "true")
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(8)
        line.addWidget(self._bar_words, 1)
        for button in (self.try_button, self.discard, self.save):
            line.addWidget(button)
        self.save.setProperty("kind", "primary")
        self._bar.hide()
        self.column.addWidget(Columns(tuple(self.sharing.values()), least=420, most=2, parent=self))
        self.column.addWidget(self.associations)
        self.column.addWidget(self.team)
        self.column.addStretch(1)
        self.pin(self._bar)

    # ---- showing ---------------------------------------------------------------------------------------------------

    def concerned(self, change: ChangeSet) -> bool:
        rules = any(lane == "distribution" for lane in change.outbox)
        return change.everything or change.distribution or change.exhibits or bool(change.accounts) or rules

    async def read(self) -> None:
        self._view = await self.desk.distribution.get()
        self._rows = (*await self.desk.distribution.exhibits(), *await self.desk.distribution.sections())
        self._people = {one.id: one for one in await self.desk.team.accounts()}
        rules = drafts.rules_of(self._view, self._rows)
        if self.draft is None:
            self.draft = Draft(rules)
        else:
            self.draft.rebase(rules)
        for work, card in self.sharing.items():
            chosen = self.draft.sharing(work).options.emergency_id
            card.show_people([one for one in self._people.values() if one.enabled or one.id == chosen])
        self._show()
        if self._view.problem is not None:
            self.notice.say(Refusal(self._view.problem.code, self._view.problem.params))

    def _show(self) -> None:
        if self.draft is None or self._view is None:
            return
        for work, card in self.sharing.items():
            card.show_sharing(self.draft.sharing(work), self._view)
        self.team.show_rules(self.draft.team, self._view)
        self.associations.show_rows(self._rows, self._people, self.draft)
        count = self.draft.count
        self._bar.setVisible(count > 0)
        self._bar_words.setText(self.tr("%n change(s) not saved yet", "", count))
        tryable = any(self.draft.changed_work(work) for work in Work) or bool(self.draft.changed_targets())
        self.try_button.setVisible(tryable)

    def _edit(self, edit: Callable[[Draft], None]) -> None:
        if self.draft is not None:
            edit(self.draft)
            self._show()

    # ---- deciding --------------------------------------------------------------------------------------------------

    def open_picker(self) -> None:
        """Ask who serves the chosen exhibits or sections."""
        from workstation.ui.team.distribution.accounts_dialog import AccountsDialog

        targets = self.associations.chosen
        if not targets or self.draft is None:
            return
        several = len(targets) > 1
        title = (
            self.tr("Who serves these %n?", "exhibits or sections", len(targets))
            if several
            else self.tr("Who serves {what}?").format(what=self.associations.title_of(targets[0]))
        )
        ticked = set(self.draft.accounts_of(targets[0]))
        ticked = ticked.intersection(*(self.draft.accounts_of(one) for one in targets))
        dialog = self.picker = AccountsDialog(
            title, list(self._people.values()), ticked, several=several, parent=self.window()
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(lambda ids, how: self._edit(lambda d: d.associate(targets, ids, how)))
        dialog.open()

    async def try_rules(self) -> None:
        """Ask what the edited rules would have done, and show it."""
        from workstation.ui.team.distribution.what_if import WhatIfDialog

        if self.draft is None:
            return
        self.try_button.setEnabled(False)
        try:
            results = await self._tried(self.draft)
            replayed = [one for result in results.values() for one in result.rows]
            rows = await self.desk.inbox.rows(
                {one.conversation_id for one in replayed if one.conversation_id is not None}
            )
            wanted = await self.desk.intents.titles(one.intent_id for one in replayed)
        except Refusal as refusal:
            self.notice.say(refusal)
            return
        finally:
            self.try_button.setEnabled(True)
        self.notice.clear()
        titles = {int(id_): row_title(row) for id_, row in rows.items() if isinstance(id_, int)}
        dialog = self.what_if = WhatIfDialog(results, self._people, titles, self.clock, self.window(), wanted=wanted)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.save_wanted.connect(self.save_rules)
        dialog.open()

    async def _tried(self, draft: Draft) -> dict[Work, WhatIfResult]:
        """Replay each kind of work that the edited rules concern; who serves what concerns both."""
        everything = bool(draft.changed_targets())
        results = {}
        for work in Work:
            if everything or draft.changed_work(work):
                sharing = draft.sharing(work)
                results[work] = await self.desk.distribution.what_if(
                    work, sharing.mode, sharing.options, draft.associations()
                )
        return results

    def save_rules(self) -> None:
        """Make the edited rules hold; they can be taken back."""
        if self.draft is None or not self.draft.count:
            return
        before, after = self.draft.rules, self.draft.after()
        service = self.desk.distribution

        async def save() -> None:
            await drafts.apply(service, before, after)
            if self.draft is not None:
                self.draft.discard()

        self.decide(save(), self.tr("Saved; the rules hold at once"), lambda: drafts.apply(service, after, before))

    def _on_discard(self) -> None:
        if self.draft is not None:
            self.draft.discard()
            self._show()

    # ---- words -----------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        for card in self.sharing.values():
            card.retranslate()
        self.team.retranslate()
        self.associations.retranslate()
        self.try_button.setText(self.tr("Try on the last {count} …").format(count=REPLAYED))
        self.discard.setText(self.tr("Discard"))
        self.save.setText(self.tr("Save"))
        self._show()
