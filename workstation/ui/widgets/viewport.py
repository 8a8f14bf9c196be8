"""The area in which a scrolling view paints: made on this side of the binding, pushed about by what stands above."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(view: QAbstractScrollArea) -> None:
    """Give a view a viewport like the one Qt has made for it; call it first of all.

    To find out what Qt's own one is, the binding would set up every class of widgets there is.
    """
    viewport = QWidget(view)
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    view.setViewport(viewport)


class PushedDown:
    """Knows how far a pane was pushed down by a line that came above it, its bottom staying where it was.

    What is read in the pane can then stay where it stands on the screen.

    Args:
        pane: the view, or what holds it where its own head may grow.
    """

    def __init__(self, pane: QWidget) -> None:
        self._pane = pane
        self._top: int | None = None

    def by(self, event: QResizeEvent) -> int:
        """Return by how many pixels, negative when the line has gone, 0 for any other cause; ask at each resizing."""
        top = self._pane.mapTo(self._pane.window(), QPoint()).y()
        before, self._top = self._top, top
        shrunk = event.oldSize().height() - event.size().height()
        return shrunk if before is not None and shrunk == top - before else 0
