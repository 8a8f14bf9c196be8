"""What stands on a buyer's card, in one's own language: from memory and glossary alone."""

from PySide6.QtWidgets import QWidget

from workstation.domain.card import CardContent
from workstation.domain.errors import Refusal
from workstation.services.desk import Desk
from workstation.services.views import ConversationRef
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.chat.translating import wording
from workstation.ui.chat.translating.popup import TranslationPopup


class CardPopup(TranslationPopup):
    """Lists title, department and what the card says besides; what nobody knows stays as it is."""

    def __init__(self, desk: Desk, content: CardContent, ref: ConversationRef, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAccessibleName(self.tr("The card in my language"))
        self.wait()
        self.work.run(self._read(content, ref))

    async def _read(self, content: CardContent, ref: ConversationRef) -> None:
        from workstation.services.translation.cards import in_memory

        try:
            lines = await in_memory(self._desk.translation, content, wording.my_language(), ref)
        except Refusal as refusal:
            self.show_refusal(refusal)
            return
        if not any(line.known for line in lines):
            self.say(self.tr("The memory knows none of its words, and cards are never sent to an engine."))
            return
        said = [
            f"{isolated_name(line.original)}\n{line.known}" if line.known not in ("", line.original) else line.original
            for line in lines
        ]
        self.show_made("\n\n".join(said), (), self.tr("From memory and glossary; nothing left this machine"))
