"""Units in which goods are sold, worded for the reader; exhibitors type them as they like."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

_OTHER_NAMES: Final = {
    "pc": "piece", "pce": "piece", "item": "piece", "ea": "piece", "each": "piece", "件": "piece", "个": "piece",
    "只": "piece", "台": "unit", "辆": "unit", "套": "set", "双": "pair", "对": "pair", "箱": "carton", "ctn": "carton",
    "盒": "box", "包": "pack", "packet": "pack", "打": "dozen", "doz": "dozen", "卷": "roll", "张": "sheet",
    "瓶": "bottle", "袋": "bag", "公斤": "kg", "千克": "kg", "kilogram": "kg", "吨": "tonne", "ton": "tonne",
    "mt": "tonne", "t": "tonne", "米": "metre", "meter": "metre", "m": "metre", "平方米": "m²", "m2": "m²", "sqm": "m²",
    "square metre": "m²", "square meter": "m²", "立方米": "m³", "m3": "m³", "cbm": "m³", "cubic metre": "m³",
    "cubic meter": "m³", "升": "litre", "liter": "litre", "l": "litre", "yd": "yard", "码": "yard",
}  # fmt: skip


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
    words = _worded()
    plain = " ".join(typed.casefold().split()).rstrip(".")
    for name in (plain, plain.removesuffix("s"), plain.removesuffix("es")):
        found = words.get(_OTHER_NAMES.get(name, name))
        if found is not None:
            return found
    return typed
