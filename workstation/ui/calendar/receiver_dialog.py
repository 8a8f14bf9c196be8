"""Who receives a buyer: colleagues with what they do at that hour and that day, the suggested one first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from workstation.domain.ids import PrincipalId
from workstation.services.colleagues import NameFinder
from workstation.ui.calendar import times, wording
from workstation.ui.calendar.asking import Asking
from workstation.ui.chat import people
from workstation.ui.widgets.people import PeoplePicker, Person

if TYPE_CHECKING:
    from workstation.services.calendar_views import BookingView, ReceiverChoice


class ReceiverDialog(Asking):
    """Decides with the account's id."""

    def __init__(self, view: BookingView, choices: Sequence[ReceiverChoice], parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_head(self.tr("Who receives {buyer}?").format(buyer=wording.buyer(view)))
        self.go.setText(self.tr("Name"))
        self._view = view
        self._choices = {int(one.account.id): one for one in choices}
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
        self.resize(self.width(), 480)
        self._show_state()
        self.picker.setFocus()

    def _person(self, one: ReceiverChoice) -> Person:
        figure = self.tr("%n that day", "", one.that_day) if one.that_day else self.tr("free that day")
        return Person(
            id=int(one.account.id),
            name=one.account.name(QLocale().name()),
            note=self._line(one),
            figure=figure,
            presence=one.presence,
            possible=not one.problem and not one.current,
            mark="" if one.problem else people.shared_language(one.account.speaks, one.languages),
        )

    def _line(self, one: ReceiverChoice) -> str:
        languages = "" if one.problem or one.current else people.spoken(one.account.speaks, one.languages)
        return " · ".join(filter(None, (self.note(one), languages)))

    def note(self, one: ReceiverChoice) -> str:
        """Return what speaks for or against somebody."""
        if one.current:
            return self.tr("Is named now")
        if one.problem == "busy" and one.clashes:
            with_whom = one.clashes[0]
            words = self.tr("Receives {buyer} then ({hours})")
            return words.format(buyer=wording.buyer(with_whom), hours=times.hours(with_whom.clocks.here))
        if one.problem == "disabled":
            return self.tr("The account is disabled")
        if one.problem == "no_permission":
            return self.tr("May not receive bookings")
        if one.suggested:
            return (
                self.tr("Suggested: serves this buyer") if one.owner else self.tr("Suggested: has least to do that day")
            )
        return self.tr("Serves this buyer") if one.owner else one.account.title

    def _show_state(self) -> None:
        current = self.picker.current
        self.go.setEnabled(current is not None and current.possible)
        if current is None or not current.possible:
            self.say_consequence("")
            return
        words = self.tr("{name} is told now, and again 15 minutes before; the buyer learns who receives them.")
        self.say_consequence(words.format(name=current.name))

    def decide(self) -> None:
        current = self.picker.current
        if current is not None and current.possible:
            self.decided.emit(PrincipalId(current.id))
