"""Where an engine is entered, and tried before it is kept."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QDoubleValidator, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.translation.engines import EngineKind, Setup, address
from workstation.services.translation.engines import EngineCheck
from workstation.ui.loop import Latest
from workstation.ui.sign_in.fields import SecretField
from workstation.ui.theme import Size
from workstation.ui.translation import wording
from workstation.ui.widgets.buttons import Choice, add_primary
from workstation.ui.widgets.fitting import fit_to_screen
from workstation.ui.widgets.words import Words

Try = Callable[[Setup], Awaitable[EngineCheck]]


class _Price(QLineEdit):
    """An amount as the locale writes it; empty is nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        check = QDoubleValidator(0.0, 100_000.0, 2, self)
        check.setNotation(QDoubleValidator.Notation.StandardNotation)
        self.setValidator(check)
        self.setPlaceholderText(QLocale().toString(0.0, "f", 2))

    def value(self) -> float:
        """Return the amount."""
        amount, well = QLocale().toDouble(self.text())
        return float(amount) if well else 0.0

    def show_value(self, amount: float) -> None:
        """Show an amount."""
        self.setText(QLocale().toString(amount, "f", 2) if amount else "")


class EngineDialog(QDialog):
    """Stays open until what it holds was kept.

    Args (of the constructor):
        setup: the engine to change; `None` for a new one.
        taken: names of the other engines.
        check: tries an engine.

    Signals:
        written(Setup): to be kept.
    """

    written = Signal(object)

    def __init__(self, setup: Setup | None, taken: set[str], check: Try, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = setup
        self._taken = taken
        self._check = check
        self._testing = Latest(self)
        self.setWindowTitle(self.tr("Add an engine") if setup is None else self.tr("Change an engine"))
        self.setMinimumWidth(540)
        self.kind = Choice(self)
        for kind in EngineKind:
            self.kind.addItem(wording.kind_name(kind), kind)
        self.hint = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.name, self.url = QLineEdit(self), QLineEdit(self)
        self.name.setMaxLength(40)
        self.key_id, self.region, self.model = QLineEdit(self), QLineEdit(self), QLineEdit(self)
        self.key = SecretField(self)
        self.price = _Price(self)
        self._column = QVBoxLayout(self)
        self._form = QFormLayout()
        self._labels: dict[QWidget, Words] = {}
        self._safe = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.result_line = Words(self, size=Size.SMALL, wrap=True)
        self.result_line.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.test = QPushButton(self.tr("Test"), self)
        self.test.setAutoDefault(False)
        self.test.clicked.connect(self.try_it)
        self._build()
        self.kind.currentIndexChanged.connect(lambda _at: self._show_kind(fresh=True))
        for field in (self.name, self.url, self.key_id, self.region, self.model, self.key.edit):
            field.textChanged.connect(self._on_edited)
        self._show(setup)
        self.url.editingFinished.connect(self._key_belongs)

    def _build(self) -> None:
        self._form.setHorizontalSpacing(24)
        self._form.setVerticalSpacing(12)
        self.key.set_words("")
        self.key.set_look_words(self.tr("Show the key"))
        for field, words in (
            (self.kind, self.tr("Kind")),
            (self.name, self.tr("Name")),
            (self.url, self.tr("Address")),
            (self.key_id, "SecretId"),
            (self.key, self.tr("Key")),
            (self.region, self.tr("Region")),
            (self.model, self.tr("Model")),
            (self.price, self.tr("Price of a million characters")),
        ):
            field.setAccessibleName(words)
            label = self._labels[field] = Words(self)
            label.setText(words)
            label.setBuddy(field.edit if isinstance(field, SecretField) else field)
            self._form.addRow(label, field)
            if field is self.kind:
                self._form.addRow("", self.hint)
        self.key.edit.setAccessibleName(self.tr("Key"))
        self.region.setPlaceholderText("ap-guangzhou")
        self._safe.setText(
            self.tr("Address and key stay on this machine, encrypted; the key is sent to this address and to no other.")
        )
        tested = QHBoxLayout()
        tested.setSpacing(12)
        tested.addWidget(self.test, 0, Qt.AlignmentFlag.AlignTop)
        tested.addWidget(self.result_line, 1)
        box = QDialogButtonBox(self)
        self.keep = add_primary(box, self.tr("Keep"))
        box.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self._on_keep)
        box.rejected.connect(self.reject)
        column = self._column
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addLayout(self._form)
        column.addWidget(self._safe)
        column.addLayout(tested)
        column.addWidget(box)

    def _show(self, setup: Setup | None) -> None:
        if setup is not None:
            self.kind.setCurrentIndex(self.kind.findData(setup.kind))
            self.name.setText(setup.name)
            self.url.setText(setup.url)
            self.key.edit.setText(setup.key)
            self.key_id.setText(setup.key_id)
            self.region.setText(setup.region)
            self.model.setText(setup.model)
            self.price.show_value(setup.price_per_million)
        self._show_kind(fresh=setup is None)
        self.name.setFocus()

    def _show_kind(self, *, fresh: bool) -> None:
        kind = self._kind()
        self.hint.setText(wording.kind_hint(kind))
        known = {wording.kind_name(one) for one in EngineKind} | {""}
        if fresh and (self.name.text() in known or self.name.text().rsplit(" ", 1)[0] in known):
            self.name.setText(self._free_name(wording.kind_name(kind)))
        if fresh and self.url.text() in wording.DEFAULT_URLS.values():
            self.url.setText(wording.DEFAULT_URLS[kind])
        self.url.setPlaceholderText(
            self.tr("the service's own address") if not wording.DEFAULT_URLS[kind] else wording.DEFAULT_URLS[kind]
        )
        for field, wanted in (
            (self.key_id, EngineKind.TENCENT),
            (self.region, EngineKind.TENCENT),
            (self.model, EngineKind.CHAT),
        ):
            self._form.setRowVisible(field, kind is wanted)
        self._labels[self.key].setText("SecretKey" if kind is EngineKind.TENCENT else self.tr("Key"))
        self._on_edited()
        self._make_room()

    def _make_room(self) -> None:
        """Be as high as all of it needs: a form counts its wrapped lines only once it knows its width."""
        self._column.activate()
        width = max(self.width(), self.minimumWidth())
        fit_to_screen(self, width, self._column.totalHeightForWidth(width))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._make_room()

    def _free_name(self, wanted: str) -> str:
        names = (wanted, *(f"{wanted} {number}" for number in range(2, 100)))
        return next(name for name in names if name not in self._taken)

    def _kind(self) -> EngineKind:
        return EngineKind(self.kind.currentData())

    def setup(self) -> Setup:
        """Return what stands in the form; what the kind does not need is left out."""
        kind = self._kind()
        tencent = kind is EngineKind.TENCENT
        return Setup(
            name=self.name.text().strip(),
            kind=kind,
            url=self.url.text().strip() or wording.DEFAULT_URLS[kind],
            key=self.key.text.strip(),
            key_id=self.key_id.text().strip() if tencent else "",
            region=self.region.text().strip() if tencent else "",
            model=self.model.text().strip() if kind is EngineKind.CHAT else "",
            price_per_million=self.price.value(),
            enabled=True if self._before is None else self._before.enabled,
        )

    def _on_edited(self) -> None:
        name = self.name.text().strip()
        self.keep.setEnabled(bool(name) and name not in self._taken)
        self._testing.cancel()
        self.test.setEnabled(True)
        self._say(self.tr("Another engine has this name.") if name in self._taken else "", "warning")

    def _say(self, text: str, tone: str = "muted") -> None:
        self.result_line.setText(text)
        self.result_line.set_tone(tone)
        self._safe.setVisible(not text)  # what the test found takes its place: a low screen has room for one
        self._make_room()

    def _key_belongs(self) -> bool:
        """Let go of a key that was entered for another host; tell whether it belongs to this one."""
        before, now = self._before, self.setup()
        if before is None or not before.key or now.key != before.key:
            return True
        if urlsplit(address(before)).netloc == urlsplit(address(now)).netloc:
            return True
        self.key.edit.clear()
        self._say(self.tr("This is another address: enter the key that belongs to it."), "warning")
        return False

    def try_it(self) -> None:
        """Ask the engine for one harmless sentence."""
        if not self._key_belongs():
            return
        self.test.setEnabled(False)
        self._say(self.tr("Asking for one harmless sentence …"))
        self._testing.run(self._try(self.setup()))

    async def _try(self, setup: Setup) -> None:
        check = await self._check(setup)
        self.test.setEnabled(True)
        self._say(wording.found(check), "danger" if check.code else "accent")

    def _on_keep(self) -> None:
        if not self._key_belongs():
            return
        self.keep.setEnabled(False)
        self.written.emit(self.setup())

    def done(self, result: int) -> None:
        """Close; a test under way is left."""
        self._testing.cancel()
        super().done(result)
