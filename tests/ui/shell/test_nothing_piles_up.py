"""What is opened and closed many times a day leaves nothing behind: no widget and no thread."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QDialog

from tests.helpers.live_server import live_server
from tests.helpers.qt_loop import until
from tests.helpers.real_desk import RealDesk, ask, real_desk
from workstation.domain.ids import ConversationId

ROUNDS: Final = 3
"""After a first one, in which what is made once is made."""
SCREENS: Final = ("settings", "notices", "cards", "calendar", "team", "inbox")


def _dialogs(it: RealDesk) -> list[QDialog]:
    return [one for one in it.window.findChildren(QDialog) if one.isVisible()]


def _objects(it: RealDesk) -> int:
    """Return how many objects hang on the window, those excepted that are about to go."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return len(it.window.findChildren(QObject))


def _openers(it: RealDesk) -> list[Callable[[], object]]:
    place = it.window.workplace
    assert place.chat is not None
    assert place.transfer is not None
    assert place.calendar is not None
    assert place.blocking is not None
    transfer, blocking = place.transfer, place.blocking
    return [
        it.window.show_shortcuts,
        lambda: transfer.open_dialog(),
        place.calendar.offer,
        place.chat.quotes.open,
        lambda: blocking.open_dialog(reporting=True),
    ]


async def _round(it: RealDesk, conversations: list[ConversationId]) -> None:
    for key in SCREENS:
        it.window.show_screen(key)
    for conversation in conversations:
        await it.open_chat(conversation)
    chat = it.window.workplace.chat
    assert chat is not None
    await until(lambda: chat.composer.writable)
    for opens in _openers(it):
        opens()
        await until(lambda: _dialogs(it))
        for dialog in _dialogs(it):
            dialog.reject()
        await until(lambda: not _dialogs(it))


async def test_a_day_of_screens_and_dialogs_leaves_nothing_behind(qapp: QApplication, tmp_path: Path) -> None:
    with live_server(tmp_path / "server") as server:
        conversations = [ask(server, "How much?", name=name)[1] for name in ("Ana García", "Eva Ruiz")]
        async with real_desk(server, tmp_path / "desk") as it:
            for conversation in conversations:
                await it.listed(conversation)
            await _round(it, conversations)
            objects, threads = _objects(it), threading.active_count()
            for _ in range(ROUNDS):
                await _round(it, conversations)
            # One object that each round leaves behind would be as many as there were rounds.
            await until(lambda: _objects(it) - objects < ROUNDS)
            assert threading.active_count() - threads < ROUNDS
