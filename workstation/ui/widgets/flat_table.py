"""A table view as flat as the rest: whole rows are chosen, nothing is edited in place, no frame and no grid."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from workstation.ui.theme import tokens


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> QColor:
    """Paint what is behind a cell, and the line below it; return the colour behind."""
    colours = tokens()
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    ground = colours.selected if chosen else colours.hover if hovered else colours.surface
    box = option.rect
    painter.fillRect(box, ground)
    painter.setPen(colours.border)
    painter.drawLine(box.left(), box.bottom(), box.right(), box.bottom())
    return ground


class FlatTable(QTableView):
    """What tables have in common; who makes one gives columns their widths.

    Args:
        row_height: of every row, in pixels.
        several: whether more than one row can be chosen.
        least_column: narrowest a column may be, in pixels.
    """

    def __init__(
        self, *, row_height: int, several: bool, least_column: int = 40, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if several else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setMinimumSectionSize(row_height)
        down.setDefaultSectionSize(row_height)
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionsClickable(False)
        across.setMinimumSectionSize(least_column)

    def hold(self, model: QAbstractItemModel, delegate: QStyledItemDelegate) -> None:
        """Show a model; its columns can be given widths from now on."""
        self.setModel(model)
        self.setItemDelegate(delegate)

    def set_width(self, column: int, width: int = 0) -> None:
        """Give a column a width in pixels; without one it takes what is left."""
        across = self.horizontalHeader()
        if width:
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            across.resizeSection(column, width)
        else:
            across.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def choose_unsaid(self, places: Iterable[int]) -> None:
        """Choose the rows that stand there, after others came between them; nobody is told."""
        held, chosen = self.model(), QItemSelection()
        last = held.columnCount() - 1
        for at in places:
            chosen.select(held.index(at, 0), held.index(at, last))
        selection = self.selectionModel()
        selection.blockSignals(True)
        selection.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        selection.blockSignals(False)
        self.viewport().update()  # nor was the view

    def menu_index(self, event: QContextMenuEvent) -> QModelIndex:
        """Return for which cell a menu is wanted, by mouse or key; an invalid index: for none."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        return self.currentIndex() if by_key else self.indexAt(event.pos())

    def menu_place(self, event: QContextMenuEvent, index: QModelIndex) -> QPoint:
        """Return where on the screen the menu for a cell opens."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        where: QPoint = self.visualRect(index).center() if by_key else event.pos()
        return self.viewport().mapToGlobal(where)
