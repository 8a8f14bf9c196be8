"""The translation of what is selected, in a small window that goes with the next click."""

from PySide6.QtWidgets import QWidget

from workstation.domain.errors import Refusal
from workstation.services.desk import Desk
from workstation.services.views import ConversationRef
from workstation.ui.chat.translating import wording
from workstation.ui.chat.translating.popup import TranslationPopup


class SelectionPopup(TranslationPopup):
    """Reads a piece of text in one's own language.

    Args (of the constructor):
        usual: the writer's usual language.
        ref: in which conversation it stands.
    """

    def __init__(self, desk: Desk, text: str, usual: str, ref: ConversationRef, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAccessibleName(self.tr("Translation of the selection"))
        self.wait()
        self.work.run(self._translate(text, usual, ref))

    async def _translate(self, text: str, usual: str, ref: ConversationRef) -> None:
        try:
            made = await self._desk.translation.translate(
                text, target=wording.my_language(), usual=usual, conversation=ref
            )
        except Refusal as refusal:
            self.show_refusal(refusal)
        else:
            self.show_made(made.text, (made,))
