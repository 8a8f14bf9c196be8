"""The pages of the sign-in window: credentials, passphrase, first password, trouble."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.services.views import KeyKeeping, KnownAccount
from workstation.ui.problems import Problem
from workstation.ui.sign_in.fields import Field, SecretField
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.words import Words

MIN_PASSWORD: Final = 8


class Page(QWidget):
    """A form with one main button.

    Signals:
        submitted(): it is filled in and wanted.
    """

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Words(self, size=Size.TITLE, bold=True, wrap=True)
        self.text = Words(self, tone="muted", wrap=True)
        self.main = QPushButton(self)
        self.main.setProperty("kind", "primary")
        self.main.setDefault(True)
        self.main.clicked.connect(self._on_main_clicked)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.column.addWidget(self.title)
        self.column.addWidget(self.text)

    def _on_main_clicked(self) -> None:
        if self.main.isEnabled():
            self.submitted.emit()

    def say(self, title: str, text: str) -> None:
        """Word the head of the page."""
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))

    def surround_button(self, above: QWidget, below: QWidget) -> None:
        """Put what goes wrong right above the main button, what is under way right below it."""
        for widget in (above, below):
            self.column.removeWidget(widget)
        self.column.insertWidget(self.column.indexOf(self.foot()), above)
        self.column.insertWidget(self.column.indexOf(self.foot()) + 1, below)

    def foot(self) -> QWidget:
        """Return what the page ends with: the main button, or the row it stands in."""
        return self.main

    def first_field(self) -> QWidget:
        """Return what gets the focus."""
        return self.main

    def clear_secrets(self) -> None:
        """Forget passwords that were typed."""

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""


class CredentialsPage(Page):
    """Server, account, password; what may be kept here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keeping = KeyKeeping.KEYRING
        self._known = False
        self._locked = False
        self.server, self.login = Field(self), Field(self)
        self.password = SecretField(self)
        self.server.edit.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.login.edit.setInputMethodHints(Qt.InputMethodHint.ImhNoAutoUppercase)
        self.remember = Check(self)
        self.remember.setChecked(True)
        self._remember_hint = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.passphrase = SecretField(self)
        for widget in (self.server, self.login, self.password):
            self.column.addWidget(widget)
        kept = QVBoxLayout()
        kept.setSpacing(4)
        kept.addWidget(self.remember)
        kept.addWidget(self._remember_hint)
        self.column.addLayout(kept)
        self.column.addWidget(self.passphrase)
        self.column.addWidget(self.main)
        self.column.addStretch(1)
        for field in (self.server, self.login, self.password, self.passphrase):
            field.edit.textChanged.connect(self._on_edited)
        self.remember.toggled.connect(self.retranslate)
        self._on_edited()

    def set_keeping(self, keeping: KeyKeeping) -> None:
        """Say what "remember" can mean here."""
        self._keeping = keeping
        self.retranslate()

    def set_known(self, known: KnownAccount | None, proposed_server: str = "") -> None:
        """Fill in what is known."""
        self._known = known is not None
        self.server.edit.setText(known.server if known else proposed_server)
        self.login.edit.setText(known.login if known else "")
        self.retranslate()

    def lock_account(self, locked: bool) -> None:
        """Let only this account sign in."""
        self._locked = locked
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """Lock the fields while the server is asked."""
        for widget in (self.password, self.remember, self.passphrase):
            widget.setEnabled(not busy)
        for field in (self.server, self.login):
            field.setEnabled(not busy and not self._locked)

    def first_field(self) -> QWidget:
        empty = [field.edit for field in (self.server, self.login, self.password) if not field.text]
        return empty[0] if empty else self.password.edit

    def clear_secrets(self) -> None:
        self.password.edit.clear()
        self.passphrase.edit.clear()

    @property
    def wanted_passphrase(self) -> str | None:
        """The passphrase for the local files, if this machine needs one and it was given."""
        return self.passphrase.text or None if self.passphrase.isVisibleTo(self) else None

    def _on_edited(self) -> None:
        self.main.setEnabled(bool(self.server.text.strip() and self.login.text.strip() and self.password.text))
        self._say_what_is_kept()

    def _say_what_is_kept(self) -> None:
        remember = self.remember.isChecked()
        needs_passphrase = self._keeping is not KeyKeeping.KEYRING
        self.passphrase.setVisible(remember and needs_passphrase)
        if not remember:
            text = self.tr("Nothing is stored on this machine. Drafts and unsent messages end when you quit.")
        elif not needs_passphrase:
            text = self.tr("Your files here are encrypted; the system's keyring holds their key.")
        elif self.passphrase.text:
            text = self.tr("Your files here are encrypted. The passphrase opens them at each start.")
        else:
            text = self.tr(
                "This machine has no keyring, so the key to your files cannot be remembered. Choose a passphrase that "
                "opens them at each start; without one, nothing is kept after you quit."
            )
        self._remember_hint.setText(text)
        warn = remember and needs_passphrase and not self.passphrase.text
        self._remember_hint.set_tone("warning" if warn else "muted")

    def retranslate(self) -> None:
        self.say(
            self.tr("Sign in again") if self._known else self.tr("Sign in"),
            self.tr("Your conversations on this machine are kept.") if self._known else "",
        )
        self.server.set_words(self.tr("Server"))
        self.server.edit.setPlaceholderText("https://")
        self.login.set_words(self.tr("Account"))
        self.password.set_words(self.tr("Password"))
        self.passphrase.set_words(self.tr("Passphrase for your files on this machine"))
        for secret in (self.password, self.passphrase):
            secret.set_look_words(self.tr("Show what is typed"))
        self.remember.setText(self.tr("Remember me on this machine"))
        self.main.setText(self.tr("Sign in"))
        self._on_edited()


