"""The list of phrases over the composer: what fits what is typed after the slash."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workstation.services.phrases import PhraseRow
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.words import Words

SHOWN: Final = 6
_ROW: Final = 48
_WIDTH: Final = 520


class _RowDelegate(QStyledItemDelegate):
    """Paints title and shortcut above the beginning of the text."""

    def __init__(self, popup: "PhrasesPopup") -> None:
        super().__init__(popup)
        self._popup = popup

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(100, _ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._popup.row(index.row())
        if row is None:
            return
        rect: QRect = option.rect
        colours = tokens()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selected)
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        upper = QRect(rect.left() + 12, rect.top() + 4, rect.width() - 24, _ROW // 2 - 4)
        lower = QRect(upper.left(), rect.top() + _ROW // 2, upper.width(), _ROW // 2 - 4)
        taken = self._line(painter, upper, isolated_name(row.phrase.title), text_font(Size.BODY), colours.text)
        upper.setLeft(upper.left() + taken + 12)
        self._line(painter, upper, said_beside(row), text_font(Size.SMALL), colours.muted)
        self._line(painter, lower, one_line(row.text, 160), text_font(Size.SMALL), colours.muted)
        painter.restore()

    def _line(self, painter: QPainter, box: QRect, words: str, font: QFont, colour: QColor) -> int:
        """Paint a line and return its width in pixels."""
        painter.setFont(font)
        painter.setPen(colour)
        metrics = painter.fontMetrics()
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, box.width()))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, elided)
        return metrics.horizontalAdvance(elided)


def said_beside(row: PhraseRow) -> str:
    """Return what stands beside the title: the shortcut as it is typed."""
    return f"/{one_line(row.phrase.shortcut, 40)}" if row.phrase.shortcut else ""


class PhrasesPopup(QFrame):
    """A short list that never takes the focus from the field below it.

    Signals:
        chosen(PhraseRow): by Enter or the mouse.
        wanted(): there is none yet, and one is to be made.
        usual_wanted(): the trade's usual ones are to be taken.
    """

    chosen = Signal(object)
    wanted = Signal()
    usual_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows: Sequence[PhraseRow] = ()
        self._strings = QStringListModel(self)
        self.list = QListView(self)
        self.list.setModel(self._strings)
        self.list.setItemDelegate(_RowDelegate(self))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._choose(index.row()))
        self._none = Words(self, bold=True)
        self._how = Words(self, size=Size.SMALL, tone="muted", wrap=True)
        self.usual, self.make = QPushButton(self), QPushButton(self)
        self.usual.setProperty("kind", "primary")
        for button, wanted in ((self.usual, self.usual_wanted), (self.make, self.wanted)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self.hide)
            button.clicked.connect(wanted)
        self._hint = QWidget(self)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._none)
        words.addWidget(self._how)
        hint = QHBoxLayout(self._hint)
        hint.setContentsMargins(10, 8, 8, 8)
        hint.setSpacing(12)
        hint.addLayout(words, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        buttons.addWidget(self.usual)
        buttons.addWidget(self.make)
        hint.addLayout(buttons)
        self._hint.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(5, 5, 5, 5)
        column.addWidget(self.list)
        column.addWidget(self._hint)
        self.retranslate()
        self.hide()

    def row(self, at: int) -> PhraseRow | None:
        """Return what is shown in a row."""
        return self._rows[at] if 0 <= at < len(self._rows) else None

    @property
    def rows(self) -> Sequence[PhraseRow]:
        """What is shown, the best first."""
        return self._rows

    def show_rows(self, rows: Sequence[PhraseRow], corner: QPoint, width: int) -> None:
        """Show phrases, the first one chosen; `corner` (global) is where the lower left corner goes."""
        self._rows = rows
        self._strings.setStringList([f"{isolated_name(row.phrase.title)} {said_beside(row)}".strip() for row in rows])
        self.list.setCurrentIndex(self._strings.index(0, 0))
        self.list.scrollToTop()
        self.list.show()
        self._hint.hide()
        self._stand(corner, width, min(len(rows), SHOWN) * _ROW + 12)

    def show_none(self, corner: QPoint, width: int) -> None:
        """Say that there is no phrase yet, and how to make one; `corner` as above."""
        self._rows = ()
        self._strings.setStringList([])
        self.list.hide()
        self._hint.show()
        inner = min(width, _WIDTH) - 12
        self._stand(corner, width, max(_ROW, self._hint.heightForWidth(inner), self._hint.sizeHint().height()) + 12)

    @property
    def says_none(self) -> bool:
        """Whether it says that there is no phrase yet."""
        return self.isVisible() and not self._hint.isHidden()

    def _stand(self, corner: QPoint, width: int, wanted: int) -> None:
        over = self.parentWidget()
        lower = over.mapFromGlobal(corner) if over is not None else corner
        height = min(wanted, max(_ROW + 12, lower.y() - 8))
        self.setGeometry(lower.x(), max(0, lower.y() - height - 4), min(width, _WIDTH), height)
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Go down or up; past the end it begins again."""
        if self._rows:
            at = (self.list.currentIndex().row() + step) % len(self._rows)
            self.list.setCurrentIndex(self._strings.index(at, 0))

    def choose(self) -> None:
        """Take the row that is current."""
        self._choose(self.list.currentIndex().row())

    def _choose(self, at: int) -> None:
        row = self.row(at)
        if row is not None:
            self.hide()
            self.chosen.emit(row)

    def retranslate(self) -> None:
        """Word it anew."""
        self.list.setAccessibleName(self.tr("Phrases"))
        self._none.setText(self.tr("There are no phrases yet"))
        self._how.setText(
            self.tr("Phrases are answers you give often. You make them in the settings, and type / to use them.")
        )
        self.usual.setText(self.tr("Take the usual ones"))
        self.usual.setToolTip(
            self.tr("Greeting, price, minimum order, lead time, samples, payment …, in both languages")
        )
        self.make.setText(self.tr("Make one …"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the raised ground."""
        colours = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.border, 1))
        painter.setBrush(colours.raised)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
        painter.end()
