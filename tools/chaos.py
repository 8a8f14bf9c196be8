"""`dev.py chaos`: kills server and desk at random moments under traffic, and looks for anything lost or doubled.

A server process on SQLite, a desk process (all of it but the window) on an encrypted profile, and buyers who write
through the public interface. One JSON line tells the result; the exit status is 0 when nothing is wrong.
"""

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from tools.trials import plan, verdict
from tools.trials.buyers import Buyer, read_log
from tools.trials.desk_process import Finish, Orders
from tools.trials.platform import MAIN_LOGIN, Platform
from tools.trials.verdict import Verdict
from workstation.remote.api import Api
from workstation.services.sign_in import SignIn

BUYERS: Final = 8
KILLS: Final = 200
DOWN_S: Final = (0.0, 0.3)
UP_S: Final = (0.2, 2.2)
"""Between two kills: shorter than a start at times, so that a start is hit too."""
PASSPHRASE: Final = "memory only would not outlive a kill"
ROOT: Final = Path(__file__).resolve().parents[1]


class TrialFailed(Exception):
    """The trial itself could not be carried out; the text says why."""


class Result(Struct, frozen=True, kw_only=True):
    """What a trial came to."""

    kills: int
    server_kills: int
    desk_kills: int
    seed: int
    sent: int
    """Messages said to be durable: by the desk in its outbox, by buyers at the server."""
    left: tuple[str, ...]
    """What the outbox still held in the end."""
    verdict: Verdict
    seconds: float

    def good(self) -> bool:
        """Tell whether nothing went wrong."""
        return self.verdict.good() and not self.left

    def line(self) -> str:
        """Return the one line of JSON."""
        plain: dict[str, Any] = {**asdict(self), "ok": self.good()}
        plain.update(asdict(plain.pop("verdict")))
        return msgspec.json.encode(plain).decode()


class Desk:
    """The desk's process and its lives."""

    def __init__(self, folder: Path, orders: Orders, seed: int) -> None:
        self.profile = folder / "profile"
        self.plan = folder / "plan.jsonl"
        self._log = folder / "desk.log"
        self._orders = orders
        self._rng = Random(seed)
        self._process: subprocess.Popen[bytes] | None = None
        self.profile.mkdir(parents=True)

    def start(self) -> None:
        """Begin a life."""
        words = ["--profile", str(self.profile), "--plan", str(self.plan), "--seed", str(self._rng.getrandbits(32))]
        environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tools.trials.desk_process", *words],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        self._tell(self._orders)

    def kill(self) -> None:
        """End a life without a warning.

        Raises:
            TrialFailed: it had ended by itself.
        """
        process = self._running()
        if process.poll() is not None:
            raise TrialFailed(f"the desk ended by itself with {process.returncode}: {self.last_words()}")
        process.kill()
        self._finish(process)

    def wait_until_ready(self) -> None:
        """Wait until its files are open."""
        self._answer("ready")

    def drain(self) -> tuple[str, ...]:
        """Let it type no more and send what waits; return what does not leave."""
        self._tell(Finish())
        return tuple(self._answer("left"))

    def complete(self, upto: int) -> bool:
        """Let it take in the log up to there and leave; return whether it got that far."""
        self._tell(Finish(upto=upto))
        complete = bool(self._answer("complete"))
        process = self._running()
        if process.wait(30):
            raise TrialFailed(f"the desk left with {process.returncode}: {self.last_words()}")
        self._finish(process)
        return complete

    def last_words(self) -> str:
        """Return the end of what it wrote to its standard error."""
        return self._log.read_text(encoding="utf-8", errors="replace")[-2000:]

    def stop(self) -> None:
        """Make sure that it has ended."""
        if self._process is not None:
            self._process.kill()
            self._finish(self._process)

    def _running(self) -> "subprocess.Popen[bytes]":
        assert self._process is not None
        return self._process

    def _tell(self, what: Struct) -> None:
        stdin = self._running().stdin
        assert stdin is not None
        stdin.write(msgspec.json.encode(what) + b"\n")
        stdin.flush()

    def _answer(self, name: str) -> Any:
        stdout = self._running().stdout
        assert stdout is not None
        line = stdout.readline()
        if not line:
            raise TrialFailed(f"the desk ended by itself: {self.last_words()}")
        return msgspec.json.decode(line)[name]

    @staticmethod
    def _finish(process: "subprocess.Popen[bytes]") -> None:
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


