"""What goes on in an open conversation: new messages, states, rights, the other side."""

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import BUYER, Talk
from tests.ui.chat.working import Until, chat_of, is_open, numbers, opened
from workstation.domain.account import Presence
from workstation.domain.changes import ChangeSet
from workstation.domain.events import PresenceMoved, Typing
from workstation.domain.ids import ConversationId
from workstation.services.views import ItemState


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
