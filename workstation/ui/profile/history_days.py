"""What the History tab lists while nothing is looked for: the days of the conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import one_line
from workstation.ui.profile.hits import Hit

if TYPE_CHECKING:
    from workstation.services.history import HistoryService
    from workstation.services.views import ConversationRef


class Days(QObject):
    """Words the days, the latest first; each leads to its first message."""

    def __init__(self, history: HistoryService, parent: QObject) -> None:
        super().__init__(parent)
        self._history = history

    async def read(self, conversation: ConversationRef) -> list[Hit]:
        """Return a row for each day on which people said something, as far as it is on this machine."""
        now = wording.now()
        return [
            Hit(
                n=one.n,
                at=one.at,
                who=formats.day_line(one.at, now),
                snippet=one_line(one.text, 120),
                marks=(),
                beside=self.tr("%n message(s)", "", one.messages),
            )
            for one in await self._history.by_day(conversation)
        ]
