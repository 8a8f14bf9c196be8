"""Avatars: initials on a colour that stays the same for the same person, with a dot for presence."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from workstation.domain.account import Presence
from workstation.ui.theme import Size, Tokens, text_font, tokens

_LIGHT_GROUNDS: Final = (
    "#3b6ea8", "#2f7d6b", "#8a5a2b", "#7a4b8f", "#a2483f", "#4a6a2f", "#5a5fa8", "#8c4a6e", "#2b7686", "#6b6253",
)  # fmt: skip
_DARK_GROUNDS: Final = (
    "#34608f", "#2b6c5d", "#7a5128", "#6a437c", "#8c4038", "#43602c", "#50559a", "#7a4262", "#286774", "#5f584b",
)  # fmt: skip
_LETTERS_SIZES: Final = (9, Size.SMALL, Size.BODY, Size.TITLE)
"""The least is for faces among text."""


@lru_cache(maxsize=512)
def initials(name: str) -> str:
    """Return one or two characters for a name: 张伟 → 张, Maria del Carmen → MC, 〈nothing〉 → ?."""
    # Marks of direction and punctuation may stand before a word's first letter.
    firsts = [next((c for c in word if unicodedata.category(c)[0] in "LN"), "") for word in name.split()]
    firsts = [first for first in firsts if first]
    if not firsts:
        return "?"
    first = firsts[0]
    # Scripts without capitals carry a whole name in one character, and two would not fit.
    if len(firsts) == 1 or first.upper() == first.lower():
        return first.upper()
    return (first + firsts[-1]).upper()


def ground(seed: int, colours: Tokens) -> QColor:
    """Return the stable colour behind the initials of a person (his id as seed)."""
    grounds = _DARK_GROUNDS if colours.dark else _LIGHT_GROUNDS
    return QColor(grounds[(seed * 2654435761 >> 16) % len(grounds)])


def presence_colour(presence: Presence, colours: Tokens) -> QColor | None:
    """Return the colour of the dot, or `None` for nobody there; its shape says the same as the colour."""
    return {
        Presence.ONLINE: colours.success,
        Presence.BUSY: colours.danger,
        Presence.AWAY: colours.warning,
        Presence.DND: colours.danger,
    }.get(presence)


def paint_avatar(
    painter: QPainter,
    rect: QRect,
    name: str,
    seed: int,
    *,
    picture: QImage | None = None,
    presence: Presence = Presence.OFFLINE,
    behind: QColor | None = None,
    colours: Tokens | None = None,
) -> None:
    """Paint an avatar into a square; `behind` is the colour around it (for the presence dot's rim)."""
    colours = colours or tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if picture is not None and not picture.isNull():
        path = QPainterPath()
        path.addEllipse(QRectF(rect))
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(rect), picture)
        painter.setClipping(False)
    else:
        painter.setBrush(ground(seed, colours))
        painter.drawEllipse(rect)
        letters = initials(name)
        painter.setFont(_letters_font(rect.width(), len(letters)))
        painter.setPen(QColor("#ffffff"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)
    _paint_presence(painter, rect, presence, behind or colours.surface, colours)
    painter.restore()


def _letters_font(side: int, letters: int) -> QFont:
    """Return the font nearest in size of those that are there for texts anyway: each one more costs a megabyte."""
    wanted = side * (0.42 if letters == 1 else 0.36)
    return text_font(min(_LETTERS_SIZES, key=lambda size: abs(size - wanted)), bold=True)


def _paint_presence(painter: QPainter, rect: QRect, presence: Presence, behind: QColor, colours: Tokens) -> None:
    colour = presence_colour(presence, colours)
    if colour is None:
        return
    radius = max(4.0, rect.width() / 8)
    centre = QPointF(rect.right() - radius + 2, rect.bottom() - radius + 2)
    painter.setPen(QPen(behind, 2))
    painter.setBrush(colour)
    painter.drawEllipse(centre, radius, radius)
    # A bar for busy, a hand for away, a slanting bar for do not disturb: colour is never the only sign.
    painter.setPen(QPen(behind, max(1.4, radius / 3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    reach = radius * 0.45
    if presence is Presence.BUSY:
        painter.drawLine(QPointF(centre.x() - reach, centre.y()), QPointF(centre.x() + reach, centre.y()))
    elif presence is Presence.DND:
        painter.drawLine(
            QPointF(centre.x() - reach, centre.y() + reach), QPointF(centre.x() + reach, centre.y() - reach)
        )
    elif presence is Presence.AWAY:
        painter.drawLine(centre, QPointF(centre.x(), centre.y() - reach))
        painter.drawLine(centre, QPointF(centre.x() + reach, centre.y()))


class Avatar(QWidget):
    """A person's picture or initials; decoration beside a name, so assistive tools skip it."""

    def __init__(self, side: int = 40, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._name = ""
        self._seed = 0
        self._picture: QImage | None = None
        self._presence = Presence.OFFLINE
        self.setFixedSize(side, side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_person(
        self, name: str, seed: int, *, picture: QImage | None = None, presence: Presence = Presence.OFFLINE
    ) -> None:
        """Show somebody; `seed` is his id."""
        same = (name, seed, presence) == (self._name, self._seed, self._presence) and picture is self._picture
        self._name, self._seed, self._picture, self._presence = name, seed, picture, presence
        if not same:
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_avatar(
            painter,
            self.rect().adjusted(0, 0, -1, -1),
            self._name,
            self._seed,
            picture=self._picture,
            presence=self._presence,
            behind=self.palette().window().color(),
        )
        painter.end()
