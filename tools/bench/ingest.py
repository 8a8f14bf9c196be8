"""The row `ingest_vs_raw`: events applied to the cache against raw `executemany` of the same messages."""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite

from tools.bench.figures import REPEATS, Figure, at_most
from workstation.domain import events as ev
from workstation.domain.account import Account, AccountKind, Exhibitor
from workstation.domain.buyer import Buyer
from workstation.domain.conversation import Conversation, ConversationKind, ConversationPage, Marks
from workstation.domain.history import PastMessage
from workstation.domain.ids import ConversationId, ExhibitorId, MessageId, PrincipalId, new_action_id
from workstation.domain.message import TEXT, Message
from workstation.rehearsal.histories import histories
from workstation.storage import inbound, messages
from workstation.storage.schema import messages as table
from workstation.storage.store import Store

MOST = 1.5
"""The target: ours may take that many times the CPU of the floor."""
CONVERSATIONS = 100
BATCH = 200
"""Events applied together: as many as the sync applies at once when it catches up."""
BATCHES = 8
"""Of each kind in a round, alternating."""
FIRST_AT = datetime(2026, 10, 16, tzinfo=UTC)
_ME = PrincipalId(1)
_COLUMNS = [column.name for column in table.columns]
_RAW = str(table.insert().inline().compile(dialect=sqlite.dialect(paramstyle="qmark"), column_keys=_COLUMNS))


class Talk:
    """Goes on in many conversations, one message after another, with texts of the generated histories."""

    def __init__(self, seed: int) -> None:
        past = list(histories(CONVERSATIONS, 30 * CONVERSATIONS, seed))
        self._past = past
        self._said = cycle([said for history in past for said in history.messages])
        self._turns = self._shuffled(Random(seed))
        self._n = {place: len(history.messages) for place, history in enumerate(past)}
        self._id = sum(self._n.values())
        self._minute = 0
        self._rev = 1

    def _shuffled(self, rng: Random) -> Iterator[int]:
        order = list(range(CONVERSATIONS))
        while True:
            rng.shuffle(order)
            yield from order

    def snapshot(self) -> ev.Snapshot:
        """Return what a desk knows before the measurement."""
        next_id = iter(range(1, self._id + 1))
        return ev.Snapshot(
            as_of=0,
            me=Account(
                id=_ME,
                rev=1,
                exhibitor_id=ExhibitorId(1),
                kind=AccountKind.MAIN,
                login="main",
                name_zh="主账号",
                name_en="Main",
            ),
            exhibitor=Exhibitor(id=ExhibitorId(1), rev=1, name_zh="展商", name_en="Exhibitor"),
            total=CONVERSATIONS,
            conversations=tuple(self._page(place, next_id) for place in range(CONVERSATIONS)),
        )

    def _page(self, place: int, next_id: Iterator[int]) -> ConversationPage:
        history = self._past[place]
        id_, buyer = ConversationId(place + 1), PrincipalId(place + 100)
        return ConversationPage(
            conversation=Conversation(
                id=id_,
                rev=1,
                kind=ConversationKind.CUSTOMER,
                exhibitor_id=ExhibitorId(1),
                created_at=history.messages[0].at,
                buyer_id=buyer,
                owner_id=_ME,
                last_n=len(history.messages),
            ),
            marks=Marks(conversation_id=id_, rev=1, read_n=len(history.messages)),
            buyer=Buyer(id=buyer, rev=1, name=history.buyer, company=history.company, country=history.country),
            messages=tuple(
                self._message(place, n, next(next_id), said.at, said) for n, said in enumerate(history.messages, 1)
            ),
        )

    def _message(self, place: int, n: int, id_: int, at: datetime, said: PastMessage) -> Message:
        return Message(
            id=MessageId(id_),
            conversation_id=ConversationId(place + 1),
            n=n,
            rev=1,
            kind=TEXT,
            at=at,
            sender_id=PrincipalId(place + 100) if said.sender is None else _ME,
            from_buyer=said.sender is None,
            action_id=new_action_id(),
            text=said.text,
        )

    def read_all(self) -> list[Marks]:
        """Return the marks of one who has read everything by now, as a salesperson does all day."""
        self._rev += 1
        return [
            Marks(conversation_id=ConversationId(place + 1), rev=self._rev, read_n=n) for place, n in self._n.items()
        ]

    def go_on(self) -> list[Message]:
        """Return the next `BATCH` messages; each batch is said in a minute of its own."""
        self._minute += 1
        at = FIRST_AT + timedelta(minutes=self._minute)
        result = []
        for place in islice(self._turns, BATCH):
            self._n[place] += 1
            self._id += 1
            result.append(self._message(place, self._n[place], self._id, at, next(self._said)))
        return result


