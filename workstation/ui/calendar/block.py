"""Offered slots in the timeline, and the platform's lines about bookings."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QRect, QRectF
from PySide6.QtGui import QPainter

from workstation.domain.message import SLOTS
from workstation.domain.two_clocks import FAIR_ZONE, local_span
from workstation.services.views import TimelineItem
from workstation.ui.calendar import times, wording
from workstation.ui.chat.timeline.blocks import WIDTH, BlockLook, paint_ground, paint_line
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.chat.wording import Params, kind_name
from workstation.ui.widgets.icons import paint_icon

SCHEME: Final = "slots"
"""What the card's action begins with: `slots:<day>`."""
LONGEST: Final = 4000
"""Characters of an outcome in the chat."""
_PAD: Final = 10.0
_LINE: Final = 20.0
_HEAD: Final = 24.0


class SlotsBlock:
    """Laid out for one message."""

    def __init__(self, lines: list[str], action: tuple[str, str], room: float, zone: str) -> None:
        self._lines = lines
        self._zone = zone
        self.width = min(room, WIDTH)
        self.height = round(2 * _PAD + _HEAD + _LINE * (len(lines) + 1))
        self.action: tuple[str, str] | None = action
        self.picture: QRectF | None = None
        self.picture_key = ""

    def paint(self, painter: QPainter, look: BlockLook, style: TimelineStyle) -> None:
        """Paint the card."""
        colours = style.colours
        paint_ground(painter, QRectF(0, 0, self.width, self.height), look, style)
        paint_icon(painter, QRect(round(_PAD), round(_PAD), 20, 20), "calendar_add", colours.accent_text, 18)
        room = self.width - 2 * _PAD
        title = QCoreApplication.translate("SlotsBlock", "Slots offered")
        paint_line(painter, QRectF(_PAD + 26, _PAD, room - 26, 20), title, style.body_bold, colours.text)
        line = QRectF(_PAD, _PAD + _HEAD, room, _LINE)
        for text in self._lines:
            paint_line(painter, line, text, style.body, colours.text)
            line.translate(0, _LINE)
        paint_line(painter, line, self._zone, style.small, colours.muted)


class _Fair:
    """Where the fair is: one for all lines and messages of the desk."""

    zone = ZoneInfo(FAIR_ZONE)


def set_fair(zone: ZoneInfo) -> None:
    """Speak of times in this zone from now on."""
    _Fair.zone = zone


class SlotsKind:
    """Messages that offer slots."""

    def shows(self, item: TimelineItem) -> bool:
        """Tell whether a message offers slots."""
        return item.kind == SLOTS and bool(item.slots)

    def _lines(self, item: TimelineItem) -> list[str]:
        return [times.when(local_span(one.starts_at, one.ends_at, _Fair.zone)) for one in item.slots]

    def make(self, item: TimelineItem, room: float, style: TimelineStyle) -> SlotsBlock:
        """Lay the card out."""
        day = item.slots[0].starts_at.astimezone(_Fair.zone).date().isoformat()
        words = QCoreApplication.translate("SlotsBlock", "Open the calendar")
        return SlotsBlock(self._lines(item), (f"{SCHEME}:{day}", words), room, times.fair_name(_Fair.zone.key))

    def said(self, item: TimelineItem) -> str:
        """Return what stands for the card."""
        return f"{kind_name(SLOTS)} {' · '.join(self._lines(item))}"


def _instant(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def time_of(params: Params, prefix: str = "") -> str:
    """Return the time that a line about a booking is about, at the fair; an ellipsis where it can't be read."""
    starts_at, ends_at = _instant(params.get(f"{prefix}starts_at")), _instant(params.get(f"{prefix}ends_at"))
    if starts_at is None or ends_at is None:
        return "…"
    return times.when(local_span(starts_at, ends_at, _Fair.zone))


def line_templates(params: Params) -> dict[str, str]:
    """Return the sentences of the platform's lines about bookings, for what a line says."""
    translate = QCoreApplication.translate
    by_buyer = bool(params.get("by_buyer"))
    asked = translate("BookingLine", "The buyer asks for another time: {when}")
    ours = translate("BookingLine", "We asked the buyer for another time: {when}")
    off = translate("BookingLine", "The buyer cancelled the negotiation on {when}")
    off_ours = translate("BookingLine", "We cancelled the negotiation on {when}")
    moved = translate("BookingLine", "The negotiation is now on {when}")
    moved_open = translate("BookingLine", "The negotiation is now on {when}; whoever receives has yet to confirm it")
    place = translate("BookingLine", "Where to meet on {when} is settled")
    no_place = translate("BookingLine", "Where to meet on {when} has to be settled again")
    return {
        "booked": translate("BookingLine", "The buyer booked a negotiation: {when}"),
        "receiver_named": translate("BookingLine", "{name} receives the buyer on {when}"),
        "booking_accepted": translate("BookingLine", "{name} accepted the negotiation on {when}"),
        "receiver_lost": translate(
            "BookingLine", "{name} no longer receives the buyer on {when}; somebody else is to be named"
        ),
        "booking_meeting": place if params.get("settled") else no_place,
        "booking_moved": moved_open if params.get("unconfirmed") else moved,
        "booking_proposed": asked if by_buyer else ours,
        "proposal_answered": translate("BookingLine", "The negotiation stays on {from_when}"),
        "booking_cancelled": off if by_buyer else off_ours,
    }


def outcome_remarks(item: TimelineItem) -> list[str]:
    """Return what came of the negotiation that a line is about; the buyer's line has none of it."""
    lines = [] if item.outcome is None else wording.outcome_lines(item.outcome)
    if not lines:
        return []
    told = QCoreApplication.translate("BookingLine", "What came of it (for colleagues only): {words}")
    return [told.format(words=isolated_name(one_line(" · ".join(lines), LONGEST)))]
