"""Phrases, notes and links in the cache: what is no longer ours to see is gone."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    make_events,
    make_message,
    make_note,
    make_notice,
    make_page,
    make_phrase,
    make_snapshot,
)
from workstation.domain import actions as act
from workstation.domain import events as ev
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ActionId, ConversationId, NoticeId, new_action_id
from workstation.domain.message import CONVERSATION
from workstation.storage import (
    cipher,
    inbound,
    messages,
    migrations,
    notes,
    notices,
    outbox,
    phrases,
    reconcile,
    search,
    search_text,
)
from workstation.storage.store import Store

ONE = ConversationId(1)


def apply(store: Store, seq: int, *bodies: Any) -> ChangeSet:
    return store.write_blocking(inbound.apply, make_events(seq, bodies))


def texts(store: Store, conversation: ConversationId = ONE) -> list[str]:
    return [note.text for note in store.read_blocking(notes.of_conversation, conversation)]


def titles(store: Store) -> list[str]:
    return [phrase.title for phrase in store.read_blocking(phrases.every)]


def test_phrases_come_change_and_go(synced: Store) -> None:
    first, second = make_phrase(title="one", owner_id=ME), make_phrase(title="two")
    changes = apply(synced, 11, ev.PhraseChanged(phrase=first), ev.PhraseChanged(phrase=second))
    assert changes == ChangeSet(phrases=True)
    assert synced.read_blocking(phrases.get, first.id) == first
    again = make_phrase(id=first.id, rev=3, title="three", owner_id=ME)
    apply(synced, 13, ev.PhraseChanged(phrase=again), ev.PhraseChanged(phrase=first))
    assert titles(synced) == ["three", "two"]
    apply(synced, 15, ev.PhraseChanged(phrase=make_phrase(id=second.id, rev=2, title="", deleted=True)))
    assert titles(synced) == ["three"]


def test_a_snapshot_has_all_phrases_and_all_notes_of_its_pages(synced: Store) -> None:
    apply(
        synced,
        11,
        ev.PhraseChanged(phrase=make_phrase(title="of a lost time")),
        ev.NoteChanged(note=make_note(1, text="of a lost time")),
        ev.NoteChanged(note=make_note(2, text="elsewhere")),
    )
    page = make_page(1, 3, notes=(make_note(1, text="kept"),))
    fresh = make_snapshot([page], as_of=20, phrases=(make_phrase(title="kept"),))
    changes = synced.write_blocking(inbound.apply_snapshot, fresh)
    assert changes.phrases
    assert changes.notes == {1}
    assert (titles(synced), texts(synced), texts(synced, ConversationId(2))) == (["kept"], ["kept"], ["elsewhere"])
    later = make_snapshot([make_page(3, 1)], as_of=20, accounts=())
    synced.write_blocking(inbound.apply_snapshot, later)
    assert titles(synced) == ["kept"], "phrases come with the first page only"
    synced.write_blocking(inbound.finish_snapshot, 20)
    assert texts(synced, ConversationId(2)) == [], "a conversation that is gone takes its notes along"


def test_notes_follow_the_log(synced: Store) -> None:
    mine, shared = make_note(1, text="mine"), make_note(1, text="ours", author_id=COLLEAGUE, shared=True)
    changes = apply(synced, 11, ev.NoteChanged(note=mine), ev.NoteChanged(note=shared))
    assert changes == ChangeSet(notes=frozenset({ONE}))
    assert texts(synced) == ["mine", "ours"]
    gone = make_note(1, id=shared.id, rev=2, text="", author_id=COLLEAGUE, deleted=True)
    apply(synced, 13, ev.NoteChanged(note=gone))
    assert texts(synced) == ["mine"]
    page = make_page(1, 3, notes=(make_note(1, text="as assigned"),))
    after = make_note(1, text="right after")
    apply(
        synced, 14, ev.NoteChanged(note=make_note(1, text="before")), ev.Assigned(page=page), ev.NoteChanged(note=after)
    )
    assert texts(synced) == ["as assigned", "right after"]
    apply(synced, 17, ev.Revoked(reason="permission", conversation_ids=(ONE,)))
    assert texts(synced) == []


def test_everything_taken_away_takes_phrases_and_notes(synced: Store) -> None:
    apply(synced, 11, ev.PhraseChanged(phrase=make_phrase()), ev.NoteChanged(note=make_note(2)))
    apply(synced, 13, ev.Revoked(reason="account_disabled"))
    assert (titles(synced), texts(synced, ConversationId(2))) == ([], [])


@given(st.permutations([1, 2, 3, 4]), st.integers(1, 4))
def test_the_newest_revision_counts_whatever_comes_again(order: list[int], deleted_rev: int) -> None:
    """Replayed after a snapshot, in their order, they come out the same."""
    engine = create_engine("sqlite://", module=cipher.driver)
    id_ = new_action_id()
    log = [make_phrase(id=id_, rev=rev, title=str(rev), deleted=rev == deleted_rev) for rev in (1, 2, 3, 4)]
    with engine.connect() as tx:
        driver = tx.connection.driver_connection
        assert driver is not None
        driver.create_function("search_split", 1, str)
        migrations.migrate(driver, migrations.CACHE_STEPS)
        phrases.replace_all(tx, [one for one in log[order[0] - 1 : order[0]] if not one.deleted])
        phrases.store(tx, log)
        found = phrases.every(tx)
    engine.dispose()
    assert [one.title for one in found] == ([] if deleted_rev == 4 else ["4"])


def test_a_link_is_kept(synced: Store) -> None:
    said = make_message(1, 4, kind=CONVERSATION, text="", link_conversation_id=ConversationId(77))
    apply(synced, 11, said)
    assert synced.read_blocking(messages.by_numbers, ONE, [4]) == (said,)


def test_notes_are_found_by_what_they_say(synced: Store) -> None:
    apply(synced, 11, ev.NoteChanged(note=make_note(2, text="要報價，下周回覆")), ev.NoteChanged(note=make_note(1)))
    found = synced.read_blocking(search.find, search_text.parse("报价 回复"), limit=5, before=None)
    assert [(hit.kind, hit.conversation_id, hit.snippet.text) for hit in found.documents] == [
        ("note", 2, "要報價，下周回覆")
    ]


def test_a_cache_of_before_asks_for_everything_anew_and_loses_nothing() -> None:
    engine = create_engine("sqlite://", module=cipher.driver)
    with engine.connect() as tx:
        driver = tx.connection.driver_connection
        migrations.migrate(driver, migrations.CACHE_STEPS[:1])
        tx.exec_driver_sql("INSERT INTO meta (k, v) VALUES ('cursor', '10'), ('me', '1')")
        tx.commit()
        migrations.migrate(driver, migrations.CACHE_STEPS)
        assert inbound.cursor(tx) is None
        assert phrases.every(tx) == []
        assert tx.exec_driver_sql("SELECT v FROM meta WHERE k = 'me'").scalar() == "1"
    engine.dispose()


def test_a_confirmed_write_stays_until_the_cache_shows_it(synced: Store) -> None:
    """Else what one has just written would vanish for a moment."""
    phrase, note = make_phrase(title="t", en="x", owner_id=ME), make_note(1, text="x")
    writes: list[act.Action] = [
        act.SavePhrase(phrase=phrase.id, shortcut=phrase.shortcut, title="t", en="x", zh=phrase.zh),
        act.SaveNote(conversation=ONE, note=note.id, text="x"),
        act.MarkNoticesRead(ids=(NoticeId(1),)),
        act.DeletePhrase(phrase=phrase.id),
        act.DeleteNote(conversation=ONE, note=note.id),
    ]
    apply(synced, 11, ev.NoticeChanged(notice=make_notice(1)))
    bodies: list[ev.Body] = [
        ev.PhraseChanged(phrase=phrase),
        ev.NoteChanged(note=note),
        ev.NoticeChanged(notice=make_notice(1, rev=2, read=True)),
        ev.PhraseChanged(phrase=make_phrase(id=phrase.id, rev=2, deleted=True)),
        ev.NoteChanged(note=make_note(1, id=note.id, rev=2, deleted=True)),
    ]
    for seq, (write, body) in enumerate(zip(writes, bodies, strict=True), 12):
        id_: ActionId = new_action_id()
        synced.write_local_blocking(outbox.add, id_, write, now_ms=0)
        synced.write_local_blocking(outbox.mark_sending, id_)
        synced.write_local_blocking(outbox.confirm, id_, act.ActionResult(id=id_, seq=seq), now_ms=500)
        reconcile.settle_blocking(synced, now_ms=1000)
        assert synced.read_local_blocking(outbox.get, id_) is not None, write
        apply(synced, seq, body)
        changes = reconcile.settle_blocking(synced, now_ms=1000)
        assert synced.read_local_blocking(outbox.get, id_) is None, write
        assert changes.outbox == {write.lane()}
    assert synced.read_blocking(notices.unread) == []


def test_what_waits_says_what_it_changes(synced: Store) -> None:
    note, phrase = new_action_id(), new_action_id()
    saved = act.SaveNote(conversation=ONE, note=note, text="x")
    changes = synced.write_local_blocking(outbox.add, new_action_id(), saved, now_ms=0)
    assert changes == ChangeSet(outbox=frozenset({f"note:{note}"}), notes=frozenset({ONE}))
    changes = synced.write_local_blocking(outbox.add, new_action_id(), act.DeletePhrase(phrase=phrase), now_ms=0)
    assert changes == ChangeSet(outbox=frozenset({f"phrase:{phrase}"}), phrases=True)
