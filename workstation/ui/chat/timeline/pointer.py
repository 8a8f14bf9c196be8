"""The mouse over the timeline: selecting, clicking what can be clicked, tooltips."""

from __future__ import annotations

import html
import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip

from workstation.services.views import ItemState
from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.selection import Spot
from workstation.ui.chat.timeline.targets import Kind, Target

if TYPE_CHECKING:
    from workstation.ui.chat.timeline.area import TimelineArea

_AUTOSCROLL_MS: Final = 30


class Pointer:
    """Turns mouse events into selection and activation."""

    def __init__(self, area: TimelineArea) -> None:
        self._area = area
        self._pressed: Target | None = None
        self._selecting = False
        self._word: tuple[Spot, Spot] | None = None
        self._last_double = 0.0
        self._at = QPointF()
        self._timer = QTimer(area)
        self._timer.setInterval(_AUTOSCROLL_MS)
        self._timer.timeout.connect(self._autoscroll)

    def press(self, event: QMouseEvent) -> None:
        """Begin a click or a selection."""
        area = self._area
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = event.position()
        spot = area.spot_at(point)
        self._pressed = area.target_at(point)
        if spot is None:
            return
        area.current, area.current_target = spot.key, None
        self._selecting = True
        self._word = None
        if self._is_third_click():
            self._select_item(spot.key)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            area.selection.extend(spot)
        else:
            area.selection.start(spot)
        area.selection_touched()

    def move(self, event: QMouseEvent) -> None:
        """Extend the selection, or show what is under the pointer."""
        self._at = event.position()
        if event.buttons() & Qt.MouseButton.LeftButton and self._selecting:
            self._extend()
            outside = not self._area.viewport().rect().contains(self._at.toPoint())
            if outside and not self._timer.isActive():
                self._timer.start()
            elif not outside:
                self._timer.stop()
            return
        self._hover()

    def release(self, event: QMouseEvent) -> None:
        """End a selection; a click without one activates."""
        self._timer.stop()
        self._selecting = False
        pressed, self._pressed = self._pressed, None
        if event.button() is not Qt.MouseButton.LeftButton or pressed is None or not self._area.selection.empty:
            return
        if self._area.target_at(event.position()) is pressed:
            self._area.activated.emit(pressed)

    def double_click(self, event: QMouseEvent) -> None:
        """Select the word."""
        area = self._area
        point = event.position()
        spot = area.spot_at(point)
        if event.button() is not Qt.MouseButton.LeftButton or spot is None:
            return
        self._pressed = None
        index = area.rows.index(spot.key)
        lay = area.layout_at(index) if index is not None else None
        if lay is None or spot.text >= len(lay.texts):
            return
        start, end = lay.texts[spot.text].block.word_at(spot.offset)
        self._word = (spot._replace(offset=start), spot._replace(offset=end))
        area.selection.start(self._word[0])
        area.selection.extend(self._word[1])
        self._selecting = True
        self._last_double = time.monotonic()
        area.selection_touched()

    def tooltip(self, event: QEvent) -> bool:
        """Show when it was said, its state, or where a target leads."""
        if event.type() is QEvent.Type.Leave:
            self._area.hovered = None
            self._area.viewport().update()
            return False
        if event.type() is not QEvent.Type.ToolTip or not isinstance(event, QHelpEvent):
            return False
        place = self._area.row_at(QPointF(event.pos()))
        if place is None:
            return False
        lay = self._area.layout_at(place[0])
        target = lay.target_at(place[1])
        text = ""
        if target is not None and target.kind is not Kind.PICTURE:
            text = target.label
        elif lay.bubble is not None and lay.bubble.contains(place[1]):
            item = lay.row.item
            text = formats.full_time(item.at)
            state = wording.state(item.state) if item.state is not ItemState.RECEIVED else ""
            text = f"{text}\n{state}" if state else text
        if text:
            # Escaped always: a tooltip takes what looks like tags for markup.
            markup = f"<p style='white-space: pre-wrap'>{html.escape(text)}</p>"
            QToolTip.showText(event.globalPos(), markup, self._area.viewport())
        else:
            QToolTip.hideText()
        return True

    def stop(self) -> None:
        """Stop what runs."""
        self._timer.stop()
        self._selecting = False

    def _is_third_click(self) -> bool:
        interval_s = QGuiApplication.styleHints().mouseDoubleClickInterval() / 1000
        return time.monotonic() - self._last_double < interval_s

    def _select_item(self, key: str) -> None:
        area = self._area
        index = area.rows.index(key)
        lay = area.layout_at(index) if index is not None else None
        if lay is not None and lay.texts:
            area.selection.start(Spot(key, 0, 0))
            area.selection.extend(Spot(key, len(lay.texts) - 1, len(lay.texts[-1].block)))
        self._selecting = False

    def _extend(self) -> None:
        area = self._area
        spot = area.spot_at(self._at)
        if spot is None:
            return
        if self._word is not None:
            # By words after a double click: the first word stays selected whichever way one goes.
            before = _order(area, spot) < _order(area, self._word[0])
            area.selection.start(self._word[1] if before else self._word[0])
            if not before and _order(area, spot) < _order(area, self._word[1]):
                spot = self._word[1]
        area.selection.extend(spot)
        area.selection_touched()

    def _autoscroll(self) -> None:
        area = self._area
        height = area.viewport().height()
        past = self._at.y() if self._at.y() < 0 else max(0.0, self._at.y() - height)
        if past:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + round(past / 2))
            self._extend()

    def _hover(self) -> None:
        area = self._area
        target = area.target_at(self._at)
        if target is not area.hovered:
            area.hovered = target
            area.viewport().update()
        if target is not None:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor if self._over_text() else Qt.CursorShape.ArrowCursor
        if area.viewport().cursor().shape() is not shape:
            area.viewport().setCursor(shape)

    def _over_text(self) -> bool:
        place = self._area.row_at(self._at)
        if place is None:
            return False
        return any(placed.box.contains(place[1]) for placed in self._area.layout_at(place[0]).texts)


def _order(area: TimelineArea, spot: Spot) -> tuple[int, int, int]:
    return (area.rows.index(spot.key) or 0, spot.text, spot.offset)
