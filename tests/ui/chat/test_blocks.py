"""Cards in bubbles: what they show, what a click on them means, what is copied and read aloud of them."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeArea, MakeView
from tests.ui.chat.memory_desk import LI, Talk
from workstation.domain.ids import ConversationId
from workstation.domain.message import EXHIBIT
from workstation.services.views import TimelineItem
from workstation.ui.chat.timeline import blocks, texts
from workstation.ui.chat.timeline.blocks import BlockLook
from workstation.ui.chat.timeline.conversation_block import ConversationKind
from workstation.ui.chat.timeline.exhibit_block import ExhibitKind
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.chat.timeline.targets import Kind
from workstation.ui.chat.viewer import ImageViewer
from workstation.ui.chat.wording import kind_name

Until = Callable[..., Coroutine[Any, Any, None]]


@pytest.fixture(autouse=True)
def _known() -> None:
    blocks.register(ConversationKind())
    blocks.register(ExhibitKind())


def asked(n: int = 1, text: str = "", **changes: Any) -> TimelineItem:
    return samples.item(n, text, kind="text" if text else EXHIBIT, exhibit_id=samples.BIKE.id, **changes)


def test_an_exhibit_shows_its_facts_above_the_text(make_area: MakeArea) -> None:
    area = make_area([asked(1, exhibit=samples.BIKE), asked(2, "What about 500 sets?", exhibit=samples.BIKE)])
    lone, with_text = area.layout_at(0), area.layout_at(1)
    assert lone.block is not None
    assert lone.block_box is not None
    assert lone.bubble is not None
    assert lone.texts == []
    assert lone.bubble.contains(lone.block_box)
    assert with_text.block_box is not None
    assert with_text.texts[0].box.top() >= with_text.block_box.bottom()
    assert with_text.texts[0].block.source == "What about 500 sets?"
    said = texts.whole(area.rows.items[0], samples.ME)
    assert '20" folding e-bike' in said
    assert "FB-20" in said
    assert "USD 279–310 / set" in said
    assert "MOQ 100" in said
    assert texts.selectable(area.rows.items[0], samples.ME) is None


def test_one_the_cache_does_not_know_never_vanishes(make_area: MakeArea) -> None:
    area = make_area([asked()])
    assert area.layout_at(0).block is not None
    assert "not listed any more" in texts.whole(area.rows.items[0], samples.ME)


def test_a_recalled_one_shows_its_trace_alone(make_area: MakeArea) -> None:
    area = make_area([asked(exhibit=samples.BIKE, recalled=True)])
    assert area.layout_at(0).block is None


@pytest.mark.parametrize("width", [200, 420, 900])
def test_no_card_sticks_out(make_area: MakeArea, width: int) -> None:
    items = [asked(1, exhibit=samples.BIKE), *samples.among_colleagues()]
    area = make_area([item for n, item in enumerate(items)], width=width)
    for index in range(len(area.rows)):
        lay = area.layout_at(index)
        if lay.block_box is not None and lay.bubble is not None:
            assert lay.bubble.contains(lay.block_box)
            assert QRectF(0, 0, lay.width, lay.height).contains(lay.bubble)


def test_painting_reaches_nothing_outside(qapp: QApplication) -> None:
    style = TimelineStyle()
    block = ExhibitKind().make(asked(exhibit=samples.BIKE), 300, style)
    image = QImage(400, 300, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    block.paint(painter, BlockLook(style.colours.bubble_theirs), style)
    painter.end()
    for x in range(400):
        for y in range(300):
            if x > block.width or y > block.height:
                assert image.pixelColor(x, y).alpha() == 0, (x, y)


async def test_a_click_on_an_exhibit_shows_its_picture(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=[asked(1, exhibit=samples.BIKE)])})
    view.open_conversation(ConversationId(1))
    await until(lambda: len(view.timeline.rows) == 1)
    lay = view.timeline.layout_at(0)
    target = next(target for target in lay.targets if target.kind is Kind.BLOCK)
    place = target.boxes[0].center() + QPointF(0, view.timeline.content_top())
    QTest.mouseClick(view.timeline.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())
    await until(lambda: view.findChildren(ImageViewer))
    viewer = view.findChildren(ImageViewer)[0]
    await until(lambda: not viewer.canvas.image.isNull())
    viewer.close()


async def test_a_link_opens_for_those_who_may_see_it_and_says_so_to_others(make_view: MakeView, until: Until) -> None:
    items = samples.among_colleagues()
    view = make_view({7: Talk(items=items, colleague=LI), 1: Talk()})
    wanted: list[object] = []
    view.conversation_wanted.connect(wanted.append)
    view.open_conversation(ConversationId(7))
    await until(lambda: len(view.timeline.rows) == len(items))
    assert "Maria Ferretti" in texts.whole(items[1], samples.ME)
    assert kind_name("conversation") in texts.whole(items[3], samples.ME)
    view.timeline.setFocus()
    view.timeline.set_current(items[1].key, 0)
    QTest.keyClick(view.timeline, Qt.Key.Key_Return)
    await until(lambda: wanted)
    assert wanted == [1]
    view.timeline.set_current(items[3].key, 0)
    QTest.keyClick(view.timeline, Qt.Key.Key_Return)
    await until(lambda: "not yours to see" in view.composer.notice.text)
    assert wanted == [1]
