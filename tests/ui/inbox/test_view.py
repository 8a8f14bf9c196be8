"""The pane: what it loads, how it follows changes, why it is empty, which keys and menus it has."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.helpers.builders import make_exhibit
from tests.ui.inbox.conftest import Pane
from tests.ui.inbox.rows import NOON, StillClock, make_row
from workstation.domain.account import AccountKind, Presence
from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.events import PresenceMoved
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.link import LinkState, Phase
from workstation.services.views import LIST_LIMIT, Chip, ConversationRef, InboxCounts, InboxFilter, ListOrder
from workstation.ui.inbox.list_menu import ListMenu
from workstation.ui.inbox.new_tag import NewTagDialog
from workstation.ui.inbox.row_menu import fill_row_menu, fill_tags

Until = Callable[..., Any]
MakePane = Callable[..., Pane]


def changed(*numbers: int) -> ChangeSet:
    return ChangeSet(conversations=frozenset(ConversationId(n) for n in numbers))


async def test_a_change_reads_its_row_only(make_pane: MakePane, until: Until) -> None:
    pane = make_pane()
    await pane.view.feed.load()
    pane.inbox.put(make_row(20, last_at=NOON + timedelta(seconds=1), unread=4))
    pane.bus.changed.emit(changed(20))
    await until(lambda: pane.view.model.row(0).id == 20)
    await until(lambda: pane.view.feed.counts.unread_messages == 4)
    assert len(pane.view.model) == 30
    await pane.settle()


async def test_many_changes_read_the_list_once(make_pane: MakePane, until: Until) -> None:
    pane = make_pane(count=500)
    await pane.view.feed.load()
    for n in range(1, 400):
        pane.inbox.put(make_row(n, unread=1))
    pane.bus.changed.emit(changed(*range(1, 400)))
    await until(lambda: pane.view.model.row(0).unread == 1)
    assert all(pane.view.model.row(i).unread for i in range(399))
    await pane.settle()


async def test_changes_of_people_reach_their_rows(make_pane: MakePane, until: Until) -> None:
    pane = make_pane()
    await pane.view.feed.load()
    pane.inbox.put(make_row(3, title="Renamed"))
    pane.bus.changed.emit(ChangeSet(buyers=frozenset({PrincipalId(1003)})))
    await until(lambda: pane.view.model.row(2).title == "Renamed")
    await pane.settle()


async def test_a_renamed_exhibit_reaches_the_rows_that_name_it(make_pane: MakePane, until: Until) -> None:
    pane = make_pane()
    pane.inbox.put(make_row(3, last_kind="exhibit"))
    await pane.view.feed.load()
    lamp = make_exhibit(5)
    pane.inbox.put(make_row(3, last_kind="exhibit", last_exhibit=lamp))
    pane.bus.changed.emit(ChangeSet(exhibits=True))
    await until(lambda: pane.view.model.row(2).last_exhibit == lamp)
    await pane.settle()


async def test_the_clock_draws_only_those_rows_anew_that_it_has_overtaken(
    make_pane: MakePane, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = make_pane(count=8)
    pane.inbox.put(make_row(3, waiting_since=NOON - timedelta(minutes=14)))
    await pane.view.feed.load()
    pane.view.grab()
    delegate, clock = pane.view.delegate, pane.view._clock_of_day
    drawn: list[ConversationRef] = []
    monkeypatch.setattr(pane.view.list, "update", lambda index: drawn.append(pane.view.model.row(index.row()).id))
    pane.view._clock.timeout.emit()
    assert drawn == []
    assert isinstance(clock, StillClock)
    clock.at = NOON + timedelta(minutes=1)
    pane.view._clock.timeout.emit()
    assert drawn == [3]
    made = delegate.layout(pane.view.model.row(pane.view.model.position(ConversationId(3))), 340)
    assert made.clock is not None
    assert (made.clock[1], made.clock[2]) == ("15 min", True)
    await pane.settle()


async def test_chips_and_tabs_choose_rows(make_pane: MakePane) -> None:
    pane = make_pane()
    pane.inbox.put(make_row(7, waiting_since=NOON, unread=1))
    pane.inbox.put(make_row(99, kind=ConversationKind.COLLEAGUE, title="", colleague_name_en="Li"))
    await pane.view.show_filter(InboxFilter(chip=Chip.UNANSWERED))
    assert pane.view.model.ids() == [7]
    await pane.view.show_filter(InboxFilter(kind=ConversationKind.COLLEAGUE))
    assert pane.view.model.ids() == [99]
    assert pane.view.tabs.key == "colleague"
    await pane.settle()


@pytest.mark.parametrize(("kind", "offered"), [(AccountKind.MAIN, True), (AccountKind.SUB, False)])
async def test_only_the_main_account_sees_unassigned_ones(
    make_pane: MakePane, kind: AccountKind, offered: bool
) -> None:
    pane = make_pane(kind=kind)
    assert (Chip.UNASSIGNED.value in pane.view._chip_texts()) is offered
    await pane.settle()


async def test_an_answered_buyer_stays_until_one_turns_away(make_pane: MakePane, until: Until) -> None:
    pane = make_pane()
    for n in (7, 8):
        pane.inbox.put(make_row(n, waiting_since=NOON))
    await pane.view.show_filter(InboxFilter(chip=Chip.UNANSWERED))
    pane.view.mark_open(ConversationId(7))
    pane.inbox.put(make_row(7, last_from_me=True))
    pane.bus.changed.emit(changed(7))
    await until(lambda: pane.view.model.row(0).last_from_me)
    assert pane.view.model.ids() == [7, 8]
    pane.view.mark_open(ConversationId(8))
    await until(lambda: pane.view.model.ids() == [8])
    await pane.settle()


async def test_stepping_through_the_list(make_pane: MakePane) -> None:
    pane = make_pane(count=3)
    await pane.view.feed.load()
    assert pane.view.step(1) == 1
    pane.view.mark_open(ConversationId(2))
    assert (pane.view.step(-1), pane.view.step(1)) == (1, 3)
    pane.view.mark_open(ConversationId(3))
    assert pane.view.step(1) is None
    await pane.settle()


async def test_next_unanswered_is_ones_own_that_waits_longest(make_pane: MakePane) -> None:
    pane = make_pane()
    await pane.view.feed.load()
    assert await pane.view.feed.next_unanswered() is None
    pane.inbox.put(make_row(5, waiting_since=NOON - timedelta(hours=9)))
    pane.inbox.put(make_row(6, waiting_since=NOON - timedelta(hours=1), mine=True))
    pane.inbox.put(make_row(8, waiting_since=NOON - timedelta(hours=2), mine=True))
    pane.inbox.put(make_row(9, waiting_since=NOON - timedelta(hours=20), writable=False))
    assert await pane.view.feed.next_unanswered() == 8
    pane.view.mark_open(ConversationId(8))
    assert await pane.view.feed.next_unanswered() == 6
    await pane.settle()


async def test_early_rows_are_searched_by_name(make_pane: MakePane) -> None:
    view = make_pane(early=True).view
    view.feed.show_early(make_row(n) for n in range(1, 31))
    view.search.setText("buyer 17")
    assert view.model.ids() == [17]
    view.search.setText("nobody at all")
    assert view.model.ids() == []
    view.search.clear()
    assert len(view.model) == 30


async def test_from_the_search_box_to_an_early_row(make_pane: MakePane) -> None:
    view = make_pane(early=True).view
    view.feed.show_early(make_row(n) for n in range(1, 31))
    entered: list[int] = []
    view.list.entered_chat.connect(entered.append)
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert entered == [], "nothing was looked for"
    view.search.setText("buyer 17")
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert entered == [17]
    view.list.take_keys()
    assert view.list.current_id == 17


async def test_the_search_box_never_opens_a_row_that_was_not_looked_for(make_pane: MakePane, until: Until) -> None:
    pane = make_pane()
    await pane.view.feed.load()
    entered: list[int] = []
    pane.view.chat_entered.connect(entered.append)
    for text in ("buyer 17", "   "):
        pane.view.search.setText(text)
        QTest.keyClick(pane.view.search, Qt.Key.Key_Return)
        await until(lambda: pane.view.results is not None and not pane.view.results.searching)
    assert pane.search.asked == ["buyer 17"]
    assert entered == []
    await pane.settle()


async def test_presence_signals(make_pane: MakePane) -> None:
    pane = make_pane()
    await pane.view.feed.load()
    pane.bus.signalled.emit(PresenceMoved(principal_id=PrincipalId(1002), presence=Presence.BUSY))
    assert pane.view.model.row(1).presence is Presence.BUSY
    await pane.settle()


@pytest.mark.parametrize(
    ("link", "wanted", "title", "button"),
    [
        (LinkState(phase=Phase.ONLINE, as_of=NOON), InboxFilter(), "No buyer has written yet", ""),
        (LinkState(phase=Phase.SYNCING, done=10, total=2000), InboxFilter(), "Loading your conversations", ""),
        (LinkState(phase=Phase.OFFLINE), InboxFilter(), "Nothing is on this machine yet", "Try again now"),
        (LinkState(phase=Phase.OFFLINE, as_of=NOON), InboxFilter(), "No buyer has written yet", ""),
        (
            LinkState(phase=Phase.ONLINE, as_of=NOON),
            InboxFilter(chip=Chip.UNREAD),
            "You have read everything",
            "Show all",
        ),
        (
            LinkState(phase=Phase.ONLINE, as_of=NOON),
            InboxFilter(kind=ConversationKind.COLLEAGUE),
            "No chats with colleagues yet",
            "Write to a colleague",
        ),
    ],
)
async def test_an_empty_list_says_why(
    make_pane: MakePane, link: LinkState, wanted: InboxFilter, title: str, button: str
) -> None:
    pane = make_pane(count=0, link=link)
    await pane.view.show_filter(wanted)
    assert pane.view._stack.currentWidget() is pane.view.empty
    assert pane.view.empty.title == title
    assert (pane.view.empty.button.text() if not pane.view.empty.button.isHidden() else "") == button
    await pane.settle()


async def test_the_way_out_of_an_empty_list(make_pane: MakePane, until: Until) -> None:
    pane = make_pane(count=3, link=LinkState(phase=Phase.ONLINE, as_of=NOON))
    await pane.view.show_filter(InboxFilter(chip=Chip.STARRED))
    pane.view.empty.button.click()
    await until(lambda: len(pane.view.model) == 3)
    offline = make_pane(count=0, link=LinkState(phase=Phase.OFFLINE))
    await offline.view.feed.load()
    offline.view.empty.button.click()
    assert offline.woken == 1
    await offline.settle()
    await pane.settle()


async def test_an_outrun_load_shows_nothing(make_pane: MakePane) -> None:
    pane = make_pane()
    first = pane.view.show_filter(InboxFilter(chip=Chip.STARRED))
    second = pane.view.show_filter(InboxFilter(order=ListOrder.WAITING))
    await asyncio.gather(first, second, return_exceptions=True)
    assert len(pane.view.model) == 30
    assert pane.view.model.order is ListOrder.WAITING
    await pane.settle()


async def test_writing_to_a_colleague(make_pane: MakePane, until: Until) -> None:
    pane = make_pane()
    entered = list[object]()
    pane.view.chat_entered.connect(entered.append)
    pane.inbox.put(make_row(9000, kind=ConversationKind.COLLEAGUE, title="", colleague_name_en="Wang 2"))
    await pane.view.menus._write_to(pane.desk, (await pane.accounts())[1])
    assert pane.chats == [2]
    assert entered == [9000]
    await pane.settle()


async def test_the_menu_narrows_to_a_tag_and_to_a_colleague_and_the_pane_says_so(
    make_pane: MakePane, until: Until
) -> None:
    pane = make_pane()
    pane.tags_in_use = ["sample sent", "VIP"]
    pane.inbox.put(make_row(4, tags=("VIP",), owner_id=PrincipalId(2)))
    pane.view.menus.open_sort_menu(pane.view.filter, pane.view)
    (menu,) = pane.view.findChildren(ListMenu)
    await until(lambda: any(action.text() == "VIP" for action in menu.actions()))
    next(action for action in menu.actions() if action.text() == "VIP").trigger()
    await until(lambda: pane.view.model.ids() == [4])
    assert pane.view.narrowed.text == "Tag VIP"
    await pane.view.show_filter(InboxFilter(owner_id=PrincipalId(2), tag="VIP", order=ListOrder.WAITING))
    assert pane.view.narrowed.text == "Served by Wang 2 · Tag VIP · Longest waiting first"
    await pane.view.show_filter(InboxFilter(tag="nobody has it"))
    assert pane.view.empty.title == "Nobody has this tag"
    pane.view.narrowed.undone.emit()
    await until(lambda: len(pane.view.model) == 30)
    assert pane.view.narrowed.text == ""
    await pane.settle()


async def test_tags_are_put_on_and_taken_off_in_the_menu_of_a_row(make_pane: MakePane, until: Until) -> None:
    pane = make_pane()
    row = make_row(4, tags=("VIP",))
    menu = QMenu(pane.view)
    asked: list[bool] = []
    tags = fill_row_menu(menu, row, pane.desk.inbox, lambda: asked.append(True), lambda _read: None)
    fill_tags(tags, row, ["sample sent", "VIP"], pane.desk.inbox, lambda: asked.append(True))
    offered = {action.text(): action for action in tags.actions() if action.text()}
    assert list(offered) == ["VIP", "sample sent", "New tag …"]
    assert offered["VIP"].isChecked()
    offered["sample sent"].trigger()
    await until(lambda: pane.inbox.marks)
    offered["VIP"].trigger()
    await until(lambda: len(pane.inbox.marks) == 2)
    assert pane.inbox.marks == [(4, {"tags": ("VIP", "sample sent")}), (4, {"tags": ()})]
    offered["New tag …"].trigger()
    assert asked == [True]
    await pane.settle()


@pytest.mark.parametrize(
    ("changes", "offered", "asked"),
    [
        ({}, "Mark as unread", [False]),
        ({"unread": 2}, "Mark as read", [True]),
        ({"marked_unread": True}, "Mark as read", [True]),
        ({"marked_unread": True, "unread": 2}, "Mark as read", [True]),
    ],
)
async def test_a_row_is_marked_as_read_or_unread_unopened(
    make_pane: MakePane, changes: dict[str, object], offered: str, asked: list[bool]
) -> None:
    pane = make_pane()
    menu, read = QMenu(pane.view), list[bool]()
    fill_row_menu(menu, make_row(4, **changes), pane.desk.inbox, lambda: None, read.append)
    found = [action for action in menu.actions() if action.text().startswith("Mark as")]
    for action in found:
        action.trigger()
    assert ([action.text() for action in found], read) == ([offered], asked)
    await pane.settle()


async def test_a_new_tag_is_one_line_of_words(make_pane: MakePane) -> None:
    pane = make_pane()
    dialog = NewTagDialog("Buyer 4", ["VIP"], pane.view)
    named: list[str] = []
    dialog.named.connect(named.append)
    dialog.open()
    assert not dialog.add_button.isEnabled()
    QTest.keyClicks(dialog.field, "  sample   sent ")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert named == ["sample sent"]
    await pane.settle()


async def test_the_foot_tells_of_the_archive_and_of_those_beyond_the_limit(make_pane: MakePane, until: Until) -> None:
    pane = make_pane(count=3)
    await pane.settle()
    foot = pane.view.foot

    def said() -> list[str]:
        return list(foot.texts)

    assert said() == []
    foot.show_counts(InboxCounts(listed=LIST_LIMIT, archived=500), InboxFilter())
    assert said() == ["500 older buyers in the archive"]
    foot.show_counts(InboxCounts(listed=LIST_LIMIT + 13, archived=0), InboxFilter())
    assert said() == ["13 beyond 2,000 stay: unanswered, starred, pinned, marked as unread, with a draft or unsent"]
    foot.show_counts(InboxCounts(listed=LIST_LIMIT + 13, archived=9), InboxFilter(chip=Chip.MINE))
    assert said() == []
    foot.archive_wanted.emit()
    await until(lambda: pane.view.feed.loaded)
    assert pane.view.filter.chip is Chip.ARCHIVED
    await pane.settle()
