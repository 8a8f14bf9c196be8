#!/usr/bin/env python3
"""Runs, tests and measures Workstation from its sources: `python3 dev.py run`. Needs nothing but Python 3.11 or newer.

Each command first sets up what it needs: the virtual environment in .venv beside this file, the pinned packages, the
translations, and on Debian, when root, the system's packages. Elsewhere it prints the one command that helps.
"""

from __future__ import annotations

import argparse
import contextlib
import glob
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "workstation-pins.json"
PICTURES = ROOT / "build" / "screenshots"

# Libraries of the system that Qt's windows need on Linux (its xcb, wayland and offscreen plugins), and Debian's package
# for each. Found with ldd over the plugins of PySide6-Essentials.
LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libzstd.so.1": "libzstd1",
}
FONTS = ("fonts-noto-cjk", "fonts-noto-core", "fonts-dejavu-core")  # of the scripts that buyers' names are written in
CHINESE_FONTS = ("/usr/share/fonts/**/*CJK*", "/usr/local/share/fonts/**/*CJK*", "/usr/share/fonts/**/wqy*")
GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}  # what PySide6's wheels ask for


class NotReadyError(Exception):
    """Something is missing that this program can't mend by itself; the text says what, and the command that does."""


def say(text: str) -> None:
    """Print a line at once, so that it stands before the output of the programs that follow."""
    print(text, flush=True)


# ---- the system ----------------------------------------------------------------------------------------------------


def is_root() -> bool:
    """Tell whether this is the administrator of a Unix system."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def install_debian(packages: Sequence[str], why: str) -> None:
    """Install packages of Debian when root; otherwise raise NotReadyError with the command that does."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise NotReadyError(f"{why}. This system has no apt-get; what Debian calls {', '.join(packages)} is missing.")
    if not is_root():
        raise NotReadyError(f"{why}. Run this once, then try again:\n  sudo {' '.join(command)}")
    say(f"{why}; installing {' '.join(packages)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        done = subprocess.run(step, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotReadyError(f"{why}, and this failed:\n  {' '.join(command)}\n{done.stderr.strip()}")


def missing_libraries() -> list[str]:
    """Return the names of the libraries that Qt needs and this Linux hasn't got."""
    tool = shutil.which("ldconfig") or next(
        (p for p in ("/sbin/ldconfig", "/usr/sbin/ldconfig") if Path(p).exists()), ""
    )
    if not tool:
        return []
    listing = subprocess.run([tool, "-p"], capture_output=True, text=True, check=False).stdout
    known = {line.split()[0] for line in listing.splitlines()[1:] if line.strip()}
    return [name for name in LIBRARIES if name not in known]


def check_system() -> None:
    """Raise NotReadyError if this system can't run Qt, after installing what is missing where that is possible."""
    if sys.platform != "linux":
        return
    _, version = platform.libc_ver()
    least = GLIBC.get(platform.machine())
    if version and least and tuple(int(part) for part in version.split(".")[:2]) < least:
        raise NotReadyError(f"Qt's packages need glibc {least[0]}.{least[1]} or newer; this system has {version}.")
    if missing := missing_libraries():
        install_debian(sorted(LIBRARIES[name] for name in missing), f"Qt needs {', '.join(missing)}")
    if not any(next(glob.iglob(pattern, recursive=True), None) for pattern in CHINESE_FONTS):
        if is_root() and shutil.which("apt-get"):
            install_debian([*FONTS], "There is no font with Chinese letters")
        else:
            say(f"Note: there is no font with Chinese letters; on Debian: sudo apt-get install {' '.join(FONTS)}")


def has_display() -> bool:
    """Tell whether windows can be shown."""
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# ---- the environment in .venv --------------------------------------------------------------------------------------


def ensure_venv() -> None:
    """Make the virtual environment if there is none that works."""
    if PYTHON.exists():
        return
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        install_debian(["python3-venv"], f"{sys.executable} can't make virtual environments")
    if VENV.exists():
        shutil.rmtree(VENV)
    say(f"Making a virtual environment in {VENV} …")
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise NotReadyError(f"No virtual environment could be made:\n{done.stdout}{done.stderr}")


def pins_hash(level: str) -> str:
    """Return a fingerprint of the pinned packages of a level, "run" or "dev"."""
    return hashlib.sha256((ROOT / "requirements" / f"{level}.txt").read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """Return the fingerprints of the pins that were installed, by level."""
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    return {}


def ensure_packages(level: str) -> None:
    """Install the pinned packages of a level unless the very same are there; those of "dev" include those of "run"."""
    done = installed() if PYTHON.exists() else {}
    if done.get("dev") == pins_hash("dev") or (level == "run" and done.get("run") == pins_hash("run")):
        return
    ensure_venv()
    say("Installing the packages (once; some minutes on a slow line) …")
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--no-input", "--disable-pip-version-check"]
    command += ["--require-hashes", "-r", str(ROOT / "requirements" / f"{level}.txt")]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        version = ".".join(platform.python_version_tuple()[:2])
        raise NotReadyError(
            f"The packages could not be installed (above is why). They are pinned for Python 3.11 to 3.13 on Linux, "
            f"macOS and Windows; this is Python {version} on {platform.system()} {platform.machine()}."
        )
    kept = {level: pins_hash(level)}
    STAMP.write_text(json.dumps(kept), encoding="utf-8")


def ensure_catalogues() -> None:
    """Compile the translations that have changed since they were compiled."""
    sources = [(path, ".qm") for path in (ROOT / "i18n").glob("*.ts")]
    sources += [(path, ".mo") for path in (ROOT / "workstation" / "server" / "locale").glob("*/*/*.po")]
    for source, suffix in sources:
        built = source.with_suffix(suffix)
        if not built.exists() or built.stat().st_mtime_ns < source.stat().st_mtime_ns:
            subprocess.run(
                [str(PYTHON), "-m", "tools.catalogues", "--compile"], cwd=ROOT, env=environment(), check=True
            )
            return


def prepare(level: str) -> None:
    """Set up all that a command needs."""
    check_system()
    ensure_packages(level)
    ensure_catalogues()


def environment(**more: str) -> dict[str, str]:
    """Return the environment of the programs that are started: this project importable, UTF-8 everywhere."""
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1", **more}


def become(command: Sequence[str], **more: str) -> int:
    """Run a program in place of this one where the system knows that, else wait for it and return its status."""
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], list(command), environment(**more))
    with contextlib.suppress(KeyboardInterrupt):
        return subprocess.call(command, env=environment(**more))
    return 130


