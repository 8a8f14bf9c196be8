"""Who deals with purchase intents: colleagues with what they have to do, the suggested one first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from workstation.services.intent_views import AssigneeChoice, IntentView
from workstation.ui.calendar.colleague_dialog import ColleagueDialog, Offered
from workstation.ui.intents import wording


class AssignDialog(ColleagueDialog):
    """Decides with the account's id."""

    def __init__(
        self, views: Sequence[IntentView], choices: Sequence[AssigneeChoice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        if len(views) == 1:
            words = self.tr("Who deals with “{title}”?").format(title=wording.title(views[0].wanted))
        else:
            words = self.tr("Who deals with these %n intent(s)?", "", len(views))
        self.set_head(words)
        self.go.setText(self.tr("Assign"))
        self.offer((Offered(one, self._note(one), self._figure(one)) for one in choices), height=460)

    def _figure(self, one: AssigneeChoice) -> str:
        return self.tr("%n open", "intents", one.open) if one.open else self.tr("none open")

    def _note(self, one: AssigneeChoice) -> str:
        if one.current:
            return self.tr("Has it already")
        if one.problem == "disabled":
            return self.tr("The account is disabled")
        if one.problem == "no_permission":
            return self.tr("May not receive purchase intents")
        return self.tr("Suggested: has least to do") if one.suggested else one.account.title

    def consequence_for(self, name: str) -> str:
        return self.tr("{name} is told at once, and sees it under “Received by me”.").format(name=name)
