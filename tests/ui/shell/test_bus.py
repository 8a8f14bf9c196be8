"""The bus: changes come on the GUI thread, bursts as one."""

import asyncio
import threading

from PySide6.QtWidgets import QApplication

from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.domain.link import LinkState, Phase
from workstation.ui.bus import Bus


def change(number: int) -> ChangeSet:
    return ChangeSet(conversations=frozenset({ConversationId(number)}))


async def test_the_first_change_comes_at_once_and_a_burst_joined(qapp: QApplication) -> None:
    bus, seen = Bus(), list[ChangeSet]()
    bus.changed.connect(seen.append)
    bus.attach(asyncio.get_running_loop())

    def work() -> None:
        for number in range(100):
            bus.post_change(change(number))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    while {n for one in seen for n in one.conversations} != set(range(100)):
        await asyncio.sleep(0.005)
    assert seen[0].conversations == {0}
    assert len(seen) <= 3
    bus.detach()


async def test_changes_arrive_on_the_gui_thread(qapp: QApplication) -> None:
    bus, where = Bus(), list[int]()
    bus.link_changed.connect(lambda _state: where.append(threading.get_ident()))
    bus.attach(asyncio.get_running_loop())
    thread = threading.Thread(target=lambda: bus.post_link(LinkState(phase=Phase.ONLINE)))
    thread.start()
    thread.join()
    while not where:
        await asyncio.sleep(0.005)
    assert where == [threading.get_ident()]
    bus.detach()


async def test_nothing_comes_after_detaching(qapp: QApplication) -> None:
    bus, seen = Bus(), list[ChangeSet]()
    bus.changed.connect(seen.append)
    bus.attach(asyncio.get_running_loop())
    bus.post_change(change(1))
    bus.post_change(change(2))
    bus.detach()
    bus.post_change(change(3))
    await asyncio.sleep(0.1)
    assert seen == []
