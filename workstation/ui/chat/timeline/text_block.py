"""A text laid out at a width: painting, hit-testing, selection and copying all ask this one object."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from workstation.ui.chat.timeline import plain_text
from workstation.ui.chat.timeline.plain_text import Link


class TextStyle(NamedTuple):
    """How a text is set; lengths in logical pixels."""

    font: QFont
    line_height: float
    link: QColor


@dataclass(slots=True)
class _Run:
    """Consecutive paragraphs of one direction in one layout."""

    start: int
    length: int
    layout: QTextLayout
    top: float
    bottom: float
    rtl: bool


class TextBlock:
    """A laid-out text.

    Attributes:
        source: the text as it is copied.
        size: width and height in logical pixels; no wider than was asked for.
        last_line: right end and top of the last line, or `None` where nothing may stand beside it (right-to-left).
        links: the web addresses in it.
    """

    __slots__ = ("_runs", "height", "last_line", "line_count", "links", "shown", "source", "width")

    def __init__(self, text: str, style: TextStyle, max_width: float, *, with_links: bool = True) -> None:
        self.source = plain_text.normalized(text)
        self.shown = plain_text.shown(self.source)
        self.links: list[Link] = plain_text.links(self.shown) if with_links else []
        self._runs: list[_Run] = []
        self.line_count = 0
        natural = 0.0
        top = 0.0
        for start, part, rtl in plain_text.runs_of_paragraphs(self.shown):
            run, width = self._lay_out(start, part, rtl, style, max_width, top)
            self._runs.append(run)
            natural = max(natural, width)
            top = run.bottom
        self.width = min(max_width, natural)
        self.height = top
        for run in self._runs:
            if run.rtl:
                _align_right(run.layout, self.width)
        last = self._runs[-1]
        line = last.layout.lineAt(last.layout.lineCount() - 1)
        self.last_line: QPointF | None = None if last.rtl else QPointF(line.naturalTextWidth(), top - style.line_height)

    def _lay_out(
        self, start: int, part: str, rtl: bool, style: TextStyle, max_width: float, top: float
    ) -> tuple[_Run, float]:
        layout = QTextLayout(part, style.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setTabStopDistance(style.line_height * 2)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        length = plain_text.utf16_length(part)
        inside = [link for link in self.links if start <= link.start < start + length]
        if inside:
            layout.setFormats([_link_format(link, start, style.link) for link in inside])
        y = top
        natural = 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max_width)
            height = line.height()
            box = max(height, style.line_height)
            line.setPosition(QPointF(0, y + (box - height) / 2))
            y += box
            natural = max(natural, line.naturalTextWidth())
            self.line_count += 1
        layout.endLayout()
        return _Run(start, length, layout, top, y, rtl), natural

    def __len__(self) -> int:
        """Return the length in UTF-16 units: the last caret position."""
        return self._runs[-1].start + self._runs[-1].length

    def draw(
        self,
        painter: QPainter,
        origin: QPointF,
        clip: QRectF,
        selected: tuple[int, int] | None,
        selection: QTextCharFormat,
        marked: Sequence[tuple[int, int]] = (),
        mark: QTextCharFormat | None = None,
    ) -> None:
        """Draw at `origin`, what lies inside `clip` only, with a stretch selected and others marked."""
        for run in self._runs:
            if origin.y() + run.bottom < clip.top() or origin.y() + run.top > clip.bottom():
                continue
            ranges = [] if mark is None else [found for one in marked if (found := _range(run, one, mark))]
            if selected is not None and (found := _range(run, selected, selection)):
                ranges.append(found)
            run.layout.draw(painter, origin, ranges, clip)

    def offset_at(self, point: QPointF) -> int:
        """Return the caret position nearest to a point of this block."""
        run, line = self._line_at(point.y())
        return run.start + int(line.xToCursor(point.x() + _hanging(run, line)))

    def link_at(self, point: QPointF) -> Link | None:
        """Return the link under a point, if any."""
        if not self.links or not 0 <= point.y() < self.height:
            return None
        run, line = self._line_at(point.y())
        if not line.naturalTextRect().left() <= point.x() <= line.naturalTextRect().right():
            return None
        x = point.x() + _hanging(run, line)
        on = run.start + int(line.xToCursor(x, QTextLine.CursorPosition.CursorOnCharacter))
        return next((link for link in self.links if link.start <= on < link.end), None)

    def rectangles(self, start: int, end: int) -> list[QRectF]:
        """Return the boxes that a stretch covers, one a line (the hull where directions mix)."""
        boxes = []
        for run in self._runs:
            for number in range(run.layout.lineCount()):
                line = run.layout.lineAt(number)
                first = max(start - run.start, line.textStart())
                last = min(end - run.start, line.textStart() + line.textLength())
                if first < last:
                    a, b = _x_of(line, first), _x_of(line, last)
                    boxes.append(QRectF(min(a, b), line.y(), abs(b - a), line.height()))
        return boxes

    def caret(self, offset: int) -> QRectF:
        """Return where the caret stands at a position."""
        run = self._run_of(offset)
        line = run.layout.lineForTextPosition(min(offset - run.start, run.length))
        return QRectF(_x_of(line, offset - run.start), line.y(), 1, line.height())

    def word_at(self, offset: int) -> tuple[int, int]:
        """Return the word around a position, or one character where there is none."""
        run = self._run_of(offset)
        local = min(offset - run.start, run.length)
        layout = run.layout
        end = layout.nextCursorPosition(local, QTextLayout.CursorMode.SkipWords)
        start = layout.previousCursorPosition(end, QTextLayout.CursorMode.SkipWords)
        text = plain_text.utf16_slice(self.shown, run.start + start, run.start + end)
        end -= plain_text.utf16_length(text) - plain_text.utf16_length(text.rstrip())
        return run.start + min(start, local), run.start + max(end, local)

    def moved(self, offset: int, *, forward: bool, word: bool) -> int | None:
        """Return the caret position one character or word on, `None` at the end of the text."""
        if (forward and offset >= len(self)) or (not forward and offset <= 0):
            return None
        run = self._run_of(offset)
        local = offset - run.start
        if forward and local >= run.length:
            return offset + 1
        if not forward and local <= 0:
            return offset - 1
        mode = QTextLayout.CursorMode.SkipWords if word else QTextLayout.CursorMode.SkipCharacters
        step = run.layout.nextCursorPosition if forward else run.layout.previousCursorPosition
        return run.start + step(local, mode)

    def line_edge(self, offset: int, *, end: bool) -> int:
        """Return the first or last caret position of the line a position stands on."""
        run = self._run_of(offset)
        line = run.layout.lineForTextPosition(min(offset - run.start, run.length))
        stop = line.textStart() + line.textLength()
        breaks = plain_text.utf16_slice(self.shown, run.start + stop - 1, run.start + stop).isspace()
        return run.start + (line.textStart() if not end else stop - (1 if breaks and stop < run.length else 0))

    def copied(self, start: int, end: int) -> str:
        """Return the text between two positions."""
        return plain_text.utf16_slice(self.source, start, end)

    def _line_at(self, y: float) -> tuple[_Run, QTextLine]:
        run = next((r for r in self._runs if y < r.bottom), self._runs[-1])
        low, high = 0, run.layout.lineCount() - 1
        while low < high:
            middle = (low + high) // 2
            line = run.layout.lineAt(middle)
            if y < line.y() + line.height():
                high = middle
            else:
                low = middle + 1
        return run, run.layout.lineAt(low)

    def _run_of(self, offset: int) -> _Run:
        return next((r for r in self._runs if offset <= r.start + r.length), self._runs[-1])


def _range(run: _Run, stretch: tuple[int, int], look: QTextCharFormat) -> QTextLayout.FormatRange | None:
    """Return the part of a stretch that a run holds, with its look."""
    start, end = max(stretch[0] - run.start, 0), min(stretch[1] - run.start, run.length)
    if start >= end:
        return None
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = start, end - start, look
    return part


def _align_right(layout: QTextLayout, width: float) -> None:
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        line.setPosition(QPointF(width - line.naturalTextWidth(), line.y()))


def _hanging(run: _Run, line: QTextLine) -> float:
    """Return by how much a right-to-left line answers clicks beside what it paints: the blanks it broke at."""
    if not run.rtl:
        return 0.0
    end = line.textStart() + line.textLength()
    text = plain_text.utf16_slice(run.layout.text(), line.textStart(), end).rstrip("\u2028")
    blanks = text[len(text.rstrip()) :]
    return QFontMetricsF(run.layout.font()).horizontalAdvance(blanks) if blanks else 0.0


def _x_of(line: QTextLine, position: int) -> float:
    answer: object = line.cursorToX(position)
    # The binding returns the position it settled on as well.
    return float(answer[0]) if isinstance(answer, tuple) else float(str(answer))


def _link_format(link: Link, run_start: int, colour: QColor) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    mark.start, mark.length = link.start - run_start, link.end - link.start
    look = QTextCharFormat()
    look.setForeground(colour)
    look.setFontUnderline(True)
    mark.format = look
    return mark
