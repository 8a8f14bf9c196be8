"""What a right click on a row offers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from workstation.services.views import InboxRow
from workstation.ui.inbox.wording import tag as tag_words
from workstation.ui.inbox.wording import title
from workstation.ui.tasks import spawn
from workstation.ui.widgets.icons import icon

if TYPE_CHECKING:
    from workstation.services.inbox import InboxService

MOST_TAGS: Final = 20
"""No more than so many are kept on one conversation."""


def fill_row_menu(
    menu: QMenu, row: InboxRow, inbox: InboxService, new_tag: Callable[[], None], read: Callable[[bool], object]
) -> QMenu:
    """Offer the marks of a conversation, and its name for copying.

    Args:
        menu: empty.
        row: whose.
        inbox: marks it.
        new_tag: asks for a tag that isn't in use yet.
        read: marks what was said there as read, without opening it, or (`False`) the conversation as unread.

    Returns:
        The menu of tags, for `fill_tags` when those in use are known.
    """
    translate = QCoreApplication.translate
    if row.is_unread:
        menu.addAction(icon("check"), translate("InboxMenu", "Mark as read")).triggered.connect(lambda: read(True))
    else:
        menu.addAction(icon("dot"), translate("InboxMenu", "Mark as unread")).triggered.connect(lambda: read(False))
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
    tags = menu.addMenu(icon("tag"), translate("InboxMenu", "Tags"))
    fill_tags(tags, row, row.tags, inbox, new_tag)
    menu.addSeparator()
    copy = menu.addAction(icon("copy"), translate("InboxMenu", "Copy the name"))
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(row.title or title(row)))
    return tags


def fill_tags(
    menu: QMenu, row: InboxRow, known: Iterable[str], inbox: InboxService, new_tag: Callable[[], None]
) -> None:
    """Offer the row's own tags and those in use, each to be put on or taken off."""
    menu.clear()
    for tag in list(dict.fromkeys((*row.tags, *known)))[:MOST_TAGS]:
        action = menu.addAction(tag_words(tag).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(tag in row.tags)
        action.triggered.connect(lambda on, tag=tag: spawn(inbox.set_marks(row.id, tags=changed(row.tags, tag, on))))
    if not menu.isEmpty():
        menu.addSeparator()
    add = menu.addAction(icon("plus"), QCoreApplication.translate("InboxMenu", "New tag …"))
    add.setEnabled(len(row.tags) < MOST_TAGS)
    add.triggered.connect(lambda: new_tag())


def changed(tags: tuple[str, ...], tag: str, on: bool) -> tuple[str, ...]:
    """Return the tags with one put on or taken off."""
    rest = tuple(one for one in tags if one != tag)
    return (*rest, tag) if on else rest
