"""A conversation read in one's own language: from the memory, from an engine, a doubtful one; an answer."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from tests.stories.seeded_desk import SeededDesk
from tests.stories.stage import Stage, play
from workstation.domain.ids import ConversationId
from workstation.domain.translation.doubts import doubts
from workstation.domain.translation.engines import Pair
from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation.translated import Origin, Translation
from workstation.ui.chat.timeline import readings
from workstation.ui.chat.translating import wording
from workstation.ui.chat.view import ChatView

REF = ConversationId(1)
SAID = {
    "zh-Hans": ("您好，请问 500 件的价格是多少？", "请在 10 月 24 日前发货。"),
    "en": ("Hello, what is the price for 500 pcs?", "Please ship before October 24."),
}


async def story(stage: Stage) -> None:
    """Show the chat with translations."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        seeded = SeededDesk(Path(folder), stage.bus)
        view = ChatView(seeded.desk, stage.bus)
        view.open_conversation(REF)
        await stage.rest()
        mine = wording.my_language()
        items = [item for item in view.timeline.rows.items if item.from_buyer and item.text]
        for item, text, origin in zip(items[-2:], SAID[mine], (Origin.MEMORY, Origin.ENGINE), strict=False):
            pair = Pair(source="es", target=mine)
            made = Translation(
                text=text,
                pair=pair,
                origin=origin,
                engine="memory" if origin is Origin.MEMORY else "LibreTranslate",
                at=datetime.now(UTC),
                doubts=doubts(item.text, text, "es", mine) if origin is Origin.ENGINE else (),
            )
            readings.put(item.key, view.languages.reader._worded(made))
        view.timeline.reread({item.key for item in items})
        view.languages._on_habit(ReadingHabit(outgoing=True))
        view.languages.strip.open(REF, "es")
        view.composer.set_writable(True, "")
        view.composer.edit.setPlainText("交期是40天。" if mine == "zh-Hans" else "The lead time is 40 days.")
        await stage.rest()
        await stage.rest()
        await stage.show(view)
        view.forget()
        readings.clear()
        await seeded.close()


if __name__ == "__main__":
    play(story)
