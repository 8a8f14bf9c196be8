"""The list of keys (F1)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workstation.ui import hints
from workstation.ui.shortcuts import BINDINGS, wording
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.words import Words

_CAP: Final = 24
"""Height of a key cap."""
_GAP: Final = 4
_ARROWS: Final = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}
_WIDE: Final = 720
"""From this width on the groups stand in two columns."""


def native(key: str) -> str:
    """Return a key as this system writes it; what begins with `*` is no key."""
    if key.startswith("*"):
        return key[1:]
    text, last = _written(key), key.rpartition("+")[2]
    return text.replace(_written(last), _ARROWS[last]) if last in _ARROWS else text


def _written(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


class Keys(QWidget):
    """Some keys, each on a cap."""

    def __init__(self, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts = tuple(native(key) for key in keys)
        self.setAccessibleName(", ".join(self.texts))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(text_font(Size.SMALL, bold=True))
        return [max(_CAP, metrics.horizontalAdvance(text) + 14) for text in self.texts]

    def sizeHint(self) -> QSize:
        widths = self._widths()
        return QSize(sum(widths) + _GAP * (len(widths) - 1), _CAP)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(text_font(Size.SMALL, bold=True))
        x = 0
        for text, width in zip(self.texts, self._widths(), strict=True):
            cap = QRectF(x, 0, width, _CAP).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(colours.border, 1))
            painter.setBrush(colours.raised)
            painter.drawRoundedRect(cap, 5, 5)
            painter.setPen(colours.text)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, text)
            x += width + _GAP
        painter.end()


class ShortcutList(QDialog):
    """Shows the keys (F1).

    Args:
        enter_sends: what the user chose for Enter.
    """

    def __init__(self, parent: QWidget | None = None, *, enter_sends: bool = True) -> None:
        super().__init__(parent)
        self._enter_sends = enter_sends
        self._title = Words(self, size=Size.TITLE, bold=True)
        self._page = QWidget(self)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 0)
        layout.setSpacing(12)
        head = QHBoxLayout()
        head.setContentsMargins(24, 0, 24, 0)
        head.addWidget(self._title)
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self._fit(parent)
        self.retranslate()

    def _fit(self, parent: QWidget | None) -> None:
        room = (parent or self).window().size() if parent is not None else self.screen().availableGeometry().size()
        self.resize(min(880, room.width() - 48), min(620, room.height() - 48))

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._title.setText(self.tr("Keyboard shortcuts"))
        anywhere = hints.Group(
            self.tr("Anywhere"), tuple(hints.Hint(binding.keys, wording(binding.name)) for binding in BINDINGS)
        )
        self._fill((anywhere, *hints.groups(enter_sends=self._enter_sends)))

    def _fill(self, groups: tuple[hints.Group, ...]) -> None:
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(24, 0, 24, 24)
        columns.setSpacing(32)
        halves = (groups[:2], groups[2:]) if self.width() >= _WIDE else (groups,)
        for half in halves:
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in half:
                column.addWidget(self._group(group, page))
            column.addStretch(1)
            columns.addLayout(column, 1)
        self._page = page
        self._scroll.setWidget(page)

    def _group(self, group: hints.Group, parent: QWidget) -> QWidget:
        box = QWidget(parent)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 120)
        grid.setColumnStretch(1, 1)
        title = Words(box, bold=True, tone="muted")
        title.setText(group.title)
        grid.addWidget(title, 0, 0, 1, 2)
        for row, hint in enumerate(group.hints, 1):
            words = Words(box, wrap=True)
            words.setText(hint.words)
            grid.addWidget(Keys(hint.keys, box), row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignVCenter)
        return box

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