class PassphrasePage(Page):
    """Opens the local files."""

    forgotten = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.passphrase = SecretField(self)
        self.passphrase.edit.textChanged.connect(self._on_edited)
        self.other = QPushButton(self)
        self.other.setProperty("kind", "link")
        self.other.setAutoDefault(False)
        self.other.clicked.connect(self.forgotten)
        self.column.addWidget(self.passphrase)
        self.column.addWidget(self.main)
        self.column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(1)
        self._login = ""
        self._on_edited()

    def set_login(self, login: str) -> None:
        """Say whose files they are."""
        self._login = login
        self.retranslate()

    def set_busy(self, busy: bool) -> None:
        """Lock the field while the files are opened."""
        self.passphrase.setEnabled(not busy)
        self.other.setEnabled(not busy)

    def _on_edited(self) -> None:
        self.main.setEnabled(bool(self.passphrase.text))

    def first_field(self) -> QWidget:
        return self.passphrase.edit

    def clear_secrets(self) -> None:
        self.passphrase.edit.clear()

    def retranslate(self) -> None:
        self.say(
            self.tr("Open your files"),
            self.tr("The conversations of {login} on this machine are encrypted.").format(login=self._login),
        )
        self.passphrase.set_words(self.tr("Passphrase"))
        self.passphrase.set_look_words(self.tr("Show what is typed"))
        self.main.setText(self.tr("Open"))
        self.other.setText(self.tr("I do not know it any more"))


class NewPasswordPage(Page):
    """The first password was given by somebody else: choose one's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.old, self.new, self.again = SecretField(self), SecretField(self), SecretField(self)
        for field in (self.old, self.new, self.again):
            field.edit.textChanged.connect(self._on_edited)
            self.column.addWidget(field)
        self._told = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.column.addWidget(self._told)
        self.column.addWidget(self.main)
        self.column.addStretch(1)
        self._on_edited()

    def set_old(self, old: str) -> None:
        """Fill in the password one has just signed in with; ask for it if there is none."""
        self.old.edit.setText(old)
        self.old.setVisible(not old)

    def set_busy(self, busy: bool) -> None:
        """Lock the fields while the server is asked."""
        for field in (self.old, self.new, self.again):
            field.setEnabled(not busy)

    def _on_edited(self) -> None:
        new, again = self.new.text, self.again.text
        told = ""
        if new and len(new) < MIN_PASSWORD:
            told = self.tr("%n more character(s) needed", "", MIN_PASSWORD - len(new))
        elif again and again != new:
            told = self.tr("The two are not the same yet")
        self._told.setText(told)
        self.main.setEnabled(bool(self.old.text) and len(new) >= MIN_PASSWORD and again == new)

    def first_field(self) -> QWidget:
        return self.new.edit if self.old.text else self.old.edit

    def clear_secrets(self) -> None:
        for field in (self.old, self.new, self.again):
            field.edit.clear()

    def retranslate(self) -> None:
        self.say(
            self.tr("Choose your own password"),
            self.tr("The one you were given is for the first time only. Afterwards nobody but you knows yours."),
        )
        self.old.set_words(self.tr("Password you were given"))
        self.new.set_words(self.tr("New password"), self.tr("Eight characters or more; a short sentence is fine."))
        self.again.set_words(self.tr("New password again"))
        for field in (self.old, self.new, self.again):
            field.set_look_words(self.tr("Show what is typed"))
        self.main.setText(self.tr("Save and go on"))
        self._on_edited()


class TroublePage(Page):
    """Why the desk can't start, and the ways out."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quit = QPushButton(self)
        self.quit.setAutoDefault(False)
        self.quit.clicked.connect(self.left)
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.quit)
        row.addWidget(self.main)
        self.column.addWidget(self._buttons)
        self.column.addStretch(1)
        self._problem: Problem | None = None

    def foot(self) -> QWidget:
        return self._buttons

    @property
    def action(self) -> str:
        """What the main button does."""
        return self._problem.action if self._problem else ""

    def show_problem(self, problem: Problem) -> None:
        """Say it."""
        self._problem = problem
        self.retranslate()

    def retranslate(self) -> None:
        if self._problem is None:
            return
        self.say(self._problem.title, self._problem.text)
        self.main.setText(self._problem.action_text)
        self.main.setVisible(bool(self._problem.action) and self._problem.action != "quit")
        self.quit.setText(self.tr("Quit"))
