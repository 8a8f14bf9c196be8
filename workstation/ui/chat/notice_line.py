"""A line above the composer that says what went wrong and what to do, until it is read or has no more use."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from workstation.domain.errors import Refusal
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

NAMED: Final = 3
"""So many files are named; how many more there are stands below them."""
_LONGEST_NAME: Final = 48

About = tuple[str, Refusal]
"""What was refused (a file's name; may be empty), and why."""


class NoticeLine(QWidget):
    """Shows one notice at a time, or why several files were refused.

    Args:
        parent: of the widget.
        reason: words a refusal's code and parameters.

    Signals:
        dismissed(): its cross was pressed.
    """

    dismissed = Signal()

    def __init__(
        self, parent: QWidget | None = None, reason: Callable[[str, wording.Params], str] = wording.reason
    ) -> None:
        super().__init__(parent)
        self._reason = reason
        self._said: tuple[About, ...] = ()
        self._sign = QLabel(self)
        self._text = Words(self, size=Size.SMALL, wrap=True)
        self._close = IconButton("close", self, side=26)
        self._close.clicked.connect(self._on_closed)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 6, 6)
        line.setSpacing(8)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._text, 1)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self.restyle()
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._text.text() if self._said else ""

    def say(self, refusal: Refusal) -> None:
        """Show why something was refused."""
        self.say_each((("", refusal),))

    def say_each(self, said: Sequence[About]) -> None:
        """Show why several things were refused, each by its name."""
        self._said = tuple(said)
        self.retranslate()
        self.setVisible(bool(self._said))

    def clear(self) -> None:
        """Say nothing."""
        self.say_each(())

    def forget(self, code: str) -> None:
        """Say no more what has been mended meanwhile."""
        left = tuple(one for one in self._said if one[1].code != code)
        if left != self._said:
            self.say_each(left)

    def _on_closed(self) -> None:
        self.clear()
        self.dismissed.emit()

    def restyle(self) -> None:
        """Take the theme's colours."""
        self._sign.setPixmap(icon("warning", "danger").pixmap(18, 18))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().danger_soft)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.end()

    def retranslate(self) -> None:
        """Word it anew."""
        self._close.set_words(self.tr("Dismiss"))
        self._text.setText("\n".join(self._lines()))

    def _lines(self) -> list[str]:
        lines = [self._line(name, self._reason(why.code, why.params)) for name, why in self._said[:NAMED]]
        more = len(self._said) - NAMED
        return [*lines, self.tr("and %n more file(s)", "", more)] if more > 0 else lines

    def _line(self, name: str, reason: str) -> str:
        if not name:
            return reason
        short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 16]}…{name[-15:]}"
        return self.tr("{name}: {reason}").format(name=isolated_name(one_line(short, _LONGEST_NAME)), reason=reason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
