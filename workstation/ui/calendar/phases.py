"""The fair's phases as the batch dialog offers them: those that are not over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from workstation.domain.slot_batch import Days
from workstation.ui.calendar.batch_fields import Phase
from workstation.ui.calendar.times import reader

if TYPE_CHECKING:
    from workstation.domain.booking import BookingRules


def coming(rules: BookingRules, today: date) -> tuple[Phase, ...]:
    """Return the phases that have days to come, in their order."""
    found: list[Phase] = []
    for one in rules.phases:
        days = Days(first=date.fromisoformat(one.first_day), last=date.fromisoformat(one.last_day))
        if days.last >= today:
            numbered = QCoreApplication.translate("Calendar", "Phase {number}").format(number=one.number)
            own = one.name_zh if reader().startswith("zh") else one.name_en
            found.append(Phase(own or numbered, days))
    return tuple(found)


def fair_days(rules: BookingRules) -> Days | None:
    """Return the days of the fair from its first to its last; `None` when nobody has set them."""
    if not rules.phases:
        return None
    first, last = min(one.first_day for one in rules.phases), max(one.last_day for one in rules.phases)
    return Days(first=date.fromisoformat(first), last=date.fromisoformat(last))
