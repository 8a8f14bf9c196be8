"""An archived buyer: read at once, written to when one wants; and a message about an exhibit."""

from datetime import timedelta

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import Talk, memory_desk
from workstation.domain.ids import ConversationId
from workstation.domain.message import EXHIBIT
from workstation.services.views import ItemState
from workstation.ui.chat.view import ChatView


async def story(stage: Stage) -> None:
    """Show the chat."""
    long_ago = samples.START - timedelta(days=200)
    said = [
        samples.item(1, kind=EXHIBIT, exhibit_id=samples.BIKE.id, exhibit=samples.BIKE, at=long_ago),
        samples.item(2, samples.TEXTS[0], at=long_ago + timedelta(minutes=1)),
        samples.item(3, samples.TEXTS[1], at=long_ago + timedelta(minutes=9), mine=True, state=ItemState.READ),
        samples.item(4, samples.TEXTS[7], at=long_ago + timedelta(minutes=30)),
    ]
    view = ChatView(memory_desk({1: Talk(items=said, archived=True)}, stage.bus), stage.bus)
    view.open_conversation(ConversationId(1))
    await stage.show(view)
    view.forget()


if __name__ == "__main__":
    play(story)
