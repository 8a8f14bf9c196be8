"""The palette (Ctrl+K): type a name or an action, press Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workstation.ui.inbox.model import fold
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.icons import paint_icon

SHOWN: Final = 12
_ROW: Final = 40
_WIDTH: Final = 520


class Entry(NamedTuple):
    """Something to go to or to do."""

    icon: str
    title: str
    detail: str
    run: Callable[[], object]

    def matches(self, words: list[str]) -> bool:
        """Tell whether every word stands in title or detail."""
        text = fold(f"{self.title} {self.detail}")
        return all(word in text for word in words)


class _EntryDelegate(QStyledItemDelegate):
    def __init__(self, palette: CommandPalette) -> None:
        super().__init__(palette)
        self._palette = palette

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        assert isinstance(index, QModelIndex)
        entry = self._palette.entry(index.row())
        if entry is None:
            return
        rect: QRect = option.rect
        colours = tokens()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selected)
            painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 6, 6)
        paint_icon(painter, QRect(rect.left() + 12, rect.top(), 20, _ROW), entry.icon, colours.muted, 20)
        left, right = rect.left() + 44, rect.right() - 12
        painter.setFont(text_font(Size.BODY))
        painter.setPen(colours.text)
        metrics = painter.fontMetrics()
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QRect(left, rect.top(), right - left, _ROW), Qt.AlignmentFlag.AlignVCenter, title)
        left += metrics.horizontalAdvance(title) + 12
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted)
        detail = painter.fontMetrics().elidedText(entry.detail, Qt.TextElideMode.ElideRight, max(0, right - left))
        painter.drawText(QRect(left, rect.top(), right - left, _ROW), Qt.AlignmentFlag.AlignVCenter, detail)
        painter.restore()


class CommandPalette(QFrame):
    """A field over a short list, laid over the window; Esc or a click elsewhere closes it.

    Signals:
        closed(): it is gone; the focus should go back.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._entries: list[Entry] = []
        self._found: list[Entry] = []
        self.field = QLineEdit(self)
        self.field.setProperty("plain", "true")
        self.field.setTextMargins(12, 0, 12, 0)
        self.field.setFixedHeight(44)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self._strings = QStringListModel(self)
        self.list = QListView(self)
        self.list.setModel(self._strings)
        self.list.setItemDelegate(_EntryDelegate(self))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setMouseTracking(True)
        self.list.entered.connect(self.list.setCurrentIndex)
        self.list.clicked.connect(lambda _index: self._run())
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 8)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 8)
        shadow.setColor(tokens().shadow)
        self.setGraphicsEffect(shadow)
        self.retranslate()
        self.hide()

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.field.setPlaceholderText(self.tr("Go to a buyer, or type what you want to do"))
        self.field.setAccessibleName(self.tr("Go to or do"))
        self.list.setAccessibleName(self.tr("What was found"))

    def entry(self, row: int) -> Entry | None:
        """Return what is shown in a row."""
        return self._found[row] if 0 <= row < len(self._found) else None

    @property
    def found(self) -> list[Entry]:
        """What is shown."""
        return list(self._found)

    def open_with(self, entries: Iterable[Entry]) -> None:
        """Open over the window with these to choose from."""
        self._entries = list(entries)
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def add(self, entries: Iterable[Entry]) -> None:
        """Offer more, while it is open."""
        if self.isVisible():
            self._entries.extend(entries)
            self._search(self.field.text())

    def _search(self, text: str) -> None:
        words = fold(text).split()
        self._found = [entry for entry in self._entries if entry.matches(words)][:SHOWN]
        self._strings.setStringList([f"{entry.title} {entry.detail}" for entry in self._found])
        if self._found:
            self.list.setCurrentIndex(self._strings.index(0))
        self._place()

    def _place(self) -> None:
        over = self._over
        width = min(_WIDTH, over.width() - 32)
        rows = min(len(self._found), max(1, (over.height() - 160) // _ROW))
        self.list.setFixedHeight(rows * _ROW)
        self.list.setVisible(bool(self._found))
        self.resize(width, 44 + 12 + (rows * _ROW + 4 if self._found else 0))
        self.move(QPoint((over.width() - width) // 2, min(96, over.height() // 8)))

    def _run(self) -> None:
        entry = self.entry(self.list.currentIndex().row())
        self.close_palette()
        if entry is not None:
            entry.run()

    def close_palette(self) -> None:
        """Close without doing anything."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.close_palette()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _on_key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._found:
            step = 1 if key == Qt.Key.Key_Down else -1
            row = (self.list.currentIndex().row() + step) % len(self._found)
            self.list.setCurrentIndex(self._strings.index(row))
        else:
            return False
        return True

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(Qt.GlobalColor.transparent))
        painter.setPen(QPen(colours.strong_border, 1))
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)
        painter.fillRect(QRect(12, 50, self.width() - 24, 1), colours.border)
        painter.end()
