"""The context menu of a message: what can be done with it by anyone who may see it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

from workstation.domain.message import IMAGE, SYSTEM
from workstation.services.views import ItemState, TimelineItem
from workstation.ui.widgets.icons import icon

RECALL_WITHIN: Final = timedelta(minutes=2)


def may_recall(item: TimelineItem, by_me: bool, now: datetime) -> bool:
    """Tell whether I may still take a message back (the server decides in the end)."""
    at_server = item.message_id is not None and not item.recalled and item.kind != SYSTEM
    return by_me and at_server and not item.automatic and now - item.at < RECALL_WITHIN


def offers(
    item: TimelineItem,
    *,
    by_me: bool,
    writable: bool,
    selected: bool,
    link: str,
    now: datetime,
    translated: bool = False,
    may_send: bool = True,
) -> list[str]:
    """Return what a menu for this item offers, in order; `-` is a line."""
    wanted: list[tuple[str, bool]] = [
        ("copy_selection", selected),
        ("translate_selection", selected),
        ("copy_link", bool(link)),
        ("copy", True),
        ("-", True),
        ("translate", bool(item.text) and item.kind != SYSTEM and not item.recalled),
        ("translate_card", item.card is not None and not item.recalled),
        ("translate_exhibit", item.exhibit is not None and not item.recalled),
        ("fix_translation", translated),
        ("typed", item.original is not None and not item.recalled),
        ("open_image", item.kind == IMAGE and not item.recalled),
        ("reply", writable and item.n is not None and item.kind != SYSTEM and not item.recalled),
        ("recall", may_recall(item, by_me, now)),
        ("-", True),
        ("retry", may_send and item.state is ItemState.FAILED),
        ("discard", item.state in (ItemState.FAILED, ItemState.WAITING)),
        ("-", True),
        ("select_all", True),
    ]
    names = [name for name, offered in wanted if offered]
    lines = [n for at, n in enumerate(names) if n != "-" or (0 < at < len(names) - 1 and names[at - 1] != "-")]
    return lines[:-1] if lines and lines[-1] == "-" else lines


def _words(name: str) -> tuple[str, str]:
    translate = QCoreApplication.translate
    return {
        "copy_selection": ("copy", translate("ItemMenu", "Copy the selection")),
        "copy_link": ("external", translate("ItemMenu", "Copy the link")),
        "copy": ("copy", translate("ItemMenu", "Copy the message")),
        "translate": ("translate", translate("ItemMenu", "Translate, or back to the original")),
        "translate_card": ("translate", translate("ItemMenu", "The card in my language …")),
        "translate_exhibit": ("translate", translate("ItemMenu", "The exhibit in another language …")),
        "translate_selection": ("translate", translate("ItemMenu", "Translate the selection")),
        "fix_translation": ("draft", translate("ItemMenu", "Mend this translation …")),
        "typed": ("keyboard", translate("ItemMenu", "What was typed, or back")),
        "open_image": ("image", translate("ItemMenu", "Open the image")),
        "reply": ("reply", translate("ItemMenu", "Reply with a quote")),
        "recall": ("recall", translate("ItemMenu", "Recall")),
        "retry": ("retry", translate("ItemMenu", "Send again")),
        "discard": ("trash", translate("ItemMenu", "Discard, back into the field")),
        "select_all": ("", translate("ItemMenu", "Select all")),
    }[name]


def fill(menu: QMenu, names: list[str], act: Callable[[str], None]) -> None:
    """Put the offers into a menu; `act` gets the name of the chosen one."""
    for name in names:
        if name == "-":
            menu.addSeparator()
            continue
        icon_name, text = _words(name)
        action = menu.addAction(text)
        if icon_name:
            action.setIcon(icon(icon_name))
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False, name=name: act(name))
