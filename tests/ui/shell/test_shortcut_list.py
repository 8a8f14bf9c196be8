"""F1 lists every key there is, as it works with the user's settings."""

from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from workstation.ui.intents.table import IntentTable
from workstation.ui.language import Language
from workstation.ui.shortcut_list import Keys, ShortcutList, native
from workstation.ui.shortcuts import BINDINGS, wording


def listed(box: ShortcutList) -> dict[str, tuple[str, ...]]:
    """Return the keys of each row by its words."""
    found: dict[str, tuple[str, ...]] = {}
    for keys in box.findChildren(Keys):
        group = keys.parent()
        assert isinstance(group, QWidget)
        beside = [w for w in group.findChildren(QLabel) if abs(w.geometry().top() - keys.geometry().top()) < 12]
        found[min(beside, key=lambda label: label.x()).text()] = keys.texts
    return found


def test_every_binding_is_listed(qapp: QApplication) -> None:
    box = ShortcutList()
    box.show()
    rows = listed(box)
    for binding in BINDINGS:
        assert rows[wording(binding.name)] == tuple(native(key) for key in binding.keys)
    box.close()


def test_enter_is_said_as_it_was_chosen(qapp: QApplication) -> None:
    for sends, expected in ((True, ("Enter", "Shift+Enter")), (False, ("Ctrl+Enter", "Enter"))):
        box = ShortcutList(enter_sends=sends)
        box.show()
        rows = listed(box)
        assert (rows["Send"], rows["Break the line"]) == tuple((native(key),) for key in expected)
        box.close()


def test_what_is_no_key_is_listed_too(
    qapp: QApplication, spoken: Language, until_blocking: Callable[..., None]
) -> None:
    box = ShortcutList()
    box.show()
    assert listed(box)["Drop images onto the chat to add them"] == ("Drop",)
    spoken.use("zh_CN")
    until_blocking(lambda: "发送" in listed(box))
    box.close()


def test_the_letters_of_the_purchase_intents_are_listed(qapp: QApplication) -> None:
    box = ShortcutList()
    box.show()
    rows = listed(box)
    letters = {
        "Chat with the buyer": "chat",
        "Send my business card; once more: at once": "card",
        "Mark as done, or not done after all": "done",
        "Assign, also several": "assign",
        "Translate, or show the original": "translate",
    }
    assert {rows[words]: deed for words, deed in letters.items()} == {
        (chr(key.value),): deed for key, deed in IntentTable.KEYS.items()
    }
    box.close()


def test_a_small_window_gets_one_column_that_scrolls(qapp: QApplication) -> None:
    window = QWidget()
    window.resize(480, 480)
    box = ShortcutList(window)
    assert box.width() <= 480 - 48
    box.show()
    assert box._scroll.verticalScrollBar().maximum() > 0
    assert box._scroll.horizontalScrollBar().maximum() == 0
    box.close()
    window.deleteLater()
