"""A business card in the timeline: who it is and how to reach them; opens in the folder."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QRect, QRectF
from PySide6.QtGui import QPainter, QPainterPath

from workstation.domain.card import CardContent, SharedCard
from workstation.domain.message import CARD
from workstation.services.views import TimelineItem
from workstation.ui.cards import face, wording
from workstation.ui.chat.timeline.blocks import WIDTH, BlockLook, paint_ground, paint_line, paint_picture
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.chat.wording import kind_name
from workstation.ui.widgets.avatar import paint_avatar
from workstation.ui.widgets.icons import paint_icon

SCHEME: Final = "card"
"""What a card's action begins with: `card:<number of the message>`, or `card:mine`."""
MINE: Final = "mine"
_PAD: Final = 12.0
_SIDE: Final = 48
_LINE: Final = 19.0
_FOOT: Final = 30.0
_BAND: Final = 4.0


class CardBlock:
    """Laid out for one message."""

    def __init__(self, card: SharedCard, action: tuple[str, str] | None, room: float) -> None:
        self._card = card
        self._lines = _reached(card.content)
        self.width = min(room, WIDTH)
        top = 2 * _PAD + max(_SIDE, 20 + _LINE * (1 + bool(wording.company(card.content))))
        self._top = round(top)
        self._foot = self._top + round(_LINE * len(self._lines) + (8 if self._lines else 0))
        self.height = self._foot + (_FOOT if action is not None else 0)
        self.action = action
        self.picture: QRectF | None = None
        self.picture_key = ""
        if card.content.photo is not None:
            self.picture_key = f"i:{card.content.photo}"
            self.picture = QRectF(_PAD + _BAND, _PAD, _SIDE, _SIDE)

    def paint(self, painter: QPainter, look: BlockLook, style: TimelineStyle) -> None:
        """Paint the card."""
        colours, content = style.colours, self._card.content
        whole = QRectF(0, 0, self.width, self.height)
        paint_ground(painter, whole, look, style)
        self._paint_band(painter, whole)
        place = QRect(round(_PAD + _BAND), round(_PAD), _SIDE, _SIDE)
        if look.picture is not None:
            paint_picture(painter, QRectF(place), look.picture, 8)
        else:
            paint_avatar(painter, place, content.name(wording.side()), self._card.owner_id, behind=colours.raised)
        left = place.right() + 12.0
        line = QRectF(left, _PAD, self.width - left - _PAD, 20)
        paint_line(painter, line, wording.name(content), style.body_bold, colours.text)
        line.moveTop(line.top() + 20)
        for text in (isolated_name(one_line(content.title(wording.side()), 120)), wording.company(content)):
            if text:
                paint_line(painter, line, text, style.small, colours.muted)
                line.moveTop(line.top() + _LINE)
        self._paint_lines(painter, style)
        if self.action is not None:
            painter.setPen(colours.border)
            painter.drawLine(1, self._foot, round(self.width) - 1, self._foot)
            foot = QRectF(_PAD + _BAND, self._foot, self.width - 2 * _PAD, _FOOT)
            paint_line(painter, foot, self.action[1], style.small_bold, colours.accent_text)

    def _paint_band(self, painter: QPainter, whole: QRectF) -> None:
        """The colour of the company, as on paper."""
        path = QPainterPath()
        path.addRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(QRectF(0, 0, _BAND, whole.height()), face.accent(self._card.content))
        painter.restore()

    def _paint_lines(self, painter: QPainter, style: TimelineStyle) -> None:
        line = QRectF(_PAD + _BAND, self._top, self.width - 2 * _PAD - _BAND, _LINE)
        for icon, text in self._lines:
            box = QRect(round(line.left()), round(line.top() + 2), 15, 15)
            paint_icon(painter, box, icon, style.colours.muted, 14)
            paint_line(painter, line.adjusted(22, 0, 0, 0), text, style.small, style.colours.text)
            line.moveTop(line.top() + _LINE)


def _reached(content: CardContent) -> list[tuple[str, str]]:
    """Return icon and text of the first ways to reach somebody."""
    from workstation.domain.card_files import phones

    found = [("phone", phones.shown(one.number)) for one in content.phones[:1]]
    found += [("mail", one_line(email, 120)) for email in content.emails[:1]]
    found += [("globe", one_line(site, 120)) for site in content.websites[:1] if len(found) < 2]
    return found


class CardKind:
    """Messages that bring a business card."""

    def shows(self, item: TimelineItem) -> bool:
        """Tell whether a message brings a card."""
        return item.kind == CARD and item.card is not None

    def make(self, item: TimelineItem, room: float, style: TimelineStyle) -> CardBlock:
        """Lay the card out."""
        assert item.card is not None
        translate = QCoreApplication.translate
        if item.n is None:  # on its way: nobody hands over what isn't theirs
            action = (f"{SCHEME}:{MINE}", translate("Cards", "Open my card"))
        elif item.mine and item.card.owner_id == item.sender_id:
            action = (f"{SCHEME}:{item.n}", translate("Cards", "Open the card"))  # mine, or a colleague's
        else:
            action = (f"{SCHEME}:{item.n}", translate("Cards", "Open in the cards"))
        return CardBlock(item.card, action, room)

    def said(self, item: TimelineItem) -> str:
        """Return what stands for the card: all of it that helps to reach somebody."""
        assert item.card is not None
        content = item.card.content
        parts = [wording.name(content), wording.work(content), *(text for _, text in _reached(content))]
        return f"{kind_name(CARD)} {', '.join(part for part in parts if part)}"
