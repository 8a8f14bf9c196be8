"""A table as flat as the rest: rows of cells with a second line, an avatar or an icon; holds values, keyed by id."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QDrag, QFontMetrics, QKeyEvent, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workstation.domain.account import Presence
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.flat_table import FlatTable
from workstation.ui.widgets.icons import paint_icon

ROW_HEIGHT: Final = 48
LOW_ROW_HEIGHT: Final = 36
"""For rows of one line."""
_AVATAR: Final = 32
_PADDING: Final = 12
_SIGN_WIDTH: Final = 220
"""Most that a name takes in what is dragged."""
AnyIndex = QModelIndex | QPersistentModelIndex
Role: Final = Qt.ItemDataRole
_NONE: Final = QModelIndex()


class Column(NamedTuple):
    """A column; without a width it takes what is left."""

    key: str
    width: int = 0
    right: bool = False
    """Figures stand at the right."""


class Cell(NamedTuple):
    """What stands in one cell."""

    text: str = ""
    note: str = ""
    """A second, smaller line."""
    tone: str = "text"
    bold: bool = False
    icon: str = ""
    seed: int | None = None
    """Id of the person whose avatar stands before the text."""
    presence: Presence = Presence.OFFLINE


class Row(NamedTuple):
    """A line of the table."""

    key: Hashable
    cells: tuple[Cell, ...]
    faint: bool = False
    """Of less weight than the others: disabled, over."""


class TableModel(QAbstractTableModel):
    """Holds rows; what is dragged out of it are the keys."""

    def __init__(self, columns: Sequence[Column], mime: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._titles: dict[str, str] = {}
        self._mime = mime

    def set_titles(self, titles: dict[str, str]) -> None:
        """Word the columns by their keys."""
        self._titles = titles
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: AnyIndex = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def cell(self, index: AnyIndex) -> Cell:
        """Return a cell; an empty one where a row has none."""
        cells = self.rows[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else Cell()

    def data(self, index: AnyIndex, role: int = Role.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            cell = self.cell(index)
            return f"{cell.text}, {cell.note}" if cell.note else cell.text
        if role == Role.ToolTipRole:
            cell = self.cell(index)
            return "\n".join(part for part in (cell.text, cell.note) if part)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Role.DisplayRole:
                return self._titles.get(self.columns[section].key, "")
            if role == Role.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
                return (side | Qt.AlignmentFlag.AlignVCenter).value
        return None

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if self._mime else flags

    def mimeTypes(self) -> list[str]:
        return [self._mime] if self._mime else []

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the keys of the rows, one a line."""
        data = QMimeData()
        keys = dict.fromkeys(str(self.rows[index.row()].key) for index in indexes)
        data.setData(self._mime, "\n".join(keys).encode())
        return data


