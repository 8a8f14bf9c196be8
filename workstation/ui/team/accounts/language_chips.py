"""The languages somebody speaks: pills that a click takes off, and a list to add another from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCollator, QEvent, QLocale, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workstation.domain import spoken
from workstation.ui import world
from workstation.ui.formats import enumerated
from workstation.ui.profile.tags import TagChip
from workstation.ui.widgets.buttons import Choice
from workstation.ui.widgets.flow import FlowLayout
from workstation.ui.widgets.words import Words

# fmt: off
OFFERED: Final = (
    "zh", "yue", "en", "es", "fr", "pt", "ru", "ar", "de", "it", "ja", "ko", "vi", "th", "id", "ms", "fil", "hi", "bn",
    "ur", "ta", "fa", "tr", "kk", "uz", "mn", "my", "km", "pl", "cs", "sk", "hu", "ro", "bg", "sr", "hr", "uk", "el",
    "he", "nl", "sv", "da", "no", "fi", "sw", "am", "ha",
)
# fmt: on
"""Languages of the fair's buyers and sellers; another one that somebody has is kept."""
_WIDTH: Final = 190


def _name(code: str) -> str:
    return world.language(code, QLocale().name())


class _LanguageChip(TagChip):
    def __init__(self, code: str, parent: QWidget) -> None:
        super().__init__(_name(code), parent)
        self.code = code
        words = self.tr("Take off {language}").format(language=self.text())
        self.setToolTip(words)
        self.setAccessibleName(words)


class LanguageChips(QWidget):
    """Edits which languages somebody speaks, in the order they were added.

    Signals:
        changed(): the user has added one or taken one off.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: tuple[str, ...] = ()
        self._editable = True
        self.chips: list[_LanguageChip] = []
        self._pills = QWidget(self)
        self._flow = FlowLayout(self._pills, spacing=6)
        self._read = Words(self, wrap=True)
        self.add = Choice(self)
        self.add.setMaximumWidth(_WIDTH)
        self.add.setMaxVisibleItems(12)
        self.add.activated.connect(self._on_add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._pills)
        column.addWidget(self._read)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)
        self.retranslate()

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages that are set, BCP 47."""
        return self._codes

    def show_codes(self, codes: Sequence[str], *, editable: bool = True) -> None:
        """Show these languages."""
        if (tuple(codes), editable) != (self._codes, self._editable):
            self._codes, self._editable = tuple(codes), editable
            self._lay()

    def _lay(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [_LanguageChip(code, self._pills) for code in self._codes] if self._editable else []
        for chip in self.chips:
            chip.clicked.connect(lambda _checked=False, code=chip.code: self._take_off(code))
            self._flow.addWidget(chip)
            chip.show()
        self._pills.setVisible(bool(self.chips))
        self._read.setText(enumerated(map(_name, self._codes)) or "–")
        self._read.setVisible(not self._editable)
        self._offer()
        self.updateGeometry()

    def _offer(self) -> None:
        have = {spoken.base(code) for code in self._codes}
        collator = QCollator(QLocale())
        left = [(_name(code), code) for code in OFFERED if code not in have]
        self.add.clear()
        self.add.addItem(self.tr("Add a language …"), "")
        for name, code in sorted(left, key=lambda pair: collator.sortKey(pair[0])):
            self.add.addItem(name, code)
        self.add.setVisible(self._editable and len(self._codes) < spoken.MOST)

    def _on_add(self, at: int) -> None:
        code = str(self.add.itemData(at) or "")
        if code:
            self.show_codes((*self._codes, code))
            self.changed.emit()

    def _take_off(self, code: str) -> None:
        self.show_codes(tuple(one for one in self._codes if one != code))
        self.add.setFocus()
        self.changed.emit()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.add.setAccessibleName(self.tr("Add a language"))
        self._lay()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
