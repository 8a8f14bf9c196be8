"""What one sets about oneself: personal information, password, where one is signed in, one's own auto-replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workstation.domain.administration import Device
from workstation.domain.errors import Refusal
from workstation.ui.chat.notice_line import NoticeLine
from workstation.ui.refused import reason
from workstation.ui.sign_in.fields import SecretField
from workstation.ui.tasks import Latest, spawn
from workstation.ui.team.accounts.devices import Devices
from workstation.ui.team.accounts.language_chips import LanguageChips
from workstation.ui.team.replies.editor import RepliesEditor
from workstation.ui.theme import Size
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from workstation.domain.account import Account
    from workstation.domain.changes import ChangeSet
    from workstation.domain.clock import Clock
    from workstation.services.desk import Desk
    from workstation.ui.bus import Bus

_FIELDS: Final = ("name_zh", "name_en", "title", "mobile", "email")


class _Group(QWidget):
    """A title over a card, as the other groups of the settings."""

    def __init__(self, parent: QWidget, *, framed: bool = True) -> None:
        super().__init__(parent)
        self._title = Words(self, bold=True)
        self.notice = NoticeLine(self, reason)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 20, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        if framed:
            card = Card(self)
            card.hide_head(20)
            self.body = card.body
            column.addWidget(card)
        else:
            self.body = QVBoxLayout()
            column.addLayout(self.body)
        self.body.addWidget(self.notice)

    def set_title(self, words: str) -> None:
        """Word the title."""
        self._title.setText(words)


class MeSection(QWidget):
    """All that is one's own.

    Signals:
        done(str, str, object): as `team.page.Page.done`.
    """

    done = Signal(str, str, object)

    def __init__(self, desk: Desk, bus: Bus, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock
        self._me: Account = desk.me
        self._reading = Latest(self)
        self._asking = Latest(self)
        self._person, self._secret, self._where = _Group(self), _Group(self), _Group(self)
        self._answers = _Group(self, framed=False)
        self.fields = {name: QLineEdit(self) for name in _FIELDS}
        self._labels = {name: Words(self) for name in _FIELDS}
        self.languages, self._languages_label = LanguageChips(self), Words(self)
        self._mobile_hint = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.save = QPushButton(self)
        self.old, self.new, self.again = SecretField(self), SecretField(self), SecretField(self)
        self.change = QPushButton(self)
        self.devices = Devices(self)
        self.replies = RepliesEditor(desk.auto_replies, self, columns=1)
        self.replies.account_id = desk.me.id
        self._build()
        self._connect(bus)
        self.retranslate()

    def _build(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(10)
        for name, field in self.fields.items():
            self._labels[name].setBuddy(field)
            self._labels[name].setMinimumWidth(200)
            form.addRow(self._labels[name], field)
        self._languages_label.setBuddy(self.languages)
        form.addRow(self._languages_label, self.languages)
        self._person.body.addLayout(form)
        self._person.body.addWidget(self._mobile_hint)
        self._person.body.addLayout(_at_the_right(self.save))
        for secret in (self.old, self.new, self.again):
            self._secret.body.addWidget(secret)
        self._secret.body.addLayout(_at_the_right(self.change))
        self._where.body.addWidget(self.devices)
        self._answers.body.addWidget(self.replies)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for group in (self._person, self._answers, self._secret, self._where):
            column.addWidget(group)

    def _connect(self, bus: Bus) -> None:
        bus.changed.connect(self._on_changed)
        for field in self.fields.values():
            field.textEdited.connect(lambda _text: self._show_state())
        self.languages.changed.connect(self._show_state)
        for secret in (self.old, self.new, self.again):
            secret.edit.textEdited.connect(lambda _text: self._show_state())
        self.save.clicked.connect(lambda: spawn(self._save(), owner=self))
        self.change.clicked.connect(lambda: spawn(self._change_password(), owner=self))
        self.devices.sign_out_wanted.connect(lambda device: spawn(self._sign_out(device), owner=self))
        self.replies.saved.connect(
            lambda undo: self.done.emit(self.tr("Saved"), self.tr("Undo"), lambda: spawn(undo(), owner=self))
        )

    # ---- showing ---------------------------------------------------------------------------------------------------

    def _on_changed(self, change: ChangeSet) -> None:
        mine = self._desk.me.id in change.accounts or "self" in change.outbox
        replies = change.auto_replies or any(lane.startswith("auto_reply:") for lane in change.outbox)
        if self.isVisible() and (change.everything or mine or replies):
            self._reading.run(self._read())

    async def _read(self) -> None:
        edited = self.changed_fields()
        self._me = await self._desk.profile.me()
        for name, field in self.fields.items():
            field.setText(edited.get(name, str(getattr(self._me, name))))
        self.languages.show_codes(edited.get("languages", self._me.languages))
        self._show_state()
        await self.replies.read()

    async def _read_devices(self) -> None:
        try:
            found = await self._desk.accounts.devices(self._desk.me.id)
        except Refusal as refusal:
            self.devices.say(refusal)
            return
        self.devices.show_devices(found, self._clock.now())

    def changed_fields(self) -> dict[str, Any]:
        """Return the fields that differ from what is kept."""
        given: dict[str, Any] = {name: field.text().strip() for name, field in self.fields.items()}
        shown = any(given.values())
        given["languages"] = self.languages.codes
        return {name: value for name, value in given.items() if shown and value != getattr(self._me, name)}

    def _show_state(self) -> None:
        self.save.setEnabled(bool(self.changed_fields()))
        typed = self.old.text and self.new.text and self.again.text
        self.change.setEnabled(bool(typed))

    # ---- deciding --------------------------------------------------------------------------------------------------

    async def _save(self) -> None:
        fields = self.changed_fields()
        before = {name: getattr(self._me, name) for name in fields}
        try:
            await self._desk.profile.change(**fields)
        except Refusal as refusal:
            self._person.notice.say(refusal)
            return
        self._person.notice.clear()
        self._take(fields)

        def undo() -> None:
            self._take(before)
            spawn(self._desk.profile.change(**before), owner=self)

        self.done.emit(self.tr("Your personal information is changed"), self.tr("Undo"), undo)

    def _take(self, fields: dict[str, Any]) -> None:
        """Show these as what is kept, whatever is read until they have gone their way."""
        self._me = replace(self._me, **fields)
        for name in fields.keys() & self.fields.keys():
            self.fields[name].setText(fields[name])
        self.languages.show_codes(self._me.languages)
        self._show_state()

    async def _change_password(self) -> None:
        if self.new.text != self.again.text:
            self._secret.notice.say(Refusal("passwords_differ"))
            return
        self.change.setEnabled(False)
        try:
            await self._desk.sign_in.change_password(self.old.text, self.new.text)
        except Refusal as refusal:
            self._secret.notice.say(refusal)
            self._show_state()
            return
        self._secret.notice.clear()
        for secret in (self.old, self.new, self.again):
            secret.edit.clear()
        self._show_state()
        self.done.emit(self.tr("The password is changed; other places are signed out"), "", None)
        self._asking.run(self._read_devices())

    async def _sign_out(self, device: Device) -> None:
        try:
            await self._desk.accounts.sign_out_device(device.account_id, device.id)
        except Refusal as refusal:
            self._where.notice.say(refusal)
            return
        self._where.notice.clear()
        self.done.emit(self.tr("Signed out there; its files are deleted at its next contact"), "", None)
        await self._read_devices()

    # ---- events and words ------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reading.run(self._read())
        self._asking.run(self._read_devices())

    def forget(self) -> None:
        """Let go of the services before the screen goes."""
        self._reading.cancel()
        self._asking.cancel()
        self.replies.rest()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self._person.set_title(self.tr("Personal information"))
        self._answers.set_title(self.tr("My auto-replies"))
        self._secret.set_title(self.tr("Password"))
        self._where.set_title(self.tr("Where I am signed in"))
        for name, words in {
            "name_zh": self.tr("Name in Chinese"),
            "name_en": self.tr("Name in English"),
            "title": self.tr("Title"),
            "mobile": self.tr("Mobile number"),
            "email": self.tr("E-mail"),
        }.items():
            self._labels[name].setText(words)
            self.fields[name].setAccessibleName(words)
        self._languages_label.setText(self.tr("Languages I speak"))
        self.languages.setAccessibleName(self.tr("Languages I speak"))
        self._mobile_hint.setText(self.tr("The mobile number is your account in the meeting client."))
        self.save.setText(self.tr("Save"))
        self.old.set_words(self.tr("Present password"))
        self.new.set_words(self.tr("New password"), self.tr("At least 8 characters; not your name, no common word."))
        self.again.set_words(self.tr("New password again"))
        for secret in (self.old, self.new, self.again):
            secret.set_look_words(self.tr("Show what is typed"))
        self.change.setText(self.tr("Change the password"))
        self.replies.retranslate()
        self._show_state()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _at_the_right(button: QPushButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(button)
    return line
