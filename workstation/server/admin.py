"""The organiser's tasks: `workstation admin import`, `workstation admin fill`, `workstation admin reports`."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from workstation.domain.clock import SystemClock
from workstation.domain.errors import Refusal
from workstation.domain.history import PastConversation
from workstation.server.config import Settings
from workstation.server.database import Database
from workstation.server.fairfile import FileWrong, read
from workstation.server.fairimport import FairImport, known_logins
from workstation.server.fill import advance_sequences, fill
from workstation.server.migrate import SchemaTooNew, migrate
from workstation.server.queries import reports
from workstation.server.writer import Committed, Tx, Writer

T = TypeVar("T")


def parser() -> argparse.ArgumentParser:
    """Return the parser of `workstation admin`."""
    result = argparse.ArgumentParser(prog="workstation admin", description="The organiser's tasks.")
    tasks = result.add_subparsers(dest="task", required=True)
    importing = tasks.add_parser("import", help="bring a fair, its exhibitors and exhibits into the database")
    importing.add_argument("file", type=Path, help="YAML file; importing it twice changes nothing")
    importing.add_argument("--passwords", type=Path, metavar="FILE", help="where first passwords go (default: printed)")
    filling = tasks.add_parser("fill", help="bring generated past conversations into the database")
    filling.add_argument("file", type=Path, help="one conversation a line, as JSON")
    reporting = tasks.add_parser("reports", help="list what exhibitors have reported about buyers, one JSON line each")
    for task in (importing, filling, reporting):
        task.add_argument(
            "--data", type=Path, default=Path("workstation-data"), metavar="DIR", help="folder of the data"
        )
        task.add_argument("--database", default="", metavar="URL", help="SQLite or PostgreSQL (default: SQLite in DIR)")
    return result


class Session:
    """A database opened for one task, with the same writer the server has."""

    def __init__(self, settings: Settings) -> None:
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.database = Database(settings.database_url())
        migrate(self.database)
        self._writer = Writer(self.database, SystemClock(), _nobody_listens)
        self._writer.start()

    def write(self, fn: Callable[[Tx], T]) -> T:
        """Run a write and return its result once it is committed."""
        return self._writer.submit(fn).result()

    def close(self) -> None:
        """Let go of the database."""
        self._writer.close()
        self.database.close()


def _nobody_listens(_what: Committed) -> None:
    """A running server finds new lines of logs by itself."""


def import_fair(options: argparse.Namespace, session: Session) -> None:
    """Import the organiser's file and hand out the first passwords of new accounts.

    Raises:
        FileWrong: something in the file isn't understood.
    """
    task = FairImport(read(options.file), options.file.resolve().parent)
    task.prepare(session.write(known_logins))
    session.write(task.run)
    given = msgspec.json.format(msgspec.json.encode(task.passwords))
    if options.passwords is None:
        print(given.decode())
        return
    descriptor = os.open(options.passwords, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(given + b"\n")


def fill_in(options: argparse.Namespace, session: Session) -> None:
    """Bring generated conversations into the database, in one transaction.

    Raises:
        FileWrong: a line isn't understood, or names an exhibit or an account that isn't there.
    """

    def run(tx: Tx) -> tuple[int, int]:
        added = fill(tx.conn, _histories(options.file))
        advance_sequences(tx.conn)
        return added

    try:
        conversations, messages = session.write(run)
    except KeyError as error:
        raise FileWrong(f"{options.file}: nothing is known as {error}") from error
    print(f"{conversations} conversations, {messages} messages")


def list_reports(session: Session) -> None:
    """Print what exhibitors have reported about buyers, oldest first."""
    for one in session.database.read_blocking(lambda conn: list(reports.every(conn))):
        print(msgspec.json.encode(one).decode())


def _histories(file: Path) -> Iterator[PastConversation]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield msgspec.json.decode(line, type=PastConversation)
            except msgspec.MsgspecError as error:
                raise FileWrong(f"{file}, line {number}: {error}") from error


def main(argv: Sequence[str]) -> int:
    """Do one task and return the exit status."""
    options = parser().parse_args(list(argv))
    session: Session | None = None
    try:
        session = Session(Settings(data=options.data, database=options.database))
        if options.task == "import":
            import_fair(options, session)
        elif options.task == "fill":
            fill_in(options, session)
        else:
            list_reports(session)
    except (FileWrong, SchemaTooNew, OSError) as error:
        print(f"workstation admin: {error}", file=sys.stderr)
        return 2
    except Refusal as refusal:
        print(f"workstation admin: {refusal.code} {refusal.params}", file=sys.stderr)
        return 1
    finally:
        if session is not None:
            session.close()
    return 0
