"""Translation among the settings, over a real desk on real encrypted files and with a stand-in for an engine."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.helpers import translation_services as services
from tests.helpers.translation_services import KEY, Service
from tests.stories.seeded_desk import SeededDesk
from tests.stories.translation_settings import used
from workstation.domain.account import AccountKind
from workstation.domain.ids import PrincipalId, new_action_id
from workstation.domain.translation.engines import EngineKind, Setup
from workstation.domain.translation.memory import Unit
from workstation.domain.translation.policy import Reach
from workstation.domain.translation_actions import SaveUnits, SetTranslationPolicy
from workstation.services.translation.library import Kind
from workstation.storage import outbox, translation_units
from workstation.ui.bus import Bus
from workstation.ui.translation.ledger_dialog import LedgerDialog
from workstation.ui.translation.memory_dialog import MemoryDialog
from workstation.ui.translation.section import TranslationSection

Until = Callable[..., Any]


@pytest.fixture
def service() -> Iterator[Service]:
    with services.running(services.libretranslate) as running:
        yield running


class Page:
    """The section over a desk."""

    def __init__(self, qtbot: QtBot, folder: Path, kind: AccountKind = AccountKind.MAIN) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.seeded = SeededDesk(folder, self.bus, customers=2, kind=kind)
        self.said: list[tuple[str, Callable[[], object] | None]] = []
        self.section = TranslationSection(self.seeded.desk, self.bus)
        self.section.done.connect(lambda words, _action, undo: self.said.append((words, undo)))
        qtbot.addWidget(self.section)
        self.section.show()

    def actions(self, kind: type) -> list[Any]:
        waiting = self.seeded.store.read_local_blocking(outbox.every)
        return [one.action for one in waiting if isinstance(one.action, kind)]

    def kept(self) -> list["asyncio.Task[Any]"]:
        """Return what is still being written."""
        return [task for task in asyncio.all_tasks() if "save_order" in str(task.get_coro())]

    async def setups(self) -> list[Setup]:
        return await self.seeded.desk.translation.engines.every()

    async def close(self) -> None:
        self.section.hide()
        self.section.forget()
        self.bus.detach()
        await self.seeded.close()


async def test_an_engine_is_added_tried_ordered_and_deleted(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    page = Page(qtbot, tmp_path)
    engines = page.section.engines
    await until(lambda: engines.empty.isVisible())
    engines.add.click()
    dialog = engines.dialog
    assert dialog is not None
    assert dialog.key.edit.echoMode() is QLineEdit.EchoMode.Password
    for at in range(dialog.kind.count()):
        dialog.kind.setCurrentIndex(at)
        dialog._say("It answers, but not with a translation. " * 3, "danger")
        for edit in (dialog.name, dialog.url, dialog.key.edit):  # wrapped words squeeze none
            await until(lambda edit=edit: edit.height() >= edit.sizeHint().height())
    dialog.kind.setCurrentIndex(0)
    dialog.url.setText(service.url)
    dialog.key.edit.setText("wrong")
    dialog.test.click()
    await until(lambda: "not accepted" in dialog.result_line.text())
    dialog.key.edit.setText(KEY)
    assert dialog.result_line.text() == "", "what was found holds for what was tried"
    dialog.test.click()
    await until(lambda: "It works" in dialog.result_line.text())
    dialog.keep.click()
    await until(lambda: len(engines.rows) == 1)
    assert [one.key for one in await page.setups()] == [KEY]
    await until(lambda: page.section.privacy.usage is not None)

    await page.seeded.desk.translation.engines.save(
        [*await page.setups(), Setup(name="far", kind=EngineKind.DEEPL, key="k")]
    )
    engines.renew()
    await until(lambda: len(engines.rows) == 2)
    engines.rows[1].up.click()
    await until(lambda: engines.rows[0].setup.name == "far")
    await asyncio.gather(*page.kept())
    assert (await page.seeded.desk.translation.engines.order())["", ""] == ("far", "LibreTranslate")
    engines.pair.setCurrentIndex(1)
    engines.rows[0].down.click()
    await asyncio.gather(*page.kept())
    assert len(await page.seeded.desk.translation.engines.order()) == 2, "languages of their own have their own order"
    assert engines.as_general.isVisible()
    engines.as_general.click()
    await asyncio.gather(*page.kept())
    assert list(await page.seeded.desk.translation.engines.order()) == [("", "")]

    engines.rows[0].on.click()
    await until(lambda: not engines.rows[0].setup.enabled)
    engines.delete(engines.rows[0].setup)
    await until(lambda: len(engines.rows) == 1)
    undo = page.said[-1][1]
    assert undo is not None
    undo()
    await until(lambda: len(engines.rows) == 2)
    await page.close()


async def test_a_key_does_not_go_to_another_host_than_it_was_entered_for(
    qtbot: QtBot, until: Until, tmp_path: Path, service: Service
) -> None:
    page = Page(qtbot, tmp_path)
    engines = page.section.engines
    await page.seeded.desk.translation.engines.save([Setup(name="far", kind=EngineKind.DEEPL, key=KEY)])
    engines.renew()
    await until(lambda: len(engines.rows) == 1)
    assert "api.deepl.com" in engines.rows[0].where.text()
    engines.open_dialog(engines.rows[0].setup)
    dialog = engines.dialog
    assert dialog is not None
    dialog.url.setText(service.url)
    dialog.test.click()
    assert "another address" in dialog.result_line.text()
    assert dialog.key.text == ""
    dialog.url.setText("https://api.deepl.com")
    dialog.key.edit.setText(KEY)
    dialog.keep.click()
    await until(lambda: engines.rows[0].setup.url != "")
    engines.open_dialog(engines.rows[0].setup)
    again = engines.dialog
    assert again is not None
    again.url.setText("https://api.deepl.com/v1")
    again.keep.click()
    await until(lambda: engines.rows[0].setup.url.endswith("/v1"))
    assert [one.key for one in await page.setups()] == [KEY], "on the same host it is the same"
    assert service.body_bytes == 0
    await page.close()


async def test_two_engines_cannot_have_one_name(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path)
    await page.seeded.desk.translation.engines.save([Setup(name="mine", kind=EngineKind.DEEPL)])
    page.section.engines.renew()
    await until(lambda: len(page.section.engines.rows) == 1)
    page.section.engines.open_dialog(None)
    dialog = page.section.engines.dialog
    assert dialog is not None
    dialog.name.setText("mine")
    assert not dialog.keep.isEnabled()
    assert "Another engine" in dialog.result_line.text()
    dialog.reject()
    await page.close()


async def test_the_main_account_decides_and_may_undo(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path)
    privacy = page.section.privacy
    await until(lambda: privacy.usage is not None)
    privacy.reach.setCurrentIndex(privacy.reach.findData(Reach.LOCAL))
    privacy.reach.activated.emit(privacy.reach.currentIndex())
    await until(lambda: len(page.actions(SetTranslationPolicy)) == 1)
    assert (await page.seeded.desk.translation.privacy.policy()).reach is Reach.LOCAL
    undo = page.said[-1][1]
    assert undo is not None
    undo()
    await until(lambda: len(page.actions(SetTranslationPolicy)) == 2)
    assert (await page.seeded.desk.translation.privacy.policy()).reach is Reach.ENGINES
    privacy.limited.click()
    await until(lambda: len(page.actions(SetTranslationPolicy)) == 3)
    assert page.actions(SetTranslationPolicy)[-1].monthly_characters == 500_000
    await page.close()


async def test_the_others_see_what_was_decided(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path, AccountKind.SUB)
    used(page.seeded)
    privacy = page.section.privacy
    await until(lambda: privacy.usage is not None)
    assert not privacy.reach.isEnabled()
    assert not any(check.isEnabled() for check in privacy.engines.values())
    assert "of 500,000" in privacy.used.text()
    await page.close()


async def test_what_left_is_listed_and_kept_as_a_table(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path / "profile")
    used(page.seeded)
    dialog = LedgerDialog(page.seeded.desk)
    qtbot.addWidget(dialog)
    await until(lambda: len(dialog.table.rows_model.rows) == 14)
    file = tmp_path / "out.csv"
    await dialog.keep(file)
    lines = file.read_bytes().decode("utf-8-sig").splitlines()
    assert len(lines) == 15
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert sum(int(line.rsplit(",", 1)[1]) for line in lines[1:]) == sum(line.characters for line in dialog.lines)
    await page.close()


async def editor(qtbot: QtBot, page: Page, until: Until) -> MemoryDialog:
    dialog = MemoryDialog(page.seeded.desk, page.bus)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.screen().availableGeometry().contains(QRect(QPoint(), dialog.frameSize())), "the screen is small"
    await until(lambda: dialog.found.total > 100)
    return dialog


async def test_units_are_found_added_changed_and_deleted(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path)
    dialog = await editor(qtbot, page, until)
    dialog.new.click()
    dialog.form.fields["en"].setPlainText("The whale sings")
    assert not dialog.form.save.isEnabled(), "one language is no translation"
    dialog.form.fields["zh-Hans"].setPlainText("鲸鱼在唱歌")
    dialog.form.save.click()
    await until(lambda: len(page.actions(SaveUnits)) == 1)
    QTest.keyClicks(dialog.search, "whale")
    await until(lambda: dialog.found.count == 1)
    assert dialog.found.rows[0].waiting
    dialog.table.selectRow(0)
    assert dialog.form.row is not None
    dialog.form.fields["es"].setPlainText("La ballena canta")
    dialog.form.save.click()
    await until(lambda: len(page.actions(SaveUnits)) == 2)
    first, second = page.actions(SaveUnits)
    assert first.units[0].id == second.units[0].id
    await until(lambda: dialog.form.row is not None and "es" in dialog.form.row.unit.texts)
    dialog.form.delete.click()
    await until(lambda: dialog.found.count == 0)
    dialog.close()
    await page.close()


async def test_a_shipped_one_is_mended_as_the_companys_own(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path)
    dialog = await editor(qtbot, page, until)
    dialog.table.selectRow(0)
    row = dialog.form.row
    assert row is not None
    assert row.shipped
    assert not dialog.form.delete.isVisible()
    dialog.form.fields["en"].setPlainText("something of our own")
    dialog.form.save.click()
    await until(lambda: len(page.actions(SaveUnits)) == 1)
    assert page.actions(SaveUnits)[0].units[0].id != row.unit.id
    await until(lambda: dialog.form.row is not None and not dialog.form.row.shipped)
    dialog.close()
    await page.close()


async def test_a_colleagues_unit_is_bettered_as_ones_own(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path, AccountKind.SUB)
    theirs = Unit(
        id=new_action_id(), rev=1, texts={"en": "The whale sings", "zh-Hans": "鲸唱"}, author_id=PrincipalId(99)
    )
    page.seeded.store.write_blocking(translation_units.store, [theirs])
    dialog = await editor(qtbot, page, until)
    QTest.keyClicks(dialog.search, "whale")
    await until(lambda: dialog.found.count == 1)
    dialog.table.choose({theirs.id})
    await until(lambda: dialog.form.row is not None)
    assert not dialog.form.delete.isVisible(), "it is not mine to delete"
    assert "of your own" in dialog.form.state.text()
    dialog.form.fields["zh-Hans"].setPlainText("鲸鱼在唱歌")
    dialog.form.save.click()
    await until(lambda: len(page.actions(SaveUnits)) == 1)
    [draft] = page.actions(SaveUnits)[0].units
    assert draft.id != theirs.id
    await until(lambda: dialog.found.count == 2)
    await page.close()


async def test_a_file_is_looked_at_added_and_undone(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path / "profile")
    kept = Unit(id=new_action_id(), rev=1, texts={"en": "kept", "zh-Hans": "留"}, author_id=PrincipalId(1))
    page.seeded.store.write_blocking(translation_units.store, [kept])
    dialog = await editor(qtbot, page, until)
    file = tmp_path / "in.csv"
    file.write_text("en,zh\nThe whale sings,鲸鱼在唱歌\nonly one,\nThe sea is blue,海是蓝的\n", encoding="utf-8")
    dialog.open_file(file)
    bringing = dialog.bringing
    await until(lambda: bringing.brought is not None)
    assert "2 sentences" in bringing.summary.text()
    assert "fewer than two languages" in bringing.skipped.text()
    assert page.actions(SaveUnits) == [], "looking changes nothing"
    await bringing.add_all()
    ours = page.seeded.desk.translation.library
    assert (await ours.find(kind=Kind.OURS)).count == 3
    bringing.undo.click()
    await until(lambda: dialog.pages.currentWidget() is dialog.splitter)
    assert [row.unit.id for row in (await ours.find(kind=Kind.OURS)).rows] == [kept.id]
    file.write_bytes(b"\x00\x01")
    dialog.open_file(file)
    await until(lambda: "no translation memory" in bringing.notice.text)
    dialog.close()
    await page.close()


async def test_what_is_listed_is_kept_as_a_file(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    page = Page(qtbot, tmp_path / "profile")
    dialog = await editor(qtbot, page, until)
    dialog.search.setText("MOQ")
    await until(lambda: 0 < dialog.found.count < 40)
    for name in ("out.tmx", "out.csv"):
        await dialog.keep(tmp_path / name)
        back = await page.seeded.desk.translation.library.read((tmp_path / name).read_bytes(), name)
        assert len(back.units) == dialog.found.count
    dialog.close()
    await page.close()
