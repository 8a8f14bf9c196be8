"""The window of items: bounded, in order, each message once."""

import random
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

from tests.ui.chat import samples
from workstation.services.views import ItemState, TimelineItem
from workstation.ui.chat.timeline.geometry import Geometry
from workstation.ui.chat.timeline.rows import KEEP, LIMIT, Row, Rows


class Guesses:
    """Lays rows out by counting."""

    def __init__(self) -> None:
        self.asked = 0

    def estimate(self, row: Row, width: int) -> float:
        self.asked += 1
        return 10.0 + row.day * 40

    def lay_out(self, row: Row, width: int) -> SimpleNamespace:
        return SimpleNamespace(row=row, width=width, height=20 + 5 * len(row.item.text) + 40 * row.day + row.first)


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


def change(rows: Rows, dice: random.Random, texts: list[str]) -> None:
    """Do one of the things that happen to a window."""
    last, first = rows.last_n or 0, rows.first_n or 1
    what = dice.choice(["append", "append", "prepend", "edit", "drop_oldest", "drop_newest", "wait", "unread"])
    if what == "append":
        rows.merge(samples.many(dice.randint(1, 60), first=last + 1))
    elif what == "prepend" and first > 1:
        rows.prepend(samples.many(min(first - 1, 50), first=max(1, first - 50)))
    elif what == "edit":
        rows.merge([samples.item(dice.randint(first, max(first, last)), dice.choice(texts), mine=dice.random() < 0.5)])
    elif what == "drop_oldest":
        rows.drop_oldest()
    elif what == "drop_newest":
        rows.drop_newest()
        rows.more_after = False
    elif what == "wait":
        rows.merge([], [pending(dice.randint(1, 3)) for _ in range(dice.randint(0, 2))])
    elif what == "unread":
        rows.unread_from_n = dice.choice([None, first, dice.randint(first, max(first, last))])


def test_rows_are_derived_anew_where_something_changed_and_only_there() -> None:
    dice = random.Random(11)
    for _ in range(20):
        rows = Rows()
        rows.replace(samples.many(dice.randint(1, 80), first=dice.randint(1, 200)))
        for _ in range(40):
            before = list(rows.rows)
            change(rows, dice, ["a", "b"])
            fresh = Rows()
            fresh.unread_from_n = rows.unread_from_n
            fresh.replace(rows.items)
            assert rows.rows == fresh.rows
            assert len(rows.rows) == len(rows.items)
        rows.merge([], [])
        before = list(rows.rows)
        rows.merge([samples.item((rows.last_n or 0) + 1, "one more")])
        assert [row is old for row, old in zip(rows.rows, before, strict=False)][:-1] == [True] * (len(before) - 1)


def test_heights_that_are_known_stay_known() -> None:
    dice = random.Random(5)
    layouter: Any = Guesses()  # lays out with numbers only
    geometry, rows = Geometry(layouter), Rows()
    rows.replace(samples.many(60, first=100))
    geometry.set_width(500)
    geometry.set_rows(rows.rows)
    for _ in range(200):
        for index in dice.sample(range(len(rows)), min(5, len(rows))):
            geometry.ensure(index)
        change(rows, dice, ["a", "b\\nb"])
        geometry.set_rows(rows.rows)
        fresh = Geometry(layouter)
        fresh.set_width(500)
        fresh.set_rows(rows.rows)
        exact = [index for index in range(len(rows)) if geometry.is_exact(index)]
        for index in exact:
            fresh.ensure(index)
        heights = [after - top for top, after in pairwise(geometry.tops)]
        expected = [after - top for top, after in pairwise(fresh.tops)]
        assert [heights[index] for index in exact] == [expected[index] for index in exact]
        assert geometry.inexact == len(rows) - len(exact)
    rows.merge([], [])
    geometry.set_rows(rows.rows)
    before = layouter.asked
    rows.merge([samples.item((rows.last_n or 0) + 1, "one more")])
    geometry.set_rows(rows.rows)
    assert layouter.asked - before <= 2, "the others were guessed before"


def test_the_unread_line_never_stands_before_what_our_side_said() -> None:
    rows = Rows()
    rows.unread_from_n = 3
    mine = {"mine": True, "state": ItemState.SENT}
    rows.replace([samples.item(1, "a"), samples.item(2, "b"), samples.item(3, "mine", **mine)])
    assert not any(row.unread for row in rows.rows)
    rows.merge([samples.item(4, "mine too", **mine), samples.item(5, "theirs"), samples.item(6, "theirs")])
    assert [row.item.n for row in rows.rows if row.unread] == [5]
