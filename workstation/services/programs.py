"""Which program a machine opens a kind of link with, and starting it as a process of its own.

Linux asks the desktop's tools, Windows its registry, macOS its launch services. The link is always one argument of a
list, never part of a command line that a shell reads. What comes back says only that the opener was started: whether
the program really shows something, nobody can tell, so the screens always offer the browser and the code beside it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from msgspec import Struct

from workstation.domain.errors import Refusal
from workstation.services import programs_elsewhere

LOOK_S: Final = 2.5
"""How long an opener is watched: one that finds no program ends at once, one that stays has found one."""
ASK_S: Final = 5.0
_LINK: Final = re.compile(r"(https|wemeet|zoommtg)://[A-Za-z0-9][!-~]*")
"""Only these are ever given to an opener, whoever asks."""
_OURS: Final = ("QT_", "QML", "QSG_", "PYSIDE", "PYTHON", "_PYI", "_MEI", "PYINSTALLER", "GTK_IM_MODULE_FILE")
"""Environment of our own Qt and Python: another program's Qt would look for its parts among ours."""
_KEPT: Final = ("QT_IM_MODULE", "QT_SCALE_FACTOR", "QT_QPA_PLATFORMTHEME", "QT_AUTO_SCREEN_SCALE_FACTOR")
"""The user's own, of the whole desktop session."""


class Found(StrEnum):
    """What is known about a program for a scheme."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    """This system has no way to ask."""


class Program(Struct, frozen=True, kw_only=True):
    """A program that is registered for a scheme."""

    found: Found
    name: str = ""
    """As the system calls it; may be empty."""


class Programs:
    """Asks and starts. Blocking: for worker threads.

    Args:
        environment: of the programs asked and started; default: this process's.
        platform: as `sys.platform`.
        look_s: how long an opener is watched.
    """

    def __init__(
        self, environment: Mapping[str, str] | None = None, platform: str = sys.platform, look_s: float = LOOK_S
    ) -> None:
        self._environment = outside(os.environ if environment is None else environment)
        self._platform = platform
        self._look_s = look_s
        self._started: list[subprocess.Popen[bytes]] = []

    def for_scheme(self, scheme: str) -> Program:
        """Return what is registered for links that begin with the scheme and a colon."""
        if self._platform == "linux":
            return self._asked_of_the_desktop(scheme)
        if self._platform == "win32":
            return _registered(programs_elsewhere.in_the_registry(scheme))
        if self._platform == "darwin":
            return _registered(programs_elsewhere.in_launch_services(scheme))
        return Program(found=Found.UNKNOWN)

    def open(self, link: str) -> None:
        """Start the program for a link, as a process of its own that outlives this one.

        Raises:
            Refusal: `program_missing` when there is no opener or it finds no program, `program_failed` when it can't be
                started, `link_refused` for what `meeting_link` never builds.
        """
        if not _LINK.fullmatch(link):
            raise Refusal("link_refused")
        command = self._opener()
        if command is None:
            raise Refusal("program_missing")
        try:
            process = subprocess.Popen(
                [*command, link],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=self._environment,
                cwd=Path.home(),
                close_fds=True,
                start_new_session=True,
                creationflags=_DETACHED,
            )
        except OSError:
            raise Refusal("program_failed") from None
        self._started.append(process)
        if self._watched(process):
            raise Refusal("program_missing")

    def running(self) -> int:
        """Return how many openers still run, and let go of those that ended."""
        self._started = [one for one in self._started if one.poll() is None]
        return len(self._started)

    def _watched(self, process: "subprocess.Popen[bytes]") -> int:
        """Return how the opener ended, 0 when it still runs after a moment."""
        until = time.monotonic() + self._look_s
        while process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        self.running()
        return process.returncode or 0

    def _opener(self) -> list[str] | None:
        if self._platform == "win32":
            return ["rundll32.exe", "url.dll,FileProtocolHandler"]  # not run on Windows yet
        if self._platform == "darwin":
            return ["/usr/bin/open"]  # not run on macOS yet
        path = self._environment.get("PATH")
        for command in (["xdg-open"], ["gio", "open"]):
            found = shutil.which(command[0], path=path)
            if found:
                return [found, *command[1:]]
        return None

    # ---- Linux -----------------------------------------------------------------------------------------------------

    def _asked_of_the_desktop(self, scheme: str) -> Program:
        tool = shutil.which("xdg-mime", path=self._environment.get("PATH"))
        if tool is None:
            return Program(found=Found.UNKNOWN)
        try:
            asked = subprocess.run(
                [tool, "query", "default", f"x-scheme-handler/{scheme}"],
                capture_output=True,
                env=self._environment,
                timeout=ASK_S,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return Program(found=Found.UNKNOWN)
        entry = asked.stdout.decode(errors="replace").strip()
        return self._in_entry(entry) if entry else Program(found=Found.NO)

    def _in_entry(self, entry: str) -> Program:
        """Look whether the desktop entry is there and its program can be run: what was removed may still be named."""
        path = next((one for one in self._places(entry) if one.is_file()), None)
        if path is None:
            return Program(found=Found.NO)
        said = _first_group(path)
        if said.get("Hidden", "").lower() == "true":
            return Program(found=Found.NO)
        try:
            command = shlex.split(said.get("TryExec") or said.get("Exec", ""))
        except ValueError:
            command = []
        runs = command and shutil.which(command[0], path=self._environment.get("PATH"))
        return Program(found=Found.YES if runs else Found.NO, name=said.get("Name", ""))

    def _places(self, entry: str) -> list[Path]:
        home = self._environment.get("XDG_DATA_HOME") or str(
            Path(self._environment.get("HOME", "~")).expanduser() / ".local/share"
        )
        shared = self._environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
        folders = [Path(one) / "applications" for one in (home, *shared.split(":")) if one]
        # A dash of the name may stand for a folder.
        return [folder / name for folder in folders for name in dict.fromkeys((entry, entry.replace("-", "/", 1)))]


_DETACHED: Final = 0x00000208 if sys.platform == "win32" else 0
"""CREATE_NEW_PROCESS_GROUP and DETACHED_PROCESS."""


def outside(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment without what this program set, or was given, for its own Qt and Python."""
    kept = {name: value for name, value in environment.items() if name in _KEPT or not name.upper().startswith(_OURS)}
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = kept.pop(f"{name}_ORIG", None)  # a frozen program keeps the user's own here
        if before:
            kept[name] = before
        elif getattr(sys, "frozen", False):
            kept.pop(name, None)
    return kept


def _first_group(path: Path) -> dict[str, str]:
    """Return the values of a desktop entry's main group; unreadable is empty."""
    said: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return said
    inside = False
    for line in lines:
        if line.startswith("["):
            inside = line.strip() == "[Desktop Entry]"
        elif inside and "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            said.setdefault(name.strip(), value.strip())
    return said


def _registered(name: str | None) -> Program:
    return Program(found=Found.NO) if name is None else Program(found=Found.YES, name=name)
