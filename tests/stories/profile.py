"""The panel beside the chat: a buyer, and what a search finds."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.stories.stage import Stage, play
from tests.ui.chat import samples
from tests.ui.chat.memory_desk import Talk, long_name, memory_desk
from workstation.domain.ids import ConversationId
from workstation.ui.profile.view import ProfileView


async def story(stage: Stage) -> None:
    """Show three panels: a buyer, a search, names that try to break the layout."""
    talks = {1: Talk(items=samples.many(500)), 2: Talk(items=samples.many(50), buyer=long_name(), exhibit=None)}
    desk = memory_desk(talks, stage.bus)
    window = QWidget()
    line = QHBoxLayout(window)
    panels = [ProfileView(desk, stage.bus, window) for _ in range(3)]
    for panel, ref in zip(panels, (1, 1, 2), strict=True):
        panel.setFixedWidth(300)
        line.addWidget(panel)
        panel.open_conversation(ConversationId(ref))
    panels[1].search()
    panels[1].history.field.setText("fob 价")
    panels[1].history.search_now()
    window.resize(930, stage.size.height())
    await stage.show(window, resize=False)
    for panel in panels:
        panel.forget()


if __name__ == "__main__":
    play(story)
