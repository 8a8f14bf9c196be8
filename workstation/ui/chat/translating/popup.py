"""A small window with a translation, where it came from and what is doubtful; it goes with the next click or Esc."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from workstation.domain.errors import Refusal
from workstation.domain.translation.translated import Translation
from workstation.ui.chat.translating import wording
from workstation.ui.loop import Latest
from workstation.ui.theme import Size
from workstation.ui.widgets.words import Words

_WIDTH = 400
_SIDE = 16
_TALLEST = 280


class TranslationPopup(QFrame):
    """What is shown is the subclass's to fetch; a long text scrolls, so that it never leaves the screen.

    Attributes:
        result: the translation, or why there is none.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("card", "true")
        self.setFixedWidth(_WIDTH)
        self.work = Latest(self)
        self._place: QPoint | None = None
        self.column = QVBoxLayout(self)
        self.foot = QWidget(self)
        self.title = Words(self, bold=True, wrap=True)
        self.result = Words(self, wrap=True)
        self.warning = Words(self, size=Size.SMALL, tone="warning", wrap=True)
        self.note = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.copy = QPushButton(self)
        self.copy.setText(self.tr("Copy"))
        self.copy.clicked.connect(self._on_copy)
        for words in (self.title, self.result):
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self._build()
        self.title.hide()
        self._show_feet(False)

    def _build(self) -> None:
        inside = QWidget(self)
        words = QVBoxLayout(inside)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        words.addWidget(self.title)
        words.addWidget(self.result)
        words.addStretch(1)
        self.area = QScrollArea(self)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside.setAutoFillBackground(False)
        self.area.viewport().setAutoFillBackground(False)
        bottom = QHBoxLayout(self.foot)
        bottom.setContentsMargins(0, 0, 0, 0)
        bottom.addWidget(self.note, 1)
        bottom.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignBottom)
        self.column.setContentsMargins(_SIDE, 12, _SIDE, 12)
        self.column.setSpacing(8)
        for part in (self.area, self.warning, self.foot):
            self.column.addWidget(part)

    @property
    def text(self) -> str:
        """What *Copy* takes."""
        return self.result.text()

    def wait(self) -> None:
        """Say that it is being translated."""
        self.title.hide()
        self.result.set_tone("muted")
        self.result.setText(self.tr("Translating …"))
        self._show_feet(False)
        self.fit()

    def show_made(self, text: str, made: tuple[Translation, ...], note: str = "") -> None:
        """Show a translation.

        Args:
            made: what of it was translated, for doubts and the line below.
            note: the line below where nothing was.
        """
        self.result.set_tone("text")
        self.result.setText(text)
        warnings = dict.fromkeys(warning for one in made if (warning := wording.warning(one)))
        self.warning.setText("\n".join(warnings))
        self.note.setText(wording.note(made[-1]) if made else note)
        self._show_feet(True)
        self.warning.setVisible(bool(warnings))
        self.copy.setFocus()
        self.fit()

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why there is no translation."""
        self.say(wording.refusal(refusal))

    def say(self, words: str) -> None:
        """Say something in the place of a translation."""
        self.result.set_tone("muted")
        self.result.setText(words)
        self._show_feet(False)
        self.fit()

    def _show_feet(self, shown: bool) -> None:
        self.foot.setVisible(shown)
        self.warning.setVisible(shown)

    def fit(self) -> None:
        """Take as much room as the words need, and stay on the screen."""
        room = _WIDTH - 2 * _SIDE
        shown = [words for words in (self.title, self.result) if not words.isHidden()]
        height = sum(words.heightForWidth(room) for words in shown) + 4 * (len(shown) - 1)
        self.area.setFixedHeight(min(max(height, self.fontMetrics().height()) + 2, _TALLEST))
        self.column.activate()
        self.resize(self.column.totalSizeHint().width(), self.column.totalHeightForWidth(_WIDTH))
        if self._place is not None:
            self._move(self._place)

    def _move(self, place: QPoint) -> None:
        """Go below a place, or above it where there is no room below."""
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        y = place.y() + 12
        if y + self.height() > room.bottom():
            y = max(room.top(), min(place.y() - 12 - self.height(), room.bottom() - self.height()))
        self.move(x, y)

    def show_at(self, place: QPoint) -> None:
        """Show it near a global place, wholly on its screen."""
        self._place = place
        self.fit()
        self.show()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text)
        self.close()
