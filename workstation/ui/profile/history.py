"""The History tab: a search in this conversation, over everything that is on this machine."""

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workstation.domain.errors import Refusal
from workstation.services.chat import ChatService
from workstation.services.views import ConversationRef
from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.plain_text import utf16_length
from workstation.ui.loop import Latest
from workstation.ui.profile.finding import Hit, search, words_of
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.icons import icon
from workstation.ui.widgets.words import Words

MOST: Final = 500
_WAIT_MS: Final = 150
_HEIGHT: Final = 64
_Index = QModelIndex | QPersistentModelIndex
_ROOT: Final = QModelIndex()


class HitModel(QAbstractListModel):
    """Holds the hits, the newest first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return ""
        hit = self.hits[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{hit.who}, {formats.full_time(hit.at)}: {hit.snippet}"
        return None

    def replace(self, hits: list[Hit]) -> None:
        """Hold these."""
        self.beginResetModel()
        self.hits = hits
        self.endResetModel()

    def extend(self, hits: list[Hit]) -> None:
        """Hold these as well."""
        if hits:
            self.beginInsertRows(QModelIndex(), len(self.hits), len(self.hits) + len(hits) - 1)
            self.hits.extend(hits)
            self.endInsertRows()


class HitDelegate(QStyledItemDelegate):
    """Paints who and when over two lines of text, the words found marked."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(hit, Hit):
            return
        colours = tokens()
        place: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(place, colours.selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(place, colours.hover)
        box = place.adjusted(16, 7, -16, -5)
        font = text_font(Size.SMALL)
        painter.setFont(font)
        painter.setPen(colours.muted)
        when = formats.chat_time(hit.at, wording.now())
        width = QFontMetrics(font).horizontalAdvance(when)
        painter.drawText(QRect(box.right() - width, box.top(), width + 1, 16), Qt.AlignmentFlag.AlignRight, when)
        painter.setFont(text_font(Size.SMALL, bold=True))
        who = QFontMetrics(painter.font()).elidedText(hit.who, Qt.TextElideMode.ElideRight, box.width() - width - 12)
        painter.drawText(QRect(box.left(), box.top(), box.width() - width - 12, 16), Qt.AlignmentFlag.AlignLeft, who)
        painter.setPen(colours.text)
        _draw_snippet(painter, QRect(box.left(), box.top() + 17, box.width(), 36), hit, colours.selection)


def _draw_snippet(painter: QPainter, box: QRect, hit: Hit, colour: QColor) -> None:
    layout = QTextLayout(hit.snippet, text_font(Size.SMALL))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    ranges = []
    for start, end in hit.marks:
        mark = QTextLayout.FormatRange()
        mark.start = utf16_length(hit.snippet[:start])
        mark.length = utf16_length(hit.snippet[start:end])
        look = QTextCharFormat()
        look.setBackground(colour)
        mark.format = look
        ranges.append(mark)
    layout.setFormats(ranges)
    layout.beginLayout()
    y = 0.0
    for _ in range(2):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        line.setPosition(QPointF(0, y))
        y += 17
    layout.endLayout()
    layout.draw(painter, box.topLeft().toPointF())


class HistoryTab(QWidget):
    """Searches while one types.

    Signals:
        message_chosen(int): show message `n`.
    """

    message_chosen = Signal(int)

    def __init__(self, chat: ChatService, me_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chat = chat
        self._me_id = me_id
        self._ref: ConversationRef | None = None
        self._searching = Latest(self)
        self._state = "idle"
        self.field = QLineEdit(self)
        self.field.setClearButtonEnabled(True)
        self._sign = self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.status = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.model = HitModel(self)
        self.list = QListView(self)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._on_chosen)
        self.list.activated.connect(self._on_chosen)
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.search_now)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_return)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        top.addWidget(self.field)
        top.addWidget(self.status)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.retranslate()

    def open_conversation(self, ref: ConversationRef | None) -> None:
        """Search in another conversation from now on."""
        if ref != self._ref:
            self._ref = ref
            self.field.clear()
            self._stop()

    def _on_typed(self) -> None:
        if words_of(self.field.text()):
            self._timer.start()
        else:
            self._stop()

    def _stop(self) -> None:
        self._timer.stop()
        self._searching.cancel()
        self.model.replace([])
        self._say("idle")

    def search_now(self) -> None:
        """Search for what is typed."""
        self._timer.stop()
        if self._ref is not None and words_of(self.field.text()):
            self._say("searching")
            self._searching.run(self._search(self._ref, self.field.text()))

    async def _search(self, ref: ConversationRef, query: str) -> None:
        first = True
        try:
            async for hits in search(self._chat, ref, query, self._me_id):
                if first:
                    self.model.replace(hits)
                    first = False
                else:
                    self.model.extend(hits[: MOST - len(self.model.hits)])
                if len(self.model.hits) >= MOST:
                    break
        except Refusal:
            self._stop()
            return
        self._say("done")

    def _on_return(self) -> None:
        if self._timer.isActive():
            self.search_now()
        elif self.model.hits:
            self.list.setFocus()
            self.list.setCurrentIndex(self.model.index(0))

    def _on_chosen(self, index: QModelIndex) -> None:
        hit = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(hit, Hit):
            self.message_chosen.emit(hit.n)

    def _say(self, state: str) -> None:
        self._state = state
        self.retranslate()

    def retranslate(self) -> None:
        """Word it anew."""
        self.field.setPlaceholderText(self.tr("Search in this conversation"))
        self.field.setAccessibleName(self.tr("Search in this conversation"))
        self.list.setAccessibleName(self.tr("Messages found"))
        count = len(self.model.hits)
        if self._state == "searching":
            text = self.tr("Searching …")
        elif self._state == "idle":
            text = self.tr("Everything of this conversation that is on this machine is searched, also off-line.")
        elif count >= MOST:
            text = self.tr("The newest {count} hits; add a word to narrow it down").format(count=formats.number(count))
        elif count:
            text = self.tr("%n message(s) found", "", count)
        else:
            text = self.tr("No message here has all these words. Older ones may still be on the server only.")
        self.status.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
