"""What was found among buyers and messages, live as one types; works off-line over all that is on this machine."""

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

from workstation.domain.clock import Clock
from workstation.domain.errors import Refusal
from workstation.domain.link import LinkState, Phase
from workstation.services.search import Progress, SearchResult
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.loop import Latest
from workstation.ui.problems import refused
from workstation.ui.search.delegate import HEIGHTS, SearchDelegate
from workstation.ui.search.findings import QUIET, Findings, Kind, SearchRow
from workstation.ui.search.model import Role, SearchModel
from workstation.ui.theme import Size
from workstation.ui.widgets.empty import EmptyState
from workstation.ui.widgets.words import Words

if TYPE_CHECKING:
    from workstation.services.inbox import InboxService
    from workstation.services.search import SearchService

PAUSE_MS: Final = 120
"""How long typing must rest before the search begins."""
AGAIN_MS: Final = 1500
"""While the index grows, the same is looked for again."""
_MOVES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class SearchPane(QWidget):
    """Follows a field; the field keeps the focus while the arrow keys move through the hits.

    Signals:
        found(): the first answer is there: show the pane.
        left(): the field is empty again: show the list.
        chosen(object, object): open this conversation, at message `n` or (`None`) where one stopped reading.
    """

    found = Signal()
    left = Signal()
    chosen = Signal(object, object)

    def __init__(
        self, field: QLineEdit, search: SearchService, inbox: InboxService, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._field = field
        self._search = search
        self._inbox = inbox
        self._clock = clock
        self._link = LinkState()
        self._findings = Findings()
        self._answer: SearchResult | None = None
        self._answered_text = ""
        self._refusal: Refusal | None = None
        self._enter_waits = False
        self._finding = Latest(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.search_now)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.search_now)
        self._build()
        field.installEventFilter(self)
        field.textChanged.connect(self.look_for)
        self.retranslate()

    def _build(self) -> None:
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
        self.list.clicked.connect(self._open)
        self.list.installEventFilter(self)
        self.empty = EmptyState(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.status)
        column.addWidget(self._stack, 1)

    def show_link(self, state: LinkState) -> None:
        """Take note of the link: an empty answer says whether anything was loaded at all."""
        self._link = state
        if self._answer is not None:
            self._word()

    def stop(self) -> None:
        """Look for nothing more."""
        self._pause.stop()
        self._again.stop()
        self._finding.cancel()

    # ---- searching ---------------------------------------------------------------------------------------------

    @property
    def searching(self) -> bool:
        """Whether an answer is still to come."""
        return self._pause.isActive() or self._finding.running

    def look_for(self, text: str) -> None:
        """Look for a text as soon as typing rests; an empty one gives the list back."""
        self.stop()
        self._enter_waits = False
        if text.strip():
            self._pause.start()
            return
        self._answer = self._refusal = None
        self._answered_text = ""
        self._findings = Findings()
        self._show_rows(None)
        self.left.emit()

    def search_now(self) -> None:
        """Look for what is typed; an older search is given up."""
        self._pause.stop()
        if self._field.text().strip():
            self._finding.run(self._find(self._field.text()))

    async def _find(self, text: str) -> None:
        again = text == self._answered_text
        try:
            answer = await self._search.find(text)
            noted = [hit.conversation_id for hit in answer.documents if hit.conversation_id is not None]
            rows = await self._inbox.rows(noted) if noted else {}
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._refusal, self._answer, self._answered_text = None, answer, text
        self._findings = Findings(answer, rows)
        self._show_rows(self._current_key() if again else None)
        self._word()
        if not answer.complete:
            self._again.start()
        self.found.emit()
        if self._enter_waits:
            self._enter_waits = False
            self._open(self.list.currentIndex())

    def _refuse(self, refusal: Refusal) -> None:
        if refusal.code == "closed":
            return
        self._refusal, self._answer, self._enter_waits = refusal, SearchResult(), False
        self._findings = Findings()
        self._show_rows(None)
        self._word()
        self.found.emit()

    async def _extend(self, row: SearchRow, text: str) -> None:
        """Bring more in the place of a row; the cursor goes to what has come."""
        position = self.model.position(row.key)
        try:
            if row.kind is Kind.MORE:
                self._findings.add_page(await self._search.find(text, before=self._findings.before))
            elif row.row is not None:
                inside = await self._search.find_in(row.row.id, text)
                self._findings.add_inside(row.row.id, inside.hits)
        except Refusal as refusal:
            self._refuse(refusal)
            return
        self._enter_waits = False
        self._show_rows(row.key)
        self._set_current(position)

    # ---- what is shown -----------------------------------------------------------------------------------------

    def _current_key(self) -> Hashable:
        row = self.list.currentIndex().data(Role.ROW)
        return row.key if isinstance(row, SearchRow) else None

    def _show_rows(self, key: Hashable) -> None:
        """Show what was found with the cursor on that row, or on the first."""
        place = self.list.verticalScrollBar().value() if key is not None else 0
        self.model.replace(self._findings.rows(self._clock.now()))
        header = self.list.verticalHeader()
        for position, row in enumerate(self.model.rows):
            header.resizeSection(position, HEIGHTS[row.kind])
        position = self.model.position(key)
        if position >= 0:
            index = self.model.index(position, 0)
            self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.list.verticalScrollBar().setValue(place)

    def _set_current(self, position: int) -> None:
        rows = self.model.rows
        there = [at for at in range(len(rows)) if rows[at].kind not in QUIET]
        if there:
            self.list.setCurrentIndex(self.model.index(next((at for at in there if at >= position), there[-1]), 0))

    def _word(self) -> None:
        """Say why nothing is there, and what the answer leaves out."""
        answer = self._answer or SearchResult()
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
        self._explain(bool(ignored))
        self._stack.setCurrentWidget(self.empty)

    def _explain(self, ignored: bool) -> None:
        if self._refusal is not None:
            problem = refused(self._refusal.code, self._refusal.params)
            self.empty.say("warning", problem.title, problem.text)
        elif self._link.as_of is None and self._link.phase is not Phase.ONLINE:
            self.empty.say(
                "offline",
                self.tr("Nothing is on this machine yet"),
                self.tr("Your conversations can be searched as soon as they are loaded."),
            )
        elif ignored and len((self._answer or SearchResult()).ignored) == len(self._field.text().split()):
            self.empty.say(
                "search",
                self.tr("There is nothing to look for"),
                self.tr("Punctuation alone is not searched. Add a letter, a digit or a character."),
            )
        else:
            self.empty.say(
                "search",
                self.tr("Nothing found"),
                self.tr("No name, company, note or message on this machine has all these words."),
            )

    def retranslate(self) -> None:
        """Say everything in the language of the moment."""
        self.list.setAccessibleName(self.tr("Buyers and messages found"))
        if self._answer is not None:
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
            self.list.event(QKeyEvent(event.type(), key, event.modifiers()))
        else:
            return False
        return True

    def _on_enter(self) -> None:
        if self._pause.isActive():
            self.search_now()
        if self._finding.running:
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
                self._finding.run(self._extend(row, self._answered_text))
        elif row.kind in (Kind.CONVERSATION, Kind.NOTE, Kind.MESSAGE) and row.row is not None:
            self.chosen.emit(row.row.id, row.n)


def _percent(progress: Progress) -> int:
    """Return how far it is; not 100 before it is."""
    return min(99, progress.done * 100 // progress.total) if progress.total else 0
