"""What stands in a bubble in the place of its text (or beside it): a translation, or why there is none.

Kept apart from the messages themselves: the original is never changed, and copying a quote or answering uses it.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from workstation.services.views import TimelineItem


class Remedy(StrEnum):
    """What helps where there is no translation."""

    NONE = ""
    AGAIN = "again"
    """Asking once more."""
    SETTINGS = "settings"
    """An engine that is set up, and set up well."""


class Reading(NamedTuple):
    """How one message is read."""

    text: str = ""
    """The translation; empty: the original stands."""
    note: str = ""
    """The line below: languages, who made it, when; or why there is none."""
    label: str = ""
    """What a click on the line does."""
    warns: bool = False
    """The line is a warning: something is doubtful, or nothing came."""
    beside: bool = False
    """The original stands below the translation."""
    pair: tuple[str, str] | None = None
    """Of a translation: from which language into which."""
    remedy: Remedy = Remedy.NONE


_readings: Final[dict[str, Reading]] = {}


def of(key: str) -> Reading | None:
    """Return how the message with that key is read; `None`: as it was written."""
    return _readings.get(key)


def is_translated(key: str) -> bool:
    """Tell whether a translation of the message stands there."""
    reading = _readings.get(key)
    return reading is not None and bool(reading.text) and reading.pair is not None


def put(key: str, reading: Reading | None) -> None:
    """Read a message so; `None`: as it was written."""
    if reading is None:
        _readings.pop(key, None)
    else:
        _readings[key] = reading


def clear() -> None:
    """Read all as they were written."""
    _readings.clear()


def shown(item: TimelineItem, text: str) -> str:
    """Return what stands in the bubble of a message whose own text is given."""
    reading = _readings.get(item.key)
    if reading is None or not reading.text or not text:
        return text
    return f"{reading.text}\n\n{text}" if reading.beside else reading.text
