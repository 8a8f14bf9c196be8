"""A conversation with one of everything: states, pictures, quotes, scripts, a colleague, a line of the platform."""

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import Talk, memory_desk
from workstation.domain.ids import ConversationId
from workstation.ui.chat.view import ChatView


async def story(stage: Stage) -> None:
    """Show the chat, with new messages below what was read."""
    items = samples.everything()
    talk = Talk(
        items=[item for item in items if item.n is not None],
        pending=[item for item in items if item.n is None],
        unread_from_n=10,
    )
    view = ChatView(memory_desk({1: talk}, stage.bus), stage.bus)
    view.open_conversation(ConversationId(1))
    await stage.show(view)
    view.forget()


if __name__ == "__main__":
    play(story)
