"""Tests that must fail, and a few that must pass: what test_watches.py runs to see that the watches see."""

import asyncio
import gc
import logging
import os
import socket
import threading
import warnings
from typing import Any

import pytest
from PySide6.QtCore import QLocale, Qt, QTimer, qWarning
from PySide6.QtWidgets import QWidget

_release = threading.Event()
_kept: list[Any] = []


def test_announced_log_good(expect_log):
    expect_log("boo", logger="a")
    logging.getLogger("a.b").warning("boo")


def test_log_bad():
    logging.getLogger("a.b").warning("boo")


def test_log_that_never_comes_bad(expect_log):
    expect_log("never")


def test_thread_bad():
    threading.Thread(target=_release.wait, daemon=True).start()


def test_exception_in_thread_bad():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()


def test_timer_bad(qtbot):
    _kept.append(QTimer())
    _kept[-1].start(1000)


def test_timer_of_a_closed_widget_good(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    QTimer(widget).start(1000)


def test_address_outside_bad():
    socket.create_connection(("192.0.2.1", 80), 1)


def test_name_outside_bad():
    socket.create_connection(("name.example", 80), 1)


def test_python_warning_bad():
    warnings.warn("x", stacklevel=1)


def test_variable_of_the_environment_bad():
    os.environ["WORKSTATION_HABIT"] = "1"


def test_variable_put_back_good(monkeypatch):
    monkeypatch.setenv("WORKSTATION_HABIT", "2")


def test_working_folder_bad(tmp_path):
    os.chdir(tmp_path)


def test_garbage_looked_for_by_python_bad():
    gc.enable()


def test_level_of_the_log_bad():
    logging.getLogger("workstation").setLevel(logging.DEBUG)


def test_hook_for_threads_bad():
    threading.excepthook = print


def test_style_sheet_bad(qapp):
    qapp.setStyleSheet("QWidget { color: red }")


def test_locale_of_qt_bad(qapp):
    QLocale.setDefault(QLocale("de_DE"))


def test_pointer_over_all_windows_bad(qapp):
    qapp.setOverrideCursor(Qt.CursorShape.WaitCursor)


def test_qt_warning_bad(qtbot):
    qWarning("x")


async def test_plain_loop_good(until):
    seen: list[int] = []
    asyncio.get_running_loop().call_later(0.01, seen.append, 1)
    await until(lambda: seen)


async def test_loop_of_the_desk_good(qtbot, signalled):
    from workstation.ui.loop import QtLoop

    assert isinstance(asyncio.get_running_loop(), QtLoop)
    timer = QTimer(singleShot=True)
    await signalled(timer.timeout, act=lambda: timer.start(1))


async def test_task_bad():
    _kept.append(asyncio.create_task(asyncio.Event().wait()))


async def test_exception_in_callback_bad(qtbot):
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


@pytest.mark.async_timeout(0.1)
async def test_coroutine_without_end_bad():
    await asyncio.Event().wait()


async def test_until_that_never_holds_bad(until):
    await until(lambda: False, 0.05)


def test_exception_in_destructor_bad():
    class Rude:
        def __del__(self):
            raise ValueError

    Rude()


def test_open_socket_bad():
    socket.create_server(("127.0.0.1", 0)).listen()
    ring: list[Any] = [socket.create_server(("127.0.0.1", 0))]
    ring.append(ring)


def test_skip_bad():
    pytest.skip("a part is missing")
