"""The search in the pane of the list, and over a real desk on real encrypted files."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import make_card, make_events, make_message
from tests.stories.seeded_desk import SeededDesk
from tests.ui.inbox.conftest import Pane
from tests.ui.search.answers import group
from tests.ui.shell.test_main_window import opened
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.services.search import SearchResult
from workstation.storage import cards, conversations, inbound
from workstation.ui.bus import Bus
from workstation.ui.main_window import MainWindow
from workstation.ui.search.findings import Kind

Until = Callable[..., Any]


async def test_the_list_comes_back_as_it_was(qapp: QApplication, until: Until) -> None:
    pane = Pane()  # on the running loop
    view = pane.view
    await pane.settle()
    view.mark_open(ConversationId(9))
    view.list.verticalScrollBar().setValue(333)
    pane.search.answers["price"] = SearchResult(groups=(group(3, 9, 8),))
    assert view.search.placeholderText() == "Search buyers and messages"
    view.search.setText("price")
    await until(lambda: view.results is not None and view.results.isVisible())
    assert not view.list.isVisible()
    assert not view.tabs.isVisible()
    hits: list[tuple[object, int]] = []
    view.message_chosen.connect(lambda conversation, n: hits.append((conversation, n)))
    view.search.setFocus()
    QTest.keyClick(view.search, Qt.Key.Key_Down)
    QTest.keyClick(view.search, Qt.Key.Key_Return)
    assert hits == [(3, 8)]
    QTest.keyClick(view.search, Qt.Key.Key_Escape)
    assert view.list.isVisible()
    assert view.tabs.isVisible()
    assert (view.list.current_id, view.list.verticalScrollBar().value()) == (9, 333)
    view.forget()
    view.close()
    view.deleteLater()


async def test_a_card_hit_opens_the_card_also_of_a_buyer_that_is_not_here(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until, customers=3) as it:
        card = make_card(name_en="Zuzana Nováková", conversation_id=ConversationId(999), n=3)
        it.seeded.store.write_blocking(cards.store, [make_card(name_en="Somebody"), card])
        view = it.window.workplace.inbox
        QTest.keyClicks(view.search, "novakova")
        QTest.keyClick(view.search, Qt.Key.Key_Return)
        await until(lambda: it.window.late.cards is not None)
        folders = it.window.late.cards
        assert folders is not None
        await until(lambda: any(page.detail.row is not None for page in folders.folders.values()))
        assert [page.detail.row.id for page in folders.folders.values() if page.detail.row is not None] == [card.id]
        assert it.window.screens.currentWidget() is folders


def marked(window: MainWindow, n: int) -> list[str]:
    """Return the words that are marked in a message of the open conversation."""
    chat = window.workplace.chat
    assert chat is not None
    index = chat.timeline.rows.index_of_n(n)
    assert index is not None
    lay = chat.timeline.layout_at(index)
    marks = chat.timeline.marks_in(lay)
    return [lay.texts[at].block.copied(start, end) for at, found in marks.items() for start, end in found]


async def test_the_words_of_a_hit_are_marked_until_one_turns_to_something_else(
    qapp: QApplication, profile: Path, until: Until
) -> None:
    async with opened(profile, until, customers=6) as it:
        window, place = it.window, it.window.workplace
        view = place.inbox
        last = it.seeded.store.read_blocking(conversations.rows_by_id, [ConversationId(4)])[0].last_n
        said = [
            make_message(4, last + 1, text="🙂 Zirkonlüster: 报价 for zirkonlüsters, zirkon"),
            make_message(4, last + 2, text="报价 again"),
        ]
        cursor = it.seeded.store.read_blocking(inbound.cursor) or 0
        it.bus.post_change(it.seeded.store.write_blocking(inbound.apply, make_events(cursor + 1, said)))
        view.search.setText("zirkonluster 報價")
        QTest.keyClick(view.search, Qt.Key.Key_Return)
        await until(lambda: place.open_id == 4 and place.chat is not None and place.chat.timeline.rows.items)
        await until(lambda: marked(window, last + 1) == ["Zirkonlüster", "报价", "zirkonlüster"])
        assert marked(window, last + 2) == ["报价"]
        assert view.results is not None
        assert view.results.list.currentIndex().isValid()
        window.open_conversation(ConversationId(2))  # as the palette and Ctrl+J do
        await until(lambda: place.chat is not None and place.chat._shown_ref == 2)
        assert not view.results.list.currentIndex().isValid()
        it.bus.add_change(ChangeSet(everything=True))
        await until(lambda: not view.results.searching if view.results else False)
        assert not view.results.list.currentIndex().isValid(), "found again, no hit stands out"
        QTest.keyClick(view.search, Qt.Key.Key_Down)
        QTest.keyClick(view.search, Qt.Key.Key_Return)
        await until(lambda: place.open_id == 4 and place.chat is not None and place.chat._shown_ref == 4)
        await until(lambda: len(marked(window, last + 1)) == 3)
        QTest.keyClick(view.search, Qt.Key.Key_Escape)
        assert marked(window, last + 1) == []


async def test_a_hit_opens_at_its_message(qapp: QApplication, profile: Path, until: Until) -> None:
    bus = Bus()
    bus.attach(asyncio.get_running_loop())
    seeded = SeededDesk(profile, bus, customers=12)
    said = [make_message(4, n, text="Zirkonlüster 🙂 报价" if n == 20 else f"line {n}") for n in range(4, 400)]
    seeded.store.write_blocking(inbound.apply, make_events(11, said))
    window = MainWindow(bus, seeded)
    window.resize(1366, 768)
    window.show()
    window.show_desk(seeded.desk)
    place, view = window.workplace, window.workplace.inbox
    await until(lambda: view.feed.loaded)
    try:
        QTest.keyClicks(view.search, "zirkonluster")
        QTest.keyClick(view.search, Qt.Key.Key_Return)
        await until(lambda: place.open_id == 4)
        chat = place.chat
        assert chat is not None
        await until(lambda: chat.timeline.rows.index_of_n(20) is not None)
        assert view.results is not None
        row = next(row for row in view.results.model.rows if row.kind is Kind.MESSAGE)
        assert [row.text[start:end] for start, end in row.ranges] == ["Zirkonlüster"]
        view.search.setText("lindqv")
        await until(lambda: view.results is not None and view.results.model.rows[0].text == "Buyers and colleagues")
        assert view.results.model.rows[1].text.startswith("Lars Lindqvist")
        QTest.keyClick(view.search, Qt.Key.Key_Escape)
        assert view.list.isVisible()
        assert view.list.current_id == 4
    finally:
        assert place.chat is not None
        await place.chat.save_drafts()
        window.forget_desk()
        window.hide()
        await seeded.close()
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        await asyncio.sleep(0.05)
        bus.detach()