# ---- the commands --------------------------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Open the desk at a rehearsal fair; --offscreen writes pictures of it instead of opening windows."""
    if "--offscreen" in arguments:
        rest = [word for word in arguments if word != "--offscreen"]
        prepare("run")
        if "--screenshots" not in rest:
            rest = ["--screenshots", str(PICTURES), *rest]
        say(f"Without windows; the pictures are written into {rest[rest.index('--screenshots') + 1]}")
        return become([str(PYTHON), "-m", "workstation", "--rehearsal", *rest], QT_QPA_PLATFORM="offscreen")
    helps = {"-h", "--help"} & set(arguments)
    if not has_display() and os.environ.get("QT_QPA_PLATFORM") != "offscreen" and not helps:
        raise NotReadyError(
            "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can open.\n"
            "To see the desk in pictures instead:\n  python3 dev.py run --offscreen"
        )
    prepare("run")
    return become([str(PYTHON), "-m", "workstation", "--rehearsal", *arguments])


LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
CHECKS: dict[str, list[str]] = {
    "ruff check": ["-m", "ruff", "check"],
    "ruff format": ["-m", "ruff", "format", "--check"],
    "mypy": ["-m", "mypy"],
    "import contracts": ["-c", LINT],
    "translations": ["-m", "tools.catalogues", "--check"],
}
SLOW = "mypy"
"""Half a minute where it has no cache: it runs beside the tests, on what they leave of the processor."""


def check_sources(names: Iterable[str] = CHECKS, tell: Callable[[str], None] = say) -> int:
    """Run checks that need no running program; tell what fails, return the first failing status."""
    first = 0
    plain = {**os.environ, "PYTHONUTF8": "1"}  # without PYTHONPATH: mypy takes what lies there for installed
    for name in names:
        began = time.monotonic()
        done = subprocess.run([str(PYTHON), *CHECKS[name]], cwd=ROOT, env=plain, capture_output=True, check=False)
        tell(f"{'FAILED' if done.returncode else 'ok':<7}{name} ({time.monotonic() - began:.1f} s)")
        if done.returncode:
            tell((done.stdout + done.stderr).decode("utf-8", "replace").rstrip())
        first = first or done.returncode
    return first


def lint(arguments: list[str]) -> int:
    """Check style, types, imports and translations; --fix first mends what can be mended."""
    prepare("dev")
    if "--fix" in arguments:
        for words in (["check", "--fix", "--quiet"], ["format", "--quiet"]):
            subprocess.run([str(PYTHON), "-m", "ruff", *words], cwd=ROOT, env=environment(), check=False)
    return check_sources()


