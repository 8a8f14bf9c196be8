"""The tray's icon, and which notifications are shown: merged, in scope, never in quiet hours, never while looking."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_account
from tests.ui.inbox.rows import MemoryInbox, StillClock, make_row
from workstation.domain.account import Account, AccountKind, Permission
from workstation.domain.changes import ChangeSet
from workstation.domain.conversation import ConversationKind
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.link import LinkState, Phase
from workstation.services.desk import Desk
from workstation.services.views import NotifyScope, Settings
from workstation.ui import notices
from workstation.ui.bus import Bus
from workstation.ui.notices import GATHER_S, Notifier, Place, in_quiet_hours, in_scope
from workstation.ui.tray import Tray, app_icon

Until = Callable[..., Any]


def test_the_icon_carries_a_count(qapp: QApplication) -> None:
    plain, counted = app_icon(0).pixmap(32).toImage(), app_icon(5).pixmap(32).toImage()
    assert not plain.isNull()
    assert plain != counted


def test_the_tray_says_how_much_is_unread(qapp: QApplication) -> None:
    owner = QObject()
    tray = Tray(owner)
    tray.set_unread(3)
    assert tray.tooltip == "Workstation: 3 unread messages"
    tray.set_unread(1)
    assert tray.tooltip == "Workstation: 1 unread message"
    tray.set_unread(0)
    assert tray.tooltip == "Workstation"
    tray.show()
    assert tray.notify("a", "b") == tray.available
    tray.hide()


@pytest.mark.parametrize(
    ("hours", "time", "quiet"),
    [
        (None, (3, 0), False),
        ((20 * 60, 8 * 60), (23, 0), True),
        ((20 * 60, 8 * 60), (7, 59), True),
        ((20 * 60, 8 * 60), (8, 0), False),
        ((12 * 60, 13 * 60), (12, 30), True),
        ((12 * 60, 13 * 60), (13, 0), False),
    ],
)
def test_quiet_hours(hours: tuple[int, int] | None, time: tuple[int, int], quiet: bool) -> None:
    assert in_quiet_hours(hours, datetime(2026, 3, 1, *time).astimezone()) is quiet


def test_scopes() -> None:
    owned = PrincipalId(5)
    mine, others = make_row(1, mine=True, owner_id=owned), make_row(2, owner_id=owned)
    nobodys, chat = make_row(3), make_row(4, kind=ConversationKind.COLLEAGUE)
    expected = {
        NotifyScope.NONE: set[int](),
        NotifyScope.MINE: {1, 4},
        NotifyScope.MINE_AND_UNASSIGNED: {1, 3, 4},
        NotifyScope.ALL: {1, 2, 3, 4},
    }
    for scope, ids in expected.items():
        assert {row.id for row in (mine, others, nobodys, chat) if in_scope(row, scope)} == ids
    assert not in_scope(make_row(1, mine=True, muted=True), NotifyScope.ALL)


class Watching:
    """A notifier over rows in memory."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        looking: bool = False,
        me: Account | None = None,
        pause_s: float = 10.0,
        phase: Phase = Phase.ONLINE,
    ) -> None:
        self.inbox = MemoryInbox(make_row(n, mine=True) for n in range(1, 6))
        self.bus, self.shown = Bus(), list[tuple[str, str]]()
        self.sounds = list[str]()
        set_ = settings or Settings(sound="")
        self.desk = SimpleNamespace(
            inbox=self.inbox,
            settings=SimpleNamespace(get=lambda: set_),
            me=me or make_account(1, kind=AccountKind.MAIN),
            link=LinkState(phase=phase),
        )
        self.notifier = Notifier(
            cast(Desk, self.desk), self.bus, StillClock(), self.show, lambda: looking, pause_s=pause_s
        )

    async def show(self, title: str, text: str, sound: str) -> None:
        self.shown.append((title, text))
        self.sounds.append(sound)

    def arrive(self, *numbers: int, **changes: object) -> None:
        for n in numbers:
            given: dict[str, object] = {
                "mine": True,
                "unread": 1,
                "last_n": 9,
                "shown_n": 9,
                "last_text": f"Hello from {n}",
            }
            self.inbox.put(make_row(n, **(given | changes)))
        self.bus.changed.emit(ChangeSet(messages={ConversationId(n): frozenset({9}) for n in numbers}))

    async def settle(self) -> None:
        telling = self.notifier._telling
        if telling is not None:
            await telling


