"""Where things stand in a row: inside their bubble, apart from each other, on their side."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from tests.ui.chat import samples
from workstation.services.views import Fault, ItemState, Quote, TimelineItem
from workstation.ui.chat.timeline import style as metrics
from workstation.ui.chat.timeline.layout import RowLayout, RowLayouter
from workstation.ui.chat.timeline.rows import Row, Rows
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.chat.timeline.targets import Kind

WIDTHS = (280, 420, 760, 1400)


@pytest.fixture(scope="module")
def layouter(qapp: QApplication) -> RowLayouter:
    return RowLayouter(TimelineStyle(), samples.ME, {}, customer=True)


def rows_of(items: list[TimelineItem], unread_from_n: int | None = None) -> list[Row]:
    rows = Rows()
    rows.unread_from_n = unread_from_n
    rows.replace(items)
    return rows.rows


def boxes(lay: RowLayout) -> dict[str, QRectF]:
    """Return everything that is painted beside and above each other."""
    found = {f"text {i}": placed.box for i, placed in enumerate(lay.texts)}
    if lay.meta is not None and not lay.meta_on_picture:
        meta = QRectF(lay.meta.box)
        if lay.mark is not None:
            meta = meta.united(lay.mark)
        found["meta"] = meta
    for name, label in (("name", lay.name), ("day", lay.day), ("unread", lay.unread)):
        if label is not None:
            found[name] = label.box
    if lay.quote is not None:
        found["quote"] = lay.quote
    if lay.picture is not None:
        found["picture"] = lay.picture
    if lay.problem is not None:
        found["problem"] = lay.problem.box
    found |= {f"button {i}": button.box for i, button in enumerate(lay.buttons)}
    return found


def check(lay: RowLayout) -> None:
    whole = QRectF(0, 0, lay.width, lay.height)
    found = boxes(lay)
    for name, box in found.items():
        assert whole.adjusted(-1, -1, 1, 1).contains(box) or box.isEmpty(), (name, box, whole)
    for (first, a), (second, b) in itertools.combinations(found.items(), 2):
        if {first.split()[0], second.split()[0]} == {"text", "meta"}:
            continue  # the time stands beside the last line: see below
        assert not a.adjusted(0.5, 0.5, -0.5, -0.5).intersects(b), (first, a, second, b)
    if lay.bubble is None:
        return
    inside = lay.bubble.adjusted(2, 2, -2, -2)
    for name in ("text 0", "meta", "name", "quote", "picture"):
        if name in found and not found[name].isEmpty():
            assert inside.contains(found[name]), (name, found[name], lay.bubble)
    assert lay.bubble.width() <= metrics.SHARE * lay.width + 2 * metrics.PAD_X or lay.bubble.width() <= 150
    for target in lay.targets:
        assert target.boxes
        assert target.label


def last_line(lay: RowLayout) -> QRectF:
    block = lay.texts[-1].block
    return block.rectangles(0, len(block))[-1].translated(lay.texts[-1].origin)


@pytest.mark.parametrize("width", WIDTHS)
def test_everything_of_everything_stands_right(layouter: RowLayouter, width: int) -> None:
    for row in rows_of(samples.everything(), unread_from_n=10):
        check(layouter.lay_out(row, width))


@pytest.mark.parametrize("width", WIDTHS)
def test_time_never_covers_the_last_line(layouter: RowLayouter, width: int) -> None:
    for length in range(1, 120, 3):
        row = rows_of([samples.item(1, "word " * length, mine=True)])[0]
        lay = layouter.lay_out(row, width)
        assert lay.meta is not None
        assert not last_line(lay).adjusted(0, 2, -6, -2).intersects(lay.meta.box)


def test_sides(layouter: RowLayouter) -> None:
    theirs, mine = (
        layouter.lay_out(row, 800) for row in rows_of([samples.item(1, "a"), samples.item(2, "b", mine=True)])
    )
    assert theirs.bubble is not None
    assert mine.bubble is not None
    assert theirs.bubble.left() == metrics.EDGE
    assert mine.bubble.right() == 800 - metrics.EDGE


def test_a_colleague_is_named_and_stands_on_our_side(layouter: RowLayouter) -> None:
    item = samples.item(1, "hello", mine=True, sender_id=samples.COLLEAGUE, sender_name_en="Li Jing")
    lay = layouter.lay_out(rows_of([item])[0], 800)
    assert lay.name is not None
    assert "Li Jing" in lay.name.text
    assert not lay.by_me
    assert lay.bubble is not None
    assert lay.bubble.right() == 800 - metrics.EDGE
    assert layouter.lay_out(rows_of([samples.item(1, "hello", mine=True)])[0], 800).name is None


def test_an_unknown_kind_never_vanishes(layouter: RowLayouter) -> None:
    lay = layouter.lay_out(rows_of([samples.item(1, kind="hologram")])[0], 800)
    assert lay.texts[0].block.source == "[other message]"


def test_failed_offers_retry_copy_and_discard(layouter: RowLayouter) -> None:
    item = samples.item(1, "x", mine=True, state=ItemState.FAILED, problem=Fault(code="overtaken"))
    lay = layouter.lay_out(rows_of([item])[0], 800)
    assert [target.kind for target in lay.targets] == [Kind.RETRY, Kind.COPY, Kind.DISCARD, Kind.DAY]
    lefts = [target.boxes[0].left() for target in lay.targets[:3]]
    assert lefts == sorted(lefts)
    assert lay.problem is not None
    assert "colleague" in lay.problem.block.source


def test_lines_above_stand_where_days_and_unread_begin(layouter: RowLayouter) -> None:
    rows = rows_of(samples.everything(), unread_from_n=10)
    days = [row.item.n for row in rows if row.day]
    assert days == [1, 7]
    assert [row.item.n for row in rows if row.unread] == [10]


def test_a_picture_keeps_its_place_before_it_is_loaded(layouter: RowLayouter) -> None:
    item = samples.item(1, kind="image", attachment=samples.attachment(3, 160, 320))
    lay = layouter.lay_out(rows_of([item])[0], 800)
    assert lay.picture is not None
    assert (lay.picture.width(), lay.picture.height()) == (160, 320)


TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@given(
    text=TEXT,
    name=TEXT,
    width=st.integers(200, 1600),
    mine=st.booleans(),
    kind=st.sampled_from(["text", "image", "card", "system", "???"]),
    state=st.sampled_from(list(ItemState)),
    quoted=st.none() | TEXT,
)
@settings(max_examples=100)
def test_no_content_breaks_the_geometry(
    layouter: RowLayouter,
    text: str,
    name: str,
    width: int,
    mine: bool,
    kind: str,
    state: ItemState,
    quoted: str | None,
) -> None:
    item = samples.item(
        1,
        text,
        mine=mine,
        kind=kind,
        state=state,
        sender_id=samples.COLLEAGUE,
        sender_name_zh=name,
        sender_name_en=name,
        reply_to=Quote(n=1, text=quoted, sender_name_en=name) if quoted is not None else None,
        attachment=samples.attachment(1) if kind == "image" else None,
    )
    row = rows_of([item])[0]
    assert layouter.estimate(row, width) > 0
    check(layouter.lay_out(row, width))
