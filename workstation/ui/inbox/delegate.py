"""Paints a row of the list: who, where from, what was said last, when, and what it asks of us."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from typing import Final

from msgspec import Struct
from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workstation.domain.clock import Clock
from workstation.services.views import ConversationRef, InboxRow
from workstation.ui.chat.timeline.plain_text import directed
from workstation.ui.inbox import wording
from workstation.ui.inbox.model import Role
from workstation.ui.theme import Size, Tokens, text_font, tokens
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.badge import HEIGHT, badge_width, paint_badge, paint_dot
from workstation.ui.widgets.flags import paint_flag
from workstation.ui.widgets.icons import paint_icon

ROW_HEIGHT: Final = 72
AVATAR: Final = 44
MARGIN: Final = 12
_LINE_1: Final = 20
_LINE_2: Final = 37
_LINE_3: Final = 56
"""Middles of the three lines, from the top of the row."""
_MARK: Final = 14
_FLAG: Final = (18, 12)
_OWNER: Final = 16
_TAG_ROOM: Final = 0.55
"""How much of the second line tags may take from the company's name."""
_WIDEST_TAG: Final = 84
_KEPT: Final = 64

AnyIndex = QModelIndex | QPersistentModelIndex


class Piece(Struct):
    """A text at its place, already elided."""

    rect: QRect
    text: str
    bold: bool = False
    size: Size = Size.SMALL
    token: str = "muted"
    from_right: bool = False


class Layout(Struct):
    """Where everything of one row stands, from the row's corner; painting and tests share it."""

    row: InboxRow
    pieces: list[Piece] = []
    marks: list[tuple[QRect, str, str]] = []
    """Place, icon and colour token."""
    chip: tuple[QRect, str] | None = None
    """Where the country's flag stands, or its code."""
    owner: QRect | None = None
    """The colleague who serves this buyer."""
    tags: list[tuple[QRect, str]] = []
    clock: tuple[QRect, str, bool] | None = None
    """How long he has been waiting, and whether that is too long."""
    badge_right: int = 0
    times: tuple[str, str, bool] = ("", "", False)
    """What goes with the clock: when it was, how long he has been waiting, and whether that is too long."""


class Fonts:
    """The fonts and metrics of the list; made anew when language or theme change."""

    def __init__(self) -> None:
        self._fonts: dict[tuple[Size, bool], QFont] = {}
        self._metrics: dict[tuple[Size, bool], QFontMetrics] = {}

    def font(self, size: Size, bold: bool) -> QFont:
        """Return a font."""
        key = (size, bold)
        if key not in self._fonts:
            self._fonts[key] = text_font(size, bold=bold)
        return self._fonts[key]

    def metrics(self, size: Size, bold: bool) -> QFontMetrics:
        """Return its metrics."""
        key = (size, bold)
        if key not in self._metrics:
            self._metrics[key] = QFontMetrics(self.font(size, bold))
        return self._metrics[key]


