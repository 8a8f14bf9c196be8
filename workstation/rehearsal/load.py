"""`workstation load`: generated data to measure with.

`--fixture DIR` makes a server database with many conversations, and the profile of a desk that has fetched all of it
the way any desk does. `--fixture DIR --run PROGRAM …` runs a program where that profile's key can be read and its
server answers. docs/measuring.md says how to time the desk with it.
"""

import argparse
import compileall
import contextlib
import json
import random
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

import workstation
from workstation.rehearsal.fair import MAIN_LOGIN, Fair
from workstation.rehearsal.histories import histories
from workstation.rehearsal.keyring_session import keyring_session
from workstation.rehearsal.programs import ProgramFailed, command, run_to_end

_MADE = "fixture.json"
_HALF_MADE = "fixture.part"
_PORTS = range(20_000, 30_000)
_PARTS = ("server", "profile", "keyring")


class Fixture(msgspec.Struct, frozen=True, kw_only=True):
    """What a fixture folder holds; written last, so that a half-made one is seen."""

    seed: int
    conversations: int
    messages: int
    login: str
    password: str
    url: str
    """Where the desk expects the server, also when it runs again."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of `workstation load`."""
    result = argparse.ArgumentParser(prog="workstation load", description="Make generated data to measure with.")
    result.add_argument("--fixture", type=Path, required=True, metavar="DIR", help="the folder of the data")
    result.add_argument("--conversations", type=int, default=2000)
    result.add_argument("--messages", type=int, default=200_000, help="in all conversations together")
    result.add_argument("--seed", type=int, default=1)
    result.add_argument(
        "--run", nargs=argparse.REMAINDER, metavar="PROGRAM", help="run this with the fixture's server and keyring"
    )
    return result


def read(folder: Path) -> Fixture | None:
    """Return what the folder holds, `None` when it is not (or only half) made."""
    file = folder / _MADE
    return msgspec.json.decode(file.read_bytes(), type=Fixture) if file.exists() else None


def make(folder: Path, wanted: tuple[int, int, int]) -> Fixture:
    """Make the fixture: `wanted` is seed, conversations, messages.

    Raises:
        ProgramFailed: one of the programs did not do its part, or the folder holds something else.
    """
    seed, conversations, messages = wanted
    _clear(folder)
    past = folder / "histories.jsonl"
    encoder = msgspec.json.Encoder()
    with past.open("wb") as out:
        for history in histories(conversations, messages, seed):
            out.write(encoder.encode(history) + b"\n")
    fair = Fair(folder / "server", seed, port=_free_port())
    try:
        fair.start()
        fair.stop()
        run_to_end(["admin", "fill", str(past), "--data", str(folder / "server")])
        past.unlink()
        fair.start()
        url, password = fair.url, fair.staff.passwords[MAIN_LOGIN]
        _fetch(folder, url, password)
    finally:
        fair.stop()
    fixture = Fixture(
        seed=seed, conversations=conversations, messages=messages, login=MAIN_LOGIN, password=password, url=url
    )
    (folder / _MADE).write_bytes(msgspec.json.encode(fixture))
    (folder / _HALF_MADE).unlink()
    return fixture


def _free_port() -> int:
    """Return a port that will be free later too: below those that systems give to outgoing connections."""
    for port in random.sample(_PORTS, 100):
        with contextlib.suppress(OSError), socket.socket() as trial:
            trial.bind(("127.0.0.1", port))
            return port
    raise ProgramFailed("no port is free")


def _clear(folder: Path) -> None:
    """Make the folder, without what an earlier attempt left in it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if (folder / _HALF_MADE).exists():
        for name in _PARTS:
            shutil.rmtree(folder / name, ignore_errors=True)
    elif any(folder.iterdir()):
        raise ProgramFailed(f"{folder} holds something else")
    (folder / _HALF_MADE).touch()


def _fetch(folder: Path, url: str, password: str) -> None:
    """Let a desk without a window sign in and fetch everything."""
    said = json.dumps({"server": url, "login": MAIN_LOGIN, "password": password})
    with keyring_session(folder / "keyring") as environment:
        done = subprocess.run(
            command(["fetch", "--profile", str(folder / "profile")]),
            input=said,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        raise ProgramFailed(done.stderr.strip() or "the desk could not fetch the history")


@contextmanager
def running(folder: Path) -> Iterator[dict[str, str]]:
    """Run the fixture's server where its desk expects it, and give the environment that opens its key.

    Raises:
        ProgramFailed: there is no fixture, or a program did not start (the port may be taken).
    """
    fixture = read(folder)
    if fixture is None:
        raise ProgramFailed(f"{folder} holds no fixture")
    fair = Fair(folder / "server", fixture.seed, port=urlsplit(fixture.url).port or 0)
    try:
        fair.start()
        with keyring_session(folder / "keyring") as environment:
            yield environment
    finally:
        fair.stop()


def compile_modules() -> None:
    """Compile the program's modules, where its folder can be written.

    Else, where Python is told to write no bytecode, every start that is timed would be a run of the compiler.
    """
    compileall.compile_dir(Path(workstation.__file__).parent, quiet=2)


def main(argv: Sequence[str]) -> int:
    """Make the fixture unless it is there, and run what is to be run with it."""
    options = parser().parse_args(argv)
    folder: Path = options.fixture.resolve()
    wanted = (options.seed, options.conversations, options.messages)
    try:
        fixture = read(folder) or make(folder, wanted)
        compile_modules()
        if options.run:
            with running(folder) as environment:
                return subprocess.run(options.run, env=environment, check=False).returncode
        if (fixture.seed, fixture.conversations, fixture.messages) != wanted:
            raise ProgramFailed(f"{folder} holds another fixture: {fixture.conversations} conversations")
        print(f"{fixture.conversations} conversations, {fixture.messages} messages: {folder / 'profile'}")
        return 0
    except ProgramFailed as fault:
        print(f"workstation load: {fault}", file=sys.stderr)
        return 1
