"""The conversation's switches behind the 译 button: read in my language, write in mine and send in theirs."""

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from workstation.domain.translation.habits import ReadingHabit
from workstation.domain.translation.policy import BuyerTranslation, Reach
from workstation.ui.chat import people

LANGUAGES = (
    "en", "es", "pt", "fr", "ru", "ar", "de", "it", "ja", "ko", "vi", "th", "id", "tr", "hi", "fa",
    "zh-Hans", "zh-Hant",
)  # fmt: skip


class Switches(QObject):
    """Shows the switches as a menu.

    Signals:
        habit_chosen(ReadingHabit): a switch of this conversation was turned.
        buyer_chosen(str, str): how far the buyer's texts may travel (a `Reach`), and the buyer's language.
    """

    habit_chosen = Signal(object)
    buyer_chosen = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self.habit = ReadingHabit()
        self.buyer = BuyerTranslation()
        self.usual = ""
        self.may_decide = False

    def popup(self, place: QPoint) -> QMenu:
        """Show the menu at a global place."""
        menu = QMenu(self._widget)
        menu.setToolTipsVisible(True)
        for name, text in (
            ("incoming", self.tr("Translate what comes in")),
            ("outgoing", self.tr("Write in my language, send in theirs")),
            ("both", self.tr("Show originals as well")),
        ):
            action = menu.addAction(text)
            action.setObjectName(name)
            action.setCheckable(True)
            action.setChecked(getattr(self.habit, name))
            action.toggled.connect(lambda on, name=name: self._turn(name, on))
        menu.addSeparator()
        self._add_language(menu)
        self._add_reach(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
        return menu

    def _turn(self, name: str, on: bool) -> None:
        from msgspec.structs import replace

        self.habit = replace(self.habit, **{name: on})
        self.habit_chosen.emit(self.habit)

    def _add_language(self, menu: QMenu) -> None:
        known = self.buyer.language or self.usual
        title = self.tr("The buyer's language: {language}").format(
            language=people.language_name(known) or self.tr("not known yet")
        )
        choice = menu.addMenu(title)
        choice.setEnabled(self.may_decide)
        detected = choice.addAction(self.tr("As detected"))
        detected.setCheckable(True)
        detected.setChecked(not self.buyer.language)
        detected.triggered.connect(lambda: self.buyer_chosen.emit(self.buyer.reach.value, ""))
        for language in LANGUAGES:
            action = choice.addAction(people.language_name(language))
            action.setCheckable(True)
            action.setChecked(self.buyer.language == language)
            action.triggered.connect(
                lambda _on=False, language=language: self.buyer_chosen.emit(self.buyer.reach.value, language)
            )

    def _add_reach(self, menu: QMenu) -> None:
        choice = menu.addMenu(self.tr("What this buyer writes may go"))
        choice.setEnabled(self.may_decide)
        for reach, text in (
            (Reach.ENGINES, self.tr("to the engines that the company allows")),
            (Reach.LOCAL, self.tr("nowhere: only translate on this machine")),
            (Reach.NEVER, self.tr("nowhere: never translate")),
        ):
            action = choice.addAction(text)
            action.setObjectName(reach.value)
            action.setCheckable(True)
            action.setChecked(self.buyer.reach is reach)
            action.triggered.connect(
                lambda _on=False, reach=reach: self.buyer_chosen.emit(reach.value, self.buyer.language)
            )
