"""Handing over by keys and buttons: a real window, a real server, and what each side sees of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.helpers.live_server import LiveServer
from tests.helpers.real_desk import ask, id_of, owner_of, real_desk
from workstation.domain.ids import PrincipalId
from workstation.domain.team_actions import AnswerTransfer, AssignConversation, SetTeamRules, TransferConversation
from workstation.domain.transfer import TransferState
from workstation.ui.transfer.offer_line import ACCEPT, AGAIN, SETTLE, TAKE, WITHDRAW

Until = Callable[..., Any]
CONTROL = Qt.KeyboardModifier.ControlModifier


async def test_shortcut_name_enter_hands_a_buyer_over(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    _buyer, conversation = ask(server, "How much is the lamp?", name="Maria Ferretti", language="it")
    async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
        await ann.listed(conversation)
        await ann.open_chat(conversation)
        ann.press(Qt.Key.Key_T, CONTROL)
        transfer = ann.window.workplace.transfer
        assert transfer is not None
        dialog = transfer.dialog
        assert dialog is not None
        QTest.keyClicks(dialog.picker.field, "bo")
        QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)  # perhaps before the colleagues are known
        await until(lambda: transfer.dialog is None)
        await until(lambda: owner_of(server, conversation) == id_of(server, "north.bo"))


async def test_the_dialog_says_what_will_happen_and_finds_by_pinyin(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    _buyer, conversation = ask(server, name="John Whitfield")
    async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
        await ann.listed(conversation)
        await ann.open_chat(conversation)
        chat, transfer = ann.window.workplace.chat, ann.window.workplace.transfer
        assert chat is not None
        assert transfer is not None
        QTest.keyClicks(chat.composer.edit, "The price")
        transfer.open_dialog()
        dialog = transfer.dialog
        assert dialog is not None
        await until(lambda: len(dialog.picker.shown) == 3)
        impossible = [one.name for one in dialog.picker.shown if not one.possible]
        assert impossible == ["Cai Qing"]
        for query, name in (("zhoulan", "Lan Zhou"), ("薄", "Bo Bo"), ("zl", "Lan Zhou"), ("lan zh", "Lan Zhou")):
            dialog.picker.field.setText(query)
            assert [one.name for one in dialog.picker.shown] == [name], query
        assert "Lan Zhou" in dialog.summary
        assert "unsent text" in dialog.summary
        dialog.draft.click()
        assert "unsent text" not in dialog.summary
        dialog.picker.field.setText("cai")
        assert not dialog.go.isEnabled()
        dialog.reject()
        await until(lambda: transfer.dialog is None)
        chat.composer.edit.clear()


async def test_an_offer_is_accepted_in_the_line_above_the_screens(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    main, bo = server.account("north"), id_of(server, "north.bo")
    main.act(SetTeamRules(ask_first=True, answer_s=600))
    try:
        _buyer, conversation = ask(server, name="Ana García")
        giving = TransferConversation(
            conversation=conversation, to_id=bo, reason="speaks Spanish", note="Ana: 300 pieces", draft="Dear Ana"
        )
        server.account("north.ann").act(giving)
        async with real_desk(server, tmp_path / "bo", "north.bo") as desk:
            offers = desk.window.offers
            assert offers is not None
            await until(lambda: offers.offers.isVisible())
            line = offers.offers.lines[0]
            assert line.said.startswith("Ann An asks you to take over Ana García")
            assert line.time.text().startswith(("9:", "10:"))
            line.buttons[ACCEPT].click()
            await until(lambda: owner_of(server, conversation) == bo)
            await until(lambda: not offers.offers.isVisible())
            await desk.listed(conversation)
            await desk.open_chat(conversation)
            transfer, chat = desk.window.workplace.transfer, desk.window.workplace.chat
            assert transfer is not None
            assert chat is not None
            await until(lambda: transfer.offers.isVisible())
            assert transfer.offers.lines[0].said == "Ann An left you an unsent text"
            transfer.offers.lines[0].buttons[TAKE].click()
            await until(lambda: chat.composer.edit.toPlainText() == "Dear Ana")
            await until(lambda: not transfer.offers.isVisible())
            chat.composer.edit.clear()
    finally:
        main.act(SetTeamRules(ask_first=False))


async def test_what_came_back_offers_somebody_else(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    main, bo = server.account("north"), id_of(server, "north.bo")
    main.act(SetTeamRules(ask_first=True, answer_s=600))
    try:
        _buyer, conversation = ask(server, name="Lars Lindqvist")
        async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
            await ann.listed(conversation)
            await ann.open_chat(conversation)
            offers, transfer = ann.window.offers, ann.window.workplace.transfer
            assert offers is not None
            assert transfer is not None
            await ann.desk.transfers.transfer(conversation, bo)
            await until(lambda: transfer.offers.isVisible())
            assert transfer.offers.lines[0].said.startswith("Bo Bo was asked to take over Lars Lindqvist")
            transfer.offers.lines[0].buttons[WITHDRAW].click()
            await until(lambda: not transfer.offers.isVisible())
            asked = await ann.desk.transfers.transfer(conversation, bo)
            await until(lambda: transfer.offers.isVisible())
            server.account("north.bo").act(AnswerTransfer(transfer=asked, accept=False, words="at lunch"))
            await until(lambda: offers.offers.isVisible())
            line = offers.offers.lines[0]
            assert line.offer is not None
            assert line.offer.transfer.state is TransferState.DECLINED
            assert line.came_back
            await until(lambda: not transfer.offers.isVisible())
            line.buttons[AGAIN].click()
            await until(lambda: transfer.dialog is not None)
            await until(lambda: not offers.offers.isVisible())
            assert transfer.dialog is not None
            transfer.dialog.reject()
            assert not line.buttons[SETTLE].isHidden()
    finally:
        main.act(SetTeamRules(ask_first=False))


async def test_the_main_account_assigns_takes_over_and_ends(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    buyer, conversation = ask(server, name="Priya Raman")
    async with real_desk(server, tmp_path / "main") as main:
        await main.listed(conversation)
        await main.open_chat(conversation)
        transfer = main.window.workplace.transfer
        assert transfer is not None
        assert transfer.assign_action.isVisible()
        transfer.assign_action.trigger()
        dialog = transfer.dialog
        assert dialog is not None
        assert dialog.assigning
        assert dialog.windowTitle() == "Assign"
        await until(lambda: len(dialog.picker.shown) == 4)
        dialog.picker.field.setText("bo")
        dialog.go.click()
        await until(lambda: owner_of(server, conversation) == id_of(server, "north.bo"))
        transfer.take_action.trigger()
        await until(lambda: owner_of(server, conversation) == id_of(server, "north"))
        await until(lambda: not transfer.take_action.isVisible())
        assert main.window.toast.text.startswith("You serve this buyer now")
        transfer.end_action.trigger()
        await until(lambda: not transfer.end_action.isVisible())
        assert buyer is not None


async def test_who_else_looks_is_said(qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until) -> None:
    _buyer, conversation = ask(server, name="João Almeida")
    async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
        await ann.listed(conversation)
        await ann.open_chat(conversation)
        transfer = ann.window.workplace.transfer
        assert transfer is not None
        assert not transfer.lookers.isVisible()
        other = server.account("north")
        assert (
            other.call("POST", "/api/v1/looking", {"conversation_id": conversation, "hello": True}).status_code == 204
        )
        await until(lambda: transfer.lookers.isVisible())
        assert transfer.lookers.text == "Lan Zhou: has this conversation open too"
        assert other.call("POST", "/api/v1/typing", {"conversation_id": conversation}).status_code == 204
        await until(lambda: transfer.lookers.text == "Lan Zhou: typing an answer to this buyer")
        assert (
            other.call("POST", "/api/v1/looking", {"conversation_id": conversation, "here": False}).status_code == 204
        )
        await until(lambda: not transfer.lookers.isVisible())


async def test_a_decision_that_came_to_nothing_is_said_over_the_screens(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    _buyer, conversation = ask(server, name="Amélie Dubois")
    async with real_desk(server, tmp_path / "main") as main:
        await main.listed(conversation)
        # The desk decides over an owner whom the buyer has no longer.
        stale = AssignConversation(conversation=conversation, to_id=id_of(server, "north"), from_id=PrincipalId(9999))
        await main.desk.transfers._outgoing.queue(stale)
        offers = main.window.offers
        assert offers is not None
        await until(lambda: offers.notice.isVisible())
        assert offers.notice.text.startswith("The assignment came to nothing.")
        offers.notice.dismissed.emit()
        await until(lambda: not offers.notice.isVisible())
        assert await main.desk.refusals.list() == []
