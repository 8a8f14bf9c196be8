"""The way of the Tab key through panes: as one reads them, whatever the order in which they were made."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_through(panes: Iterable[QWidget]) -> None:
    """Lead the Tab key through these panes of one window in this order; within a pane it stays as it is.

    A pane may lie in another one: it has its place by itself.
    """
    given = list(panes)
    apart = set(given)
    stops = [stop for pane in given for stop in _stops(pane) if stop is pane or stop not in apart]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(pane: QWidget) -> list[QWidget]:
    found: list[QWidget] = []
    widget = pane
    while True:
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and (widget is pane or pane.isAncestorOf(widget)):
            found.append(widget)
        widget = widget.nextInFocusChain() or pane
        if widget is pane:
            return found