class Trial:
    """A trial in a folder of its own."""

    def __init__(self, folder: Path, kills: int, seed: int) -> None:
        self._kills = kills
        self._seed = seed
        self._rng = Random(seed)
        self._platform = Platform(folder / "server")
        self._folder = folder
        self._buyers: list[Buyer] = []

    def run(self) -> Result:
        """Carry the trial out.

        Raises:
            TrialFailed, ProgramFailed: it could not be.
        """
        began = time.monotonic()
        with ExitStack() as stack:
            stack.callback(self._platform.stop)
            self._platform.open()
            orders = Orders(
                server=self._platform.url, login=MAIN_LOGIN, password=self._platform.password, passphrase=PASSPHRASE
            )
            desk = Desk(self._folder / "desk", orders, self._seed)
            stack.callback(desk.stop)
            main = self._platform.signed_in()
            stack.callback(main.session.close)
            self._let_buyers_in(main, stack)
            desk.start()
            desk.wait_until_ready()
            victims = self._kill_all(desk)
            left, outcome = self._settle(desk, main)
            said = sum(len(buyer.said) for buyer in self._buyers)
            return Result(
                kills=self._kills,
                server_kills=victims.count("server"),
                desk_kills=victims.count("desk"),
                seed=self._seed,
                sent=said + len(plan.meant(desk.plan).queued),
                left=left,
                verdict=outcome,
                seconds=round(time.monotonic() - began, 1),
            )

    def _let_buyers_in(self, main: Api, stack: ExitStack) -> None:
        exhibitor = main.exhibitors()[0].id
        for number in range(1, BUYERS + 1):
            buyer = Buyer(self._platform.url, number, self._seed)
            stack.callback(buyer.api.session.close)
            buyer.enter(exhibitor)
            self._buyers.append(buyer)
        for buyer in self._buyers:
            buyer.thread.start()
            stack.callback(buyer.stop)

    def _kill_all(self, desk: Desk) -> list[str]:
        victims = [("server", "desk")[place % 2] for place in range(self._kills)]
        self._rng.shuffle(victims)
        for victim in victims:
            time.sleep(self._rng.uniform(*UP_S))
            target: Platform | Desk = self._platform if victim == "server" else desk
            target.kill()
            time.sleep(self._rng.uniform(*DOWN_S))
            target.start()
        return victims

    def _settle(self, desk: Desk, main: Api) -> tuple[tuple[str, ...], Verdict]:
        """Let everything arrive, then compare."""
        self._platform.wait_until_up()
        if self._kills:
            desk.kill()  # one more, so that the last life is read from its beginning
            desk.start()
            desk.wait_until_ready()
        for buyer in self._buyers:
            buyer.stop()
        for buyer in self._buyers:
            buyer.thread.join()
            if buyer.fault is not None:
                raise TrialFailed(f"{buyer.thread.name} gave up: {buyer.fault!r}")
        left = desk.drain()
        if not desk.complete(read_log(main)[0]):
            left = (*left, "the log was not applied to its end")
        found = {buyer.conversation: verdict.history(main, buyer.conversation) for buyer in self._buyers}
        meant = plan.meant(desk.plan)
        done = {text: buyer.conversation for buyer in self._buyers for text in buyer.said}
        of_server = verdict.of_server(found, {**meant.queued, **done}, {**meant.tried, **done})
        of_desk = asyncio.run(self._look_into(desk, found, meant))
        gaps = sum(read_log(api)[1] for api in (main, *(buyer.api for buyer in self._buyers)))
        return left, msgspec.structs.replace(
            of_server,
            missing_on_desk=of_desk.missing_on_desk,
            doubled_on_desk=of_desk.doubled_on_desk,
            drafts_lost=of_desk.drafts_lost,
            log_gaps=gaps,
        )

    @staticmethod
    async def _look_into(desk: Desk, found: Any, meant: plan.Meant) -> Verdict:
        sign_in = SignIn(desk.profile)
        await sign_in.resume(PASSPHRASE)
        if sign_in.store is None:
            raise TrialFailed("the desk's files can't be opened")
        try:
            return verdict.of_desk(sign_in.store, found, meant.drafts)
        finally:
            await sign_in.close()


def run(folder: Path, kills: int, seed: int) -> Result:
    """Carry out a trial in an empty folder; half of the kills hit the server, half the desk."""
    return Trial(folder, kills, seed).run()


def main(argv: Sequence[str]) -> int:
    """Carry out a trial and print its result."""
    parser = argparse.ArgumentParser(prog="dev.py chaos", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS, help=f"how many (default {KILLS}), half of each")
    parser.add_argument("--seed", type=int, help="of the moments and victims (default: another one each time)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this empty folder and keep it")
    options = parser.parse_args(argv)
    seed = options.seed if options.seed is not None else time.time_ns() % 1_000_000
    with tempfile.TemporaryDirectory(prefix="ws-chaos-", ignore_cleanup_errors=True) as temporary:
        folder: Path = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        result = run(folder, options.kills, seed)
    print(result.line())
    return 0 if result.good() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
