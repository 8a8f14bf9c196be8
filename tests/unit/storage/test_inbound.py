"""What the server says, applied: order, repeats, access, and what the list then shows."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import create_engine

from tests.helpers.builders import (
    COLLEAGUE,
    ME,
    at,
    make_account,
    make_answer,
    make_buyer,
    make_colleague_chat,
    make_conversation,
    make_event,
    make_events,
    make_exhibit,
    make_image_message,
    make_marks,
    make_message,
    make_notice,
    make_page,
    make_read,
    make_section,
    make_snapshot,
)
from workstation.domain import events as ev
from workstation.domain.clock import to_ms
from workstation.domain.conversation import ConversationKind
from workstation.domain.ids import ConversationId, MessageId, PrincipalId
from workstation.domain.message import SYSTEM, Message, SystemLine
from workstation.storage import (
    accounts,
    buyers,
    cipher,
    clearing,
    conversations,
    exhibits,
    inbound,
    messages,
    migrations,
    notices,
    schema,
)
from workstation.storage.errors import OutOfOrder
from workstation.storage.lines import Line
from workstation.storage.store import Store


def line(store: Store, id: int = 1) -> Line:
    return store.read_blocking(conversations.rows_by_id, [ConversationId(id)])[0]


def apply(store: Store, seq: int, *bodies: Any) -> Any:
    return store.write_blocking(inbound.apply, make_events(seq, bodies))


def count(store: Store, table: str) -> int:
    found: int = store.read_blocking(lambda tx: tx.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
    return found


def texts(store: Store, id: int = 1) -> list[str]:
    return [m.text for m in store.read_blocking(messages.page, ConversationId(id), limit=1000).messages]


def test_a_snapshot_brings_everything(store: Store) -> None:
    snapshot = make_snapshot(
        [make_page(1, 2, reads=(make_read(1, 101, 1),))],
        as_of=7,
        sections=(make_section(),),
        exhibits=(make_exhibit(),),
        notices=(make_notice(1), make_notice(2)),
    )
    changes = store.write_blocking(inbound.apply_snapshot, snapshot)
    assert store.read_blocking(inbound.cursor) is None
    store.write_blocking(inbound.finish_snapshot, 7, to_ms(at()))

    assert changes.conversations == {1}
    assert changes.messages == {1: {1, 2}}
    assert changes.buyers == {101}
    assert changes.notices
    assert changes.exhibits
    assert store.read_blocking(inbound.cursor) == 7
    assert store.read_blocking(inbound.synced_at_ms) == to_ms(at())
    assert store.read_blocking(accounts.me) == make_account()
    assert store.read_blocking(accounts.every) == [make_account(), make_account(COLLEAGUE)]
    assert store.read_blocking(buyers.get, PrincipalId(101)) == make_buyer(101)
    assert store.read_blocking(exhibits.every) == [make_exhibit()]
    assert store.read_blocking(exhibits.sections) == [make_section()]
    assert [n.id for n in store.read_blocking(notices.newest)] == [2, 1]
    assert store.read_blocking(conversations.get, ConversationId(1)) == make_conversation(1, last_n=2)
    shown = line(store)
    assert (shown.title, shown.company, shown.country, shown.language) == ("Buyer 101", "Company 101", "ES", "es")
    assert (shown.last_n, shown.last_text, shown.unread, shown.other_read_n) == (2, "message 2 of 1", 2, 1)


def test_messages_come_back_as_they_were_sent(synced: Store) -> None:
    said = [
        make_image_message(1, 4, attachment_id=77, reply_to_n=2),
        make_message(
            1, 5, kind=SYSTEM, text="", sender_id=None, system=SystemLine(code="transferred", params={"to": 2})
        ),
        make_message(1, 6, kind="hologram", text="新的种类", exhibit_id=3),
        make_answer(1, 7, automatic=True, recalled=True),
    ]
    apply(synced, 11, *said)
    assert list(synced.read_blocking(messages.page, ConversationId(1)).messages)[3:] == said


def test_events_are_applied_once_and_in_order(synced: Store) -> None:
    batch = make_events(11, [make_message(1, 4), make_message(1, 5)])
    assert synced.write_blocking(inbound.apply, batch).messages == {1: {4, 5}}
    assert not synced.write_blocking(inbound.apply, batch).messages
    overlapping = [*batch, make_event(13, make_message(1, 6))]
    assert synced.write_blocking(inbound.apply, overlapping).messages == {1: {6}}
    assert synced.read_blocking(inbound.cursor) == 13
    assert synced.read_blocking(inbound.synced_at_ms) == to_ms(at(13))


@pytest.mark.parametrize("seqs", [[12], [11, 13], [11, 12, 12, 14]])
def test_a_gap_is_said_and_nothing_of_the_batch_is_kept(synced: Store, seqs: list[int]) -> None:
    batch = [make_event(seq, make_message(1, seq)) for seq in seqs]
    with pytest.raises(OutOfOrder) as gap:
        synced.write_blocking(inbound.apply, batch)
    assert gap.value.got == seqs[-1]
    assert gap.value.expected is not None
    assert gap.value.expected < seqs[-1]
    assert synced.read_blocking(inbound.cursor) == 10
    assert len(texts(synced)) == 3


def test_before_the_first_sync_there_is_no_order(store: Store) -> None:
    with pytest.raises(OutOfOrder) as gap:
        store.write_blocking(inbound.apply, [make_event(1, make_message())])
    assert gap.value.expected is None


def test_a_contradiction_asks_for_a_sync_afresh_which_settles_it(synced: Store) -> None:
    other = make_message(1, 3, id=MessageId(999), text="another third")
    with pytest.raises(OutOfOrder) as clash:
        apply(synced, 11, make_message(2, 4), other)
    assert clash.value.expected is None
    assert len(texts(synced, 2)) == 3

    page = make_page(1, [make_message(1, 1), make_message(1, 2), other])
    synced.write_blocking(inbound.apply_snapshot, make_snapshot([page], as_of=20))
    assert texts(synced)[-1] == "another third"


def test_only_a_newer_revision_takes_effect(synced: Store) -> None:
    apply(
        synced,
        11,
        make_message(1, 3, rev=5, text="", recalled=True),
        make_message(1, 3, rev=4, text="old"),
        ev.BuyerChanged(buyer=make_buyer(101, rev=3, name="New")),
        ev.BuyerChanged(buyer=make_buyer(101, rev=2, name="Old")),
        ev.MarksChanged(marks=make_marks(1, rev=3, starred=True)),
        ev.MarksChanged(marks=make_marks(1, rev=2)),
        ev.ConversationChanged(conversation=make_conversation(1, rev=3, owner_id=COLLEAGUE)),
        ev.ConversationChanged(conversation=make_conversation(1, rev=2)),
        ev.ReadMoved(read=make_read(1, 101, 3)),
        ev.ReadMoved(read=make_read(1, 101, 2)),
    )
    shown = line(synced)
    assert texts(synced)[-1] == ""
    assert (shown.last_recalled, shown.title, shown.starred, shown.owner_id) == (1, "New", 1, COLLEAGUE)
    assert shown.other_read_n == 3


def test_unread_counts_what_the_buyer_said_after_my_mark(synced: Store) -> None:
    apply(synced, 11, make_answer(1, 4), make_message(1, 5), make_message(1, 6, recalled=True))
    assert line(synced).unread == 4
    apply(synced, 14, ev.MarksChanged(marks=make_marks(1, rev=2, read_n=3)))
    assert line(synced).unread == 1
    apply(synced, 15, ev.MarksChanged(marks=make_marks(1, rev=3, read_n=6)))
    assert line(synced).unread == 0


def test_the_buyer_waits_since_his_first_unanswered_message(synced: Store) -> None:
    assert line(synced).waiting_since == to_ms(at(1))
    apply(synced, 11, make_answer(1, 4, automatic=True))
    assert line(synced).waiting_since == to_ms(at(1))
    apply(synced, 12, make_answer(1, 5))
    assert line(synced).waiting_since is None
    apply(synced, 13, make_message(1, 6), make_message(1, 7))
    assert line(synced).waiting_since == to_ms(at(6))
    apply(synced, 15, make_answer(1, 8, sender_id=COLLEAGUE))
    assert line(synced).waiting_since is None
    apply(synced, 16, make_message(1, 9, kind=SYSTEM, sender_id=None, from_buyer=False))
    assert line(synced).waiting_since is None


def test_the_row_of_who_waits_says_what_they_said_until_somebody_answers(synced: Store) -> None:
    def shown() -> tuple[int, str, str, int, int]:
        row = line(synced)
        return row.shown_n, row.last_kind, row.last_text, row.last_ours, row.last_n

    question = (4, "text", "how much?", 0)
    apply(synced, 11, make_message(1, 4, text="how much?"), make_answer(1, 5, text="thanks", automatic=True))
    assert shown() == (*question, 5)
    moved = {"kind": SYSTEM, "text": "", "sender_id": None, "from_buyer": False, "system": SystemLine(code="assigned")}
    apply(synced, 13, make_message(1, 6, **moved))
    assert shown() == (*question, 6)
    assert line(synced).last_system is None
    apply(synced, 14, make_answer(1, 7, text="10 USD"))
    assert shown() == (7, "text", "10 USD", 1, 7)
    apply(synced, 15, make_answer(1, 7, rev=2, text="", recalled=True))
    assert shown() == (*question, 7), "what was recalled is no answer"
    apply(synced, 16, make_answer(1, 8, text="12 USD"), make_message(1, 9, **moved))
    assert shown() == (9, SYSTEM, "", 0, 9)
    apply(synced, 18, make_message(1, 10, text="a buyer's"), make_message(1, 10, rev=2, text="", recalled=True))
    assert line(synced).last_recalled == 1


def test_files_of_an_older_version_show_the_question_that_waits() -> None:
    clean = next(place for place, step in enumerate(migrations.CACHE_STEPS) if "ADD COLUMN shown_n" in step)
    engine = create_engine("sqlite://", module=cipher.driver)
    with engine.connect() as tx:
        driver: Any = tx.connection.driver_connection
        driver.create_function("search_split", 1, str)
        migrations.migrate(driver, migrations.CACHE_STEPS[:clean])
        driver.executemany(
            "INSERT INTO conversations (id, rev, kind, exhibitor_id, created_at, last_n, last_text, last_ours,"
            " waiting_since) VALUES (?, 1, 'customer', 10, 0, 2, 'thanks', 1, ?)",
            [(1, 5), (2, None)],
        )
        driver.executemany(
            "INSERT INTO messages (id, server_id, conversation_id, n, rev, kind, at, from_buyer, automatic, text)"
            " VALUES (?1, ?1, ?2, ?3, 1, 'text', 0, ?4, NOT ?4, ?5)",
            [(1, 1, 1, 1, "how much?"), (2, 1, 2, 0, "thanks"), (3, 2, 1, 1, "how much?"), (4, 2, 2, 0, "thanks")],
        )
        driver.commit()
        migrations.migrate(driver, migrations.CACHE_STEPS)
        rows = driver.execute("SELECT last_text, last_ours, shown_n FROM conversations ORDER BY id").fetchall()
        assert rows == [("how much?", 0, 1), ("thanks", 1, 2)]
    engine.dispose()


def test_a_colleagues_chat_has_unread_but_nobody_waits(synced: Store) -> None:
    page = make_page(
        9,
        [
            make_message(9, 1, sender_id=COLLEAGUE, from_buyer=False),
            make_message(9, 2, sender_id=ME, from_buyer=False),
            make_message(9, 3, sender_id=COLLEAGUE, from_buyer=False),
        ],
        conversation=make_colleague_chat(9),
        buyer=None,
        reads=(make_read(9, COLLEAGUE, 2),),
    )
    apply(synced, 11, ev.Assigned(page=page))
    shown = line(synced, 9)
    assert (shown.unread, shown.waiting_since, shown.other_id, shown.last_ours) == (2, None, COLLEAGUE, 0)
    assert shown.other_read_n == 2
    assert synced.read_blocking(conversations.with_colleague, COLLEAGUE) == 9


def test_given_away_stays_readable_and_comes_back(synced: Store) -> None:
    assert line(synced).waiting_since is not None
    apply(synced, 11, ev.Unassigned(conversation_id=ConversationId(1), readable_to_n=3))
    assert line(synced).readable_to_n == 3
    assert line(synced).waiting_since is None, "the buyer waits for somebody else now"
    assert len(texts(synced)) == 3
    back = make_page(1, [make_message(1, n) for n in range(8, 11)])
    changes = apply(synced, 12, ev.Assigned(page=back))
    assert (line(synced).readable_to_n, line(synced).waiting_since) == (None, to_ms(at(1)))
    assert changes.conversations == {1}
    assert [m.n for m in synced.read_blocking(messages.page, ConversationId(1)).messages] == [8, 9, 10]


def test_giving_and_taking_in_one_batch_keep_their_order(synced: Store) -> None:
    page = make_page(7, 2)
    apply(
        synced,
        11,
        ev.Assigned(page=page),
        make_message(7, 3),
        ev.Unassigned(conversation_id=ConversationId(7), readable_to_n=3),
        ev.Assigned(page=page),
        ev.Revoked(reason="permission", conversation_ids=(ConversationId(7), ConversationId(2))),
        make_message(3, 4),
    )
    assert {row.id for row in synced.read_blocking(conversations.rows, ConversationKind.CUSTOMER)} == {1, 3}
    assert texts(synced, 7) == []
    assert texts(synced, 2) == []
    assert synced.read_blocking(buyers.get, PrincipalId(102)) is None
    assert synced.read_blocking(buyers.get, PrincipalId(101)) is not None


def test_everything_taken_away_leaves_nothing_but_the_reason(synced: Store) -> None:
    apply(synced, 11, make_image_message(1, 4, attachment_id=77))
    changes = apply(synced, 12, ev.Revoked(reason="account_disabled"))
    assert changes.everything
    assert synced.read_blocking(inbound.revoked) == "account_disabled"
    assert synced.read_blocking(inbound.cursor) is None
    for table in ("messages", "conversations", "buyers", "accounts", "reads", "message_fts", "message_words"):
        assert count(synced, table) == 0
    doomed = synced.read_blocking(lambda tx: tx.execute(schema.doomed_images.select()).scalars().all())
    assert doomed == [77]
    synced.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(1, 1)], as_of=20))
    assert synced.read_blocking(inbound.revoked) is None


def test_what_follows_everything_taken_away_is_not_kept(synced: Store) -> None:
    after = (make_message(1, 4, text="secret"), ev.NoticeChanged(notice=make_notice(5)))
    apply(synced, 11, make_message(1, 4), ev.Revoked(reason="account_disabled"), *after)
    for table in ("messages", "conversations", "notices", "message_words"):
        assert count(synced, table) == 0
    assert (synced.read_blocking(inbound.revoked), synced.read_blocking(inbound.cursor)) == ("account_disabled", None)


def test_a_snapshot_takes_away_what_it_does_not_bring(synced: Store) -> None:
    synced.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(2, 4)], as_of=20))
    assert synced.read_blocking(inbound.cursor) == 10
    assert synced.write_blocking(inbound.finish_snapshot, 20).everything
    assert {row.id for row in synced.read_blocking(conversations.rows, ConversationKind.CUSTOMER)} == {2}
    assert synced.read_blocking(inbound.cursor) == 20


def test_a_snapshot_wins_even_over_a_server_that_was_set_back(synced: Store) -> None:
    lost = make_marks(1, rev=8)
    apply(synced, 11, make_message(1, 3, rev=9, text="of a lost time"), ev.MarksChanged(marks=lost))
    page = make_page(1, [make_message(1, 3, rev=1, text="as restored")], marks=make_marks(1, rev=1, pinned=True))
    synced.write_blocking(inbound.apply_snapshot, make_snapshot([page], as_of=2))
    assert texts(synced)[-1] == "as restored"
    assert line(synced).pinned == 1


def test_a_snapshot_keeps_older_history(synced: Store) -> None:
    page = make_page(1, [make_message(1, n) for n in (3, 4)])
    synced.write_blocking(inbound.apply_snapshot, make_snapshot([page], as_of=20))
    synced.write_blocking(inbound.finish_snapshot, 20)
    assert [m.n for m in synced.read_blocking(messages.page, ConversationId(1)).messages] == [1, 2, 3, 4]


def test_a_conversation_that_came_without_its_buyer_is_named_after_the_cached_one(synced: Store) -> None:
    conversation = make_conversation(50, buyer_id=PrincipalId(101))
    apply(synced, 11, ev.ConversationChanged(conversation=conversation))
    assert line(synced, 50).title == "Buyer 101"


def test_a_renamed_colleague_touches_the_rows_that_name_him(synced: Store) -> None:
    apply(synced, 11, ev.ConversationChanged(conversation=make_conversation(2, rev=2, owner_id=COLLEAGUE)))
    changes = apply(synced, 12, ev.AccountChanged(account=make_account(COLLEAGUE, rev=2, name_en="Wang")))
    assert changes.accounts == {COLLEAGUE}
    assert changes.conversations == {2}


def test_a_new_message_brings_an_archived_conversation_back(synced: Store) -> None:
    synced.write_blocking(lambda tx: tx.exec_driver_sql("UPDATE conversations SET archived_n = last_n"))
    apply(synced, 11, ev.MarksChanged(marks=make_marks(1, rev=2)))
    assert line(synced).archived == 1
    apply(synced, 12, make_answer(1, 4))
    assert line(synced).archived == 0
    assert line(synced, 2).archived == 1


def test_a_burst_within_one_second_spills_over_and_never_collides(store: Store) -> None:
    moment = at()
    said = [make_message(1, n, at=moment) for n in range(1, 2001)]
    late = [make_message(2, n, at=moment + timedelta(seconds=n % 60)) for n in range(1, 20_001)]
    store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(1, said), make_page(2, [])]))
    store.write_blocking(inbound.apply_history, late)
    count = "SELECT count(*), count(DISTINCT id) FROM messages"
    assert tuple(store.read_blocking(lambda tx: tx.exec_driver_sql(count).one())) == (22_000, 22_000)


def test_the_last_line_is_short_and_on_one_line(synced: Store) -> None:
    apply(synced, 11, make_message(1, 4, text="  first\nsecond\r\n" + "x" * 5000))
    shown = line(synced).last_text
    assert shown.startswith("first second")
    assert len(shown) <= 120


# --- the index of what was said ---


def hits(store: Store, words: str) -> list[int]:
    """Return the times of the messages that hold the words, in the order of their row ids."""
    statement = (
        "SELECT m.at FROM message_fts f JOIN messages m ON m.id = f.rowid WHERE message_fts MATCH ? ORDER BY f.rowid"
    )
    return store.read_blocking(lambda tx: list(tx.exec_driver_sql(statement, (f'"{words}"',)).scalars()))


def test_the_index_follows_what_is_said_changed_and_taken_away(synced: Store) -> None:
    apply(synced, 11, make_message(1, 4, text="red lamp"))
    assert hits(synced, "red lamp") == [to_ms(at(4))]
    apply(synced, 12, make_message(1, 4, rev=2, text="blue lamp"))
    assert (hits(synced, "red"), len(hits(synced, "blue")), len(hits(synced, "lamp"))) == ([], 1, 1)
    apply(synced, 13, make_message(1, 4, rev=3, text="", recalled=True))
    assert hits(synced, "lamp") == []
    apply(synced, 14, make_message(1, 4, rev=4, text="lamp again"), make_message(2, 4, text="lamp"))
    apply(synced, 16, ev.Revoked(reason="permission", conversation_ids=(ConversationId(1),)))
    assert len(hits(synced, "lamp")) == 1
    synced.write_blocking(clearing.clear, "permission")
    assert hits(synced, "lamp") == []


def test_row_ids_grow_with_time_whatever_the_order_of_arrival(store: Store) -> None:
    """Within a minute the order is that of arrival."""

    def said(c: int) -> list[Message]:
        return [make_message(c, n, text="price", at=at(n * 100 + c)) for n in range(1, 40)]

    pages = [make_page(c, said(c)) for c in (2, 1)]
    store.write_blocking(inbound.apply_snapshot, make_snapshot(pages))
    store.write_blocking(inbound.apply_history, said(3))
    minutes = [time // 100_000 for time in hits(store, "price")]
    assert len(minutes) == 3 * 39
    assert minutes == sorted(minutes)
