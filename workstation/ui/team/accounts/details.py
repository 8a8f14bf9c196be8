"""One account: what is known of it, what it may do, where it is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workstation.domain.account import AccountKind, Permission
from workstation.ui.team.accounts.devices import Devices
from workstation.ui.team.accounts.language_chips import LanguageChips
from workstation.ui.team.accounts.permission_editor import PermissionEditor
from workstation.ui.theme import Size
from workstation.ui.transfer.wording import name as account_name
from workstation.ui.widgets.avatar import Avatar
from workstation.ui.widgets.card import Card
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.accounts import AccountRow

FIELDS: Final = ("name_zh", "name_en", "title", "mobile", "email")


class Details(QWidget):
    """Edits one account; nothing is sent before *Save*.

    Signals:
        save_wanted(object): fields that were changed, by name.
        ticks_wanted(object): the ticks as they shall be.
        switch_wanted(), password_wanted(): disable or enable it; give it another password.
    """

    save_wanted = Signal(object)
    ticks_wanted = Signal(object)
    switch_wanted = Signal()
    password_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: AccountRow | None = None
        self._avatar = Avatar(48, self)
        self._name, self._login = Words(self, size=Size.TITLE, bold=True, wrap=True), Words(self, tone="muted")
        self._consequence = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.password, self.switch = QPushButton(self), QPushButton(self)
        self.fields = {name: QLineEdit(self) for name in FIELDS}
        self._labels = {name: Words(self) for name in FIELDS}
        self.languages, self._languages_label = LanguageChips(self), Words(self)
        self.save, self.save_ticks, self.undo_ticks = QPushButton(self), QPushButton(self), QPushButton(self)
        self.ticks = PermissionEditor(self)
        self.devices = Devices(self)
        self._cards = {name: Card(self) for name in ("who", "may", "where")}
        self._build()
        self.ticks.changed.connect(self._show_state)
        for field in self.fields.values():
            field.textEdited.connect(lambda _text: self._show_state())
        self.languages.changed.connect(self._show_state)
        self.save.clicked.connect(self._on_save)
        self.save_ticks.clicked.connect(self._on_save_ticks)
        self.undo_ticks.clicked.connect(self._on_undo_ticks)
        self.password.clicked.connect(self.password_wanted)
        self.switch.clicked.connect(self.switch_wanted)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._avatar)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._login)
        head.addLayout(names, 1)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        for name, field in self.fields.items():
            self._labels[name].setBuddy(field)
            form.addRow(self._labels[name], field)
        self._languages_label.setBuddy(self.languages)
        form.addRow(self._languages_label, self.languages)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.password, self.switch):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        self.save.setProperty("kind", "primary")
        self.save_ticks.setProperty("kind", "primary")
        self.switch.setProperty("kind", "danger")
        who = self._cards["who"].body
        self._cards["who"].hide_head(margin=20)
        who.addLayout(head)
        who.addLayout(form)
        who.addWidget(self._consequence)
        who.addLayout(buttons)
        ticks = QHBoxLayout()
        ticks.addStretch(1)
        ticks.addWidget(self.undo_ticks)
        ticks.addWidget(self.save_ticks)
        self._cards["may"].body.addWidget(self.ticks)
        self._cards["may"].body.addLayout(ticks)
        self._cards["where"].body.addWidget(self.devices)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for card in self._cards.values():
            column.addWidget(card)
        column.addStretch(1)

    # ---- showing ---------------------------------------------------------------------------------------------------

    def show_row(self, row: AccountRow, grantable: frozenset[Permission], live: int) -> None:
        """Show an account; edits of the same one that are not saved stay."""
        other = self.row is None or self.row.account.id != row.account.id
        edited = {} if other else self.changed_fields()
        ticks = None if other or not self.ticks_changed else self.ticks.ticks
        self.row = row
        account = row.account
        name = account_name(account)
        self._avatar.show_person(name, int(account.id), presence=account.presence)
        self._name.setText(name)
        self._login.setText(account.login)
        for field_name, field in self.fields.items():
            field.setText(edited.get(field_name, str(getattr(account, field_name))))
            field.setReadOnly(not row.manageable)
        self.languages.show_codes(edited.get("languages", account.languages), editable=row.manageable)
        self.ticks.show_ticks(ticks if ticks is not None else account.permissions, grantable, editable=row.manageable)
        for button in (self.password, self.switch):
            button.setVisible(row.manageable)
        self._cards["may"].setVisible(row.account.kind is not AccountKind.MAIN)
        self._cards["where"].setVisible(row.manageable or row.is_me)
        self._word_switch(live)
        self._show_state()

    def _word_switch(self, live: int) -> None:
        if self.row is None or not self.row.manageable:
            mine = self.row is not None and self.row.is_me
            self._consequence.setText(self.tr("Your own information and password are in the settings."))
            self._consequence.setVisible(mine)
            return
        enabled = self.row.account.enabled
        self.switch.setText(self.tr("Disable") if enabled else self.tr("Enable"))
        if not enabled:
            self._consequence.setText(self.tr("Disabled: it can't sign in and gets no buyers."))
        elif live:
            self._consequence.setText(
                self.tr(
                    "When disabled, %n live conversation(s) are handed on, its desks are emptied,"
                    " and buyers it was to receive are told that somebody else will.",
                    "",
                    live,
                )
            )
        else:
            self._consequence.setText(
                self.tr(
                    "When disabled, its desks are emptied at their next contact,"
                    " and buyers it was to receive are told that somebody else will."
                )
            )
        self._consequence.show()

    def changed_fields(self) -> dict[str, Any]:
        """Return the fields that differ from what is kept."""
        if self.row is None:
            return {}
        account = self.row.account
        given: dict[str, Any] = {name: field.text().strip() for name, field in self.fields.items()}
        given["languages"] = self.languages.codes
        return {name: value for name, value in given.items() if value != getattr(account, name)}

    @property
    def ticks_changed(self) -> bool:
        """Whether the ticks differ from those in force."""
        return self.row is not None and self.ticks.ticks != self.row.account.permissions

    def _show_state(self) -> None:
        manageable = self.row is not None and self.row.manageable
        self.save.setVisible(manageable)
        self.save.setEnabled(bool(self.changed_fields()))
        for button in (self.save_ticks, self.undo_ticks):
            button.setVisible(manageable and self.ticks_changed)

    def _on_save(self) -> None:
        fields = self.changed_fields()
        self.save_wanted.emit(fields)
        self._take(**fields)

    def _on_save_ticks(self) -> None:
        ticks = self.ticks.ticks
        self.ticks_wanted.emit(ticks)
        self._take(permissions=ticks)

    def _take(self, **kept: object) -> None:
        """Look at this as kept: what is read until it has gone its way is not an edit."""
        if self.row is not None:
            self.row = replace(self.row, account=replace(self.row.account, **kept))
            self._show_state()

    def _on_undo_ticks(self) -> None:
        if self.row is not None:
            self.ticks.show_ticks(self.row.account.permissions, self.ticks.grantable, editable=True)
            self._show_state()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        for name, words in {
            "name_zh": self.tr("Name in Chinese"),
            "name_en": self.tr("Name in English"),
            "title": self.tr("Title"),
            "mobile": self.tr("Mobile number"),
            "email": self.tr("E-mail"),
        }.items():
            self._labels[name].setText(words)
            self.fields[name].setAccessibleName(words)
        self._languages_label.setText(self.tr("Speaks"))
        self.languages.setAccessibleName(self.tr("Speaks"))
        self._cards["may"].set_words(self.tr("May do"))
        self._cards["where"].set_words(self.tr("Signed in at"))
        self.password.setText(self.tr("New password …"))
        self.save.setText(self.tr("Save"))
        self.save_ticks.setText(self.tr("Save permissions"))
        self.undo_ticks.setText(self.tr("Discard"))
        self.ticks.retranslate()
