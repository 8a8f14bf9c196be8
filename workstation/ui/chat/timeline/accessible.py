"""The timeline for assistive tools: a list whose items have a role, a name, a place and a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from shiboken6 import isValid

from workstation.ui.chat.timeline import texts

if TYPE_CHECKING:
    from workstation.ui.chat.timeline.area import TimelineArea


class ItemInterface(QAccessibleInterface):
    """One message; found by its key, so it stays the same when rows come before it."""

    def __init__(self, parent: TimelineInterface, key: str) -> None:
        super().__init__()
        self._parent = parent
        self.key = key

    def _index(self) -> int | None:
        area = self._parent.area
        return area.rows.index(self.key) if isValid(area) else None

    def isValid(self) -> bool:
        return self._index() is not None

    def object(self) -> Any:
        return None

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> Any:
        return None

    def childAt(self, x: int, y: int) -> Any:
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def parent(self) -> Any:
        return self._parent

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        area = self._parent.area
        index = self._index()
        state.focusable = True
        state.readOnly = True
        if index is None or index not in area.visible_rows():
            state.offscreen = True
        if area.current == self.key and area.hasFocus():
            state.focused = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        index = self._index()
        if index is None or kind is not QAccessible.Text.Name:
            return ""
        area = self._parent.area
        return texts.spoken(area.rows.items[index], area.me_id)

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        return None

    def rect(self) -> QRect:
        area = self._parent.area
        if self._index() is None:
            return QRect()
        box = area.row_rect(self.key).toRect()
        return QRect(area.viewport().mapToGlobal(box.topLeft()), box.size())


class TimelineInterface(QAccessibleInterface):
    """The list."""

    def __init__(self, area: TimelineArea) -> None:
        super().__init__()
        self.area = area
        self._items: dict[str, ItemInterface] = {}

    def isValid(self) -> bool:
        return isValid(self.area)

    def object(self) -> Any:
        return self.area

    def childCount(self) -> int:
        return len(self.area.rows)

    def child(self, index: int) -> Any:
        items = self.area.rows.items
        if not 0 <= index < len(items):
            return None
        return self.item(items[index].key)

    def item(self, key: str) -> ItemInterface:
        """Return the interface of an item; the same one each time, kept alive here."""
        if len(self._items) > 2 * len(self.area.rows) + 50:
            self._items = {k: v for k, v in self._items.items() if self.area.rows.index(k) is not None}
        return self._items.setdefault(key, ItemInterface(self, key))

    def childAt(self, x: int, y: int) -> Any:
        for index in self.area.visible_rows():
            child = self.child(index)
            if child is not None and child.rect().contains(x, y):
                return child
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        if not isinstance(child, ItemInterface):
            return -1
        index = self.area.rows.index(child.key)
        return -1 if index is None else index

    def focusChild(self) -> Any:
        return self.item(self.area.current) if self.area.current is not None else None

    def parent(self) -> Any:
        parent = self.area.parentWidget()
        return QAccessible.queryAccessibleInterface(parent) if parent is not None else None

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.List

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.focusable = True
        return state

    def text(self, kind: QAccessible.Text) -> str:
        return self.area.accessibleName() if kind is QAccessible.Text.Name else ""

    def setText(self, kind: QAccessible.Text, text: str) -> None:
        return None

    def rect(self) -> QRect:
        return QRect(self.area.mapToGlobal(self.area.rect().topLeft()), self.area.size())


_kept: dict[int, TimelineInterface] = {}
# Qt holds interfaces by pointer only.
_installed = False


def _make(key: str, thing: QObject) -> QAccessibleInterface | None:
    from workstation.ui.chat.timeline.area import TimelineArea

    if not isinstance(thing, TimelineArea):
        return None
    number = id(thing)
    if number not in _kept or _kept[number].area is not thing:
        _kept[number] = TimelineInterface(thing)
        thing.destroyed.connect(lambda *_: _kept.pop(number, None))
    return _kept[number]


def install() -> None:
    """Make timelines known to assistive tools; once per process."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_make)


def listened_to() -> bool:
    """Tell whether a screen reader (or another assistive tool) runs."""
    return QAccessible.isActive()


def announce(area: TimelineArea, text: str) -> None:
    """Have a screen reader say something, if one listens."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(area, text))
