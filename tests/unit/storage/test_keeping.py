"""Smaller things that are kept: images, settings, tokens, the list's cap, what spans two files."""

from typing import Any

from tests.helpers.builders import (
    ME,
    make_answer,
    make_attachment,
    make_conversation,
    make_event,
    make_events,
    make_image_message,
    make_marks,
    make_message,
    make_page,
    make_snapshot,
)
from workstation.domain import actions as act
from workstation.domain import events as ev
from workstation.domain.account_actions import BlockBuyer
from workstation.domain.conversation import ConversationKind
from workstation.domain.ids import ActionId, AttachmentId, ConversationId, new_action_id
from workstation.storage import archive, blobs, conversations, inbound, outbox, reconcile, settings, tokens, uploads
from workstation.storage.store import Store
from workstation.storage.tokens import Token

A, B, C = AttachmentId(1), AttachmentId(2), AttachmentId(3)
HOUR = 3_600_000


def put(store: Store, id: AttachmentId, data: bytes, now_ms: int, limit: int = 100, size: str = "full") -> None:
    store.images_blocking(blobs.put, id, size, data, now_ms=now_ms, limit_bytes=limit)


def get(store: Store, id: AttachmentId, now_ms: int, size: str = "full") -> bytes | None:
    return store.images_blocking(blobs.get, id, size, now_ms=now_ms)


def test_the_least_recently_used_images_give_way(store: Store) -> None:
    put(store, A, b"a" * 40, 1 * HOUR)
    put(store, B, b"b" * 40, 3 * HOUR)
    assert get(store, A, 5 * HOUR) == b"a" * 40
    put(store, C, b"c" * 40, 7 * HOUR)
    assert get(store, B, 8 * HOUR) is None
    assert get(store, A, 8 * HOUR) == b"a" * 40
    put(store, C, b"c" * 60, 9 * HOUR)
    assert store.images_blocking(blobs.total_bytes) == 100
    put(store, A, b"t", 9 * HOUR, size="thumb")
    store.images_blocking(blobs.forget, [A])
    assert get(store, A, 10 * HOUR, "thumb") is None


def test_an_image_larger_than_the_bound_is_not_kept(store: Store) -> None:
    put(store, A, b"a" * 200, HOUR)
    assert store.images_blocking(blobs.total_bytes) == 0


def test_settings_and_tokens(store: Store) -> None:
    store.write_local_blocking(settings.put, "sound", '"bell"')
    store.write_local_blocking(settings.put, "sound", '""')
    assert store.read_local_blocking(settings.every) == {"sound": '""'}
    assert store.read_local_blocking(settings.get, "none") is None
    token = Token(token="t" * 3000, principal_id=ME, expires_at=5)
    store.write_local_blocking(tokens.save, "https://fair", "li", Token(token="old", principal_id=ME, expires_at=1))
    store.write_local_blocking(tokens.save, "https://fair", "li", token)
    assert store.read_local_blocking(tokens.load, "https://fair", "li") == token
    assert store.read_local_blocking(tokens.load, "https://other", "li") is None
    store.write_local_blocking(tokens.forget, "https://fair", "li")
    assert store.read_local_blocking(tokens.load, "https://fair", "li") is None


# --- the list's cap ---


def answered(id: int) -> Any:
    return make_page(id, [make_message(id, 1), make_answer(id, 2)])


def listed(store: Store, *, archived: bool = False) -> set[int]:
    return {line.id for line in store.read_blocking(conversations.rows, ConversationKind.CUSTOMER, archived=archived)}


def test_beyond_the_cap_the_oldest_that_nobody_waits_in_is_archived(store: Store) -> None:
    pages = [answered(i) for i in range(1, 31)]
    pages[0] = make_page(1, 1)  # unanswered
    pages[1] = make_page(2, answered(2).messages, marks=make_marks(2, starred=True))
    pages[2] = make_page(3, answered(3).messages, marks=make_marks(3, pinned=True))
    pages[3] = make_page(4, answered(4).messages, marks=make_marks(4, marked_unread=True))
    for place, page in enumerate(pages):
        aged = tuple(
            make_message(
                m.conversation_id, m.n, at=m.at.replace(day=1 + place), sender_id=m.sender_id, from_buyer=m.from_buyer
            )
            for m in page.messages
        )
        pages[place] = make_page(place + 1, aged, marks=page.marks)
    store.write_blocking(inbound.apply_snapshot, make_snapshot(pages))

    assert store.read_blocking(archive.excess, 20) == 10
    changes = store.write_blocking(archive.enforce, {ConversationId(5)}, 20)

    assert changes.conversations == set(range(6, 16))
    assert listed(store) == {1, 2, 3, 4, 5, *range(16, 31)}
    assert listed(store, archived=True) == set(range(6, 16))
    assert not store.write_blocking(archive.enforce, set(), 20).conversations
    store.write_blocking(inbound.finish_snapshot, 0)
    store.write_blocking(inbound.apply, [make_event(1, make_message(6, 3))])
    assert 6 in listed(store)


def test_protected_ones_stay_even_beyond_the_cap(store: Store) -> None:
    store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(i, 1) for i in range(1, 11)]))
    assert not store.write_blocking(archive.enforce, set(), 5).conversations
    assert len(listed(store)) == 10


# --- what spans two files ---


def queue(store: Store, action: Any, after: ActionId | None = None) -> ActionId:
    id_ = new_action_id()
    store.write_local_blocking(outbox.add, id_, action, now_ms=1000, after=after)
    return id_


