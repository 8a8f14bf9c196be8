"""The keyboard in the timeline: from message to message, through what can be activated, and selecting with Shift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from workstation.ui.chat.timeline.selection import Spot
from workstation.ui.chat.timeline.targets import Kind
from workstation.ui.chat.timeline.text_block import TextBlock

if TYPE_CHECKING:
    from workstation.ui.chat.timeline.area import TimelineArea

_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier


class Keyboard:
    """Up and Down move between messages, Left and Right between what a message offers, Enter activates.

    With Shift the arrows select; with Ctrl as well by words. Home and End go to the first and last message.
    """

    def __init__(self, area: TimelineArea) -> None:
        self._area = area

    def press(self, event: QKeyEvent) -> bool:
        """Handle a key; return whether it was one of ours."""
        area = self._area
        if event.matches(QKeySequence.StandardKey.Copy):
            return area.copy()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            area.select_all()
            return True
        if event.modifiers() & _SHIFT:
            return self._select(event)
        if event.modifiers() & (_CONTROL | Qt.KeyboardModifier.AltModifier):
            return False
        return self._go(event)

    # ---- moving ----------------------------------------------------------------------------------------------------

    def _go(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return self._step(-1 if key is Qt.Key.Key_Up else 1)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return self._step_target(-1 if key is Qt.Key.Key_Left else 1)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            return self._activate()
        if key is Qt.Key.Key_Delete:
            return self._activate(Kind.DISCARD)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return self._to_end(last=key is Qt.Key.Key_End)
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + (-1 if key is Qt.Key.Key_PageUp else 1) * round(bar.pageStep() * 0.9))
            return True
        return key is Qt.Key.Key_Escape and self._leave_selection()

    def _leave_selection(self) -> bool:
        had = not self._area.selection.empty
        self._area.selection.clear()
        self._area.selection_touched()
        return had

    def _step(self, by: int) -> bool:
        area = self._area
        if not area.rows.items:
            return False
        here = area.rows.index(area.current or "")
        if here is None:
            here = area.visible_rows()[-1] - by
        there = max(0, min(here + by, len(area.rows) - 1))
        area.set_current(area.rows.items[there].key)
        area.selection.clear()
        area.selection_touched()
        if there == here:
            bar = area.verticalScrollBar()
            bar.setValue(bar.value() + by * bar.singleStep())
        return True

    def _to_end(self, *, last: bool) -> bool:
        area = self._area
        if area.rows.items:
            area.set_current(area.rows.items[-1 if last else 0].key)
            if last:
                area.scroll_to_bottom()
            else:
                area.verticalScrollBar().setValue(0)
        return True

    def _step_target(self, by: int) -> bool:
        area = self._area
        index = area.rows.index(area.current or "")
        if index is None:
            return False
        count = len(area.layout_at(index).targets)
        if not count:
            return False
        now = area.current_target
        if now is None:
            now = -1 if by > 0 else count
        then = now + by
        area.set_current(area.current, then if 0 <= then < count else None)
        return True

    def _activate(self, kind: Kind | None = None) -> bool:
        area = self._area
        index = area.rows.index(area.current or "")
        targets = area.layout_at(index).targets if index is not None else []
        if kind is not None:
            target = next((t for t in targets if t.kind is kind), None)
        elif area.current_target is not None and area.current_target < len(targets):
            target = targets[area.current_target]
        else:
            target = next((t for t in targets if t.kind in (Kind.RETRY, Kind.BLOCK, Kind.PICTURE, Kind.LINK)), None)
        if target is None:
            return False
        area.activated.emit(target)
        return True

    # ---- selecting -------------------------------------------------------------------------------------------------

    def _select(self, event: QKeyEvent) -> bool:
        area = self._area
        caret = self._caret()
        if caret is None:
            return False
        key = Qt.Key(event.key())
        word = bool(event.modifiers() & _CONTROL)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            moved = self._across(caret, forward=key is Qt.Key.Key_Right, word=word)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            moved = self._by_line(caret, -1 if key is Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            moved = self._to_line_edge(caret, end=key is Qt.Key.Key_End)
        else:
            return False
        if area.selection.anchor is None:
            area.selection.start(caret)
        area.selection.extend(moved)
        area.current = moved.key
        area.reveal(moved.key)
        area.selection_touched()
        return True

    def _caret(self) -> Spot | None:
        area = self._area
        caret = area.selection.caret
        if caret is not None and area.rows.index(caret.key) is not None:
            return caret
        area.selection.clear()
        if area.current is not None and area.rows.index(area.current) is not None:
            return Spot(area.current, 0, 0)
        visible = area.visible_rows()
        return Spot(area.rows.items[visible[-1]].key, 0, 0) if visible else None

    def _block(self, spot: Spot) -> TextBlock | None:
        index = self._area.rows.index(spot.key)
        texts = self._area.layout_at(index).texts if index is not None else []
        return texts[spot.text].block if spot.text < len(texts) else None

    def _across(self, caret: Spot, *, forward: bool, word: bool) -> Spot:
        block = self._block(caret)
        offset = block.moved(caret.offset, forward=forward, word=word) if block is not None else None
        if offset is not None:
            return caret._replace(offset=offset)
        return self._neighbour(caret, 1 if forward else -1)

    def _neighbour(self, caret: Spot, by: int) -> Spot:
        """Return the nearest end of the next or previous item's text."""
        area = self._area
        here = area.rows.index(caret.key)
        there = (here or 0) + by
        if here is None or not 0 <= there < len(area.rows):
            return caret
        spot = Spot(area.rows.items[there].key, 0, 0)
        block = self._block(spot)
        return spot._replace(offset=len(block)) if by < 0 and block is not None else spot

    def _by_line(self, caret: Spot, by: int) -> Spot:
        block = self._block(caret)
        if block is None:
            return self._neighbour(caret, by)
        box = block.caret(caret.offset)
        y = box.center().y() + by * box.height()
        if 0 <= y < block.height:
            offset = block.offset_at(QPointF(box.x(), y))
            if offset != caret.offset:
                return caret._replace(offset=offset)
        edge = len(block) if by > 0 else 0
        return caret._replace(offset=edge) if caret.offset != edge else self._neighbour(caret, by)

    def _to_line_edge(self, caret: Spot, *, end: bool) -> Spot:
        block = self._block(caret)
        return caret._replace(offset=block.line_edge(caret.offset, end=end)) if block is not None else caret
