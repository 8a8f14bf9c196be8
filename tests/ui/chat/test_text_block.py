"""Laid-out texts: whatever is in them fits, is found where it is painted, and is copied as it came."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QTextCharFormat
from PySide6.QtWidgets import QApplication

from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.chat.timeline.text_block import TextBlock

WIDTH = 300.0
TEXTS = (
    "",
    "hello",
    "Please send us your best FOB price for 500 sets, and the lead time to Valencia in spring.",
    "请问这款产品的最小起订量是多少？可以先发样品吗？运费由我们承担。",
    "مرحبا، هل يمكنكم إرسال السعر النهائي مع الشحن إلى جدة؟ 500 قطعة",
    "Mixed: السعر 286 دولار for 500 sets\nثم السطر الثاني FOB\nthird 第三行 😀👍🏽 👨‍👩‍👧",
    "a" * 500,
    "\n\n\n",
    "tab\tseparated\tvalues",
    "\ud800 lone \udfff and \x00 nul",
    "שלום\r\nעולם https://example.com/שלום?x=1 סוף",
)
ONE_WAY = (*TEXTS[:4], *TEXTS[6:10], "مرحبا، هل يمكنكم إرسال السعر النهائي مع الشحن إلى جدة في الربيع؟")
"""Where directions meet, one place has two positions."""


@pytest.fixture(scope="module")
def style(qapp: QApplication) -> TimelineStyle:
    return TimelineStyle()


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_sticks_out(style: TimelineStyle, text: str) -> None:
    block = TextBlock(text, style.body_text, WIDTH)
    assert 0 <= block.width <= WIDTH
    for box in block.rectangles(0, len(block)):
        assert box.left() >= -1
        assert box.right() <= block.width + 6  # the blank that a line broke at may hang into the padding
        assert box.top() >= 0
        assert box.bottom() <= block.height + 1


@pytest.mark.parametrize("text", ONE_WAY)
def test_a_click_on_a_caret_finds_it(style: TimelineStyle, text: str) -> None:
    block = TextBlock(text, style.body_text, WIDTH)
    offset: int | None = 0
    while offset is not None:
        caret = block.caret(offset)
        again = block.offset_at(QPointF(caret.center().x(), caret.center().y()))
        there = block.caret(again)
        assert abs(there.x() - caret.x()) <= 1
        assert there.y() == caret.y()
        offset = block.moved(offset, forward=True, word=False)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("word", [True, False])
def test_moving_ends_at_both_ends(style: TimelineStyle, text: str, word: bool) -> None:
    block = TextBlock(text, style.body_text, WIDTH)
    at, steps = 0, 0
    while (then := block.moved(at, forward=True, word=word)) is not None:
        assert then > at
        at, steps = then, steps + 1
    assert at == len(block)
    while (then := block.moved(at, forward=False, word=word)) is not None:
        assert then < at
        at = then
    assert at == 0


def test_copying_gives_the_text_as_it_came(style: TimelineStyle) -> None:
    text = "السعر\u202e 286 😀 دولار\r\nhello"
    block = TextBlock(text, style.body_text, WIDTH)
    assert block.copied(0, len(block)) == text.replace("\r\n", "\n")


def test_right_to_left_paragraphs_hang_on_the_right(style: TimelineStyle) -> None:
    block = TextBlock("مرحبا\na much longer line that is written from left to right", style.body_text, 1000)
    first, second = block.rectangles(0, len(block))
    assert first.right() == pytest.approx(block.width, abs=1)
    assert second.left() == pytest.approx(0, abs=1)


def test_words_are_those_one_would_pick(style: TimelineStyle) -> None:
    block = TextBlock("FOB Ningbo, 500 sets", style.body_text, WIDTH)
    start, end = block.word_at(6)
    assert block.copied(start, end) == "Ningbo"


def test_links_are_found_under_the_pointer(style: TimelineStyle) -> None:
    block = TextBlock("see https://example.com/a now", style.body_text, 1000)
    (link,) = block.links
    box = block.rectangles(link.start, link.end)[0]
    assert block.link_at(box.center()) == link
    assert block.link_at(QPointF(2, box.center().y())) is None
    assert block.link_at(QPointF(box.right() + 60, box.center().y())) is None


@given(st.text(st.characters(exclude_categories=()), max_size=400), st.floats(20, 600))
@settings(max_examples=150)
def test_no_text_can_crash_it(style: TimelineStyle, text: str, width: float) -> None:
    block = TextBlock(text, style.body_text, width)
    image = QImage(200, 100, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    clip = QRectF(0, 0, 200, 100)
    block.draw(painter, QPointF(0, 0), clip, (0, len(block) // 2), QTextCharFormat())
    painter.end()
    assert 0 <= block.offset_at(QPointF(width / 2, block.height / 2)) <= len(block)
    start, end = block.word_at(len(block) // 2)
    assert 0 <= start <= end <= len(block)


@pytest.mark.parametrize(
    "text", ["a" * 10_000, "价" * 10_000, "م " * 5_000, "\n" * 10_000, "א\nb\n" * 2_500, "😀" * 5_000]
)
def test_ten_thousand_characters_are_laid_out(style: TimelineStyle, text: str) -> None:
    block = TextBlock(text, style.body_text, WIDTH)
    assert len(block) == len(text.encode("utf-16-le")) // 2
    assert block.copied(0, len(block)) == text