def test_what_the_cache_shows_leaves_the_outbox(synced: Store) -> None:
    one = ConversationId(1)
    arrived = queue(synced, act.SendMessage(conversation=one, text="arrived, answer lost"))
    waiting = queue(synced, act.SendMessage(conversation=one, text="not yet"))
    reading = queue(synced, act.MarkRead(conversation=one, n=3))
    starring = queue(synced, act.SetMarks(conversation=one, starred=True, marked_unread=True))
    for id_, seq in ((reading, 11), (starring, 13)):
        synced.write_local_blocking(outbox.confirm, id_, act.ActionResult(id=id_, seq=seq), now_ms=1500)
    synced.write_local_blocking(outbox.mark_sending, arrived)
    assert not reconcile.settle_blocking(synced, now_ms=2000).outbox

    half = make_marks(1, rev=2, read_n=3, starred=True)
    synced.write_blocking(inbound.apply, make_events(11, [ev.MarksChanged(marks=half)]))
    assert reconcile.settle_blocking(synced, now_ms=2000).outbox == {"read:1"}, "the mark is not here yet"
    marks = make_marks(1, rev=3, read_n=3, starred=True, marked_unread=True)
    said = make_answer(1, 4, action_id=arrived)
    synced.write_blocking(inbound.apply, make_events(12, [said, ev.MarksChanged(marks=marks)]))
    changes = reconcile.settle_blocking(synced, now_ms=2000)
    assert changes.outbox == {"conversation:1", "marks:1"}
    assert [p.id for p in synced.read_local_blocking(outbox.every)] == [waiting]


def test_of_two_that_come_back_together_the_first_does_not_lie_over_the_second(synced: Store) -> None:
    one = ConversationId(1)
    blocking = queue(synced, BlockBuyer(conversation=one, blocked=True))
    synced.write_local_blocking(outbox.confirm, blocking, act.ActionResult(id=blocking, seq=11), now_ms=1500)
    unblocking = queue(synced, BlockBuyer(conversation=one, blocked=False))
    synced.write_local_blocking(outbox.confirm, unblocking, act.ActionResult(id=unblocking, seq=12), now_ms=1500)
    assert not reconcile.settle_blocking(synced, now_ms=2000).outbox
    bodies = [ev.ConversationChanged(conversation=make_conversation(1, rev=rev, blocked=rev == 2)) for rev in (2, 3)]
    synced.write_blocking(inbound.apply, make_events(11, bodies))
    reconcile.settle_blocking(synced, now_ms=2000)
    assert synced.read_local_blocking(outbox.every) == []


def test_what_was_done_long_off_line_stays_over_the_cache_until_its_event_is_there(synced: Store) -> None:
    id_ = queue(synced, act.SetMarks(conversation=ConversationId(1), starred=True))
    an_hour_later = 3_601_000
    synced.write_local_blocking(outbox.confirm, id_, act.ActionResult(id=id_, seq=11), now_ms=an_hour_later)
    assert not reconcile.settle_blocking(synced, now_ms=an_hour_later + 50).outbox
    marks = ev.MarksChanged(marks=make_marks(1, rev=2, starred=True))
    synced.write_blocking(inbound.apply, make_events(11, [marks]))
    assert reconcile.settle_blocking(synced, now_ms=an_hour_later + 90).outbox == {"marks:1"}


def test_what_was_confirmed_leaves_in_the_end_though_its_number_never_comes(synced: Store) -> None:
    """A server that was set back counts its log anew."""
    id_ = queue(synced, act.SetMarks(conversation=ConversationId(1), starred=True))
    synced.write_local_blocking(outbox.confirm, id_, act.ActionResult(id=id_, seq=4711), now_ms=1000)
    reconcile.settle_blocking(synced, now_ms=60_000)
    assert len(synced.read_local_blocking(outbox.every)) == 1
    reconcile.settle_blocking(synced, now_ms=62_000)
    assert synced.read_local_blocking(outbox.every) == []


def test_ones_own_image_is_not_fetched_again(synced: Store) -> None:
    upload = new_action_id()
    synced.write_local_blocking(
        uploads.add, upload, b"my picture", media_type="image/png", width=800, height=600, now_ms=1000
    )
    id_ = queue(synced, act.SendMessage(conversation=ConversationId(1), attachment=upload), upload)
    synced.write_local_blocking(outbox.mark_sending, id_)
    said = make_answer(1, 4, kind="image", text="", action_id=id_, attachment=make_attachment(90))
    synced.write_blocking(inbound.apply, make_events(11, [said]))
    reconcile.settle_blocking(synced, now_ms=2000)
    assert get(synced, AttachmentId(90), 3000) == b"my picture"
    assert synced.read_local_blocking(uploads.data, upload) is None


def test_images_of_what_was_taken_away_are_deleted(synced: Store) -> None:
    synced.write_blocking(inbound.apply, make_events(11, [make_image_message(1, 4, attachment_id=1)]))
    put(synced, A, b"secret", 1)
    put(synced, B, b"other", 1)
    revoked = ev.Revoked(reason="permission", conversation_ids=(ConversationId(1),))
    synced.write_blocking(inbound.apply, make_events(12, [revoked]))
    reconcile.shred_blocking(synced)
    assert get(synced, A, 2) is None
    assert get(synced, B, 2) == b"other"
    reconcile.shred_blocking(synced)
