"""Cards in bubbles: what a message shows above its text, drawn by whoever knows that kind of message.

A kind is made known once by `register`; layout, painting, clicks, keys, copying and screen readers follow from it.
docs/timeline.md shows how to add one.
"""

from typing import Final, NamedTuple, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPixmap

from workstation.services.views import TimelineItem
from workstation.ui.chat import wording
from workstation.ui.chat.timeline import readings
from workstation.ui.chat.timeline.plain_text import directed
from workstation.ui.chat.timeline.style import TimelineStyle

WIDTH: Final = 300.0
"""How wide a card is where the bubble has room."""


class BlockLook(NamedTuple):
    """What of a card is in a particular state."""

    ground: QColor
    """The bubble's colour around it."""
    hovered: bool = False
    picture: QPixmap | None = None
    """What `picture_key` names, cut to the size of `picture`, once it is there."""


class Block(Protocol):
    """A card laid out for a width; lengths in logical pixels, places from its own top left corner."""

    @property
    def width(self) -> float:
        """No more than there was room."""

    @property
    def height(self) -> float:
        """Whole pixels."""

    @property
    def action(self) -> tuple[str, str] | None:
        """What a click or Enter means, and how that is called: `("exhibit:5", "Show the picture")`."""

    @property
    def picture_key(self) -> str:
        """`i:<attachment id>`, or empty."""

    @property
    def picture(self) -> QRectF | None:
        """Where the picture belongs."""

    def paint(self, painter: QPainter, look: BlockLook, style: TimelineStyle) -> None:
        """Paint it at the painter's origin."""


class BlockKind(Protocol):
    """Knows one kind of card."""

    def shows(self, item: TimelineItem) -> bool:
        """Tell whether a message has such a card. A recalled message never gets here."""

    def make(self, item: TimelineItem, room: float, style: TimelineStyle) -> Block:
        """Lay the card of a message out, at most `room` wide."""

    def said(self, item: TimelineItem) -> str:
        """Return what copying and screen readers say in its place, without the message's text."""


_kinds: Final[list[BlockKind]] = []


def register(kind: BlockKind) -> None:
    """Let messages of another kind have cards; what was made known before is asked first.

    One of a kind that is known takes its place: it knows the account that is signed in now.
    """
    for at, known in enumerate(_kinds):
        if type(known) is type(kind):
            _kinds[at] = kind
            return
    _kinds.append(kind)


def kind_of(item: TimelineItem) -> BlockKind | None:
    """Return what draws a message's card, `None` when it has none."""
    if item.recalled:
        return None
    return next((kind for kind in _kinds if kind.shows(item)), None)


def body(item: TimelineItem, me_id: int) -> str:
    """Return the text that stands in the bubble: under a card what was typed, else what the wording says."""
    text = item.text if kind_of(item) is not None else wording.body(item, me_id)
    return readings.shown(item, text)


def copied(item: TimelineItem, me_id: int) -> str:
    """Return what copying the whole message gives."""
    kind = kind_of(item)
    return wording.copied(item, me_id) if kind is None else f"{kind.said(item)} {item.text}".rstrip()


# ---- what cards are painted with -----------------------------------------------------------------------------------


def paint_ground(painter: QPainter, box: QRectF, look: BlockLook, style: TimelineStyle) -> None:
    """Paint the card's ground: raised from the bubble, its edge lit under the pointer."""
    colours = style.colours
    painter.setPen(QPen(colours.accent_text if look.hovered else colours.border, 1))
    painter.setBrush(colours.raised)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def paint_line(painter: QPainter, box: QRectF, text: str, font: QFont, colour: QColor) -> None:
    """Paint one line of text, elided at its end."""
    painter.setFont(font)
    painter.setPen(colour)
    elided = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, directed(elided))


def paint_picture(painter: QPainter, box: QRectF, picture: QPixmap, radius: float = 6.0) -> None:
    """Paint a picture with rounded corners."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.drawPixmap(box, picture, QRectF(picture.rect()))
    painter.restore()
