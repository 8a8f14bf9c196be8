"""The chat as a whole: opening, reading, older pages, words and looks."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import BUYER, Talk, long_name
from tests.ui.chat.working import Until, chat_of, numbers, opened
from workstation.domain.changes import ChangeSet
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.domain.link import LinkState, Phase
from workstation.ui.chat import seen as seen_module

# ---- opening and reading -------------------------------------------------------------------------------------------


async def test_in_little_room_the_name_goes_before_the_clock(make_view: MakeView, until: Until) -> None:
    name = "Jean-Baptiste Emmanuel Ouedraogo"
    buyer = replace(BUYER, name=name, country="BF", time_zone="Africa/Ouagadougou")
    view = make_view({1: Talk(items=samples.many(3), buyer=buyer)})
    await opened(view, until)
    who, now = view.header._who, datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    seen = {}
    for width in (10, 60, 100, *range(150, 400, 5), 800):
        who.resize(width, 60)
        seen[width] = places = who.places(now)
        flag = 8 + 21 if places.code else 0
        assert places.name_width + flag <= max(0, places.clock_left), width
    assert seen[100].name.startswith("Je")
    clocks = list(dict.fromkeys(places.clock for places in seen.values()))
    assert clocks == ["", "09:30", "09:30 there"], "the wider, the fuller"
    assert (seen[800].name, seen[800].code, seen[10].code) == (name, "BF", "")


async def test_nothing_is_open_at_first(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    assert view._stack.currentIndex() == 0
    await opened(view, until)
    assert view._stack.currentIndex() == 1
    view.close_conversation()
    assert view._stack.currentIndex() == 0


async def test_the_newest_page_comes_first_and_all_can_be_reached(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(500))})
    await opened(view, until)
    assert numbers(view) == list(range(451, 501))
    bar = view.timeline.verticalScrollBar()
    seen: set[int | None] = set()

    def up() -> bool:
        rows = view.timeline.rows.items
        seen.update(rows[i].n for i in view.timeline.visible_rows())
        bar.setValue(bar.value() - 300)
        return view.timeline.rows.first_n == 1 and bar.value() == 0

    await until(up)
    up()
    assert seen == set(range(1, 501))
    assert len(view.timeline.rows) <= 400

    def down() -> bool:
        rows = view.timeline.rows.items
        seen.update(rows[i].n for i in view.timeline.visible_rows())
        bar.setValue(bar.value() + 300)
        return view.timeline.at_bottom

    seen.clear()
    await until(down)
    down()
    assert seen == set(range(1, 501))


async def test_opens_where_one_stopped_reading(
    make_view: MakeView, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seen_module, "READ_AFTER_MS", 60_000)  # what is read on the way would need no way back
    view = make_view({1: Talk(items=samples.many(500), unread_from_n=300)})
    await opened(view, until)
    visible = [view.timeline.rows.items[i].n for i in view.timeline.visible_rows()]
    assert 300 in visible
    assert view.seen.jump_button.isVisible()
    view.seen.jump_button.click()
    await until(lambda: view.timeline.at_bottom and view.timeline.rows.last_n == 500)
    assert view.seen.unread_pill.isVisible()
    view.seen.unread_pill.click()
    await until(lambda: any(view.timeline.rows.items[i].n == 300 for i in view.timeline.visible_rows()))


async def test_what_is_seen_is_marked_read_and_only_that(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(200), unread_from_n=101), 2: Talk(items=samples.many(2))})
    await until(view.isActiveWindow)
    await opened(view, until)
    await until(lambda: chat_of(view).marked)
    ref, n = chat_of(view).marked[-1]
    assert ref == 1
    assert 101 <= n < 150
    view.feed.jump_to_newest()
    await until(lambda: chat_of(view).marked[-1] == (1, 200))
    await opened(view, until, 2)
    assert chat_of(view).away == [1]


async def test_nothing_is_marked_read_behind_another_window(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(20), unread_from_n=15)})
    other = QWidget()
    other.show()
    other.activateWindow()
    await until(lambda: other.isActiveWindow() and not view.isActiveWindow())
    await opened(view, until)
    assert not view.seen._reading.isActive()
    other.close()
    view.activateWindow()
    await until(lambda: chat_of(view).marked == [(1, 20)])
    other.deleteLater()


async def test_opening_at_a_message_shows_it(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(500))})
    await opened(view, until, n=120)
    assert any(view.timeline.rows.items[i].n == 120 for i in view.timeline.visible_rows())
    view.open_conversation(ConversationId(1), 480)
    await until(lambda: any(view.timeline.rows.items[i].n == 480 for i in view.timeline.visible_rows()))


async def test_a_conversation_that_is_gone_says_so(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    view.open_conversation(ConversationId(99))
    await until(lambda: "no longer yours" in view.composer.notice.text)
    assert not view.composer.writable


async def test_one_that_comes_back_after_a_fresh_start_is_written_to_again(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    view.composer.edit.setPlainText("half a draft")
    talk = chat_of(view).talks.pop(1)  # another permission: what was here goes, and is fetched anew
    view.feed.on_changed(ChangeSet(everything=True))
    await until(lambda: "no longer yours" in view.composer.notice.text)
    assert not view.composer.writable
    chat_of(view).talks[1] = talk
    view.feed.on_changed(ChangeSet(everything=True))
    await until(lambda: view.composer.writable)
    assert view.composer.notice.text == ""
    assert view.composer.edit.toPlainText() == "half a draft"


async def test_switching_quickly_shows_the_last(make_view: MakeView, until: Until) -> None:
    view = make_view({ref: Talk(items=samples.many(ref)) for ref in range(1, 30)})
    for ref in range(1, 30):
        view.open_conversation(ConversationId(ref))
    await until(lambda: view._shown_ref == 29)
    assert len(view.timeline.rows) == 29


# ---- older ones on the server --------------------------------------------------------------------------------------


async def test_older_ones_are_fetched_from_the_server(make_view: MakeView, until: Until) -> None:
    items = samples.many(160)
    view = make_view({1: Talk(items=items[120:], on_server=items[:120])})
    await opened(view, until)

    def up() -> bool:
        view.timeline.verticalScrollBar().setValue(0)
        return view.timeline.rows.first_n == 1

    await until(up)
    await until(lambda: view.timeline.header_text == "The conversation begins here")
    assert numbers(view) == list(range(1, 161))


async def test_off_line_it_says_where_older_ones_are_and_goes_on_later(make_view: MakeView, until: Until) -> None:
    items = samples.many(100)
    view = make_view({1: Talk(items=items[60:], on_server=items[:60])})
    chat_of(view).refusing = Refusal("unreachable")
    await opened(view, until)
    view.timeline.verticalScrollBar().setValue(0)
    await until(lambda: "on the server" in view.timeline.header_text)
    assert numbers(view) == list(range(61, 101))
    chat_of(view).refusing = None
    view._on_link_changed(LinkState(phase=Phase.ONLINE))

    def up() -> bool:
        view.timeline.verticalScrollBar().setValue(0)
        return view.timeline.rows.first_n == 1

    await until(up)


# ---- words and looks -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 480, 760, 1200])
async def test_nothing_is_cut_off_however_long_the_names(make_view: MakeView, until: Until, width: int) -> None:
    view = make_view({1: Talk(items=samples.everything(), buyer=long_name())}, width=width)
    await opened(view, until)
    assert view.width() == width
    for child in (view.header, view.strip, view.timeline, view.composer):
        assert child.isVisible()
        assert child.width() == width
    field = view.composer.edit
    assert field.mapTo(view, field.rect().bottomRight()).x() <= width


async def test_settings_change_what_enter_does(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(2))})
    await opened(view, until)
    settings: Any = view._desk.settings
    settings.set(enter_sends=False)
    assert "Ctrl+Enter" in view.composer.send_button.toolTip()
    QTest.keyClicks(view.composer.edit, "a")
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    assert view.composer.edit.toPlainText() == "a\n"


async def test_typing_over_the_timeline_goes_into_the_field(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(2))})
    await opened(view, until)
    await until(view.isActiveWindow)
    view.timeline.setFocus()
    QTest.keyClick(view.timeline, Qt.Key.Key_X)
    assert view.composer.edit.toPlainText() == "x"
    assert QApplication.focusWidget() is view.composer.edit
