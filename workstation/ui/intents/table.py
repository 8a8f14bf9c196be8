"""Purchase intents as a table: what is wanted, by whom, until when, what of ours fits, whose it is."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from workstation.services.intent_views import IntentFolder, IntentRow, IntentStatus
from workstation.ui.intents import model, wording
from workstation.ui.intents.model import IntentModel
from workstation.ui.theme import Size, text_font, tokens
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.flags import paint_flag
from workstation.ui.widgets.flat_table import FlatTable, paint_ground
from workstation.ui.widgets.icons import paint_icon
from workstation.ui.widgets.rows_model import AnyIndex

ROW_HEIGHT: Final = 56
_PAD: Final = 12
_FLAG: Final = (18, 12)
_AVATAR: Final = 24
_BAR: Final = 44
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine


class IntentDelegate(QStyledItemDelegate):
    """Paints the cells."""

    def __init__(self, intents: IntentModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._intents = intents

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(80, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = self._intents.row_at(index)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option)
        if row.view.status in (IntentStatus.DONE, IntentStatus.ENDED):
            painter.setOpacity(0.62)
        inside = option.rect.adjusted(_PAD, 0, -6, 0)
        paint = {
            model.TITLE: self._title,
            model.BUYER: self._buyer,
            model.DEADLINE: self._deadline,
            model.MATCH: self._match,
            model.OWNER: self._owner,
            model.STATE: self._state,
        }.get(index.column(), self._plain)
        paint(painter, inside, row, index.column())
        painter.restore()

    def _plain(self, painter: QPainter, box: QRect, row: IntentRow, column: int) -> None:
        upper, lower = self._intents.texts(row, column)
        _lines(painter, box, upper, lower)

    def _title(self, painter: QPainter, box: QRect, row: IntentRow, column: int) -> None:
        upper, lower = self._intents.texts(row, column)
        if row.view.is_new:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens().accent)
            painter.drawEllipse(QRectF(box.left() - 1, box.top() + 15, 8, 8))
            box = box.adjusted(14, 0, 0, 0)
        _lines(painter, box, upper, lower, bold=row.view.is_new)

    def _buyer(self, painter: QPainter, box: QRect, row: IntentRow, column: int) -> None:
        upper, lower = self._intents.texts(row, column)
        country = row.view.received.buyer_country
        _lines(painter, box, upper, lower, indent=_FLAG[0] + 6 if country else 0)
        if country:
            top = box.top() + (34 if lower else 22)
            paint_flag(painter, QRectF(box.left(), top, *_FLAG), country, tokens().border)

    def _deadline(self, painter: QPainter, box: QRect, row: IntentRow, column: int) -> None:
        upper, lower = self._intents.texts(row, column)
        _lines(painter, box, upper, lower, below=getattr(tokens(), wording.time_tone(row.view)))

    def _match(self, painter: QPainter, box: QRect, row: IntentRow, column: int) -> None:
        match = row.match or row.view.best
        if match is None:
            return
        colours = tokens()
        upper, lower = self._intents.texts(row, column)
        track = QRectF(box.left(), box.top() + 17, _BAR, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.border)
        painter.drawRoundedRect(track, 2.5, 2.5)
        painter.setBrush(score_colour(match.score))
        painter.drawRoundedRect(QRectF(track.left(), track.top(), _BAR * match.score / 100, 5), 2.5, 2.5)
        _lines(painter, box.adjusted(_BAR + 8, 0, 0, 0), upper, "", bold=True, at=8)
        _lines(painter, box, "", lower)

    def _owner(self, painter: QPainter, box: QRect, row: IntentRow, column: int) -> None:
        owner = row.view.owner
        colours = tokens()
        if owner is None:
            _lines(painter, box, self._nobody, "", colour=colours.warning)
            return
        name = wording.person(owner)
        place = QRect(box.left(), box.top() + (ROW_HEIGHT - _AVATAR) // 2, _AVATAR, _AVATAR)
        paint_avatar(painter, place, name, owner.id)
        _lines(painter, box.adjusted(_AVATAR + 8, 0, 0, 0), name, "")

    def _state(self, painter: QPainter, box: QRect, row: IntentRow, column: int) -> None:
        upper, lower = self._intents.texts(row, column)
        colours = tokens()
        view = row.view
        if view.problem is not None or view.waiting:
            sign, colour = ("error", colours.danger) if view.problem is not None else ("clock", colours.muted)
            paint_icon(painter, QRect(box.left(), box.top() + 10, 16, 16), sign, colour, 14)
            box = box.adjusted(20, 0, 0, 0)
            upper = wording.status(view.status)
        shown = {"accent": colours.accent_text, "text": colours.success}.get(wording.tone(view.status), colours.muted)
        _lines(painter, box, upper, lower, colour=shown, bold=view.is_new)

    _nobody = ""

    def set_nobody(self, words: str) -> None:
        """Word what stands where an intent is nobody's."""
        self._nobody = words


