"""Showing a conversation to a colleague: type a name, press Enter; it goes as a link into the chat with them."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workstation.domain.account import Account, AccountKind
from workstation.domain.errors import Refusal
from workstation.domain.ids import PrincipalId
from workstation.services.colleagues import NameFinder
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.inbox.wording import presence_name
from workstation.ui.theme import Size
from workstation.ui.widgets.people import PeoplePicker, Person
from workstation.ui.widgets.words import Words

WIDTH: Final = 460
COMMENT_CHARS: Final = 500


class ShareDialog(QDialog):
    """Stays open until the link is queued.

    Args:
        buyer: whose conversation it is, safe to show.
        owner_id: who serves the buyer.

    Signals:
        decided(int, str): show it to this account, with these words.
    """

    decided = Signal(int, str)

    def __init__(self, buyer: str, owner_id: PrincipalId | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buyer = buyer
        self._owner_id = owner_id
        self._finder = NameFinder()
        self._opens: set[int] = set()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.notice = NoticeLine(self)
        self.picker = PeoplePicker(lambda id_, query: self._finder.matches(PrincipalId(id_), query), self)
        self.comment = QLineEdit(self)
        self.comment.setMaxLength(COMMENT_CHARS)
        self._what = Words(self, tone="muted", wrap=True)
        self.go, self._cancel = QPushButton(self), QPushButton(self)
        self._build()
        self.picker.chosen.connect(lambda _id: self._decide())
        self.picker.moved.connect(self._show_what)
        self.comment.returnPressed.connect(self._decide)
        self.go.clicked.connect(self._decide)
        self._cancel.clicked.connect(self.reject)
        self.retranslate()
        self.picker.setFocus()

    def _build(self) -> None:
        self.go.setProperty("kind", "primary")
        for button in (self.go, self._cancel):
            button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self.notice)
        column.addWidget(self.picker, 1)
        column.addWidget(self.comment)
        column.addWidget(self._what)
        column.addLayout(buttons)
        self.setMinimumWidth(WIDTH)

    def show_colleagues(self, accounts: Iterable[Account]) -> None:
        """Offer these."""
        known = [account for account in accounts if account.enabled]
        self._finder = NameFinder(known)
        self._opens = {a.id for a in known if a.kind is AccountKind.MAIN or a.id == self._owner_id}
        self.picker.show_people([_person(account) for account in known])

    def refuse(self, refusal: Refusal) -> None:
        """Say why it came to nothing; all stays as it was typed."""
        self.go.setEnabled(True)
        self.notice.say(refusal)

    @property
    def what(self) -> str:
        """What it says will happen."""
        return self._what.text()

    def _show_what(self) -> None:
        person = self.picker.current
        self.go.setEnabled(person is not None)
        if person is None:
            self._what.setText(self.tr("Choose a colleague."))
        elif person.id in self._opens:
            self._what.setText(self.tr("{name} gets a link and can open the conversation.").format(name=person.name))
        else:
            self._what.setText(
                self.tr("{name} gets a link. It opens only once the conversation is handed to them.").format(
                    name=person.name
                )
            )

    def _decide(self) -> None:
        person = self.picker.current
        if person is not None and self.go.isEnabled():
            self.go.setEnabled(False)
            self.notice.clear()
            self.decided.emit(person.id, self.comment.text().strip())

    def retranslate(self) -> None:
        """Word it anew."""
        self.setWindowTitle(self.tr("Share with a colleague"))
        self._title.setText(self.tr("Share the conversation with {name}").format(name=self._buyer))
        self.picker.set_words(
            self.tr("Colleague"), self.tr("Name, in Chinese or Latin letters"), self.tr("No colleague by that name")
        )
        self.comment.setPlaceholderText(self.tr("A word about it (optional)"))
        self.comment.setAccessibleName(self.tr("A word about it (optional)"))
        self.go.setText(self.tr("Share"))
        self._cancel.setText(self.tr("Cancel"))
        self._show_what()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _person(account: Account) -> Person:
    """Return a colleague as the picker shows them."""
    note = [presence_name(account.presence)]
    if account.title:
        note.append(isolated_name(one_line(account.title, 80)))
    elif account.kind is AccountKind.MAIN:
        note.append(QCoreApplication.translate("ShareDialog", "main account"))
    name = isolated_name(account.name(QLocale().name()))
    return Person(id=int(account.id), name=name, note=" · ".join(note), presence=account.presence)
