"""Phone numbers, one a line: what for, the number, and whether such a number can exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from workstation.domain.card import MAX_ENTRIES, CardPhone, PhoneKind
from workstation.domain.card_files import phones
from workstation.ui.cards import wording
from workstation.ui.theme import tokens
from workstation.ui.widgets.buttons import Choice, IconButton
from workstation.ui.widgets.icons import paint_icon

_KINDS: Final = tuple(PhoneKind)


class _Mark(QWidget):
    """A sign for a good number or one that can't be; its tooltip says which."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.state = ""
        self.setFixedSize(20, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.state:
            return
        painter = QPainter(self)
        good = self.state == "good"
        colour = tokens().success if good else tokens().warning
        paint_icon(painter, QRect(0, 0, 20, 20), "check" if good else "warning", colour, 18)
        painter.end()


class _PhoneRow(QWidget):
    """One number.

    Signals:
        changed(), left(), removed().
    """

    changed = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = Choice(self)
        self.kind.setFixedWidth(104)
        for kind in _KINDS:
            self.kind.addItem("", kind)
        self.edit = QLineEdit(self)
        self.mark = _Mark(self)
        self.cross = IconButton("close", self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for widget, stretch in ((self.kind, 0), (self.edit, 1), (self.mark, 0), (self.cross, 0)):
            line.addWidget(widget, stretch)
        self._kind_chosen = False
        self.kind.activated.connect(self._on_kind_chosen)
        self.kind.currentIndexChanged.connect(self.changed)
        self.edit.textEdited.connect(self.changed)
        self.edit.editingFinished.connect(self.left)
        self.cross.clicked.connect(self.removed)

    def _on_kind_chosen(self) -> None:
        self._kind_chosen = True

    def propose_kind(self, country: str) -> None:
        """A number that was typed and is known to be a land line is not left a mobile, unless somebody said so."""
        mobile = _KINDS[self.kind.currentIndex()] is PhoneKind.MOBILE
        if mobile and not self._kind_chosen and phones.is_land_line(self.edit.text(), country):
            self.kind.setCurrentIndex(_KINDS.index(PhoneKind.WORK))

    def show_phone(self, phone: CardPhone) -> None:
        self._kind_chosen = bool(phone.number)
        self.kind.setCurrentIndex(_KINDS.index(phone.kind))
        self.edit.setText(phones.shown(phone.number))

    def phone(self, country: str) -> CardPhone:
        return CardPhone(phones.normal(self.edit.text(), country), _KINDS[self.kind.currentIndex()])

    def check(self, country: str, said: Mapping[str, str]) -> None:
        text = self.edit.text().strip()
        self.mark.state = self._judged(text, country) if text else ""
        words = said.get(self.mark.state, "")
        self.mark.setToolTip(words)
        self.edit.setToolTip(words)
        self.edit.setAccessibleDescription(words)
        self.mark.update()

    def _judged(self, text: str, country: str) -> str:
        if not phones.is_valid(text, country):
            return "bad"
        mobile = _KINDS[self.kind.currentIndex()] is PhoneKind.MOBILE
        return "fixed" if mobile and phones.is_land_line(text, country) else "good"

    def retranslate(self, number: str, remove: str) -> None:
        for at, kind in enumerate(_KINDS):
            self.kind.setItemText(at, wording.phone_kind(kind))
        self.edit.setAccessibleName(number)
        self.cross.set_words(remove)


class PhoneRows(QWidget):
    """Edits several numbers.

    Signals:
        changed(): a number, or what it is for, is another.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._country = ""
        self.rows: list[_PhoneRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.add_button = QPushButton(self)
        self.add_button.setProperty("kind", "link")
        self.add_button.clicked.connect(self._on_add)
        line = QHBoxLayout()
        line.addWidget(self.add_button)
        line.addStretch(1)
        self._column.addLayout(line)
        self.retranslate()

    def show_phones(self, found: Sequence[CardPhone], country: str) -> None:
        """Show these numbers; national ones are read as of that country."""
        self._country = country
        while self.rows:
            self._drop(self.rows[-1])
        for phone in found or (CardPhone(""),):
            self._append().show_phone(phone)
        self._check()

    def phones(self, country: str) -> tuple[CardPhone, ...]:
        """Return the numbers in E.164 where they can be read so."""
        if country != self._country:
            self._country = country
            self._check()
        return tuple(phone for phone in (row.phone(country) for row in self.rows) if phone.number)

    def focus_first(self) -> None:
        """Put the cursor into the first number."""
        if self.rows:
            self.rows[0].edit.setFocus()

    def _append(self) -> _PhoneRow:
        row = _PhoneRow(self)
        row.changed.connect(self._on_changed)
        row.left.connect(lambda: self._tidy(row))
        row.removed.connect(lambda: self._on_removed(row))
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        self.add_button.setEnabled(len(self.rows) < MAX_ENTRIES)
        self._word(row)
        return row

    def _drop(self, row: _PhoneRow) -> None:
        self.rows.remove(row)
        row.hide()
        row.deleteLater()
        self.add_button.setEnabled(True)

    def _on_add(self) -> None:
        self._append().edit.setFocus()

    def _on_removed(self, row: _PhoneRow) -> None:
        self._drop(row)
        if not self.rows:
            self._append()
        self.changed.emit()

    def _on_changed(self) -> None:
        self._check()
        self.changed.emit()

    def _tidy(self, row: _PhoneRow) -> None:
        """Write a number that can be read the way people read it, and say what it is."""
        row.propose_kind(self._country)
        number = phones.normal(row.edit.text(), self._country)
        if number.startswith("+"):
            row.edit.setText(phones.shown(number))

    def _check(self) -> None:
        said = {
            "good": self.tr("Such a number can exist."),
            "bad": self.tr(
                "No number looks like this; with the country's code (+86 …) it can be told. It is kept as it is."
            ),
            "fixed": self.tr("This is the number of a land line: choose what it is for."),
        }
        for row in self.rows:
            row.check(self._country, said)

    def _word(self, row: _PhoneRow) -> None:
        row.retranslate(self.tr("Number"), self.tr("Remove this number"))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.add_button.setText(self.tr("Add a number"))
        for row in self.rows:
            self._word(row)
        self._check()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
