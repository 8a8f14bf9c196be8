"""Passing the meeting on to a colleague: a name, Enter; the words that go are shown before they go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.services.colleagues import NameFinder
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.inbox.wording import presence_name
from workstation.ui.loop import spawn
from workstation.ui.meeting import wording
from workstation.ui.theme import Size
from workstation.ui.widgets.dialog import Dialog
from workstation.ui.widgets.people import PeoplePicker, Person
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.domain.account import Account
    from workstation.services.desk import Desk

_SIZE: Final = (480, 560)
_TEXT_HEIGHT: Final = 132


class InviteDialog(Dialog):
    """Stays open until the words are queued.

    Args:
        desk: the signed-in account's.
        text: what is passed on; can be changed before it goes.

    Signals:
        sent(str): it is on its way: to whom, in words.
    """

    sent = Signal(str)

    def __init__(self, desk: Desk, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, wording.refused)
        self._desk = desk
        self._finder = NameFinder()
        self.picker = PeoplePicker(lambda id_, query: self._finder.matches(PrincipalId(id_), query), self)
        self.text = QPlainTextEdit(self)
        self.text.setPlainText(text)
        self.text.setFixedHeight(_TEXT_HEIGHT)
        self.text.setTabChangesFocus(True)
        self._text_name = Words(self, size=Size.SMALL, tone="muted")
        self.body.addWidget(self.picker, 1)
        self.body.addWidget(self._text_name)
        self.body.addWidget(self.text)
        self.cancel_button = self.add_button()
        self.send_button = self.add_button(kind="primary")
        self.picker.chosen.connect(lambda _id: self._decide())
        self.picker.moved.connect(self._show_able)
        self.send_button.clicked.connect(self._decide)
        self.cancel_button.clicked.connect(self.reject)
        self.retranslate()
        self.fit(*_SIZE)
        self.picker.setFocus()
        spawn(self._fill(), owner=self)

    async def _fill(self) -> None:
        others = [one for one in await self._desk.team.accounts() if one.enabled and one.id != self._desk.me.id]
        self._finder = NameFinder(others)
        self.picker.show_people([_person(one) for one in others])
        self._show_able()

    def _show_able(self) -> None:
        self.send_button.setEnabled(self.picker.current is not None)

    def _decide(self) -> None:
        person = self.picker.current
        if person is not None and self.send_button.isEnabled():
            self.send_button.setEnabled(False)
            spawn(self._send(person), owner=self)

    async def _send(self, person: Person) -> None:
        try:
            await self._desk.meetings.invite(PrincipalId(person.id), self.text.toPlainText())
        except Refusal as refusal:
            self.notice.say(refusal)
            self._show_able()
            return
        self.sent.emit(self.tr("Sent to {name}").format(name=person.name))
        self.accept()

    def retranslate(self) -> None:
        self.set_head(
            self.tr("Invite a colleague"),
            intro=self.tr("Receiver and buyer may pass the meeting on. It goes as a message in your chat with them."),
        )
        self.picker.set_words(
            self.tr("Colleague"), self.tr("Name, in Chinese or Latin letters"), self.tr("No colleague by that name")
        )
        self._text_name.setText(self.tr("This is what they get"))
        self.text.setAccessibleName(self.tr("This is what they get"))
        self.cancel_button.setText(self.tr("Cancel"))
        self.send_button.setText(self.tr("Send"))


def _person(account: Account) -> Person:
    note = [presence_name(account.presence)]
    if account.title:
        note.append(isolated_name(one_line(account.title, 80)))
    return Person(
        id=int(account.id),
        name=isolated_name(account.name(QLocale().name())),
        note=" · ".join(note),
        presence=account.presence,
    )
