"""Units in which goods are sold, worded for the reader; exhibitors type them as they like."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workstation.domain.units import known_unit


def _worded() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "piece": translate("Units", "piece"),
        "set": translate("Units", "set"),
        "unit": translate("Units", "unit"),
        "pair": translate("Units", "pair"),
        "dozen": translate("Units", "dozen"),
        "box": translate("Units", "box"),
        "carton": translate("Units", "carton"),
        "pack": translate("Units", "pack"),
        "bag": translate("Units", "bag"),
        "bottle": translate("Units", "bottle"),
        "roll": translate("Units", "roll"),
        "sheet": translate("Units", "sheet"),
        "kg": translate("Units", "kg"),
        "tonne": translate("Units", "tonne"),
        "metre": translate("Units", "metre"),
        "yard": translate("Units", "yard"),
        "m²": translate("Units", "m²"),
        "m³": translate("Units", "m³"),
        "litre": translate("Units", "litre"),
    }


def unit_name(typed: str) -> str:
    """Return a unit in the interface's language, whatever language and number it was typed in; else as it was typed."""
    name = known_unit(typed)
    return typed if name is None else _worded()[name]
