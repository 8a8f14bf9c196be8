"""The chat over a real desk on real encrypted files: texts, drafts and pictures lie there, each with its owner."""

import asyncio
import random
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.stories.seeded_desk import SeededDesk
from tests.ui.chat import samples
from tests.ui.chat.conftest import at_rest
from workstation.domain.actions import SendMessage
from workstation.domain.ids import ConversationId
from workstation.services.views import ItemState
from workstation.storage import drafts, outbox
from workstation.storage.store import Store
from workstation.ui.bus import Bus
from workstation.ui.chat.view import ChatView

Until = Callable[..., Coroutine[Any, Any, None]]
BUYERS = 12
FOUND_THERE = "شكراً، سأرسل"
"""A draft that one of the conversations has already."""


class Room:
    """A chat over a real desk."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.seeded = SeededDesk(folder, self.bus, customers=BUYERS)
        self.view = at_rest(ChatView(self.seeded.desk, self.bus))
        qtbot.addWidget(self.view)
        self.view.resize(760, 700)
        self.view.show()

    async def open(self, ref: int, until: Until) -> None:
        self.view.open_conversation(ConversationId(ref))
        await until(lambda: self.view._shown_ref == ref)

    def queued(self) -> list[tuple[Any, str]]:
        """Return to whom which text waits to leave."""
        waiting = self.seeded.store.read_local_blocking(outbox.every)
        return [(p.action.conversation, p.action.text) for p in waiting if isinstance(p.action, SendMessage)]

    async def close(self) -> None:
        await self.view.save_drafts()
        self.view.forget()
        self.bus.detach()
        await self.seeded.close()


async def test_500_random_switches_on_real_files(
    qtbot: QtBot, until: Until, tmp_path: Path, trials: Callable[[int], int]
) -> None:
    dice = random.Random(4)
    room = Room(qtbot, tmp_path)
    edit = room.view.composer.edit
    typed: dict[int, list[str]] = {ref: [] for ref in range(1, BUYERS + 1)}
    for number in range(trials(500)):
        ref = dice.randint(1, BUYERS)
        room.view.open_conversation(ConversationId(ref))
        if dice.random() < 0.6:
            await until(lambda ref=ref: room.view._shown_ref == ref)
        mark = f"<{ref}.{number}>"
        typed[ref].append(mark)
        QTest.keyClicks(edit, mark)
        if dice.random() < 0.2:
            QApplication.sendEvent(edit, QInputMethodEvent("ni hao", []))
        if dice.random() < 0.5:
            QTest.keyClick(edit, Qt.Key.Key_Return)
    await until(lambda: not room.view.composer._on_the_way)
    await room.view.save_drafts()
    queued = room.queued()
    kept = room.seeded.store.read_local_blocking(drafts.every)
    await room.close()
    assert queued
    for ref, marks in typed.items():
        sent = [text for to, text in queued if to == ref]
        text = "".join(sent) + kept.get(ConversationId(ref), "")
        # Everything typed for him is there, in its order, once; nothing of anybody else's is.
        assert text.replace("\n", "").replace(FOUND_THERE, "") == "".join(marks), ref


async def test_a_draft_is_there_after_the_files_were_closed(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    room = Room(qtbot, tmp_path)
    await room.open(3, until)
    QTest.keyClicks(room.view.composer.edit, "half an offer")
    await room.close()
    store = Store.open(tmp_path, bytes(range(32)))
    assert store.read_local_blocking(drafts.load, ConversationId(3)) == "half an offer"
    store.close()


async def test_text_and_picture_stand_at_the_end_until_they_leave(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    room = Room(qtbot, tmp_path)
    await room.open(1, until)
    given = QMimeData()
    given.setData("image/jpeg", samples.picture(1600, 1200))
    room.view.composer.take_images(given)
    await until(lambda: room.view.composer.previews.isVisible())
    QTest.keyClicks(room.view.composer.edit, "like this?")
    QTest.keyClick(room.view.composer.edit, Qt.Key.Key_Return)
    rows = room.view.timeline.rows
    await until(lambda: rows.items and rows.items[-1].upload_id is not None)
    last = rows.items[-1]
    assert (last.text, last.state, last.upload_width) == ("like this?", ItemState.WAITING, 1600)
    key = f"u:{last.upload_id}"
    await until(lambda: any(name[0] == key for name in room.view.pictures._pixmaps))
    assert room.view.timeline.at_bottom
    room.view.actions_.discard(last.key)
    await until(lambda: room.view.composer.edit.toPlainText() == "like this?")
    assert room.queued() == []
    await room.close()


async def test_what_is_no_image_is_refused_when_it_is_sent(qtbot: QtBot, until: Until, tmp_path: Path) -> None:
    room = Room(qtbot, tmp_path)
    await room.open(1, until)
    given = QMimeData()
    given.setData("image/png", b"\x89PNG\r\n\x1a\n nonsense")
    room.view.composer.take_images(given)
    await until(lambda: room.view.composer.notice.text)
    assert room.queued() == []
    await room.close()
