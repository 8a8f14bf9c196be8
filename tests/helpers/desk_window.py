"""The real desk in a real window on a display of its own, worked with keys as a person does (Linux, xdotool)."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageGrab

from tests.helpers.parts import program

TITLE = "^Workstation$"
START_S = 60
"""Generous: other things run on this machine too. A desk that is ready earlier is used earlier."""


class DeskWindow:
    """One run of `python -m workstation`; `kill` is the hard way, `leave` the polite one."""

    def __init__(self, profile: Path, display: str, environment: Mapping[str, str], *arguments: str) -> None:
        self._trace = profile.parent / f"trace-{time.monotonic_ns()}.jsonl"
        self._environment = {**os.environ, **environment, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self._environment.pop("PYTHON_KEYRING_BACKEND", None)
        self._display = display
        command = [sys.executable, "-m", "workstation", "--profile", str(profile), "--trace", str(self._trace)]
        self.log = profile.parent / "desk.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([*command, *arguments], env=self._environment, stdout=log, stderr=log)

    def reached(self) -> set[str]:
        """Return the milestones of its start so far."""
        if not self._trace.exists():
            return set()
        return {json.loads(line)["name"] for line in self._trace.read_text().splitlines() if line.endswith("}")}

    def wait_for(self, milestone: str) -> None:
        """Wait until its start has come that far."""
        deadline = time.monotonic() + START_S
        while milestone not in self.reached():
            assert self.process.poll() is None, (
                f"the desk ended with {self.process.returncode}: {self.log.read_text()[-4000:]}"
            )
            assert time.monotonic() < deadline, f"no {milestone!r}, only {self.reached()}"
            time.sleep(0.05)

    def window(self) -> str:
        """Return the X id of its window, once that is visible."""
        return self._xdotool("search", "--sync", "--onlyvisible", "--name", TITLE).split()[-1]

    def focus(self) -> None:
        """Give its window the keyboard, as a window manager would."""
        self._xdotool("windowfocus", "--sync", self.window())

    def press(self, *keys: str) -> None:
        """Press keys, such as `ctrl+j` or `Return`."""
        self._xdotool("key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type a text key by key."""
        self._xdotool("type", "--clearmodifiers", "--delay", "8", text)

    def picture(self) -> Image.Image:
        """Return what stands on the display."""
        return ImageGrab.grab(xdisplay=self._display)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def leave(self, patience_s: float = 60) -> int:
        """Ask it to end and return its exit status."""
        self.process.terminate()
        return self.process.wait(patience_s)

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            [str(program("xdotool")), *words], env=self._environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, f"xdotool {' '.join(words)}: {done.stderr}"
        return done.stdout


@contextmanager
def desk_window(profile: Path, display: str, environment: Mapping[str, str], *arguments: str) -> Iterator[DeskWindow]:
    """Run the desk on a profile; it is ended with the context."""
    desk = DeskWindow(profile, display, environment, *arguments)
    try:
        yield desk
    finally:
        if desk.process.poll() is None:
            desk.kill()
