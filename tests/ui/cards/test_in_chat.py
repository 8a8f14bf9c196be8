"""Cards in the chat: mine leaves with one key, seen before; theirs stand in the timeline and open in the folder."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.builders import COLLEAGUE, make_events, make_message
from tests.ui.cards.opened import Opened, Until, opened
from workstation.domain.actions import SendMessage
from workstation.domain.card import CardContent, SharedCard
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.domain.message import CARD, Message
from workstation.services.card_folders import person_id
from workstation.storage import inbound, outbox
from workstation.ui.cards.block import CardKind
from workstation.ui.cards.send_strip import SendStrip
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.late_screens import CARDS

HERE = ConversationId(2)


def sent(it: Opened) -> list[Any]:
    """Return the cards that wait to leave."""
    waiting = it.seeded.store.read_local_blocking(outbox.every)
    return [one.action for one in waiting if isinstance(one.action, SendMessage) and one.action.card]


async def open_chat(it: Opened, until: Until, conversation: ConversationId = HERE) -> None:
    """Open a conversation and wait for it."""
    it.window.open_conversation(conversation)
    chat = it.window.workplace.chat
    assert chat is not None
    await until(lambda: chat.feed.head is not None and chat.feed.head.row.id == conversation and chat.composer.writable)


async def offered(it: Opened, until: Until) -> SendStrip:
    """Press the key and return what is shown."""
    QTest.keyClick(it.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    cards = it.window.workplace.cards
    assert cards is not None
    await until(lambda: cards.strip is not None and cards.strip.waiting)
    assert cards.strip is not None
    return cards.strip


async def test_one_key_shows_the_card_and_it_leaves(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        await open_chat(it, until)
        strip = await offered(it, until)
        assert strip.isVisible()
        assert "Fang Wang" in strip.preview.accessibleName()
        assert "John Whitfield" in strip.accessibleName()
        assert not sent(it)
        strip._left_ms = 0
        strip._on_tick()  # the seconds are over
        await until(lambda: sent(it))
        [action] = sent(it)
        assert action.conversation == HERE
        chat = it.window.workplace.chat
        assert chat is not None
        await until(lambda: any(item.card is not None and item.n is None for item in chat.timeline.rows.items))


async def test_escape_keeps_it_here(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        await open_chat(it, until)
        strip = await offered(it, until)
        QTest.keyClick(strip.send_button, Qt.Key.Key_Escape)
        assert not strip.waiting
        await open_chat(it, until, ConversationId(1))
        assert not sent(it)


async def test_it_never_leaves_for_somebody_else(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        await open_chat(it, until)
        strip = await offered(it, until)
        await open_chat(it, until, ConversationId(1))
        assert not strip.waiting
        assert not sent(it)


async def test_pressed_twice_it_leaves_at_once_and_only_once(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        await open_chat(it, until)
        strip = await offered(it, until)
        QTest.keyClick(it.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
        strip.agree()
        await until(lambda: sent(it))
        assert len(sent(it)) == 1


async def test_a_card_in_the_chat_opens_in_the_folder(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        await open_chat(it, until)
        cards = it.window.workplace.cards
        assert cards is not None
        cards._on_block("4")
        await until(lambda: it.window.screens.currentWidget() is it.window.late.cards)
        page = it.view.folder("mine")
        await until(lambda: page.detail.row is not None)
        assert page.detail.row is not None
        assert page.detail.row.from_id == 102
        it.window.show_screen("inbox")
        cards._on_block("5")  # my own
        await until(lambda: it.view.tabs.key == "my_card")
        it.seeded.store.write_blocking(inbound.apply, make_events(13, [card_of_colleague()]))
        it.window.show_screen("inbox")
        await open_chat(it, until, ConversationId(1))
        await open_chat(it, until)
        chat = it.window.workplace.chat
        assert chat is not None
        await until(lambda: chat.timeline.rows.items[-1].n == 6)
        offered = [CardKind().make(item, 400, TimelineStyle()).action for item in chat.timeline.rows.items[-3:]]
        assert offered == [("card:4", "Open in the cards"), ("card:5", "Open the card"), ("card:6", "Open the card")]
        cards._on_block("6")
        await until(lambda: it.view.tabs.key == "people")
        people = it.view.folder("people")
        await until(lambda: people.detail.row is not None and people.detail.row.id == person_id(PrincipalId(COLLEAGUE)))


def card_of_colleague() -> Message:
    """Return the message with which a colleague handed their card over."""
    shared = SharedCard(owner_id=PrincipalId(COLLEAGUE), version=1, content=CardContent(name_en="Bo Li"))
    return make_message(HERE, 6, kind=CARD, text="", from_buyer=False, sender_id=PrincipalId(COLLEAGUE), card=shared)


async def test_what_the_search_finds_opens(qapp: QApplication, profile: Path, until: Until) -> None:
    async with opened(profile, until) as it:
        it.window.show_screen(CARDS)
        rows = it.seeded.store.read_blocking(
            lambda tx: tx.exec_driver_sql("SELECT rowid FROM cards WHERE id = ?", (it.held[3].id.bytes,)).all()
        )
        it.view.open_found(rows[0][0])
        page = it.view.folder("mine")
        await until(lambda: page.detail.row is not None and page.detail.row.id == it.held[3].id)
