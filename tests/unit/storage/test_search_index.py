"""Making the index anew: in slices, going on after a stop, right about what changes meanwhile."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.helpers.builders import make_buyer, make_events, make_message, make_page, make_snapshot
from workstation.domain.ids import ConversationId
from workstation.storage import conversations, inbound, meta, search, search_index, search_text
from workstation.storage.search_match import Progress
from workstation.storage.store import Store

KEY = bytes(range(32))
SAID = 40


@pytest.fixture
def outdated(store: Store) -> Store:
    """Give files whose index was made by an older version, which folded nothing."""
    said = [make_message(1, n, text=f"第{n}句：價格 {n}") for n in range(1, SAID + 1)]
    pages = [make_page(1, said), make_page(2, 1, buyer=make_buyer(102, name="陳大文"))]
    store.write_blocking(inbound.apply_snapshot, make_snapshot(pages, as_of=1))
    store.write_blocking(inbound.finish_snapshot, 1)
    store.write_blocking(make_old)
    return store


def make_old(tx: Connection) -> None:
    tx.exec_driver_sql("INSERT INTO message_fts (message_fts) VALUES ('delete-all')")
    tx.exec_driver_sql("INSERT INTO message_fts (rowid, text) SELECT id, text FROM messages")
    tx.exec_driver_sql("UPDATE conversations SET name_fold = lower(title)")
    meta.put(tx, meta.SEARCH_VERSION, "1")


def found(store: Store, text: str = "价格") -> tuple[int, Progress | None]:
    """Return how many messages are found, and the progress that goes with it."""
    result = store.read_blocking(search.find, search_text.parse(text), limit=1000, before=None)
    return sum(len(hits) + more for hits, more in result.messages.groups), result.progress


def finish(store: Store) -> list[Progress]:
    steps = []
    while (progress := store.write_blocking(search_index.step, 7)) is not None:
        steps.append(progress)
    return steps


def indexed(store: Store) -> list[int]:
    return store.read_blocking(
        lambda tx: list(tx.exec_driver_sql("SELECT id FROM message_fts_docsize ORDER BY id").scalars())
    )


def cached(store: Store) -> list[int]:
    return store.read_blocking(
        lambda tx: list(tx.exec_driver_sql("SELECT id FROM messages WHERE text <> '' ORDER BY id").scalars())
    )


def test_says_incomplete_until_it_is_done(outdated: Store) -> None:
    assert found(outdated) == (0, Progress(done=0, total=1))
    steps = finish(outdated)
    assert [step.done for step in steps] == sorted(step.done for step in steps)
    assert steps[-1] == Progress(done=SAID + 1, total=SAID + 1)
    assert found(outdated) == (SAID, None)
    assert indexed(outdated) == cached(outdated)
    assert outdated.read_blocking(search.find, search_text.parse("陈"), limit=5, before=None).conversations == (2,)


def test_the_newest_are_found_first(outdated: Store) -> None:
    while True:
        outdated.write_blocking(search_index.step, 7)
        result = outdated.read_blocking(search.find, search_text.parse("价格"), limit=1000, before=None)
        if result.messages.groups:
            break
    assert result.messages.groups[0][0][0].n == SAID
    assert result.progress is not None


def test_goes_on_where_it_was_stopped(outdated: Store, folder: Path) -> None:
    for _ in range(5):
        stopped = outdated.write_blocking(search_index.step, 7)
    outdated.close()
    again = Store.open(folder, KEY)
    try:
        assert stopped is not None
        assert stopped.done > 0
        assert again.read_blocking(search_index.progress) == stopped
        assert finish(again)[0].done > stopped.done
        assert found(again) == (SAID, None)
    finally:
        again.close()


def test_a_slice_that_fails_changes_nothing(outdated: Store) -> None:
    for _ in range(4):
        before = outdated.write_blocking(search_index.step, 7)
    rows = indexed(outdated)

    def fail(tx: Connection) -> None:
        search_index.step(tx, 7)
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        outdated.write_blocking(fail)
    assert outdated.read_blocking(search_index.progress) == before
    assert indexed(outdated) == rows
    finish(outdated)
    assert found(outdated) == (SAID, None)


def test_what_comes_changes_and_goes_meanwhile_is_right(outdated: Store) -> None:
    for _ in range(4):
        outdated.write_blocking(search_index.step, 7)
    changes = [
        make_message(1, SAID + 1, text="新價格"),
        make_message(1, 2, rev=2, text="改了，价格"),  # not yet made anew
        make_message(1, SAID, rev=2, text="", recalled=True),  # made anew already
        make_message(1, 3, rev=2, text="", recalled=True),
    ]
    outdated.write_blocking(inbound.apply, make_events(2, changes))
    outdated.write_blocking(conversations.delete, [ConversationId(2)])
    finish(outdated)
    assert found(outdated) == (SAID - 1, None)
    assert indexed(outdated) == cached(outdated)


def test_another_version_begins_from_the_start(outdated: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        outdated.write_blocking(search_index.step, 7)
    monkeypatch.setattr(search_text, "VERSION", search_text.VERSION + 1)
    assert found(outdated)[1] == Progress(done=0, total=1)
    assert finish(outdated)[-1].done == SAID + 1
    assert found(outdated) == (SAID, None)


def test_new_files_are_complete_at_once(store: Store) -> None:
    assert finish(store) == [Progress(done=0, total=0)]
    assert store.read_blocking(search_index.progress) is None
    assert store.write_blocking(search_index.step) is None


def test_long_texts_make_small_slices(store: Store) -> None:
    said = [make_message(1, n, text="价" * 10_000) for n in range(1, 31)]
    store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(1, said)], as_of=1))
    store.write_blocking(meta.put, meta.SEARCH_VERSION, 1)
    steps = [progress.done for _ in range(4) if (progress := store.write_blocking(search_index.step)) is not None]
    assert steps == [0, 0, 6, 12]
    finish(store)
    assert found(store, "价") == (30, None)


def test_the_making_anew_leaves_the_index_sound(outdated: Store) -> None:
    finish(outdated)
    outdated.write_blocking(
        lambda tx: tx.exec_driver_sql("INSERT INTO message_fts (message_fts, rank) VALUES ('integrity-check', 0)")
    )


def test_what_comes_into_an_empty_cache_needs_no_making(store: Store) -> None:
    store.write_blocking(
        inbound.apply_snapshot, make_snapshot([make_page(1, [make_message(1, 1, text="價格")])], as_of=1)
    )
    store.write_blocking(inbound.finish_snapshot, 1)
    assert store.read_blocking(search_index.progress) is None
    assert found(store) == (1, None)
