"""The parts of the profile below the facts, in their order; a new part is a line in `SECTIONS`.

A part shows itself only while it has something (`Section.set_shown`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from workstation.domain.clock import Clock
from workstation.ui.profile.images import ImagesSection
from workstation.ui.profile.intents import IntentsSection
from workstation.ui.profile.negotiations import NegotiationsSection
from workstation.ui.profile.notes import NotesSection
from workstation.ui.profile.section import Section
from workstation.ui.profile.trace import TraceSection

if TYPE_CHECKING:
    from workstation.services.desk import Desk

Maker = Callable[["Desk", Clock, QWidget], Section]


def _notes(desk: Desk, clock: Clock, parent: QWidget) -> Section:
    return NotesSection(desk.notes, clock, parent)


def _negotiations(desk: Desk, _clock: Clock, parent: QWidget) -> Section:
    return NegotiationsSection(desk, parent)


def _intents(desk: Desk, _clock: Clock, parent: QWidget) -> Section:
    return IntentsSection(desk, parent)


def _images(desk: Desk, _clock: Clock, parent: QWidget) -> Section:
    return ImagesSection(desk, parent)


def _trace(desk: Desk, clock: Clock, parent: QWidget) -> Section:
    return TraceSection(desk, clock, parent)


SECTIONS: Final[dict[str, Maker]] = {
    "notes": _notes,
    "intents": _intents,
    "negotiations": _negotiations,
    "images": _images,
    "trace": _trace,
}
