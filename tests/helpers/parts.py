"""The real parts that tests use when the machine has them: which program, where it is, what to install."""

import glob
import os
import shutil
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
        return None
    return f"{name} is not on this machine (Debian: apt-get install {_PROGRAMS[name][1]})"
