"""The screen of purchase intents: what it shows, what keys and buttons do, and what leaves by the outbox."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.helpers.builders import COLLEAGUE
from tests.stories.intents_box import number
from tests.ui.intents.opened import SALES, Opened, opened
from workstation.domain.account import Permission
from workstation.domain.events import IntentChanged
from workstation.domain.ids import ConversationId
from workstation.domain.intent import IntentState
from workstation.domain.intent_actions import AssignIntent, MarkIntentDone, SeeIntent, SendIntentCard, StartIntentChat
from workstation.services.intent_views import IntentFolder, IntentStatus
from workstation.storage import outbox
from workstation.ui.intents import model, wording
from workstation.ui.intents.filters import ALL_ONES

Until = Callable[..., Any]


def choose(it: Opened, *places: int) -> None:
    """Choose rows as clicks with Ctrl do."""
    selection = it.view.table.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    selection.clearSelection()
    for place in places:
        index = it.view.model.index(place, 0)
        selection.setCurrentIndex(index, flags.Select | flags.Rows)


def press(it: Opened, key: Qt.Key) -> None:
    QTest.keyClick(it.view.table, key)


async def test_lists_filters_and_counts(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        view = it.view
        assert view.folders == (IntentFolder.ALL, IntentFolder.RECEIVED, IntentFolder.MATCHED)
        await until(lambda: len(it.titles) == 7)
        assert {status: view.filters.states._buttons[str(status)].count for status in IntentStatus} == {
            IntentStatus.NEW: 4, IntentStatus.SEEN: 1, IntentStatus.CONTACTED: 2, IntentStatus.DONE: 1,
            IntentStatus.ENDED: 2,
        }  # fmt: skip
        view.filters.search.setText("落地")
        await until(lambda: not it.titles)
        assert view.none.isVisible()
        view.none.button.click()
        await until(lambda: len(it.titles) == 10)
        view.filters.order.setCurrentIndex(view.filters.order.findData("deadline"))
        view.filters.changed.emit()
        await until(lambda: it.titles[0].startswith("Lámparas"))
        view.filters.want_unassigned()
        await until(lambda: len(it.titles) == 2)
        view.show_folder("matched")
        await until(lambda: view.model.rows and view.model.rows[0].match is not None)
        assert view.table.horizontalHeader().visualIndex(model.MATCH) == 0


async def test_the_first_look_is_kept_and_the_detail_says_all(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        choose(it, 0)
        await until(lambda: it.shown == number(0))
        detail = it.view.detail
        assert detail.reading.title.text() == "Brass floor lamps for hotel rooms, linen shade"
        assert detail.facts.values["quantity"].text() == "500 sets"
        assert detail.facts.values["price"].text() == "USD 26.50 / set"
        assert len(detail.grid.images) == 3
        assert [card.match.score for card in detail.matches.cards] == [92, 71, 44]
        assert "brass" in detail.matches.cards[0].accessibleName()
        assert it.intents[0].buyer_name in detail.buyer.name.text()
        assert detail.offered(it.intents_view(0)) == {"chat", "card", "done", "assign"}
        await until(lambda: [one.intent for one in it.queued(SeeIntent)] == [number(0)])
        await until(lambda: any(line.endswith("Seen") for line in detail.history.lines))
        choose(it, 1)
        await until(lambda: it.shown == number(1))
        assert detail.buttons["assign"].property("kind") == "primary", "nobody's: first say whose it is"
        assert "waits to be assigned" in detail.history.lines[-1]
        detail.history.why.click()
        await until(lambda: "cannot be reached" in detail.history.said.text())
        assert [one.intent for one in it.queued(SeeIntent)] == [number(0)], "nobody's are not mine to have seen"


async def test_done_is_undone_and_the_selection_stays_where_it_was(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        it.view.filters.states.select(ALL_ONES)
        it.view.renew()
        await until(lambda: len(it.titles) == 10)
        choose(it, 2)
        await until(lambda: it.shown == number(2))
        press(it, Qt.Key.Key_D)
        await until(lambda: it.done)
        assert it.done[-1][0] == "1 intent marked as done"
        await until(lambda: it.view.model.rows[2].view.status is IntentStatus.DONE)
        newer = replace(it.intents[5], intent=replace(it.intents[5].intent, id=number(99)), received_at=it.seeded.now())
        it.hear(IntentChanged(intent=newer))
        await until(lambda: len(it.titles) == 11)
        assert [row.view.id for row in it.view.chosen] == [number(2)]
        assert it.view.table.currentIndex().row() == 3
        assert it.shown == number(2)
        it.undo()
        await until(lambda: [one.done for one in it.queued(MarkIntentDone)] == [True, False])
        await until(lambda: it.view.model.rows[3].view.status is IntentStatus.SEEN)


async def test_several_are_assigned_at_once_and_taken_back(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        choose(it, 0, 1)
        assert len(it.view.chosen) == 2
        press(it, Qt.Key.Key_A)
        await until(lambda: it.view.doing.dialog is not None)
        dialog = it.view.doing.dialog
        assert dialog is not None
        assert dialog.windowTitle() == "Who deals with these 2 intents?"
        assert dialog.picker.current is not None
        assert dialog.picker.current.id == COLLEAGUE
        dialog.go.click()
        await until(lambda: it.done)
        assert it.done[-1][0].startswith("2 intents assigned to")
        assert {one.intent for one in it.queued(AssignIntent)} == {number(0), number(1)}
        await until(lambda: all(row.view.owner and row.view.owner.id == COLLEAGUE for row in it.view.model.rows[:2]))
        it.undo()
        await until(lambda: len(it.queued(AssignIntent)) == 3)


async def test_my_card_is_shown_before_it_leaves(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        choose(it, 0)
        await until(lambda: it.shown == number(0))
        it.view.detail.buttons["card"].click()
        await until(lambda: it.view.doing.strip is not None and it.view.doing.strip.waiting)
        strip = it.view.doing.strip
        assert strip is not None
        assert not it.queued(SendIntentCard)
        choose(it, 2)
        await until(lambda: it.shown == number(2))
        assert not strip.waiting, "it was meant for another buyer"
        press(it, Qt.Key.Key_B)
        await until(lambda: strip.waiting)
        strip.send_button.click()
        await until(lambda: [one.intent for one in it.queued(SendIntentCard)] == [number(2)])
        await until(lambda: it.view.detail.buttons["card"].text() == "Send card again")


async def test_a_card_about_to_leave_leaves_the_intent_in_sight(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until) as it:
        it.view.resize(960, 592)  # a window of 1024 × 640
        choose(it, 0)
        await until(lambda: it.shown == number(0))
        press(it, Qt.Key.Key_B)
        await until(lambda: it.view.doing.strip is not None and it.view.doing.strip.waiting)
        strip = it.view.doing.strip
        assert strip is not None
        await until(lambda: 0 < strip.height() < it.view.detail.height() // 3)
        strip.stop()


async def test_a_chat_opens_when_the_server_has_begun_it(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        choose(it, 3)
        await until(lambda: it.shown == number(3))
        press(it, Qt.Key.Key_C)
        assert it.gone_to == [ConversationId(4)], "it was started before"
        choose(it, 2)
        await until(lambda: it.shown == number(2))
        it.view.detail.buttons["chat"].click()
        await until(lambda: len(it.queued(StartIntentChat)) == 1)
        await until(lambda: it.view.detail.buttons["chat"].text() == "Starting the chat …")
        it.seeded.store.write_local_blocking(outbox.settle, [one.id for one in it.pending(StartIntentChat)])
        begun = replace(it.intents[2], rev=5, chat_at=it.seeded.now(), state=IntentState.CONTACTED)
        it.hear(IntentChanged(intent=begun))
        await until(lambda: it.gone_to == [ConversationId(4), ConversationId(3)])


async def test_a_refusal_is_said_where_it_belongs(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        choose(it, 2)
        await until(lambda: it.shown == number(2))
        it.view.do("chat")
        await until(lambda: it.pending(StartIntentChat))
        [waiting] = it.pending(StartIntentChat)
        changes = it.seeded.store.write_local_blocking(outbox.refuse, waiting.id, "served_by_other")
        it.seeded.desk.changed(changes)
        notice = it.view.detail.notice
        await until(notice.isVisible)
        assert "The chat was not started. A colleague is talking with this buyer" in notice.text
        assert it.view.detail.buttons["chat"].text() == "Start a chat"
        notice.dismissed.emit()
        await until(lambda: not notice.isVisible() and it.view.model.rows[2].view.problem is None)


async def test_what_one_may_not_see_or_do_is_not_shown(qapp: QApplication, profile: Path, until: Until) -> None:
    may = SALES - {Permission.INTENT_DETAILS, Permission.INTENT_DONE, Permission.MATCHED_EXHIBITS}
    async with opened(profile, until, sub=may, reduced=True) as it:
        assert it.view.folders == (IntentFolder.RECEIVED,)
        assert not it.view.tabs.isVisible()
        choose(it, 0)
        await until(lambda: it.shown == number(0))
        detail = it.view.detail
        assert {deed for deed, button in detail.buttons.items() if button.isVisible()} == {"chat", "card"}
        assert detail.facts.values["price"].text() == "hidden"
        assert "may not see details" in detail.mind.text()
        assert not detail.matches.isVisible()
        press(it, Qt.Key.Key_D)
        press(it, Qt.Key.Key_A)
        assert not it.queued(MarkIntentDone)
        it.hear(IntentChanged(intent=replace(it.intents[0], gone=True)))
        await until(lambda: it.shown is None)
        await until(lambda: it.titles and not it.titles[0].startswith("Brass"))


async def test_menu_words_and_narrow_windows(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        choose(it, 0)
        await until(lambda: it.shown == number(0))
        it.view.table.menu_wanted.emit(QPoint(10, 10))
        [menu] = [one for one in it.view.findChildren(QMenu) if one.isVisible()]
        assert [action.text().split("\t")[0] for action in menu.actions()] == [
            "Chat with the buyer", "Send my card", "Translate", "Mark as done", "Assign …",
        ]  # fmt: skip
        menu.close()
        it.view.resize(700, 560)
        assert not it.view.table.isVisible()
        assert it.view.detail.back_button.isVisible()
        it.view.detail.back_button.click()
        assert it.view.table.isVisible()
        assert it.view.table.isColumnHidden(model.MATCH)
        row = it.view.model.rows[0]
        assert wording.state(row.view) in it.view.model.data(it.view.model.index(0, model.STATE))
