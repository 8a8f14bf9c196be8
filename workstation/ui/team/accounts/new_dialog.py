"""Making an account: who it is for and what it may do; then its first password, shown once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.account import Permission
from workstation.domain.administration import NewAccount
from workstation.domain.ids import new_action_id
from workstation.domain.permission_tree import PRESETS, Preset
from workstation.ui.tasks import spawn
from workstation.ui.team.accounts.language_chips import LanguageChips
from workstation.ui.team.accounts.password_dialog import FirstPasswordDialog
from workstation.ui.team.accounts.permission_editor import PermissionEditor
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.accounts import AccountService

LANGUAGES: Final = ("zh", "en", "es")


class NewAccountDialog(FirstPasswordDialog):
    """Asks who the account is for and what it may do."""

    def __init__(
        self, service: AccountService, grantable: frozenset[Permission], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._id = new_action_id()
        self.setWindowTitle(self.tr("New account"))
        self.resize(520, 600)
        self.title.setText(self.tr("New account"))
        self.fields = {name: QLineEdit(self) for name in ("login", "name_zh", "name_en", "title", "mobile", "email")}
        self.language = Choice(self)
        self.languages = LanguageChips(self)
        self.ticks = PermissionEditor(self)
        self.ticks.retranslate()
        self.ticks.show_ticks(PRESETS[Preset.SALES] & grantable, grantable, editable=True)
        self._build()
        self.fields["login"].setFocus()

    def _build(self) -> None:
        for code, words in zip(LANGUAGES, ("中文", "English", "Español"), strict=True):
            self.language.addItem(words, code)
        form = QFormLayout()
        form.setHorizontalSpacing(24)
        form.setVerticalSpacing(10)
        for name, words in {
            "login": self.tr("Sign-in name"),
            "name_zh": self.tr("Name in Chinese"),
            "name_en": self.tr("Name in English"),
            "title": self.tr("Title"),
            "mobile": self.tr("Mobile number"),
            "email": self.tr("E-mail"),
        }.items():
            self._add(form, self.fields[name], words)
            self.fields[name].textChanged.connect(lambda _text: self._show_state())
        self._add(form, self.language, self.tr("Language of the screen"))
        self._add(form, self.languages, self.tr("Speaks"))
        within = QWidget(self)
        inside = QVBoxLayout(within)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.setSpacing(16)
        inside.addLayout(form)
        inside.addWidget(self.ticks)
        inside.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(within)
        self.go.setText(self.tr("Make the account"))
        self.go.clicked.connect(lambda: spawn(self._make(), owner=self))
        self.lay_out(area, below_notice=True)
        self._show_state()

    def _add(self, form: QFormLayout, field: QWidget, words: str) -> None:
        label = Words(self)
        label.setText(words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        form.addRow(label, field)

    def _text(self, name: str) -> str:
        return self.fields[name].text().strip()

    def _show_state(self) -> None:
        named = self._text("name_zh") or self._text("name_en")
        self.go.setEnabled(bool(self._text("login") and named))

    async def _make(self) -> None:
        texts = {name: self._text(name) for name in self.fields}
        wanted = NewAccount(
            id=self._id,
            language=str(self.language.currentData()),
            languages=self.languages.codes,
            permissions=self.ticks.ticks,
            **texts,
        )
        refusal = await self.make(self._service.create(wanted))
        if refusal is None:
            self.title.setText(self.tr("The account is ready"))
        elif refusal.code != "unreachable":  # the same wish may be sent again, another one is another account
            self._id = new_action_id()
