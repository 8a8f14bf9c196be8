"""An exhibit's name and description in a language one chooses: one's own, or the buyer's to tell them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workstation.domain.errors import Refusal
from workstation.domain.exhibit import Exhibit
from workstation.services.desk import Desk
from workstation.services.views import ConversationRef
from workstation.ui.chat import people
from workstation.ui.chat.translating import wording
from workstation.ui.chat.translating.popup import TranslationPopup
from workstation.ui.chat.translating.switches import LANGUAGES
from workstation.ui.widgets.buttons import Choice


class ExhibitPopup(TranslationPopup):
    """Begins with the buyer's language, as far as one reads the exhibit oneself.

    Args (of the constructor):
        usual: the buyer's usual language, "" when unknown.
        ref: where it is asked for.
    """

    def __init__(self, desk: Desk, exhibit: Exhibit, usual: str, ref: ConversationRef, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._exhibit = exhibit
        self._ref = ref
        self.language = Choice(self)
        self.language.setAccessibleName(self.tr("In which language"))
        mine = wording.my_language()
        for code in dict.fromkeys((mine, usual, *LANGUAGES)):
            if code:
                self.language.addItem(people.language_name(code), code)
        name, about = exhibit.own_words(mine)
        readable = bool(name) and (bool(about) or not any(exhibit.own_words(code)[1] for code in LANGUAGES))
        self.language.setCurrentIndex(max(0, self.language.findData(usual if usual and readable else mine)))
        self.language.currentIndexChanged.connect(lambda _at: self._begin())
        self.column.insertWidget(0, self.language, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(self.tr("The exhibit in another language"))
        self._begin()

    @property
    def text(self) -> str:
        return "\n".join(part for part in (self.title.text(), self.result.text()) if part)

    def _begin(self) -> None:
        self.wait()
        self.work.run(self._translate(str(self.language.currentData())))

    async def _translate(self, target: str) -> None:
        from workstation.services.translation.exhibits import in_language

        try:
            found = await in_language(self._desk.translation, self._exhibit, target, self._ref)
        except Refusal as refusal:
            self.show_refusal(refusal)
            return
        self.title.setText(found.name)
        self.title.show()
        own = "" if found.made else self.tr("The exhibitor's own words")
        self.result.setVisible(bool(found.about))
        self.show_made(found.about, found.made, own)