@contextlib.contextmanager
def own_desktop() -> Iterator[tuple[list[str], dict[str, str]]]:
    """Give a prefix and an environment for programs that shall touch neither this user's files nor the desktop."""
    with contextlib.ExitStack() as stack:
        more: dict[str, str] = {}
        prefix: list[str] = []
        if sys.platform == "linux":
            home = stack.enter_context(tempfile.TemporaryDirectory(prefix="ws-home-", ignore_cleanup_errors=True))
            more = {"HOME": home, "XDG_RUNTIME_DIR": home}
            if runner := shutil.which("dbus-run-session"):
                prefix = [runner, "--"]
            if server := shutil.which("Xvfb"):
                more["WORKSTATION_TEST_DISPLAY"] = more["DISPLAY"] = stack.enter_context(x_server(server))
        yield prefix, more


@contextlib.contextmanager
def x_server(program: str) -> Iterator[str]:
    """Run an X server without a screen and give its display; it chooses a free number itself."""
    command = [program, "-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout
            yield ":" + server.stdout.readline().strip()
        finally:
            server.terminate()


def test(arguments: list[str]) -> int:
    """Check the sources, then run the tests; other words than these go to pytest.

    --thorough runs the long trials in full; --jitter makes threads, timers and answers late by chance.
    """
    prepare("dev")
    first = check_sources(name for name in CHECKS if name != SLOW)
    said: list[str] = []
    more = {}
    if "--thorough" in arguments:
        arguments = [word for word in arguments if word != "--thorough"]
        more["WORKSTATION_THOROUGH"] = "1"
    if "--jitter" in arguments:
        arguments = [word for word in arguments if word != "--jitter"]
        more["WORKSTATION_JITTER_MS"] = "40"
    chosen = any(word.startswith(("-n", "--numprocesses", "--pdb")) or word == "no:xdist" for word in arguments)
    workers = [] if chosen else ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile", "--no-loadscope-reorder"]
    # A worker that crashed fails the run at once: what is started in its place waits for the others, and they for it.
    workers += [] if chosen else ["--max-worker-restart=0"]
    say(f"beside {SLOW} (what it finds stands below the tests)")
    with ThreadPoolExecutor(1) as beside, own_desktop() as (prefix, desktop):
        slow = beside.submit(check_sources, [SLOW], said.append)
        command = [*prefix, str(PYTHON), "-m", "pytest", *workers, *arguments]
        status = subprocess.call(command, cwd=ROOT, env=environment(**desktop, **more))
        first = first or slow.result()
    say("\n".join(said))
    return first or status


def module(name: str, level: str = "dev") -> Callable[[list[str]], int]:
    """Return the command that runs a module of tools/."""

    def command(arguments: list[str]) -> int:
        if importlib.util.find_spec(name) is None:
            raise NotReadyError(f"{name} is not part of this version.")
        prepare(level)
        return become([str(PYTHON), "-m", name, *arguments])

    return command


def pins(arguments: list[str]) -> int:
    """Compile requirements/*.txt from pyproject.toml; --upgrade takes the newest versions."""
    return subprocess.call([sys.executable, str(ROOT / "tools" / "pins.py"), *arguments])


COMMANDS: dict[str, tuple[Callable[[list[str]], int], str]] = {
    "run": (run, "open the desk at a rehearsal fair (--offscreen: write pictures of it)"),
    "test": (test, "check the sources and run the tests (--thorough: long trials in full)"),
    "bench": (module("tools.bench"), "measure speed and memory against their floors"),
    "screenshots": (module("tools.screenshots"), "take the pictures of the screens"),
    "i18n": (module("tools.catalogues"), "bring translations up to the sources (--check: only look)"),
    "lint": (lint, "check style, types, imports and translations (--fix: mend)"),
    "chaos": (module("tools.chaos"), "kill server and desk under traffic and look for losses"),
    "simulate": (module("tools.simulate"), "play whole fair days in fast motion"),
    "pins": (pins, "compile the pinned requirements from pyproject.toml"),
}


def main(words: list[str]) -> int:
    """Run the command that the words name and return its exit status."""
    if sys.version_info < (3, 11):
        say(f"Workstation needs Python 3.11 or newer; this is {platform.python_version()} ({sys.executable}).")
        return 2
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # a console of another code page than a path's letters
    listing = "\n".join(f"  {name:<12} {what}" for name, (_, what) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, epilog=listing, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND")
    options = parser.parse_args(words[:1])
    sys.path.insert(0, str(ROOT))  # to look for modules of tools/ from any folder
    try:
        return COMMANDS[options.command][0](words[1:])
    except NotReadyError as problem:
        say(str(problem))
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
