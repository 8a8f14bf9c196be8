"""Choosing the accounts that serve one or several exhibits or sections."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.ids import PrincipalId
from workstation.services.colleagues import NameFinder
from workstation.ui.chat.people import language_names, spoken
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.inbox.wording import presence_name
from workstation.ui.theme import Size
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.widgets.people import PeoplePicker, Person
from workstation.ui.widgets.segmented import Segmented
from workstation.ui.widgets.words import Words

HOW: Final = ("set", "add", "remove")


class AccountsDialog(QDialog):
    """Asks who.

    Signals:
        decided(object, str): the accounts' ids, and `set`, `add` or `remove`.
    """

    decided = Signal(object, str)

    def __init__(
        self, title: str, accounts: Sequence[Account], ticked: Iterable[PrincipalId], *, several: bool,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        finder = NameFinder(accounts, language_names)
        self.setWindowTitle(self.tr("Who serves them"))
        self.setMinimumSize(540, 480)
        head = Words(self, size=Size.TITLE, bold=True, wrap=True)
        head.setText(title)
        self.how = Segmented(HOW, self)
        self.how.set_texts(
            self.tr("What the ticks mean"),
            {"set": self.tr("Exactly these"), "add": self.tr("Add these"), "remove": self.tr("Take these away")},
        )
        self.how.setVisible(several)
        self.picker = PeoplePicker(lambda id_, query: finder.matches(PrincipalId(id_), query), self, several=True)
        self.picker.set_words(
            self.tr("Colleagues"),
            self.tr("Name, pinyin, title or language"),
            self.tr("Nobody has that name or speaks that language."),
        )
        self.picker.show_people([_person(one) for one in accounts])
        self.picker.tick({int(one) for one in ticked})
        self.keep, cancel = QPushButton(self), QPushButton(self)
        self.keep.setText(self.tr("Apply"))
        self.keep.setProperty("kind", "primary")
        cancel.setText(self.tr("Cancel"))
        for button in (self.keep, cancel):
            button.setAutoDefault(False)
        self.keep.clicked.connect(self._on_keep)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(head)
        column.addWidget(self.how)
        column.addWidget(self.picker, 1)
        column.addLayout(buttons)
        self.picker.setFocus()

    def _on_keep(self) -> None:
        self.decided.emit(tuple(PrincipalId(one) for one in sorted(self.picker.ticked)), self.how.key)
        self.accept()


def _person(account: Account) -> Person:
    note = [presence_name(account.presence), spoken(account.speaks)]
    if account.title:
        note.append(isolated_name(account.title))
    figure = ""
    possible = account.enabled and (account.kind is AccountKind.MAIN or account.may(Permission.RECEIVE_MESSAGES))
    if not account.enabled:
        figure = QCoreApplication.translate("AccountsDialog", "disabled")
    elif not possible:
        figure = QCoreApplication.translate("AccountsDialog", "receives no messages")
    return Person(
        int(account.id),
        account_name(account),
        " · ".join(filter(None, note)),
        figure,
        account.presence,
        account.enabled,
    )
