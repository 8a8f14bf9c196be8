"""Sharing a conversation with a colleague, and deeds that came to nothing."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.chat import samples
from tests.ui.chat.conftest import MakeView
from tests.ui.chat.memory_desk import LI, Talk
from tests.ui.chat.working import Until, opened
from workstation.domain.changes import ChangeSet
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId, new_action_id
from workstation.services.refusals import RefusedAction
from workstation.services.views import Fault
from workstation.ui.chat.share_dialog import ShareDialog
from workstation.ui.chat.view import ChatView


async def dialog_of(view: ChatView, until: Until) -> ShareDialog:
    view.sharing.action.trigger()
    await until(lambda: view.sharing.dialog is not None and len(view.sharing.dialog.picker.shown) == 2)
    dialog = view.sharing.dialog
    assert dialog is not None
    return dialog


async def test_a_name_and_enter_share_it(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    team: Any = view._desk.team
    said: list[str] = []
    view.said.connect(said.append)
    await opened(view, until)
    dialog = await dialog_of(view, until)
    QTest.keyClicks(dialog.picker.field, "zhoum")
    assert [person.name for person in dialog.picker.shown] == ["Zhou Min"]
    assert "opens only once" in dialog.what
    dialog.comment.setText("Please look at the price")
    QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    await until(lambda: said)
    assert team.shared == [(9009, 1, "Please look at the price")]
    assert said == ["Shared with Zhou Min"]
    assert view.sharing.dialog is None


async def test_what_is_refused_is_said_and_nothing_typed_is_lost(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3))})
    await opened(view, until)
    dialog = await dialog_of(view, until)
    team: Any = view._desk.team

    async def refuse(*_: Any) -> None:
        raise Refusal("disk_full")

    team.share = refuse
    dialog.comment.setText("Please look")
    dialog.go.click()
    await until(lambda: dialog.notice.text)
    assert dialog.isVisible()
    assert dialog.comment.text() == "Please look"
    assert dialog.go.isEnabled()
    dialog.reject()


async def test_only_conversations_with_buyers_can_be_shared(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3)), 7: Talk(items=samples.among_colleagues(), colleague=LI)})
    await opened(view, until)
    assert view.sharing.action.isVisible()
    await opened(view, until, 7)
    assert not view.sharing.action.isVisible()


async def test_a_recall_that_came_too_late_is_said_until_it_is_dismissed(make_view: MakeView, until: Until) -> None:
    view = make_view({1: Talk(items=samples.many(3)), 2: Talk(items=samples.many(3))})
    refusals: Any = view._desk.refusals
    await opened(view, until)
    late = RefusedAction(
        action_id=new_action_id(),
        kind="recall_message",
        conversation=ConversationId(1),
        problem=Fault(code="recall_too_late"),
    )
    other = RefusedAction(action_id=new_action_id(), kind="set_profile", conversation=None, problem=Fault(code="x"))
    refusals.refused = [other, late]
    view._on_changed(ChangeSet(outbox=frozenset({"conversation:1"})))
    await until(lambda: "within two minutes" in view.composer.notice.text)
    await opened(view, until, 2)
    assert view.composer.notice.text == ""
    await opened(view, until, 1)
    await until(lambda: view.composer.notice.text)
    view.composer.notice._close.click()
    await until(lambda: refusals.refused == [other])
    assert view.composer.notice.text == ""
