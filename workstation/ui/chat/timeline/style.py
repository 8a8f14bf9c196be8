"""Fonts, colours and lengths of the timeline, read from the theme once per theme, language and fonts."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat

from workstation.ui.chat.timeline.text_block import TextStyle
from workstation.ui.theme import Size, Tokens, text_font, tokens

EDGE: Final = 20
"""From the view's edge to a bubble."""
PAD_X: Final = 12
PAD_Y: Final = 8
GROUP_GAP: Final = 2
"""Between bubbles of one speaker."""
TURN_GAP: Final = 12
"""Where the speaker changes or time has passed."""
RADIUS: Final = 14
TAIL_RADIUS: Final = 4
MAX_BUBBLE: Final = 560
MIN_BUBBLE: Final = 120
SHARE: Final = 0.76
"""How much of the view's width a bubble may take."""
MARK: Final = 14
"""Side of a state mark."""
PICTURE_MAX: Final = 320
PICTURE_MIN: Final = 72
CAPTION_MIN: Final = 200
PICTURE_DEFAULT: Final = (240, 180)


class TimelineStyle:
    """What layouts and painting take from the theme."""

    def __init__(self) -> None:
        self.colours: Tokens = tokens()
        self.body: QFont = text_font(Size.BODY)
        self.small: QFont = text_font(Size.SMALL)
        self.small_bold: QFont = text_font(Size.SMALL, bold=True)
        self.body_bold: QFont = text_font(Size.BODY, bold=True)
        self.body_metrics = QFontMetricsF(self.body)
        self.small_metrics = QFontMetricsF(self.small)
        self.small_bold_metrics = QFontMetricsF(self.small_bold)
        self.small_height: float = max(16.0, float(round(self.small_metrics.height())))
        self.body_text = TextStyle(self.body, 21, self.colours.accent_text)
        self.small_text = TextStyle(self.small, 17, self.colours.accent_text)
        self.selection = QTextCharFormat()
        self.selection.setBackground(self.colours.selection)
        self.found = QTextCharFormat()
        self.found.setBackground(self.colours.found)

    def width_of(self, text: str, *, bold: bool = False) -> float:
        """Return the width of a small text on one line."""
        return (self.small_bold_metrics if bold else self.small_metrics).horizontalAdvance(text)

    def max_bubble(self, view_width: int) -> float:
        """Return how wide a bubble may be in a view of a width."""
        return max(MIN_BUBBLE, min(MAX_BUBBLE, SHARE * (view_width - 2 * EDGE)))


def deepened(colour: QColor, by: float) -> QColor:
    """Return a colour mixed with black or white by its own lightness, for edges on bubbles."""
    target = 255 if colour.lightness() < 128 else 0
    mixed = [round(c + (target - c) * by) for c in (colour.red(), colour.green(), colour.blue())]
    return QColor(*mixed)


def inset(box: QRectF, by: float) -> QRectF:
    """Return a box made smaller on all sides."""
    return box.adjusted(by, by, -by, -by)
