"""Choosing the colleague who takes something on: found by name or language, what speaks for or against each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from workstation.domain.account import Account, Presence
from workstation.domain.ids import PrincipalId
from workstation.services.colleagues import NameFinder
from workstation.ui.calendar.asking import Asking
from workstation.ui.chat import people
from workstation.ui.widgets.people import PeoplePicker, Person


class Choosable(Protocol):
    """A colleague as the services offer them."""

    @property
    def account(self) -> Account:
        """Whose it is."""

    @property
    def presence(self) -> Presence:
        """Whether they are there."""

    @property
    def problem(self) -> str:
        """Why they cannot be chosen; empty: they can."""

    @property
    def current(self) -> bool:
        """Whether they have it already."""

    @property
    def languages(self) -> tuple[str, ...]:
        """The buyer's."""


class Offered(NamedTuple):
    """A colleague with what speaks for or against them, and what they have to do."""

    one: Choosable
    note: str
    figure: str


class ColleagueDialog(Asking):
    """Decides with the account's id; others word what will happen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._finder = NameFinder()
        self.picker = PeoplePicker(lambda id_, query: self._finder.matches(PrincipalId(id_), query), self)

    def consequence_for(self, name: str) -> str:
        """Return what will happen if somebody is chosen."""
        raise NotImplementedError

    def offer(self, colleagues: Iterable[Offered], height: int, more: Sequence[QWidget] = ()) -> None:
        """Show colleagues, once; `height` of the dialog in pixels, `more` stands below them."""
        offered = tuple(colleagues)
        self._finder = NameFinder((each.one.account for each in offered), people.language_names)
        self.picker.set_words(
            self.tr("Colleague"),
            self.tr("Type a name or a language"),
            self.tr("No colleague has such a name or speaks such a language."),
        )
        self.picker.show_people([_person(each) for each in offered])
        self.picker.chosen.connect(lambda _id: self.decide())
        self.picker.moved.connect(self._show_state)
        self.lay_out([self.picker, *more])
        self.resize(self.width(), height)
        self._show_state()
        self.picker.setFocus()

    def _show_state(self) -> None:
        current = self.picker.current
        possible = current is not None and current.possible
        self.go.setEnabled(possible)
        self.say_consequence(self.consequence_for(current.name) if current is not None and possible else "")

    def decide(self) -> None:
        current = self.picker.current
        if current is not None and current.possible:
            self.decided.emit(PrincipalId(current.id))


def _person(offered: Offered) -> Person:
    one, speaks = offered.one, offered.one.account.speaks
    languages = "" if one.problem or one.current else people.spoken(speaks, one.languages)
    return Person(
        id=int(one.account.id),
        name=one.account.name(QLocale().name()),
        note=" · ".join(filter(None, (offered.note, languages))),
        figure=offered.figure,
        presence=one.presence,
        possible=not one.problem and not one.current,
        mark="" if one.problem else people.shared_language(speaks, one.languages),
    )
