"""The panel, the message centre and the search in the real window at a real server that goes and comes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers.live_server import LiveServer, live_server
from tests.helpers.real_desk import RealDesk, ask, id_of, real_desk
from workstation.domain import actions as act
from workstation.domain.conversation import ConversationPage
from workstation.domain.events import Snapshot
from workstation.domain.link import Phase
from workstation.domain.team_actions import TakeOver
from workstation.ui.late_screens import NOTICES
from workstation.ui.notices_centre.view import NoticesCentre
from workstation.ui.profile.notes import NotesSection
from workstation.ui.profile.trace import TraceSection
from workstation.ui.profile.view import ProfileView


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LiveServer]:
    with live_server(tmp_path / "server") as running:
        for login in ("north", "north.ann", "north.bo"):
            running.account(login)
        yield running


def panel_of(it: RealDesk) -> ProfileView:
    panel = it.window.workplace.profile
    assert panel is not None
    return panel


def notes_of(it: RealDesk) -> NotesSection:
    section = panel_of(it).person.sections["notes"]
    assert isinstance(section, NotesSection)
    return section


def centre_of(it: RealDesk) -> NoticesCentre:
    it.window.show_screen(NOTICES)
    centre = it.window.late.notices
    assert centre is not None
    return centre


async def test_why_a_buyer_came_is_what_the_rules_did(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Any
) -> None:
    _, lamp = ask(server, "How much?", exhibit="N-1", name="Ana García")
    _, nothing = ask(server, "Hello", exhibit="none", name="Eva Ruiz")
    ann = server.account("north.ann")
    async with real_desk(server, tmp_path / "desk") as it:
        await it.open_chat(lamp)
        section = panel_of(it).person.sections["trace"]
        assert isinstance(section, TraceSection)
        await until(lambda: section.heading.text() == "Why is this chat with Ann An?")
        section.toggle()
        await until(lambda: section.lines)
        assert section.lines[0].endswith("The buyer went to Ann An.")
        assert section.lines[1:] == ["The buyer asked about Desk lamp.", "Ann An looks after this exhibit."]
        ann.act(
            act.TransferConversation(conversation=lamp, to_id=id_of(server, "north"), reason="on leave from tomorrow")
        )
        await until(lambda: section.heading.text() == "Why is this chat with me?")
        await until(lambda: section.lines and section.lines[0].endswith("The buyer came to you."))
        assert section.lines[1:] == [
            "Ann An handed the buyer over to Lan Zhou (you).", "Reason given: on leave from tomorrow",
        ]  # fmt: skip
        await it.open_chat(nothing)
        await until(lambda: section.lines[1:2] == ["The buyer wrote to your company."])
        assert section.lines[-1] == "So the buyer came to the main account."


async def test_notes_wait_for_the_server_and_reach_whom_they_may(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Any
) -> None:
    _, buyer = ask(server, "How much?", exhibit="N-1")
    async with real_desk(server, tmp_path / "desk") as it:
        await it.open_chat(buyer)
        server.kill()
        await until(lambda: it.desk.link.phase is Phase.OFFLINE)
        section = notes_of(it)
        await until(lambda: section._ref == buyer)  # the panel reads after the chat; before that nothing is saved
        for text, shared in (("only for me", False), ("asks for CE <b>papers</b>", True)):
            section.edit.text.setPlainText(text)
            section.edit.shared.setChecked(shared)
            section.edit.save.click()
            await until(lambda text=text: text in [card.row.text for card in section.cards])
        assert all(card.row.waiting for card in section.cards)
        panel_of(it).person.tags.put_on("样品")
        server.start()
        it.desk.sync_control.wake()
        await until(lambda: it.desk.link.phase is Phase.ONLINE)
        await until(lambda: not any(card.row.waiting for card in section.cards))
        mine = server.account("north").get(f"/api/v1/conversations/{buyer}", ConversationPage)
        anns = server.account("north.ann").get(f"/api/v1/conversations/{buyer}", ConversationPage)
        assert [note.text for note in anns.notes] == ["asks for CE <b>papers</b>"]
        assert {note.text for note in mine.notes} == {"only for me", "asks for CE <b>papers</b>"}
        await until(
            lambda: (
                server.account("north").get(f"/api/v1/conversations/{buyer}", ConversationPage).marks.tags == ("样品",)
            )
        )
        section.cards[0].delete_wanted.emit()
        section.settle()
        await until(lambda: len(section.cards) == 1)
        await until(
            lambda: len(server.account("north").get(f"/api/v1/conversations/{buyer}", ConversationPage).notes) == 1
        )


async def test_notices_of_the_time_offline_are_told_and_marks_leave_later(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Any
) -> None:
    _, buyer = ask(server, "How much?", exhibit="N-1", name="Ana García")
    async with real_desk(server, tmp_path / "desk", "north.ann") as it:
        centre = centre_of(it)

        def told() -> list[tuple[str, str, bool]]:
            return [(row.title, row.detail, row.unread) for row in centre.model.rows if row.notice is not None]

        await until(lambda: len(told()) == 1)
        assert told()[0] == (
            "A buyer was assigned to you", "Ana García · Because you look after the exhibit asked about", True,
        )  # fmt: skip
        server.kill()
        await until(lambda: it.desk.link.phase is Phase.OFFLINE)
        centre.read_all.click()
        await until(lambda: not told()[0][2])
        server.start()
        main = server.account("north")
        main.act(TakeOver(conversation=buyer))
        it.desk.sync_control.wake()
        await until(lambda: len(told()) == 2)
        assert told()[0][0] == "Lan Zhou took a buyer of yours over"
        await until(lambda: it.window.rail.button(NOTICES).count == 1)

        def read_there() -> list[bool]:
            found = server.account("north.ann").get("/api/v1/snapshot", Snapshot).notices
            return [notice.read for notice in sorted(found, key=lambda one: one.id)]

        await until(lambda: read_there() == [True, False])


async def test_what_was_said_is_found_while_the_server_is_gone(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Any
) -> None:
    client, buyer = ask(server, "铁路12306能运吗？", exhibit="N-1", name="Ana García")
    async with real_desk(server, tmp_path / "desk") as it:
        await it.listed(buyer)
        client.act(act.SendMessage(conversation=buyer, text="¿Pueden enviar muestras?"))
        inbox = it.window.workplace.inbox
        inbox.search.setText("muestras")
        await until(lambda: inbox.results is not None and inbox.results.isVisible())
        results = inbox.results
        assert results is not None
        await until(lambda: [row.n for row in results.model.rows if row.n is not None])
        server.kill()
        await until(lambda: it.desk.link.phase is Phase.OFFLINE)
        for text in ("12306", "铁路", "garcia"):
            inbox.search.setText(text)
            results.search_now()
            await until(lambda: not results.searching and results.model.rows)
            assert {row.row.id for row in results.model.rows if row.row is not None} == {buyer}
