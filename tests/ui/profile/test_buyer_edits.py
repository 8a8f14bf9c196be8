"""A buyer changes their profile: the window shows it wherever the buyer is named, live, and keeps the old card."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.live_server import LiveServer, live_server
from tests.helpers.real_desk import RealDesk, ask, real_desk
from tests.unit.server.foreign_slots import span_in
from workstation.domain.actions import SendMessage
from workstation.domain.buyer_actions import EditBuyerProfile
from workstation.domain.ids import new_action_id
from workstation.domain.intent import NewIntent, Wanted
from workstation.domain.intent_actions import PublishIntent
from workstation.domain.slot_actions import BookSlot, CreateSlots
from workstation.services.card_views import Folder
from workstation.services.intent_views import IntentFilter
from workstation.ui.cards.folder_page import FolderPage
from workstation.ui.late_screens import CARDS, NOTICES
from workstation.ui.notices_centre.view import NoticesCentre
from workstation.ui.search.view import SearchPane


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    with live_server(tmp_path / "server") as running:
        running.account("north")
        yield running


def folder_of(it: RealDesk) -> FolderPage:
    it.window.show_screen(CARDS)
    assert it.window.late.cards is not None
    return it.window.late.cards.folder(str(Folder.MINE))


def centre_of(it: RealDesk) -> NoticesCentre:
    it.window.show_screen(NOTICES)
    assert it.window.late.notices is not None
    return it.window.late.notices


def found_by_name(results: SearchPane) -> set[object]:
    return {row.row.id for row in results.model.rows if row.row is not None and row.n is None}


async def test_the_window_follows_and_the_old_card_stays(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Any
) -> None:
    buyer, chat = ask(server, "How much?", exhibit="none", name="Ana García", company="Casa Luz", country="ES")
    buyer.act(SendMessage(conversation=chat, card=True))
    slot = span_in(3)
    server.account("north").act(CreateSlots(slots=(slot,)))
    buyer.act(BookSlot(slot=slot.id), new_action_id())
    buyer.act(PublishIntent(new=NewIntent(wanted=Wanted(title="Desk lamp"))), new_action_id())
    async with real_desk(server, tmp_path / "desk") as it:
        await it.open_chat(chat)
        inbox, panel = it.window.workplace.inbox, it.window.workplace.profile
        assert panel is not None
        person = panel.person
        await until(lambda: person.name.strip("\u2068\u2069") == "Ana García")
        page = folder_of(it)
        await until(lambda: [row.content.name("en") for row in page.model.rows] == ["Ana García"])
        page.open_card(page.model.rows[0].id)
        await until(lambda: page.detail.row is not None and page.detail.row.version == 1)
        assert not page.detail.history.versions

        buyer.act(
            EditBuyerProfile(
                name="Zoé Quintanilla",
                company="Hogar Andino",
                country="CO",
                phone="+57 601 234 5678",
                languages=("es",),
            )
        )

        await until(lambda: [row.content.name("en") for row in page.model.rows] == ["Zoé Quintanilla"])
        await until(lambda: len(page.detail.history.versions) == 2)
        assert "Hogar Andino" in page.detail.preview.accessibleName()
        page.detail.history.versions[1].click()
        assert "Casa Luz" in page.detail.preview.accessibleName()
        it.window.open_conversation(chat)
        await until(lambda: inbox.model.row(inbox.model.position(chat)).title == "Zoé Quintanilla")
        await until(lambda: person.name.strip("\u2068\u2069") == "Zoé Quintanilla")
        await until(lambda: person.facts["phone"].value == "+57 601 234 5678")
        assert person.facts["country"].value == "Colombia"
        assert person.facts["languages"].value == "Spanish"
        view = it.window.workplace.chat
        assert view is not None
        await until(lambda: view.feed.head is not None and view.feed.head.row.title == "Zoé Quintanilla")
        inbox.search.setText("quintanilla")
        await until(lambda: inbox.results is not None and inbox.results.isVisible())
        results = inbox.results
        assert results is not None
        await until(lambda: chat in found_by_name(results))

        async def named_in_intents() -> bool:
            found = await it.desk.intents.list(IntentFilter())
            return [row.view.received.buyer_name for row in found.rows] == ["Zoé Quintanilla"]

        async def named_in_calendar() -> bool:
            day = slot.starts_at.date()
            span = await it.desk.calendar.span(day - timedelta(days=1), day + timedelta(days=1), whole=True)
            return [view.buyer_name for view in span.bookings] == ["Zoé Quintanilla"]

        centre = centre_of(it)
        await until(lambda: "Zoé Quintanilla booked a negotiation" in [row.title for row in centre.model.rows])
        await until(named_in_intents)
        await until(named_in_calendar)
        inbox.search.setText("casa luz")
        results.search_now()
        await until(lambda: not results.searching and chat not in found_by_name(results))
