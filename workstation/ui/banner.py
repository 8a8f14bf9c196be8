"""The line over the screens that says what is wrong and offers a way out."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workstation.ui.problems import Problem, Weight
from workstation.ui.theme import Tokens, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.words import Words

_ICONS = {Weight.INFO: "offline", Weight.WARNING: "warning", Weight.DANGER: "error"}


LINES: Final = 2
"""At once; more would leave no room for the work."""


class _Sign(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.weight = Weight.INFO
        self.setFixedSize(QSize(20, 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self.rect(), _ICONS[self.weight], ink(self.weight, tokens()))
        painter.end()


def ink(weight: Weight, colours: Tokens) -> QColor:
    """Return the colour of the sign for a weight."""
    return {Weight.INFO: colours.muted, Weight.WARNING: colours.warning, Weight.DANGER: colours.danger}[weight]


def ground(weight: Weight, colours: Tokens) -> QColor:
    """Return the colour behind a weight's text."""
    return {Weight.INFO: colours.hover, Weight.WARNING: colours.warning_soft, Weight.DANGER: colours.danger_soft}[
        weight
    ]


class BannerLine(QWidget):
    """One problem.

    Signals:
        acted(str): the way out was chosen.
        put_away(): it was closed.
    """

    acted = Signal(str)
    put_away = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._doing = ""
        self._sign = _Sign(self)
        self.title = Words(self, bold=True, wrap=True)
        self._text = Words(self, wrap=True)
        for label in (self.title, self._text):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.action = QPushButton(self)
        self.action.clicked.connect(lambda: self.acted.emit(self._doing))
        self.close_button = IconButton("close", self, side=28)
        self.close_button.clicked.connect(self.put_away)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self._text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.retranslate()

    def say(self, problem: Problem) -> None:
        """Word it."""
        self._doing = problem.action
        self._sign.weight = problem.weight
        self.title.setText(problem.title)
        self._text.setText(problem.text)
        self.action.setText(problem.action_text)
        self.action.setVisible(bool(problem.action))
        self.setAccessibleName(f"{problem.title}. {problem.text}")
        self.update()

    def retranslate(self) -> None:
        """Word its button."""
        self.close_button.set_words(self.tr("Put this away"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground(self._sign.weight, colours))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.border)
        painter.end()


class Banner(QWidget):
    """Shows the weightiest of the problems it was told of, and below it what else must be known; else takes no room.

    Signals:
        acted(str): the way out was chosen: `retry`, `sign_in`, `quit` or `settings`.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: dict[str, Problem] = {}
        self._dismissed: dict[str, str] = {}
        self.shown: list[str] = []
        """Keys of the problems in sight, the weightiest first."""
        self.lines = [self._line(place) for place in range(LINES)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in self.lines:
            column.addWidget(line)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def _line(self, place: int) -> BannerLine:
        line = BannerLine(self)
        line.acted.connect(self.acted)
        line.put_away.connect(lambda: self._dismiss(place))
        return line

    def tell(self, key: str, problem: Problem | None) -> None:
        """Say a problem, or that it is over."""
        if problem is None:
            self._problems.pop(key, None)
            self._dismissed.pop(key, None)
        else:
            self._problems[key] = problem
        self._show()

    def _show(self) -> None:
        wanted = [key for key, problem in self._problems.items() if self._dismissed.get(key) != problem.title]
        wanted.sort(key=lambda key: -self._problems[key].weight)
        before, self.shown = self.shown, wanted[:LINES]
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(self.shown))
            if place < len(self.shown):
                line.say(self._problems[self.shown[place]])
        self.setVisible(bool(self.shown))
        for key in self.shown:
            if key not in before:
                line = self.lines[self.shown.index(key)]
                QAccessible.updateAccessibility(QAccessibleEvent(line, QAccessible.Event.Alert))

    def _dismiss(self, place: int) -> None:
        if place < len(self.shown):
            key = self.shown[place]
            self._dismissed[key] = self._problems[key].title
            self._show()