class InboxDelegate(QStyledItemDelegate):
    """Lays rows out once per content and width, and paints them."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._fonts = Fonts()
        self._layouts: OrderedDict[tuple[ConversationRef, int], Layout] = OrderedDict()
        self._waiting_minutes = 15
        self.open_id: ConversationRef | None = None
        """The conversation shown in the chat."""

    def set_waiting_minutes(self, minutes: int) -> None:
        """Say from when on a waiting buyer is marked late."""
        self._waiting_minutes = minutes
        self._layouts.clear()

    def forget(self) -> None:
        """Lay everything out anew: language, theme or fonts changed."""
        self._fonts = Fonts()
        self._layouts.clear()

    def forget_past(self) -> list[ConversationRef]:
        """Lay those rows out anew that the clock has overtaken; return whose they are."""
        now = self._clock.now()
        past = [key for key, made in self._layouts.items() if made.times != self._times(made.row, now)]
        for key in past:
            del self._layouts[key]
        return [conversation for conversation, _ in past]

    def _times(self, row: InboxRow, now: datetime) -> tuple[str, str, bool]:
        return (
            wording.row_time(row, now),
            wording.waiting(row, now),
            wording.is_late(row, now, self._waiting_minutes),
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(200, ROW_HEIGHT)

    # ---- layout ------------------------------------------------------------------------------------------------

    def layout(self, row: InboxRow, width: int) -> Layout:
        """Return where everything of a row stands for a width."""
        key = (row.id, width)
        found = self._layouts.get(key)
        if found is not None and found.row is row:
            return found
        made = self._lay_out(row, width, self._clock.now())
        self._layouts[key] = made
        self._layouts.move_to_end(key)
        if len(self._layouts) > _KEPT:
            self._layouts.popitem(last=False)
        return made

    def _lay_out(self, row: InboxRow, width: int, now: datetime) -> Layout:
        made = Layout(row, times=self._times(row, now))
        left, right = MARGIN + AVATAR + MARGIN, width - MARGIN
        self._lay_out_name(made, left, self._lay_out_time(made, right))
        waiting = self._lay_out_waiting(made, right)
        self._lay_out_company(made, left, self._lay_out_tags(made, left, waiting))
        self._lay_out_words(made, left, right)
        return made

    def _add(self, made: Layout, left: int, right: int, middle: int, text: str, **style: object) -> int:
        """Place a text between two edges, elided; return where it ends."""
        piece = Piece(QRect(), text, **style)  # type: ignore[arg-type]  # the styles are the fields of a piece
        metrics = self._fonts.metrics(piece.size, piece.bold)
        room = max(0, right - left)
        piece.text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        used = min(room, metrics.horizontalAdvance(piece.text) + 1)
        height = metrics.height()
        start = right - used if piece.from_right else left
        piece.rect = QRect(start, middle - height // 2, used, height)
        if piece.text:
            made.pieces.append(piece)
        return start if piece.from_right else left + used

    def _lay_out_time(self, made: Layout, right: int) -> int:
        row = made.row
        token = "accent_text" if row.is_unread and not row.muted else "muted"
        edge = self._add(made, 0, right, _LINE_1, made.times[0], from_right=True, token=token)
        for on, name, colour in (
            (row.starred, "star_filled", "warning"),
            (row.pinned, "pin", "muted"),
            (row.muted, "mute", "muted"),
            (row.translated, "translate", "muted"),
            (wording.is_unassigned(row), "user_add", "warning"),
        ):
            if on:
                edge -= _MARK + 4
                made.marks.append((QRect(edge, _LINE_1 - _MARK // 2, _MARK, _MARK), name, colour))
        if wording.served_by(row):
            edge -= _OWNER + 4
            made.owner = QRect(edge, _LINE_1 - _OWNER // 2, _OWNER, _OWNER)
        return edge - 8

    def _lay_out_name(self, made: Layout, left: int, right: int) -> None:
        row = made.row
        code = row.country.upper()[:2]
        chip_width = 0
        if code:
            chip_width = max(_FLAG[0], self._fonts.metrics(Size.SMALL, False).horizontalAdvance(code) + 8)
        end = self._add(
            made, left, right - (chip_width + 6 if chip_width else 0), _LINE_1, wording.title(row),
            bold=row.is_unread or row.waiting_since is not None, size=Size.BODY, token="text",
        )  # fmt: skip
        if chip_width:
            made.chip = (QRect(end + 6, _LINE_1 - 8, chip_width, 16), code)

    def _lay_out_waiting(self, made: Layout, right: int) -> int:
        _, text, late = made.times
        if not text:
            return right
        metrics = self._fonts.metrics(Size.SMALL, False)
        width = metrics.horizontalAdvance(text) + _MARK + 6
        rect = QRect(right - width, _LINE_2 - 9, width, 18)
        made.clock = (rect, text, late)
        return rect.left() - 8

    def _lay_out_tags(self, made: Layout, left: int, right: int) -> int:
        """Place as many tags as have room, and how many more there are; return where they begin."""
        tags = list(made.row.tags)
        metrics = self._fonts.metrics(Size.SMALL, False)
        room = int((right - left) * _TAG_ROOM)
        shown: list[tuple[str, int]] = []
        for number, tag in enumerate(tags):
            rest = len(tags) - number - 1
            text = metrics.elidedText(wording.tag(tag), Qt.TextElideMode.ElideRight, _WIDEST_TAG - 12)
            width = metrics.horizontalAdvance(text) + 12
            if width + (28 if rest else 0) > room:
                shown.append((f"+{rest + 1}", metrics.horizontalAdvance(f"+{rest + 1}") + 12))
                break
            shown.append((text, width))
            room -= width + 4
        edge = right
        for text, width in reversed(shown):
            edge -= width
            made.tags.append((QRect(edge, _LINE_2 - 8, width, 16), text))
            edge -= 4
        return edge - 4 if shown else right

    def _lay_out_company(self, made: Layout, left: int, right: int) -> None:
        text = wording.company(made.row)
        if not text and made.row.colleague_name_zh + made.row.colleague_name_en:
            text = wording.presence_name(made.row.presence)
        self._add(made, left, right, _LINE_2, text)

    def _lay_out_words(self, made: Layout, left: int, right: int) -> None:
        row = made.row
        made.badge_right = right
        if row.is_unread:
            right -= (badge_width(row.unread) or HEIGHT) + 8
        last = wording.preview(row)
        if last.lead:
            left = self._add(made, left, right, _LINE_3, last.lead, token=last.lead_token) + 5
        self._add(made, left, right, _LINE_3, last.text, token="text" if row.is_unread else "muted")

    # ---- painting ----------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(Role.ROW)
        if not isinstance(row, InboxRow):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colours = tokens()
        ground = self._paint_ground(painter, rect, state, row.id == self.open_id, colours)
        made = self.layout(row, rect.width())
        painter.save()
        painter.translate(rect.topLeft())
        avatar = QRect(MARGIN, (ROW_HEIGHT - AVATAR) // 2, AVATAR, AVATAR)
        seed = row.other_id if row.other_id is not None else 0
        paint_avatar(painter, avatar, wording.title(row), seed, presence=row.presence, behind=ground, colours=colours)
        self._paint_pieces(painter, made, colours)
        self._paint_extras(painter, made, colours)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, rect: QRect, state: QStyle.StateFlag, is_open: bool, colours: Tokens
    ) -> QColor:
        ground = colours.surface
        if is_open or state & QStyle.StateFlag.State_Selected:
            ground = colours.selected
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = colours.hover
        if ground is not colours.surface:
            painter.fillRect(rect, ground)
        if is_open:
            painter.fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), colours.accent)
        if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QPen(colours.focus, 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        return ground

    def _paint_pieces(self, painter: QPainter, made: Layout, colours: Tokens) -> None:
        for piece in made.pieces:
            painter.setFont(self._fonts.font(piece.size, piece.bold))
            painter.setPen(getattr(colours, piece.token))
            painter.drawText(
                piece.rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, directed(piece.text)
            )

    def _paint_extras(self, painter: QPainter, made: Layout, colours: Tokens) -> None:
        for place, name, token in made.marks:
            paint_icon(painter, place, name, getattr(colours, token))
        if made.chip is not None:
            self._paint_chip(painter, *made.chip, colours)
        if made.owner is not None:
            name, seed = wording.served_by(made.row)[:1], made.row.owner_id or 0
            paint_avatar(painter, made.owner, name, seed, colours=colours)
        for place, text in made.tags:
            self._paint_tag(painter, place, text, colours)
        if made.clock is not None:
            self._paint_clock(painter, *made.clock, colours)
        if made.row.unread:
            paint_badge(painter, made.badge_right, _LINE_3, made.row.unread, quiet=made.row.muted)
        elif made.row.marked_unread:
            paint_dot(painter, made.badge_right, _LINE_3, quiet=made.row.muted)

    def _paint_chip(self, painter: QPainter, rect: QRect, code: str, colours: Tokens) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(colours.muted)
        edge.setAlphaF(0.35)
        width, height = _FLAG
        flag = QRectF(rect.left(), rect.top() + (rect.height() - height) / 2, width, height)
        if paint_flag(painter, flag, code, edge):
            return
        painter.setPen(QPen(edge, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(colours.muted)
        painter.setFont(self._fonts.font(Size.SMALL, False))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, code)

    def _paint_tag(self, painter: QPainter, rect: QRect, text: str, colours: Tokens) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QColor(colours.on_accent_soft)
        edge.setAlphaF(0.3)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(colours.accent_soft)
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 7.5, 7.5)
        painter.setPen(colours.on_accent_soft)
        painter.setFont(self._fonts.font(Size.SMALL, False))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)

    def _paint_clock(self, painter: QPainter, rect: QRect, text: str, late: bool, colours: Tokens) -> None:
        colour = colours.warning if late else colours.muted
        paint_icon(painter, QRect(rect.topLeft() + QPoint(0, 2), QSize(_MARK, _MARK)), "clock", colour)
        painter.setPen(colour)
        painter.setFont(self._fonts.font(Size.SMALL, late))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, text)
