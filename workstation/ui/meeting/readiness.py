"""The readiness check: what should be in order before the first negotiation, each with the way to mend it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.services.programs import Found
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.loop import spawn
from workstation.ui.meeting import help_words, wording
from workstation.ui.meeting.parts import Happened, Sign
from workstation.ui.theme import Size
from workstation.ui.widgets.buttons import Check
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.dialog import Dialog
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk
    from workstation.services.meeting import Readiness

_SIZE: Final = (620, 520)


def open_readiness(parent: QWidget, desk: Desk) -> ReadinessDialog:
    """Open the check."""
    dialog = ReadinessDialog(desk, parent.window())
    dialog.open()
    return dialog


class _Row(Card):
    """One thing to be in order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide_head(12)
        self._sign = Sign("clock", "muted", self, side=20)
        self.title = Words(self, bold=True, wrap=True)
        self.text = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.button = QPushButton(self)
        self.button.setAutoDefault(False)
        self.button.hide()
        self._run: Callable[[], object] | None = None
        self.button.clicked.connect(self._on_clicked)
        self.words = QVBoxLayout()
        self.words.setSpacing(2)
        self.words.addWidget(self.title)
        self.words.addWidget(self.text)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(self.words, 1)
        line.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(line)

    def show_state(self, good: bool | None, title: str, text: str) -> None:
        """Show that it is in order, that it is not, or (`None`) that nobody can tell."""
        sign, tone = {True: ("check", "success"), False: ("warning", "warning"), None: ("info", "muted")}[good]
        self._sign.set_sign(sign, tone)
        self.title.setText(title)
        self.text.setText(text)
        self.text.setVisible(bool(text))

    def offer(self, words: str, run: Callable[[], object] | None) -> None:
        """Offer something to do about it, or nothing."""
        self._run = run
        self.button.setText(words)
        self.button.setVisible(run is not None)

    def _on_clicked(self) -> None:
        if self._run is not None:
            self._run()


class ReadinessDialog(Dialog):
    """Looks anew whenever it is asked to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, wording.refused)
        self._desk = desk
        self.found: Readiness | None = None
        self.verdict = Happened(self)
        self.program, self.account, self.mobile, self.support = (_Row(self) for _ in range(4))
        self.registered = Check(self)
        self.account.words.addWidget(self.registered)
        self.body.addWidget(self.verdict)
        for row in (self.program, self.mobile, self.account, self.support):
            self.body.addWidget(row)
        self.body.addStretch(1)
        self.again_button = self.add_button()
        self.close_button = self.add_button(kind="primary")
        self.again_button.clicked.connect(self.look)
        self.close_button.clicked.connect(self.accept)
        self.registered.toggled.connect(self._on_registered)
        self.retranslate()
        self.fit(*_SIZE)
        self.close_button.setFocus()
        self.look()

    def look(self) -> None:
        """Check again."""
        spawn(self._look(), owner=self)

    async def _look(self) -> None:
        self.again_button.setEnabled(False)
        try:
            self.found = await self._desk.meetings.readiness()
        except Refusal as refusal:
            self.notice.say(refusal)
        finally:
            self.again_button.setEnabled(True)
        self._show()

    def _on_registered(self, on: bool) -> None:
        if self.found is not None and self.found.registered != on:
            spawn(self._say_registered(on), owner=self)

    async def _say_registered(self, on: bool) -> None:
        try:
            await self._desk.meetings.say_registered(on)
        except Refusal as refusal:
            self.notice.say(refusal)
        await self._look()

    async def _download(self) -> None:
        assert self.found is not None
        try:
            await self._desk.meetings.open_download(self.found.service)
        except Refusal as refusal:
            self.notice.say(refusal)

    # ---- words -------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.set_head(
            self.tr("Ready for negotiations?"),
            intro=self.tr("Look at this once before the first negotiation, on every machine you work on."),
        )
        self.registered.setText(self.tr("I have signed in to it once with this number"))
        self.again_button.setText(self.tr("Check again"))
        self.close_button.setText(self.tr("Close"))
        self._show()

    def _show(self) -> None:
        found = self.found
        if found is None:
            return
        self._show_program(found)
        self._show_account(found)
        number = isolated_name(one_line(found.mobile, 40))
        if number:
            self.mobile.show_state(True, self.tr("Mobile number registered"), number)
        else:
            self.mobile.show_state(
                False,
                self.tr("No mobile number is registered for you"),
                self.tr("Add it under Settings → Me: the meeting account is that number, and reminders go there."),
            )
        helper = isolated_name(one_line(found.support, 200))
        self.support.show_state(
            None,
            self.tr("The fair's support"),
            helper or self.tr("The organiser has not said how the support is reached. Ask your main account."),
        )
        if found.ready:
            self.verdict.say(self.tr("Everything is in order. You can enter a negotiation with one click."))
        else:
            self.verdict.say(self.tr("Something is left to do before your first negotiation."), good=False)
        self.grow()

    def _show_program(self, found: Readiness) -> None:
        service = wording.service_name(found.service)
        from workstation.services.meeting import download_page

        missing = found.program.found is Found.NO
        if missing:
            title = self.tr("{program} is not installed on this machine").format(program=service)
            text = self.tr("Without it negotiations open in the browser, where not everything works.")
        elif found.program.found is Found.YES:
            title, text = self.tr("{program} is installed").format(program=service), ""
        else:
            title = self.tr("{program}").format(program=service)
            text = self.tr("Whether its program is installed cannot be told here; the browser always works.")
        self.program.show_state({Found.YES: True, Found.NO: False}.get(found.program.found), title, text)
        page = download_page(found.service)
        offered = bool(page) and found.program.found is not Found.YES
        self.program.offer(self.tr("Get it …"), (lambda: spawn(self._download(), owner=self)) if offered else None)

    def _show_account(self, found: Readiness) -> None:
        self.registered.blockSignals(True)
        self.registered.setChecked(found.registered)
        self.registered.blockSignals(False)
        title = (
            self.tr("Your meeting account is ready") if found.registered else self.tr("Is your meeting account ready?")
        )
        text = self.tr(
            "It is your registered mobile number, in {organisation}. Nothing but you can tell whether it"
            " works: sign in once, then tick this."
        ).format(organisation=help_words.organisation(found.organisation))
        self.account.show_state(found.registered, title, text)
