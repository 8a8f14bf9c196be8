"""The grid of one or several days: click, draw a slot, drag an unbooked one, all by keyboard too."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from workstation.domain.slot import SLOT_MINUTES
from workstation.ui.calendar import geometry, grid_paint
from workstation.ui.calendar.blocks import Block, Target
from workstation.ui.calendar.geometry import Grid, Span
from workstation.ui.calendar.grid_paint import Scene
from workstation.ui.widgets.viewport import give_viewport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workstation.domain.clock import Clock
    from workstation.domain.ids import ActionId

_FAR_ENOUGH: Final = 5
"""A press becomes a drag after so many pixels."""
_FIRST_HOUR: Final = 8
"""What is at the top when nothing says otherwise."""


class DayGrid(QAbstractScrollArea):
    """Shows slots in the days it is given.

    Signals:
        chosen(object): a `Target` is the current one now, or `None`.
        opened(object): a `Target` was opened: Enter or a double click.
        drawn(object, object): a time was drawn where nothing stands: start and end.
        dragged(object, object, object): an unbooked slot was dragged: its id, start and end.
        menu_wanted(object, object): the context menu of a `Target`, or of an empty time (its start), at a global point.
    """

    chosen = Signal(object)
    opened = Signal(object)
    drawn = Signal(object, object)
    dragged = Signal(object, object, object)
    menu_wanted = Signal(object, object)

    def __init__(self, fair: ZoneInfo, clock: Clock, *, may_change: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._fair = fair
        self._clock = clock
        self._may_change = may_change
        self._days: tuple[date, ...] = (clock.now().astimezone(fair).date(),)
        self._blocks: tuple[Block, ...] = ()
        self._other: ZoneInfo | None = None
        self._hour = 84
        self.current: Target | None = None
        self._pressed: QPoint | None = None
        self._holding: Block | None = None
        self._stretching = False
        self.ghost: Span | None = None
        self._scrolled = False
        self._turned = False
        self._hint = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)

    # ---- what it shows ---------------------------------------------------------------------------------------------

    @property
    def grid(self) -> Grid:
        """Its measures of the moment."""
        return Grid(self._days, self.viewport().width(), self._hour, 2 if self._other is not None else 1)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The slots shown."""
        return self._blocks

    def show_days(self, days: Sequence[date]) -> None:
        """Show other days; what they hold follows by `show_blocks`."""
        self._days = tuple(days)
        self._blocks = ()
        self._turned = True
        self.viewport().update()

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these slots, by their start; the current one stays current as long as it is there."""
        self._blocks = tuple(sorted(blocks, key=lambda block: (block.starts_at, block.slot_id)))
        if self.current is not None and self._find(self.current) is None:
            moved = self._holder(self.current.booking_id)
            if moved is None:
                self._choose(None)
            else:
                self.current = moved  # the booking is the same, only at another time
        if self.isVisible():
            sought = [block for block in self._blocks if block.chips] or self._blocks  # bookings before empty slots
            if not self._scrolled or (self._turned and sought and not any(map(self._in_sight, sought))):
                self._scroll_to_first()
            self._scrolled, self._turned = True, False
        self._word()
        self.viewport().update()

    def show_hint(self, words: str) -> None:
        """Know what is said where there are no slots."""
        self._hint = words
        self._word()
        self.viewport().update()

    def scroll_anew(self) -> None:
        """Scroll to the first slot of the days shown next, and to this moment if it is among them."""
        self._scrolled = False

    def leave_current(self) -> None:
        """Let go of the current slot or booking without a word: another one is about to be shown."""
        self.current = None

    def show_fair(self, zone: ZoneInfo) -> None:
        """Show days and hours of the fair's zone."""
        self._fair = zone
        self.viewport().update()

    def show_other(self, zone: ZoneInfo | None) -> None:
        """Show a buyer's hours beside the fair's and shade his nights."""
        self._other = zone
        self.viewport().update()

    def show_now(self) -> None:
        """Move the line of the moment."""
        self.viewport().update()

    def go_to(self, target: Target | None) -> None:
        """Make something current and bring it into sight."""
        self._choose(target)
        found = self._find(target) if target is not None else None
        rect = grid_paint.block_rect(self.scene, found) if found is not None else None
        if rect is not None:
            bar = self.verticalScrollBar()
            if rect.top() < bar.value() or rect.bottom() > bar.value() + self.viewport().height():
                bar.setValue(rect.top() - self.viewport().height() // 3)

    @property
    def scene(self) -> Scene:
        """What is painted now."""
        return Scene(
            grid=self.grid,
            fair=self._fair,
            blocks=self._blocks,
            now=self._clock.now(),
            other=self._other,
            current=self.current,
            focused=self.hasFocus(),
            ghost=self.ghost,
            ghost_text=self._ghost_text(),
        )

    def _ghost_text(self) -> str:
        if self.ghost is None:
            return ""
        first, last = self.ghost.first, self.ghost.last
        return f"{first // 60:02d}:{first % 60:02d}–{last // 60:02d}:{last % 60:02d}"

    def _find(self, target: Target) -> Block | None:
        for block in self._blocks:
            if block.slot_id == target.slot_id and (
                target.booking_id is None or any(chip.booking_id == target.booking_id for chip in block.chips)
            ):
                return block
        return None

    def _holder(self, booking_id: ActionId | None) -> Target | None:
        """Return where a booking stands now."""
        for block in self._blocks:
            if booking_id is not None and any(chip.booking_id == booking_id for chip in block.chips):
                return Target(block.slot_id, booking_id)
        return None

    def _choose(self, target: Target | None) -> None:
        if target != self.current:
            self.current = target
            self._word()
            self.viewport().update()
            self.chosen.emit(target)

    def _word(self) -> None:
        self.setAccessibleDescription(self.told(self.current) if self._blocks else self._hint)

    def told(self, target: Target | None) -> str:
        """Return something in words."""
        block = self._find(target) if target is not None else None
        if block is None or target is None:
            return ""
        return next((chip.told for chip in block.chips if chip.booking_id == target.booking_id), block.told)

    def _in_sight(self, block: Block) -> bool:
        rect, top = grid_paint.block_rect(self.scene, block), self.verticalScrollBar().value()
        return rect is not None and rect.top() >= top and rect.bottom() <= top + self.viewport().height()

    def _scroll_to_first(self) -> None:
        starts = [b.starts_at.astimezone(self._fair) for b in self._blocks]
        first = min((at.hour * 60 + at.minute for at in starts), default=_FIRST_HOUR * 60)
        top, now = self.grid.y(max(0, first - 30)), self._clock.now().astimezone(self._fair)
        if now.date() in self._days:
            line = self.grid.y(now.hour * 60 + now.minute)
            if line > top + self.viewport().height() - self._hour:  # it would stand below what is seen
                top = line - self._hour
        self.verticalScrollBar().setValue(top)

    # ---- the pointer -----------------------------------------------------------------------------------------------

    def _at(self, event: QMouseEvent | QContextMenuEvent | QHelpEvent) -> QPoint:
        point = event.position().toPoint() if isinstance(event, QMouseEvent) else event.pos()
        return point + QPoint(0, self.verticalScrollBar().value())

    def target_at(self, where: QPoint) -> Target | None:
        """Return what stands at a point of the grid."""
        scene = self.scene
        for block in self._blocks:
            rect = grid_paint.block_rect(scene, block)
            if rect is None or not rect.contains(where):
                continue
            for chip, chip_rect in zip(block.chips, grid_paint.chip_rects(rect, block), strict=True):
                if chip_rect.contains(where):
                    return Target(block.slot_id, chip.booking_id)
            return Target(block.slot_id)
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        where = self._at(event)
        target = self.target_at(where)
        self._choose(target)
        if not self._may_change:
            return
        block = self._find(target) if target is not None else None
        if block is None:
            self._pressed = where if self.grid.place(where) is not None else None
            return
        if block.movable:
            self._pressed, self._holding = where, block
            rect = grid_paint.block_rect(self.scene, block)
            self._stretching = rect is not None and geometry.holds_end(rect, where)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        where = self._at(event)
        if self._pressed is None:
            self._show_cursor(where)
            return
        if self.ghost is None and (where - self._pressed).manhattanLength() < _FAR_ENOUGH:
            return
        start, here = self.grid.place(self._pressed), self.grid.place(where)
        if start is None or here is None:
            return
        if self._holding is None:
            self.ghost = geometry.drawn(start[0], start[1], here[1], SLOT_MINUTES)
        else:
            span = geometry.span_of(self._holding.starts_at, self._holding.ends_at, self._fair)
            if self._stretching:
                self.ghost = geometry.stretched(span, here[1])
            else:
                self.ghost = geometry.moved(span, here[0], here[1] - start[1])
        self.viewport().update()

    def _show_cursor(self, where: QPoint) -> None:
        target = self.target_at(where)
        block = self._find(target) if target is not None else None
        shape = Qt.CursorShape.ArrowCursor
        if block is not None and block.movable and self._may_change:
            rect = grid_paint.block_rect(self.scene, block)
            end = rect is not None and geometry.holds_end(rect, where)
            shape = Qt.CursorShape.SizeVerCursor if end else Qt.CursorShape.OpenHandCursor
        elif block is not None:
            shape = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        ghost, holding = self.ghost, self._holding
        self._let_go()
        if ghost is None:
            return
        starts_at, ends_at = ghost.instants(self._fair)
        if holding is None:
            self.drawn.emit(starts_at, ends_at)
        elif (starts_at, ends_at) != (holding.starts_at, holding.ends_at):
            self.dragged.emit(holding.slot_id, starts_at, ends_at)

    def _let_go(self) -> None:
        self._pressed = self._holding = self.ghost = None
        self._stretching = False
        self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        where = self._at(event)
        target = self.target_at(where)
        if target is not None:
            self.opened.emit(target)
        elif self._may_change and (place := self.grid.place(where)) is not None:
            self.drawn.emit(*geometry.drawn(*place, place[1], SLOT_MINUTES).instants(self._fair))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._keyboard_menu()
            return
        where = self._at(event)
        target = self.target_at(where)
        self._choose(target)
        place = self.grid.place(where)
        if target is not None:
            self.menu_wanted.emit(target, event.globalPos())
        elif place is not None:
            day, minute = place
            start, _end = geometry.drawn(day, minute, minute, SLOT_MINUTES).instants(self._fair)
            self.menu_wanted.emit(start, event.globalPos())

    def _keyboard_menu(self) -> None:
        block = self._find(self.current) if self.current is not None else None
        rect = grid_paint.block_rect(self.scene, block) if block is not None else None
        if rect is not None:
            below = rect.center() - QPoint(0, self.verticalScrollBar().value())
            self.menu_wanted.emit(self.current, self.viewport().mapToGlobal(below))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told(self.target_at(self._at(event))), self)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
        else:
            super().wheelEvent(event)

    def zoom(self, steps: int) -> None:
        """Make the hours taller or lower; the middle stays where it is."""
        bar = self.verticalScrollBar()
        middle = (bar.value() + self.viewport().height() / 2) / self._hour
        self._hour = max(geometry.HOUR_SMALLEST, min(geometry.HOUR_LARGEST, self._hour + 12 * steps))
        self._measure()
        bar.setValue(round(middle * self._hour - self.viewport().height() / 2))
        self.viewport().update()

    # ---- the keyboard ----------------------------------------------------------------------------------------------

    def targets(self) -> list[Target]:
        """Return all one can stand on, in the order of time: each slot, then its bookings."""
        found: list[Target] = []
        for block in self._blocks:
            found.append(Target(block.slot_id))
            found += [Target(block.slot_id, chip.booking_id) for chip in block.chips]
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = Qt.Key(event.key()), event.modifiers()
        if held & Qt.KeyboardModifier.AltModifier and self._move_by_key(key):
            return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key is Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step_day(-1 if key is Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.current is not None:
            self.opened.emit(self.current)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(-1 if key is Qt.Key.Key_Minus else 1)
        elif key is Qt.Key.Key_Escape and self._pressed is not None:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def _step(self, by: int) -> None:
        targets = self.targets()
        if not targets:
            return
        if self.current in targets:
            self.go_to(targets[max(0, min(len(targets) - 1, targets.index(self.current) + by))])
        else:
            self.go_to(self._nearest(targets, self._clock.now()))

    def _step_day(self, by: int) -> None:
        """Go to the slot at about the same hour of the next day that has one, in a direction."""
        block = self._find(self.current) if self.current is not None else None
        if block is None:
            self._step(by)
            return
        here = block.starts_at.astimezone(self._fair)
        days = sorted({other.starts_at.astimezone(self._fair).date() for other in self._blocks})
        place = days.index(here.date()) + by
        if 0 <= place < len(days):
            wished = here + (days[place] - here.date())
            there = [b for b in self._blocks if b.starts_at.astimezone(self._fair).date() == days[place]]
            self.go_to(self._nearest([Target(b.slot_id) for b in there], wished))

    def _nearest(self, targets: Sequence[Target], at: datetime) -> Target:
        starts: dict[ActionId, datetime] = {block.slot_id: block.starts_at for block in self._blocks}
        return min(targets, key=lambda target: abs(starts[target.slot_id] - at))

    def _move_by_key(self, key: Qt.Key) -> bool:
        """Alt with an arrow moves an unbooked slot by a quarter of an hour or a day."""
        block = self._find(self.current) if self.current is not None else None
        quarter, day = timedelta(minutes=geometry.SNAP_MINUTES), timedelta(days=1)
        by = {Qt.Key.Key_Up: -quarter, Qt.Key.Key_Down: quarter, Qt.Key.Key_Left: -day, Qt.Key.Key_Right: day}.get(key)
        if by is None or block is None or not block.movable or not self._may_change:
            return False
        self.dragged.emit(block.slot_id, block.starts_at + by, block.ends_at + by)
        return True

    # ---- painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        offset = self.verticalScrollBar().value()
        painter.translate(0, -offset)
        grid_paint.paint(painter, self.scene, QRect(event.rect()).translated(0, offset))
        if not self._blocks and self._hint:
            grid_paint.paint_hint(painter, self.grid, self._hint, self.viewport().height(), offset)
        painter.end()

    def _measure(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self.grid.height - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self._hour // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        if not self._scrolled:
            self._scroll_to_first()
