"""The real parts that tests use when the machine has them: which program, where it is, what to install."""

import glob
import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PROGRAMS: dict[str, tuple[tuple[str, ...], str]] = {
    "apertium": (("apertium-apy",), "apertium-apy apertium-eng-spa"),
    "bus": (("dbus-daemon", "dbus-run-session"), "dbus"),
    "chromium": (("chromium", "chromium-browser", "google-chrome"), "chromium"),
    "keyring": (("gnome-keyring-daemon",), "gnome-keyring dbus"),
    "khal": (("khal",), "khal"),
    "khard": (("khard",), "khard"),
    "nats": (("nats-server",), "nats-server"),
    "postgresql": (("initdb",), "postgresql"),
    "tray": (("trayer",), "trayer"),
    "xdg": (("xdg-open",), "xdg-utils"),
    "xdotool": (("xdotool",), "xdotool"),
    "xvfb": (("Xvfb",), "xvfb"),
}
_MORE_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/sbin", "/opt/homebrew/opt/postgresql*/bin")


def program(name: str) -> Path | None:
    """Return the path of a program, looked for where systems keep servers' programs too."""
    found = shutil.which(name)
    if found:
        return Path(found)
    for folder in _MORE_FOLDERS:
        for path in sorted(glob.glob(f"{folder}/{name}"), reverse=True):
            if os.access(path, os.X_OK):
                return Path(path)
    return None


def part(name: str) -> Path | None:
    """Return the main program of a part such as "postgresql"; None if the machine hasn't got it."""
    programs, _ = _PROGRAMS[name]
    return next((path for path in map(program, programs) if path), None)


def why_missing(name: str) -> str | None:
    """Return why a test that needs the part can't run here, and what would help; None if it can."""
    if name not in _PROGRAMS:
        raise ValueError(f"no such part: {name}; known: {', '.join(_PROGRAMS)}")
    if part(name):
        return _why_not_driven() if name == "chromium" else None
    return f"{name} is not on this machine (Debian: apt-get install {_PROGRAMS[name][1]})"


@cache
def _why_not_driven() -> str | None:
    """Return why Playwright can't drive a browser: its own Node.js may lack a library of the system."""
    spec = find_spec("playwright")
    folder = Path(str(spec.origin)).parent / "driver" if spec is not None else Path()
    found = next(iter(folder.glob("node*")), None)
    if found is None:
        return "Playwright has no driver"
    done = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    return f"what drives chromium does not start: {done.stderr.strip()}" if done.returncode else None
