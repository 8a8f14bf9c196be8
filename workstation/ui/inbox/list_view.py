"""The table that shows the list: keeps selection and place while rows come and go."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from workstation.services.views import ConversationRef, InboxRow
from workstation.ui.inbox.delegate import ROW_HEIGHT, InboxDelegate
from workstation.ui.inbox.model import InboxModel
from workstation.ui.widgets.viewport import PushedDown, give_viewport

if TYPE_CHECKING:
    from workstation.ui.inbox.hold import Hold

SETTLE_MS = 120
"""How long the arrow keys must rest before the conversation under them is opened."""


class InboxList(QTableView):
    """One column of rows.

    Signals:
        chosen(object): the user clicked on this conversation (its id).
        browsed(object): the keyboard's cursor rests on it: show it, the list keeps the focus.
        entered_chat(object): he pressed Enter on it: the composer should get the focus.
        menu_wanted(object, QPoint): context menu for a conversation, at a global position.
        settled(): rows that waited have their places.
    """

    chosen = Signal(object)
    browsed = Signal(object)
    entered_chat = Signal(object)
    menu_wanted = Signal(object, object)
    settled = Signal()

    def __init__(self, model: InboxModel, delegate: InboxDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = delegate
        give_viewport(self)
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setMinimumSectionSize(1)
        header = self.verticalHeader()
        header.hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(ROW_HEIGHT)
        header.setDefaultSectionSize(ROW_HEIGHT)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.verticalScrollBar().setSingleStep(ROW_HEIGHT // 2)
        self._hold: Hold | None = None
        self._pushed_down = PushedDown(parent or self)
        self._above = 0
        """What stands out of sight above the first row because it was held when a line pushed the list down."""
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(lambda: self._choose_current(self.browsed))

    # ---- choosing ----------------------------------------------------------------------------------------------

    @property
    def current_id(self) -> ConversationRef | None:
        """The row under the keyboard's cursor."""
        index = self.currentIndex()
        return self._model.row(index.row()).id if index.isValid() else None

    def mark_open(self, conversation: ConversationRef | None) -> None:
        """Show which conversation is open, and bring the keyboard's cursor there."""
        self._settle.stop()
        if conversation in self._model.waiting and self._model.position(conversation) < 0:
            # It was opened elsewhere, and its row is to be seen.
            self._settle_rows()
        before, self._delegate.open_id = self._delegate.open_id, conversation
        self._set_current(conversation)
        for marked in (before, conversation):
            if (position := self._model.position(marked)) >= 0:
                self.update(self._model.index(position, 0))

    def reveal(self, conversation: ConversationRef) -> None:
        """Scroll as little as needed to show a row."""
        position = self._model.position(conversation)
        if position >= 0:
            self.scrollTo(self._model.index(position, 0))

    def take_keys(self) -> None:
        """Take the focus, with the keyboard's cursor on some row."""
        self.setFocus()
        if self.current_id is None and len(self._model):
            self._set_current(self._model.row(0).id)
            self._settle.start()

    def _set_current(self, conversation: ConversationRef | None) -> None:
        position = self._model.position(conversation)
        index = self._model.index(position, 0) if position >= 0 else QModelIndex()
        bar = self.verticalScrollBar()
        value = bar.value()
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        bar.setValue(value)

    def _choose_current(self, told: SignalInstance) -> None:
        conversation = self.current_id
        if conversation is not None and conversation != self._delegate.open_id:
            told.emit(conversation)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hold.stir()
        super().mouseMoveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hold.stir()
        super().wheelEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hold.lift()
        super().mouseReleaseEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._hold is not None:
            self._hold.leave()
        super().leaveEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self._hold is not None:
            self._hold.leave()
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hold.press()
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.indexAt(event.position().toPoint()).isValid():
            self._settle.stop()
            if (conversation := self.current_id) is not None and conversation == self._delegate.open_id:
                self.entered_chat.emit(conversation)  # what is typed next is meant for this buyer
            else:
                self._choose_current(self.chosen)

    def keyboardSearch(self, search: str) -> None:
        """Letters choose nobody: who types a reply here by mistake must not land with another buyer."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._settle.stop()
            if (conversation := self.current_id) is not None:
                self.entered_chat.emit(conversation)
            return
        before = self.current_id
        super().keyPressEvent(event)
        if self.current_id != before:
            self.hold.stir()  # the next key is meant for the neighbour that is seen
            self._settle.start()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            index = self.currentIndex()
        if index.isValid():
            where = self.viewport().mapToGlobal(
                self.visualRect(index).center() if event.reason() is QContextMenuEvent.Reason.Keyboard else event.pos()
            )
            self.menu_wanted.emit(self._model.row(index.row()).id, where)

    # ---- staying put -------------------------------------------------------------------------------------------

    @contextmanager
    def kept_still(self, changing: Collection[ConversationRef] = ()) -> Iterator[None]:
        """Keep cursor and place over a change of rows.

        The first row in sight that doesn't change itself stays where it is; at the top, the top stays in sight.
        """
        bar = self.verticalScrollBar()
        at_top = bar.value() == 0
        anchor = None if at_top else self._anchor(changing)
        current = self.current_id
        yield
        if self.current_id != current:  # Qt hands the cursor of a vanishing row to its neighbour
            self._set_current(current)
        if anchor is not None:
            conversation, offset = anchor
            position = self._model.position(conversation)
            if position >= 0:
                self.updateGeometries()
                bar.setValue(position * ROW_HEIGHT + offset)
        elif at_top:
            bar.setValue(0)

    def change(self, act: Callable[[], None], changing: Collection[ConversationRef] = ()) -> None:
        """Change rows with cursor and place kept."""
        with self.kept_still(changing):
            act()

    @property
    def hold(self) -> Hold:
        """When rows may not move; made when a pointer or a key first comes: the first paint need not wait for it."""
        if self._hold is None:
            from workstation.ui.inbox.hold import Hold

            self._hold = Hold(self)
            self._hold.ended.connect(self._settle_rows)
        return self._hold

    @property
    def held(self) -> bool:
        """Whether rows keep their places now."""
        return self._hold is not None and self._hold.on

    def bring(self, changed: Collection[ConversationRef], rows: Mapping[ConversationRef, InboxRow]) -> None:
        """Bring rows up to date; while one is about to be chosen they change in place and move afterwards."""
        if not self.held:
            self.change(lambda: self._model.update(changed, rows), changed)
            return
        self._model.update_in_place(changed, rows)
        if self._model.unsettled:
            self.hold.note_waiting()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep rows where they stand on the screen when a line comes above the screens or goes.

        At the top, the top stays in sight, unless a row is about to be chosen.
        """
        bar = self.verticalScrollBar()
        value = bar.value()
        super().resizeEvent(event)
        by = self._pushed_down.by(event)
        at_top = value <= self._above
        if by and (self.held or not at_top):
            bar.setValue(value + by)
            self._above = bar.value() if at_top else 0

    def _show_top(self) -> None:
        above, self._above = self._above, 0
        if above and self.verticalScrollBar().value() == above:
            self.verticalScrollBar().setValue(0)

    def _settle_rows(self) -> None:
        self._show_top()
        if self._model.unsettled:
            self.hold.most.stop()
            self.change(self._model.settle, self._model.waiting)
            self.settled.emit()

    def _anchor(self, changing: Collection[ConversationRef]) -> tuple[ConversationRef, int] | None:
        value = self.verticalScrollBar().value()
        first = value // ROW_HEIGHT
        last = min(len(self._model), first + self.viewport().height() // ROW_HEIGHT + 2)
        for position in range(first, last):
            conversation = self._model.row(position).id
            if conversation not in changing:
                return conversation, value - position * ROW_HEIGHT
        return None
