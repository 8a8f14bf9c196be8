"""A scroll area over rows of guessed and exact heights: what one reads stays in its place, whatever comes or goes."""

import time
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QWidget

from workstation.ui.chat.timeline.geometry import Geometry
from workstation.ui.chat.timeline.rows import Rows
from workstation.ui.theme import tokens
from workstation.ui.widgets.viewport import PushedDown

_IDLE_SLICE_S: Final = 0.004
_IDLE_AFTER_MS: Final = 400
"""Rows out of view are laid out when nothing has changed for so long: most of a burst never comes into view."""
_NEAR: Final = 2.0
"""Pages from an end at which more is asked for."""


class Anchor(NamedTuple):
    """An item and where its top and bottom stand in the view."""

    key: str
    top: int
    bottom: int


class _QuietBar(QScrollBar):
    """Keeps its room, so that widths don't change, and paints nothing where there is nothing to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), tokens().surface)
        painter.end()
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class AnchoredScrollArea(QAbstractScrollArea):
    """Scrolls over `rows`, measured by `geometry_`.

    Signals:
        older_requested(), newer_requested(): an end of what is held comes near.
        moved(): scrolled, or the content changed: what is visible is another.
    """

    older_requested = Signal()
    newer_requested = Signal()
    moved = Signal()

    def __init__(self, geometry: Geometry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollBar(_QuietBar(Qt.Orientation.Vertical, self))
        self.verticalScrollBar().setSingleStep(48)
        self.rows = Rows()
        self.geometry_ = geometry
        self._stick = True
        self._adjusting = False
        self._placed = True
        """Whether what is in view was brought to its place there, rather than scrolled to."""
        self._pane_pushed, self._pushed = PushedDown(parent or self), PushedDown(self)
        self.flash_key = ""
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.setDuration(1400)
        self._flash.valueChanged.connect(self.viewport().update)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)

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
        self.settle()
        self._announce_change()

    def scroll_to(self, key: str, *, share: float = 0.3, flash: bool = False) -> bool:
        """Bring an item to a share of the view's height from the top; return whether it is held."""
        index = self.rows.index(key)
        if index is None:
            return False
        self._stick = False
        for _ in range(3):
            # Rows around it are laid out on the way and may move it.
            self._set_value(round(self.geometry_.tops[index] - share * self.viewport().height()))
            self.settle()
        self._stick = self.at_bottom
        self._placed = True
        self._announce_change()
        if flash:
            self.flash_key = key
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

    def anchor(self) -> Anchor | None:
        """Return the first item in view that will be held further, and where it stands in the view."""
        visible = self.visible_rows()
        top = self.content_top()
        tops = self.geometry_.tops
        for index in visible:
            key = self.geometry_.rows[index].item.key
            if self.rows.index(key) is not None:
                return Anchor(key, tops[index] + top, tops[index + 1] + top)
        return None

    def restore(self, anchor: Anchor | None, *, by_top: bool = False) -> None:
        """Bring an item back to where it stood: by its bottom, as a day line may have left its top, or by its top."""
        index = self.rows.index(anchor.key) if anchor is not None else None
        if not self._stick and anchor is not None and index is not None:
            self.geometry_.ensure(index)
            self._update_range()
            tops = self.geometry_.tops
            # By its top also where only its end was in view: at another width that end is elsewhere.
            self._set_value(tops[index] - anchor.top if by_top else tops[index + 1] - anchor.bottom)
        self.settle()
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

    def settle(self) -> bool:
        """Lay out what is in view, keeping what one sees where it stands; return whether anything moved."""
        geometry = self.geometry_
        geometry.set_width(self.viewport().width())
        bar = self.verticalScrollBar()
        before = (bar.value(), bar.maximum())
        for _ in range(100):
            self._update_range()
            if self._stick:
                self._set_value(bar.maximum())
            visible = self.visible_rows()
            guessed = [i for i in visible if not geometry.is_exact(i)]
            if not guessed:
                break
            pivot = next((i for i in visible if geometry.is_exact(i)), None)
            for index in reversed(guessed):
                self._ensure(index, pivot)
        if geometry.inexact and self.isVisible():
            self._idle.start(_IDLE_AFTER_MS)
        self.viewport().update()
        return before != (bar.value(), bar.maximum())

    def _ensure(self, index: int, pivot: int | None) -> None:
        """Lay a row out; a row in view (`pivot`) and what is below it don't move for one above it."""
        value = self.verticalScrollBar().value()
        above = index < pivot if pivot is not None else self.geometry_.tops[index] < value
        delta = self.geometry_.ensure(index)
        if delta and not self._stick:  # whoever stands at the bottom goes there when all are laid out
            self._update_range()
            if above:
                self._set_value(value + delta)

    def _on_idle(self) -> None:
        """Lay out rows out of view, a few at a time."""
        end = time.perf_counter() + _IDLE_SLICE_S
        visible = self.visible_rows()
        while time.perf_counter() < end:
            index = self.geometry_.next_guessed(visible)
            if index is None:
                break
            self._ensure(index, visible.start)
        if self._stick:
            self._update_range()
            self._set_value(self.verticalScrollBar().maximum())
        if self.geometry_.inexact:
            self._idle.start(0)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Follow the scroll bar."""
        if self._adjusting:
            return
        self._stick = self.at_bottom
        self._placed = False
        moved = self.settle()
        if not moved:
            self.viewport().scroll(0, dy)
        self.ask_for_more()
        self.moved.emit()

    def ask_for_more(self) -> None:
        """Ask for older or newer rows if an end comes near."""
        bar = self.verticalScrollBar()
        near = _NEAR * self.viewport().height()
        if bar.value() < near and (self.rows.more_before or self.rows.older_on_server):
            self.older_requested.emit()
        if self.rows.more_after and bar.maximum() - bar.value() < near:
            self.newer_requested.emit()

    def _announce_change(self) -> None:
        self.ask_for_more()
        self.moved.emit()

    def flash_of(self, key: str) -> float:
        """Return how strongly an item is pointed out right now, 0…1."""
        running = key == self.flash_key and self._flash.state() == QVariantAnimation.State.Running
        return float(self._flash.currentValue()) if running else 0.0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the first message in view, or the bottom.

        What a line above the pane pushes down stays where it stands on the screen; what one has scrolled to also when
        the line comes within the pane (what was just opened keeps its place in the view, or the line would hide it).
        """
        super().resizeEvent(event)
        anchor = self.anchor()
        by_pane, by_any = self._pane_pushed.by(event), self._pushed.by(event)
        by = by_pane if self._placed else by_any
        if anchor is not None and by:
            anchor = anchor._replace(top=anchor.top - by, bottom=anchor.bottom - by)
        self.geometry_.set_width(self.viewport().width())
        self.restore(anchor, by_top=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what was left for later."""
        super().showEvent(event)
        self.settle()

    def rest(self) -> None:
        """Stop what runs behind the scenes."""
        self._idle.stop()
        self._flash.stop()
