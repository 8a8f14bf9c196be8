"""Notes on a buyer: written, changed, shared, deleted and had back; off-line, and refused ones keep their words."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from tests.helpers.builders import COLLEAGUE, make_note
from tests.stories.rich_desk import RICH
from tests.stories.seeded_desk import NOW
from tests.ui.profile.conftest import Open, Panel
from workstation.domain import events as ev
from workstation.domain.actions import DeleteNote, SaveNote
from workstation.domain.ids import ConversationId, PrincipalId
from workstation.storage import outbox
from workstation.ui.profile.note_card import NoteCard
from workstation.ui.profile.notes import NotesSection

Until = Callable[..., Any]


def said(section: NotesSection) -> list[str]:
    return [card.text.text() for card in section.cards]


def queued(panel: Panel) -> list[Any]:
    found = panel.seeded.store.read_local_blocking(outbox.every)
    return [one.action for one in found if isinstance(one.action, SaveNote | DeleteNote)]


async def test_a_note_is_written_and_shared_by_choice(opened: Open, until: Until) -> None:
    async with opened() as panel:
        section = panel.notes
        await until(lambda: len(section.cards) == 2)
        assert section.cards[0].about.text() == "You · 11:02 · only you see it"
        assert "Qiang Li" in section.cards[1].about.text()
        assert "the company sees it" in section.cards[1].about.text()
        assert section.edit._rest.isHidden()
        section.edit.text.setFocus()
        section.edit.write(section.edit.draft)
        assert section.edit.is_open
        QTest.keyClicks(section.edit.text, "asks for CAD files")
        assert not section.edit.shared.isChecked(), "private unless one shares it"
        QTest.keyClick(section.edit.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: said(section)[:1] == ["asks for CAD files"])
        assert section.cards[0].about.text().endswith("waits to leave")
        assert section.edit._rest.isHidden()
        assert [(one.text, one.shared) for one in queued(panel)] == [("asks for CAD files", False)]
        section.cards[0].edit_wanted.emit()
        assert section.edit.text.toPlainText() == "asks for CAD files"
        section.edit.shared.click()
        section.edit.save.click()
        await until(lambda: queued(panel)[-1].shared)
        assert queued(panel)[-1].note == queued(panel)[0].note
        assert len(section.cards) == 3


async def test_what_was_read_first_and_comes_last_is_not_shown(
    opened: Open, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened() as panel:
        section, notes = panel.notes, panel.desk.notes
        await until(lambda: len(section.cards) == 2)
        old, go_on, read = await notes.list(RICH), asyncio.Event(), notes.list

        async def slowly(_ref: object) -> Any:
            await go_on.wait()
            return old

        monkeypatch.setattr(notes, "list", slowly)
        first = asyncio.ensure_future(section._read(RICH))
        await asyncio.sleep(0)
        monkeypatch.setattr(notes, "list", read)
        section.write()
        section.edit.text.setPlainText("written meanwhile")
        section.edit.save.click()
        await until(lambda: len(section.cards) == 3)
        go_on.set()
        await first
        assert len(section.cards) == 3


async def test_a_deleted_note_can_be_had_back(opened: Open, until: Until) -> None:
    async with opened() as panel:
        section = panel.notes
        await until(lambda: len(section.cards) == 2)
        before = said(section)
        QTest.keyClick(section.cards[0], Qt.Key.Key_Delete)
        assert said(section) == before[1:]
        assert section.deleted.isVisible()
        assert queued(panel) == []
        section.deleted.undo.click()
        assert said(section) == before
        section.cards[0].delete_wanted.emit()
        panel.view.open_conversation(ConversationId(2))  # nobody can undo it any more
        await until(lambda: [type(one) for one in queued(panel)] == [DeleteNote])
        panel.view.open_conversation(RICH)
        await until(lambda: said(section) == before[1:])
        assert section.deleted.isHidden()


async def test_a_colleagues_note_is_read_not_changed(opened: Open, until: Until) -> None:
    async with opened() as panel:
        section = panel.notes
        await until(lambda: len(section.cards) == 2)
        theirs = section.cards[1]
        offered = [action.text() for action in theirs.menu().actions()]
        assert offered == ["Copy", "Delete"], "the main account may delete what was shared"
        theirs.menu().actions()[0].trigger()
        assert QGuiApplication.clipboard().text() == theirs.row.text
        panel.hear(
            ev.NoteChanged(
                note=make_note(RICH, author_id=PrincipalId(COLLEAGUE), shared=True, text="new from Li", at=NOW)
            )
        )
        await until(lambda: said(section)[0] == "new from Li")


async def test_what_is_being_written_stays_with_its_buyer(opened: Open, until: Until) -> None:
    async with opened() as panel:
        section = panel.notes
        await until(lambda: len(section.cards) == 2)
        section.write()
        QTest.keyClicks(section.edit.text, "half a thought")
        panel.view.open_conversation(ConversationId(2))
        await until(lambda: panel.view.person.name == "John Whitfield")
        assert section.edit.text.toPlainText() == ""
        await until(lambda: section.cards == [])
        panel.view.open_conversation(RICH)
        await until(lambda: section.edit.text.toPlainText() == "half a thought")
        assert section.edit.is_open
        QTest.keyClick(section.edit.text, Qt.Key.Key_Escape)
        assert section.edit._rest.isHidden()
        assert queued(panel) == []


async def test_a_refused_note_keeps_its_words(opened: Open, until: Until) -> None:
    async with opened() as panel:
        section = panel.notes
        await until(lambda: len(section.cards) == 2)
        id_ = await panel.desk.notes.save(RICH, "long to type")
        store = panel.seeded.store
        panel.bus.post_change(store.write_local_blocking(outbox.refuse, id_, "too_many", {"limit": 200}))

        def refused() -> list[NoteCard]:
            return [one for one in section.cards if one.row.problem is not None]

        await until(refused)
        card = refused()
        assert card[0].text.text() == "long to type"
        assert "200" in card[0].problem.text()
        card[0].again.click()
        await until(lambda: all(one.row.problem is None for one in section.cards) and len(section.cards) == 3)
        assert [one.text for one in queued(panel)] == ["long to type"]


async def test_too_long_a_note_says_so_while_it_is_written(opened: Open, until: Until) -> None:
    async with opened() as panel:
        section = panel.notes
        section.edit.text.setPlainText("字" * 10_000)
        assert section.edit.save.isEnabled()
        assert section.edit.count.text() == "10,000 of 10,000"
        section.edit.text.setPlainText("字" * 10_001)
        assert not section.edit.save.isEnabled()
        assert section.edit.count.tone == "danger"
        section.edit.clear()
