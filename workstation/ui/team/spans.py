"""Spans of time as figures: short enough for a plot, in one unit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale


def figure(seconds: float | None) -> str:
    """Return seconds as `45 s`, `2.5 min`, `14 min` or `1.2 h`; a dash for none."""
    translate = QCoreApplication.translate
    if seconds is None:
        return "–"
    if seconds < 60:
        return translate("Spans", "{count} s").format(count=round(seconds))
    if seconds < 3600:
        return translate("Spans", "{count} min").format(count=_short(seconds / 60))
    return translate("Spans", "{count} h").format(count=_short(seconds / 3600))


def _short(value: float) -> str:
    """Return a number with one decimal where that tells something."""
    if value >= 10 or value == int(value):
        return QLocale().toString(round(value))
    return QLocale().toString(value, "f", 1)
