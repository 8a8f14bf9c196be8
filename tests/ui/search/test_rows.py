"""The rows of an answer: order, pages, highlights in Qt's counting, under Qt's own model tester."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.ui.inbox.rows import NOON, make_row
from tests.ui.search.answers import group, hit, name
from workstation.domain.ids import ConversationId
from workstation.services.search import DocumentHit, SearchGroup, SearchResult, Snippet
from workstation.ui.chat.timeline.plain_text import utf16_slice
from workstation.ui.search.delegate import lay_out
from workstation.ui.search.findings import Findings, Kind, in_place, utf16_ranges
from workstation.ui.search.model import SearchModel
from workstation.ui.theme import LIGHT, Size, text_font

ANSWER = SearchResult(
    conversations=(name(1, (0, 5)), name(2, archived=True)), groups=(group(3, 9, 8, 7, more=2), group(4, 5)), before=77
)


@pytest.fixture
def model(qapp: QApplication) -> Iterator[SearchModel]:
    made = SearchModel()
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    del tester


def kinds(findings: Findings) -> list[Kind]:
    return [row.kind for row in findings.rows(NOON)]


def test_sections_and_groups_follow_each_other(model: SearchModel) -> None:
    findings = Findings(ANSWER)
    model.replace(findings.rows(NOON))
    head, person, over, said = Kind.HEADING, Kind.CONVERSATION, Kind.GROUP, Kind.MESSAGE
    assert kinds(findings) == [
        head, person, person, head, over, said, said, said, Kind.MORE_INSIDE, over, said, Kind.MORE
    ]  # fmt: skip
    assert model.rows[2].when == "Archived"
    assert "Archived" in model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.rows[8].text == "2 more in this conversation …"
    enabled = [bool(model.flags(model.index(i, 0)) & Qt.ItemFlag.ItemIsEnabled) for i in range(len(model.rows))]
    assert enabled == [kind not in (head, over) for kind in kinds(findings)]
    model.replace([])
    assert model.position(None) == -1


def test_a_later_page_joins_the_conversations_shown(model: SearchModel) -> None:
    findings = Findings(ANSWER)
    findings.add_page(SearchResult(groups=(group(4, 4, 3, 2), group(5, 1))))
    model.replace(findings.rows(NOON))
    said = [(row.row.id, row.n) for row in model.rows if row.kind is Kind.MESSAGE and row.row is not None]
    assert said == [(3, 9), (3, 8), (3, 7), (4, 5), (4, 4), (4, 3), (5, 1)]
    assert [row.text[0] for row in model.rows if row.kind is Kind.MORE_INSIDE] == ["2", "1"]
    assert Kind.MORE not in kinds(findings)


def test_all_of_one_conversation(model: SearchModel) -> None:
    findings = Findings(ANSWER)
    findings.add_inside(ConversationId(3), [hit(3, n) for n in range(5, 10)])
    findings.add_page(SearchResult(groups=(group(3, 6, 5),)))
    said = [row.n for row in findings.rows(NOON) if row.kind is Kind.MESSAGE]
    assert said == [9, 8, 7, 6, 5, 5]
    assert Kind.MORE_INSIDE not in kinds(findings)


def test_notes_lead_to_their_conversation(qapp: QApplication) -> None:
    note = DocumentHit(
        kind="note", id=1, conversation_id=ConversationId(6), snippet=Snippet("pays late", ((0, 4),), True, False)
    )
    row = Findings(SearchResult(documents=(note,)), {ConversationId(6): make_row(6)}).rows(NOON)[1]
    assert (row.kind, row.second, row.second_ranges) == (Kind.DOCUMENT, "…pays late", ((1, 5),))
    assert Findings(SearchResult(documents=(note,))).rows(NOON) == []


@pytest.mark.parametrize(
    ("text", "ranges", "expected"),
    [
        ("a price", ((2, 7),), ["price"]),
        ("🙂🙂 price 🙂 𠮷野家", ((3, 8), (11, 14)), ["price", "𠮷野家"]),
        ("👨‍👩‍👧 报价", ((6, 8),), ["报价"]),
        ("كتالوج الأسعار", ((7, 14),), ["الأسعار"]),
    ],
)
def test_highlights_lie_where_qt_counts_them(
    qapp: QApplication, text: str, ranges: tuple[tuple[int, int], ...], expected: list[str]
) -> None:
    made = utf16_ranges(text, ranges)
    assert [utf16_slice(text, start, start + length) for start, length in made] == expected
    layout = lay_out(text, ranges, text_font(Size.SMALL), 1000, 2, LIGHT)
    marked = [utf16_slice(layout.text(), one.start, one.start + one.length) for one in layout.formats()]
    assert marked == expected


def test_what_has_no_room_ends_in_dots(qapp: QApplication) -> None:
    text = "🙂" * 200
    layout = lay_out(text, ((0, 200),), text_font(Size.SMALL), 200, 2, LIGHT)
    assert layout.lineCount() == 2
    assert layout.text().endswith("🙂…")
    assert "\ufffd" not in layout.text()
    assert lay_out("", (), text_font(Size.SMALL), 200, 1, LIGHT).text() == ""


@pytest.mark.parametrize(
    ("text", "hit", "expected"),
    [
        ("Good day, we buy 5000 pcs of such items twice a year. Can we talk about LZ-J04?", "LZ-J04", "…we talk "),
        ("我们每年从中国采购五千件产品分两次发货请问贵公司可以给我们报一个最优惠的价格吗", "价格", "…问贵公司"),
    ],
)
def test_a_narrow_row_still_shows_what_was_looked_for(qapp: QApplication, text: str, hit: str, expected: str) -> None:
    place = text.index(hit)
    layout = lay_out(text, ((place, place + len(hit)),), text_font(Size.SMALL), 150, 2, LIGHT)
    said = layout.text()
    assert said.startswith(expected)
    marked = [utf16_slice(said, one.start, one.start + one.length) for one in layout.formats()]
    assert marked == [hit]
    last = layout.lineAt(layout.lineCount() - 1)
    assert said.index(hit) + len(hit) <= last.textStart() + last.textLength()
    whole = lay_out(text, ((place, place + len(hit)),), text_font(Size.SMALL), 2000, 2, LIGHT)
    assert whole.text() == text, "where there is room nothing is cut"


@pytest.mark.parametrize("width", range(120, 260, 7))
def test_dots_that_say_more_follows_are_seen(qapp: QApplication, width: int) -> None:
    text = "Hello, I saw the 500 ml Vacuum Flask (LZ-V0515) on your page. Is it a new one, 请问起订量是多少？"
    layout = lay_out(text, ((38, 40),), text_font(Size.SMALL), width, 2, LIGHT)
    last = layout.lineAt(layout.lineCount() - 1)
    assert layout.text().endswith("…")
    assert last.textStart() + last.textLength() == len(layout.text())


def test_texts_are_shown_as_they_are(qapp: QApplication) -> None:
    evil = Snippet("<b>x</b>\u202e\x00\ud800 price", ((12, 17),), cut_before=True, cut_after=True)
    found = SearchGroup(
        row=make_row(3, title=" \u202eevil\t "), hits=(msgspec.structs.replace(hit(3, 1), snippet=evil),), more=0
    )
    _, over, message = Findings(SearchResult(groups=(found,))).rows(NOON)
    assert message.text == "…<b>x</b>\u25c0\u2400\ufffd price…"
    assert [message.text[start:end] for start, end in message.ranges] == ["price"]
    assert "\u202e" not in over.text
    assert len(over.text) == len(" \u202eevil\t ")
    assert len(in_place(" \u202eمرحبا\t ")) == len(" \u202eمرحبا\t ")
