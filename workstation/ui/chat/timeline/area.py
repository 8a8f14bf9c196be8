"""The timeline: paints the rows, answers what stands where, and hands events on."""

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from workstation.services.views import ItemState, TimelineItem
from workstation.ui.chat.timeline import painting, texts
from workstation.ui.chat.timeline.geometry import Geometry
from workstation.ui.chat.timeline.keyboard import Keyboard
from workstation.ui.chat.timeline.layout import RowLayout, RowLayouter
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.chat.timeline.pointer import Pointer
from workstation.ui.chat.timeline.scrolling import AnchoredScrollArea
from workstation.ui.chat.timeline.selection import Selection, Spot
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.chat.timeline.targets import Target
from workstation.ui.chat.timeline.word_marks import Finder, Stretch, WordMarks
from workstation.ui.chat.wording import local_day


class TimelineArea(AnchoredScrollArea):
    """Shows the rows of a window of messages.

    Signals:
        activated(Target): a link, picture, quote or button was clicked or chosen by keyboard.
        menu_requested(str, QPoint): context menu for an item's key at a global place.
        selection_changed().
    """

    activated = Signal(object)
    menu_requested = Signal(str, QPoint)
    selection_changed = Signal()
    _pointer: Pointer | None = None
    # The viewport sends events before there is one.

    def __init__(self, pictures: Pictures, me_id: int, parent: QWidget | None = None) -> None:
        style = TimelineStyle()
        super().__init__(Geometry(RowLayouter(style, me_id, pictures.sizes, customer=True)), parent)
        self.me_id = me_id
        self.style_ = style
        self.pictures = pictures
        self._pointer = self._mouse = Pointer(self)
        self._keyboard = Keyboard(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        # It paints all of its ground: what lies under it need not be painted first, and scrolling moves pixels.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.selection = Selection()
        self.current: str | None = None
        self.current_target: int | None = None
        self.hovered: Target | None = None
        self._marks: WordMarks | None = None
        self.header_text = ""
        self._worded_on = local_day(datetime.now(UTC))
        pictures.arrived.connect(self._on_picture_arrived)

    # ---- content ---------------------------------------------------------------------------------------------------

    def show_items(self, items: Sequence[TimelineItem], *, customer: bool) -> None:
        """Show another conversation; `rows`' flags have been set. Stands at the bottom until told otherwise."""
        self.geometry_.layouter.customer = customer
        self.selection.clear()
        self.current = self.current_target = self.hovered = None
        self.rows.replace(items)
        self.geometry_.forget()
        self.geometry_.set_rows(self.rows.rows)
        self._stick = not self.rows.more_after
        self._placed = True
        self.settle()
        self._announce_change()

    def rows_changed(self, names: dict[str, str] | None = None) -> None:
        """Take over that `rows` has other items now; what is visible stays where it stands."""
        if names:
            self.selection.rename(names)
            self.geometry_.rename(names)
            self.current = names.get(self.current or "", self.current)
        anchor = self.anchor()
        self.geometry_.set_rows(self.rows.rows)
        self.restore(anchor)

    def day_is_over(self) -> bool:
        """Tell whether day lines name another day as today."""
        return self._worded_on != local_day(datetime.now(UTC))

    def restyle(self) -> None:
        """Read theme, fonts and words anew."""
        self._worded_on = local_day(datetime.now(UTC))
        self.style_ = TimelineStyle()
        self.geometry_.layouter.style = self.style_
        anchor = self.anchor()
        self.geometry_.forget()
        self.restore(anchor)

    def reread(self, keys: set[str]) -> None:
        """Lay out anew those messages that are read otherwise now; what is visible stays where it stands."""
        anchor = self.anchor()
        self.geometry_.forget(keys)
        if self.selection.anchor is not None and self.selection.anchor.key in keys:
            self.selection.clear()
        self.restore(anchor)
        self.viewport().update()

    def set_writable(self, writable: bool) -> None:
        """Say whether a message that failed may be sent again: not where the buyer was handed on."""
        if writable != self.geometry_.layouter.writable:
            self.geometry_.layouter.writable = writable
            self.reread({row.item.key for row in self.geometry_.rows if row.item.state is ItemState.FAILED})

    def mark_words(self, find: Finder | None) -> None:
        """Mark what is found in every message from now on; `None`: nothing."""
        if find is not None or self._marks is not None:
            self._marks = None if find is None else WordMarks(find)
            self.viewport().update()

    def marks_in(self, lay: RowLayout) -> dict[int, tuple[Stretch, ...]]:
        """Return the marked stretches of a row's texts by their numbers."""
        if self._marks is None or lay.bubble is None:
            return {}
        key = lay.row.item.key
        found = {at: self._marks.of(f"{key}/{at}", placed.block.shown) for at, placed in enumerate(lay.texts)}
        return {at: marks for at, marks in found.items() if marks}

    def set_header(self, text: str) -> None:
        """Say above the first row where older messages are."""
        if text != self.header_text:
            self.header_text = text
            self.viewport().update()

    def _on_picture_arrived(self, key: str, resized: bool) -> None:
        if resized:
            keys = {row.item.key for row in self.geometry_.rows if texts.picture_key(row.item) == key}
            anchor = self.anchor()
            self.geometry_.forget(keys)
            self.restore(anchor)
        self.viewport().update()

    # ---- places ----------------------------------------------------------------------------------------------------

    def row_at(self, point: QPointF) -> tuple[int, QPointF] | None:
        """Return the row nearest to a point of the viewport and the point in that row."""
        if not self.geometry_.rows:
            return None
        y = point.y() - self.content_top()
        index = self.geometry_.index_at(y)
        return index, QPointF(point.x(), y - self.geometry_.tops[index])

    def layout_at(self, index: int) -> RowLayout:
        """Return a row's layout."""
        return self.geometry_.lay(index)

    def target_at(self, point: QPointF) -> Target | None:
        """Return what a click at a point of the viewport activates."""
        place = self.row_at(point)
        return None if place is None else self.layout_at(place[0]).target_at(place[1])

    def spot_at(self, point: QPointF) -> Spot | None:
        """Return the caret position nearest to a point of the viewport."""
        place = self.row_at(point)
        if place is None:
            return None
        index, local = place
        lay = self.layout_at(index)
        key = lay.row.item.key
        number = lay.text_near(local.y())
        if number is None:
            return Spot(key, 0, 0)
        placed = lay.texts[number]
        if local.y() < placed.box.top():
            return Spot(key, number, 0)
        if local.y() >= placed.box.bottom():
            return Spot(key, number, len(placed.block))
        return Spot(key, number, placed.block.offset_at(local - placed.origin))

    def row_rect(self, key: str) -> QRectF:
        """Return where an item stands in the viewport; empty when it isn't held."""
        index = self.rows.index(key)
        if index is None:
            return QRectF()
        tops = self.geometry_.tops
        return QRectF(0, tops[index] + self.content_top(), self.geometry_.width, tops[index + 1] - tops[index])

    # ---- selection -------------------------------------------------------------------------------------------------

    def selected_text(self, *, bare: bool = True) -> str:
        """Return what copying would give, without laying anything out; without `bare` only what was written."""
        ends = self.selection.ordered(self.rows.index)
        return "" if ends is None else texts.selected(self.rows.items, ends, self.selection, self.me_id, bare=bare)

    def select_all(self) -> None:
        """Select all that is held."""
        items = self.rows.items
        if items:
            self.selection.start(Spot(items[0].key, 0, 0))
            self.selection.extend(Spot(items[-1].key, 0, texts.length(items[-1], self.me_id)))
            self.selection_touched()

    def selection_touched(self) -> None:
        """Show and tell that the selection is another now."""
        self.viewport().update()
        self.selection_changed.emit()

    def copy(self) -> bool:
        """Copy the selection, else the current message; return whether there was any."""
        text = self.selected_text()
        if not text and self.current is not None:
            index = self.rows.index(self.current)
            text = "" if index is None else texts.whole(self.rows.items[index], self.me_id)
        if text:
            QGuiApplication.clipboard().setText(text)
        return bool(text)

    def set_current(self, key: str | None, target: int | None = None) -> None:
        """Move the keyboard's place to an item, or to one of its targets."""
        self.current, self.current_target = key, target
        if key is not None:
            self.reveal(key)
        self.viewport().update()

    # ---- events ----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that the event's region shows."""
        self.pictures.set_ratio(self.devicePixelRatioF())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        clip = QRectF(event.rect())
        painter.fillRect(clip, self.style_.colours.surface)
        geometry = self.geometry_
        offset = self.content_top()
        if self.header_text and offset + geometry.tops[0] > 0:
            painter.setFont(self.style_.small)
            painter.setPen(self.style_.colours.muted)
            box = QRectF(0, offset + 12, geometry.width, geometry.tops[0] - 12)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.header_text)
        ends = self.selection.ordered(self.rows.index)
        for index in geometry.span(clip.top() - offset, clip.bottom() - offset):
            if geometry.is_exact(index):
                top = geometry.tops[index] + offset
                painting.paint_row(painter, geometry.lay(index), top, clip, self._look(index, ends), self.style_)
        painter.end()

    def _look(self, index: int, ends: tuple[tuple[int, Spot], tuple[int, Spot]] | None) -> painting.Look:
        lay = self.geometry_.lay(index)
        key = lay.row.item.key
        selected: dict[int, tuple[int, int]] = {}
        whole = False
        if ends is not None and ends[0][0] <= index <= ends[1][0]:
            for number, placed in enumerate(lay.texts):
                stretch = self.selection.stretch(ends, index, number, len(placed.block))
                if stretch is not None:
                    selected[number] = stretch
            whole = not lay.texts
        current = key == self.current and self.hasFocus()
        target = None
        if current and self.current_target is not None and self.current_target < len(lay.targets):
            target = lay.targets[self.current_target]
        picture = self.pictures.get(lay.picture_key, lay.picture.size()) if lay.picture is not None else None
        failed = lay.picture is not None and self.pictures.failed(lay.picture_key)
        block = None
        if lay.block is not None and lay.block.picture is not None:
            block = self.pictures.get(lay.block.picture_key, lay.block.picture.size())
        return painting.Look(
            selected, whole, current, target, self.hovered, picture, failed, block,
            flash=self.flash_of(key), marked=self.marks_in(lay),
        )  # fmt: skip

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tooltips from the layout."""
        if self._pointer is not None and self._pointer.tooltip(event):
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hand on."""
        self._mouse.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hand on."""
        self._mouse.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand on."""
        self._mouse.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Hand on."""
        self._mouse.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the item under the pointer or the keyboard."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.current is not None:
            box = self.row_rect(self.current).toRect()
            self.menu_requested.emit(self.current, self.viewport().mapToGlobal(box.center()))
            return
        place = self.row_at(QPointF(self.viewport().mapFromGlobal(event.globalPos())))
        if place is not None:
            self.menu_requested.emit(self.geometry_.rows[place[0]].item.key, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on what the keyboard of the timeline knows."""
        if not self._keyboard.press(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the newest message in view when one comes by keyboard."""
        super().focusInEvent(event)
        by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if by_key and self.rows.items and (self.current is None or self.rows.index(self.current) is None):
            self.set_current(self.rows.items[self.visible_rows()[-1]].key)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing the keyboard's place."""
        super().focusOutEvent(event)
        self.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        """Do nothing behind the scenes."""
        super().hideEvent(event)
        self.rest()
        self._mouse.stop()
