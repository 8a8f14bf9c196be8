"""The loop: exact sleeps, no leaked timers, order, threads, executors, tasks that are kept."""

import asyncio
import gc
import threading
import time
import weakref
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from workstation.domain.errors import Refusal
from workstation.ui.loop import Latest, QtLoop, spawn


def running() -> QtLoop:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, QtLoop)
    return loop


@pytest.mark.parametrize("delay_s", [0.0004, 0.003, 0.05, 0.11])
async def test_sleep_is_never_early(qapp: QApplication, delay_s: float) -> None:
    for _ in range(5):
        start = time.monotonic()
        await asyncio.sleep(delay_s)
        assert time.monotonic() - start >= delay_s


async def test_timers_fire_in_order_of_their_time(qapp: QApplication) -> None:
    loop, seen = running(), list[int]()
    done = loop.create_future()
    base = loop.time()
    for number, when in ((3, 0.03), (1, 0.01), (2, 0.02)):
        loop.call_at(base + when, seen.append, number)
    loop.call_at(base + 0.04, done.set_result, None)
    await done
    assert seen == [1, 2, 3]


async def test_cancelled_timers_are_freed_at_once(qapp: QApplication) -> None:
    before = running().pending_timers
    for _ in range(300):
        async with asyncio.timeout(3600):
            await asyncio.sleep(0)
    assert running().pending_timers <= before
    handle = running().call_later(3600, print)
    assert handle.when() > running().time()
    handle.cancel()
    assert running().pending_timers <= before


async def test_callbacks_keep_their_order(qapp: QApplication) -> None:
    seen = list[int]()
    for number in range(500):
        running().call_soon(seen.append, number)
    while len(seen) < 500:
        await asyncio.sleep(0)
    assert seen == list(range(500))


async def test_cancelled_callbacks_do_not_run(qapp: QApplication) -> None:
    seen = list[int]()
    running().call_soon(seen.append, 1).cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert seen == []


async def test_a_spinning_task_lets_qt_have_its_turn(qapp: QApplication) -> None:
    fired = list[bool]()
    QTimer.singleShot(1, lambda: fired.append(True))
    end = time.monotonic() + 20
    while not fired:
        await asyncio.sleep(0)
        assert time.monotonic() < end, "Qt's timers starve"


async def test_threads_hand_in_callbacks_without_losing_any(qapp: QApplication) -> None:
    loop, seen, done = running(), list[tuple[int, int]](), asyncio.Event()

    def put(thread: int, number: int) -> None:
        seen.append((thread, number))
        if len(seen) == 4 * 400:
            done.set()

    def work(thread: int) -> None:
        for number in range(400):
            loop.call_soon_threadsafe(put, thread, number)

    threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
    for thread in threads:
        thread.start()
    await done.wait()
    for thread in threads:
        thread.join()
    for thread_number in range(4):
        assert [n for t, n in seen if t == thread_number] == list(range(400))


async def test_executors_must_be_named(qapp: QApplication) -> None:
    with pytest.raises(RuntimeError, match="executor"):
        await asyncio.to_thread(time.monotonic)
    with ThreadPoolExecutor(1) as pool:
        assert await running().run_in_executor(pool, pow, 2, 5) == 32
        running().set_default_executor(pool)
        assert await asyncio.to_thread(pow, 3, 2) == 9
        running().set_default_executor(None)


async def test_sockets_work(qapp: QApplication) -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readexactly(5))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"hello")
        assert await reader.read() == b"hello"
        writer.close()
        await writer.wait_closed()


async def test_spawned_tasks_survive_collection(qapp: QApplication) -> None:
    gate = asyncio.Event()
    seen = list[str]()

    async def work() -> None:
        await gate.wait()
        seen.append("done")

    spawn(work())
    await asyncio.sleep(0)
    gc.collect()
    gate.set()
    await asyncio.sleep(0.01)
    assert seen == ["done"]


async def test_failures_of_spawned_tasks_are_told(qapp: QApplication) -> None:
    told = list[dict[str, Any]]()
    before = running().get_exception_handler()
    running().set_exception_handler(lambda _loop, context: told.append(context))

    async def fail() -> None:
        raise ValueError("broken")

    spawn(fail())
    await asyncio.sleep(0.01)
    running().set_exception_handler(before)
    assert [str(context["exception"]) for context in told] == ["broken"]


@pytest.mark.parametrize("code", ["closed", "interrupted"])
async def test_work_cut_off_by_closing_the_files_is_no_failure(qapp: QApplication, code: str) -> None:
    async def read() -> None:
        raise Refusal(code)

    spawn(read())
    await asyncio.sleep(0.01)  # a report to the loop's handler would fail the test


async def test_tasks_end_with_their_owner(qapp: QApplication) -> None:
    owner = QObject()
    task = spawn(asyncio.sleep(3600), owner=owner)
    await asyncio.sleep(0)
    owner.deleteLater()
    del owner
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert task.cancelled()


async def test_finished_tasks_let_go_of_their_owner(qapp: QApplication) -> None:
    owner = QObject()
    await spawn(asyncio.sleep(0), owner=owner)
    watch = weakref.ref(owner)
    del owner
    await asyncio.sleep(0)
    gc.collect()
    assert watch() is None


async def test_however_many_tasks_an_owner_is_connected_to_once(qapp: QApplication) -> None:
    owner = QObject()
    await spawn(asyncio.sleep(0), owner=owner)
    connected = owner.receivers(SIGNAL("destroyed(QObject*)"))
    assert connected
    await asyncio.gather(*(spawn(asyncio.sleep(0), owner=owner) for _ in range(15)))
    assert owner.receivers(SIGNAL("destroyed(QObject*)")) == connected


async def test_latest_drops_what_it_replaces(qapp: QApplication) -> None:
    seen, latest = list[int](), Latest()

    async def work(number: int) -> None:
        await asyncio.sleep(0.001)
        seen.append(number)

    for number in range(5):
        task = latest.run(work(number))
    await task
    assert seen == [4]


def test_closing_is_clean_with_timers_pending(qapp: QApplication) -> None:
    async def main() -> None:
        asyncio.get_running_loop().call_later(3600, print)
        asyncio.get_running_loop().call_soon(lambda: None)

    with asyncio.Runner(loop_factory=lambda: QtLoop(qapp)) as runner:
        runner.run(main())
        loop = runner.get_loop()
    assert loop.is_closed()
    with pytest.raises(RuntimeError, match="closed"):
        loop.call_soon_threadsafe(print)
