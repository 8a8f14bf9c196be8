"""What was found among buyers, messages, notes and cards, live as one types; off-line too, over all on this machine."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.changes import ChangeSet
from workstation.domain.clock import Clock
from workstation.domain.link import LinkState, Phase
from workstation.services.search import Progress, SearchResult
from workstation.services.views import ConversationRef
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.places import Place
from workstation.ui.problems import refused
from workstation.ui.search.delegate import HEIGHTS, SearchDelegate
from workstation.ui.search.filters import FilterBar
from workstation.ui.search.findings import QUIET, Kind, SearchRow
from workstation.ui.search.looking import Looking
from workstation.ui.search.model import Role, SearchModel
from workstation.ui.search.older import OlderLine
from workstation.ui.theme import Size
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.desk import Desk

PAUSE_MS: Final = 120
"""How long typing must rest before the search begins."""
AGAIN_MS: Final = 1500
"""While the index grows, the same is looked for again."""
NEWS_MS: Final = 400
"""After something new was said, the same is looked for again."""
_MOVES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SearchPane(QWidget):
    """Follows a field; the field keeps the focus while the arrow keys move through the hits.

    Signals:
        found(): the first answer is there: show the pane.
        left(): the field is empty again: show the list.
        chosen(object, object): open this conversation, at message `n` or (`None`) where one stopped reading.
        place_chosen(Place): open a note, a card …
    """

    found = Signal()
    left = Signal()
    chosen = Signal(object, object)
    place_chosen = Signal(object)

    def __init__(self, field: QLineEdit, desk: Desk, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._desk = desk
        self._clock = clock
        self._link = LinkState()
        self._enter_waits = self._filter_waits = self._apart = False
        self.looking = Looking(desk.search, desk.inbox, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._news = QTimer(self, singleShot=True, interval=NEWS_MS)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        self.filters = FilterBar(self)
        self.status = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.status.setContentsMargins(12, 4, 12, 4)
        self.model = SearchModel(self)
        self.list = QTableView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(SearchDelegate(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setShowGrid(False)
        self.list.horizontalHeader().hide()
        self.list.horizontalHeader().setStretchLastSection(True)
        self.list.horizontalHeader().setMinimumSectionSize(1)
        self.list.verticalHeader().hide()
        self.list.verticalHeader().setMinimumSectionSize(1)
        self.list.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setTabKeyNavigation(False)
        self.list.setMouseTracking(True)
        self.empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self.older = OlderLine(self._desk.history, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.filters)
        column.addWidget(self.status)
        column.addWidget(self._stack, 1)
        column.addWidget(self.older)

    def _connect(self) -> None:
        for timer in (self._pause, self._again):
            timer.timeout.connect(self.search_now)
        self._news.timeout.connect(self._on_news)
        self.list.clicked.connect(self._open)
        for watched in (self.list, self._field):
            watched.installEventFilter(self)
        self._field.textChanged.connect(self.look_for)
        self.filters.changed.connect(self._on_filtered)
        self.empty.acted.connect(self.filters.clear)
        self.older.filled.connect(self._expect_news)
        self.looking.answered.connect(self._on_answered)
        self.looking.extended.connect(self._on_extended)
        self.looking.refused.connect(self._on_refused)

    def show_link(self, state: LinkState) -> None:
        """Take note of the link: an empty answer says whether anything was loaded at all."""
        self._link = state
        self.older.show_link(state)
        if self.looking.answer is not None:
            self._word()

    def on_changed(self, change: ChangeSet) -> None:
        """What was said meanwhile is found too; the cursor stays on its hit."""
        said = change.messages or change.notes or change.buyers or change.accounts
        if (said or change.everything) and self._field.text().strip():
            self._expect_news()
            if change.everything:
                self.older.refresh()

    def _expect_news(self) -> None:
        if not self._news.isActive():
            self._news.start()

    def _on_news(self) -> None:
        if self.searching:  # the answer may have been read before the news came
            self._news.start()
        elif self.looking.answer is not None:
            self.search_now()

    def _on_filtered(self) -> None:
        self._filter_waits = True
        self.search_now()

    def stop(self) -> None:
        """Look for nothing more."""
        for timer in (self._pause, self._again, self._news):
            timer.stop()
        self.looking.stop()

    def forget(self) -> None:
        """Let go of the services before the pane goes."""
        self.stop()
        self.older.stop()

    # ---- searching ---------------------------------------------------------------------------------------------

    @property
    def searching(self) -> bool:
        """Whether an answer is still to come."""
        return self._pause.isActive() or self.looking.running

    def look_for(self, text: str) -> None:
        """Look for a text as soon as typing rests; an empty one gives the list back."""
        self.stop()
        self._enter_waits = self._apart = False
        if text.strip():
            if self.looking.answer is None:
                self.older.refresh()
            self._pause.start()
            return
        self.looking.clear()
        self._show_rows(None)
        self.left.emit()

    def search_now(self) -> None:
        """Look for what is typed; an older search is given up."""
        self._pause.stop()
        if self._field.text().strip():
            self.looking.ask(self._field.text(), self.filters.narrowing(self._clock.now(), self._desk.me.id))

    def _on_answered(self, again: bool) -> None:
        self._show_rows(self._current_key() if again else None)
        self._word()
        if self.looking.answer is not None and not self.looking.answer.complete:
            self._again.start()
        self._filter_waits = False
        self.found.emit()
        if self._enter_waits:
            self._enter_waits = False
            self._open(self.list.currentIndex())

    def _on_refused(self) -> None:
        self._enter_waits = self._filter_waits = False
        self._show_rows(None)
        self._word()
        self.found.emit()

    def _on_extended(self, row: SearchRow) -> None:
        """Show more in the place of a row; the cursor goes to what has come."""
        position = self.model.position(row.key)
        self._enter_waits = False
        self._show_rows(row.key)
        self._set_current(position)

    # ---- what is shown -----------------------------------------------------------------------------------------

    def leave_hit(self, conversation: ConversationRef) -> None:
        """Let no hit stand out, unless it is of that conversation, until the cursor is moved or something typed."""
        row = self.list.currentIndex().data(Role.ROW)
        if isinstance(row, SearchRow) and (row.row is None or row.row.id != conversation):
            self._apart = True
            self.list.setCurrentIndex(QModelIndex())

    def _current_key(self) -> Hashable:
        row = self.list.currentIndex().data(Role.ROW)
        return row.key if isinstance(row, SearchRow) else None

    def _show_rows(self, key: Hashable) -> None:
        """Show what was found with the cursor on that row, or on the first; it stays where it was on the screen."""
        bar = self.list.verticalScrollBar()
        before = self.list.visualRect(self.list.currentIndex()).top() if key is not None else 0
        rows = self.looking.findings.rows(self._clock.now())
        if rows == self.model.rows and key == self._current_key():
            return
        self.model.replace(rows)
        header = self.list.verticalHeader()
        for position, row in enumerate(self.model.rows):
            header.resizeSection(position, HEIGHTS[row.kind])
        position = self.model.position(key)
        if position >= 0:
            index = self.model.index(position, 0)
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        bar.setValue(header.sectionPosition(position) - before if key is not None and position >= 0 else 0)
        if self._apart:
            self.list.setCurrentIndex(QModelIndex())

    def _set_current(self, position: int) -> None:
        rows = self.model.rows
        there = [at for at in range(len(rows)) if rows[at].kind not in QUIET]
        if there:
            self.list.setCurrentIndex(self.model.index(next((at for at in there if at >= position), there[-1]), 0))

    def _word(self) -> None:
        """Say why nothing is there, and what the answer leaves out."""
        answer = self.looking.answer or SearchResult()
        said = []
        if answer.progress is not None:
            said.append(self.tr("Still indexing, {percent} %: older messages may be missing.").format(
                percent=_percent(answer.progress)
            ))  # fmt: skip
        ignored = " ".join(isolated_name(term) for term in answer.ignored)
        if ignored:
            said.append(self.tr("Not looked for: {characters}").format(characters=ignored))
        self.status.setText("\n".join(said))
        self.status.setVisible(bool(said))
        if self.model.rows:
            self._stack.setCurrentWidget(self.list)
            return
        self._explain(answer)
        self._stack.setCurrentWidget(self.empty)

    def _explain(self, answer: SearchResult) -> None:
        if self.looking.refusal is not None:
            problem = refused(self.looking.refusal.code, self.looking.refusal.params)
            self.empty.say("warning", problem.title, problem.text)
        elif self._link.as_of is None and self._link.phase is not Phase.ONLINE:
            self.empty.say(
                "offline",
                self.tr("Nothing is on this machine yet"),
                self.tr("Your conversations can be searched as soon as they are loaded."),
            )
        elif answer.ignored and len(answer.ignored) == len(self._field.text().split()):
            self.empty.say(
                "search",
                self.tr("There is nothing to look for"),
                self.tr("Punctuation alone is not searched. Add a letter, a digit or a character."),
            )
        elif self.filters.in_force:
            self.empty.say(
                "filter",
                self.tr("Nothing found so"),
                self.tr("Something may be found without the filters above."),
                self.tr("Search without filters"),
            )
        else:
            self.empty.say(
                "search",
                self.tr("Nothing found"),
                self.tr("No name, company, card, note or message on this machine has all these words."),
            )

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.list.setAccessibleName(self.tr("Buyers and messages found"))
        if self.looking.answer is not None:
            self._show_rows(self._current_key())
        self._word()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    # ---- what the user does ------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and self._field.text().strip():
            if event.type() == QEvent.Type.KeyPress:
                return self._on_key(watched, event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() in _MOVES:
                event.accept()  # shortcuts of the field are for when nothing is looked for
        return super().eventFilter(watched, event)

    def _on_key(self, watched: QObject, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key == Qt.Key.Key_Escape:
            self._field.setFocus()
            self._field.clear()
        elif key in _ENTER:
            self._on_enter()
        elif key in _MOVES and watched is self._field:
            self._apart = False
            if not self.list.currentIndex().isValid():
                self._set_current(0)
                return True
            self.list.event(QKeyEvent(event.type(), key, event.modifiers()))
        else:
            return False
        return True

    def _on_enter(self) -> None:
        if self._pause.isActive():
            self.search_now()
        if self.looking.running and (self._filter_waits or self.looking.text != self._field.text()):
            self._enter_waits = True
        else:
            self._open(self.list.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW)
        if not isinstance(row, SearchRow):
            return
        if row.kind in (Kind.MORE, Kind.MORE_INSIDE):
            if not self.searching:  # what is typed by now goes before more of what was typed before
                self._again.stop()
                self._news.stop()
                self.looking.extend(row)
        elif row.document is not None:
            conversation = row.row.id if row.row is not None else None
            self.place_chosen.emit(Place(kind=row.document.kind, conversation=conversation, id=row.document.id))
        elif row.kind in (Kind.CONVERSATION, Kind.MESSAGE) and row.row is not None:
            self.chosen.emit(row.row.id, row.n)


def _percent(progress: Progress) -> int:
    """Return how far it is; not 100 before it is."""
    return min(99, progress.done * 100 // progress.total) if progress.total else 0
