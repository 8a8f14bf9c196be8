"""A desk with an inbox in memory, for tests of the pane alone."""

import asyncio
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.inbox.rows import NOON, MemoryInbox, StillClock, make_row
from tests.ui.search.answers import HeldSearch
from workstation.domain.account import Account, AccountKind
from workstation.domain.ids import ConversationId, ExhibitorId, PrincipalId
from workstation.domain.link import LinkState, Phase
from workstation.services.desk import Desk
from workstation.services.views import Settings
from workstation.ui.bus import Bus
from workstation.ui.inbox.view import InboxView


def account(number: int, kind: AccountKind = AccountKind.SUB) -> Account:
    return Account(
        id=PrincipalId(number), rev=1, exhibitor_id=ExhibitorId(1), kind=kind,
        login=f"a{number}", name_zh=f"王{number}", name_en=f"Wang {number}",
    )  # fmt: skip


class Pane:
    """The pane, and what lies behind it."""

    def __init__(
        self,
        kind: AccountKind = AccountKind.MAIN,
        count: int = 30,
        link: LinkState | None = None,
        *,
        early: bool = False,
    ) -> None:
        """With `early` no desk is attached yet."""
        self.inbox = MemoryInbox(make_row(n, mine=n % 2 == 0) for n in range(1, count + 1))
        self.search = HeldSearch()
        self.woken = 0
        self.chats: list[PrincipalId] = []
        self.tags_in_use: list[str] = []
        self.bus = Bus()
        desk = SimpleNamespace(
            inbox=self.inbox,
            search=self.search,
            team=self,
            history=self,
            me=account(1, kind),
            link=link or LinkState(phase=Phase.ONLINE, as_of=NOON),
            settings=SimpleNamespace(get=Settings, on_change=lambda _listener: lambda: None),
            sync_control=self,
        )
        self.view = InboxView(self.bus, StillClock())
        self.view.resize(340, 700)
        self.view.show()
        self.desk = cast(Desk, desk)
        if not early:
            self.first_reading = self.view.attach(self.desk)

    async def accounts(self) -> list[Account]:
        return [account(1, AccountKind.MAIN), account(2)]

    async def tags(self) -> list[str]:
        return self.tags_in_use

    async def incomplete(self) -> list[ConversationId]:
        return []

    async def open_chat(self, account_id: PrincipalId) -> ConversationId:
        self.chats.append(account_id)
        return ConversationId(9000)

    async def settle(self) -> None:
        """Wait until the pane has read all it wants to read."""
        while not self.first_reading.done() or self.view.feed.reading:
            await asyncio.sleep(0.005)

    def wake(self) -> None:
        self.woken += 1


@pytest.fixture
def make_pane(qapp: QApplication) -> Iterator[Callable[..., Pane]]:
    made = list[Pane]()

    def make(**wanted: Any) -> Pane:
        made.append(Pane(**wanted))
        return made[-1]

    yield make
    for pane in made:
        pane.view.forget()
        pane.view.close()
        pane.view.deleteLater()
