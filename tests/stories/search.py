"""A search in the window: buyers, notes and messages, a filter in force, older history elsewhere."""

import tempfile
from pathlib import Path

from tests.helpers.builders import make_events, make_message
from tests.stories.rich_desk import RICH, enrich
from tests.stories.seeded_desk import NOW, SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.link import LinkState, Phase
from workstation.storage import inbound
from workstation.ui.main_window import MainWindow


async def story(stage: Stage) -> None:
    """Show the window with something typed."""
    with tempfile.TemporaryDirectory() as folder:
        seeded = SeededDesk(Path(folder), stage.bus)
        enrich(seeded)
        store = seeded.store
        first = (store.read_blocking(inbound.cursor) or 0) + 1
        late = make_events(first, [make_message(3, 90, text="Price FOB Ningbo?", at=NOW)])
        store.write_blocking(inbound.apply, late)
        window = MainWindow(stage.bus, seeded)
        window.resize(stage.size)
        window.show_desk(seeded.desk)
        window.close_wanted.connect(window.hide)
        window.show()
        window.open_conversation(RICH)
        inbox = window.workplace.inbox
        inbox.focus_search()
        stage.bus.post_link(LinkState(phase=Phase.ONLINE, as_of=NOW))
        inbox.search.setText("fob 宁波" if stage.options.language == "zh_CN" else "fob")
        await stage.rest()
        if inbox.results is not None:
            inbox.results.filters.when = "month"
            inbox.results.filters.retranslate()
            inbox.results.search_now()
        await stage.show(window)
        window.forget_desk()
        await seeded.close()


if __name__ == "__main__":
    play(story)
