"""Choosing people: a field, a list that follows it, one or several ticks; every key is for the field or the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.account import Presence
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.words import Words

ROW: Final = 52
ROWS: Final = 3
"""So many people are in sight, at the least."""
AnyIndex = QModelIndex | QPersistentModelIndex


class Person(NamedTuple):
    """Somebody who may be chosen."""

    id: int
    name: str
    note: str = ""
    """Under the name: title, languages."""
    figure: str = ""
    """At the right: how much they have to do."""
    presence: Presence = Presence.OFFLINE
    possible: bool = True
    """Those who can't be chosen stay in sight; `note` says why."""
    mark: str = ""
    """Stands out beside the name: what makes them the right one."""


def _said(one: Person) -> str:
    """Return a person as a screen reader says them."""
    return ", ".join((one.name, *([one.mark] if one.mark else []), one.note, one.figure))


class _Delegate(QStyledItemDelegate):
    def __init__(self, picker: PeoplePicker) -> None:
        super().__init__(picker)
        self._picker = picker

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        person = self._picker.shown[index.row()]
        colours = tokens()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        behind = colours.raised
        if state & QStyle.StateFlag.State_Selected:
            behind = colours.selected
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(behind)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 1, -2, -1), 6, 6)
        painter.setOpacity(1.0 if person.possible else 0.55)
        left, right = rect.left() + 12, rect.right() - 12
        if self._picker.several:
            self._paint_tick(painter, QRect(left, rect.top() + (ROW - 18) // 2, 18, 18), person.id)
            left += 28
        where = QRect(left, rect.top() + 8, 36, 36)
        paint_avatar(painter, where, person.name, person.id, presence=person.presence, behind=behind)
        left += 48
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(colours.muted)
        width = painter.fontMetrics().horizontalAdvance(person.figure)
        figure = QRect(right - width, rect.top(), width, ROW)
        painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter, person.figure)
        room = right - width - 12 - left
        middle = Qt.AlignmentFlag.AlignVCenter
        note = painter.fontMetrics().elidedText(person.note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, rect.top() + 27, room, 18), middle, note)
        painter.setFont(text_font(Size.BODY, bold=True))
        painter.setPen(colours.text)
        mark = QFontMetrics(text_font(Size.SMALL, bold=True)).horizontalAdvance(person.mark) + 16 if person.mark else 0
        beside = room - mark - 8 if mark else room
        name = painter.fontMetrics().elidedText(person.name, Qt.TextElideMode.ElideRight, beside)
        top = rect.top() + (6 if person.note else 16)
        painter.drawText(QRect(left, top, beside, 20), middle, name)
        if mark:
            at = left + painter.fontMetrics().horizontalAdvance(name) + 8
            self._paint_mark(painter, QRect(at, top + 1, mark, 18), person.mark)
        painter.restore()

    def _paint_mark(self, painter: QPainter, pill: QRect, words: str) -> None:
        colours = tokens()
        painter.setPen(QPen(colours.accent, 1))
        painter.setBrush(colours.accent_soft)
        painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), 9, 9)
        painter.setFont(text_font(Size.SMALL, bold=True))
        painter.setPen(colours.on_accent_soft)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_tick(self, painter: QPainter, box: QRect, person_id: int) -> None:
        colours = tokens()
        on = person_id in self._picker.ticked
        painter.setPen(QPen(colours.accent if on else colours.strong_border, 1.5))
        painter.setBrush(colours.accent if on else colours.raised)
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 4, 4)
        if on:
            paint_icon(painter, box, "check", colours.on_accent, 14)


class PeoplePicker(QWidget):
    """Finds people by what is typed.

    Signals:
        chosen(int): Enter or a click on somebody (choosing one).
        ticked_changed(): the ticks are others now (choosing several).
        moved(): somebody else is marked, perhaps nobody.
        entered(): Enter was pressed while nobody could be chosen.
    """

    chosen = Signal(object)
    ticked_changed = Signal()
    moved = Signal()
    entered = Signal()

    def __init__(
        self, matches: Callable[[int, str], bool], parent: QWidget | None = None, *, several: bool = False
    ) -> None:
        super().__init__(parent)
        self._matches = matches
        self.several = several
        self._people: list[Person] = []
        self.shown: list[Person] = []
        self.ticked: set[int] = set()
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self._strings = QStringListModel(self)
        self.list = QListView(self)
        self.list.setModel(self._strings)
        self.list.setItemDelegate(_Delegate(self))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.keep_in_sight(ROWS)
        self._none = Words(self, tone="muted", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._none, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(lambda _text: self._filter())
        self.field.installEventFilter(self)
        self.list.clicked.connect(lambda _index: self._take())
        self.list.selectionModel().currentChanged.connect(lambda *_: self.moved.emit())

    def keep_in_sight(self, rows: int) -> None:
        """Let at least so many people be seen at once."""
        self.list.setMinimumHeight(rows * ROW)
        if (layout := self.layout()) is not None:
            layout.activate()  # whoever asks next how low this can be hears it

    def show_people(self, people: Sequence[Person]) -> None:
        """Offer these, in this order."""
        current = self.current
        self._people = list(people)
        self._filter(current.id if current is not None else None)

    def set_words(self, name: str, placeholder: str, nobody: str) -> None:
        """Word field and list; `nobody` stands where nobody is found."""
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(placeholder)
        self.list.setAccessibleName(name)
        self._none.setText(nobody)

    @property
    def current(self) -> Person | None:
        """Whom the list marks."""
        at = self.list.currentIndex().row()
        return self.shown[at] if 0 <= at < len(self.shown) else None

    def tick(self, ids: set[int]) -> None:
        """Show these as chosen."""
        self.ticked = set(ids)
        self.list.viewport().update()

    def _filter(self, keep: int | None = None) -> None:
        query = self.field.text().strip()
        self.shown = [one for one in self._people if not query or self._matches(one.id, query)]
        self._strings.setStringList([_said(one) for one in self.shown])
        at = next((i for i, one in enumerate(self.shown) if one.id == keep), None)
        if at is None:
            at = next((i for i, one in enumerate(self.shown) if one.possible), -1)
        self.list.setCurrentIndex(self._strings.index(at, 0))
        self.list.setVisible(bool(self.shown))
        self._none.setVisible(not self.shown)
        self.moved.emit()

    def _take(self) -> None:
        person = self.current
        if person is None or not person.possible:
            self.entered.emit()
            return
        if self.several:
            self.ticked ^= {person.id}
            self.list.viewport().update()
            self.ticked_changed.emit()
        else:
            self.chosen.emit(person.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            at = self.list.currentIndex().row() + step
            while 0 <= at < len(self.shown) and not self.shown[at].possible:
                at += step
            if 0 <= at < len(self.shown):
                self.list.setCurrentIndex(self._strings.index(at, 0))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return True
        return False