async def test_one_message_is_told_and_leads_to_its_conversation(qapp: QApplication) -> None:
    watching, opened = Watching(), list[object]()
    watching.notifier.opened.connect(opened.append)
    watching.arrive(3)
    await watching.settle()
    assert watching.shown == [("Buyer 3", "Hello from 3")]
    watching.notifier.clicked()
    assert opened == [Place(ConversationId(3), 9)]


async def test_a_burst_is_told_once(qapp: QApplication) -> None:
    watching = Watching()
    for n in (1, 2, 3):
        watching.arrive(n)
    await watching.settle()
    assert watching.shown == [("3 conversations with new messages", "Buyer 1, Buyer 2, Buyer 3")]


async def test_what_came_in_the_pause_is_told_after_it_in_one(
    qapp: QApplication, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses, over = list[float](), asyncio.Event()

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        await over.wait()

    monkeypatch.setattr(notices, "asyncio", SimpleNamespace(sleep=sleep, get_running_loop=asyncio.get_running_loop))
    watching = Watching(pause_s=3600.0)
    watching.arrive(1)
    await until(lambda: pauses == [GATHER_S])
    over.set()
    await watching.settle()
    assert len(watching.shown) == 1
    over.clear()
    watching.arrive(2)
    await until(lambda: len(pauses) == 2)
    assert 1800 < pauses[1] <= 3600
    watching.arrive(3)
    assert len(watching.shown) == 1
    over.set()
    await watching.settle()
    assert watching.shown[1:] == [("2 conversations with new messages", "Buyer 2, Buyer 3")]


async def test_nothing_is_told_after_the_end(qapp: QApplication) -> None:
    watching = Watching()
    watching.arrive(1)
    telling = watching.notifier._telling
    watching.notifier.stop()
    assert telling is not None
    with pytest.raises(asyncio.CancelledError):
        await telling
    assert watching.shown == []


async def test_what_arrives_while_one_is_being_told_is_not_forgotten(qapp: QApplication) -> None:
    watching = Watching(pause_s=0.1)
    rows = watching.inbox.rows

    async def slowly(ids: Any) -> Any:
        watching.inbox.__dict__.pop("rows", None)
        watching.arrive(2)
        return await rows(ids)

    watching.inbox.__dict__["rows"] = slowly
    watching.arrive(1)
    await watching.settle()
    assert [title for title, _ in watching.shown] == ["Buyer 1", "Buyer 2"]


async def test_what_is_seen_or_said_by_us_is_not_told(qapp: QApplication) -> None:
    for watching, changes in (
        (Watching(looking=True), {}),
        (Watching(), {"last_from_me": True}),
        (Watching(), {"muted": True}),
        (Watching(), {"unread": 0}),
        (Watching(Settings(notify_scope=NotifyScope.NONE)), {}),
        (Watching(Settings(quiet_hours=(0, 24 * 60))), {}),
        (Watching(me=make_account(2, enabled=False)), {}),
        (Watching(me=make_account(2, permissions=frozenset({Permission.MESSAGE_NOTICES}))), {}),
        (Watching(), {"writable": False}),
        (Watching(), {"last_recalled": True}),
        (Watching(), {"last_n": 12, "shown_n": 12}),  # an older one came: history that is filled in
        (Watching(), {"shown_n": 8}),  # an automatic answer to what was told before
    ):
        watching.arrive(1, **changes)
        await watching.settle()
        assert watching.shown == []
        assert watching.sounds == []


async def test_what_a_new_desk_loads_is_no_news(qapp: QApplication) -> None:
    watching = Watching(phase=Phase.SYNCING)
    watching.arrive(1)
    assert watching.notifier._telling is None


async def test_a_colleague_s_message_needs_no_right_to_receive_buyers(qapp: QApplication) -> None:
    watching = Watching(me=make_account(2))
    watching.arrive(1, kind=ConversationKind.COLLEAGUE)
    await watching.settle()
    assert len(watching.shown) == 1


async def test_the_chosen_sound_goes_along(qapp: QApplication) -> None:
    watching = Watching(Settings(sound="chime"))
    watching.arrive(1)
    await watching.settle()
    assert watching.sounds == ["chime"]


async def test_an_image_is_told_as_such(qapp: QApplication) -> None:
    watching = Watching()
    watching.arrive(2, last_kind="image", last_text="")
    await watching.settle()
    assert watching.shown == [("Buyer 2", "[Image]")]
