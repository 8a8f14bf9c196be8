"""The fair's sections as chips to tick; those of another fair that a card names stay until they are taken off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from workstation.domain.exhibit import Section
from workstation.ui.cards import wording
from workstation.ui.widgets.chips import ChipButton
from workstation.ui.widgets.flow import FlowLayout


class SectionChips(QWidget):
    """Ticks several.

    Signals:
        changed(): others are ticked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[Section, ...] = ()
        self._chosen: tuple[str, ...] = ()
        self._flow = FlowLayout(self)
        self.chips: dict[str, ChipButton] = {}

    @property
    def chosen(self) -> tuple[str, ...]:
        """The codes (or words) that are ticked."""
        return self._chosen

    def offer(self, sections: Sequence[Section]) -> None:
        """Offer these."""
        self._sections = tuple(sections)
        self._show()

    def choose(self, codes: Sequence[str]) -> None:
        """Tick these."""
        self._chosen = tuple(codes)
        self._show()

    def _show(self) -> None:
        for chip in self.chips.values():
            chip.hide()
            chip.deleteLater()
        while self._flow.count():
            self._flow.takeAt(0)
        known = {section.code: section_name(section) for section in self._sections}
        self.chips = {}
        for code in dict.fromkeys((*known, *self._chosen)):
            chip = self.chips[code] = ChipButton(self)
            chip.setText(known.get(code, code))
            chip.setAccessibleName(chip.text())
            chip.setChecked(code in self._chosen)
            chip.clicked.connect(lambda checked=False, code=code: self._on_clicked(code, checked))
            self._flow.addWidget(chip)
            chip.show()
        self.updateGeometry()

    def _on_clicked(self, code: str, checked: bool) -> None:
        self._chosen = (*self._chosen, code) if checked else tuple(one for one in self._chosen if one != code)
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)


def section_name(section: Section) -> str:
    """Return a section's name for the reader."""
    return (section.name_zh if wording.side() == "zh" else section.name_en) or section.code
