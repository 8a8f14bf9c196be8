"""Marking conversations as unread in the window, without a network: by the key and the menu, until one comes back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.shell.test_main_window import Open, opened
from workstation.domain.actions import MarkRead, SetMarks
from workstation.domain.ids import ConversationId
from workstation.services.views import Chip, ConversationRef, InboxFilter, InboxRow
from workstation.storage import outbox
from workstation.ui.inbox.read_marks import mark
from workstation.ui.shortcuts import BINDINGS

Until = Callable[..., Any]
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def shown(it: Open, conversation: ConversationId) -> InboxRow:
    model = it.window.workplace.inbox.model
    return model.row(model.position(conversation))


def on_their_way(it: Open) -> list[bool | None]:
    """Return what was said of unread marks, the oldest first."""
    waiting = it.seeded.store.read_local_blocking(outbox.every)
    return [one.action.marked_unread for one in waiting if isinstance(one.action, SetMarks)]


async def read(it: Open, until: Until) -> tuple[ConversationId, ConversationId]:
    """Have the first two rows read and the first one open."""
    first, second = (it.window.workplace.inbox.model.row(at).id for at in (0, 1))
    assert isinstance(first, int)
    assert isinstance(second, int)
    for one in (first, second):
        await it.desk.chat.mark_read(one, shown(it, one).last_n)
    chat = it.window.workplace.chat
    assert chat is not None
    it.window.open_conversation(first)
    await until(lambda: chat.feed.head is not None and chat.feed.head.row.id == first)
    await until(lambda: not shown(it, first).unread and not shown(it, second).unread)
    return first, second


async def test_the_key_marks_the_open_one_until_one_comes_back(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        first, second = await read(it, until)
        it.press(Qt.Key.Key_M, CONTROL_SHIFT)
        await until(lambda: shown(it, first).marked_unread)
        assert it.window.toast.text == "Marked as unread"
        it.press(Qt.Key.Key_M, CONTROL_SHIFT)
        await until(lambda: not shown(it, first).marked_unread)
        assert it.window.toast.text == "Marked as read"
        it.press(Qt.Key.Key_M, CONTROL_SHIFT)
        await until(lambda: shown(it, first).marked_unread)
        it.window.open_conversation(second)
        chat = it.window.workplace.chat
        assert chat is not None
        await until(lambda: chat.feed.head is not None and chat.feed.head.row.id == second)
        assert shown(it, first).marked_unread, "turning away leaves it"
        it.window.open_conversation(first)
        await until(lambda: not shown(it, first).marked_unread)
        assert on_their_way(it) == [True, False, True, False]


async def test_the_list_s_cursor_goes_before_the_open_one(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        first, second = await read(it, until)
        place = it.window.workplace
        place.inbox.list.take_keys()
        place.inbox.list.setCurrentIndex(place.inbox.model.index(place.inbox.model.position(second), 0))
        await until(place.inbox.list.hasFocus)
        it.press(Qt.Key.Key_M, CONTROL_SHIFT)
        await until(lambda: shown(it, second).marked_unread)
        assert not shown(it, first).marked_unread
        await place.inbox.show_filter(InboxFilter(chip=Chip.UNREAD))
        assert second in place.inbox.model.ids()
        QTest.keyClick(place.inbox.list, Qt.Key.Key_Return)


async def test_what_was_open_when_the_desk_was_left_keeps_its_mark(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until, customers=3) as it:
        first = ConversationId(1)
        await it.desk.inbox.set_marks(first, marked_unread=True)
        place = it.window.workplace
        chat = place.chat
        assert chat is not None
        place.open_conversation(first, as_left=True)
        await until(lambda: chat.feed.head is not None and chat.feed.head.row.marked_unread)
        assert on_their_way(it) == [True]
        place.open_conversation(first, enter=True)  # now somebody has clicked on it
        await until(lambda: on_their_way(it) == [True, False])


async def test_marking_as_read_takes_both_away(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=12) as it:

        async def again(id_: ConversationRef) -> InboxRow:
            found: dict[ConversationRef, InboxRow] = await it.desk.inbox.rows([id_])
            return found[id_]

        wanted = ((True, False), (False, True), (True, True))
        rows = [row for row in await it.desk.inbox.list(InboxFilter()) if row.unread]
        for one, (unread, marked) in zip(rows, wanted, strict=False):
            if not unread:
                await it.desk.chat.mark_read(one.id, one.last_n)
            if marked:
                await it.desk.inbox.set_marks(one.id, marked_unread=True)
            row = await again(one.id)
            assert (bool(row.unread), row.marked_unread, row.is_unread) == (unread, marked, True)
            await mark(it.desk, row, read=True)
            assert not (await again(one.id)).is_unread
        waiting = it.seeded.store.read_local_blocking(outbox.every)
        assert sum(isinstance(pending.action, MarkRead) for pending in waiting) == len(wanted)


def test_the_key_is_nobody_else_s() -> None:
    keys = [key for binding in BINDINGS for key in binding.keys]
    assert "Ctrl+Shift+M" in keys
    assert len(keys) == len(set(keys))
