"""The window of items: bounded, in order, each message once."""

import random

from tests.ui.chat import samples
from workstation.services.views import ItemState, TimelineItem
from workstation.ui.chat.timeline.rows import KEEP, LIMIT, Rows


def pending(number: int, text: str = "x") -> TimelineItem:
    action_id = samples.action_id(number)
    return samples.item(None, text, waiting=number, mine=True, state=ItemState.WAITING, action_id=action_id)


def test_what_arrives_takes_the_place_of_what_waited() -> None:
    rows = Rows()
    waiting = pending(9, "offer")
    rows.replace([*samples.many(3), waiting])
    arrived = samples.item(4, "offer", mine=True, action_id=samples.action_id(9))
    names = rows.merge([arrived])
    assert names == {f"a:{samples.action_id(9)}": "m:4"}
    assert [item.key for item in rows.items] == ["m:1", "m:2", "m:3", "m:4"]


def test_pending_ones_that_are_missing_are_gone() -> None:
    rows = Rows()
    rows.replace([*samples.many(2), pending(8), pending(9)])
    rows.merge([], [pending(9)])
    assert [item.n for item in rows.items] == [1, 2, None]


def test_what_does_not_continue_the_window_is_left_to_a_later_page() -> None:
    rows = Rows()
    rows.more_before = rows.more_after = True
    rows.replace(samples.many(10, first=20))
    rows.merge([samples.item(5, "old"), samples.item(40, "new"), samples.item(25, "changed")])
    assert [item.n for item in rows.items] == list(range(20, 30))
    assert rows.items[5].text == "changed"


def test_any_order_of_arrival_gives_the_same_window() -> None:
    dice = random.Random(3)
    for _ in range(50):
        rows = Rows()
        rows.replace(samples.many(5))
        rest = samples.many(20, first=6)
        while rest:
            some = [rest.pop(dice.randrange(len(rest))) for _ in range(min(len(rest), dice.randint(1, 4)))]
            rows.merge([*some, *some])
        assert [item.n for item in rows.items] == list(range(1, 26))


def test_the_window_is_bounded_at_the_far_end() -> None:
    rows = Rows()
    rows.replace(samples.many(LIMIT + 1))
    assert rows.drop_oldest() == LIMIT + 1 - KEEP
    assert rows.more_before
    assert rows.first_n == LIMIT + 2 - KEEP
    rows.replace(samples.many(LIMIT + 1))
    assert rows.drop_newest()
    assert rows.more_after
    assert rows.last_n == KEEP
    assert rows.drop_newest() == 0


def test_prepending_takes_nothing_twice() -> None:
    rows = Rows()
    rows.replace(samples.many(10, first=11))
    assert rows.prepend(samples.many(12)) == 10
    assert [item.n for item in rows.items] == list(range(1, 21))
