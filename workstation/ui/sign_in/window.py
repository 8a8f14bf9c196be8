"""The sign-in window: leads from whatever the profile holds to an open, signed-in account."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QCloseEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QShortcut,
)
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.services.views import Start
from workstation.ui.loop import Latest, spawn
from workstation.ui.problems import Problem, start_problem
from workstation.ui.sign_in import wording
from workstation.ui.sign_in.pages import CredentialsPage, NewPasswordPage, Page, PassphrasePage, TroublePage
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.settings import SettingsService
    from workstation.services.sign_in import SignIn

WIDTH: Final = 440
HEIGHT: Final = 680
"""All of the longest page, an error in it."""
SHORT: Final = 320
"""A page of words and buttons alone."""


class _Head(QWidget):
    """The product's sign and name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(QSize(36, 36))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawRoundedRect(self.rect(), 8, 8)
        paint_icon(painter, QRect(0, 1, 36, 36), "logo", colours.on_accent, 22)
        painter.end()


class _Pages(QWidget):
    """Shows one page at a time and is as large as that; Qt's own stack is as large as its largest."""

    def __init__(self, pages: Iterable[Page], parent: QWidget) -> None:
        super().__init__(parent)
        self._pages = tuple(pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for page in self._pages:
            column.addWidget(page)
        self.current = self._pages[0]
        self.turn_to(self.current)

    def turn_to(self, shown: Page) -> None:
        """Show another page."""
        self.current = shown
        for page in self._pages:
            page.setVisible(page is shown)


class SignInWindow(QDialog):
    """Asks for what is needed; the server is asked in the background and can be given up on.

    Signals:
        ready(): an account is open and signed in (perhaps off-line).
        left(): the window was closed without that.
        quit_wanted(): the user wants to end the program.
    """

    ready = Signal()
    left = Signal()
    quit_wanted = Signal()

    def __init__(
        self, sign_in: SignIn, settings: SettingsService, proposed_server: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sign_in = sign_in
        self._settings = settings
        self._proposed_server = proposed_server
        self._work = Latest(self)
        self._locked_for_s = 0
        self._done = False
        self._build()
        self.retranslate()

    def _build(self) -> None:
        self.credentials, self.passphrase = CredentialsPage(self), PassphrasePage(self)
        self.new_password, self.trouble = NewPasswordPage(self), TroublePage(self)
        self.stack = _Pages(self._pages(), self)
        self.credentials.submitted.connect(lambda: self._attempt(self._sign_in_now))
        for field in (self.credentials.server, self.credentials.login, self.credentials.password):
            field.edit.textEdited.connect(self._on_others_typed)
        self.passphrase.submitted.connect(lambda: self._attempt(self._open_now))
        self.passphrase.forgotten.connect(self._on_passphrase_forgotten)
        self.new_password.submitted.connect(lambda: self._attempt(self._change_password_now))
        self.trouble.submitted.connect(self._on_trouble_acted)
        self.trouble.left.connect(self.quit_wanted)
        QShortcut(QKeySequence.StandardKey.Quit, self, self.quit_wanted.emit)
        self._name = Words(self, size=Size.TITLE, bold=True)
        self._name.setText("Workstation")
        self._language = QPushButton(self)
        self._language.setProperty("kind", "link")
        self._language.setAutoDefault(False)
        self._language.clicked.connect(self._on_language_clicked)
        self.error = Words(self, tone="danger", wrap=True)
        self.error.hide()
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self._doing = Words(self, tone="muted", wrap=True)
        self._cancel = QPushButton(self)
        self._cancel.setProperty("kind", "link")
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self._on_cancel_clicked)
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._on_second)
        self._lay_out()
        self._show_busy("")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_Head(self))
        head.addWidget(self._name)
        head.addStretch(1)
        head.addWidget(self._language)
        self._under_way = QWidget(self)
        doing = QGridLayout(self._under_way)
        doing.setContentsMargins(0, 0, 0, 0)
        doing.addWidget(self.progress, 0, 0, 1, 2)
        doing.addWidget(self._doing, 1, 0)
        doing.addWidget(self._cancel, 1, 1)
        doing.setColumnStretch(0, 1)
        inner = self._inner = QWidget(self)
        inner.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 28, 32, 28)
        column.setSpacing(16)
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(self.stack)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)
        self.resize(WIDTH, HEIGHT)
        self.setMinimumSize(360, 300)

    def _pages(self) -> tuple[CredentialsPage, PassphrasePage, NewPasswordPage, TroublePage]:
        return (self.credentials, self.passphrase, self.new_password, self.trouble)

    @property
    def page(self) -> Page:
        """The page in sight."""
        return self.stack.current

    # ---- leading -----------------------------------------------------------------------------------------------

    def begin(self, start: Start) -> None:
        """Ask for what the start of the program lacked."""
        if start in (Start.NEEDS_PASSPHRASE, Start.WRONG_PASSPHRASE):
            known = self._sign_in.known()
            self.passphrase.set_login(known.login if known else "")
            self._turn_to(self.passphrase)
            if start is Start.WRONG_PASSPHRASE:
                self._say_error(wording.refusal(Refusal("wrong_passphrase")))
            return
        problem = start_problem(start)
        if problem is not None:
            self.show_trouble(problem)
        else:
            self.ask_credentials()

    def show_trouble(self, problem: Problem) -> None:
        """Say why the desk can't start."""
        self.trouble.show_problem(problem)
        self._turn_to(self.trouble)

    def ask_credentials(self) -> None:
        """Ask for server, account and password."""
        self.credentials.set_known(self._sign_in.known(), self._proposed_server)
        self._turn_to(self.credentials)
        spawn(self._learn_keeping(), owner=self)

    def ask_new_password(self, old: str = "") -> None:
        """Ask for one's own password."""
        self.new_password.set_old(old)
        self._turn_to(self.new_password)

    async def _learn_keeping(self) -> None:
        self.credentials.set_keeping(await self._sign_in.keeping())

    def _turn_to(self, page: Page) -> None:
        self._say_error("")
        page.surround_button(self.error, self._under_way)
        for other in self._pages():
            other.main.setDefault(other is page)
        self.stack.turn_to(page)
        self._fit(page)
        page.first_field().setFocus()

    def _fit(self, page: Page) -> None:
        """Be as high as the page needs; pages to fill in keep room for what goes wrong."""
        self._be_high(SHORT if page is self.trouble else HEIGHT)

    def _be_high(self, least: int) -> None:
        room = self.screen().availableGeometry().height() - 64
        self.resize(self.width(), min(max(least, self.needed_height()), room))

    def needed_height(self) -> int:
        """Return the height at which nothing has to be scrolled, in pixels."""
        inside = self._inner.layout()
        for part in (self.page.layout(), self.stack.layout(), inside):
            if part is not None:
                part.invalidate()
        if inside is None:
            return 0
        follows = inside.hasHeightForWidth()
        return inside.totalHeightForWidth(self.width()) if follows else inside.totalSizeHint().height()

    # ---- working -----------------------------------------------------------------------------------------------

    def _attempt(self, work: Callable[[], Awaitable[None]]) -> None:
        if not self.busy and self._locked_for_s == 0:
            self._work.run(self._try(work))

    async def _try(self, work: Callable[[], Awaitable[None]]) -> None:
        before = self.focusWidget()
        self._say_error("")
        self._show_busy(self._doing_words())
        try:
            await work()
        except Refusal as error:
            self._show_busy("")
            self._on_refused(error)
        finally:
            self._show_busy("")
            self._give_focus_back(before)

    async def _sign_in_now(self) -> None:
        page = self.credentials
        password = page.password.text
        await self._sign_in.sign_in(
            page.server.text.strip(),
            page.login.text.strip(),
            password,
            page.remember.isChecked(),
            page.wanted_passphrase,
        )
        page.clear_secrets()
        self._go_on(password)

    async def _open_now(self) -> None:
        start = await self._sign_in.resume(self.passphrase.passphrase.text)
        self.passphrase.clear_secrets()
        if start is Start.READY:
            self._go_on("")
        else:
            self._show_busy("")
            self.begin(start)

    async def _change_password_now(self) -> None:
        page = self.new_password
        await self._sign_in.change_password(page.old.text, page.new.text)
        page.clear_secrets()
        self._finish()

    def _go_on(self, password: str) -> None:
        if self._sign_in.must_change_password:
            self._show_busy("")
            self.ask_new_password(password)
        else:
            self._finish()

    def _finish(self) -> None:
        self._done = True
        self.ready.emit()

    def _give_focus_back(self, before: QWidget | None) -> None:
        """What was disabled meanwhile has lost the keyboard."""
        now = self.focusWidget()
        if before is not None and before.isEnabled() and (now is None or not now.isEnabled()):
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, error: Refusal) -> None:
        self._say_error(wording.refusal(error))
        if error.code == "locked" and (seconds := int(error.params.get("retry_after_s", 0))) > 0:
            self._locked_for_s = seconds
            self.page.main.setEnabled(False)
            self._second.start()
        elif error.code == "wrong_credentials" and self.page is self.credentials:
            self.credentials.password.edit.setFocus()
            self.credentials.password.edit.selectAll()

    def _on_others_typed(self) -> None:
        """Let another account try, or the same with the password that the main account has given it."""
        if self._locked_for_s:
            self._end_lock()

    def _end_lock(self) -> None:
        self._locked_for_s = 0
        self._second.stop()
        self._say_error("")
        self.page.retranslate()

    def _on_second(self) -> None:
        self._locked_for_s = max(0, self._locked_for_s - 1)
        if self._locked_for_s:
            self._say_error(wording.locked(self._locked_for_s))
        else:
            self._end_lock()

    def _on_trouble_acted(self) -> None:
        if self.trouble.action == "retry":
            self._attempt(self._resume_again)
        else:
            self.ask_credentials()

    async def _resume_again(self) -> None:
        start = await self._sign_in.resume()
        if start is Start.READY:
            self._go_on("")
        else:
            self._show_busy("")
            self.begin(start)

    def _on_passphrase_forgotten(self) -> None:
        problem = start_problem(Start.KEY_LOST)
        assert problem is not None
        self.show_trouble(
            problem._replace(
                title=self.tr("Without the passphrase these files stay closed"),
                text=self.tr(
                    "Nobody can open them. Signing in loads your conversations anew; drafts and unsent messages on "
                    "this machine are lost."
                ),
            )
        )

    def _on_cancel_clicked(self) -> None:
        self._work.cancel()
        self._show_busy("")

    def _on_language_clicked(self) -> None:
        other = "en" if self._settings.get().language == "zh_CN" else "zh_CN"
        spawn(self._settings.update(language=other), owner=self)

    # ---- showing -----------------------------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether the server is being asked."""
        return bool(self._doing.text())

    @property
    def working(self) -> bool:
        """Whether something it began has not ended yet."""
        return self._work.running

    def _doing_words(self) -> str:
        if self.page is self.credentials:
            return self.tr("Asking the server…")
        if self.page is self.new_password:
            return self.tr("Saving your password…")
        return self.tr("Opening your files…")

    def _show_busy(self, words: str) -> None:
        self._doing.setText(words)
        for widget in (self._doing, self.progress, self._cancel):
            widget.setVisible(bool(words))
        for page in (self.credentials, self.passphrase, self.new_password):
            page.set_busy(bool(words))
            if words:
                page.main.setEnabled(False)
            elif self._locked_for_s == 0:
                page.retranslate()

    def _say_error(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))
        self.error.setAccessibleName(words)
        if words:
            self._be_high(self.height())
            QAccessible.updateAccessibility(QAccessibleEvent(self.error, QAccessible.Event.Alert))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.setWindowTitle(self.tr("Sign in to Workstation"))
        self._language.setText("English" if self._settings.get().language == "zh_CN" else "中文")
        self._language.setAccessibleName(self.tr("Change the language to {name}").format(name=self._language.text()))
        self._cancel.setText(self.tr("Cancel"))
        self.progress.setAccessibleName(self.tr("Under way"))
        for page in self._pages():
            page.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._work.cancel()
        self._second.stop()
        for page in self._pages():
            page.clear_secrets()
        if not self._done:
            self.left.emit()
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc steps back: gives up asking, else closes."""
        if self.busy:
            self._on_cancel_clicked()
        else:
            self.close()
