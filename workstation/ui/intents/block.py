"""The card of a purchase intent in the timeline: what is wanted, how many, at what price, until when."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QRectF
from PySide6.QtGui import QPainter

from workstation.domain.intent import Wanted
from workstation.domain.message import INTENT
from workstation.services.views import TimelineItem
from workstation.ui import formats
from workstation.ui.chat.timeline.blocks import WIDTH, BlockLook, paint_ground, paint_line
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.chat.wording import kind_name
from workstation.ui.intents import wording
from workstation.ui.widgets.icons import paint_icon

SCHEME: Final = "intent"
"""What a card's action begins with: `intent:<id>`."""
_PAD: Final = 10.0
_HEAD: Final = 24.0
_LINE: Final = 20.0


class IntentBlock:
    """Laid out for one message."""

    picture_key = ""
    picture: QRectF | None = None

    def __init__(self, wanted: Wanted, action: tuple[str, str], room: float) -> None:
        self._title = wording.title(wanted)
        self._lines = _lines(wanted)
        self.action: tuple[str, str] | None = action
        self.width = min(room, WIDTH)
        self.height = 2 * _PAD + _HEAD + _LINE * (1 + len(self._lines))

    def paint(self, painter: QPainter, look: BlockLook, style: TimelineStyle) -> None:
        """Paint the card."""
        colours = style.colours
        paint_ground(painter, QRectF(0, 0, self.width, self.height), look, style)
        paint_icon(painter, QRect(round(_PAD), round(_PAD), 20, 20), "intent", colours.accent_text, 18)
        room = self.width - 2 * _PAD
        head = QCoreApplication.translate("IntentBlock", "Purchase intent")
        paint_line(painter, QRectF(_PAD + 26, _PAD, room - 26, 20), head, style.small, colours.muted)
        line = QRectF(_PAD, _PAD + _HEAD, room, _LINE)
        paint_line(painter, line, self._title, style.body_bold, colours.text)
        for text in self._lines:
            line.translate(0, _LINE)
            paint_line(painter, line, text, style.small, colours.text)


def _lines(wanted: Wanted) -> list[str]:
    """Return the terms, as far as the buyer has said them."""
    translate = QCoreApplication.translate
    until = wording.day(wanted.deadline)
    place = formats.country_name(wanted.destination)
    rest = (
        translate("IntentBlock", "to {country}").format(country=place) if place else "",
        translate("IntentBlock", "offers until {day}").format(day=until) if until else "",
    )
    found = (wording.terms(wanted), " · ".join(part for part in rest if part))
    return [line for line in found if line]


class IntentKind:
    """Messages from which a chat about an intent was started."""

    def shows(self, item: TimelineItem) -> bool:
        """Tell whether a message brings an intent."""
        return item.kind == INTENT and item.intent is not None

    def make(self, item: TimelineItem, room: float, style: TimelineStyle) -> IntentBlock:
        """Lay the card out."""
        assert item.intent is not None
        words = QCoreApplication.translate("IntentBlock", "Open the purchase intent")
        return IntentBlock(item.intent.wanted, (f"{SCHEME}:{item.intent.id}", words), room)

    def said(self, item: TimelineItem) -> str:
        """Return what stands for the card."""
        assert item.intent is not None
        wanted = item.intent.wanted
        return " · ".join((f"{kind_name(INTENT)} {wording.title(wanted)}", *_lines(wanted)))
