"""The one layout of a timeline row: painting, hit-testing, selection, tooltips and accessibility all read it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from PySide6.QtCore import QPointF, QRectF

from workstation.domain.message import IMAGE, SYSTEM
from workstation.services.views import ItemState, TimelineItem
from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.chat.timeline import blocks, readings
from workstation.ui.chat.timeline import style as metrics
from workstation.ui.chat.timeline.blocks import Block
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.chat.timeline.readings import Reading
from workstation.ui.chat.timeline.rows import Row
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.chat.timeline.targets import Kind, Label, Target
from workstation.ui.chat.timeline.text_block import TextBlock
from workstation.ui.chat.timeline.texts import picture_key


@dataclass(slots=True)
class PlacedText:
    """A selectable text and where it stands."""

    block: TextBlock
    origin: QPointF

    @property
    def box(self) -> QRectF:
        """Where it is painted."""
        return QRectF(self.origin.x(), self.origin.y(), self.block.width, self.block.height)


@dataclass(slots=True)
class RowLayout:
    """Where everything of a row stands, from its own top left; lengths in logical pixels."""

    row: Row
    width: int
    height: float = 0.0
    day: Label | None = None
    unread: Label | None = None
    mine: bool = False
    by_me: bool = True
    bubble: QRectF | None = None
    """`None` for centred lines."""
    name: Label | None = None
    quote: QRectF | None = None
    quote_name: Label | None = None
    quote_text: Label | None = None
    block: Block | None = None
    block_box: QRectF | None = None
    picture: QRectF | None = None
    picture_key: str = ""
    texts: list[PlacedText] = field(default_factory=list)
    note: PlacedText | None = None
    """Below a translation: languages, who made it; or why there is none."""
    note_warns: bool = False
    meta: Label | None = None
    meta_on_picture: bool = False
    mark: QRectF | None = None
    problem: PlacedText | None = None
    problem_mark: QRectF | None = None
    buttons: list[Label] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def target_at(self, point: QPointF) -> Target | None:
        """Return what a click at a point would activate."""
        return next((t for t in self.targets if any(box.contains(point) for box in t.boxes)), None)

    def text_near(self, y: float) -> int | None:
        """Return the number of the selectable text nearest to a height."""
        if not self.texts:
            return None
        distance = [max(t.box.top() - y, y - t.box.bottom(), 0.0) for t in self.texts]
        return distance.index(min(distance))


class RowLayouter:
    """Lays rows out at a width; `sizes` tells the pixels of pictures whose message doesn't say."""

    def __init__(self, style: TimelineStyle, me_id: int, sizes: dict[str, tuple[int, int]], *, customer: bool) -> None:
        self.style = style
        self.me_id = me_id
        self.customer = customer
        self.writable = True
        """Whether a message that failed may be sent again."""
        self._sizes = sizes

    def estimate(self, row: Row, width: int) -> float:
        """Return a cheap guess of a row's height, until it is laid out."""
        item = row.item
        height = metrics.TURN_GAP + (40.0 if row.day else 0.0) + (40.0 if row.unread else 0.0)
        if blocks.kind_of(item) is not None:
            height += 90.0
        if item.kind == IMAGE and not item.recalled:
            return height + self._picture_size(item, self.style.max_bubble(width))[1]
        per_line = self.style.max_bubble(width) / (14.0 if not item.text.isascii() else 7.6)
        lines = len(item.text) / per_line + 1 + min(item.text.count("\n"), 400)
        return height + round(lines) * self.style.body_text.line_height + 2 * metrics.PAD_Y

    def lay_out(self, row: Row, width: int) -> RowLayout:
        """Return the row's layout."""
        item = row.item
        lay = RowLayout(row, width, mine=item.mine, by_me=wording.by_me(item, self.me_id))
        y = self._lines_above(lay)
        if item.kind == SYSTEM or item.recalled:
            y = self._centred(lay, y)
        else:
            y += metrics.TURN_GAP if row.first else metrics.GROUP_GAP
            y = self._bubble(lay, y)
            if item.state is ItemState.FAILED:
                y = self._problem(lay, y)
        if lay.day is not None:
            day = wording.local_day(item.at).isoformat()
            lay.targets.append(Target(Kind.DAY, [lay.day.box], day, wording.go_to_day()))
        lay.height = round(y)
        return lay

    def _lines_above(self, lay: RowLayout) -> float:
        y = 0.0
        style = self.style
        if lay.row.day:
            text = formats.day_line(lay.row.item.at, datetime.now(UTC))
            width = style.width_of(text) + 2 * metrics.PAD_X
            lay.day = Label(text, QRectF((lay.width - width) / 2, y + 16, width, style.small_height + 8))
            y += style.small_height + 16 + 8 + 4
        if lay.row.unread:
            text = wording.unread_line()
            width = style.width_of(text, bold=True)
            lay.unread = Label(text, QRectF((lay.width - width) / 2, y + 12, width, style.small_height), bold=True)
            y += style.small_height + 12 + 4
        return y

    def _centred(self, lay: RowLayout, y: float) -> float:
        room = min(lay.width - 2.0 * metrics.EDGE, metrics.MAX_BUBBLE)
        text = wording.body(lay.row.item, self.me_id)
        block = TextBlock(text, self.style.small_text, max(metrics.MIN_BUBBLE, room), with_links=False)
        y += 10
        lay.texts = [PlacedText(block, QPointF((lay.width - block.width) / 2, y))]
        y += block.height
        return y + 2

    def _bubble(self, lay: RowLayout, top: float) -> float:
        """Lay the bubble out from its left top corner, then shift it to its side."""
        item = lay.row.item
        style = self.style
        room = style.max_bubble(lay.width) - 2 * metrics.PAD_X
        y = top + metrics.PAD_Y
        inner = 0.0
        if lay.row.first and self._named(lay):
            text = wording.sender(item, self.me_id)
            width = min(room, style.width_of(text, bold=True) + 1)
            lay.name = Label(text, QRectF(0, y, width, style.small_height), bold=True)
            inner = max(inner, width)
            y += style.small_height + 2
        if item.reply_to is not None:
            y, width = self._quote(lay, y, room)
            inner = max(inner, width)
        kind = blocks.kind_of(item)
        if kind is not None:
            lay.block = kind.make(item, room, style)
            lay.block_box = QRectF(0, y, lay.block.width, lay.block.height)
            inner = max(inner, lay.block.width)
            y = lay.block_box.bottom() + 6
        if item.kind == IMAGE:
            y, width = self._picture(lay, y, room)
            inner = max(inner, width)
            # A caption goes with the picture's width.
            room = min(room, max(inner, metrics.CAPTION_MIN))
        y, inner = self._text_and_meta(lay, y, room, inner)
        bubble_width = inner + 2 * metrics.PAD_X
        left = lay.width - metrics.EDGE - bubble_width if lay.mine else float(metrics.EDGE)
        lay.bubble = QRectF(left, top, bubble_width, y + metrics.PAD_Y - top)
        if lay.quote is not None:
            lay.quote.setWidth(inner)
        _shift(lay, left + metrics.PAD_X, inner)
        self._add_targets(lay)
        return lay.bubble.bottom()

    def _named(self, lay: RowLayout) -> bool:
        item = lay.row.item
        return self.customer and item.mine and not lay.by_me and bool(item.sender_name_zh or item.sender_name_en)

    def _quote(self, lay: RowLayout, y: float, room: float) -> tuple[float, float]:
        quote = lay.row.item.reply_to
        assert quote is not None
        style = self.style
        name = wording.own_name(quote.sender_name_zh, quote.sender_name_en) or isolated_name(f"#{quote.n}")
        text = one_line(quote.text) or wording.kind_name(quote.kind)
        wanted = max(style.width_of(name, bold=True), style.width_of(text)) + 22
        width = min(room, max(wanted, metrics.MIN_BUBBLE))
        height = 2 * style.small_height + 10
        lay.quote = QRectF(0, y, width, height)
        lay.quote_name = Label(name, QRectF(12, y + 5, width - 20, style.small_height), bold=True)
        lay.quote_text = Label(text, QRectF(12, y + 5 + style.small_height, width - 20, style.small_height))
        return y + height + 6, width

    def _picture(self, lay: RowLayout, y: float, room: float) -> tuple[float, float]:
        item = lay.row.item
        width, height = self._picture_size(item, room + 2 * metrics.PAD_X - 8)
        # A picture reaches nearly to the bubble's edge.
        only = not item.text and lay.name is None and lay.quote is None
        top = y - metrics.PAD_Y + 4 if lay.name is None and lay.quote is None else y
        lay.picture = QRectF(4 - metrics.PAD_X, top, width, height)
        lay.picture_key = picture_key(item)
        lay.meta_on_picture = only or not item.text
        bottom = top + height
        if lay.meta_on_picture:
            return bottom + 4 - metrics.PAD_Y, width + 8 - 2 * metrics.PAD_X
        return bottom + metrics.PAD_Y, max(width + 8 - 2 * metrics.PAD_X, 0.0)

    def _picture_size(self, item: TimelineItem, room: float) -> tuple[float, float]:
        if item.attachment is not None:
            width, height = item.attachment.thumb_width, item.attachment.thumb_height
        elif item.upload_width and item.upload_height:
            width, height = item.upload_width, item.upload_height
        else:
            width, height = self._sizes.get(picture_key(item), metrics.PICTURE_DEFAULT)
        width, height = max(1, width), max(1, height)
        scale = min(1.0, metrics.PICTURE_MAX / max(width, height), room / width)
        return max(metrics.PICTURE_MIN, round(width * scale)), max(metrics.PICTURE_MIN, round(height * scale))

    def _text_and_meta(self, lay: RowLayout, y: float, room: float, inner: float) -> tuple[float, float]:
        item = lay.row.item
        style = self.style
        words = formats.clock_time(item.at)
        if item.automatic:
            words = f"{wording.automatic()} · {words}"
        has_mark = item.mine and item.state is not ItemState.RECEIVED
        text_width = style.width_of(words)
        width = text_width + (metrics.MARK + 4 if has_mark else 0)
        height = style.small_height
        if lay.meta_on_picture and lay.picture is not None:
            box = lay.picture
            right, top = box.right() - 12, box.bottom() - height - 10
        elif lay.block is not None and not item.text:
            inner = max(inner, width)
            right, top = inner, y - 2
            y = top + height
        else:
            y, inner, top = self._text(lay, y, room, inner, width)
            right = inner
        lay.meta = Label(words, QRectF(right - width, top, text_width, height))
        if has_mark:
            lay.mark = QRectF(right - metrics.MARK, top + (height - metrics.MARK) / 2, metrics.MARK, metrics.MARK)
        return y, inner

    def _text(self, lay: RowLayout, y: float, room: float, inner: float, meta: float) -> tuple[float, float, float]:
        """Place the text with time and mark beside its last line where there is room, else below."""
        style = self.style
        block = TextBlock(blocks.body(lay.row.item, self.me_id), style.body_text, room)
        lay.texts = [PlacedText(block, QPointF(0, y))]
        inner = max(inner, block.width)
        reading = readings.of(lay.row.item.key)
        if reading is not None:
            return self._note(lay, reading, y + block.height + 6, room, max(inner, meta))
        beside = block.last_line.x() + 12 + meta if block.last_line is not None else room + 1
        if beside <= room:
            inner = max(inner, beside)
            bottom = y + block.height
            return bottom, inner, bottom - style.small_height - 1
        inner = max(inner, meta)
        bottom = y + block.height + 2
        return bottom + style.small_height, inner, bottom

    def _note(
        self, lay: RowLayout, reading: Reading, y: float, room: float, inner: float
    ) -> tuple[float, float, float]:
        """Place what is to be said of a translation below it; time and mark go on a line of their own."""
        block = TextBlock(reading.note, self.style.small_text, max(room, metrics.MIN_BUBBLE), with_links=False)
        lay.note = PlacedText(block, QPointF(0, y))
        lay.note_warns = reading.warns
        bottom = y + block.height + 2
        return bottom + self.style.small_height, max(inner, block.width), bottom

    def _problem(self, lay: RowLayout, y: float) -> float:
        """Say below the bubble why it failed and what can be done."""
        style = self.style
        item = lay.row.item
        room = style.max_bubble(lay.width) - 22
        block = TextBlock(wording.fault(item.problem), style.small_text, room, with_links=False)
        right = lay.width - metrics.EDGE
        y += 4
        lay.problem = PlacedText(block, QPointF(right - block.width, y))
        lay.problem_mark = QRectF(right - block.width - 20, y + 1, 16, 16)
        y += block.height + 2
        return self._buttons(lay, y)

    def _buttons(self, lay: RowLayout, y: float) -> float:
        """Place what can be done in a line that ends at the right edge, below each other where it is too long."""
        height = self.style.small_height + 8
        choices = [
            (kind, text, self.style.width_of(text, bold=True) + 12)
            for kind, text in wording.failed_choices(writable=self.writable)
        ]
        right = float(lay.width - metrics.EDGE)
        in_line = sum(width for _, _, width in choices) <= right - metrics.EDGE
        x = right - sum(width for _, _, width in choices)
        for kind, text, width in choices:
            box = QRectF(x if in_line else right - width, y, width, height)
            x += width
            y += 0 if in_line else height
            lay.buttons.append(Label(text, box, bold=True))
            lay.targets.append(Target(Kind(kind), [box], lay.row.item.key, text))
        return y + (height if in_line else 0)

    def _add_targets(self, lay: RowLayout) -> None:
        item = lay.row.item
        if lay.quote is not None and item.reply_to is not None:
            lay.targets.append(Target(Kind.QUOTE, [lay.quote], str(item.reply_to.n), wording.go_to_quoted()))
        if lay.block is not None and lay.block_box is not None and lay.block.action is not None:
            value, label = lay.block.action
            lay.targets.append(Target(Kind.BLOCK, [lay.block_box], value, label))
        if lay.picture is not None:
            lay.targets.append(Target(Kind.PICTURE, [lay.picture], lay.picture_key, wording.open_image()))
        if lay.note is not None and (reading := readings.of(item.key)) is not None and reading.label:
            lay.targets.append(Target(Kind.READING, [lay.note.box], item.key, reading.label))
        for placed in lay.texts:
            for link in placed.block.links:
                boxes = [box.translated(placed.origin) for box in placed.block.rectangles(link.start, link.end)]
                lay.targets.append(Target(Kind.LINK, boxes, link.address, link.address))


def _shift(lay: RowLayout, dx: float, inner: float) -> None:
    """Move what stands in the bubble to where the bubble stands."""
    for label in (lay.name, lay.quote_name, lay.quote_text, lay.meta):
        if label is not None:
            label.box.translate(dx, 0)
    for box in (lay.quote, lay.block_box, lay.picture, lay.mark):
        if box is not None:
            box.translate(dx, 0)
    if lay.note is not None:
        lay.note.origin = QPointF(lay.note.origin.x() + dx, lay.note.origin.y())
    for placed in lay.texts:
        # A right-to-left text hangs on the bubble's right side.
        hang = inner - placed.block.width if placed.block.last_line is None else 0.0
        placed.origin = QPointF(placed.origin.x() + dx + hang, placed.origin.y())
