"""The composer with all it can hold: a quote, pictures, a text near the limit, a notice."""

import asyncio

from PySide6.QtCore import QMimeData

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import Talk, memory_desk
from workstation.domain.errors import Refusal
from workstation.domain.ids import ConversationId
from workstation.domain.message import MAX_TEXT_CHARS
from workstation.ui.chat.view import ChatView


async def story(stage: Stage) -> None:
    """Show a chat whose composer is full."""
    view = ChatView(memory_desk({1: Talk(items=samples.many(40))}, stage.bus), stage.bus)
    view.open_conversation(ConversationId(1))
    view.resize(stage.size)
    view.show()
    await asyncio.sleep(0.2)
    view.actions_.reply_to(view.timeline.rows.items[-2])
    for colour in ("#3b6ea8", "#a2483f", "#2f7d6b"):
        given = QMimeData()
        given.setData("image/jpeg", samples.picture(640, 480, colour))
        view.composer.take_images(given)
    view.composer.edit.insertPlainText("Dear Ana, these are the colours we have in stock. " * 185)
    view.composer.notice.say(Refusal("paste_too_long", {"length": 1_000_000, "limit": MAX_TEXT_CHARS}))
    await stage.show(view)
    view.forget()


if __name__ == "__main__":
    play(story)
