"""`workstation rehearsal`: a fair to practise on, on this machine alone.

It imports the fair by `workstation admin import`, starts the embedded server and lets buyers act through the public
API. Everything lives in one folder; a second start finds the fair as it was left.
"""

import argparse
import json
import logging
import secrets
import signal
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import msgspec

from workstation import paths
from workstation.domain.actions import ActionRequest, SavePhrase
from workstation.domain.card_actions import SaveMyCard
from workstation.domain.ids import new_action_id
from workstation.rehearsal import buyers, cards, content, intents, meetings, pictures, replies
from workstation.rehearsal.desks import Desks
from workstation.rehearsal.guests import Guests
from workstation.rehearsal.programs import Child, ProgramFailed, run_to_end
from workstation.remote.api import Api
from workstation.remote.errors import RemoteFault
from workstation.remote.session import Session

log = logging.getLogger("workstation.rehearsal")

MAIN_LOGIN = "lanzhi"
PICTURE_SIZE = (960, 720)


class Staff(msgspec.Struct):
    """Sign-in names and passwords of the exhibitors' accounts, random for each folder."""

    passwords: dict[str, str] = {}
    replies_set: bool = False
    """Whether the full exhibitor's automatic answers are set."""
    meetings_set: bool = False
    """Whether its calendar has slots and bookings."""
    intents_set: bool = False
    """Whether buyers have said what they look for."""


def parser() -> argparse.ArgumentParser:
    """Return the parser of `workstation rehearsal`."""
    result = argparse.ArgumentParser(prog="workstation rehearsal", description="Run a fair to practise on.")
    result.add_argument("--folder", type=Path, help="where the fair is kept (default: with your other data)")
    result.add_argument("--seed", type=int, default=140, help="what the buyers do is drawn from it")
    result.add_argument("--speed", type=float, default=1.0, help="1 is human pace, 10 ten times as fast")
    result.add_argument("--buyers", type=int, default=60, help="how many buyers take part (0 to 60)")
    result.add_argument("--embedded", action="store_true", help="print one JSON line; end when standard input closes")
    return result


def prepare(folder: Path, seed: int) -> Path:
    """Draw the exhibits' pictures and write the fair's file, opening today, beside them; return that file."""
    fair = content.fair_document(datetime.now(ZoneInfo(content.fair().fair.time_zone)).date())
    drawn = folder / "pictures"
    drawn.mkdir(parents=True, exist_ok=True)
    for exhibitor in fair["exhibitors"]:
        for exhibit in exhibitor["exhibits"]:
            target = drawn / f"{exhibit['key']}.jpg"
            if not target.exists():
                target.write_bytes(pictures.draw_exhibit(exhibit["picture"], PICTURE_SIZE, seed))
            exhibit["picture"] = f"pictures/{target.name}"
    result = folder / "fair.yaml"
    result.write_bytes(msgspec.yaml.encode(fair))
    return result


