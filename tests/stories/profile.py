"""The panel beside the chat: a buyer of whom much is known, a search, names that try to break the layout."""

import tempfile
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.stories.rich_desk import ODD, RICH, enrich
from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.ui.profile.view import ProfileView


async def story(stage: Stage) -> None:
    """Show four panels: a buyer, the rest of it, a search, odd names."""
    with tempfile.TemporaryDirectory() as folder:
        seeded = SeededDesk(Path(folder), stage.bus)
        enrich(seeded)
        window = QWidget()
        line = QHBoxLayout(window)
        panels = [ProfileView(seeded.desk, stage.bus, seeded, window) for _ in range(4)]
        for panel, ref in zip(panels, (RICH, RICH, RICH, ODD), strict=True):
            panel.setFixedWidth(300)
            line.addWidget(panel)
            panel.open_conversation(ref)
        window.resize(1240, stage.size.height())
        window.show()
        panels[2].search()
        panels[2].history.field.setText("fob 宁波")
        panels[2].history.search_now()
        await stage.rest()
        bar = panels[1].person.verticalScrollBar()
        bar.setValue(bar.maximum())
        await stage.show(window, resize=False)
        for panel in panels:
            panel.forget()
        await seeded.close()


if __name__ == "__main__":
    play(story)
