"""A window for when there can be no desk at all: the profile is not to be had."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from workstation.ui.language import Language
from workstation.ui.problems import Problem, Weight
from workstation.ui.theme import Theme


def unusable(folder: Path) -> Problem:
    """Return what to say when the profile's folder can't be made or written."""
    translate = QCoreApplication.translate
    return Problem(
        Weight.DANGER,
        translate("CannotStart", "The folder of this desk cannot be used"),
        translate(
            "CannotStart",
            "Workstation keeps its files in {folder} and may not write there. Make the folder writable for you, then "
            "start again. Nothing was changed.",
        ).format(folder=folder),
    )


def hung() -> Problem:
    """Return what to say when another process holds the profile and doesn't answer."""
    translate = QCoreApplication.translate
    return Problem(
        Weight.WARNING,
        translate("CannotStart", "Workstation is running already, but does not answer"),
        translate(
            "CannotStart",
            "Wait a moment and look for its window. If it stays silent, end it in the system's list of programs, then "
            "start again. What you wrote is kept.",
        ),
    )


def tell(app: QApplication, problem: Problem, language: str, theme: str) -> QMessageBox:
    """Show a problem in the user's language; the program ends when the window is closed."""
    look = Theme(app)
    Language(app, look).use(language)
    look.apply(theme)
    icon = QMessageBox.Icon.Critical if problem.weight is Weight.DANGER else QMessageBox.Icon.Warning
    box = QMessageBox(icon, "Workstation", problem.title, QMessageBox.StandardButton.Close)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(problem.text)
    box.finished.connect(app.quit)
    box.open()
    return box
