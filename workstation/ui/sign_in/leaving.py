"""The question before signing out: what stays, what is lost."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from workstation.ui.widgets.buttons import Check


def leaving_question(parent: QWidget, unsent: int) -> tuple[QMessageBox, Check, QAbstractButton]:
    """Return the question (to be opened), its box for erasing, and the button that signs out."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setWindowTitle(translate("SignOut", "Sign out"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(translate("SignOut", "Sign out of this desk?"))
    told = translate("SignOut", "Your conversations stay on this machine, encrypted, and open again when you sign in.")
    if unsent:
        told += "\n" + translate(
            "SignOut", "%n message(s) or draft(s) have not left yet; they wait for you.", "", unsent
        )
    box.setInformativeText(told)
    erase = Check(translate("SignOut", "Also erase everything on this machine"), box)
    box.setCheckBox(erase)
    leave = box.addButton(translate("SignOut", "Sign out"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    return box, erase, leave
