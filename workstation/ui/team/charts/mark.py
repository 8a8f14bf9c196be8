"""A mark of a plot: a bar, a column, a segment, with all that is said about it."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from workstation.ui.theme import tokens


class Mark(NamedTuple):
    """What a mark shows."""

    key: object
    """What the rows behind it are asked by."""
    label: str
    value: float | None
    """`None`: nothing was measured, which is not zero."""
    value_text: str
    further: float | None = None
    """A second, greater value on the same scale (p90 behind the median)."""
    said: str = ""
    """The whole of it in one sentence: tooltip and accessible name."""
    seed: int | None = None
    """Id of the person whose avatar stands beside the label."""
    note: str = ""
    """What stands at the far end in small letters."""


class MarkButton(QAbstractButton):
    """Holds one mark; subclasses paint it. Arrow keys walk to its neighbours."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = Mark(None, "", None, "")
        self.share = 0.0
        """Its value as a part of the longest, 0…1."""
        self.further_share = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_mark(self, mark: Mark, scale: float) -> None:
        """Show a mark; `scale` is the value that fills the plot."""
        self.mark = mark
        self.share = min(1.0, (mark.value or 0.0) / scale) if scale > 0 else 0.0
        self.further_share = min(1.0, (mark.further or 0.0) / scale) if scale > 0 else 0.0
        said = mark.said or f"{mark.label}: {mark.value_text}"
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint hover and focus behind the mark."""
        colours = tokens()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(rect, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(colours.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 6, 6)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}.get(
            Qt.Key(event.key()), 0
        )
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif step:
            self._walk(step)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        parent = self.parentWidget()
        marks = [one for one in parent.findChildren(MarkButton) if one.isVisible()] if parent is not None else []
        if self in marks:
            at = marks.index(self) + step
            if 0 <= at < len(marks):
                marks[at].setFocus(Qt.FocusReason.TabFocusReason)
