"""What a right click on a row offers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from workstation.services.views import InboxRow
from workstation.ui.inbox.wording import title
from workstation.ui.loop import spawn
from workstation.ui.widgets.icons import icon

if TYPE_CHECKING:
    from workstation.services.inbox import InboxService


def fill_row_menu(menu: QMenu, row: InboxRow, inbox: InboxService) -> None:
    """Offer the marks of a conversation, and its name for copying."""
    translate = QCoreApplication.translate
    star = menu.addAction(
        icon("star"), translate("InboxMenu", "Remove the star") if row.starred else translate("InboxMenu", "Star")
    )
    star.triggered.connect(lambda: spawn(inbox.set_marks(row.id, starred=not row.starred)))
    pin = menu.addAction(
        icon("pin"), translate("InboxMenu", "Unpin") if row.pinned else translate("InboxMenu", "Pin to the top")
    )
    pin.triggered.connect(lambda: spawn(inbox.set_marks(row.id, pinned=not row.pinned)))
    mute = menu.addAction(
        icon("bell") if row.muted else icon("mute"),
        translate("InboxMenu", "Notify again") if row.muted else translate("InboxMenu", "Do not notify"),
    )
    mute.triggered.connect(lambda: spawn(inbox.set_marks(row.id, muted=not row.muted)))
    menu.addSeparator()
    copy = menu.addAction(icon("copy"), translate("InboxMenu", "Copy the name"))
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(row.title or title(row)))
