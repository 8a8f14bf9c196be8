"""The desk gives memory back when nobody would notice."""

import gc

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.helpers.qt_loop import until
from workstation.ui.resting import AT_LAST_MS, MANY, PAUSE_MS, QUIET_MS, START_MS, Resting


class Desk:
    """Counts how often it was told to rest."""

    def __init__(self) -> None:
        self.rests = 0

    async def rest(self) -> None:
        self.rests += 1


async def test_it_rests_in_the_pause_after_many_conversations(qapp: QApplication) -> None:
    desk, parent = Desk(), QObject()
    resting = Resting(desk.rest, parent)
    heard: list[int] = []
    resting.rested.connect(lambda: heard.append(desk.rests))
    assert resting._timer.interval() == START_MS
    for conversation in range(1, MANY):
        resting.opened(conversation)
        assert resting._timer.interval() == QUIET_MS
    resting.opened(MANY)
    assert resting._timer.interval() == PAUSE_MS
    resting._timer.start(0)  # the pause is over
    await until(lambda: heard == [1])
    assert resting._timer.interval() == AT_LAST_MS
    assert resting._timer.isActive()
    resting.opened(1)  # counted from the start again
    assert resting._timer.interval() == QUIET_MS
    resting.stop()
    assert not resting._timer.isActive()


async def test_the_oldest_garbage_is_looked_through_where_python_does_not(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, parent, looked = Desk(), QObject(), list[int]()
    resting = Resting(desk.rest, parent)
    monkeypatch.setattr(gc, "collect", lambda generation=2: looked.append(generation))
    monkeypatch.setattr(gc, "isenabled", lambda: True)
    resting._timer.start(0)
    await until(lambda: desk.rests == 1)
    assert looked == []
    monkeypatch.setattr(gc, "isenabled", lambda: False)
    resting._timer.start(0)
    await until(lambda: desk.rests == 2)
    assert looked == [2]
    resting.stop()
