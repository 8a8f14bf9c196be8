"""Who deals with purchase intents: colleagues with what they have to do, the suggested one first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from workstation.domain.ids import PrincipalId
from workstation.services.colleagues import NameFinder
from workstation.services.intent_views import AssigneeChoice, IntentView
from workstation.ui.calendar.asking import Asking
from workstation.ui.chat import people
from workstation.ui.intents import wording
from workstation.ui.widgets.people import PeoplePicker, Person


class AssignDialog(Asking):
    """Decides with the account's id."""

    def __init__(
        self, views: Sequence[IntentView], choices: Sequence[AssigneeChoice], parent: QWidget | None = None
    ) -> None:
        super().__init__("", "", parent)
        self._count = len(views)
        if len(views) == 1:
            words = self.tr("Who deals with “{title}”?").format(title=wording.title(views[0].wanted))
        else:
            words = self.tr("Who deals with these %n intent(s)?", "", len(views))
        self.set_head(words)
        self.go.setText(self.tr("Assign"))
        self._finder = NameFinder((one.account for one in choices), people.language_names)
        self.picker = PeoplePicker(lambda id_, query: self._finder.matches(PrincipalId(id_), query), self)
        self.picker.set_words(
            self.tr("Colleague"),
            self.tr("Type a name or a language"),
            self.tr("No colleague has such a name or speaks such a language."),
        )
        self.picker.show_people([self._person(one) for one in choices])
        self.picker.chosen.connect(lambda _id: self.decide())
        self.picker.moved.connect(self._show_state)
        self.lay_out([self.picker])
        self.resize(self.width(), 460)
        self._show_state()
        self.picker.setFocus()

    def _person(self, one: AssigneeChoice) -> Person:
        return Person(
            id=int(one.account.id),
            name=one.account.name(QLocale().name()),
            note=self._note(one),
            figure=self.tr("%n open", "intents", one.open) if one.open else self.tr("none open"),
            presence=one.presence,
            possible=not one.problem and not one.current,
            mark="" if one.problem else people.shared_language(one.account.speaks, one.languages),
        )

    def _note(self, one: AssigneeChoice) -> str:
        if one.current:
            return self.tr("Has it already")
        if one.problem == "disabled":
            return self.tr("The account is disabled")
        if one.problem == "no_permission":
            return self.tr("May not receive purchase intents")
        words = self.tr("Suggested: has least to do") if one.suggested else one.account.title
        return " · ".join(filter(None, (words, people.spoken(one.account.speaks, one.languages))))

    def _show_state(self) -> None:
        current = self.picker.current
        possible = current is not None and current.possible
        self.go.setEnabled(possible)
        words = self.tr("{name} is told at once, and sees it under “Received by me”.")
        self.say_consequence(words.format(name=current.name) if current is not None and possible else "")

    def decide(self) -> None:
        current = self.picker.current
        if current is not None and current.possible:
            self.decided.emit(PrincipalId(current.id))
