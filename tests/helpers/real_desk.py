"""The real window over a real desk at a real server, in the process of the test; and the people who work there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import keyring
import keyring.backend
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.live_server import Client, LiveServer
from tests.helpers.qt_loop import UNTIL_S, until
from tests.unit.storage.test_keys import MemoryKeyring
from workstation.domain import actions as act
from workstation.domain.account import Account, Exhibitor
from workstation.domain.clock import Clock, SystemClock
from workstation.domain.entrance import Me
from workstation.domain.exhibit import Exhibit
from workstation.domain.ids import ActionId, ConversationId, PrincipalId, new_action_id
from workstation.domain.intent import NewIntent, Wanted
from workstation.domain.intent_actions import PublishIntent
from workstation.domain.link import Phase
from workstation.services.desk import Desk, open_desk
from workstation.services.settings import SettingsService
from workstation.services.sign_in import SignIn
from workstation.ui.bus import Bus
from workstation.ui.main_window import MainWindow


class RealDesk:
    """A window and what stands behind it."""

    def __init__(self, desk: Desk, bus: Bus, window: MainWindow) -> None:
        self.desk = desk
        self.bus = bus
        self.window = window

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(self.window.focusWidget() or self.window, key, modifier)

    async def listed(self, conversation: ConversationId) -> None:
        """Wait until the list shows a conversation."""
        model = self.window.workplace.inbox.model
        await until(lambda: model.position(conversation) >= 0)

    async def open_chat(self, conversation: ConversationId) -> None:
        """Open a conversation and wait until it can be worked with."""
        self.window.open_conversation(conversation)
        chat = self.window.workplace.chat
        assert chat is not None
        await until(lambda: chat.feed.head is not None and chat.feed.head.row.id == conversation)


@asynccontextmanager
async def real_desk(
    server: LiveServer,
    folder: Path,
    login: str = "north",
    *,
    size: tuple[int, int] = (1366, 768),
    clock: Clock | None = None,
    patience_s: float = UNTIL_S,
) -> AsyncIterator[RealDesk]:
    """Sign an account in and show its window, on-line; a first sync of much takes more patience."""
    server.account(login)
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    folder.mkdir(parents=True, exist_ok=True)
    bus = Bus()
    bus.attach(asyncio.get_running_loop())
    time = clock or SystemClock()
    sign_in, settings = SignIn(folder), SettingsService(folder)
    await sign_in.sign_in(server.url, login, server.passwords[login], True)
    desk = await open_desk(sign_in, settings, bus, clock)
    window = MainWindow(bus, time)
    window.resize(*size)
    window.show()
    window.activateWindow()
    window.show_desk(desk)
    try:
        await until(lambda: desk.link.phase is Phase.ONLINE, patience_s)
        await until(lambda: window.workplace.inbox.feed.loaded)
        yield RealDesk(desk, bus, window)
    finally:
        chat = window.workplace.chat
        if chat is not None:
            await chat.save_drafts()
        window.forget_desk()
        window.hide()
        await desk.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        await asyncio.sleep(0.05)
        bus.detach()
        keyring.set_keyring(before)


def ask(
    server: LiveServer, text: str = "Hello", *, exhibit: str = "N-1", exhibitor: str = "North Lamps", **buyer: str
) -> tuple[Client, ConversationId]:
    """Let a new buyer ask about an exhibit."""
    client = server.buyer(**buyer)
    shown = next(e for e in client.get("/api/v1/exhibitors", tuple[Exhibitor, ...]) if e.name_en == exhibitor)
    exhibits = client.get(f"/api/v1/exhibitors/{shown.id}/exhibits", tuple[Exhibit, ...])
    about = next((one.id for one in exhibits if one.number == exhibit), None)
    begun = client.act(act.StartConversation(exhibitor_id=shown.id, exhibit_id=about))
    assert begun.conversation_id is not None
    client.act(act.SendMessage(conversation=begun.conversation_id, text=text))
    return client, begun.conversation_id


def want(server: LiveServer, title: str) -> ActionId:
    """Let a new buyer publish what they look for."""
    id_ = new_action_id()
    server.buyer().act(PublishIntent(new=NewIntent(wanted=Wanted(title=title))), id_)
    return id_


def account_of(server: LiveServer, login: str) -> Account:
    """Return an account by its sign-in name."""
    account = server.account(login).get("/api/v1/me", Me).account
    assert account is not None
    return account


def id_of(server: LiveServer, login: str) -> PrincipalId:
    """Return an account's number."""
    return account_of(server, login).id


def owner_of(server: LiveServer, conversation: ConversationId, login: str = "north") -> PrincipalId | None:
    """Return who serves a buyer, as the server knows it."""
    from workstation.domain.conversation import ConversationPage

    return server.account(login).get(f"/api/v1/conversations/{conversation}", ConversationPage).conversation.owner_id


def child(parent: QWidget, kind: type[QWidget], matches: Callable[[QWidget], bool]) -> QWidget:
    """Return the one visible child of a kind that fits."""
    return next(one for one in parent.findChildren(kind) if one.isVisible() and matches(one))
