"""The window over a real desk on real encrypted files: keys, folding, languages, states."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from tests.helpers.qt_loop import at_rest
from tests.stories.seeded_desk import NOW, SeededDesk
from tests.ui.inbox.rows import StillClock
from workstation.domain.account import Presence
from workstation.domain.ids import ConversationId
from workstation.domain.link import LinkState, Phase
from workstation.services.views import Chip, InboxFilter
from workstation.ui.bus import Bus
from workstation.ui.language import Language
from workstation.ui.main_window import SETTINGS, TITLE, MainWindow
from workstation.ui.widgets.chips import ChipButton

Until = Callable[..., Any]


class Open:
    """The window, and what lies behind it."""

    def __init__(self, folder: Path, customers: int) -> None:
        self.bus = Bus()
        self.bus.attach(asyncio.get_running_loop())
        self.seeded = SeededDesk(folder, self.bus, customers=customers)
        self.window = MainWindow(self.bus, self.seeded)

    @property
    def desk(self) -> Any:
        return self.seeded.desk

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier) -> None:
        QTest.keyClick(self.window, key, modifier)


@asynccontextmanager
async def opened(folder: Path, until: Until, *, customers: int = 40, width: int = 1366) -> AsyncIterator[Open]:
    made = Open(folder, customers)
    made.window.resize(width, 768)
    made.window.show()
    made.window.activateWindow()
    made.window.show_desk(made.desk)
    feed = made.window.workplace.inbox.feed
    await until(lambda: feed.loaded and feed.counts.listed == customers)
    try:
        yield made
    finally:
        chat = made.window.workplace.chat
        assert chat is not None
        await chat.save_drafts()
        made.window.forget_desk()
        made.window.hide()
        await made.seeded.close()
        made.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        await asyncio.sleep(0.05)
        made.bus.detach()


async def test_the_title_is_what_others_look_for(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        assert it.window.windowTitle() == TITLE == "Workstation"
        assert len(it.window.workplace.inbox.model) == 40
        assert it.window.rail.button("inbox").count == 7


async def test_keys_open_conversations(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        place = it.window.workplace
        first, second = place.inbox.model.row(0).id, place.inbox.model.row(1).id
        it.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert place.open_id == first
        it.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        assert place.open_id == second
        it.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        assert place.open_id == first
        it.press(Qt.Key.Key_J)
        waiting = [r for r in await it.desk.inbox.list(InboxFilter(chip=Chip.UNANSWERED)) if r.mine]
        longest = min(waiting, key=lambda row: row.waiting_since)
        await until(lambda: place.open_id == longest.id)
        assert place.chat is not None
        await until(lambda: place.chat.composer.edit.hasFocus())


async def test_both_clocks_turn_with_the_minute(
    qapp: QApplication, profile: Path, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(profile, until, customers=3, width=1366) as it:
        place = it.window.workplace
        it.window.open_conversation(ConversationId(1))
        assert place.profile is not None
        clocks = place.profile.person.clocks
        await until(lambda: clocks.there)
        before = clocks.there
        monkeypatch.setattr(place.profile.person, "_clock", StillClock(NOW + timedelta(minutes=1)))
        assert place.chat is not None
        place.chat.header.minute_passed.emit()
        assert clocks.there != before


@pytest.mark.parametrize(
    ("width", "list_shown", "chat_shown", "profile_shown"),
    [
        (1366, True, True, True),
        (1180, True, True, True),
        (1179, True, True, False),
        (1024, True, True, False),
        (860, True, True, False),
        (859, False, True, False),
    ],
)
async def test_panels_fold_away(
    qapp: QApplication,
    profile: Path,
    until: Until,
    width: int,
    list_shown: bool,
    chat_shown: bool,
    profile_shown: bool,
) -> None:
    async with opened(profile, until, customers=3, width=width) as it:
        place = it.window.workplace
        it.window.open_conversation(ConversationId(1))
        assert place.profile is not None
        assert place.chat is not None
        shown = (place.inbox.isVisible(), place.chat.isVisible(), place.profile.isVisible())
        assert shown == (list_shown, chat_shown, profile_shown)


async def test_a_narrow_window_shows_one_thing_at_a_time(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=3, width=700) as it:
        place = it.window.workplace
        assert place.chat is not None
        assert place.profile is not None
        assert (place.inbox.isVisible(), place.chat.isVisible()) == (True, False)
        it.window.open_conversation(ConversationId(1))
        assert (place.inbox.isVisible(), place.chat.isVisible()) == (False, True)
        it.press(Qt.Key.Key_I)
        assert (place.chat.isVisible(), place.profile.isVisible()) == (False, True)
        assert place.step_back()
        assert place.chat.isVisible()
        place._back.click()
        assert place.inbox.isVisible()
        it.window.open_conversation(ConversationId(1))
        it.press(Qt.Key.Key_F)
        assert place.inbox.search.isVisible()


async def test_the_profile_is_shown_and_hidden_by_key(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=3) as it:
        it.window.open_conversation(ConversationId(1))
        panel = it.window.workplace.profile
        assert panel is not None
        for expected in (False, True):
            it.press(Qt.Key.Key_I)
            assert panel.isVisible() is expected


@pytest.mark.parametrize("size", [(1366, 768), (1024, 640), (860, 640), (480, 480)])
@pytest.mark.parametrize("screen", ["chat", "settings"])
async def test_nothing_is_cut(
    qapp: QApplication, profile: Path, until: Until, size: tuple[int, int], screen: str
) -> None:
    async with opened(profile, until, customers=12) as it:
        it.window.resize(*size)
        it.window.open_conversation(ConversationId(1))
        if screen == "settings":
            it.window.show_screen(SETTINGS)
        it.window.status.show_state(LinkState(phase=Phase.OFFLINE, as_of=NOW, waiting=3))
        # Sections of the settings are laid out when what they show has been read.
        await until(lambda: [name(one) for one in controls(it.window) if not inside(one, it.window)] == [])
        assert (it.window.width(), it.window.height()) == size


def controls(window: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit)
    return [w for w in window.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible() and w.width() > 0]


def inside(widget: QWidget, window: QWidget) -> bool:
    """Tell whether a control lies in the window sideways (pages may scroll downwards)."""
    place = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    return place.left() >= 0 and place.right() < window.width()


def name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


async def test_every_control_has_a_name_and_takes_the_focus(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        it.window.open_conversation(ConversationId(1))
        shown = await at_rest(lambda: controls(it.window))
        nameless = [
            name(w)
            for w in shown
            if not (w.accessibleName() or (isinstance(w, QAbstractButton) and w.text()) or w.toolTip())
            and w.objectName() not in ("qt_spinbox_lineedit", "qt_toolbar_ext_button")
            and type(w).__name__ not in ("QLineEditIconButton", "QToolButton", "QTableCornerButton")
        ]
        assert nameless == []


@pytest.fixture
def language(spoken: Language) -> Iterator[Language]:
    yield spoken
    spoken.use("en")


async def test_a_switch_of_language_leaves_nothing_behind(
    qapp: QApplication, language: Language, profile: Path, until: Until
) -> None:
    async with opened(profile, until, customers=12) as it:
        language.changed.connect(it.bus.language_changed)
        it.window.open_conversation(ConversationId(1))
        it.window.show_screen(SETTINGS)
        it.window.status.show_state(LinkState(phase=Phase.OFFLINE, as_of=NOW, waiting=3))
        it.bus.link_changed.emit(LinkState(phase=Phase.OFFLINE, as_of=NOW - timedelta(hours=1), waiting=3))
        chat = it.window.workplace.chat
        assert chat is not None
        await until(lambda: chat.feed.head is not None)
        english = await at_rest(lambda: texts(it.window))
        language.use("zh_CN")
        left = {text for text in english & await at_rest(lambda: texts(it.window)) if is_english(text)}
        assert left == set()
        language.use("en")
        assert english - await at_rest(lambda: texts(it.window)) == set(), "and back"


CONTENT = (
    "Workstation",
    "Apertium",
    "DeepL",
    "LibreTranslate",
    "English",
    "SPDX",
    "https",
    "Enter",
    "Ctrl",
    "example.com",
    "V26-",
    "LX-",
    "FOB",
    "Lighting",
)
"""Names and what people wrote are the same in every language."""


def texts(window: QWidget) -> set[str]:
    found = set[str]()
    for widget in [window, *window.findChildren(QWidget)]:
        found.add(widget.toolTip())
        found.add(widget.accessibleName())
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        if isinstance(widget, QLineEdit):
            found.add(widget.placeholderText())
    return {text for text in found if text}


def is_english(text: str) -> bool:
    from tests.stories.seeded_desk import PEOPLE

    if any(part in text for part in CONTENT) or any(part in text for person in PEOPLE for part in person[:2]):
        return False
    words = [word for word in text.split() if word.isascii() and word.isalpha() and len(word) > 2]
    return bool(words)


async def test_problems_show_in_the_banner_and_their_buttons_work(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until, customers=2) as it:
        wanted = list[str]()
        it.window.sign_in_wanted.connect(lambda: wanted.append("sign_in"))
        it.bus.link_changed.emit(LinkState(phase=Phase.SIGNED_OUT, problem_code="not_signed_in", as_of=NOW))
        assert it.window.banner.isVisible()
        it.window.banner.lines[0].action.click()
        assert wanted == ["sign_in"]
        it.bus.link_changed.emit(LinkState(phase=Phase.ONLINE, as_of=NOW))
        assert it.window.banner.isHidden()


async def test_ones_status_is_set_from_the_menu(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=2) as it:
        assert it.window.me is not None
        it.window.me.set_status(Presence.BUSY)
        await until(lambda: it.desk.me.presence == Presence.BUSY)
        it.window.rail.me.click()
        menu = QApplication.activePopupWidget()
        assert menu is not None
        texts_ = [action.text() for action in menu.actions()]
        assert "Sign out…" in texts_
        menu.close()
        await asyncio.sleep(0.05)


async def test_nothing_of_the_account_stays_after_leaving(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=5) as it:
        it.window.open_conversation(ConversationId(1))
        chat = it.window.workplace.chat
        assert chat is not None
        await until(lambda: chat.feed.head is not None)
        await chat.save_drafts()
        it.window.forget_desk()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert len(it.window.workplace.inbox.model) == 0
        assert not any("Buyer" in text or "Ferretti" in text for text in texts(it.window))
        it.window.show_desk(it.desk)
        await until(lambda: len(it.window.workplace.inbox.model) == 5)


async def test_rows_read_early_are_shown_and_then_replaced(qapp: QApplication, profile: Path, until: Until) -> None:
    bus = Bus()
    seeded = SeededDesk(profile, bus, customers=6)
    rows = await seeded.desk.inbox.list(InboxFilter())
    window = MainWindow(bus, seeded)
    window.show()
    window.show_early(rows[:4])
    assert len(window.workplace.inbox.model) == 4
    window.open_conversation(rows[2].id)
    window.show_desk(seeded.desk)
    await until(lambda: len(window.workplace.inbox.model) == 6)
    chat = window.workplace.chat
    assert chat is not None
    assert chat.conversation == rows[2].id, "what was clicked before the desk was there opens with it"
    await until(lambda: chat.feed.head is not None)
    await chat.save_drafts()
    window.forget_desk()
    window.hide()
    await seeded.close()
    window.deleteLater()
    await asyncio.sleep(0.05)


async def test_the_tab_key_goes_as_one_reads(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until, customers=12) as it:
        it.window.open_conversation(ConversationId(1))
        chat = it.window.workplace.chat
        assert chat is not None
        await until(lambda: chat.feed.head is not None and chat.composer.edit.hasFocus())
        stops: list[QWidget | None] = []
        while it.window.focusWidget() not in stops:
            stops.append(it.window.focusWidget())
            it.window.focusNextPrevChild(True)
        inbox = it.window.workplace.inbox
        chips = [chip for chip in inbox.chips.findChildren(ChipButton) if chip.isVisible()]
        along_the_chips = [stop for stop in stops if stop in chips]
        assert [chip.x() for chip in along_the_chips] == sorted(chip.x() for chip in chips)
        expected = [it.window.rail.me, inbox.search, along_the_chips[0], inbox.list, chat.timeline]
        places = [stops.index(one) for one in expected]
        assert places == sorted(places)
        assert any(stop is not None and chat.header.isAncestorOf(stop) for stop in stops), "reached by Tab alone"
