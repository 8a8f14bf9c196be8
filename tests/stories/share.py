"""Sharing a conversation with a colleague."""

import asyncio

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import Talk, memory_desk
from workstation.domain.ids import ConversationId
from workstation.ui.chat.view import ChatView


async def story(stage: Stage) -> None:
    """Show the dialog by itself."""
    view = ChatView(memory_desk({1: Talk(items=samples.many(20))}, stage.bus), stage.bus)
    view.open_conversation(ConversationId(1))
    view.resize(stage.size)
    view.show()
    while view.feed.head is None:
        await asyncio.sleep(0.02)
    view.sharing.open()
    while view.sharing.dialog is None or not view.sharing.dialog.picker.shown:
        await asyncio.sleep(0.02)
    view.sharing.dialog.comment.setText("她要 300 套，交期能到 30 天吗？")
    await stage.show(view.sharing.dialog, resize=False)
    view.forget()


if __name__ == "__main__":
    play(story)