class Fair:
    """The running fair: server, staff passwords, buyers.

    Args:
        folder: where it is kept.
        seed: of the exhibits' pictures.
        port: where the server listens; 0 for a free one.
    """

    def __init__(self, folder: Path, seed: int, *, port: int = 0) -> None:
        self._folder = folder
        self._seed = seed
        self._port = port
        self._server: Child | None = None
        self.url = ""
        self.staff = Staff()

    def start(self) -> None:
        """Import the fair and start the server.

        Raises:
            ProgramFailed: the import or the server did not work.
            OSError: the folder cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = ["--data", str(self._folder)]
        first = self._folder / "first_passwords.json"
        if not (self._folder / "fair.yaml").exists():
            run_to_end(
                ["admin", "import", str(prepare(self._folder, self._seed)), *database, "--passwords", str(first)]
            )
        self._serve(database)
        self._settle_passwords(first)
        self._settle_replies()

    def _serve(self, database: list[str]) -> None:
        """Start the server on the port of last time, so that desks find it again; on a free one if that is taken."""
        kept = self._folder / "port"
        ports = [kept.read_text(encoding="ascii")] if kept.exists() else []
        for port in [*ports, "0"]:
            words = ["serve", "--embedded", "--port", port, "--registrations-per-hour", "0", *database]
            server = Child(words, log=self._folder / "server.log")
            try:
                self.url = str(server.ready()["url"])
            except ProgramFailed:
                if port == "0":
                    raise
                continue
            self._server = server
            kept.write_text(str(urlsplit(self.url).port), encoding="ascii")
            return

    def _settle_passwords(self, first: Path) -> None:
        """Do for each account what its owner would do first: change the initial password, make a business card."""
        kept = self._folder / "staff.json"
        if kept.exists():
            self.staff = msgspec.json.decode(kept.read_bytes(), type=Staff)
        initial: dict[str, str] = json.loads(first.read_text(encoding="utf-8")) if first.exists() else {}
        for login, password in initial.items():
            if login in self.staff.passwords:
                continue
            chosen = secrets.token_urlsafe(12)
            api = Api(Session(self.url))
            signed_in = api.sign_in(login, password, "rehearsal")
            api.session.token = signed_in.token
            if signed_in.must_change_password:
                api.change_password(password, chosen)
            else:
                chosen = password
            if login in cards.cards():
                api.act(ActionRequest(id=new_action_id(), action=SaveMyCard(content=cards.cards()[login])))
            api.sign_out()
            self.staff.passwords[login] = chosen
            self._keep_staff()
        first.unlink(missing_ok=True)

    def _keep_staff(self) -> None:
        kept = self._folder / "staff.json"
        kept.touch(mode=0o600)
        kept.write_bytes(msgspec.json.encode(self.staff))

    def _settle_replies(self) -> None:
        """Set, once, the full exhibitor's automatic answers and phrases; its people may change them like any others."""
        if self.staff.replies_set:
            return
        api = Api(Session(self.url))
        api.session.token = api.sign_in(MAIN_LOGIN, self.staff.passwords[MAIN_LOGIN], "rehearsal").token
        for action in replies.actions({one.login: one.id for one in api.snapshot().accounts}):
            api.act(ActionRequest(id=new_action_id(), action=action))
        for one in replies.usual_phrases():
            phrase = SavePhrase(
                phrase=new_action_id(), shared=True, shortcut=one.shortcut, title=one.title, zh=one.zh, en=one.en
            )
            api.act(ActionRequest(id=new_action_id(), action=phrase))
        api.sign_out()
        self.staff.replies_set = True
        self._keep_staff()

    def fill_calendar(self, guests: Guests) -> None:
        """Create, once, the full exhibitor's slots and some bookings."""
        if self.staff.meetings_set:
            return
        try:
            desks = Desks(self.url, self.staff.passwords)
            meetings.Calendar(desks, guests).fill(MAIN_LOGIN, meetings.fair_days(self._folder / "fair.yaml"))
            desks.sign_out()
        except RemoteFault as fault:  # the fair goes on without; the next start tries again
            log.warning("the calendar stays empty: %s", fault)
            return
        self.staff.meetings_set = True
        self._keep_staff()

    def publish_intents(self, guests: Guests) -> None:
        """Let buyers publish, once, what they look for."""
        if self.staff.intents_set:
            return
        try:
            desks = Desks(self.url, self.staff.passwords)
            intents.Wishes(desks, guests).fill(MAIN_LOGIN)
            desks.sign_out()
        except RemoteFault as fault:  # the fair goes on without; the next start tries again
            log.warning("nobody looks for anything: %s", fault)
            return
        self.staff.intents_set = True
        self._keep_staff()

    def ready_line(self) -> dict[str, Any]:
        """Return what a desk needs to sign in as the main account."""
        return {
            "url": self.url,
            "portal": f"{self.url}/",
            "login": MAIN_LOGIN,
            "password": self.staff.passwords[MAIN_LOGIN],
        }

    def stop(self) -> None:
        """End the server."""
        if self._server:
            self._server.stop()


def main(argv: Sequence[str]) -> int:
    """Run the rehearsal fair until it is told to end."""
    options = parser().parse_args(argv)
    folder = options.folder or paths.default_data() / "rehearsal"
    fair = Fair(folder, options.seed)
    try:
        fair.start()
    except (ProgramFailed, OSError) as fault:
        fair.stop()
        print(f"The rehearsal fair could not start: {fault}", file=sys.stderr)
        return 1
    end = threading.Event()
    guests = Guests(folder)
    crowd = buyers.Crowd(fair.url, guests, seed=options.seed, speed=options.speed, count=options.buyers)
    try:
        if options.embedded:
            print(json.dumps(fair.ready_line()), flush=True)
            threading.Thread(target=_end_with_input, args=(end,), daemon=True).start()
        else:
            for sign in (signal.SIGINT, signal.SIGTERM):
                signal.signal(sign, lambda *_: end.set())
            print(_for_people(fair), flush=True)
        if options.buyers:
            fair.fill_calendar(guests)
            fair.publish_intents(guests)
        crowd.run(end)
    finally:
        crowd.stop()
        fair.stop()
    return 0


def _end_with_input(end: threading.Event) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    end.set()


def _for_people(fair: Fair) -> str:
    accounts = "\n".join(f"  {login:<14} {password}" for login, password in fair.staff.passwords.items())
    return f"The fair is open.\nBuyer's page: {fair.url}/\nDesk:         workstation --server {fair.url}\n\n{accounts}"
