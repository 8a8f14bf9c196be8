"""The queue over a real server: assigned by drag, by a click on a colleague, by keys, one or several."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from tests.helpers.live_server import LiveServer
from tests.helpers.real_desk import ask, id_of, owner_of
from tests.ui.team.conftest import OpenPage
from workstation.domain.distribution import Work
from workstation.domain.ids import ConversationId
from workstation.domain.routing import Options
from workstation.domain.team_actions import SetDistribution
from workstation.ui.team.queue_page import WAITING

Until = Callable[..., Any]


@pytest.fixture
def queued(server: LiveServer) -> Iterator[list[ConversationId]]:
    """Let three buyers come while nobody is there."""
    main = server.account("north")
    main.act(SetDistribution(work=Work.MESSAGES, options=Options(only_online=True, queue=True)))
    found = [ask(server, name=f"Waiting {number}", exhibit="N-2")[1] for number in range(3)]
    assert [owner_of(server, one) for one in found] == [None, None, None]
    yield found
    main.act(SetDistribution(work=Work.MESSAGES, options=Options()))


def keys(page: Any) -> list[object]:
    """Return the conversations that the page lists."""
    return [row.key for row in page.table.rows_model.rows]


async def test_longest_waiting_first_and_each_way_to_assign(
    open_page: OpenPage, server: LiveServer, queued: list[ConversationId], until: Until
) -> None:
    bo, ann = id_of(server, "north.bo"), id_of(server, "north.ann")
    async with open_page("queue") as (desk, page):
        await until(lambda: keys(page) == queued)
        assert page.which.segment("queued").text() == "In the queue 3"
        assert not page.assign_button.isEnabled()
        card = next(c for c in page.cards if c.receiver.account.id == bo)
        card.given.emit(bo, (queued[0],))  # as a drop does
        await until(lambda: owner_of(server, queued[0]) == bo)
        await until(lambda: keys(page) == queued[1:])  # what is decided next is decided about what is seen
        assert desk.window.toast.text == "Bo Bo serves Waiting 0 now"
        desk.window.toast.button.click()
        await until(lambda: owner_of(server, queued[0]) is None)
        await until(lambda: keys(page) == queued)
        card.given.emit(bo, (queued[0],))
        await until(lambda: owner_of(server, queued[0]) == bo)
        await until(lambda: keys(page) == queued[1:])
        page.table.choose(set(queued[1:]))
        assert page.assign_button.text() == "Assign 2 …"
        page.table.setFocus()
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        dialog = page.dialog
        assert dialog is not None
        await until(lambda: len(dialog.picker.shown) == 4)
        dialog.picker.field.setText("ann")
        assert "2 buyers" in dialog.summary
        QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)
        await until(lambda: [owner_of(server, one) for one in queued[1:]] == [ann, ann])
        await until(lambda: page.none.isVisible())
        page.which.segment(WAITING).click()
        await until(lambda: {row.key for row in page.table.rows_model.rows} >= set(queued))
        said = [row.cells[1].text for row in page.table.rows_model.rows if row.key == queued[2]]
        assert said == ["Hello"], "the question that waits, not what the platform said since"
        page.table.choose({queued[2]})
        card.click()
        await until(lambda: owner_of(server, queued[2]) == bo)
        await until(lambda: [r.cells[2].text for r in page.table.rows_model.rows if r.key == queued[2]] == ["Bo Bo"])
        page.table.choose({queued[2]})
        page.table.menu_wanted.emit(QPoint(0, 0))
        [menu] = [one for one in page.findChildren(QMenu) if one.isVisible()]
        next(one for one in menu.actions() if one.text() == "To Ann An").trigger()
        menu.close()
        await until(lambda: owner_of(server, queued[2]) == ann)
        page.table.choose({queued[2]})
        page.open_button.click()
        await until(lambda: desk.window.workplace.open_id == queued[2])
