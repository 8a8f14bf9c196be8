"""A first password: made when somebody asks for it, shown once, copied, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.account import Account
from workstation.domain.administration import FirstPassword
from workstation.domain.errors import Refusal
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.refused import reason
from workstation.ui.tasks import spawn
from workstation.ui.theme import Size
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.widgets.words import Words


class PasswordBox(QFrame):
    """Shows a first password with its sign-in name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("soft", "true")
        self._login = Words(self)
        self.password = Words(self, size=Size.TITLE, bold=True)
        self.password.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.password.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.copy = QPushButton(self)
        self.copy.setText(self.tr("Copy"))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._on_copy)
        self._hint = Words(self, size=Size.SMALL, wrap=True)
        self._hint.setText(
            self.tr(
                "It is shown this once. Pass it on in person or by phone; it has to be changed at the first sign-in."
            )
        )
        line = QHBoxLayout()
        line.addWidget(self.password, 1)
        line.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self._login)
        column.addLayout(line)
        column.addWidget(self._hint)

    def show_password(self, made: FirstPassword) -> None:
        """Show it."""
        self._login.setText(self.tr("Sign-in name: {login}").format(login=made.account.login))
        self.password.setText(made.password)
        self.password.setAccessibleName(self.tr("First password {password}").format(password=made.password))
        self.copy.setFocus()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.password.text())
        self.copy.setText(self.tr("Copied"))


class FirstPasswordDialog(QDialog):
    """Asks for something that ends in a first password, stays open until it is there, and shows it once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.notice = NoticeLine(self, reason)
        self.box = PasswordBox(self)
        self.box.hide()
        self.go, self.close_button = QPushButton(self), QPushButton(self)
        self.go.setProperty("kind", "primary")
        self.close_button.setText(self.tr("Cancel"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)

    def lay_out(self, asked: QWidget, *, below_notice: bool = False) -> None:
        """Put what is asked above the buttons; it goes when the password is there."""
        self._asked = asked
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.notice)
        column.insertWidget(2 if below_notice else 1, asked, 1 if below_notice else 0)
        column.addWidget(self.box)
        column.addLayout(buttons)

    async def make(self, making: Coroutine[Any, Any, FirstPassword]) -> Refusal | None:
        """Have it made and show it; returns why not."""
        self.go.setEnabled(False)
        try:
            made = await making
        except Refusal as refusal:
            self.notice.say(refusal)
            self.go.setEnabled(True)
            return refusal
        self.notice.clear()
        self._asked.hide()
        self.go.hide()
        self.box.show()
        self.box.show_password(made)
        self.close_button.setText(self.tr("Close"))
        self.resize(self.width(), self.sizeHint().height())
        return None


class ResetDialog(FirstPasswordDialog):
    """Says what another password means, makes it, and shows it."""

    def __init__(
        self,
        account: Account,
        make: Callable[[], Coroutine[Any, Any, FirstPassword]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("New first password"))
        self.setMinimumWidth(440)
        self.title.setText(self.tr("A new password for {name}").format(name=account_name(account)))
        words = Words(self, wrap=True)
        words.setText(
            self.tr(
                "The present password stops working at once; {name} is signed out everywhere and unlocked. What is on"
                " their machines stays there."
            ).format(name=account_name(account))
        )
        self.go.setText(self.tr("Make a new password"))
        self.go.clicked.connect(lambda: spawn(self.make(make()), owner=self))
        self.lay_out(words)
