"""The panel: who it is, and what was said."""

from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.chat import samples
from tests.ui.chat.memory_desk import BUYER, Talk, long_name, memory_desk
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.ui.bus import Bus
from workstation.ui.chat import people
from workstation.ui.profile import finding
from workstation.ui.profile.view import ProfileView

Until = Callable[..., Coroutine[Any, Any, None]]


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


class Panel:
    """The panel over conversations in memory."""

    def __init__(self, qtbot: QtBot, talks: dict[int, Talk]) -> None:
        self.talks = talks
        self.bus = Bus()
        self.view = ProfileView(memory_desk(talks, self.bus), self.bus)
        qtbot.addWidget(self.view)
        self.view.resize(300, 700)
        self.view.show()

    def value(self, name: str) -> str:
        return self.view.person.facts[name].value


async def test_it_shows_who_it_is(qtbot: QtBot, until: Until) -> None:
    panel = Panel(qtbot, {1: Talk(items=samples.many(3))})
    panel.view.open_conversation(ConversationId(1))
    await until(lambda: panel.view.person.name == "Ana Torres")
    assert panel.value("country") == "Spain"
    assert panel.value("languages") == "Spanish, English"
    assert panel.value("time").endswith("in Madrid")
    assert panel.value("email") == BUYER.email
    assert "Not verified" in panel.view.person.facts["email"].mark
    assert "MOQ 100" in panel.value("exhibit")
    panel.view.person.facts["phone"].copy()
    assert QGuiApplication.clipboard().text() == BUYER.phone
    panel.view.forget()
    panel.view.hide()


async def test_what_is_not_known_takes_no_room(qtbot: QtBot, until: Until) -> None:
    bare = replace(
        BUYER, company="", country="", email="", phone="", languages=(), time_zone="", badge_number="", interests=()
    )
    panel = Panel(qtbot, {1: Talk(buyer=bare, exhibit=None)})
    panel.view.open_conversation(ConversationId(1))
    await until(lambda: panel.view.person.name)
    shown = {name for name, fact in panel.view.person.facts.items() if fact.value}
    assert shown == {"exhibit", "owner"}
    assert panel.value("exhibit") == "your company's page"
    panel.view.forget()
    panel.view.hide()


async def test_changes_are_shown(qtbot: QtBot, until: Until) -> None:
    panel = Panel(qtbot, {1: Talk(), 2: Talk(buyer=long_name())})
    panel.view.open_conversation(ConversationId(1))
    await until(lambda: panel.view.person.name)
    panel.talks[1].buyer = replace(BUYER, email_verified=True)
    panel.bus.add_change(ChangeSet(buyers=frozenset({BUYER.id})))
    await until(lambda: panel.view.person.facts["email"].mark == "")
    panel.view.open_conversation(ConversationId(2))
    await until(lambda: "Al-Khalifa" in panel.view.person.name)
    assert "\u202e" not in panel.view.person.name
    panel.view.forget()
    panel.view.hide()


async def test_searching_finds_every_word_over_all_pages(qtbot: QtBot, until: Until) -> None:
    items = samples.many(500)
    panel = Panel(qtbot, {1: Talk(items=items)})
    panel.view.open_conversation(ConversationId(1))
    history = panel.view.history
    panel.view.search()
    chosen: list[tuple[Any, int]] = []
    panel.view.message_chosen.connect(lambda ref, n: chosen.append((ref, n)))
    history.field.setText("VALENCIA  cértificate")
    history.search_now()
    expected = [item.n for item in reversed(items) if "Valencia" in item.text]
    await until(lambda: [hit.n for hit in history.model.hits] == expected)
    await until(lambda: str(len(expected)) in history.status.text())
    history._on_chosen(history.model.index(0))
    assert chosen == [(1, expected[0])]
    history.field.setText("nowhere to be found")
    history.search_now()
    await until(lambda: "No message" in history.status.text())
    history.field.clear()
    assert history.model.hits == []
    panel.view.forget()
    panel.view.hide()


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("这款产品的最小起订量", "起订", ["起订"]),
        ("Ｆｕｌｌ width", "full", ["Ｆｕｌｌ"]),
        ("Café crème", "creme cafe", ["Café", "crème"]),
        ("Straße", "strasse", ["Straße"]),
        ("a😀b fob", "fob", ["fob"]),
        ("nothing", "some thing", None),
    ],
)
def test_words_are_found_as_people_write_them(text: str, query: str, found: list[str] | None) -> None:
    marks = finding.marks(text, finding.words_of(query))
    assert (None if marks is None else [text[a:b] for a, b in marks]) == found


@given(st.text(st.characters(exclude_categories=()), max_size=80), st.integers(0, 80), st.integers(1, 10))
def test_every_part_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    words = finding.words_of(text[start : start + length])
    marks = finding.marks(text, words)
    assert marks is not None
    assert all(0 <= a < b <= len(text) for a, b in marks)


def test_time_there_names_the_day_when_it_is_another() -> None:
    now = datetime(2026, 3, 3, 23, 30, tzinfo=UTC).astimezone()
    there = people.local_time("Pacific/Kiritimati", now)
    assert there.split()[-1] == "13:30"
    assert people.local_time("Not/AZone", now) == ""
    assert people.local_time("", now) == ""
