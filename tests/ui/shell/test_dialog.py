"""The base of dialogs: what is asked has the focus, the buttons come last."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QLineEdit

from workstation.ui.widgets.dialog import Dialog


async def test_tab_comes_to_the_buttons_last(qapp: QApplication, until: Callable[..., Any]) -> None:
    dialog = Dialog()
    cancel, go = dialog.add_button(), dialog.add_button(kind="primary")
    first, second = QLineEdit(dialog), QLineEdit(dialog)
    for field in (first, second):
        dialog.body.addWidget(field)
    dialog.open()
    dialog.activateWindow()
    try:
        await until(lambda: dialog.focusWidget() is first)
        order = []
        for _ in range(4):
            order.append(dialog.focusWidget())
            dialog.focusNextChild()
        assert order == [first, second, cancel, go]
    finally:
        dialog.close()
