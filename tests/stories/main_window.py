"""The whole window over a seeded desk: on-line, off-line, or with the palette open."""

import tempfile
from datetime import timedelta
from pathlib import Path

from tests.stories.seeded_desk import NOW, SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.ids import ConversationId
from workstation.domain.link import LinkState, Phase
from workstation.ui.main_window import MainWindow

OFFLINE = LinkState(
    phase=Phase.OFFLINE,
    problem_code="unreachable",
    as_of=NOW - timedelta(minutes=3),
    retry_at=NOW + timedelta(seconds=4),
    waiting=3,
)


async def story(stage: Stage) -> None:
    with tempfile.TemporaryDirectory() as folder:
        seeded = SeededDesk(Path(folder), stage.bus)
        window = MainWindow(stage.bus, seeded)
        window.resize(stage.size)
        window.show_desk(seeded.desk)
        window.close_wanted.connect(window.hide)
        window.show()
        window.open_conversation(ConversationId(2))
        await stage.show(window)
        window.forget_desk()
        await seeded.close()


if __name__ == "__main__":
    play(story)
