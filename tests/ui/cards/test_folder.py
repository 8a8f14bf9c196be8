"""The folders: finding, narrowing down, choosing, one card beside; what is done there leaves through the outbox."""

from pathlib import Path
from typing import Any

from msgspec.structs import asdict
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QWidget

from tests.helpers.builders import make_account, make_card
from tests.helpers.qt_loop import at_rest
from tests.ui.cards.opened import Until, opened, queued
from workstation.domain.account import AccountKind
from workstation.domain.card import CardIm
from workstation.domain.card_actions import AddCards, ChangeCard, DeleteCards
from workstation.domain.changes import ChangeSet
from workstation.services.card_views import CardOrder, Folder
from workstation.storage import cards as card_store
from workstation.storage import outbox
from workstation.ui.cards import ways
from workstation.ui.cards.edit_dialog import CardEditDialog
from workstation.ui.cards.folder_page import GRID, FolderPage
from workstation.ui.cards.model import NAME, RECEIVED
from workstation.ui.cards.view import MY_CARD, keys_for
from workstation.ui.stylesheet import stylesheet
from workstation.ui.theme import LIGHT


def names(page: FolderPage) -> list[str]:
    """Return whom a folder shows, from top to bottom."""
    return [row.content.name("en") for row in page.model.rows]


async def test_only_who_may_sees_the_company_s_cards(qapp: QApplication, profile: Path, until: Until) -> None:
    plain = make_account(kind=AccountKind.SUB, permissions=frozenset())
    assert keys_for(plain) == (str(Folder.MINE), MY_CARD)
    async with opened(profile, until) as it:
        assert it.view.keys == keys_for(it.desk.me) == (*map(str, Folder), MY_CARD)
        company = await it.folder_page(until, Folder.COMPANY)
        assert len(company.model.rows) == len(it.held)
        assert {company.model.texts(row, RECEIVED)[1] for row in company.model.rows} == {"Fang Wang", "Qiang Li"}
        people = await it.folder_page(until, Folder.PEOPLE)
        assert {row.own for row in people.model.rows} == {True}
        assert "From the profile" in {people.model.texts(row, RECEIVED)[0] for row in people.model.rows}


