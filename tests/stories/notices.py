"""The message centre in the window: kinds of notices over three days, some unread; or empty."""

import tempfile
from datetime import timedelta
from pathlib import Path

from tests.helpers.builders import make_notice
from tests.stories.rich_desk import enrich
from tests.stories.seeded_desk import NOW, SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.changes import ChangeSet
from workstation.domain.ids import ConversationId
from workstation.storage import notices
from workstation.ui.main_window import NOTICES, MainWindow

LI = {"by_zh": "李强", "by_en": "Qiang Li"}
TOLD = (
    make_notice(9, code="assigned", params={"rule": "exhibit"}, at=NOW, conversation_id=ConversationId(3)),
    make_notice(8, code="transferred", params=LI | {"reason": "客户说意大利语，您更熟悉"},
                at=NOW - timedelta(minutes=12), conversation_id=ConversationId(2)),
    make_notice(7, code="card_received", at=NOW - timedelta(minutes=40), conversation_id=ConversationId(4),
                params={"name_zh": "", "name_en": "José Hernández", "company_zh": "", "company_en": "Grupo Lumínico"}),
    make_notice(6, code="transfer_asked", params=LI | {"buyer": "Amélie Dubois"}, at=NOW - timedelta(hours=2)),
    make_notice(5, code="hologram", at=NOW - timedelta(hours=3), read=True),
    make_notice(4, code="transfer_declined", at=NOW - timedelta(days=1), read=True,
                params=LI | {"buyer": "陈志明", "reason": "今天下午不在展位"}),
    make_notice(3, code="assigned", params={"rule": "queue"}, at=NOW - timedelta(days=1, hours=1), read=True,
                conversation_id=ConversationId(6)),
    make_notice(2, code="taken_over", params=LI, at=NOW - timedelta(days=4), read=True,
                conversation_id=ConversationId(1)),
    make_notice(1, code="assigned", params={"rule": "section"}, at=NOW - timedelta(days=4), read=True,
                conversation_id=ConversationId(5)),
)  # fmt: skip


async def story(stage: Stage) -> None:
    """Show the window at its message centre."""
    with tempfile.TemporaryDirectory() as folder:
        seeded = SeededDesk(Path(folder), stage.bus)
        enrich(seeded)
        seeded.store.write_blocking(notices.store, list(TOLD))
        window = MainWindow(stage.bus, seeded)
        window.resize(stage.size)
        window.show_desk(seeded.desk)
        window.close_wanted.connect(window.hide)
        window.show()
        await stage.rest()
        stage.bus.add_change(ChangeSet(notices=True))
        window.show_screen(NOTICES)
        if window.late.notices is not None:
            window.late.notices.list.setFocus()
        await stage.show(window)
        window.forget_desk()
        await seeded.close()


if __name__ == "__main__":
    play(story)
