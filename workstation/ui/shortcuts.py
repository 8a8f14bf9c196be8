"""Keys of the window, in one place: they are bound from here and listed from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


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
    Binding("search_here", ("Ctrl+Shift+F",)),
    Binding("panel", ("Ctrl+I",)),
    Binding("card", ("Ctrl+B",)),
    Binding("transfer", ("Ctrl+T",)),
    Binding("translate", ("Ctrl+L",)),
    Binding("unread", ("Ctrl+Shift+M",)),
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
        "search": translate("Shortcuts", "Search buyers and messages"),
        "search_here": translate("Shortcuts", "Search in this conversation"),
        "panel": translate("Shortcuts", "Show or hide the buyer's profile"),
        "card": translate("Shortcuts", "Send my business card"),
        "transfer": translate("Shortcuts", "Hand this buyer to a colleague"),
        "translate": translate("Shortcuts", "Translate a message, or back to its original"),
        "unread": translate("Shortcuts", "Mark as unread, or as read"),
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
    _FirstRight(window, [shortcut.key() for shortcut in shortcuts])
    return shortcuts


class _FirstRight(QObject):
    """Gives the window's keys precedence over the fields of text in it.

    Fields claim the keys of their platform before any shortcut is looked for: on X11 Ctrl+K is *delete to the end of
    the line*, and what is typed for the palette would go to a buyer.
    """

    def __init__(self, window: QWidget, keys: list[QKeySequence]) -> None:
        super().__init__(window)
        self._window = window
        self._keys = frozenset(key.toString() for key in keys)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if entered is None or entered.window() is not self._window:
            return
        if entered.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):  # a field of text
            entered.installEventFilter(self)  # on one widget alone: a filter on all would cost each event

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()).toString() not in self._keys:
            return False
        event.ignore()
        return True
