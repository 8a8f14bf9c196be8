"""Where measurements happen: the fixture made once, copies of it with server and keyring, an X server."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workstation.rehearsal import load

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "build" / "bench"
Size = tuple[int, int, int]
"""Seed, conversations, messages."""
SIZE: Final[Size] = (1, 2_000, 200_000)
CROWDED: Final[Size] = (1, 2_500, 200_000)
"""More buyers than the list holds: some are archived."""
_SHAPED_BY: Final = (
    "storage/migrations.py",
    "storage/search_index.py",
    "storage/search_text.py",
    "storage/search_words.py",
    "server/schema.py",
    "rehearsal/histories.py",
    "rehearsal/talk.py",
)
"""Who writes the files of the fixture; another version of one of these makes another fixture."""


class CannotMeasure(Exception):
    """Something that measuring needs isn't here; the text says what."""


@dataclass(frozen=True, slots=True)
class Place:
    """A copy of the fixture with its server running and its keyring open.

    Attributes:
        profile: the desk's files.
        url: the server's address.
        environment: of programs that are measured: keyring, display, nothing of this user's.
    """

    profile: Path
    url: str
    environment: dict[str, str]


def shape(names: Iterable[str] = _SHAPED_BY) -> str:
    """Return a name for the present way of writing files, by the modules that do."""
    digest = hashlib.sha256()
    for name in names:
        digest.update((ROOT / "workstation" / name).read_bytes())
    return digest.hexdigest()[:12]


def forget_old(kind: str, kept: Path) -> None:
    """Delete the data of a kind that was made by other versions."""
    for old in FOLDER.glob(f"{kind}-*"):
        if old != kept:
            shutil.rmtree(old, ignore_errors=True)


def fixture(size: Size = SIZE) -> Path:
    """Return the fixture's folder, made if it isn't there (that takes a minute or two).

    Raises:
        ProgramFailed: it could not be made.
    """
    kind = f"fixture-{size[0]}-{size[1]}"
    folder = FOLDER / f"{kind}-{shape()}"
    if load.read(folder) is None:
        forget_old(kind, folder)
        print(f"making {size[1]} conversations, once …", file=sys.stderr, flush=True)
        load.make(folder, size)
    return folder


@contextmanager
def place(size: Size = SIZE) -> Iterator[Place]:
    """Give a copy of a fixture, running; it is deleted afterwards.

    Raises:
        CannotMeasure, ProgramFailed: a part is missing or does not start.
    """
    source = fixture(size)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="copy-", dir=FOLDER)))
        shutil.copytree(source, folder, dirs_exist_ok=True)
        made = load.read(folder)
        assert made is not None
        environment = stack.enter_context(load.running(folder))
        environment["DISPLAY"] = os.environ.get("DISPLAY") or stack.enter_context(x_server())
        environment.pop("QT_QPA_PLATFORM", None)
        environment["PYTHONPATH"] = str(ROOT)
        load.compile_modules()
        yield Place(profile=folder / "profile", url=made.url, environment=environment)


@contextmanager
def x_server() -> Iterator[str]:
    """Run an X server without a screen and give its DISPLAY.

    Raises:
        CannotMeasure: there is none.
    """
    program = shutil.which("Xvfb")
    if program is None:
        raise CannotMeasure("without a display this needs Xvfb (Debian: apt-get install xvfb)")
    command = [program, "-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            number = server.stdout.readline().strip()
            if not number:
                raise CannotMeasure("Xvfb does not start")
            yield f":{number}"
        finally:
            server.terminate()
