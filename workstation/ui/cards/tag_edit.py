"""Tags of a card: pills that a click takes off, and a field for another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from workstation.domain.card import MAX_TAG_CHARS, MAX_TAGS
from workstation.ui.profile.tags import TagChip
from workstation.ui.widgets.flow import FlowLayout


class TagEdit(QWidget):
    """Edits tags.

    Signals:
        changed(): there are others now.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self.chips: list[TagChip] = []
        self._flow = FlowLayout(self, spacing=6)
        self.field = QLineEdit(self)
        self.field.setMaxLength(MAX_TAG_CHARS)
        self.field.setFixedWidth(150)
        self.field.setProperty("small", "true")
        self.field.returnPressed.connect(self._on_entered)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self._flow.addWidget(self.field)
        self.retranslate()

    @property
    def tags(self) -> tuple[str, ...]:
        """Those that are set."""
        return self._tags

    def offer(self, known: Sequence[str]) -> None:
        """Offer tags that are in use."""
        self._known.setStringList([tag for tag in known if tag not in self._tags])

    def show_tags(self, tags: Sequence[str]) -> None:
        """Show tags."""
        if tuple(tags) == self._tags:
            return
        self._tags = tuple(tags)
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.field)
        self.chips = [TagChip(tag, self) for tag in self._tags]
        for chip in self.chips:
            chip.clicked.connect(lambda _checked=False, tag=chip.tag: self._take_off(tag))
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.field)
        self.field.setVisible(len(self._tags) < MAX_TAGS)
        self.updateGeometry()

    def _on_entered(self) -> None:
        tag = " ".join(self.field.text().split())
        self.field.clear()
        if tag and tag not in self._tags:
            self.show_tags((*self._tags, tag))
            self.changed.emit()

    def _take_off(self, tag: str) -> None:
        self.show_tags(tuple(one for one in self._tags if one != tag))
        self.field.setFocus()
        self.changed.emit()

    def retranslate(self) -> None:
        """Word it anew."""
        self.field.setPlaceholderText(self.tr("Tag, then Enter"))
        self.field.setAccessibleName(self.tr("New tag"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
