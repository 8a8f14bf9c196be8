"""The line over the screens that says what is wrong and offers a way out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workstation.ui.problems import Problem, Weight
from workstation.ui.theme import Tokens, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.words import Words

_ICONS = {Weight.INFO: "offline", Weight.WARNING: "warning", Weight.DANGER: "error"}


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


class Banner(QWidget):
    """Shows the weightiest of the problems it was told of; takes no room when there is none.

    Signals:
        acted(str): the way out was chosen: `retry`, `sign_in`, `quit` or `settings`.
    """

    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: dict[str, Problem] = {}
        self._dismissed: dict[str, str] = {}
        self._shown = ""
        self._sign = _Sign(self)
        self._title = Words(self, bold=True, wrap=True)
        self._text = Words(self, wrap=True)
        for label in (self._title, self._text):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._action = QPushButton(self)
        self._action.clicked.connect(self._on_action_clicked)
        self._close = IconButton("close", self, side=28)
        self._close.clicked.connect(self._dismiss)
        self._close.set_words(self.tr("Put this away"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    @property
    def shown(self) -> str:
        """Key of the problem in sight, or empty."""
        return self._shown

    @property
    def title(self) -> str:
        """What it says."""
        return self._title.text()

    def tell(self, key: str, problem: Problem | None) -> None:
        """Say a problem, or that it is over."""
        if problem is None:
            self._problems.pop(key, None)
            self._dismissed.pop(key, None)
        else:
            self._problems[key] = problem
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._close.set_words(self.tr("Put this away"))
        super().changeEvent(event)

    def _show(self) -> None:
        open_ones = {key: p for key, p in self._problems.items() if self._dismissed.get(key) != p.title}
        key = max(open_ones, key=lambda one: open_ones[one].weight, default="")
        appeared = bool(key) and key != self._shown
        self._shown = key
        if not key:
            self.hide()
            return
        problem = open_ones[key]
        self._sign.weight = problem.weight
        self._title.setText(problem.title)
        self._text.setText(problem.text)
        self._action.setText(problem.action_text)
        self._action.setVisible(bool(problem.action))
        self.setAccessibleName(f"{problem.title}. {problem.text}")
        self.update()
        self.show()
        if appeared:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _on_action_clicked(self) -> None:
        if self._shown:
            self.acted.emit(self._problems[self._shown].action)

    def _dismiss(self) -> None:
        if self._shown:
            self._dismissed[self._shown] = self._problems[self._shown].title
            self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), ground(self._sign.weight, colours))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colours.border)
        painter.end()
