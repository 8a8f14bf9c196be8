"""The list alone: forty buyers, one of them open."""

import asyncio
import tempfile
from pathlib import Path

from msgspec.structs import replace

from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.ids import ConversationId
from workstation.services.views import LIST_LIMIT
from workstation.ui.inbox.view import InboxView


async def story(stage: Stage) -> None:
    """Show the list of forty buyers."""
    with tempfile.TemporaryDirectory() as folder:
        seeded = SeededDesk(Path(folder), stage.bus)
        view = InboxView(stage.bus, seeded)
        view.resize(340, stage.size.height())
        await view.attach(seeded.desk)
        view.mark_open(ConversationId(2))
        while view.feed.reading:
            await asyncio.sleep(0.05)
        counts = replace(view.feed.counts, listed=LIST_LIMIT + 13, archived=500)
        view.foot.show_counts(counts, view.filter)
        await stage.show(view, resize=False)
        view.forget()
        await seeded.close()


if __name__ == "__main__":
    play(story)