def score_colour(score: int) -> QColor:
    """Return the colour of a score's bar."""
    colours = tokens()
    return colours.success if score >= 70 else colours.accent if score >= 40 else colours.strong_border


def _lines(
    painter: QPainter,
    box: QRect,
    upper: str,
    lower: str,
    *,
    bold: bool = False,
    indent: int = 0,
    colour: QColor | None = None,
    below: QColor | None = None,
    at: int | None = None,
) -> None:
    """Paint one or two lines, elided at their ends."""
    colours = tokens()
    top = at if at is not None else 8 if lower else 17
    first = QRect(box.left(), box.top() + top, box.width(), 22)
    painter.setFont(text_font(Size.BODY, bold=bold))
    painter.setPen(colour or colours.text)
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(first, _LEFT, painter.fontMetrics().elidedText(upper, elide, first.width()))
    if lower:
        second = QRect(box.left() + indent, box.top() + 30, box.width() - indent, 20)
        painter.setFont(text_font(Size.SMALL))
        painter.setPen(below or colours.muted)
        painter.drawText(second, _LEFT, painter.fontMetrics().elidedText(lower, elide, second.width()))


class IntentTable(FlatTable):
    """Shows the model; columns that matter less go first where it is narrow.

    Signals:
        menu_wanted(QPoint): the context menu of the chosen rows, at a global position.
        deed_wanted(str): a letter asks for something: `chat`, `card`, `done`, `assign`, `translate`.
    """

    menu_wanted = Signal(object)
    deed_wanted = Signal(str)

    KEYS: Final = {
        Qt.Key.Key_C: "chat",
        Qt.Key.Key_B: "card",
        Qt.Key.Key_D: "done",
        Qt.Key.Key_A: "assign",
        Qt.Key.Key_T: "translate",
    }

    def __init__(self, intents: IntentModel, parent: QWidget | None = None) -> None:
        super().__init__(row_height=ROW_HEIGHT, several=True, least_column=60, parent=parent)
        self._folder = IntentFolder.RECEIVED
        self.delegate = IntentDelegate(intents, self)
        self.hold(intents, self.delegate)
        self.set_width(model.TITLE)
        for column, width in (
            (model.BUYER, 178),
            (model.TERMS, 138),
            (model.DEADLINE, 122),
            (model.MATCH, 176),
            (model.OWNER, 128),
            (model.STATE, 116),
        ):
            self.set_width(column, width)

    def set_folder(self, folder: IntentFolder) -> None:
        """Stand for another list: among exhibits × intents the exhibit comes first."""
        self._folder = folder
        header = self.horizontalHeader()
        wanted = 0 if folder is IntentFolder.MATCHED else model.MATCH
        header.moveSection(header.visualIndex(model.MATCH), wanted)
        self._arrange()

    def _arrange(self) -> None:
        width = self.viewport().width()
        mine = self._folder is IntentFolder.RECEIVED
        matched = self._folder is IntentFolder.MATCHED
        self.setColumnHidden(model.OWNER, mine or width < (1100 if matched else 950))
        self.setColumnHidden(model.TERMS, width < (970 if mine or matched else 1090))
        self.setColumnHidden(model.MATCH, width < 700 and not matched)
        self.setColumnHidden(model.STATE, width < 470)
        self.setColumnHidden(model.BUYER, width < 640)
        self.setColumnHidden(model.DEADLINE, width < 400)
        self.updateGeometries()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self.KEYS.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif deed is not None and not event.modifiers():
            self.deed_wanted.emit(deed)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.menu_index(event)
        if not index.isValid():
            return
        if not self.selectionModel().isRowSelected(index.row()):
            self.selectRow(index.row())
        self.menu_wanted.emit(self.menu_place(event, index))
