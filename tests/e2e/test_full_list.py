"""2,500 buyers: exactly 2,000 in the list and 500 in the archive, all found; and an archived one comes back."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.live_server import Client, LiveServer, live_server
from tests.helpers.real_desk import RealDesk, ask, real_desk
from workstation.domain.actions import SendMessage
from workstation.domain.events import MessagePage
from workstation.domain.history import PastConversation, PastMessage
from workstation.domain.ids import ConversationId
from workstation.services.views import LIST_LIMIT, Chip, InboxFilter

Until = Callable[..., Any]
BUYERS = 2500
LONG_AGO = datetime(2025, 10, 15, 9, tzinfo=UTC)


def histories() -> Iterator[PastConversation]:
    """Yield all but one of the buyers, all answered; each has a word of their own in name and text."""
    for number in range(1, BUYERS):
        at = LONG_AGO + timedelta(hours=number)
        yield PastConversation(
            buyer=f"Ana Q{number}x",
            email=f"q{number}@example.com",
            company=f"Casa {number}",
            country="ES",
            languages=("es",),
            time_zone="Europe/Madrid",
            exhibit="n-lamp",
            owner="north",
            messages=(
                PastMessage(at=at, text=f"What is the price of lot z{number}k?"),
                PastMessage(at=at + timedelta(minutes=9), text="USD 3.20 FOB Shenzhen", sender="north"),
            ),
        )


@pytest.fixture
def room(tmp_path: Path) -> Iterator[tuple[LiveServer, Client, ConversationId]]:
    with live_server(tmp_path / "server") as server:
        buyer, conversation = ask(server, "Before all others", name="Zoe Early")
        north = server.account("north")
        north.act(SendMessage(conversation=conversation, text="Answered"))
        server.stop()
        past = tmp_path / "past.jsonl"
        past.write_bytes(b"\n".join(map(msgspec.json.encode, histories())))
        command = [sys.executable, "-m", "workstation", "admin", "fill", str(past), "--data", str(server.data)]
        subprocess.run(command, check=True, capture_output=True)
        database = sqlite3.connect(next(server.data.glob("*.db")))
        with database:
            at = int(LONG_AGO.timestamp() * 1000)
            database.execute("UPDATE message SET at = ? + n WHERE conversation_id = ?", (at, conversation))
            database.execute("UPDATE conversation SET last_at = ? WHERE id = ?", (at, conversation))
        database.close()
        server.start()
        yield server, buyer, conversation


async def found_by(desk: RealDesk, text: str) -> set[ConversationId]:
    """Return the conversations that a search brings."""
    result = await desk.desk.search.find(text)
    rows = [*(hit.row for hit in result.conversations), *(group.row for group in result.groups)]
    return {ConversationId(row.id) for row in rows if isinstance(row.id, int)}


@pytest.mark.timeout(600)
@pytest.mark.async_timeout(400)
async def test_two_thousand_are_listed_the_rest_is_archived_and_all_are_found(
    qapp: QApplication,
    room: tuple[LiveServer, Client, ConversationId],
    tmp_path: Path,
    until: Until,
    trials: Callable[[int], int],
) -> None:
    server, buyer, early = room
    async with real_desk(server, tmp_path / "north", patience_s=120) as desk:
        inbox, search = desk.window.workplace.inbox, desk.desk.search
        await until(lambda: inbox.feed.counts.archived, timeout_s=60)
        await until(lambda: not inbox.feed.reading and len(inbox.model) == LIST_LIMIT, timeout_s=60)
        assert (inbox.feed.counts.listed, inbox.feed.counts.archived) == (LIST_LIMIT, BUYERS - LIST_LIMIT)
        assert [text.split()[0] for text in inbox.foot.texts] == ["500"]
        listed = set(inbox.model.ids())
        archived = {row.id for row in await desk.desk.inbox.list(InboxFilter(chip=Chip.ARCHIVED))}
        assert len(archived) == BUYERS - LIST_LIMIT
        assert not listed & archived
        assert early in archived

        while await search.index_progress() is not None:
            await asyncio.sleep(0.05)
        step = max(1, BUYERS // trials(BUYERS))
        seen: set[ConversationId] = set()
        for number in range(1, BUYERS, step):
            for words in (f"Q{number}x", f"z{number}k"):
                hits = await found_by(desk, words)
                assert len(hits) == 1, words
                seen |= hits
        assert seen <= listed | archived
        assert seen & archived
        assert seen & listed

        # By search to an archived one: read at once, written to when one wants; it returns to the top, whole.
        (oldest,) = await found_by(desk, "Q3x")
        assert oldest in archived
        desk.window.open_conversation(oldest)
        chat = desk.window.workplace.chat
        assert chat is not None
        await until(lambda: chat.feed.head is not None and chat.feed.head.row.id == oldest)
        texts = [item.text for item in chat.timeline.rows.items]
        assert texts == ["What is the price of lot z3k?", "USD 3.20 FOB Shenzhen"]
        assert not chat.composer.edit.isVisible()
        QTest.keyClick(chat.composer.write_button, Qt.Key.Key_Space)
        QTest.keyClicks(chat.composer.edit, "Are you still interested?")
        QTest.keyClick(chat.composer.edit, Qt.Key.Key_Return)
        await until(lambda: inbox.model.position(oldest) == 0)
        north = server.account("north")

        def told() -> str:
            return north.get(f"/api/v1/conversations/{oldest}/messages", MessagePage).messages[-1].text

        await until(lambda: told() == "Are you still interested?")

        # And when the buyer writes.
        assert inbox.model.position(early) < 0
        buyer.act(SendMessage(conversation=early, text="I am back"))
        await until(lambda: inbox.model.position(early) == 0)
        row = inbox.model.row(0)
        assert (row.archived, row.last_text) == (False, "I am back")
        assert row.unread
        shown = await desk.desk.chat.page(early)
        assert [item.text for item in shown.items if item.kind == "text"] == [
            "Before all others",
            "Answered",
            "I am back",
        ]
