"""The palette over a real desk: buyers, what can be done, what was used last; nothing of the window is missing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_buyer
from tests.stories.rich_desk import EVIL_NAME, LONG_COMPANY
from tests.ui.shell.test_main_window import Open, opened
from workstation.domain.actions import SetMarks, SetStatus
from workstation.domain.ids import ConversationId
from workstation.services.views import CloseTo, NotifyScope, Theme
from workstation.storage import buyers, conversations, outbox
from workstation.ui import shortcuts
from workstation.ui.calendar.batch_dialog import BatchDialog
from workstation.ui.command_palette import CommandPalette
from workstation.ui.language import LANGUAGES, Language
from workstation.ui.palette_list import PEOPLE, RECENT, SET, Entry, PaletteModel, arranged

Until = Callable[..., Any]


def opened_palette(it: Open) -> CommandPalette:
    it.press(Qt.Key.Key_K)
    box = it.window.palette_box
    assert box is not None
    assert box.isVisible()
    return box


def titles(box: CommandPalette, group: str = "") -> list[str]:
    return [entry.title for entry in box.found if group in ("", entry.group)]


async def test_it_goes_to_a_buyer(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        box = opened_palette(it)
        QTest.keyClicks(box.field, "lindqvist")
        await until(lambda: titles(box, PEOPLE)[:1] and titles(box, PEOPLE)[0].startswith("Lars Lindqvist"))
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        assert box.isHidden()
        row = it.window.workplace.inbox.model.position(it.window.workplace.open_id)
        assert it.window.workplace.inbox.model.row(row).title.startswith("Lars Lindqvist")


@pytest.mark.parametrize(
    ("typed", "name"), [("czm", "陈志明"), ("志明", "陈志明"), ("陳志", "陈志明"), ("jose her", "José")]
)
async def test_people_are_found_as_in_the_search(
    qapp: QApplication, profile: Path, until: Until, typed: str, name: str
) -> None:
    async with opened(profile, until, customers=8) as it:
        box = opened_palette(it)
        box.field.setText(typed)
        await until(lambda: any(title.startswith(name) for title in titles(box, PEOPLE)))


async def test_archived_ones_are_found_too(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=8) as it:
        it.seeded.store.write_blocking(
            lambda tx: tx.exec_driver_sql("UPDATE conversations SET archived_n = last_n WHERE id = 6")
        )
        box = opened_palette(it)
        box.field.setText("czm")
        await until(lambda: titles(box, PEOPLE) == ["陈志明"])
        assert box.found[0].detail.endswith("Archived")


async def test_it_runs_actions(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        box = opened_palette(it)
        QTest.keyClicks(box.field, "settings")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        assert it.window.screens.currentWidget() is it.window.late.settings
        QTest.keyClick(it.window, Qt.Key.Key_Escape)
        assert it.window.screens.currentWidget() is it.window.workplace
        it.press(Qt.Key.Key_K)
        QTest.keyClick(box.field, Qt.Key.Key_Escape)
        assert box.isHidden()


async def test_it_plans_slots(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=2) as it:
        box = opened_palette(it)
        QTest.keyClicks(box.field, "new slots")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        calendar = it.window.late.calendar
        assert it.window.screens.currentWidget() is calendar
        assert calendar is not None
        await until(lambda: calendar.deeds.dialog is not None)
        assert isinstance(calendar.deeds.dialog, BatchDialog)


async def test_nothing_of_the_window_is_missing(
    qapp: QApplication, profile: Path, until: Until, spoken: Language
) -> None:
    async with opened(profile, until, customers=5) as it:
        it.window.open_conversation(ConversationId(2))
        chat = it.window.workplace.chat
        assert chat is not None
        await until(lambda: chat.feed.head is not None)
        box = opened_palette(it)
        QAbstractItemModelTester(box.model, QAbstractItemModelTester.FailureReportingMode.Fatal, box.model)
        offered = set(titles(box))
        bound = {one.name for one in shortcuts.BINDINGS if one.name in it.window.commands} - {"palette"}
        assert {shortcuts.wording(name) for name in bound} <= offered
        assert set(LANGUAGES.values()) <= offered
        settings = [entry for entry in box.found if entry.group == SET]
        choices = len(LANGUAGES) + len(Theme) + 2 + len(CloseTo) + len(NotifyScope)
        assert len(settings) == choices + 2, "and the sound, and the way to all the others"
        assert sum(entry.checked for entry in settings) == 5
        for part in ("Write a note on this buyer", "Star this conversation", "Export this conversation…", "Team"):
            assert part in offered
        assert len(offered) == len(box.found), "nothing is called the same"
        box.close_palette()
        spoken.use("zh_CN")
        box = opened_palette(it)
        chinese = titles(box)
        assert len(chinese) == len(offered)
        assert "为此采购商写备注" in chinese
        assert not set(chinese) & (offered - set(LANGUAGES.values()))
        box.field.setText("note buyer")
        assert titles(box)[0] == "为此采购商写备注", "found by its English words too"
        box.close_palette()


async def test_settings_change_at_once(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=2) as it:
        box = opened_palette(it)
        box.field.setText("dark colours")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        await until(lambda: it.desk.settings.get().theme is Theme.DARK)
        box = opened_palette(it)
        box.field.setText("dark colours")
        assert box.found[0].checked
        assert box.found[0].group == RECENT
        box.field.setText("i am busy")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        await until(lambda: any(isinstance(one.action, SetStatus) for one in _waiting(it)))


def _waiting(it: Open) -> list[Any]:
    return it.seeded.store.read_local_blocking(outbox.every)


async def test_what_was_used_last_stands_on_top(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=6) as it:
        for number in (2, 5, 4):
            it.window.open_conversation(ConversationId(number))
        box = opened_palette(it)
        await until(lambda: len(titles(box, RECENT)) == 2)
        assert titles(box, RECENT) == ["Amélie Dubois", "John Whitfield"], "not the one that is open"
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        assert it.window.workplace.open_id == 5
        box = opened_palette(it)
        box.field.setText("starred")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        box = opened_palette(it)
        await until(lambda: titles(box, RECENT)[-1:] == ["Starred conversations"])
        box.close_palette()


async def test_a_conversation_is_marked_from_here(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=6) as it:
        it.window.open_conversation(ConversationId(3))
        chat = it.window.workplace.chat
        assert chat is not None
        await until(lambda: chat.feed.head is not None and chat.feed.head.row.id == 3)
        box = opened_palette(it)
        box.field.setText("star off")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        await until(lambda: [one.action.starred for one in _waiting(it) if isinstance(one.action, SetMarks)] == [False])
        box = opened_palette(it)
        box.field.setText("tag this")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        panel = it.window.workplace.profile
        assert panel is not None
        await until(panel.person.tags.field.isVisible)


async def test_late_answers_move_nothing_under_the_cursor(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=8) as it:
        box = opened_palette(it)
        box.field.setText("a")
        QTest.keyClick(box.field, Qt.Key.Key_Down)
        current = box.current
        assert current is not None
        await until(lambda: titles(box, PEOPLE))
        assert box.current is not None
        assert box.current.key == current.key
        box.close_palette()


async def test_enter_waits_for_people_that_may_be_meant(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=8) as it:
        box = opened_palette(it)
        box.field.setText("志明")
        QTest.keyClick(box.field, Qt.Key.Key_Return)  # before anybody is found
        await until(lambda: it.window.workplace.open_id == 6)
        assert box.isHidden()
        box = opened_palette(it)
        QTest.keyClicks(box.field, "dark")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        assert box.isHidden(), "an action that is called so needs nobody"


async def test_a_press_beside_it_closes_it(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=3) as it:
        box = opened_palette(it)
        QTest.mouseClick(box.nothing, Qt.MouseButton.LeftButton)
        QTest.mouseClick(box.list.viewport(), Qt.MouseButton.RightButton)
        assert box.isVisible()
        QTest.mouseClick(it.window.status, Qt.MouseButton.LeftButton)
        assert box.isHidden()
        box = opened_palette(it)
        chat = it.window.workplace.inbox.list
        chat.setFocus()  # a screen takes the keyboard by itself
        await until(box.field.hasFocus)
        assert box.isVisible()
        box.close_palette()


async def test_nobody_and_nothing_says_so(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=2) as it:
        box = opened_palette(it)
        box.field.setText("zzzzqq")
        await until(lambda: box.nothing.isVisible() and not box._finding.running)
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        assert box.isHidden()


async def test_odd_names_are_only_text(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=3) as it:
        odd = make_buyer(102, rev=9, name=EVIL_NAME, company=LONG_COMPANY * 20)

        def rename(tx: Any) -> None:
            buyers.store(tx, [odd])
            conversations.name_after_buyers(tx, [odd])

        it.seeded.store.write_blocking(rename)
        box = opened_palette(it)
        box.field.setText("khalifa")
        await until(lambda: titles(box, PEOPLE))
        assert not set("\u202e\u202c") & set(box.found[0].title)
        assert box.width() <= 580
        box.grab()
        box.close_palette()


async def test_screens_add_their_own(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=2) as it:
        ran: list[str] = []
        it.window.more_actions.append(lambda: [Entry("card", "Zeppelin", "", lambda: ran.append("card"))])
        box = opened_palette(it)
        QTest.keyClicks(box.field, "zeppelin")
        QTest.keyClick(box.field, Qt.Key.Key_Return)
        await until(lambda: ran == ["card"])


def test_the_best_group_comes_first(qapp: QApplication) -> None:
    def entry(title: str, group: str) -> Entry:
        return Entry("bolt", title, "", lambda: None, group=group)

    rows = arranged([entry("Undo theme", SET), entry("Theme dark", SET), entry("The theme park", PEOPLE)], ["theme"])
    assert [row if isinstance(row, str) else row.title for row in rows] == [
        "Settings", "Theme dark", "Undo theme", "Buyers and colleagues", "The theme park",
    ]  # fmt: skip
    ana = entry("Ana", PEOPLE)._replace(found=True)
    mixed = arranged([entry("Bananas", SET), ana, entry("Ana's settings", SET)], ["ana"])
    assert [row.title for row in mixed if isinstance(row, Entry)] == ["Ana's settings", "Bananas", "Ana"]
    assert [row for row in arranged([entry("Bananas", SET), ana], ["ana"]) if isinstance(row, str)] == [
        "Buyers and colleagues", "Settings",
    ]  # fmt: skip
    assert len(arranged([entry(f"Note {n}", SET) for n in range(9)], ["note"])) == 6
    model = PaletteModel()
    model.replace(rows)
    assert model.places == [1, 2, 4]
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsEnabled
