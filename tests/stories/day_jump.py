"""The calendar that leads to a day: days with messages here are marked, days that may be on the server are offered."""

import asyncio
from datetime import timedelta

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import Talk, memory_desk
from workstation.domain.ids import ConversationId
from workstation.ui.chat.view import ChatView


async def story(stage: Stage) -> None:
    """Show the calendar by itself."""
    said = [samples.item(n, f"line {n}", at=samples.START + timedelta(hours=9 * n)) for n in range(1, 90)]
    talk = Talk(items=said[24:], on_server=said[:24])
    view = ChatView(memory_desk({1: talk}, stage.bus), stage.bus)
    view.open_conversation(ConversationId(1))
    view.resize(stage.size)
    view.show()
    while view.feed.head is None:
        await asyncio.sleep(0.02)
    view.feed.jump_to(40)
    view.day_jump.choose()
    while view.day_jump.picker is None or not view.day_jump.picker.isVisible():
        await asyncio.sleep(0.02)
    await stage.show(view.day_jump.picker, resize=False)
    view.day_jump.picker.close()
    view.forget()


if __name__ == "__main__":
    play(story)