class _Delegate(QStyledItemDelegate):
    """Paints cells."""

    def __init__(self, model: TableModel, row_height: int, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._row_height = row_height

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(80, self._row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        colours = tokens()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        row = self._model.rows[index.row()]
        cell = self._model.cell(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colours.selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colours.hover)
        painter.setPen(QPen(colours.border, 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if row.faint:
            painter.setOpacity(0.6)
        inside = rect.adjusted(_PADDING, 0, -_PADDING, -1)
        if cell.seed is not None:
            side = min(_AVATAR, self._row_height - 8)
            where = QRect(inside.left(), inside.top() + (inside.height() - side) // 2, side, side)
            paint_avatar(painter, where, cell.text, cell.seed, presence=cell.presence)
            inside.setLeft(inside.left() + side + 10)
        if cell.icon:
            sign = QRect(inside.left(), inside.top(), 18, inside.height())
            paint_icon(painter, sign, cell.icon, getattr(colours, cell.tone), 16)
            inside.setLeft(inside.left() + 24)
        self._paint_texts(painter, inside, cell, right=self._model.columns[index.column()].right)
        painter.restore()

    def _paint_texts(self, painter: QPainter, inside: QRect, cell: Cell, *, right: bool) -> None:
        colours = tokens()
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        upper = inside
        if cell.note:
            upper = QRect(inside.left(), inside.top() + 5, inside.width(), 20)
            lower = QRect(inside.left(), inside.top() + 25, inside.width(), 18)
            painter.setFont(text_font(Size.SMALL))
            painter.setPen(colours.muted)
            note = painter.fontMetrics().elidedText(cell.note, Qt.TextElideMode.ElideRight, lower.width())
            painter.drawText(lower, side | Qt.AlignmentFlag.AlignVCenter, note)
        painter.setFont(text_font(Size.BODY, bold=cell.bold))
        painter.setPen(getattr(colours, cell.tone))
        text = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, side | Qt.AlignmentFlag.AlignVCenter, text)


class Table(FlatTable):
    """Shows rows and keeps what is chosen while they are renewed.

    Signals:
        activated_key(object): Enter or a double click on a row.
        selection_moved(): other rows are chosen now.
        menu_wanted(QPoint): the context menu of the chosen rows, at a global position.
    """

    activated_key = Signal(object)
    selection_moved = Signal()
    menu_wanted = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        parent: QWidget | None = None,
        *,
        several: bool = False,
        mime: str = "",
        row_height: int = ROW_HEIGHT,
    ) -> None:
        super().__init__(row_height=row_height, several=several, parent=parent)
        self.rows_model = TableModel(columns, mime, self)
        self.hold(self.rows_model, _Delegate(self.rows_model, row_height, self))
        self.setDragEnabled(bool(mime))
        self.setDragDropMode(
            QAbstractItemView.DragDropMode.DragOnly if mime else QAbstractItemView.DragDropMode.NoDragDrop
        )
        for at, column in enumerate(columns):
            self.set_width(at, column.width)
        self._gives_way: dict[int, int] = {}
        self.activated.connect(lambda index: self.activated_key.emit(self.rows_model.rows[index.row()].key))
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_moved.emit())

    def give_way(self, column: int, width: int) -> None:
        """Hide a column while the table is narrower than so much: it is the one that can be missed."""
        self._gives_way[column] = width
        self.setColumnHidden(column, self.width() < width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for column, width in self._gives_way.items():
            self.setColumnHidden(column, event.size().width() < width)
        super().resizeEvent(event)

    @property
    def keys(self) -> list[Hashable]:
        """The chosen rows' keys, from top to bottom."""
        return [self.rows_model.rows[i].key for i in sorted({x.row() for x in self.selectionModel().selectedRows()})]

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows; what was chosen and is still there stays chosen, the place is kept."""
        chosen = set(self.keys)
        current = self.currentIndex().row()
        at = self.verticalScrollBar().value()
        self.rows_model.show_rows(rows)
        self.choose(chosen)
        if rows and not self.currentIndex().isValid():
            index = self.rows_model.index(max(0, min(current, len(rows) - 1)), 0)
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.verticalScrollBar().setValue(at)

    def choose(self, keys: set[Hashable]) -> None:
        """Choose rows by their keys."""
        wanted = QItemSelection()
        last = len(self.rows_model.columns) - 1
        for at, row in enumerate(self.rows_model.rows):
            if row.key in keys:
                wanted.select(self.rows_model.index(at, 0), self.rows_model.index(at, last))
        if not wanted.isEmpty():
            flags = QItemSelectionModel.SelectionFlag
            first = wanted.indexes()[0]
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.selectionModel().select(wanted, flags.ClearAndSelect | flags.Rows)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the chosen rows: a small sign with who, or how many they are, that hides nothing it is dragged over."""
        drag = QDrag(self)
        drag.setMimeData(self.rows_model.mimeData(self.selectedIndexes()))
        drag.setPixmap(self.drag_sign())
        drag.setHotSpot(QPoint(-_PADDING, -_PADDING))
        drag.exec(actions, Qt.DropAction.CopyAction)

    def drag_sign(self) -> QPixmap:
        """Return what is seen at the pointer while the chosen rows are dragged."""
        chosen = [row for row in self.rows_model.rows if row.key in set(self.keys)]
        text = chosen[0].cells[0].text if len(chosen) == 1 else QLocale().toString(len(chosen))
        font = text_font(Size.BODY, bold=True)
        metrics = QFontMetrics(font)
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, _SIGN_WIDTH)
        size = QSize(metrics.horizontalAdvance(text) + 22 + 2 * _PADDING, 32)
        picture = QPixmap(size * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        painter, colours = QPainter(picture), tokens()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.accent)
        painter.drawRoundedRect(QRect(QPoint(), size), 16, 16)
        paint_icon(painter, QRect(_PADDING, 0, 18, size.height()), "user", colours.on_accent, 16)
        painter.setFont(font)
        painter.setPen(colours.on_accent)
        where = QRect(_PADDING + 22, 0, size.width(), size.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()
        return picture

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated_key.emit(self.rows_model.rows[self.currentIndex().row()].key)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.menu_index(event)
        if not index.isValid():
            return
        if self.rows_model.rows[index.row()].key not in self.keys:
            self.selectRow(index.row())
        self.menu_wanted.emit(self.menu_place(event, index))
