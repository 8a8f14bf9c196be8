"""The quote dialog, filled from the exhibit that the buyer asks about."""

import asyncio

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import Talk, memory_desk
from workstation.domain.ids import ConversationId
from workstation.ui.chat.view import ChatView


async def story(stage: Stage) -> None:
    """Show the dialog by itself."""
    talk = Talk(items=samples.many(20), exhibit=samples.BIKE)
    view = ChatView(memory_desk({1: talk}, stage.bus), stage.bus)
    view.open_conversation(ConversationId(1))
    view.resize(stage.size)
    view.show()
    while view.feed.head is None:
        await asyncio.sleep(0.02)
    view.quotes.open()
    while view.quotes.dialog is None:
        await asyncio.sleep(0.02)
    await stage.show(view.quotes.dialog, resize=False)
    view.forget()


if __name__ == "__main__":
    play(story)
