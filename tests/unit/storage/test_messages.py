"""Pages of messages: unbroken, ascending, honest about what is missing."""

from collections.abc import Iterable

import pytest

from tests.helpers.builders import make_answer, make_message, make_page, make_snapshot
from workstation.domain.events import MessagePage
from workstation.domain.ids import ConversationId, new_action_id
from workstation.storage import inbound, messages, sync_queries
from workstation.storage.messages import CachedPage
from workstation.storage.store import Store

ONE = ConversationId(1)


def fill(store: Store, numbers: Iterable[int]) -> None:
    page = make_page(1, [make_message(1, n) for n in numbers])
    store.write_blocking(inbound.apply_snapshot, make_snapshot([page]))


def shape(page: CachedPage) -> tuple[list[int], bool, bool, bool, bool]:
    numbers = [m.n for m in page.messages]
    return numbers, page.more_before, page.more_after, page.missing_before, page.missing_after


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, ([8, 9, 10], True, False, False, False)),
        ({"before_n": 8}, ([5, 6, 7], True, True, False, False)),
        ({"before_n": 3}, ([1, 2], False, True, False, False)),
        ({"before_n": 1}, ([], False, True, False, False)),
        ({"after_n": 2}, ([3, 4, 5], True, True, False, False)),
        ({"after_n": 8}, ([9, 10], True, False, False, False)),
        ({"after_n": 10}, ([], True, False, False, False)),
        ({"around_n": 5}, ([4, 5, 6], True, True, False, False)),
        ({"around_n": 10}, ([9, 10], True, False, False, False)),
    ],
)
def test_pages_of_a_whole_conversation(store: Store, asked: dict[str, int], shown: object) -> None:
    fill(store, range(1, 11))
    assert shape(store.read_blocking(messages.page, ONE, limit=3, **asked)) == shown


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, ([8, 9, 10], False, False, True, False)),
        ({"before_n": 8}, ([], False, True, True, False)),
        ({"before_n": 4}, ([2, 3], False, False, True, False)),
        ({"after_n": 2}, ([3], True, False, False, True)),
        ({"after_n": 7}, ([8, 9, 10], False, False, True, False)),
        ({"around_n": 5}, ([], False, False, True, False)),
        ({"around_n": 3}, ([2, 3], False, False, True, True)),
    ],
)
def test_no_page_reaches_over_a_hole(store: Store, asked: dict[str, int], shown: object) -> None:
    fill(store, (2, 3, 8, 9, 10))
    assert shape(store.read_blocking(messages.page, ONE, limit=20, **asked)) == shown


def test_an_empty_conversation_has_an_empty_page(store: Store) -> None:
    fill(store, ())
    assert shape(store.read_blocking(messages.page, ONE)) == ([], False, False, False, False)


def test_holes_are_found_newest_first_and_filled(store: Store) -> None:
    pages = [make_page(1, [make_message(1, n) for n in (1, 2, 8, 9)]), make_page(2, 3)]
    pages.append(make_page(3, [make_message(3, n) for n in (50, 51)]))
    store.write_blocking(inbound.apply_snapshot, make_snapshot(pages))
    assert store.read_blocking(sync_queries.with_holes) == [3, 1]
    assert store.read_blocking(sync_queries.hole_before, ONE) == 8

    older = MessagePage(messages=tuple(make_message(1, n) for n in range(3, 8)), more=True)
    changes = store.write_blocking(sync_queries.apply_history, ONE, older)
    assert changes.messages == {1: {3, 4, 5, 6, 7}}
    assert store.read_blocking(sync_queries.hole_before, ONE) is None
    assert store.read_blocking(sync_queries.with_holes) == [3]
    assert len(store.read_blocking(messages.page, ONE).messages) == 9


def test_history_that_comes_after_the_conversation_was_taken_away_is_dropped(store: Store) -> None:
    fill(store, (5, 6))
    late = MessagePage(messages=(make_message(77, 1),), more=False)
    assert not store.write_blocking(sync_queries.apply_history, ConversationId(77), late).messages
    assert store.read_blocking(messages.by_numbers, ConversationId(77), [1]) == ()


def test_actions_are_recognised_by_their_id(store: Store) -> None:
    mine, other = new_action_id(), new_action_id()
    said = make_answer(1, 1, action_id=mine)
    store.write_blocking(inbound.apply_snapshot, make_snapshot([make_page(1, [said])]))
    assert store.read_blocking(messages.known_actions, [mine, other]) == {mine: said}
    assert store.read_blocking(messages.known_actions, []) == {}


def test_messages_are_found_by_number_however_many_are_asked_for(store: Store) -> None:
    fill(store, range(1, 41))
    for asked in ([], [7], [40, 3, 3], list(range(1, 2000))):
        found = store.read_blocking(messages.by_numbers, ONE, asked)
        assert [message.n for message in found] == sorted({n for n in asked if n <= 40})
