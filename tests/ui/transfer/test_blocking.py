"""Keeping a buyer away, from the chat's menu: said before, shown after, lifted again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel

from tests.helpers.live_server import LiveServer
from tests.helpers.real_desk import ask, id_of, real_desk
from workstation.domain import actions as act

Until = Callable[..., Any]


def stands_whole(words: QLabel) -> bool:
    """Tell whether no line of it is cut off."""
    return words.height() >= words.heightForWidth(words.width())


async def test_a_buyer_is_blocked_reported_and_let_in_again(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    buyer, conversation = ask(server, name="Rude Person")
    async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
        await ann.listed(conversation)
        await ann.open_chat(conversation)
        blocking, chat = ann.window.workplace.blocking, ann.window.workplace.chat
        assert blocking is not None
        assert chat is not None
        await until(lambda: blocking.block_action.isVisible())
        await until(lambda: chat.header._more.isVisible())
        blocking.block_action.trigger()
        dialog = blocking.dialog
        assert dialog is not None
        assert "can write to nobody of your company" in dialog._consequence.text()
        assert not dialog.reason.isVisible()
        assert stands_whole(dialog._consequence)
        dialog.other.click()
        assert dialog.reason.isVisible()
        await until(lambda: stands_whole(dialog._consequence))
        assert "organiser" in dialog._consequence.text()
        dialog.text.setPlainText("Insults in every line")
        dialog.go.click()
        await until(lambda: blocking.dialog is None)
        await until(lambda: blocking.line.isVisible())
        await until(lambda: not chat.composer.writable)
        assert ann.window.toast.text == "The organiser has been told about Rude Person"

        def refused() -> bool:
            said = buyer.try_act(act.SendMessage(conversation=conversation, text="Hello?"))
            return said.status_code == 403

        await until(refused)
        assert not blocking.block_action.isVisible()
        await until(lambda: blocking.line.button.isVisible())
        blocking.line.button.click()
        await until(lambda: not refused())
        await until(lambda: not blocking.line.isVisible())


async def test_who_may_not_block_is_not_offered_it(
    qapp: QApplication, server: LiveServer, tmp_path: Path, until: Until
) -> None:
    _buyer, conversation = ask(server, name="Somebody")
    async with real_desk(server, tmp_path / "ann", "north.ann") as ann:
        await ann.listed(conversation)
        await ann.open_chat(conversation)
        blocking, transfer = ann.window.workplace.blocking, ann.window.workplace.transfer
        assert blocking is not None
        assert transfer is not None
        await until(lambda: blocking.report_action.isVisible())
        await ann.desk.transfers.transfer(conversation, id_of(server, "north.bo"))
        await until(lambda: not transfer.may_transfer())
        await until(lambda: not blocking.report_action.isVisible())
        assert not transfer.end_action.isVisible()
        assert not transfer.take_action.isVisible(), "taking over is the main account's"