def ingest_vs_raw(seed: int = 1) -> Figure:
    """Measure in one process and one database, batch by batch in turn."""
    talk = Talk(seed)
    with tempfile.TemporaryDirectory(prefix="ws-bench-") as folder:
        store = Store.open(Path(folder), bytes(range(32)))
        try:
            store.write_blocking(inbound.apply_snapshot, talk.snapshot())
            store.write_blocking(inbound.finish_snapshot, 0)
            rounds = [_round(store, talk) for _ in range(REPEATS + 1)][1:]
        finally:
            store.close()
    ours = statistics.median(ours for ours, _ in rounds)
    raw = statistics.median(raw for _, raw in rounds)
    ratio = statistics.median(ours / raw for ours, raw in rounds)
    note = f"{ours:.1f} µs an event, {1e6 / ours:.0f} events per CPU second"
    return at_most("ingest_vs_raw", ratio, "x", MOST, floor=raw, note=note)


def raw_insert_s(count: int) -> float:
    """Return the CPU seconds of inserting that many messages raw, in one transaction: the floor of receiving them."""
    talk = Talk(1)
    with tempfile.TemporaryDirectory(prefix="ws-bench-") as folder:
        store = Store.open(Path(folder), bytes(range(32)))
        try:
            store.write_blocking(inbound.apply_snapshot, talk.snapshot())
            taken = []
            for _ in range(REPEATS):
                rows = [row for _ in range(count // BATCH) for row in _rows(talk.go_on())]
                taken.append(_cpu_s(store.write_blocking, _insert, rows))
        finally:
            store.close()
    return statistics.median(taken)


def _round(store: Store, talk: Talk) -> tuple[float, float]:
    """Return the CPU microseconds per message of ours and of the floor."""
    ours = raw = 0.0
    store.write_blocking(inbound.apply, _events(store, [ev.MarksChanged(marks=marks) for marks in talk.read_all()]))
    for _ in range(BATCHES):
        events = _events(store, [ev.MessageChanged(message=message) for message in talk.go_on()])
        ours += _cpu_s(store.write_blocking, inbound.apply, events)
        rows = _rows(talk.go_on())
        raw += _cpu_s(store.write_blocking, _insert, rows)
    return ours / BATCHES / BATCH * 1e6, raw / BATCHES / BATCH * 1e6


def _events(store: Store, bodies: Sequence[ev.Body]) -> list[ev.Event]:
    last = store.read_blocking(inbound.cursor) or 0
    return [ev.Event(seq=seq, at=FIRST_AT, body=body) for seq, body in enumerate(bodies, last + 1)]


def _rows(said: list[Message]) -> list[tuple[Any, ...]]:
    """Return the same messages as the driver takes them, with ids that ours would have given them."""
    rows = []
    for place, message in enumerate(said):
        values = messages.as_values(message)
        values["id"] = values["base"] + place
        rows.append(tuple(values[name] for name in _COLUMNS))
    return rows


def _insert(tx: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
    connection: Any = tx.connection.driver_connection
    connection.executemany(_RAW, rows)


def _cpu_s(work: Callable[..., object], *arguments: object) -> float:
    began = time.process_time()
    work(*arguments)
    return time.process_time() - began
