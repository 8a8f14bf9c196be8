"""Small parts of the meeting's dialogs: a line with something to copy, steps, a line that says what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.buttons import IconButton
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.words import Words

NAME_WIDTH: Final = 104


class Sign(QWidget):
    """An icon in a tone of the theme."""

    def __init__(self, name: str, tone: str = "muted", parent: QWidget | None = None, *, side: int = 18) -> None:
        super().__init__(parent)
        self._name, self._tone, self._side = name, tone, side
        self.setFixedSize(QSize(side, side))

    def set_sign(self, name: str, tone: str) -> None:
        """Show another one."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self.rect(), self._name, getattr(tokens(), self._tone), self._side)
        painter.end()


class CopyLine(QWidget):
    """A part of the meeting: its name, its value large enough to be read out, a button that copies it."""

    def __init__(self, parent: QWidget | None = None, *, large: bool = True) -> None:
        super().__init__(parent)
        self._copied = ""
        self._name = Words(self, size=Size.SMALL, tone="muted")
        self._name.setFixedWidth(NAME_WIDTH)
        self.value = Words(self, size=Size.TITLE if large else Size.BODY, bold=large, wrap=not large)
        self.value.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.button = IconButton("copy", self)
        self.button.clicked.connect(self._copy)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self._name)
        line.addWidget(self.value, 1)
        line.addWidget(self.button)
        self.hide()

    def show_value(self, name: str, shown: str, copied: str) -> None:
        """Show a value; an empty one takes no room.

        Args:
            name: what it is.
            shown: as it is read.
            copied: as it is pasted.
        """
        if copied != self._copied:
            self.button.set_icon_name("copy")
        self._copied = copied
        self._name.setText(name)
        self.value.setText(shown)
        self.value.setAccessibleName(f"{name}: {shown}")
        self.button.set_words(self.tr("Copy: {what}").format(what=name))
        self.setVisible(bool(shown))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._copied)
        self.button.set_icon_name("check")
        self.button.set_words(self.tr("Copied"))


class Steps(QWidget):
    """Numbered steps, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._lines: list[tuple[_Number, Words]] = []
        self.texts: list[str] = []

    def show_steps(self, texts: Sequence[str]) -> None:
        """Show these."""
        self.texts = list(texts)
        while len(self._lines) < len(texts):
            self._add()
        for at, (number, words) in enumerate(self._lines):
            used = at < len(texts)
            number.setVisible(used)
            words.setVisible(used)
            words.setText(texts[at] if used else "")

    def _add(self) -> None:
        number, words = _Number(len(self._lines) + 1, self), Words(self, wrap=True)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(number, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)
        self._column.addLayout(line)
        self._lines.append((number, words))


class _Number(QWidget):
    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._number = number
        self.setFixedSize(QSize(22, 22))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_soft)
        painter.drawEllipse(QRectF(self.rect()))
        painter.setPen(colours.on_accent_soft)
        painter.setFont(text_font(Size.SMALL, bold=True))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class Happened(QWidget):
    """Says what was done and what to do if it did not help; takes no room while nothing was done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._good = True
        self._sign = Sign("check", "success", self)
        self._text = Words(self, wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What it says; empty while nothing was done."""
        return "" if self.isHidden() else self._text.text()

    def say(self, words: str, *, good: bool = True, sign: str = "") -> None:
        """Show some words; none hides it."""
        appeared = bool(words) and (self.isHidden() or words != self._text.text())
        self._good = good
        self._sign.set_sign(sign or ("check" if good else "warning"), "success" if good else "warning")
        self._text.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.update()
        if appeared:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent_soft if self._good else colours.warning_soft)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.StyleChange:
            self.update()
        super().changeEvent(event)
