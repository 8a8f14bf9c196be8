"""The dialog that writes a conversation into files, off-line."""

import tempfile
from pathlib import Path

from tests.stories.rich_desk import RICH, enrich
from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.link import LinkState, Phase
from workstation.ui.profile.export_dialog import ExportDialog


async def story(stage: Stage) -> None:
    """Show the dialog."""
    with tempfile.TemporaryDirectory() as folder:
        seeded = SeededDesk(Path(folder), stage.bus)
        enrich(seeded)
        seeded.desk.link = LinkState(phase=Phase.OFFLINE)
        dialog = ExportDialog(seeded.desk, RICH, await seeded.desk.chat.head(RICH), seeded)
        await stage.show(dialog, resize=False)
        dialog.close()
        await seeded.close()


if __name__ == "__main__":
    play(story)
