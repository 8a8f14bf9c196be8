"""A fair with its people, its writer and its jobs, on a clock of one's own, without a server around them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, insert, select, update

from workstation.domain.account import Permission
from workstation.domain.account_actions import SetAccountEnabled, SetPermissions
from workstation.domain.actions import Action, ActionRequest, ActionResult, SendMessage, StartConversation
from workstation.domain.conversation import Conversation
from workstation.domain.distribution import Assignment, Distribution, Work
from workstation.domain.errors import Refusal
from workstation.domain.events import Body, Event
from workstation.domain.ids import ActionId, ConversationId, ExhibitId, ExhibitorId, PrincipalId, new_action_id
from workstation.domain.routing import Options
from workstation.domain.team_actions import SetDistribution
from workstation.server import auth, events, fairfile, handlers, upkeep, waiting
from workstation.server.actions import perform
from workstation.server.caller import hash_of
from workstation.server.config import Limits
from workstation.server.database import Database
from workstation.server.fairimport import FairImport
from workstation.server.jobs import Jobs
from workstation.server.queries import assignments, conversations, rules
from workstation.server.schema import account, buyer, conversation, exhibit, job, presence, principal
from workstation.server.writer import Tx, Writer

FAIR = Path(__file__).with_name("small_fair.yaml")
START = datetime(2026, 4, 15, 2, 0, tzinfo=UTC)
LIMITS = Limits(session_idle_s=3600, conversations_per_hour=0)
assert handlers
assert upkeep


class HandClock:
    """Goes on only when told."""

    def __init__(self) -> None:
        self.at = START

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()


def bring_fair(database: Database) -> None:
    """Bring the fair there that a bench finds, else it does so itself."""
    writer = Writer(database, HandClock(), lambda what: None)
    writer.start()
    try:
        writer.submit(FairImport(fairfile.read(FAIR), FAIR.parent).run).result(60)
    finally:
        writer.close()


class TeamBench:
    """The exhibitor "north" of the small fair, with its accounts by login and its exhibits by number."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = HandClock()
        self.writer = Writer(database, self.clock, lambda what: None)
        self.writer.start()
        self.jobs = Jobs(database, self.writer, self.clock, LIMITS)
        if not self.read(lambda conn: conn.execute(select(exhibit.c.id).limit(1)).first()):
            self.do(FairImport(fairfile.read(FAIR), FAIR.parent).run)
        self.ids: dict[str, PrincipalId] = {}
        self.exhibits: dict[str, ExhibitId] = {}
        self._tokens: dict[PrincipalId, bytes] = {}
        self._buyers = 0
        self.do(self._meet)
        self.north = ExhibitorId(self.read(lambda conn: conn.execute(
            select(account.c.exhibitor_id).where(account.c.id == self.ids["north"])).scalar_one()))  # fmt: skip

    def _meet(self, tx: Tx) -> None:
        tx.conn.execute(update(principal).values(must_change_password=False))
        for row in tx.conn.execute(select(principal.c.id, principal.c.login)):
            self.ids[row.login] = row.id
            self._tokens[row.id] = hash_of(auth.issue(tx, row.id, "", 30)[0])
        for row in tx.conn.execute(select(exhibit.c.id, exhibit.c.number)):
            self.exhibits[row.number] = row.id

    # --- doing ---

    def do(self, fn: Any, *args: Any) -> Any:
        """Run a write."""
        return self.writer.submit(fn, *args).result(60)

    def act(
        self, who: str | PrincipalId, action: Action, *, id_: ActionId | None = None, pick: int = 0
    ) -> ActionResult:
        """Do an action that succeeds (`pick`: what chance says, as far as it may)."""
        principal_id = self.ids[who] if isinstance(who, str) else who
        request = ActionRequest(id=id_ or new_action_id(), action=action)
        result: ActionResult = self.do(
            perform, self._tokens[principal_id], request, LIMITS, lambda count: min(pick, count - 1)
        )
        return result

    def token(self, principal_id: PrincipalId) -> bytes:
        """Return the hash of somebody's token."""
        return self._tokens[principal_id]

    def refused(self, who: str | PrincipalId, action: Action) -> tuple[str, dict[str, str | int]]:
        """Do an action that is refused; return code and parameters."""
        try:
            self.act(who, action)
        except Refusal as refusal:
            return refusal.code, refusal.params
        raise AssertionError(f"not refused: {action}")

    def buyer(self, language: str = "es") -> PrincipalId:
        """Register somebody new."""
        self._buyers += 1
        number = self._buyers

        def register(tx: Tx) -> PrincipalId:
            made = auth.add_principal(
                tx.conn, tx.now, kind="buyer", login=f"b{number}", password_hash="!", language=language,
                must_change=False,
            )  # fmt: skip
            tx.conn.execute(insert(buyer), {"id": made, "name": f"Buyer {number}", "languages": (language,)})
            self._tokens[made] = hash_of(auth.issue(tx, made, "", 30)[0])
            return made

        return PrincipalId(self.do(register))

    def ask(self, number: str = "N-1", *, buyer_id: PrincipalId | None = None, pick: int = 0) -> ConversationId:
        """Let a (new) buyer ask about an exhibit."""
        who = buyer_id or self.buyer()
        start = StartConversation(exhibitor_id=self.north, exhibit_id=self.exhibits[number] if number else None)
        opened = self.act(who, start, pick=pick).conversation_id
        assert opened is not None
        self.act(who, SendMessage(conversation=opened, text="How much?"))
        return opened

    def options(self, **given: Any) -> None:
        """Set the options for messages."""
        self.act("north", SetDistribution(work=Work.MESSAGES, options=Options(**given)))

    def comes(self, login: str) -> None:
        """Open a stream, as the presence book sees it."""
        until_at = self.clock.at + timedelta(days=1)

        def appear(tx: Tx) -> None:
            row = {"principal_id": self.ids[login], "replica": "r", "until_at": until_at}
            tx.conn.execute(insert(presence), row)
            waiting.serve(tx, self.north, lambda count: 0)

        self.do(appear)

    def goes(self, login: str) -> None:
        """Close the stream."""
        self.do(lambda tx: tx.conn.execute(presence.delete().where(presence.c.principal_id == self.ids[login])))

    def permit(self, login: str, *permissions: Permission, enabled: bool = True) -> None:
        """Let the main account change what an account may do."""
        number = self.ids[login]
        self.act("north", SetPermissions(account_id=number, permissions=frozenset(permissions)))
        self.act("north", SetAccountEnabled(account_id=number, enabled=enabled))
        if enabled:
            self._tokens[number] = self.do(lambda tx: hash_of(auth.issue(tx, number, "", 30)[0]))

    def turn(self, **later: float) -> int:
        """Let time pass, and do what is due then."""
        self.clock.at += timedelta(**later)
        return asyncio.run(self.jobs.turn())

    # --- looking ---

    def read(self, fn: Any, *args: Any) -> Any:
        """Run a read."""
        return self.database.read_blocking(fn, *args)

    def head(self, conversation_id: ConversationId) -> Conversation:
        """Return a conversation as it is."""

        def find(conn: Connection) -> Conversation:
            row = conn.execute(select(conversation).where(conversation.c.id == conversation_id)).one()
            return conversations.head_of(row)

        found: Conversation = self.read(find)
        return found

    def owner(self, conversation_id: ConversationId) -> str:
        """Return the login of whoever has it; empty for the queue."""
        owner_id = self.head(conversation_id).owner_id
        return next((login for login, number in self.ids.items() if number == owner_id), "")

    def trace(self, conversation_id: ConversationId) -> tuple[Assignment, ...]:
        """Return the decisions about a conversation, newest first."""
        found: tuple[Assignment, ...] = self.read(assignments.of_conversation, conversation_id)
        return found

    def rules(self) -> Distribution:
        """Return the rules in force."""
        found: Distribution = self.read(rules.distribution, self.north, LIMITS)
        return found

    def log(self, who: str | PrincipalId, after: int = 0) -> list[Body]:
        """Return what somebody was told."""
        number = self.ids[who] if isinstance(who, str) else who
        told: list[Body] = []
        while lines := self.read(events.after, number, after):
            told += [msgspec.json.decode(frame, type=Event).body for _seq, frame in lines]
            after = lines[-1][0]
        return told

    def seq(self, who: str | PrincipalId) -> int:
        """Return the number of the newest line of a log."""
        number = self.ids[who] if isinstance(who, str) else who
        return int(self.read(events.last_seq, number))

    def planned(self) -> dict[str, datetime]:
        """Return what is due later."""
        due: dict[str, datetime] = self.read(lambda conn: {row.key: row.due_at for row in conn.execute(select(job))})
        return due


@contextmanager
def team_bench(database: Database) -> Iterator[TeamBench]:
    """Give a bench, and end its writer."""
    made = TeamBench(database)
    try:
        yield made
    finally:
        made.writer.close()
