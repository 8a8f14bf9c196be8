"""The translation of what is selected, in a small window that goes with the next click."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.services.desk import Desk
from workstation.services.views import ConversationRef
from workstation.ui.chat.translating import wording
from workstation.ui.loop import Latest
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

_WIDTH = 380


class SelectionPopup(QFrame):
    """Shows it, where it came from, what is doubtful."""

    def __init__(self, desk: Desk, text: str, usual: str, ref: ConversationRef, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "true")
        self.setFixedWidth(_WIDTH)
        self._desk = desk
        self._work = Latest(self)
        self.result = Words(self, wrap=True)
        self.result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.warning = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        self.note = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.copy = QPushButton(self.tr("Copy"), self)
        self.copy.clicked.connect(self._on_copy)
        self.setAccessibleName(self.tr("Translation of the selection"))
        bottom = QHBoxLayout()
        bottom.addWidget(self.note, 1)
        bottom.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for part in (self.result, self.warning):
            column.addWidget(part)
        column.addLayout(bottom)
        self.warning.hide()
        self.copy.hide()
        self.result.setText(self.tr("Translating …"))
        self._work.run(self._translate(text, usual, ref))

    async def _translate(self, text: str, usual: str, ref: ConversationRef) -> None:
        try:
            made = await self._desk.translation.translate(
                text, target=wording.my_language(), usual=usual, conversation=ref
            )
        except Refusal as refusal:
            self.result.setText(wording.refusal(refusal))
            self.result.set_tone("muted")
        else:
            self.result.setText(made.text)
            self.note.setText(wording.note(made))
            self.warning.setText(wording.warning(made))
            self.warning.setVisible(bool(self.warning.text()))
            self.copy.show()
        self.adjustSize()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.result.text())
        self.close()

    def show_at(self, place: QPoint) -> None:
        """Show it near a global place, wholly on its screen."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        y = max(room.top(), min(place.y() + 12, room.bottom() - 2 * self.height()))
        self.move(x, y)
        self.show()
