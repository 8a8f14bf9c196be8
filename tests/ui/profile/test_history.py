"""The History tab: hits one after another, days to go to, older messages fetched, what comes meanwhile."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_message
from tests.stories.rich_desk import RICH
from tests.stories.seeded_desk import NOW
from tests.ui.profile.conftest import Open, Panel
from workstation.domain.errors import Refusal
from workstation.domain.events import MessageChanged, MessagePage
from workstation.domain.ids import ConversationId
from workstation.ui.profile.history import HistoryTab
from workstation.ui.widgets.day_picker import DayPicker

Until = Callable[..., Any]


def history_of(panel: Panel) -> tuple[HistoryTab, list[int]]:
    shown: list[int] = []
    panel.view.message_chosen.connect(lambda _ref, n: shown.append(n))
    panel.view.search()
    return panel.view.history, shown


async def looked_for(tab: HistoryTab, text: str, until: Until) -> list[int]:
    tab.field.setText(text)
    tab.search_now()
    await until(lambda: tab._state == "done" and not tab._searching.running)
    return [hit.n for hit in tab.model.hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("fob 宁波", [5]),
        ("宁", [5]),
        ("寧波", [5]),
        ("ＦＯＢ", [9, 8, 5]),
        ("lampara", [4]),
        ("cuál LÁMP", [4]),
        ("12306", [7]),
        ("铁路12306", [7]),
        ("route12306", []),
        ("veracruz 300", [9, 8]),
        ("veracruz 宁波", []),
    ],
)
async def test_every_word_counts_however_it_is_written(
    opened: Open, until: Until, query: str, expected: list[int]
) -> None:
    async with opened() as panel:
        tab, _ = history_of(panel)
        assert await looked_for(tab, query, until) == expected


async def test_keys_go_from_hit_to_hit(opened: Open, until: Until) -> None:
    async with opened() as panel:
        tab, shown = history_of(panel)
        QTest.keyClicks(tab.field, "fob")
        QTest.keyClick(tab.field, Qt.Key.Key_Return)  # before the answer is there
        await until(lambda: shown == [9])
        assert tab.status.text() == "1 of 3"
        QTest.keyClick(tab.field, Qt.Key.Key_Down)
        QTest.keyClick(tab.field, Qt.Key.Key_Return)
        QTest.keyClick(tab.field, Qt.Key.Key_Return)
        assert shown == [9, 8, 5, 9], "the ends meet"
        QTest.keyClick(tab.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        tab.up.click()
        tab.down.click()
        assert shown[4:] == [5, 8, 5]
        hit = tab.model.hits[2]
        assert [hit.snippet[a:b] for a, b in hit.marks] == ["FOB"]
        QTest.keyClick(tab.field, Qt.Key.Key_Escape)
        assert tab.field.text() == ""
        await until(lambda: tab.model.hits and tab.model.hits[0].beside)


async def test_what_comes_meanwhile_is_found_and_the_choice_stays(opened: Open, until: Until) -> None:
    async with opened() as panel:
        tab, shown = history_of(panel)
        await looked_for(tab, "fob", until)
        tab.step(1)
        tab.step(1)
        assert tab.status.text() == "2 of 3"
        panel.hear(MessageChanged(message=make_message(RICH, 16, text="FOB again", at=NOW)))
        await until(lambda: len(tab.model.hits) == 4)
        current = tab._current()
        assert current is not None
        assert current.n == 8
        assert tab.status.text() == "3 of 4"
        assert shown == [9, 8], "the chat is not moved by what comes"
        assert tab.model.hits[0].who == "José Hernández Ruiz"
        assert tab.model.hits[1].who == "You"


async def test_nothing_found_says_why(opened: Open, until: Until) -> None:
    async with opened() as panel:
        tab, _ = history_of(panel)
        await looked_for(tab, "zeppelin", until)
        assert tab.status.text() == "No message of this conversation has all these words."
        panel.hear(MessageChanged(message=make_message(RICH, 40, text="later", at=NOW)))
        await until(lambda: "on the server only" in tab.status.text())
        tab.field.setText("x" * 501)
        tab.search_now()
        await until(lambda: "500 characters" in tab.status.text())


class Server:
    """Holds what is missing, for a while not reachable."""

    def __init__(self) -> None:
        self.there = False

    def history(self, conversation: int, before: int, limit: int) -> MessagePage:
        if not self.there:
            raise Refusal("unreachable")
        first = max(1, before - limit)
        said = (
            make_message(conversation, n, text=f"old {n}", at=NOW - timedelta(days=5)) for n in range(first, before)
        )
        return MessagePage(messages=tuple(said), more=first > 1)


async def test_older_messages_are_fetched_when_wanted(
    opened: Open, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as panel:
        server = Server()
        monkeypatch.setattr(panel.desk.chat, "_platform", server)
        tab, _ = history_of(panel)
        assert tab.missing.isHidden()
        panel.hear(MessageChanged(message=make_message(RICH, 240, text="newest", at=NOW)))
        await until(tab.missing.isVisible)
        assert tab.missing.words.text() == "224 older messages are only on the server."
        assert await looked_for(tab, "old", until) == []
        tab.missing.button.click()
        await until(lambda: "cannot be reached" in tab.missing.words.text())
        server.there = True
        tab.missing.button.click()
        await until(tab.missing.isHidden)
        await until(lambda: len(tab.model.hits) == 224)


async def test_a_day_is_gone_to(opened: Open, until: Until) -> None:
    async with opened() as panel:
        tab, shown = history_of(panel)
        days = await panel.desk.history.days(RICH)
        assert len(days) >= 3
        tab.day_button.click()
        await until(lambda: tab._picker is not None and tab._picker.isVisible())
        picker = tab._picker
        assert picker is not None
        assert picker.month.current == max(days)
        QTest.keyClick(picker.month, Qt.Key.Key_Home)
        QTest.keyClick(picker.month, Qt.Key.Key_Return)
        await until(lambda: shown == [days[min(days)]])
        assert not picker.isVisible()


async def test_the_days_are_listed_while_nothing_is_looked_for(opened: Open, until: Until) -> None:
    async with opened() as panel:
        tab, shown = history_of(panel)
        await until(lambda: tab.model.hits)
        days = await panel.desk.history.by_day(RICH)
        assert [hit.n for hit in tab.model.hits] == [one.n for one in days]
        still_today = (
            NOW.astimezone().date() == datetime.now(UTC).astimezone().date()
        )  # midnight may pass while the tests run
        assert tab.model.hits[0].who == ("Today" if still_today else "Yesterday")
        said = days[0].messages
        assert tab.model.hits[0].beside == f"{said} messages"
        assert not tab.up.isVisible()
        QTest.keyClick(tab.field, Qt.Key.Key_Down)
        QTest.keyClick(tab.field, Qt.Key.Key_Down)
        assert shown == [days[0].n, days[1].n]
        panel.hear(MessageChanged(message=make_message(RICH, 16, at=NOW, text="one more")))
        await until(lambda: tab.model.hits[0].beside == f"{said + 1} messages")
        assert tab._current() == tab.model.hits[1], "the day one looks at stays chosen"
        assert await looked_for(tab, "fob", until) == [9, 8, 5]
        tab.field.clear()
        await until(lambda: [hit.n for hit in tab.model.hits] == [one.n for one in days])


async def test_what_was_found_is_only_text(opened: Open, until: Until) -> None:
    async with opened() as panel:
        tab, _ = history_of(panel)
        nasty = "<b>brass</b> \u202eexe.lamp\u202c \x07 " + "黄铜brass " * 1500
        panel.hear(MessageChanged(message=make_message(RICH, 16, text=nasty[:10_000], at=NOW)))
        await until(lambda: panel.head.last_n == 16)
        assert await looked_for(tab, "brass", until) == [16]
        hit = tab.model.hits[0]
        assert "◀exe.lamp◇" in hit.snippet
        assert not set("\u202e\u202c\x07\n") & set(hit.snippet)
        assert len(hit.snippet) <= 122
        assert {hit.snippet[a:b] for a, b in hit.marks} <= {"brass", "bras", "bra", "br", "b"}
        tab.grab()


async def test_another_buyer_begins_afresh(opened: Open, until: Until) -> None:
    async with opened() as panel:
        tab, _ = history_of(panel)
        await looked_for(tab, "fob", until)
        panel.view.open_conversation(ConversationId(2))
        assert (tab.field.text(), tab.model.hits) == ("", [])
        assert await looked_for(tab, "ukca", until) == [2]


def test_the_calendar_goes_where_something_is(qapp: QApplication) -> None:
    days = [date(2025, 12, 30), date(2026, 1, 2), date(2026, 1, 15), date(2026, 4, 1)]
    picker = DayPicker()
    chosen: list[date] = []
    picker.chosen.connect(chosen.append)
    picker.open_at(days, None, picker.pos())
    month = picker.month
    assert picker.title.text() == "April 2026"
    QTest.keyClick(month, Qt.Key.Key_PageUp)
    assert month.current == date(2026, 1, 15)
    QTest.keyClick(month, Qt.Key.Key_Left)
    QTest.keyClick(month, Qt.Key.Key_Left)
    assert (month.current, picker.title.text()) == (date(2025, 12, 30), "December 2025")
    assert not picker.back.isEnabled()
    picker.on.click()
    assert month.current == date(2026, 1, 2)
    cells = month.cells()
    assert len(cells) % 7 == 0
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=month._cell(cells.index(date(2026, 1, 3))).center())
    assert chosen == [], "nothing was said on that day"
    QTest.mouseClick(month, Qt.MouseButton.LeftButton, pos=month._cell(cells.index(date(2026, 1, 15))).center())
    assert chosen == [date(2026, 1, 15)]
    assert not picker.isVisible()
    picker.deleteLater()
