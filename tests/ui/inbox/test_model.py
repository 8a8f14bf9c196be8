"""The rows of the list: order, single updates, narrowing; under Qt's own model tester."""

import random
from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_exhibit
from tests.ui.inbox.rows import NOON, StillClock, make_row
from workstation.domain.account import Presence
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.services.views import ConversationRef, InboxRow, ListOrder
from workstation.ui.inbox.model import InboxModel, Role, fold, sort_key
from workstation.ui.inbox.wording import last_words


@pytest.fixture
def model(qapp: QApplication) -> Iterator[InboxModel]:
    made = InboxModel(StillClock())
    # Attached before the first row: every change is watched.
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    del tester


def numbers(model: InboxModel) -> list[object]:
    return list(model.ids())


def test_empty(model: InboxModel) -> None:
    assert (model.rowCount(), model.columnCount()) == (0, 1)
    assert model.position(ConversationId(1)) == -1
    model.replace([], ListOrder.RECENT)
    model.update([ConversationId(1)], {})
    assert len(model) == 0


def test_recent_rows_come_first_and_pinned_before_them(model: InboxModel) -> None:
    model.replace([make_row(3), make_row(1), make_row(2, pinned=True)], ListOrder.RECENT)
    assert numbers(model) == [2, 1, 3]


def test_longest_waiting_come_first_when_wanted(model: InboxModel) -> None:
    rows = [
        make_row(1),
        make_row(2, waiting_since=NOON - timedelta(minutes=5)),
        make_row(3, waiting_since=NOON - timedelta(hours=2)),
    ]
    model.replace(rows, ListOrder.WAITING)
    assert numbers(model) == [3, 2, 1]


def test_a_new_message_moves_its_row_to_the_top_and_nothing_else(model: InboxModel) -> None:
    model.replace([make_row(n) for n in range(1, 6)], ListOrder.RECENT)
    kept = {n: QPersistentModelIndex(model.index(model.position(ConversationId(n)), 0)) for n in range(1, 6)}
    moved = make_row(4, last_at=NOON, last_text="New", unread=1)
    model.update([moved.id], {moved.id: moved})
    assert numbers(model) == [4, 1, 2, 3, 5]
    assert {n: index.data(Role.ROW).id for n, index in kept.items()} == {n: n for n in range(1, 6)}
    assert kept[4].data(Role.ROW).last_text == "New"


def test_a_changed_row_that_keeps_its_place_is_told_alone(model: InboxModel) -> None:
    model.replace([make_row(n) for n in range(1, 6)], ListOrder.RECENT)
    told = list[tuple[int, int]]()
    model.dataChanged.connect(lambda first, last, *_: told.append((first.row(), last.row())))
    row = make_row(3, starred=True)
    model.update([row.id], {row.id: row})
    assert (numbers(model), told) == ([1, 2, 3, 4, 5], [(2, 2)])
    model.update([row.id], {row.id: row})
    assert told == [(2, 2)], "an equal row is no change"


def test_rows_come_and_go(model: InboxModel) -> None:
    model.replace([make_row(2)], ListOrder.RECENT)
    model.update([ConversationId(1), ConversationId(2)], {ConversationId(1): make_row(1)})
    assert numbers(model) == [1]


def test_rows_without_a_message_stand_last(model: InboxModel) -> None:
    model.replace([make_row(1, last_at=None), make_row(2)], ListOrder.RECENT)
    assert numbers(model) == [2, 1]


@pytest.mark.parametrize("order", list(ListOrder))
@pytest.mark.parametrize("seed", range(3))
def test_any_stream_of_updates_keeps_the_order(model: InboxModel, order: ListOrder, seed: int) -> None:
    dice = random.Random(seed)
    truth: dict[ConversationRef, InboxRow] = {ConversationId(n): make_row(n) for n in range(1, 40)}
    model.replace(truth.values(), order)
    for step in range(300):
        chosen = ConversationId(dice.randint(1, 60))
        if dice.random() < 0.15:
            truth.pop(chosen, None)
        else:
            truth[chosen] = changed(truth.get(chosen) or make_row(chosen), dice, step)
        model.update([chosen], truth)
    keys = [sort_key(model.row(position), order) for position in range(len(model))]
    assert keys == sorted(keys)
    assert {row.id: row for row in map(model.row, range(len(model)))} == truth


def changed(row: InboxRow, dice: random.Random, step: int) -> InboxRow:
    return msgspec.structs.replace(
        row,
        last_at=NOON + timedelta(seconds=dice.choice([-7200, -60, step])),
        pinned=dice.random() < 0.1,
        waiting_since=dice.choice([None, NOON - timedelta(seconds=dice.randint(1, 9000))]),
        unread=dice.randint(0, 3),
    )


def test_narrowing_hides_and_brings_back(model: InboxModel) -> None:
    rows = [make_row(1, title="José Hernández"), make_row(2, title="张伟", company="宁波海天"), make_row(3)]
    model.replace(rows, ListOrder.RECENT)
    model.narrow("jose HERN")
    assert (numbers(model), model.hidden_count) == ([1], 2)
    model.narrow("海天 张")
    assert numbers(model) == [2]
    renamed = make_row(3, company="宁波海天 张")
    model.update([renamed.id], {renamed.id: renamed})
    assert numbers(model) == [2, 3]
    model.update([ConversationId(2)], {})
    model.narrow("")
    assert (numbers(model), model.hidden_count) == ([1, 3], 0)


def test_folding() -> None:
    assert fold("Ｊosé ＡＢＣ") == "jose abc"
    assert fold("МОСКВА") == "москва"


def test_presence_changes_one_row(model: InboxModel) -> None:
    model.replace([make_row(1), make_row(2)], ListOrder.RECENT)
    model.set_presence(PrincipalId(1002), Presence.ONLINE)
    assert [model.row(position).presence for position in (0, 1)] == [Presence.OFFLINE, Presence.ONLINE]


def test_a_row_says_everything_to_a_screen_reader(model: InboxModel) -> None:
    row = make_row(1, unread=2, waiting_since=NOON - timedelta(minutes=7), starred=True, draft="half a sentence")
    model.replace([row], ListOrder.RECENT)
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Buyer 1", "Company 1", "half a sentence", "7"):
        assert part in said
    assert model.data(model.index(0, 0)) == "Buyer 1"


def test_a_row_names_the_exhibit_that_is_asked_about() -> None:
    lamp = make_exhibit(5, name_en="Floor lamp", number="LX-5")
    assert last_words(make_row(1, last_kind="exhibit", last_text="", last_exhibit=lamp)) == "[Exhibit] Floor lamp LX-5"
    assert last_words(make_row(1, last_kind="exhibit", last_text="How much?")) == "[Exhibit] How much?"


def test_names_cannot_turn_the_line_around(model: InboxModel) -> None:
    model.replace([make_row(1, title="evil\u202eexe\x00\nname")], ListOrder.RECENT)
    shown = model.data(model.index(0, 0))
    assert not {"\u202e", "\x00", "\n"} & set(shown)
