"""Widgets of the chat, alone and whole."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import wraps
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers import qt_loop
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import Talk, memory_desk
from workstation.services.views import TimelineItem
from workstation.ui.bus import Bus
from workstation.ui.chat.timeline.area import TimelineArea
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.chat.view import ChatView

MakeArea = Callable[..., TimelineArea]
MakeView = Callable[..., ChatView]


async def _no_picture(key: str, full: bool) -> bytes:
    return samples.picture()


async def run_here(work: Callable[[], Any]) -> Any:
    """Run a blocking function at once."""
    return work()


_made: list[ChatView] = []


def at_rest(view: ChatView) -> ChatView:
    """Let the view come to rest at the end of the test."""
    _made.append(view)
    return view


def pytest_itemcollected(item: pytest.Item) -> None:
    """Let the views that a coroutine made come to rest while its loop still runs."""
    if (
        isinstance(item, pytest.Function)
        and iscoroutinefunction(item.obj)
        and item.path.parent == Path(__file__).parent
    ):
        item.obj = _with_rest(item.obj)


def _with_rest(test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., Coroutine[Any, Any, None]]:
    @wraps(test)
    async def run(*args: Any, **named: Any) -> None:
        try:
            await test(*args, **named)
        finally:
            while _made:
                view = _made.pop()
                view.forget()
                view.hide()
            me = asyncio.current_task()
            await qt_loop.until(lambda: asyncio.all_tasks() <= {me})

    return run


@pytest.fixture
def make_area(qtbot: QtBot) -> MakeArea:
    """Make a timeline that shows these items."""

    def make(items: Sequence[TimelineItem] = (), width: int = 640, height: int = 600) -> TimelineArea:
        area = TimelineArea(Pictures(_no_picture, run_here), samples.ME)
        area.pictures.setParent(area)
        qtbot.addWidget(area)
        area.resize(width, height)
        area.show()
        area.show_items(items, customer=True)
        return area

    return make


@pytest.fixture
def make_view(qtbot: QtBot, qapp: QApplication) -> MakeView:
    """Make a chat over conversations in memory; its service is `view.desk.chat`."""

    def make(talks: dict[int, Talk], width: int = 760, height: int = 700) -> ChatView:
        bus = Bus()
        desk = memory_desk(talks, bus)
        view = ChatView(desk, bus)
        bus.setParent(view)
        qtbot.addWidget(view)
        view.resize(width, height)
        view.show()
        view.activateWindow()
        return at_rest(view)

    return make
