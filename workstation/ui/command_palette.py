"""The palette (Ctrl+K): type a name or an action, press Enter."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.ui.inbox.model import fold
from workstation.ui.loop import Latest
from workstation.ui.palette_list import HEADING, ROW, PaletteDelegate, PaletteModel, arranged
from workstation.ui.palette_list import Entry as Entry
from workstation.ui.theme import Size, tokens
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

WIDTH: Final = 580
MOST_HEIGHT: Final = 480
FIELD: Final = 46
PAUSE_S: Final = 0.06
"""How long typing must rest before people are looked for."""
Find = Callable[[str], Awaitable[list[Entry]]]
"""Brings the people that a text names; for an empty one those spoken with last."""


class CommandPalette(QFrame):
    """A field over a list, laid over the window; Esc or a click elsewhere closes it.

    Signals:
        closed(): it is gone; the focus should go back.
        ran(Entry): this was chosen, and has been run.
    """

    closed = Signal()
    ran = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._entries: list[Entry] = []
        self._people: list[Entry] = []
        self._find: Find | None = None
        self._moved = self._enter_waits = False
        self._finding = Latest(self)
        self.field = QLineEdit(self)
        self.field.setProperty("plain", "true")
        self.field.setTextMargins(4, 0, 12, 0)
        self.field.setFixedHeight(FIELD)
        self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.model = PaletteModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setMouseTracking(True)
        self.list.viewport().setAutoFillBackground(False)
        self.list.entered.connect(self._on_pointed)
        self.list.clicked.connect(lambda _index: self._run())
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = Words(self, size=Size.SMALL, tone="muted")
        self.nothing.setContentsMargins(16, 4, 16, 12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 6)
        layout.setSpacing(4)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(self.nothing)
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
        self.nothing.setText(self.tr("Nobody and nothing is called so. The search box looks into messages too."))

    @property
    def found(self) -> list[Entry]:
        """What is shown."""
        return [row for row in self.model.rows if isinstance(row, Entry)]

    @property
    def current(self) -> Entry | None:
        """What Enter runs."""
        row = self.list.currentIndex().row()
        entry = self.model.rows[row] if 0 <= row < len(self.model.rows) else None
        return entry if isinstance(entry, Entry) else None

    def open_with(self, entries: Iterable[Entry], find: Find | None = None) -> None:
        """Open over the window with these to choose from, and whom `find` brings."""
        self._entries = list(entries)
        self._people = []
        self._find = find
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._show(keep=False)
        self._look(0)
        self.show()
        self.raise_()
        self.field.setFocus()
        self._watch(on=True)

    def _on_typed(self) -> None:
        self._enter_waits = False
        self._show(keep=False)
        self._look(PAUSE_S)

    def _look(self, pause_s: float) -> None:
        if self._find is not None:
            self._finding.run(self._bring(self._find, self.field.text(), pause_s))

    async def _bring(self, find: Find, text: str, pause_s: float) -> None:
        if pause_s:
            await asyncio.sleep(pause_s)
        try:
            self._people = await find(text)
        except Refusal:
            self._people = []
        self._show(keep=True)
        if self._enter_waits:
            self._run()

    def _show(self, *, keep: bool) -> None:
        """Show what fits what is typed; with `keep` a cursor that was moved stays on its entry."""
        self._moved = self._moved and keep
        current = self.current
        words = fold(self.field.text()).split()
        if words and not keep:  # whom the text before named is not whom this one names
            self._people = [entry for entry in self._people if entry._replace(found=False).rank(words) is not None]
        before = current.key if self._moved and current is not None else None
        self.model.replace(arranged([*self._people, *self._entries], words))
        place = self.model.position(before)
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))
        if not keep:
            self.list.scrollToTop()
        self._place()

    def _place(self) -> None:
        over = self._over
        width = min(WIDTH, over.width() - 32)
        top = min(96, over.height() // 8)
        wanted = sum(ROW if isinstance(row, Entry) else HEADING for row in self.model.rows)
        height = min(wanted, MOST_HEIGHT, over.height() - top - FIELD - 64)
        there = bool(self.model.rows)
        self.list.setFixedHeight(max(0, height))
        self.list.setVisible(there)
        self.nothing.setVisible(not there)
        self.resize(width, FIELD + 14 + (height if there else self.nothing.sizeHint().height() + 4))
        self.move(QPoint((over.width() - width) // 2, top))

    def _on_enter(self) -> None:
        """Run what the cursor is on; where people may still come before it, wait for them."""
        words = fold(self.field.text()).split()
        certain = self._moved or (self.current is not None and self.current.rank(words) == 0)
        if words and self._finding.running and not certain:
            self._enter_waits = True
        else:
            self._run()

    def _run(self) -> None:
        self._enter_waits = False
        entry = self.current
        self.close_palette()
        if entry is not None:
            entry.run()
            self.ran.emit(entry)

    def close_palette(self) -> None:
        """Close without doing anything."""
        self._enter_waits = False
        self._finding.cancel()
        if self.isVisible():
            self._watch(on=False)
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and watched is not self.field
        ):
            self._on_pressed(event.globalPosition().toPoint())
        if watched is self.field and isinstance(event, QFocusEvent) and event.lostFocus():
            if event.reason() == Qt.FocusReason.OtherFocusReason:
                # Nobody went elsewhere: a screen that has just come to rest took the keyboard.
                QTimer.singleShot(0, self, self._take_keyboard)
            else:
                self.close_palette()
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _watch(self, *, on: bool) -> None:
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            if on:
                app.installEventFilter(self)

    def _on_pressed(self, where: QPoint) -> None:
        """Close by a press beside it, also where nothing takes the focus."""
        if self.isVisible() and not self.rect().contains(self.mapFromGlobal(where)):
            self.close_palette()

    def _take_keyboard(self) -> None:
        if self.isVisible():
            self.field.setFocus()

    def _on_key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter()
        elif key in steps and self.model.places:
            self._step(steps[key])
        else:
            return False
        return True

    def _on_pointed(self, index: QModelIndex) -> None:
        self._moved = True
        self.list.setCurrentIndex(index)

    def _step(self, by: int) -> None:
        self._moved = True
        places = self.model.places
        at = places.index(self.list.currentIndex().row()) if self.list.currentIndex().row() in places else 0
        target = (at + by) % len(places) if abs(by) == 1 else max(0, min(len(places) - 1, at + by))
        self.list.setCurrentIndex(self.model.index(places[target]))
        if target == 0:
            self.list.scrollToTop()  # the heading above belongs to it

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
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 10, 10)
        painter.fillRect(QRect(12, FIELD + 6, self.width() - 24, 1), colours.border)
        painter.end()
