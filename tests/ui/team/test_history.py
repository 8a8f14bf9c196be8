"""The company's conversations for who may look at them: a list by name, all that was said, nothing to write or keep."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.helpers.live_server import LiveServer
from tests.helpers.real_desk import ask, id_of
from tests.ui.team.conftest import OpenPage, team_of
from tests.unit.server.pictures import jpeg
from workstation.domain.account import Permission
from workstation.domain.account_actions import SetPermissions
from workstation.domain.actions import SendMessage
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, new_action_id
from workstation.ui.chat.timeline.layout import RowLayout
from workstation.ui.main_window import INBOX
from workstation.ui.team.access import HISTORY, OVERVIEW
from workstation.ui.team.history.page import HistoryPage

Until = Callable[..., Any]
P = Permission


def listed(page: HistoryPage) -> list[str]:
    """Return the buyers' names in the list."""
    return [row.cells[0].text for row in page.table.rows_model.rows]


async def test_all_of_it_can_be_looked_at_and_nothing_be_kept(
    open_page: OpenPage, server: LiveServer, until: Until
) -> None:
    ana, asked = ask(server, "Price, please?", name="Ana Historia", company="Lámparas del Sur")
    ask(server, "Hello", name="Bruno Otro", company="Luci SRL")
    upload = new_action_id()
    ana.call("PUT", f"/api/v1/uploads/{upload}", data=jpeg())
    ana.act(SendMessage(conversation=asked, attachment=upload))
    for number in range(60):
        ana.act(SendMessage(conversation=asked, text=f"line {number}"))
    main, cai = server.account("north"), id_of(server, "north.cai")
    main.act(SetPermissions(account_id=cai, permissions=frozenset({P.COMPANY_HISTORY, P.OVERVIEW})))
    async with open_page(HISTORY, "north.cai") as (desk, page):
        assert {"Ana Historia", "Bruno Otro"} <= set(listed(page))
        page.field.setText("historia sur")
        await until(lambda: listed(page) == ["Ana Historia"])
        assert page.table.rows_model.rows[0].cells[0].note == "line 59"
        QTest.keyClick(page.field, Qt.Key.Key_Return)
        rows = page.talk.timeline.rows
        await until(lambda: rows.items and rows.items[-1].text == "line 59")
        assert page.talk.title.text() == "Ana Historia"
        assert "Lámparas del Sur" in page.talk.about.text()
        assert "look at only" in page.talk.about.text()

        def up() -> bool:
            page.talk.timeline.verticalScrollBar().setValue(0)
            return bool(rows.first_n == 1)

        await until(up)
        texts = [item.text for item in rows.items]
        assert texts[-60:] == [f"line {number}" for number in range(60)]
        assert "Price, please?" in texts
        picture = next(item for item in rows.items if item.attachment is not None)
        page.talk.timeline.scroll_to(picture.key)
        await until(lambda: page.talk.pictures._pixmaps)
        lays: list[RowLayout] = [page.talk.timeline.layout_at(index) for index in range(len(rows))]
        assert not any(lay.buttons for lay in lays)
        kept = desk.desk._files.store.read_blocking(
            lambda tx: [tx.exec_driver_sql(f"SELECT count(*) FROM {t}").scalar() for t in ("messages", "conversations")]
        )
        assert kept == [0, 0]
        page.field.setText("nobody is named so")
        await until(lambda: page.none.isVisible())
        assert page.none.title == "No buyer is named so"
        team = team_of(desk)
        team.show_page(OVERVIEW).conversation_wanted.emit(ConversationId(asked))
        await until(lambda: team._stack.currentWidget() is page)  # a figure leads here too
        chat = desk.window.workplace.chat
        assert chat is not None
        page._on_back()
        desk.window.show_screen(INBOX)
        chat.actions_._open_linked(str(asked))  # a link that a colleague sent
        await until(lambda: page.isVisible() and page._open_id == asked)
        connect, desk.desk._platform._connect = desk.desk._platform._connect, _no_network
        desk.desk._platform._api = None
        page.field.setText("ana")
        await until(lambda: page._as_of.isVisible())
        assert rows.items, "what is on the screen stays"
        desk.desk._platform._connect = connect
        main.act(SetPermissions(account_id=cai, permissions=frozenset()))
        await until(lambda: desk.window.rail.button(INBOX).isChecked())


def _no_network() -> Any:
    raise Refusal("unreachable")
