"""What a row of the timeline is made of besides texts: short labels, and what can be activated."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF


class Kind(StrEnum):
    """What can be activated in a row."""

    LINK = "link"
    PICTURE = "picture"
    QUOTE = "quote"
    BLOCK = "block"
    """A card in a bubble; its value begins with a word for what it is and a colon (`exhibit:5`)."""
    DAY = "day"
    """The line over a day; its value is the day (ISO 8601)."""
    RETRY = "retry"
    COPY = "copy"
    DISCARD = "discard"
    READING = "reading"
    """The line below a translation; its value is the message's key."""


@dataclass(slots=True)
class Target:
    """Something to click or to reach by keyboard; boxes in the row's coordinates."""

    kind: Kind
    boxes: list[QRectF]
    value: str = ""
    label: str = ""


@dataclass(slots=True)
class Label:
    """A short text on one line in a box."""

    text: str
    box: QRectF
    bold: bool = False
