"""Keys of the window, in one place: they are bound from here and listed from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QVBoxLayout, QWidget

from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words


class Binding(NamedTuple):
    """An action and its keys; `Ctrl` is Command on a Mac."""

    name: str
    keys: tuple[str, ...]
    bound: bool = True
    """False for keys that each screen handles first and the window last."""


BINDINGS: Final = (
    Binding("palette", ("Ctrl+K",)),
    Binding("next_unanswered", ("Ctrl+J",)),
    Binding("previous", ("Alt+Up",)),
    Binding("next", ("Alt+Down",)),
    Binding("search", ("Ctrl+F",)),
    Binding("panel", ("Ctrl+I",)),
    Binding("settings", ("Ctrl+,",)),
    Binding("help", ("F1",)),
    Binding("back", ("Esc",), bound=False),
    Binding("quit", ("Ctrl+Q",)),
)


def wording(name: str) -> str:
    """Return what a binding does, in words."""
    translate = QCoreApplication.translate
    return {
        "palette": translate("Shortcuts", "Go to a conversation or run an action"),
        "next_unanswered": translate("Shortcuts", "Next unanswered buyer"),
        "previous": translate("Shortcuts", "Conversation above"),
        "next": translate("Shortcuts", "Conversation below"),
        "search": translate("Shortcuts", "Search names"),
        "panel": translate("Shortcuts", "Show or hide the buyer's profile"),
        "settings": translate("Shortcuts", "Settings"),
        "help": translate("Shortcuts", "List of shortcuts"),
        "back": translate("Shortcuts", "One step back"),
        "quit": translate("Shortcuts", "Quit"),
    }.get(name, name)


def bind(window: QWidget, actions: dict[str, Callable[[], object]]) -> list[QShortcut]:
    """Bind the keys of a window; every binding needs its action.

    Raises:
        KeyError: an action is missing.
    """
    shortcuts = []
    for binding in BINDINGS:
        for keys in binding.keys if binding.bound else ():
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(actions[binding.name])
            shortcuts.append(shortcut)
    return shortcuts


class ShortcutList(QDialog):
    """Shows the keys (F1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Words(self, size=Size.TITLE, bold=True)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(32)
        self._form.setVerticalSpacing(8)
        self._rows: list[tuple[Binding, Words, Words]] = []
        for binding in BINDINGS:
            keys, words = Words(self, bold=True), Words(self)
            self._form.addRow(keys, words)
            self._rows.append((binding, keys, words))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addWidget(self._title)
        layout.addLayout(self._form)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._title.setText(self.tr("Keyboard shortcuts"))
        for binding, keys, words in self._rows:
            native = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in binding.keys]
            keys.setText("  ".join(native))
            words.setText(wording(binding.name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
        super().changeEvent(event)