async def test_words_narrow_the_folder_down_live(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        everything = len(page.model.rows)
        page.filters.search.setText("志明")
        await until(lambda: 0 < len(page.model.rows) < everything)
        assert all("陈志明" in row.content.name("zh") for row in page.model.rows)
        found = len(page.model.rows)
        page.filters.search.setText("nobody")
        await until(lambda: page.none.isVisible())
        page.filters.search.setText("czm")
        await until(lambda: len(page.model.rows) == found and not page.none.isVisible())
        page.filters.search.setText("nobody at all")
        await until(lambda: page.none.isVisible())
        page.none.button.click()
        await until(lambda: len(page.model.rows) == everything)
        page.filters.search.setText("x" * 1000)
        await until(lambda: page.notice.isVisible())


async def test_country_tag_and_follow_up_narrow_it_down(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.filters.country.setCurrentIndex(page.filters.country.findData("MY"))
        page.filters.country.activated.emit(0)
        await until(lambda: {row.content.country for row in page.model.rows} == {"MY"})
        page.filters.clear()
        page.filters.tag.setCurrentIndex(page.filters.tag.findData("VIP"))
        page.filters.tag.activated.emit(0)
        await until(lambda: all("VIP" in row.tags for row in page.model.rows))
        page.filters.clear()
        page.filters.follow_up.click()
        await until(lambda: page.model.rows and all(row.follow_up for row in page.model.rows))
        page.filters.order.setCurrentIndex(page.filters.order.findData(str(CardOrder.FOLLOW_UP)))
        page.filters.order.activated.emit(0)
        days = [row.follow_up for row in page.model.rows]
        await until(lambda: [row.follow_up for row in page.model.rows] == sorted(days))


async def test_table_and_cards_share_what_is_chosen(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
        page.table.selectRow(1)
        assert page.detail.row is not None
        assert page.detail.row.id == page.model.rows[1].id
        page.look.segment(GRID).click()
        assert page.grid.isVisible()
        assert [row.id for row in page.chosen] == [page.model.rows[1].id]
        page.grid.selectAll()
        assert len(page.chosen) == len(page.model.rows)
        assert page.bar.isVisible()
        shown = page.grid.grab()  # each card is painted
        assert not shown.isNull()


async def test_the_folder_follows_while_changes_never_rest(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        changing = QTimer(page, interval=20)
        changing.timeout.connect(lambda: it.bus.changed.emit(ChangeSet(cards=True)))
        changing.start()
        added = make_card(name_en="Newly Come", received_at=it.seeded.now())
        it.seeded.store.write_blocking(card_store.store, [added])
        await until(lambda: page.model.place(added.id) is not None)
        assert changing.isActive()
        changing.stop()


async def test_what_is_chosen_stays_while_cards_come(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.table.selectRow(2)
        chosen = page.chosen[0].id
        new = make_card(name_en="Quite New", rev=99, received_at=it.seeded.now())
        it.seeded.store.write_blocking(card_store.store, [new])
        page.renew()
        await until(lambda: page.model.rows[0].id == new.id)
        assert [row.id for row in page.chosen] == [chosen]
        assert page.detail.row is not None
        assert page.detail.row.id == chosen
        await at_rest(lambda: page.model.rows)
        painted = Painted(page.table.viewport())
        page.table.choose_unsaid([3])
        await until(lambda: painted.there)


class Painted(QObject):
    """Sees that a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.there = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.there = self.there or event.type() is QEvent.Type.Paint
        return False


async def test_notes_tags_and_days_are_kept_at_once(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.table.selectRow(2)
        marks = page.detail.marks
        marks.note.setFocus()
        marks.note.setPlainText("Wants 300 sets")
        QTest.keyClick(marks.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: [one.note for one in queued(it, ChangeCard)] == ["Wants 300 sets"])
        marks.tags.field.setText("  hot   lead ")
        QTest.keyClick(marks.tags.field, Qt.Key.Key_Return)
        await until(lambda: any(one.tags and "hot lead" in one.tags for one in queued(it, ChangeCard)))
        marks.set_day.click() if marks.set_day.isVisible() else marks.clear_day.click()
        await until(lambda: any(one.follow_up is not None for one in queued(it, ChangeCard)))
        await until(lambda: page.detail.row is not None and page.detail.row.note == "Wants 300 sets")
        card_id = page.detail.row.id if page.detail.row is not None else None
        row = await at_rest(lambda: next(row for row in page.model.rows if row.id == card_id))
        assert row.waiting
        assert "hot lead" in row.tags


async def test_a_note_that_is_typed_is_kept_when_another_card_is_looked_at(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.table.selectRow(2)
        first = page.model.rows[2].id
        page.detail.marks.note.setFocus()
        page.detail.marks.note.setPlainText("half a th")
        page.table.selectRow(3)
        await until(lambda: queued(it, ChangeCard))
        [action] = queued(it, ChangeCard)
        assert (action.card, action.note) == (first, "half a th")


async def test_everything_on_a_card_can_be_copied_and_what_opens_is_built_here(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.open_card(it.held[0].id)
        await until(lambda: page.detail.row is not None and page.detail.row.id == it.held[0].id)
        assert page.detail._sections.isHidden()
        page.open_card(it.held[1].id)
        await until(lambda: page.detail._sections.text() == "Sections: lighting")
        page.detail.name_sections({"lighting": "Lamps"})
        assert page.detail._sections.text() == "Sections: Lamps"
        down = page.detail._scroll.verticalScrollBar()
        page.detail._scroll.setMaximumHeight(200)
        await until(lambda: down.maximum() > 0)
        down.setValue(down.maximum())
        page.detail.close_button.click()
        assert page.detail.isHidden()
        page.open_card(it.held[1].id)
        await until(page.detail.isVisible)
        assert down.value() == 0, "seen again, it is read from the top"
        page.open_card(it.held[0].id)
        await until(lambda: page.detail.row is not None and page.detail.row.id == it.held[0].id)
        lines = {line.way.icon: line for line in page.detail.lines}
        assert lines["phone"].way.url is not None
        assert lines["phone"].way.url.toString() == "tel:+390236014450"
        assert lines["mail"].way.url is not None
        assert lines["mail"].way.url.scheme() == "mailto"
        lines["mail"].copy_button.click()
        assert QGuiApplication.clipboard().text() == "buyer0@ferretti.example"
        page.detail.copy_button.click()
        whole = QGuiApplication.clipboard().text()
        assert "Maria Ferretti" in whole
        assert "buyer0@ferretti.example" in whole
        assert "+39" in whole


async def test_a_right_click_offers_what_the_buttons_do_and_each_field(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.open_card(it.held[0].id)
        await until(lambda: page.detail.row is not None and page.detail.row.id == it.held[0].id)
        await until(lambda: [row.id for row in page.chosen] == [it.held[0].id])
        at = page.model.place(it.held[0].id)
        assert at is not None
        place = page.table.visualRect(page.model.index(at, 0)).center()
        page.table.customContextMenuRequested.emit(place)
        menu = page.menus.menu
        assert menu is not None
        offered = [action.text() for action in menu.actions() if action.text()]
        assert offered == ["Open", "Open the conversation", "Copy", "Copy the whole card", "Export …", "Delete …"]
        [fields] = [one.menu() for one in menu.actions() if one.menu() is not None]
        assert isinstance(fields, QMenu)
        copied = {}
        for action in fields.actions():
            action.trigger()
            copied[action.text().split("\t")[0]] = QGuiApplication.clipboard().text()
        menu.close()
        assert copied["Name"] == "Maria Ferretti"
        assert copied["Title"] == "Head of Purchasing"
        assert copied["Company"] == "Ferretti Illuminazione S.r.l."
        assert copied["E-mail"] == "buyer0@ferretti.example"
        assert copied["WhatsApp"] == "+39 340 123 4567"
        page.table.selectAll()
        page.table.setFocus()
        QTest.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
        assert QGuiApplication.clipboard().text().count("\n\n") == len(page.model.rows) - 1


def test_only_addresses_made_here_lead_to_messengers() -> None:
    def url(service: str, handle: str) -> str:
        found = ways.chat_url(CardIm(service, handle))
        return "" if found is None else found.toString()

    assert url("whatsapp", "+39 340 123 4567") == "https://wa.me/393401234567"
    assert url("whatsapp", "javascript:1") == ""
    assert url("telegram", "@ana_torres") == "https://t.me/ana_torres"
    assert url("telegram", "../x?y") == ""
    assert url("wechat", "ana") == ""


def test_only_one_address_leads_to_the_mail_program() -> None:
    def url(email: str) -> str:
        found = ways.mail_url(email)
        return "" if found is None else found.toString()

    assert url(" ana+fair@casaluz.example ") == "mailto:ana+fair@casaluz.example"
    assert url("ana@bücher.example") == "mailto:ana@xn--bcher-kva.example"
    for odd in (
        "ana",
        "m@evil.example?cc=boss@x.example&body=hi",
        "a@x.example,b@x.example",
        "a b@x.example",
        "@x.example",
    ):
        assert url(odd) == "", odd


async def test_heads_sort_and_what_is_shown_is_counted(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        total = len(page.model.rows)
        assert page.filters.search.placeholderText().startswith(f"Search {total} cards")
        assert page.filters.every.isHidden()
        header = page.table.horizontalHeader()
        for column, order in ((NAME, CardOrder.NAME), (RECEIVED, CardOrder.RECENT)):
            place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
            QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
            assert page.filters.wanted.order is order
        assert page.chosen == (), "and nothing is chosen by it"
        page.filters.search.setText("志明")
        await until(lambda: 0 < len(page.model.rows) < total)
        assert page.filters.count.text() == f"{len(page.model.rows)} of {total}"
        assert page.filters.count.isVisible()
        page.filters.every.click()
        await until(lambda: len(page.model.rows) == total)
        assert page.filters.every.isHidden()
        QTest.keyClick(it.window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert page.filters.search.hasFocus()


async def test_earlier_versions_can_be_looked_at(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.open_card(it.held[0].id)
        await until(lambda: len(page.detail.history.versions) == 2)
        assert "Head of Purchasing" in page.detail.preview.accessibleName()
        page.detail.history.versions[1].click()
        assert "Purchasing Manager" in page.detail.preview.accessibleName()
        page.detail.history.versions[0].click()
        assert "Head of Purchasing" in page.detail.preview.accessibleName()


async def test_a_card_leads_to_its_conversation(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.open_card(it.held[1].id)
        await until(lambda: page.detail.row is not None and page.detail.row.id == it.held[1].id)
        page.detail.conversation_button.click()
        assert it.window.screens.currentWidget() is it.window.workplace
        assert it.window.workplace.open_id == it.held[1].conversation_id


async def test_deleting_asks_first(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.table.selectRow(0)
        page.table.setFocus()
        before = len(page.model.rows)
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
        question = page.doing.question
        assert question is not None
        assert not queued(it, DeleteCards)
        cancel = next(b for b in question.buttons() if question.buttonRole(b) is QMessageBox.ButtonRole.RejectRole)
        cancel.click()
        await until(lambda: page.doing.question is None)
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
        again = page.doing.question
        assert again is not None
        next(b for b in again.buttons() if again.buttonRole(b) is QMessageBox.ButtonRole.DestructiveRole).click()
        await until(lambda: len(page.model.rows) == before - 1)
        assert queued(it, DeleteCards)


async def test_a_card_is_typed_in(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.doing.add()
        await until(lambda: page.doing.dialog is not None)
        dialog = page.doing.dialog
        assert isinstance(dialog, CardEditDialog)
        dialog.save_button.click()
        await until(lambda: dialog.notice.isVisible())
        assert "needs a name" in dialog.notice.text
        dialog.form.lines["name_zh"].setText("赵敏")
        dialog.form.lines["emails"].setText("zhao@example.com； min@example.com")
        left: list[tuple[str, str, Any]] = []
        page.done.connect(lambda *words: left.append(words))
        dialog.reject()
        await until(lambda: page.doing.dialog is None)
        words, button, go_on = left[-1]
        assert (words, button) == ("The card was not saved", "Go on typing")
        go_on()
        assert page.doing.dialog is dialog
        assert dialog.form.lines["name_zh"].text() == "赵敏"
        dialog.save_button.click()
        await until(lambda: queued(it, AddCards))
        [card] = queued(it, AddCards)[0].cards
        assert (card.content.name_zh, card.content.emails) == ("赵敏", ("zhao@example.com", "min@example.com"))
        await until(lambda: page.detail.row is not None and page.detail.row.id == card.id)
        assert page.detail.edit_button.isVisible()


async def test_in_a_narrow_window_card_and_folder_take_turns(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, width=640) as it:
        page = await it.folder_page(until)
        page.table.setFocus()
        page.table.selectRow(0)
        assert not page.detail.isVisible()
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        await until(lambda: page.detail.isVisible())
        assert not page.table.isVisible()
        QTest.keyClick(page, Qt.Key.Key_Escape)
        assert page.table.isVisible()
        assert not page.detail.isVisible()


async def test_an_empty_folder_says_what_to_do(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, cards=False) as it:
        view = it.view
        page = view.folder(str(Folder.MINE))
        await until(lambda: page.none.isVisible() and page.none.title)
        assert page.none.button.text() == "Import a file …"
        assert not page.filters.isVisible()


async def test_all_is_said_anew_in_chinese(qapp: QApplication, spoken: Any, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.open_card(it.held[0].id)
        await until(lambda: page.detail.isVisible())
        spoken.use("zh_CN")
        try:
            await until(lambda: page.add_button.text() == "添加")
            assert page.detail.conversation_button.text() == "打开会话"
        finally:
            spoken.use("en")


async def test_odd_texts_stay_texts(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        odd = make_card(
            name_en="<b>bold</b> \u202eevil", company_en="<img src=x onerror=alert(1)>" * 20, rev=50,
            emails=("javascript:alert(1)",), websites=("javascript:alert(1)", "file:///etc/passwd"),
            about="<script>alert(1)</script>", received_at=it.seeded.now(), tags=("<i>x</i>",),
        )  # fmt: skip
        it.seeded.store.write_blocking(card_store.store, [odd])
        page = await it.folder_page(until)
        page.renew()
        page.open_card(odd.id)
        await until(lambda: page.detail.row is not None and page.detail.row.id == odd.id)
        assert [line.way.url for line in page.detail.lines] == [None, None, None]
        assert not page.table.grab().isNull()
        assert not page.grid.grab().isNull()


async def test_what_the_server_refused_is_said_and_forgotten(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.table.selectRow(2)
        row = page.chosen[0]
        await it.desk.cards.annotate(row.id, note="x")
        [pending] = it.seeded.store.read_local_blocking(outbox.every)
        it.seeded.store.write_local_blocking(outbox.refuse, pending.id, "not_found", {})
        page.renew()
        await until(lambda: page.detail.notice.isVisible())
        assert page.detail.notice.text
        page.detail.notice._close.click()  # its cross
        await until(lambda: not it.seeded.store.read_local_blocking(outbox.every))


async def test_what_is_said_in_passing_covers_no_filter(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.table.selectAll()
        it.window.toast.say("The cards are in the folder", "Undo", lambda: None)
        box = it.window.toast.geometry()
        for widget in (page.filters, page.filters.search, page.bar, it.window.status):
            assert widget.isVisible()
            place = widget.rect().translated(widget.mapTo(it.window, QPoint()))
            assert not box.intersects(place), widget
        page.table.setFocus()
        QTest.mouseClick(it.window.toast.button, Qt.MouseButton.LeftButton)
        assert it.window.toast.isHidden()
        assert it.window.focusWidget() is page.table, "what was clicked is gone, and where one works stays as it was"
        it.window.show_screen("inbox")
        it.window.toast.say("Kept")
        assert it.window.toast.geometry().bottom() < it.window.height() / 2, "away from where one types"


async def test_the_palette_imports_cards(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        it.window.open_palette()
        box = it.window.palette_box
        assert box is not None
        box.field.setText("import")
        [entry] = [one for one in box.found if one.title == "Import business cards…"]
        entry.run()
        assert it.window.findChild(QFileDialog) is not None
        page = it.view.folder(str(Folder.MINE))
        assert page.isVisible()


async def test_what_can_be_chosen_is_not_cut_off(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        page = await it.folder_page(until)
        page.setStyleSheet(stylesheet(asdict(LIGHT)))
        for box in (page.filters.when, page.filters.order, page.filters.country):
            box.showPopup()
            view = box.view()
            await until(view.isVisible)
            assert 2 < box.count() <= box.maxVisibleItems()
            last = view.visualRect(box.model().index(box.count() - 1, 0))
            assert view.viewport().rect().contains(last), "as high as all of them"
            assert view.sizeHintForColumn(0) <= view.viewport().width(), "as wide as the widest"
            box.hidePopup()
