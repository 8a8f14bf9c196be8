"""The question before signing out: what stays, what is lost."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from workstation.ui.widgets.buttons import Check


class LeavingQuestion(QMessageBox):
    """Opened by `open()`; ask `wanted` and `erase` when it has finished."""

    def __init__(self, unsent: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sign out"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(self.tr("Sign out of this desk?"))
        told = self.tr("Your conversations stay on this machine, encrypted, and open again when you sign in.")
        if unsent:
            told += "\n" + self.tr("%n message(s) or draft(s) have not left yet; they wait for you.", "", unsent)
        self.setInformativeText(told)
        self.box = Check(self.tr("Also erase everything on this machine"), self)
        self.setCheckBox(self.box)
        self.leave = self.addButton(self.tr("Sign out"), QMessageBox.ButtonRole.AcceptRole)
        self.addButton(QMessageBox.StandardButton.Cancel)

    @property
    def wanted(self) -> bool:
        """Whether the user wants to sign out."""
        return self.clickedButton() is self.leave

    @property
    def erase(self) -> bool:
        """Whether key and local files shall go, drafts and unsent messages with them."""
        return self.box.isChecked()
