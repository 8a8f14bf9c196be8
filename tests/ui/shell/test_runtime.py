"""Running and ending: signals end the program, faults are logged, what hangs is left behind."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

HEAD = """
import asyncio, logging, sys, threading, time
logging.basicConfig(format="%(levelname)s %(message)s")
from workstation.ui import runtime
from workstation.ui.front import make_application
from workstation.ui.loop import spawn
app = make_application()
"""


def program(body: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", HEAD + body],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


def test_the_status_of_main_is_returned() -> None:
    done = program("""
async def main():
    await asyncio.sleep(0.01)
    return 7
sys.exit(runtime.run(app, main))
""")
    assert (done.communicate(timeout=60)[1], done.returncode) == ("", 7)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_though_tasks_do_not_listen(number: signal.Signals) -> None:
    running = program("""
async def deaf():
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            print("deaf", flush=True)

async def main():
    spawn(deaf())
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
    await asyncio.sleep(0)
    print("ready", flush=True)
    await asyncio.sleep(3600)
    return 1
import os
status = runtime.run(app, main)
print("ended", flush=True)
os._exit(status)
""")
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    running.send_signal(number)
    out, errors = running.communicate(timeout=60)  # while a task and a thread still hang
    assert "ended" in out
    assert "a task did not end" in errors
    assert running.returncode == 0


def test_faults_are_logged_and_do_not_end_it() -> None:
    done = program("""
from PySide6.QtCore import QTimer
async def broken():
    raise ValueError("in a task")
def slot():
    raise ValueError("in a slot")
async def main():
    spawn(broken())
    QTimer.singleShot(0, slot)
    await asyncio.sleep(0.05)
    print("still here")
    return 0
sys.exit(runtime.run(app, main))
""")
    out, errors = done.communicate(timeout=60)
    assert (out, done.returncode) == ("still here\n", 0)
    assert "in a task" in errors
    assert "in a slot" in errors


def test_a_fault_of_main_is_raised() -> None:
    done = program("""
async def main():
    raise RuntimeError("main broke")
runtime.run(app, main)
""")
    assert "main broke" in done.communicate(timeout=60)[1]
    assert done.returncode == 1


def test_quitting_qt_past_us_still_ends_in_order() -> None:
    done = program("""
async def main():
    asyncio.get_running_loop().call_later(0.05, app.exit)
    try:
        await asyncio.sleep(3600)
    finally:
        await asyncio.sleep(0.01)
        print("closed", flush=True)
    return 1
sys.exit(runtime.run(app, main))
""")
    assert done.communicate(timeout=60) == ("closed\n", "")
    assert done.returncode == 0


def test_leaving_waits_for_no_thread() -> None:
    done = program("""
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(1)
async def main():
    pool.submit(time.sleep, 300)
    return 3
print("said before", end="")
runtime.leave(runtime.run(app, main))
""")
    assert done.communicate(timeout=60) == ("said before", "")
    assert done.returncode == 3
