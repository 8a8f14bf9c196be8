"""However the log is cut, repeated and broken off: the cache ends as if it had been applied once, in order."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.builders import (
    COLLEAGUE,
    make_answer,
    make_buyer,
    make_conversation,
    make_events,
    make_marks,
    make_message,
    make_page,
    make_read,
    make_snapshot,
)
from tests.helpers.fresh_store import fresh_store
from tests.unit.storage.conftest import KEY
from workstation.domain import events as ev
from workstation.domain.ids import ConversationId
from workstation.storage import inbound
from workstation.storage.errors import OutOfOrder
from workstation.storage.store import Store

IDS = st.integers(1, 3)
REVS = st.integers(1, 5)
TABLES = ("conversations", "messages", "reads", "buyers", "accounts")


def _body(kind: str, id: int, n: int, rev: int) -> Any:
    match kind:
        case "message":
            return make_message(id, n, rev=rev, text=f"{id} {n} {rev}")
        case "answer":
            return make_answer(id, n + 20, rev=rev)
        case "marks":
            return ev.MarksChanged(marks=make_marks(id, rev=rev, read_n=n, starred=bool(rev % 2)))
        case "read":
            return ev.ReadMoved(read=make_read(id, 100 + id, n))
        case "buyer":
            return ev.BuyerChanged(buyer=make_buyer(100 + id, rev=rev, name=f"Buyer of {rev}"))
        case "head":
            return ev.ConversationChanged(conversation=make_conversation(id, rev=rev, owner_id=COLLEAGUE))
        case "assigned":
            return ev.Assigned(page=make_page(id, n))
        case "unassigned":
            return ev.Unassigned(conversation_id=ConversationId(id), readable_to_n=n)
        case _:
            return ev.Revoked(reason="permission", conversation_ids=(ConversationId(id),))


KINDS = ("message", "message", "answer", "marks", "read", "buyer", "head", "assigned", "unassigned", "revoked")
BODIES = st.lists(st.builds(_body, st.sampled_from(KINDS), IDS, st.integers(1, 12), REVS), min_size=1, max_size=30)
CUTS = st.lists(st.tuples(st.integers(0, 29), st.integers(1, 30)), max_size=25)


class _Fresh:
    """New local files after a first sync."""

    def __enter__(self) -> Store:
        self._folder = tempfile.TemporaryDirectory()
        self._store = fresh_store(Path(self._folder.name), KEY)
        self._store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(i, 2) for i in (1, 2)], as_of=0))
        self._store.write_blocking(inbound.finish_snapshot, 0)
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()
        self._folder.cleanup()


def _contents(store: Store) -> dict[str, list[Any]]:
    """Return everything but the local ids of messages, which depend on what was inserted in between."""

    def read(tx: Any) -> dict[str, list[Any]]:
        found = {name: [dict(r._mapping) for r in tx.exec_driver_sql(f"SELECT * FROM {name}")] for name in TABLES}
        for row in found["messages"]:
            del row["id"]
        return {name: sorted(rows, key=repr) for name, rows in found.items()}

    return store.read_blocking(read)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(bodies=BODIES, cuts=CUTS)
def test_applying_in_any_pieces_with_repeats_and_gaps_ends_the_same(bodies: list[Any], cuts: list[Any]) -> None:
    events = make_events(1, bodies)
    with _Fresh() as whole:
        whole.write_blocking(inbound.apply, events)
        expected = _contents(whole)
    with _Fresh() as store:
        for begin, length in [*cuts, (0, len(events))]:
            piece = events[begin : begin + length]
            cursor = store.read_blocking(inbound.cursor)
            assert cursor is not None
            if not piece or piece[0].seq <= cursor + 1:
                store.write_blocking(inbound.apply, piece)
                assert store.read_blocking(inbound.cursor) == max(cursor, piece[-1].seq if piece else 0)
                continue
            before = _contents(store)
            with pytest.raises(OutOfOrder) as gap:
                store.write_blocking(inbound.apply, piece)
            assert (gap.value.expected, gap.value.got) == (cursor + 1, piece[0].seq)
            assert _contents(store) == before
        assert _contents(store) == expected
        assert store.read_blocking(inbound.cursor) == len(events)
