"""What the same work costs at least, done the plain way, for comparison; runs in the probe's process."""

import statistics
import time
from datetime import timedelta
from typing import Any, Final

from msgspec.structs import replace
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QHeaderView, QTableView

from workstation.ui.inbox.view import InboxView

ROWS: Final = 2_000
_NONE: Final = QModelIndex()
_BUBBLE: Final = 0.7
"""Of the view's width."""


def lay_out_all(texts: list[str], width: int, font: QFont) -> float:
    """Return the CPU milliseconds of laying all these texts out: the naive way to open a conversation."""
    taken = []
    for _ in range(3):
        before = time.process_time()
        for text in texts:
            _lay_out(text, width * _BUBBLE, font)
        taken.append((time.process_time() - before) * 1000)
    return statistics.median(taken)


def _lay_out(text: str, width: float, font: QFont) -> None:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
    layout.endLayout()


class _Plain(QAbstractTableModel):
    """The least a list's model can be."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = [f"row {number}" for number in range(ROWS)]

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return len(self.rows)

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = _NONE) -> int:
        return 1

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.rows[index.row()] if role == Qt.ItemDataRole.DisplayRole else None

    def to_top(self, position: int) -> None:
        self.beginMoveRows(_NONE, position, position, _NONE, 0)
        self.rows.insert(0, self.rows.pop(position))
        self.endMoveRows()


def row_updates(inbox: InboxView, times: int) -> dict[str, float]:
    """Return the median CPU milliseconds of a row that changes and goes to the top: ours, and the plainest."""
    ours, floor = [], []
    plain, view = _plain_list(inbox)
    last = max(row.last_at for row in (inbox.model.row(place) for place in range(len(inbox.model))) if row.last_at)
    for turn in range(times):
        position = ROWS // 2 + turn
        row = inbox.model.row(position)
        newer = replace(row, last_text=f"newer {turn}", last_at=last + timedelta(seconds=turn + 1))
        before = time.process_time()
        with inbox.list.kept_still([row.id]):
            inbox.model.update([row.id], {row.id: newer})
        inbox.list.executeDelayedItemsLayout()
        ours.append((time.process_time() - before) * 1000)
        before = time.process_time()
        plain.to_top(position)
        view.executeDelayedItemsLayout()
        floor.append((time.process_time() - before) * 1000)
    view.deleteLater()
    return {
        "cpu_ms": statistics.median(ours),
        "floor_ms": statistics.median(floor),
        "p95_ms": sorted(ours)[-times // 20],
    }


def _plain_list(inbox: InboxView) -> tuple[_Plain, QTableView]:
    model, view = _Plain(), QTableView()
    model.setParent(view)
    view.setModel(model)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.resize(inbox.list.size())
    view.show()
    return model, view
