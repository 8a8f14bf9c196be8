"""How much the database is asked: never more for more conversations."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, insert, select

from workstation.domain.actions import Action, ActionRequest, ActionResult, MarkRead, SendMessage, StartConversation
from workstation.domain.clock import SystemClock
from workstation.domain.ids import ExhibitorId, new_action_id
from workstation.server import auth, fairfile, handlers
from workstation.server.actions import perform
from workstation.server.caller import Caller, hash_of
from workstation.server.config import Limits
from workstation.server.database import Database
from workstation.server.fairimport import FairImport
from workstation.server.queries import accounts
from workstation.server.routes import conversations as routes
from workstation.server.schema import buyer, conversation, message
from workstation.server.writer import Tx, Writer

FAIR = Path(__file__).parents[2] / "helpers" / "small_fair.yaml"
assert handlers


@pytest.fixture
def writer(database: Database) -> Iterator[Writer]:
    made = Writer(database, SystemClock(), lambda what: None)
    made.start()
    task = FairImport(fairfile.read(FAIR), FAIR.parent)
    made.submit(task.run).result(30)
    yield made
    made.close()


def converse(writer: Writer, numbers: range, messages: int) -> None:
    """Let so many buyers say so much to the main account of the first exhibitor."""

    def talk(tx: Tx, number: int) -> None:
        buyer_id = auth.add_principal(
            tx.conn, tx.now, kind="buyer", login=f"b{number}", password_hash="!", language="en", must_change=False
        )
        tx.conn.execute(insert(buyer), {"id": buyer_id, "name": f"Buyer {number}"})
        token = hash_of(auth.issue(tx, buyer_id, "", 30)[0])

        def act(action: Action) -> ActionResult:
            return perform(tx, token, ActionRequest(id=new_action_id(), action=action), Limits(), lambda n: 0)

        opened = act(StartConversation(exhibitor_id=ExhibitorId(1))).conversation_id
        assert opened is not None
        for _ in range(messages):
            act(SendMessage(conversation=opened, text="hello"))
        act(MarkRead(conversation=opened, n=1))

    for number in numbers:
        writer.submit(talk, number).result(30)


def main_caller(conn: Connection) -> Caller:
    """Somebody signed in as the main account of the first exhibitor."""
    me = accounts.of_exhibitor(conn, ExhibitorId(1), SystemClock().now())[0]
    return Caller(
        principal_id=me.id, kind="main", token_hash=b"", language="zh", exhibitor_id=me.exhibitor_id, account=me
    )


def test_a_snapshot_asks_as_often_for_many_as_for_few(database: Database, writer: Writer) -> None:
    statements: list[str] = []

    @event.listens_for(database.reader, "before_cursor_execute")
    def note(conn: object, cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    caller, now = database.read_blocking(main_caller), SystemClock().now()
    counts: list[int] = []
    for numbers in (range(3), range(3, 40)):
        converse(writer, numbers, 2)
        statements.clear()
        snapshot = database.read_blocking(routes._snapshot, caller, now, None, Limits())
        counts.append(len(statements))
        assert snapshot.total == len(snapshot.conversations) == numbers.stop
        assert all(len(page.messages) == 3 and page.reads and page.buyer for page in snapshot.conversations)
    assert counts[0] == counts[1] <= 30


def test_pages_of_a_snapshot_hold_everything_once(
    database: Database, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also conversations of the same moment, and while somebody writes between the pages."""
    monkeypatch.setattr(routes, "PAGE", 7)
    converse(writer, range(20), 1)
    with database.writer.begin() as conn:
        conn.execute(conversation.update().values(last_at=SystemClock().now()))
    caller, now = database.read_blocking(main_caller), SystemClock().now()
    found: list[int] = []
    cursor: str | None = None
    as_of: set[int] = set()
    while cursor or not found:
        page = database.read_blocking(routes._snapshot, caller, now, cursor, Limits())
        as_of.add(page.as_of)
        found += [one.conversation.id for one in page.conversations]
        assert bool(page.accounts) is (cursor is None)
        cursor = page.next
        converse(writer, range(100 + len(found), 101 + len(found)), 1)
    assert len(found) == len(set(found)) == 20
    assert len(as_of) == 1


def test_long_conversations_come_with_their_newest_messages(database: Database, writer: Writer) -> None:
    converse(writer, range(1), 50)
    caller, now = database.read_blocking(main_caller), SystemClock().now()
    page = database.read_blocking(routes._snapshot, caller, now, None, Limits()).conversations[0]
    assert [message.n for message in page.messages] == list(range(22, 52))
    assert page.conversation.last_n == 51


def test_messages_from_a_moment_on(database: Database, writer: Writer) -> None:
    """A day apart each; a moment after the last one gives the newest."""
    converse(writer, range(1), 10)
    begun = datetime(2026, 3, 1, 9, tzinfo=UTC)
    with database.writer.begin() as conn:
        (conversation_id,) = conn.execute(select(conversation.c.id)).scalars()
        for n in range(1, 12):
            conn.execute(message.update().where(message.c.n == n).values(at=begun + timedelta(days=n)))
    caller = database.read_blocking(main_caller)

    def since(moment: datetime, limit: int = 3) -> list[int]:
        page = database.read_blocking(routes._history, caller, conversation_id, None, None, moment, limit)
        return [message.n for message in page.messages]

    assert since(begun + timedelta(days=4)) == [4, 5, 6]
    assert since(begun + timedelta(days=4, seconds=1)) == [5, 6, 7]
    assert since(begun) == [1, 2, 3]
    assert since(begun + timedelta(days=99)) == [9, 10, 11]
