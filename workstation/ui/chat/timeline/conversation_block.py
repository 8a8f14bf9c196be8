"""The card of a conversation with a buyer that a colleague points at: opens it for those who may see it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QRectF
from PySide6.QtGui import QPainter

from workstation.domain.message import CONVERSATION
from workstation.services.views import LinkedConversation, TimelineItem
from workstation.ui import formats
from workstation.ui.chat import wording
from workstation.ui.chat.timeline.blocks import WIDTH, BlockLook, paint_ground, paint_line
from workstation.ui.chat.timeline.plain_text import isolated_name
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.icons import paint_icon

SCHEME: Final = "conversation"
"""What a card's action begins with: `conversation:<number>`."""
_PAD: Final = 10.0
_AVATAR: Final = 40
_HEIGHT: Final = 60.0
_FOOT: Final = 28.0


class ConversationBlock:
    """Laid out for one message."""

    picture_key = ""
    picture: QRectF | None = None

    def __init__(
        self, conversation_id: int, linked: LinkedConversation | None, room: float, *, company: bool = False
    ) -> None:
        self._linked = linked
        self._company = company
        self.width = min(room, WIDTH)
        self.height = _HEIGHT + _FOOT
        self.action: tuple[str, str] | None = (f"{SCHEME}:{conversation_id}", _foot(linked, company))

    def paint(self, painter: QPainter, look: BlockLook, style: TimelineStyle) -> None:
        """Paint the card."""
        colours = style.colours
        paint_ground(painter, QRectF(0, 0, self.width, self.height), look, style)
        place = QRect(round(_PAD), round(_PAD), _AVATAR, _AVATAR)
        linked = self._linked
        if linked is None:
            painter.setPen(colours.hover)
            painter.setBrush(colours.hover)
            painter.drawEllipse(place)
            paint_icon(painter, place, "chat" if self._company else "lock", colours.muted, 20)
        else:
            paint_avatar(painter, place, linked.title, linked.buyer_id or 0, behind=colours.raised)
        left = place.right() + 12.0
        name, facts = _lines(linked, self._company)
        opens = linked is not None or self._company
        room = self.width - left - _PAD
        paint_line(painter, QRectF(left, 10, room, 20), name, style.body_bold, colours.text)
        paint_line(painter, QRectF(left, 31, room, 18), facts, style.small, colours.muted)
        painter.setPen(colours.border)
        painter.drawLine(1, round(_HEIGHT), round(self.width) - 1, round(_HEIGHT))
        foot = QRectF(_PAD, _HEIGHT, self.width - 2 * _PAD, _FOOT)
        paint_line(
            painter,
            foot,
            _foot(linked, self._company),
            style.small_bold,
            colours.accent_text if opens else colours.muted,
        )


def _lines(linked: LinkedConversation | None, company: bool) -> tuple[str, str]:
    """Return who it is and where from."""
    translate = QCoreApplication.translate
    if linked is None:
        return (
            translate("ConversationBlock", "A conversation with a buyer"),
            translate("ConversationBlock", "A colleague serves them")
            if company
            else translate("ConversationBlock", "It is not yours to see"),
        )
    facts = [isolated_name(linked.company), formats.country_name(linked.country)]
    return isolated_name(linked.title), " · ".join(fact for fact in facts if fact)


def _foot(linked: LinkedConversation | None, company: bool) -> str:
    translate = QCoreApplication.translate
    if linked is None and company:
        return translate("ConversationBlock", "Look at the conversation")
    if linked is None:
        return translate("ConversationBlock", "Why can it not be opened?")
    return translate("ConversationBlock", "Open the conversation")


class ConversationKind:
    """Links to conversations among colleagues.

    Args:
        company: tells whether one may look at all conversations of the company.
    """

    def __init__(self, company: Callable[[], bool] = lambda: False) -> None:
        self._company = company

    def shows(self, item: TimelineItem) -> bool:
        """Tell whether a message leads to a conversation."""
        return item.kind == CONVERSATION and item.link_conversation_id is not None

    def make(self, item: TimelineItem, room: float, style: TimelineStyle) -> ConversationBlock:
        """Lay the card out."""
        return ConversationBlock(item.link_conversation_id or 0, item.linked, room, company=self._company())

    def said(self, item: TimelineItem) -> str:
        """Return what stands for the card."""
        words = ", ".join(part for part in _lines(item.linked, self._company()) if part)
        return f"{wording.kind_name(CONVERSATION)} {words}"
