"""My own card: typed, looked at, saved, printed."""

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from tests.stories import card_box
from tests.ui.cards.opened import Opened, Until, opened
from workstation.domain.card import CardContent, CardPhone, PhoneKind
from workstation.domain.card_actions import SaveMyCard
from workstation.domain.card_files import vcard_in
from workstation.domain.card_files.model import FileCard
from workstation.services.my_card import DRAFT
from workstation.storage import outbox, settings
from workstation.ui.cards import face, printing, qr, shrunk
from workstation.ui.cards.code_dialog import CodeDialog
from workstation.ui.cards.face import Pictures
from workstation.ui.cards.my_card import MyCardPage


async def page_of(it: Opened, until: Until) -> MyCardPage:
    """Return the page when it has read."""
    it.view.open_mine()
    page = it.view.my_card
    assert page is not None
    await until(lambda: page.form.lines["name_zh"].text() and page._pictures.qr is not None)
    return page


def saved(it: Opened) -> list[Any]:
    """Return the cards that wait to leave."""
    waiting = it.seeded.store.read_local_blocking(outbox.every)
    return [pending.action for pending in waiting if isinstance(pending.action, SaveMyCard)]


async def test_what_is_typed_is_seen_at_once_and_saved_when_told(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        assert not page.save_button.isEnabled()
        page.form.lines["title_en"].setText("Sales Director")
        page.form.lines["title_en"].textEdited.emit("Sales Director")
        await until(lambda: "Sales Director" in page.en.accessibleName())
        await until(lambda: page.has_code)
        assert not saved(it)
        page.save_button.click()
        await until(lambda: saved(it))
        assert saved(it)[0].content.title_en == "Sales Director"
        assert saved(it)[0].content.photo == card_box.PHOTO
        await until(lambda: not page.dirty and "leaves when the server" in page._state.text())


async def test_what_others_change_does_not_take_away_what_is_typed(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        page.form.lines["name_en"].setText("Being typed")
        page.form.changed.emit()
        page._renew()
        await until(lambda: not page._reading.running)
        assert page.form.lines["name_en"].text() == "Being typed"
        page.revert_button.click()
        await until(lambda: page.form.lines["name_en"].text() == "Fang Wang")


async def test_what_was_typed_is_there_after_a_restart(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)

        def kept() -> str:
            return it.seeded.store.read_local_blocking(settings.get, DRAFT) or ""

        page.form.lines["title_en"].setText("Half a ti")
        page.form.changed.emit()
        await until(lambda: "Half a ti" in kept())
        again = MyCardPage(it.desk, it.bus, it.view.pictures, it.view)
        await until(lambda: again.dirty)
        assert again.form.lines["title_en"].text() == "Half a ti"
        assert again.save_button.isEnabled()
        again.revert_button.click()
        await until(lambda: again.form.lines["title_en"].text() == "Export Manager")
        assert kept() == "null"
        again.deleteLater()


async def test_the_code_is_held_out_large(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        page.code_button.click()
        dialog = next(one for one in it.window.findChildren(CodeDialog))
        shown = dialog.code.grab().toImage()
        code = page._pictures.qr
        assert code is not None
        step = min(shown.width(), shown.height()) // (code.width() + 8)
        assert step >= 5, "pixels of a module"
        left = (shown.width() - step * (code.width() + 8)) // 2 + 4 * step + step // 2
        top = (shown.height() - step * (code.width() + 8)) // 2 + 4 * step + step // 2
        for at in range(code.width()):
            dark = shown.pixelColor(left + at * step, top).lightness() < 128
            assert dark == (code.pixelColor(at, 0).lightness() < 128)
        dialog.close_button.click()


async def test_phones_are_judged_while_they_are_typed(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        page.form.phones.add_button.click()
        row = page.form.phones.rows[-1]
        row.edit.setText("13800138000")
        row.edit.textEdited.emit("13800138000")
        assert row.mark.state == "good"
        row.edit.setText("12")
        row.edit.textEdited.emit("12")
        assert row.mark.state == "bad"
        row.show_phone(CardPhone("+8657487654321", PhoneKind.MOBILE))  # as it was saved before anybody told them apart
        page.form.phones.retranslate()
        assert (row.mark.state, "land line" in row.mark.toolTip()) == ("fixed", True)
        row.kind.setCurrentIndex(1)
        assert row.mark.state == "good"
        row.show_phone(CardPhone("12", PhoneKind.MOBILE))
        assert [phone.number for phone in page.form.content().phones][:2] == ["+8613958812345", "+8657487654321"]


async def test_a_picture_is_taken_and_taken_off(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        page.picks.photo.remove_button.click()
        page.picks.logo.chosen.emit(card_box.logo())
        await until(lambda: "logo" in page.picks.new)
        page.save_button.click()
        await until(lambda: saved(it))
        action = saved(it)[-1]
        assert action.content.photo is None
        assert action.logo is not None
        page.picks.photo.chosen.emit(b"no picture")
        await until(lambda: page.notice.isVisible())


async def test_what_is_saved_is_no_draft_whatever_is_read_meanwhile(
    qapp: QApplication, profile: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        keep = it.desk.cards.keep_draft

        async def keep_while_read(content: CardContent | None) -> None:
            page._renew()  # as when the bus tells of the card that was just queued
            await keep(content)

        for leave in (page.save_button, page.revert_button):
            page.picks.photo.chosen.emit(card_box.portrait())
            page.picks.logo.chosen.emit(card_box.logo())
            await until(lambda: set(page.picks.new) == {"photo", "logo"})
            await until(lambda: "Fang Wang" in (it.seeded.store.read_local_blocking(settings.get, DRAFT) or ""))
            leave.setFocus()
            with monkeypatch.context() as patch:
                patch.setattr(it.desk.cards, "keep_draft", keep_while_read)
                leave.click()
                await until(lambda: it.seeded.store.read_local_blocking(settings.get, DRAFT) == "null")
                await until(lambda: not page.dirty and not page._saving.running and not page._reading.running)
            assert not page.save_button.isEnabled()
            assert it.window.focusWidget() is page, "another Enter does nothing: it does not print"
        assert saved(it)[-1].photo is not None
        assert saved(it)[-1].logo is not None


async def test_a_logo_keeps_its_fine_lines_when_it_is_small(qapp: QApplication) -> None:
    logo = QImage(960, 480, QImage.Format.Format_RGB32)
    for x in range(960):  # black and white lines: their average is grey, one of them alone is not
        for y in range(480):
            logo.setPixel(x, y, 0xFF000000 if x % 16 < 8 else 0xFFFFFFFF)
    small = QImage(60, 30, QImage.Format.Format_RGB32)
    painter = QPainter(small)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    shrunk.draw(painter, QRectF(0, 0, 60, 30), logo)
    painter.end()
    assert {round(small.pixelColor(x, 15).lightness() / 64) for x in range(2, 58)} == {2}


async def test_it_is_saved_as_a_vcard_that_anybody_reads(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        target = profile / "me.vcf"
        await page.save_file(target)
        with target.open("rb") as stream:
            [card] = [one for one in vcard_in.read(stream) if isinstance(one, FileCard)]
        assert (card.content.name_zh, card.content.name_en) == ("王芳", "Fang Wang")
        assert QImage.fromData(card.photo).size() == QSize(480, 480)
        await page.save_file(profile / "missing" / "me.pdf")
        assert page.notice.isVisible()


def pages(pdf: Path) -> list[tuple[int, int]]:
    """Return the pages' sizes in millimetres."""
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"/FontFile" in data  # letters, not a picture of letters
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data)
    return [(round(float(width) / 72 * 25.4), round(float(height) / 72 * 25.4)) for width, height in boxes]


async def test_the_pdf_has_both_sides_in_the_right_size(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        await page.save_file(profile / "ten.pdf", sheet=True)
        assert pages(profile / "ten.pdf") == [(210, 297)] * 2
        await page.save_file(profile / "one.pdf")
        assert pages(profile / "one.pdf") == [(90, 54)] * 2


def test_a_card_with_one_side_has_one_page(qapp: QApplication, tmp_path: Path) -> None:
    target = tmp_path / "one.pdf"
    printing.save_pdf(target, CardContent(name_zh="王芳", emails=("f@example.com",)), Pictures(), sheet=False)
    assert pages(target) == [(90, 54)]
    assert [path.name for path in tmp_path.iterdir()] == ["one.pdf"]


def test_a_printer_gets_a_sheet(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    target = tmp_path / "printed.pdf"
    printer.setOutputFileName(str(target))
    printing.print_cards(printer, card_box.MINE, Pictures())
    assert pages(target) == [(210, 297)] * 2


async def test_what_went_into_a_file_is_not_said_to_be_printed(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        said: list[str] = []
        page.done.connect(lambda words, _button, _do: said.append(words))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(profile / "print.pdf"))
        page._on_print(printer)
        assert said == ["Saved as print.pdf"]


def test_the_code_on_a_card_can_be_printed(qapp: QApplication) -> None:
    image = qr.image(card_box.MINE)
    assert image is not None
    assert 21 <= image.width() == image.height() <= qr.MOST_MODULES


async def test_it_fits_a_narrow_window(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await page_of(it, until)
        it.window.show()
        it.window.resize(900, 640)
        await until(lambda: page.width() > 780)
        it.window.resize(it.window.minimumWidth(), 640)
        await until(lambda: page.width() < 440)
        fields = page.form.parentWidget()
        assert fields is not None
        await until(lambda: fields.minimumSizeHint().width() <= fields.width())
        await until(lambda: page.picks.logo.y() > page.picks.photo.y())

        def all_in_sight() -> bool:
            buttons = (page.save_button, page.vcard_button)
            return all(page.rect().contains(one.mapTo(page, one.rect().bottomRight())) for one in buttons)

        await until(all_in_sight)


def _painted(dots_per_metre: int) -> QImage:
    image = QImage(900, 540, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    painter = QPainter(image)
    face.paint_side(painter, QRectF(0, 0, 900, 540), card_box.MINE, "zh", Pictures(qr=qr.image(card_box.MINE)))
    painter.end()
    return image


def test_paper_shows_the_card_as_the_screen_does(qapp: QApplication) -> None:
    screen, paper = _painted(3780), _painted(23622)  # 96 and 600 dots per inch
    screen.setDotsPerMeterX(1)
    screen.setDotsPerMeterY(1)
    paper.setDotsPerMeterX(1)
    paper.setDotsPerMeterY(1)
    assert screen == paper


async def test_a_land_line_that_is_typed_is_not_left_a_mobile(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        rows = (await page_of(it, until)).form.phones
        rows.add_button.click()
        row = rows.rows[-1]
        row.edit.setText("0757 8888 6666")
        row.edit.editingFinished.emit()
        assert rows.phones("CN")[-1] == CardPhone("+8675788886666", PhoneKind.WORK)
        row.kind.setCurrentIndex(0)
        row.kind.activated.emit(0)
        row.edit.editingFinished.emit()
        assert rows.phones("CN")[-1].kind is PhoneKind.MOBILE, "what somebody chose stays"
