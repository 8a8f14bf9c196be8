"""The message centre in the window, over a real desk on real encrypted files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_notice
from tests.ui.shell.test_main_window import opened
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.domain.notice import Notice
from workstation.storage import notices
from workstation.ui.language import Language
from workstation.ui.main_window import NOTICES
from workstation.ui.notices_centre.view import NoticesCentre, worded

Until = Callable[..., Any]
HANDED = make_notice(
    2,
    code="transferred",
    params={"by_zh": "李强", "by_en": "Qiang Li", "reason": "speaks\nItalian"},
    conversation_id=ConversationId(3),
)
READ = make_notice(1, params={"rule": "exhibit"}, read=True)


def lines(centre: NoticesCentre) -> list[tuple[str, bool]]:
    """Return what each line says (without its time) and whether it is bold."""
    items = [centre.list.item(at) for at in range(centre.list.count())]
    return [(item.text().partition("   ")[2], item.font().bold()) for item in items]


async def test_a_click_reads_a_notice_and_leads_to_its_buyer(qapp: QApplication, tmp_path: Path, until: Until) -> None:
    async with opened(tmp_path, until, customers=5) as it:
        it.seeded.store.write_blocking(notices.store, [READ, HANDED])
        it.bus.add_change(ChangeSet(notices=True))
        entry = it.window.rail.button(NOTICES)
        await until(lambda: entry.count == 1)
        entry.click()
        centre = it.window.late.notices
        assert centre is not None
        told = "Qiang Li handed a buyer to you: speaks Italian"
        exhibit = "A buyer was assigned to you: you look after the exhibit asked about"
        await until(lambda: lines(centre) == [(told, True), (exhibit, False)])
        centre.unread_only.click()
        await until(lambda: lines(centre) == [(told, True)])
        where = centre.list.visualItemRect(centre.list.item(0)).center()
        QTest.mouseClick(centre.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
        await until(lambda: it.window.workplace.open_id == 3)
        assert it.window.screens.currentWidget() is it.window.workplace
        await until(lambda: lines(centre) == [] and entry.count == 0)
        centre.unread_only.click()
        await until(lambda: lines(centre) == [(told, False), (exhibit, False)])


def test_every_kind_has_words(spoken: Language) -> None:
    rules = ("live_session", "last_owner", "manual", "exhibit", "section", "emergency", "queue", "main_account", "new")
    kinds: list[Notice] = [make_notice(params={"rule": rule}) for rule in rules]
    for language in ("en", "zh_CN"):
        spoken.use(language)
        assert len({worded(one) for one in kinds}) == len(kinds)
        assert worded(HANDED)
        assert worded(make_notice(code="from_the_future"))
