"""The palette over the window: what was used last and all that can be done, or with something typed."""

import tempfile
from pathlib import Path

from tests.stories.rich_desk import RICH, enrich
from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.ids import ConversationId
from workstation.ui.main_window import MainWindow


async def story(stage: Stage) -> None:
    """Show the palette; in English with something typed."""
    with tempfile.TemporaryDirectory() as folder:
        seeded = SeededDesk(Path(folder), stage.bus)
        enrich(seeded)
        window = MainWindow(stage.bus, seeded)
        window.resize(stage.size)
        window.show_desk(seeded.desk)
        window.close_wanted.connect(window.hide)
        window.show()
        for number in (2, 6, 5, RICH):
            window.open_conversation(ConversationId(number))
        await stage.rest()
        window.open_palette()
        if window.palette_box is not None and stage.options.language == "en":
            window.palette_box.field.setText("no")
        await stage.show(window)
        window.forget_desk()
        await seeded.close()


if __name__ == "__main__":
    play(story)
