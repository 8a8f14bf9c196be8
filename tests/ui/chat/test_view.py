"""The chat as a whole: opening, reading, older pages, new messages, what can be done with a message."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import BUYER, Talk, long_name
from tests.ui.chat.working import Until, chat_of, is_open, numbers, opened
from workstation.domain.account import Presence
from workstation.domain.changes import ChangeSet
from workstation.domain.errors import Refusal
from workstation.domain.events import PresenceMoved, Typing
from workstation.domain.ids import ConversationId
from workstation.domain.link import LinkState, Phase
from workstation.services.views import ItemState
from workstation.ui.chat import item_menu
from workstation.ui.chat.links import LinkDialog, real_host, safe_url
from workstation.ui.chat.timeline.targets import Kind

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


async def test_opens_where_one_stopped_reading(make_view: MakeView, until: Until) -> None:
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


# ---- following -----------------------------------------------------------------------------------------------------


async def test_new_messages_appear_and_are_counted_when_out_of_view(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(60))})
    await opened(view, until)
    chat_of(view).receive(1, "one", "two")
    await until(lambda: view.timeline.rows.last_n == 62)
    assert view.timeline.at_bottom
    view.timeline.verticalScrollBar().setValue(50)
    chat_of(view).receive(1, "three", "four", "five")
    await until(lambda: view.seen.jump_button.count == 3)
    view.seen.jump_button.click()
    assert view.timeline.at_bottom
    assert view.seen.jump_button.count == 0


async def test_a_flood_is_shown_whole_and_once(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(20))})
    await opened(view, until)
    for n in range(300):
        chat_of(view).receive(1, f"message {n}")
        if n % 50 == 0:
            await until(lambda: view.feed._following is not None)
    await until(lambda: view.timeline.rows.last_n == 320)
    assert numbers(view) == list(range(1, 321))


async def test_while_one_reads_above_the_window_stays_bounded(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(350))})
    await opened(view, until)
    bar = view.timeline.verticalScrollBar()

    def up() -> bool:
        bar.setValue(bar.value() - 400)
        return len(view.timeline.rows) >= 300

    await until(up)
    key = view.timeline.rows.items[view.timeline.visible_rows()[1]].key
    before = view.timeline.row_rect(key).top()
    chat_of(view).receive(1, *["more"] * 200)
    await until(lambda: view.seen.jump_button.count == 200)
    assert view.timeline.row_rect(key).top() == before
    assert len(view.timeline.rows) <= 400
    view.seen.jump_button.click()
    await until(lambda: view.timeline.at_bottom and view.timeline.rows.last_n == 550)


async def test_states_move_on(make_view: MakeView, until: Until) -> None:
    talk = Talk(items=samples.many(3))
    view = make_view({1: talk})
    await opened(view, until)
    QTest.keyClicks(view.composer.edit, "offer")
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: [item.state for item in view.timeline.rows.items[3:]] == [ItemState.WAITING])
    chat_of(view).confirm(1)
    await until(lambda: [item.state for item in view.timeline.rows.items[3:]] == [ItemState.SENT])
    assert numbers(view) == [1, 2, 3, 4]
    talk.items[3] = replace(talk.items[3], state=ItemState.READ)
    talk.read_n = 4
    view.feed.on_changed(ChangeSet(conversations=frozenset({ConversationId(1)})))
    await until(lambda: view.timeline.rows.items[3].state is ItemState.READ)


async def test_rights_that_go_lock_the_composer(make_view: MakeView, until: Until) -> None:
    talk = Talk(items=samples.many(3))
    view = make_view({1: talk})
    await opened(view, until)
    QTest.keyClicks(view.composer.edit, "half a sentence")
    talk.writable, talk.reason = False, "given_away"
    view.feed.on_changed(ChangeSet(conversations=frozenset({ConversationId(1)})))
    await until(lambda: not view.composer.writable)
    assert view.composer.edit.toPlainText() == "half a sentence"
    assert "handed" in view.composer._reason.text()


async def test_an_archived_one_is_read_first_and_written_to_when_one_wants(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3), archived=True), 2: Talk(items=samples.many(3))})
    await opened(view, until)
    composer = view.composer
    assert is_open(view) is False
    assert composer.write_button.isVisible()
    assert composer.write_button.hasFocus()
    QTest.keyClick(composer.write_button, Qt.Key.Key_Space)
    assert is_open(view) is True
    assert composer.edit.hasFocus()
    QTest.keyClicks(composer.edit, "Are you still interested?")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    await until(lambda: chat_of(view).sent == [(1, "Are you still interested?")])
    view.open_conversation(ConversationId(2))
    await until(lambda: view._shown_ref == 2)
    assert is_open(view) is True
    view.open_conversation(ConversationId(1))
    await until(lambda: view._shown_ref == 1)
    assert is_open(view) is False


async def test_everything_anew_keeps_the_place(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(120))})
    await opened(view, until)
    bar = view.timeline.verticalScrollBar()
    bar.setValue(600)
    await until(lambda: len(view.timeline.rows) >= 100)
    key = view.timeline.rows.items[view.timeline.visible_rows()[1]].key
    before = view.timeline.row_rect(key).top()
    view.feed.on_changed(ChangeSet(everything=True))
    await until(lambda: view.feed._following is not None and view.feed._following.done())
    assert view.timeline.row_rect(key).top() == before


async def test_typing_and_presence_of_the_other_side(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    view._on_signalled(Typing(conversation_id=ConversationId(2), principal_id=BUYER.id))
    view._on_signalled(Typing(conversation_id=ConversationId(1), principal_id=samples.COLLEAGUE))
    assert view.typing_line.text == ""
    view._on_signalled(Typing(conversation_id=ConversationId(1), principal_id=BUYER.id))
    assert "Ana Torres" in view.typing_line.text
    view._on_signalled(PresenceMoved(principal_id=BUYER.id, presence=Presence.AWAY))
    assert view.header._presence is Presence.AWAY
    chat_of(view).receive(1, "here")
    await until(lambda: view.typing_line.text == "")


# ---- what can be done ----------------------------------------------------------------------------------------------


def test_links_are_opened_only_when_they_are_web_addresses() -> None:
    for address in (
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "http:///x",
        "ftp://a.b",
        "data:text/html,x",
    ):
        assert safe_url(address) is None
    url = safe_url("https://google.com@evil.example/x")
    assert url is not None
    assert real_host(url) == "evil.example"
    url = safe_url("https://аpple.com/")
    assert url is not None
    assert real_host(url) == "xn--pple-43d.com"


async def test_a_link_is_opened_after_its_host_was_shown(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=[samples.item(1, "see https://аpple.com/login now")])})
    await opened(view, until)
    lay = view.timeline.layout_at(0)
    at = lay.targets[0].boxes[0].center() + QPointF(0, view.timeline.row_rect("m:1").top())
    QTest.mouseClick(view.timeline.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at.toPoint())
    dialog = view.findChild(LinkDialog)
    assert dialog is not None
    assert dialog.host_label.text() == "xn--pple-43d.com"
    assert any("look familiar" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    await until(lambda: view.findChild(LinkDialog) is None)


async def test_a_link_dialog_takes_no_markup(make_view: MakeView) -> None:
    view = make_view({})
    dialog = LinkDialog(QUrl("https://example.com/<b>x</b>"), view)
    for label in dialog.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
    dialog.deleteLater()


async def test_the_menu_offers_what_is_possible(make_view: MakeView, until: Until) -> None:
    now = datetime.now(UTC)
    fresh = samples.item(1, "x", mine=True, at=now)
    assert item_menu.offers(fresh, by_me=True, writable=True, selected=True, link="", now=now) == [
        "copy_selection", "translate_selection", "copy", "-", "translate", "reply", "recall", "-", "select_all",
    ]  # fmt: skip
    old = samples.item(1, "x", mine=True)
    assert "recall" not in item_menu.offers(old, by_me=True, writable=True, selected=False, link="", now=now)
    assert "recall" not in item_menu.offers(fresh, by_me=False, writable=True, selected=False, link="", now=now)
    line = samples.item(2, kind="system")
    assert item_menu.offers(line, by_me=False, writable=True, selected=False, link="", now=now) == [
        "copy",
        "-",
        "select_all",
    ]
    failed = samples.item(None, "x", waiting=3, mine=True, state=ItemState.FAILED)
    assert {"retry", "discard"} <= set(
        item_menu.offers(failed, by_me=True, writable=True, selected=False, link="", now=now)
    )


async def test_what_failed_is_not_sent_again_after_the_buyer_was_handed_on(make_view: MakeView, until: Until) -> None:
    failed = samples.item(None, "x", waiting=3, mine=True, state=ItemState.FAILED)
    talk = Talk(items=samples.many(2), pending=[failed])
    view = make_view({1: talk})
    await opened(view, until)

    def choices() -> list[Kind]:
        return [target.kind for target in view.timeline.layout_at(2).targets if target.kind is not Kind.DAY]

    assert choices() == [Kind.RETRY, Kind.COPY, Kind.DISCARD]
    talk.writable, talk.reason = False, "given_away"
    view.feed.on_changed(ChangeSet(conversations=frozenset({ConversationId(1)})))
    await until(lambda: choices() == [Kind.COPY, Kind.DISCARD])
    view.timeline.menu_requested.emit(failed.key, view.timeline.mapToGlobal(QPointF(50, 50).toPoint()))
    menu = view.timeline.findChild(QMenu)
    assert menu is not None
    names = {action.objectName() for action in menu.actions()}
    menu.close()
    assert "discard" in names
    assert "retry" not in names


async def test_the_menu_opens_under_the_pointer_and_acts(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(5))})
    await opened(view, until)
    view.timeline.set_current("m:3")
    view.timeline.menu_requested.emit("m:3", view.timeline.mapToGlobal(QPointF(50, 50).toPoint()))
    menu = view.timeline.findChild(QMenu)
    assert menu is not None
    reply = next(action for action in menu.actions() if action.objectName() == "reply")
    reply.trigger()
    menu.close()
    assert view.composer.reply.isVisible()
    QTest.keyClicks(view.composer.edit, "as I said")
    QTest.keyClick(view.composer.edit, Qt.Key.Key_Return)
    await until(lambda: chat_of(view).sent == [(1, "as I said")])
    assert not view.composer.reply.isVisible()


async def test_copying_a_message(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(5))})
    await opened(view, until)
    view.actions_.act("copy", "m:3")
    assert QGuiApplication.clipboard().text() == samples.TEXTS[3]


async def test_escape_steps_back(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(5))})
    await opened(view, until)
    left: list[None] = []
    view.stepped_back.connect(lambda: left.append(None))
    view.composer.notice.say(Refusal("text_empty"))
    view.actions_.act("reply", "m:3")
    for expected in ((False, True, 0), (False, False, 0), (False, False, 1)):
        QTest.keyClick(view.composer.edit, Qt.Key.Key_Escape)
        assert (bool(view.composer.notice.text), view.composer.reply.isVisible(), len(left)) == expected


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
