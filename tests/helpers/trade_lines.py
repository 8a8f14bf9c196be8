"""Lines of trade talk with what must not change in them, known from how they were put together."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

_ZH = (
    "请问 {model} 这款 {qty} 件什么价？",
    "{model} 的单价是 {price}，{term} 宁波，交期 {days} 天。",
    "我们需要 {qty} 套，目标价 {price}，请发到 {mail}。",
    "定金 {percent}，余款发货前付清，{date} 前有效。",
    "请看 {link} ，型号 {model}，{term} 汉堡。",
    "样品费 {price}，快递 {days} 天到，电话 {phone}。",
    "一个 {box} 可以装 {qty} 箱，总重 {kg} 公斤，{term} 条款。",
)
_EN = (
    "What is your price for {qty} pcs of {model}?",
    "{model} costs {price} per piece, {term} Ningbo, lead time {days} days.",
    "We need {qty} sets before {date}, please write to {mail}.",
    "Deposit {percent}, balance before shipment, {price} in all.",
    "See {link} for {model}, terms are {term} Hamburg.",
    "Samples cost {price}, call {phone} within {days} days.",
    "One {box} takes {qty} cartons, {kg} kg gross, {term} applies.",
)
_ES = (
    "¿Cuál es el precio de {qty} piezas de {model}?",
    "El {model} cuesta {price} por pieza, {term} Valencia, plazo de {days} días.",
    "Necesitamos {qty} juegos antes del {date}, escriba a {mail}.",
    "Anticipo del {percent}, saldo antes del envío, {price} en total.",
    "Vea {link} para {model}, condiciones {term} Barcelona.",
    "Las muestras cuestan {price}, llame al {phone} en {days} días.",
    "Un {box} lleva {qty} cajas, {kg} kg brutos, se aplica {term}.",
)
_SOURCES = {"zh-Hans": _ZH, "en": _EN, "es": _ES}


@dataclass(frozen=True)
class Line:
    """A line, its language, and the stretches that must come through."""

    text: str
    language: str
    kept: tuple[str, ...]


def lines(count: int, seed: int = 7, languages: tuple[str, ...] = ("zh-Hans", "en", "es")) -> Iterator[Line]:
    """Yield lines, some of two sentences: four protected stretches a line on average."""
    chance = random.Random(seed)
    for number in range(count):
        language = languages[number % len(languages)]
        templates = chance.sample(_SOURCES[language], 2 if chance.random() < 0.4 else 1)
        parts, kept = [], []
        for template in templates:
            values = _values(chance)
            parts.append(template.format(**values))
            kept += [value for name, value in values.items() if f"{{{name}}}" in template]
        yield Line(" ".join(parts), language, tuple(kept))


def _values(chance: random.Random) -> dict[str, str]:
    number = chance.randint
    return {
        "model": f"{chance.choice('ABLKX')}{chance.choice('ZTQ')}-{chance.choice('FGH')}{number(1000, 9999)}",
        "qty": str(chance.choice([number(3, 99) * 100 + 1, number(10, 999)])),
        "price": f"{chance.choice(['USD', 'EUR'])} {number(1, 99)}.{number(10, 99)}",
        "days": str(number(11, 90)),
        "percent": f"{number(2, 9)}{number(1, 9)}%",
        "date": f"2026-{number(10, 12)}-{number(10, 28)}",
        "term": chance.choice(["FOB", "CIF", "EXW", "DDP", "CFR"]),
        "mail": f"sales{number(1, 99)}@lz{number(1, 99)}.example",
        "link": f"https://lz.example/p/{number(1000, 9999)}?x={number(1, 9)}",
        "phone": f"+86 138 {number(1000, 9999)} {number(1000, 9999)}",
        "box": chance.choice(["40HQ", "20GP"]),
        "kg": f"{number(100, 999)}.{number(1, 9)}",
    }
