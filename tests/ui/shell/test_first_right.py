"""The window's keys come before what fields of text do with them on some platforms."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from workstation.ui import shortcuts


class Greedy(QLineEdit):
    """Claims every key, as fields do with Ctrl+K on X11."""

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


async def test_the_windows_keys_work_while_a_field_has_the_focus(qapp: QApplication, until: Callable[..., Any]) -> None:
    done: list[str] = []
    window = QWidget()
    first, second = Greedy(window), Greedy(window)
    column = QVBoxLayout(window)
    column.addWidget(first)
    column.addWidget(second)
    actions: dict[str, Callable[[], object]] = {one.name: partial(done.append, one.name) for one in shortcuts.BINDINGS}
    shortcuts.bind(window, actions)
    window.show()
    window.activateWindow()
    for field in (first, second, first):
        field.setFocus()
        await until(field.hasFocus)
        QTest.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(field, Qt.Key.Key_X)
        QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # the field's own
    assert done == ["palette", "next_unanswered"] * 3
    assert (first.text(), second.text()) == ("", "")
    window.close()
    window.deleteLater()
