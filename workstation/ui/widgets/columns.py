"""Puts widgets side by side while there is room for each, else in fewer columns."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget


class Columns(QWidget):
    """A grid whose number of columns follows its width.

    Args:
        widgets: in their order.
        least: width that a column needs, in pixels.
        most: columns at most.
    """

    def __init__(self, widgets: Sequence[QWidget], *, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets = list(widgets)
        self._least = least
        self._most = most
        self._count = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._place(most)

    def minimumSizeHint(self) -> QSize:
        """Any width will do; the height is what the columns of the moment need."""
        widest = max((one.minimumSizeHint().width() for one in self.shown()), default=0)
        return QSize(min(self._least, widest), self._grid.minimumSize().height())

    def shown(self) -> list[QWidget]:
        """Return those that aren't hidden."""
        return [one for one in self._widgets if not one.isHidden()]

    def renew(self) -> None:
        """Place anew what is shown now."""
        self._count = 0
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        spacing = self._grid.horizontalSpacing()
        room = (width + spacing) // (self._least + spacing)
        self._place(max(1, min(self._most, room, max(1, len(self.shown())))))

    def _place(self, count: int) -> None:
        if count == self._count:
            return
        for column in range(self._grid.columnCount()):  # also those of before: a stretch stays when its widgets go
            self._grid.setColumnStretch(column, 0)
        self._count = count
        for one in self._widgets:
            self._grid.removeWidget(one)
        for at, one in enumerate(self.shown()):
            self._grid.addWidget(one, at // count, at % count)
        for column in range(count):
            self._grid.setColumnStretch(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())
