"""Importing and exporting from the folder: seen before, reported after, undone exactly."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.stories.cards import TABLE
from tests.ui.cards.opened import Until, opened, queued
from workstation.domain.card_actions import AddCards, DeleteCards
from workstation.domain.card_files import vcard_in
from workstation.domain.card_files.columns import Column
from workstation.domain.card_files.model import FileCard
from workstation.services.card_export import Format
from workstation.ui.cards.export_dialog import CardExportDialog
from workstation.ui.cards.folder_page import FolderPage
from workstation.ui.cards.import_dialog import CardImportDialog
from workstation.ui.widgets.words import Words


async def looked_at(page: FolderPage, path: Path, until: Until) -> CardImportDialog:
    """Return the dialog that shows what a file holds."""
    page.doing.import_paths([path])
    await until(lambda: page.doing.dialog is not None)
    dialog = page.doing.dialog
    assert isinstance(dialog, CardImportDialog)
    return dialog


async def test_a_table_is_imported_reported_and_taken_back(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        before = {row.id for row in page.model.rows}
        path = it.folder / "联系人.csv"
        path.write_bytes(TABLE.encode("gb18030"))
        dialog = await looked_at(page, path, until)
        assert dialog.mapping is not None
        assert dialog.mapping.mapping[:3] == (Column.NAME, Column.COMPANY, Column.MOBILE)
        assert [row.cells[0].text for row in dialog.cards.rows_model.rows][:2] == ["张伟", "Ana Torres"]
        assert not queued(it, AddCards)
        dialog.go_button.click()
        await until(lambda: dialog.report is not None)
        assert dialog.report is not None
        assert dialog.report.added == 3
        assert [row.cells[0].text for row in dialog.issues.rows_model.rows] == ["Line 4", "Line 4", "Line 5"]
        dialog.copy_button.click()
        assert "3 cards added" in QGuiApplication.clipboard().text()
        await until(lambda: len(page.model.rows) == len(before) + 3)
        dialog.undo_button.click()
        await until(lambda: dialog.undone)
        await until(lambda: {row.id for row in page.model.rows} == before)
        assert {card.id for one in queued(it, AddCards) for card in one.cards} == {
            card for one in queued(it, DeleteCards) for card in one.cards
        }
        await until(lambda: dialog.close_button.isEnabled())
        dialog.close_button.click()
        await until(lambda: page.doing.dialog is None)


async def test_an_import_can_be_undone_after_its_report_was_closed(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until, cards=False) as it:
        page = it.view.folder("mine")
        said: list[tuple[str, str, Any]] = []
        page.done.connect(lambda *words: said.append(words))
        folder = it.folder / "each"
        folder.mkdir()
        for name in ("Ana", "Bea"):
            (folder / f"{name}.vcf").write_text(f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nno property\nEND:VCARD\n")
        for again in (False, True):
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(folder))])
            event = drop(mime)
            page.dropEvent(event)
            await until(lambda: isinstance(page.doing.dialog, CardImportDialog))
            dialog = page.doing.dialog
            assert isinstance(dialog, CardImportDialog)
            assert "2 files" in dialog._head.text()
            dialog.start()
            await until(lambda dialog=dialog: dialog.report is not None)
            assert [row.cells[0].text for row in dialog.issues.rows_model.rows] == [
                "Ana.vcf, line 4",
                "Bea.vcf, line 4",
            ]
            await until(lambda: len(page.model.rows) == 2)
            await until(lambda dialog=dialog: dialog.close_button.isEnabled())
            dialog.close_button.click()
            await until(lambda: page.doing.dialog is None)
            if again:
                page.add_button.click()
                await until(lambda: page.menus.menu is not None)
                assert page.menus.menu is not None
                [back] = [one.menu() for one in page.menus.menu.actions() if one.menu() is not None]
                assert isinstance(back, QMenu)
                [action] = back.actions()
                assert "2 cards" in action.text()
                action.trigger()
                page.menus.menu.close()
                assert page.doing.question is not None
                next(one for one in page.doing.question.buttons() if one.text() == "Undo the import").click()
            else:
                words, button, undo = said[-1]
                assert (words, button) == ("2 cards imported", "Undo")
                undo()
            await until(lambda: page.model.rows == ())
        assert len({one.batch for one in queued(it, AddCards)}) == 2
        added = [card.id for one in queued(it, AddCards) for card in one.cards]
        assert sorted(card for one in queued(it, DeleteCards) for card in one.cards) == sorted(added)


def drop(mime: QMimeData) -> QDropEvent:
    """Return what comes when something is let go over the folder."""
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(200, 200), Qt.DropAction.CopyAction, mime, buttons, keys)


async def test_a_second_click_on_import_neither_stops_nor_closes(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until, cards=False) as it:
        page = it.view.folder("mine")
        path = it.folder / "客户.csv"
        path.write_text("公司,电话,内部编号\n佛山灯饰,0757-86543210,7\n", "utf-8-sig")
        dialog = await looked_at(page, path, until)
        assert dialog.mapping is not None
        assert "UTF-8-SIG" not in " ".join(one.text() for one in dialog.findChildren(Words))
        assert dialog.cards.rows_model.rows[0].cells[2].text == "0757-86543210"
        country = dialog.mapping.country
        line = country.lineEdit()
        assert line is not None
        line.setFocus()
        QTest.keyClicks(line, "China")
        await until(country.proposed.isVisible)
        QTest.keyClick(country.proposed, Qt.Key.Key_Return)
        assert not country.proposed.isVisible()
        assert dialog._progress is None, "Enter chooses the country, it does not import"
        assert country.code == "CN"
        assert dialog.cards.rows_model.rows[0].cells[2].text == "+86 757 8654 3210"
        dialog._second.setInterval(60_000)  # the second click comes in time, however slow the machine is
        dialog.go_button.click()
        dialog.close_button.click()
        await until(lambda: dialog.report is not None and dialog.undo_button.isVisible())
        assert dialog.report is not None
        assert not dialog.report.cancelled
        dialog.close_button.click()
        assert page.doing.dialog is dialog
        assert dialog.more.text() == "1 column was left out, as chosen."
        dialog._second.setInterval(0)
        await until(lambda: dialog.close_button.isEnabled() and dialog.focusWidget() is dialog.close_button)
        dialog.close_button.click()
        await until(lambda: page.doing.dialog is None)
        again = it.folder / "again.vcf"
        again.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nEMAIL:ana@example.com\nEND:VCARD\n")
        for said in ("Nothing in the file was left out.", "1 card was there already, just the same."):
            dialog = await looked_at(page, again, until)
            dialog.start()
            await until(lambda dialog=dialog: dialog.report is not None and dialog.more.isVisible())
            assert dialog.more.text() == said
            dialog.done(0)


async def test_columns_are_chosen_where_nothing_tells_what_they_hold(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        path = it.folder / "odd.csv"
        path.write_text("aaa,bbb\nfoo bar,baz\nqux quux,corge\n")
        dialog = await looked_at(page, path, until)
        assert dialog.mapping is not None
        choice = dialog.mapping.choices[0]
        choice.setCurrentIndex(0)
        dialog.mapping.choices[1].setCurrentIndex(0)
        choice.activated.emit(0)
        assert not dialog.go_button.isEnabled()
        choice.setCurrentIndex(choice.findData(Column.NAME))
        choice.activated.emit(0)
        assert dialog.go_button.isEnabled()
        dialog.start()
        await until(lambda: dialog.report is not None)
        names = [card.content.name_en for one in queued(it, AddCards) for card in one.cards]
        assert "foo bar" in names
        dialog.done(0)


async def test_stopping_keeps_what_was_added_and_says_so(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, cards=False) as it:
        view = it.view
        page = view.folder("mine")
        path = it.folder / "many.vcf"
        path.write_text(
            "".join(
                f"BEGIN:VCARD\nVERSION:3.0\nFN:Person {n}\nEMAIL:p{n}@example.com\nEND:VCARD\n" for n in range(2000)
            )
        )
        dialog = await looked_at(page, path, until)
        dialog.start()
        await until(lambda: dialog._progress is not None and dialog._progress.added > 0)
        dialog.reject()
        await until(lambda: dialog.report is not None)
        assert dialog.report is not None
        assert dialog.report.cancelled
        assert 0 < dialog.report.added < 2000
        assert dialog.undo_button.isVisible()
        assert dialog.more.text().startswith("The rest of the file was not read")
        dialog.undo()
        await until(lambda: dialog.undone)
        assert dialog.more.isHidden(), "nothing of the file is there any more"
        await until(lambda: dialog.close_button.isEnabled())
        dialog.close_button.click()


async def test_what_is_no_file_of_cards_is_said(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        path = it.folder / "picture.vcf"
        path.write_bytes(b"\x89PNG\x00\x00" * 1000)
        page.doing.import_paths([path])
        await until(lambda: page.notice.isVisible())
        assert "no business cards" in page.notice.text
        page.doing.import_paths([it.folder / "not there.vcf"])
        await until(lambda: "cannot be read" in page.notice.text)


async def test_chosen_cards_are_exported_in_each_form(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.table.selectAll()
        count = len(page.chosen)
        for form in Format:
            page.bar.export_button.click()
            dialog = page.doing.dialog
            assert isinstance(dialog, CardExportDialog)
            dialog.format.segment(str(form)).click()
            target = it.folder / ("cards.csv" if form is Format.TABLE else f"{form}.vcf")
            dialog.target.setText(str(target))
            dialog.go_button.click()
            await until(lambda dialog=dialog: dialog._report is not None)
            assert f"{count} cards written" in dialog.said.text()
            if form is not Format.TABLE:
                with target.open("rb") as stream:
                    assert len([one for one in vcard_in.read(stream) if isinstance(one, FileCard)]) == count
            dialog.close_button.click()
            await until(lambda: page.doing.dialog is None)


async def test_each_card_in_a_file_of_its_own(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.doing.export(page.model.rows[:3])
        dialog = page.doing.dialog
        assert isinstance(dialog, CardExportDialog)
        dialog.target.setText(str(it.folder / "out.vcf"))
        dialog.separate.click()
        assert dialog.path == it.folder / "out"
        dialog.start()
        await until(lambda: dialog._report is not None)
        assert len(list((it.folder / "out").glob("*.vcf"))) == 3
        dialog.close_button.click()


async def test_a_place_that_cannot_be_written_is_said(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.doing.export(page.model.rows[:1])
        dialog = page.doing.dialog
        assert isinstance(dialog, CardExportDialog)
        dialog.target.setText(str(it.folder / "nowhere" / "there" / "x.vcf"))
        dialog.start()
        await until(lambda: dialog.notice.isVisible())
        assert dialog.go_button.isEnabled()
        dialog.reject()


async def test_a_place_that_is_there_is_proposed(
    qapp: QApplication, profile: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(profile / "Documents")
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: folder)
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        for proposed in (Path.home(), profile / "Documents"):
            page.doing.export(page.model.rows[:1])
            await until(lambda: page.doing.dialog is not None)
            dialog = page.doing.dialog
            assert isinstance(dialog, CardExportDialog)
            assert dialog.path.parent == proposed
            dialog.reject()
            await until(lambda: page.doing.dialog is None)
            (profile / "Documents").mkdir(exist_ok=True)
