"""Phrases among the settings, over a real desk on real encrypted files."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.helpers.builders import make_phrase
from tests.stories.seeded_desk import SeededDesk
from workstation.domain.account import AccountKind
from workstation.storage import outbox, phrases
from workstation.ui.bus import Bus
from workstation.ui.settings.phrase_dialog import PhraseDialog
from workstation.ui.settings.phrases import PhrasesSection

Until = Callable[..., Any]
COMPANYS = make_phrase(shortcut="hi", title="Greeting")


class Page:
    """The section over a desk."""

    def __init__(self, qtbot: QtBot, folder: Path, kind: AccountKind) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.seeded = SeededDesk(folder, self.bus, customers=1, kind=kind)
        self.seeded.store.write_blocking(phrases.replace_all, [COMPANYS])
        self.section = PhrasesSection(self.seeded.desk, self.bus, may_share=kind is AccountKind.MAIN)
        qtbot.addWidget(self.section)
        self.section.show()

    def lines(self) -> list[str]:
        return [self.section.list.item(at).text() for at in range(self.section.list.count())]

    def dialog(self) -> PhraseDialog | None:
        return self.section.dialog

    def refuse(self, code: str) -> None:
        """Let the server refuse what waits."""
        (waiting,) = self.seeded.store.read_local_blocking(outbox.every)
        self.seeded.store.write_local_blocking(outbox.refuse, waiting.id, code, {"limit": 500})

    async def close(self) -> None:
        self.section.hide()
        self.bus.detach()
        await self.seeded.close()


async def test_a_phrase_is_added_changed_and_deleted(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path, AccountKind.MAIN)
    section = page.section
    await until(lambda: page.lines() == ["Greeting · /hi · company"])
    section.add_button.click()
    dialog = page.dialog()
    assert dialog is not None
    dialog.title.setText("Price")
    dialog.shortcut.setText("/price")
    dialog.en.setPlainText("It is {prize}")
    dialog.keep.click()
    await until(lambda: "prize" in dialog.notice.text)
    assert dialog.en.toPlainText() == "It is {prize}"
    dialog.en.setPlainText("It is {price}")
    dialog.keep.click()
    await until(lambda: page.lines() == ["Price · /price · waiting to leave", "Greeting · /hi · company"])
    section.list.setCurrentRow(1)
    section.edit_button.click()
    changed = page.dialog()
    assert changed is not None
    assert (changed.title.text(), changed.zh.toPlainText(), changed.shared.isChecked()) == ("Greeting", "您好", True)
    changed.title.setText("Hello")
    changed.keep.click()
    await until(lambda: page.lines()[1:] == ["Hello · /hi · company · waiting to leave"])
    section.list.setCurrentRow(1)
    section.delete_button.click()
    box = section.findChild(QMessageBox)
    assert box is not None
    QTest.mouseClick(next(b for b in box.buttons() if b.text() == "Delete"), Qt.MouseButton.LeftButton)
    await until(lambda: page.lines() == ["Price · /price · waiting to leave"])
    await page.close()


async def test_the_companys_are_not_a_sub_accounts_to_change(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path, AccountKind.SUB)
    await until(lambda: page.lines() == ["Greeting · /hi · company"])
    assert not page.section.edit_button.isEnabled()
    assert not page.section.delete_button.isEnabled()
    page.section.edit_current()
    assert page.dialog() is None
    page.section.add_button.click()
    dialog = page.dialog()
    assert dialog is not None
    assert not dialog.shared.isVisible()
    dialog.reject()
    await page.close()


@pytest.mark.parametrize("again", [True, False])
async def test_a_refused_phrase_says_why_and_is_kept_or_dropped(
    qtbot: QtBot, until: Until, tmp_path: Path, again: bool
) -> None:
    page = Page(qtbot, tmp_path, AccountKind.MAIN)
    await page.seeded.desk.phrases.save(title="Mine", en="Yes")
    page.refuse("too_many")
    page.section._renew()
    await until(lambda: any("500" in line for line in page.lines()))
    page.section.list.setCurrentRow(next(at for at, line in enumerate(page.lines()) if "500" in line))
    if again:
        page.section.edit_button.click()
        dialog = page.dialog()
        assert dialog is not None
        dialog.keep.click()
        await until(lambda: "Mine · waiting to leave" in page.lines())
    else:
        assert page.section.delete_button.text() == "Discard the change"
        page.section.delete_button.click()
        await until(lambda: page.lines() == ["Greeting · /hi · company"])
    assert len(page.seeded.store.read_local_blocking(outbox.every)) == again
    await page.close()
