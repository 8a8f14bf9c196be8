"""The timeline's scroll area: keeps what one reads in its place, whatever comes above or below."""

import time
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from workstation.services.views import TimelineItem
from workstation.ui.chat.timeline import painting, texts
from workstation.ui.chat.timeline.geometry import Geometry
from workstation.ui.chat.timeline.keyboard import Keyboard
from workstation.ui.chat.timeline.layout import RowLayout, RowLayouter, Target
from workstation.ui.chat.timeline.pictures import Pictures
from workstation.ui.chat.timeline.pointer import Pointer
from workstation.ui.chat.timeline.rows import Rows
from workstation.ui.chat.timeline.selection import Selection, Spot
from workstation.ui.chat.timeline.style import TimelineStyle

_IDLE_SLICE_S: Final = 0.004
_NEAR: Final = 2.0
"""Pages from an end at which more is asked for."""


class TimelineArea(QAbstractScrollArea):
    """Shows the rows of a window of messages.

    Signals:
        older_requested(), newer_requested(): an end of what is held comes near.
        activated(Target): a link, picture, quote or button was clicked or chosen by keyboard.
        menu_requested(str, QPoint): context menu for an item's key at a global place.
        moved(): scrolled, or the content changed: what is visible is another.
        selection_changed().
    """

    older_requested = Signal()
    newer_requested = Signal()
    activated = Signal(object)
    menu_requested = Signal(str, QPoint)
    moved = Signal()
    selection_changed = Signal()

    def __init__(self, pictures: Pictures, me_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pointer = Pointer(self)  # first: the viewport asks it while it is set up
        self._keyboard = Keyboard(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(48)
        self.me_id = me_id
        self.rows = Rows()
        self.style_ = TimelineStyle()
        self.pictures = pictures
        self.geometry_ = Geometry(RowLayouter(self.style_, me_id, pictures.sizes, customer=True))
        self.selection = Selection()
        self.current: str | None = None
        self.current_target: int | None = None
        self.hovered: Target | None = None
        self.header_text = ""
        self._stick = True
        self._adjusting = False
        self._flash_key = ""
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.setDuration(1400)
        self._flash.valueChanged.connect(self.viewport().update)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._on_idle)
        pictures.arrived.connect(self._on_picture_arrived)

    # ---- content ---------------------------------------------------------------------------------------------------

    def show_items(self, items: Sequence[TimelineItem], *, customer: bool) -> None:
        """Show another conversation; `rows`' flags have been set. Stands at the bottom until told otherwise."""
        self.geometry_.layouter.customer = customer
        self.selection.clear()
        self.current = self.current_target = self.hovered = None
        self._flash.stop()
        self.rows.replace(items)
        self.geometry_.forget()
        self.geometry_.set_rows(self.rows.rows)
        self._stick = not self.rows.more_after
        self._settle()
        self._announce_change()

    def rows_changed(self, names: dict[str, str] | None = None) -> None:
        """Take over that `rows` has other items now; what is visible stays where it stands."""
        if names:
            self.selection.rename(names)
            self.geometry_.rename(names)
            self.current = names.get(self.current or "", self.current)
        anchor = self._anchor()
        self.geometry_.set_rows(self.rows.rows)
        self._restore(anchor)

    def restyle(self) -> None:
        """Read theme, fonts and words anew."""
        self.style_ = TimelineStyle()
        self.geometry_.layouter.style = self.style_
        anchor = self._anchor()
        self.geometry_.forget()
        self._restore(anchor)

    def set_header(self, text: str) -> None:
        """Say above the first row where older messages are."""
        if text != self.header_text:
            self.header_text = text
            self.viewport().update()

    def _on_picture_arrived(self, key: str, resized: bool) -> None:
        if resized:
            keys = {row.item.key for row in self.geometry_.rows if texts.picture_key(row.item) == key}
            anchor = self._anchor()
            self.geometry_.forget(keys)
            self._restore(anchor)
        self.viewport().update()

    # ---- scrolling -------------------------------------------------------------------------------------------------

    @property
    def at_bottom(self) -> bool:
        """Whether the newest message is in view."""
        bar = self.verticalScrollBar()
        return not self.rows.more_after and bar.value() >= bar.maximum() - 2

    def content_top(self) -> int:
        """Return where the content's top stands in the viewport; few messages stand at the bottom."""
        slack = self.viewport().height() - self.geometry_.total
        return slack if slack > 0 else -self.verticalScrollBar().value()

    def visible_rows(self) -> range:
        """Return the rows in view."""
        top = -self.content_top()
        return self.geometry_.span(top, top + self.viewport().height() - 1)

    def scroll_to_bottom(self) -> None:
        """Show the newest message held and stay there."""
        self._stick = not self.rows.more_after
        self._set_value(self.geometry_.total)
        self._settle()

    def scroll_to(self, key: str, *, share: float = 0.3, flash: bool = False) -> bool:
        """Bring an item to a share of the view's height from the top; return whether it is held."""
        index = self.rows.index(key)
        if index is None:
            return False
        self._stick = False
        for _ in range(3):
            # Rows around it are laid out on the way and may move it.
            self._set_value(round(self.geometry_.tops[index] - share * self.viewport().height()))
            self._settle()
        self._stick = self.at_bottom
        if flash:
            self._flash_key = key
            self._flash.start()
        return True

    def reveal(self, key: str) -> None:
        """Scroll as little as needed to show an item."""
        index = self.rows.index(key)
        if index is None:
            return
        self.geometry_.ensure(index)
        top, bottom = self.geometry_.tops[index], self.geometry_.tops[index + 1]
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + height:
            bar.setValue(min(bottom - height + 8, top))

    def _anchor(self) -> tuple[str, int] | None:
        """Return the first item in view that will be held further, and how far above the view's top it begins."""
        visible = self.visible_rows()
        top = self.content_top()
        for index in visible:
            key = self.geometry_.rows[index].item.key
            if self.rows.index(key) is not None:
                return key, self.geometry_.tops[index] + top
        return None

    def _restore(self, anchor: tuple[str, int] | None) -> None:
        if not self._stick and anchor is not None:
            index = self.rows.index(anchor[0])
            if index is not None:
                self._update_range()
                self._set_value(self.geometry_.tops[index] - anchor[1])
        self._settle()
        self._announce_change()

    def _update_range(self) -> None:
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        self._adjusting = True
        bar.setRange(0, max(0, self.geometry_.total - height))
        bar.setPageStep(height)
        self._adjusting = False

    def _set_value(self, value: int) -> None:
        self._adjusting = True
        self.verticalScrollBar().setValue(value)
        self._adjusting = False

    def _settle(self) -> bool:
        """Lay out what is in view, keeping what one sees where it stands; return whether anything moved."""
        geometry = self.geometry_
        geometry.set_width(self.viewport().width())
        bar = self.verticalScrollBar()
        before = (bar.value(), bar.maximum())
        for _ in range(100):
            self._update_range()
            if self._stick:
                self._set_value(bar.maximum())
            guessed = [i for i in self.visible_rows() if not geometry.is_exact(i)]
            if not guessed:
                break
            for index in reversed(guessed):
                self._ensure(index)
        if geometry.inexact and self.isVisible():
            self._idle.start()
        self.viewport().update()
        return before != (bar.value(), bar.maximum())

    def _ensure(self, index: int) -> None:
        """Lay a row out; if it begins above the view, what is below it does not move."""
        above = self.geometry_.tops[index] < self.verticalScrollBar().value()
        delta = self.geometry_.ensure(index)
        if delta:
            self._update_range()
            if above and not self._stick:
                self._set_value(self.verticalScrollBar().value() + delta)

    def _on_idle(self) -> None:
        """Lay out rows out of view, a few at a time."""
        end = time.perf_counter() + _IDLE_SLICE_S
        visible = self.visible_rows()
        while time.perf_counter() < end:
            index = self.geometry_.next_guessed(visible)
            if index is None:
                break
            self._ensure(index)
        if self._stick:
            self._set_value(self.verticalScrollBar().maximum())
        if self.geometry_.inexact:
            self._idle.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar."""
        if self._adjusting:
            return
        self._stick = self.at_bottom
        moved = self._settle()
        if not moved:
            self.viewport().scroll(0, dy)
        self._ask_for_more()
        self.moved.emit()

    def _ask_for_more(self) -> None:
        bar = self.verticalScrollBar()
        near = _NEAR * self.viewport().height()
        if bar.value() < near and (self.rows.more_before or self.rows.older_on_server):
            self.older_requested.emit()
        if self.rows.more_after and bar.maximum() - bar.value() < near:
            self.newer_requested.emit()

    def _announce_change(self) -> None:
        self._ask_for_more()
        self.moved.emit()

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

    def selected_text(self) -> str:
        """Return what copying would give, without laying anything out."""
        ends = self.selection.ordered(self.rows.index)
        return "" if ends is None else texts.selected(self.rows.items, ends, self.selection, self.me_id)

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
        flash = float(self._flash.currentValue()) if key == self._flash_key and self._flashing() else 0.0
        failed = lay.picture is not None and self.pictures.failed(lay.picture_key)
        return painting.Look(selected, whole, current, target, self.hovered, picture, failed, flash)

    def _flashing(self) -> bool:
        return self._flash.state() == QVariantAnimation.State.Running

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the first message in view, or the bottom."""
        super().resizeEvent(event)
        anchor = self._anchor()
        self.geometry_.set_width(self.viewport().width())
        self._restore(anchor)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tooltips from the layout."""
        if self._pointer.tooltip(event):
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Hand on."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hand on."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Hand on."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Hand on."""
        self._pointer.double_click(event)

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

    def hideEvent(self, event: QEvent) -> None:
        """Do nothing behind the scenes."""
        self._idle.stop()
        self._flash.stop()
        self._pointer.stop()
