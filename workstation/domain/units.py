"""Units in which goods are sold: exhibitors type them as they like, readers get them in their language."""

from typing import Final

_OTHER_NAMES: Final = {
    "pc": "piece", "pce": "piece", "item": "piece", "ea": "piece", "each": "piece", "件": "piece", "个": "piece",
    "只": "piece", "台": "unit", "辆": "unit", "套": "set", "双": "pair", "对": "pair", "箱": "carton", "ctn": "carton",
    "盒": "box", "包": "pack", "packet": "pack", "打": "dozen", "doz": "dozen", "卷": "roll", "张": "sheet",
    "瓶": "bottle", "袋": "bag", "公斤": "kg", "千克": "kg", "kilogram": "kg", "吨": "tonne", "ton": "tonne",
    "mt": "tonne", "t": "tonne", "米": "metre", "meter": "metre", "m": "metre", "平方米": "m²", "m2": "m²", "sqm": "m²",
    "square metre": "m²", "square meter": "m²", "立方米": "m³", "m3": "m³", "cbm": "m³", "cubic metre": "m³",
    "cubic meter": "m³", "升": "litre", "liter": "litre", "l": "litre", "yd": "yard", "码": "yard",
}  # fmt: skip
_WORDS: Final = {
    "piece": ("pieces", "件", "pieza", "piezas"),
    "set": ("sets", "套", "juego", "juegos"),
    "unit": ("units", "台", "unidad", "unidades"),
    "pair": ("pairs", "双", "par", "pares"),
    "dozen": ("dozen", "打", "docena", "docenas"),
    "box": ("boxes", "盒", "caja", "cajas"),
    "carton": ("cartons", "箱", "cartón", "cartones"),
    "pack": ("packs", "包", "paquete", "paquetes"),
    "bag": ("bags", "袋", "bolsa", "bolsas"),
    "bottle": ("bottles", "瓶", "botella", "botellas"),
    "roll": ("rolls", "卷", "rollo", "rollos"),
    "sheet": ("sheets", "张", "hoja", "hojas"),
    "kg": ("kg", "公斤", "kg", "kg"),
    "tonne": ("tonnes", "吨", "tonelada", "toneladas"),
    "metre": ("metres", "米", "metro", "metros"),
    "yard": ("yards", "码", "yarda", "yardas"),
    "m²": ("m²", "平方米", "m²", "m²"),
    "m³": ("m³", "立方米", "m³", "m³"),
    "litre": ("litres", "升", "litro", "litros"),
}
"""More than one in English, in Chinese, one and more in Spanish."""


def known_unit(typed: str) -> str | None:
    """Return the name of a unit (a key of its words) whatever language and number it was typed in, if it is known."""
    plain = " ".join(typed.casefold().split()).rstrip(".")
    for name in (plain, plain.removesuffix("s"), plain.removesuffix("es")):
        found = _OTHER_NAMES.get(name, name)
        if found in _WORDS:
            return found
    return None


def unit_for(typed: str, language: str, count: int = 1) -> str:
    """Return a unit for a reader of `zh`, `es` or anything else (English); one that isn't known as it was typed."""
    name = known_unit(typed)
    if name is None:
        return typed
    many, chinese, *spanish = _WORDS[name]
    if language.startswith("zh"):
        return chinese
    if language.startswith("es"):
        return spanish[count != 1]
    return many if count != 1 else name
