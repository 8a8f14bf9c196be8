"""Killed with -9 in the midst of writing: what was said to be stored is stored, nothing is there by halves."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.unit.storage.conftest import KEY
from workstation.domain.ids import ConversationId
from workstation.storage import drafts, inbound, messages, outbox, reconcile
from workstation.storage.store import Store

ONE = ConversationId(1)
PER_BATCH = 20

WRITER = """
import sys
from pathlib import Path

from tests.helpers.builders import make_answer, make_events, make_message, make_page, make_snapshot
from workstation.domain import actions as act
from workstation.domain.ids import new_action_id
from workstation.storage import drafts, inbound, outbox
from workstation.storage.store import Store

store = Store.open(Path(sys.argv[1]), bytes(range(32)))
if store.read_blocking(inbound.cursor) is None:
    store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(1, 0)], as_of=0))
    store.write_blocking(inbound.finish_snapshot, 0)
cursor = store.read_blocking(inbound.cursor)
print("begun", cursor, flush=True)
for batch in range(10_000):
    id_ = new_action_id()
    text = f"{cursor + 1} " * 50
    action = act.SendMessage(conversation=1, text=text)
    store.write_local_blocking(outbox.add, id_, action, now_ms=cursor)
    store.write_local_blocking(outbox.mark_sending, id_)
    print("queued", id_, flush=True)
    store.write_local_blocking(drafts.save, 1, text, now_ms=cursor)
    print("draft", cursor + 1, flush=True)
    said = [make_message(1, cursor + i, text=f"{cursor + i} " * 50) for i in range(1, PER_BATCH)]
    said.append(make_answer(1, cursor + PER_BATCH, text=text, action_id=id_))
    store.write_blocking(inbound.apply, make_events(cursor + 1, said))
    cursor += PER_BATCH
    print("applied", cursor, flush=True)
""".replace("PER_BATCH", str(PER_BATCH))


@pytest.mark.parametrize("seed", [1])
def test_kills_lose_nothing(folder: Path, seed: int, trials: Callable[[int], int]) -> None:
    random = Random(seed)
    applied, queued = 0, []
    for _ in range(trials(100)):
        lines = _run_and_kill(folder, random)
        done = [line.split() for line in lines]
        applied = max([applied, *(int(line[1]) for line in done if line[0] == "applied")])
        queued += [line[1] for line in done if line[0] == "queued"]
        words = [int(line[1]) for line in done if line[0] == "draft"]

        store = Store.open(folder, KEY)
        try:
            assert not store.rebuilt
            assert store.salvaged is None
            assert store.check_blocking()
            _check_cache(store, applied)
            if words:
                draft = store.read_local_blocking(drafts.load, ONE)
                assert int(draft.split()[0]) >= words[-1]
                assert draft == f"{draft.split()[0]} " * 50
            waiting = {str(p.id) for p in store.read_local_blocking(outbox.messages)}
            known = store.read_blocking(messages.known_actions, [p.id for p in store.read_local_blocking(outbox.every)])
            # What was queued is waiting still, or was settled after an earlier kill because the cache has it.
            assert waiting >= set(queued)
            reconcile.settle_blocking(store, now_ms=0)
            left = {p.id for p in store.read_local_blocking(outbox.messages)}
            assert left.isdisjoint(known)
            queued = [str(id_) for id_ in left]
        finally:
            store.close()


def _run_and_kill(folder: Path, random: Random) -> list[str]:
    """Let a child write and kill it after some lines more than the first; return what it said to be stored."""
    child = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    lines = []
    enough = random.randrange(1, 60)
    with child, child.stdout:
        for line in child.stdout:
            lines.append(line)
            if len(lines) > enough:
                child.send_signal(signal.SIGKILL)
                break
        lines += child.stdout.readlines()
    assert child.returncode == -signal.SIGKILL
    return [line for line in lines if line.endswith("\n")]


def _check_cache(store: Store, applied: int) -> None:
    cursor = store.read_blocking(inbound.cursor)
    assert cursor is not None
    assert cursor >= applied
    assert cursor % PER_BATCH == 0
    page = store.read_blocking(messages.page, ONE, limit=100_000)
    assert [m.n for m in page.messages] == list(range(1, cursor + 1))
    assert not page.missing_before
    indexed = "SELECT count(*) FROM message_fts"
    assert store.read_blocking(lambda tx: tx.exec_driver_sql(indexed).scalar_one()) == cursor
    sound = "INSERT INTO message_fts(message_fts) VALUES ('integrity-check')"
    store.write_blocking(lambda tx: tx.exec_driver_sql(sound).close())
