"""A chat with a colleague who points at conversations, one of which is not mine to see."""

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import LI, Talk, memory_desk
from workstation.domain.ids import ConversationId
from workstation.ui.chat.view import ChatView


async def story(stage: Stage) -> None:
    """Show the chat."""
    talk = Talk(items=samples.among_colleagues(), colleague=LI)
    view = ChatView(memory_desk({1: talk}, stage.bus), stage.bus)
    view.open_conversation(ConversationId(1))
    await stage.show(view)
    view.forget()


if __name__ == "__main__":
    play(story)
