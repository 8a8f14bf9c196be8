"""The card of an exhibit in the timeline: picture, name, number, price range, smallest order, lead time."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from workstation.domain.exhibit import Exhibit
from workstation.domain.message import EXHIBIT
from workstation.services.views import TimelineItem
from workstation.ui.chat import people, wording
from workstation.ui.chat.timeline.blocks import WIDTH, BlockLook, paint_ground, paint_line, paint_picture
from workstation.ui.chat.timeline.plain_text import isolated_name, one_line
from workstation.ui.chat.timeline.style import TimelineStyle
from workstation.ui.widgets.icons import paint_icon

SCHEME: Final = "exhibit"
"""What a card's action begins with: `exhibit:<key of its picture>`."""
_PAD: Final = 8.0
_SIDE: Final = 72.0
_LINE: Final = 18.0
_TITLE: Final = 20.0


class ExhibitBlock:
    """Laid out for one message."""

    def __init__(self, title: str, exhibit: Exhibit | None, room: float) -> None:
        self._title = title
        self._exhibit = exhibit
        self.width = min(room, WIDTH)
        top = _TITLE if title else 0.0
        self._card = QRectF(0, top, self.width, _SIDE + 2 * _PAD)
        self.height = self._card.bottom()
        self.picture_key = ""
        self.picture: QRectF | None = None
        self.action: tuple[str, str] | None = None
        if exhibit is not None and exhibit.picture_id is not None:
            self.picture_key = f"i:{exhibit.picture_id}"
            self.picture = QRectF(_PAD, top + _PAD, _SIDE, _SIDE)
            self.action = (f"{SCHEME}:{self.picture_key}", QCoreApplication.translate("ExhibitBlock", "Open the image"))

    def paint(self, painter: QPainter, look: BlockLook, style: TimelineStyle) -> None:
        """Paint the card."""
        colours = style.colours
        if self._title:
            paint_line(painter, QRectF(0, 0, self.width, 16), self._title, style.small, colours.bubble_muted)
        paint_ground(painter, self._card, look, style)
        box = QRectF(_PAD, self._card.top() + _PAD, _SIDE, _SIDE)
        if look.picture is not None:
            paint_picture(painter, box, look.picture)
        else:
            painter.setPen(colours.hover)
            painter.setBrush(colours.hover)
            painter.drawRoundedRect(box, 6, 6)
            paint_icon(painter, box.toRect(), "box", colours.muted, 28)
        left = box.right() + 10
        line = QRectF(left, box.top(), self.width - left - _PAD, _LINE)
        for number, text in enumerate(_lines(self._exhibit)):
            font = (style.body_bold, style.small, style.small_bold, style.small)[number]
            paint_line(painter, line, text, font, colours.text if number in (0, 2) else colours.muted)
            line.translate(0, _LINE)


def _lines(exhibit: Exhibit | None) -> list[str]:
    """Return name, number, price, terms."""
    if exhibit is None:
        return [QCoreApplication.translate("ExhibitBlock", "An exhibit that is not listed any more")]
    name = isolated_name(one_line(exhibit.name("zh" if wording.in_chinese() else "en")))
    price, *terms = people.terms(exhibit)
    return [name, isolated_name(one_line(exhibit.number, 40)), price, " · ".join(terms)]


class ExhibitKind:
    """Messages about an exhibit, with a text or without."""

    def shows(self, item: TimelineItem) -> bool:
        """Tell whether a message is about an exhibit."""
        return item.exhibit_id is not None

    def make(self, item: TimelineItem, room: float, style: TimelineStyle) -> ExhibitBlock:
        """Lay the card out."""
        title = ""
        if item.kind == EXHIBIT:
            translate = QCoreApplication.translate
            title = translate("ExhibitBlock", "Asks about") if item.from_buyer else translate("ExhibitBlock", "Shows")
        return ExhibitBlock(title, item.exhibit, room)

    def said(self, item: TimelineItem) -> str:
        """Return what stands for the card: its facts on one line."""
        facts = " · ".join(line for line in _lines(item.exhibit) if line)
        return f"{wording.kind_name(EXHIBIT)} {facts}"
