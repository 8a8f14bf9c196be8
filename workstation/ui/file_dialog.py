"""The dialog that asks for a file or a folder: all of it in the user's language, and where people keep such things."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QDir, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_LAST: Final = "last_folder"


def file_dialog(parent: QWidget, title: str, folder: str = "") -> QFileDialog:
    """Return a dialog to be opened; it deletes itself when closed.

    Args:
        parent: over which window.
        title: what it asks for.
        folder: where it begins; default: where the one before ended, else among the user's pictures.
    """
    dialog = QFileDialog(parent, title, folder or _begin_at())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(lambda: _remember(dialog.directory()))
    return dialog


def _begin_at() -> str:
    application = QCoreApplication.instance()
    last = application.property(_LAST) if application is not None else None
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    for path in (last, pictures):
        if path and QDir(path).exists():
            return str(path)
    return QDir.homePath()


def documents() -> Path:
    """Return where a file that is made is proposed to be kept: a folder that is there."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(folder) if folder and QDir(folder).exists() else Path(QDir.homePath())


def _remember(folder: QDir) -> None:
    application = QCoreApplication.instance()
    if application is not None:
        application.setProperty(_LAST, folder.absolutePath())


def words_of_qt() -> tuple[str, ...]:
    """Return texts of Qt's own dialog that its Chinese catalogue lacks: ours has them, under Qt's names."""
    translate = QCoreApplication.translate
    return (
        translate("QAbstractFileIconProvider", "Folder", "All other platforms"),
        translate("QFileDialog", "&Look in:"),
        translate("QFileDialog", "Files of &type:"),
    )
