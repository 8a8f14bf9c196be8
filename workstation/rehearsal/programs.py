"""Starts the product's own programs as children that end with us."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class ProgramFailed(Exception):
    """A child program did not come up or did not finish well; the text is its own last words."""


def command(words: Sequence[str]) -> list[str]:
    """Return the command line that runs one of our programs, from the sources or frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *words]
    return [sys.executable, "-m", "workstation", *words]


def run_to_end(words: Sequence[str]) -> str:
    """Run a program and return its standard output.

    Raises:
        ProgramFailed: it ended with another status than 0.
    """
    done = subprocess.run(command(words), capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise ProgramFailed(done.stderr.strip() or done.stdout.strip())
    return done.stdout


class Child:
    """A running program that says one JSON line when it is ready and ends when its standard input closes."""

    def __init__(self, words: Sequence[str], log: Path | None = None) -> None:
        self._log = log.open("ab") if log else None
        self._process = subprocess.Popen(
            command(words), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log or subprocess.DEVNULL
        )

    @property
    def pid(self) -> int:
        """Process id."""
        return self._process.pid

    def ready(self) -> dict[str, Any]:
        """Wait for the ready line and return it decoded.

        Raises:
            ProgramFailed: the program ended before it was ready.
        """
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.strip():
            self.stop()
            raise ProgramFailed(f"{self._process.args!r} ended with status {self._process.returncode}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self, patience_s: float = 5.0) -> None:
        """End the program: politely by closing its input, then by force."""
        if self._process.stdin and not self._process.stdin.closed:
            self._process.stdin.close()
        try:
            self._process.wait(patience_s)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        if self._log:
            self._log.close()
