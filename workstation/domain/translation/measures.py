"""Currencies, units, months and spelt-out numbers as buyers and sellers write them, in the fair's languages."""

from collections.abc import Mapping
from typing import Final

_CURRENCY_WORDS: Final = {
    "USD": "usd|us$|us $|$|美元|美金|美刀|dollar|dollars|us dollars|dólar|dólares|dolares|dollars us"
    "|доллар|долларов|доллара|دولار",
    "EUR": "eur|€|欧元|euro|euros|евро|يورو",
    "GBP": "gbp|£|英镑|pound|pounds|libras|libras esterlinas|livres sterling|фунтов",
    "CNY": "cny|rmb|¥|￥|元|块|人民币|yuan|yuanes|юаней|юань|يوان",
    "JPY": "jpy|日元|yen|yenes|иен",
    "HKD": "hkd|hk$|港币|港元",
    "BRL": "brl|r$|雷亚尔|reais|reales",
    "RUB": "rub|₽|卢布|руб|рублей|рубля|рубль|rublos|roubles|rubles|ruble",
    "INR": "inr|₹|卢比|rupees",
    "AED": "aed|迪拉姆|dirhams|dirham|درهم",
    "MXN": "mxn|比索|pesos",
    "KRW": "krw|₩|韩元|won",
    "TRY": "try|₺|里拉",
    "VND": "vnd|₫|越南盾",
}

_UNIT_WORDS: Final = {
    "piece": "pc|pcs|piece|pieces|件|个|只|支|片|pieza|piezas|unidad|unidades|unid|uds|peça|peças|pièce|pièces"
    "|шт|штук|штука|штуки|قطعة|قطع|units|unit",
    "set": "set|sets|套|组|juego|juegos|conjunto|conjuntos|jeu|jeux|комплект|комплектов|комплекта|طقم",
    "pair": "pair|pairs|双|对|par|pares|paire|paires|пар|пара|пары",
    "dozen": "dozen|dozens|打|docena|docenas|dúzia|dúzias|douzaine|douzaines|дюжин",
    "carton": "carton|cartons|ctn|ctns|箱|box|boxes|caja|cajas|caixa|caixas|коробок|коробки|كرتون",
    "roll": "roll|rolls|卷|rollo|rollos|rolo|rolos|rouleau|rouleaux|рулонов",
    "container": "container|containers|柜|货柜|集装箱|contenedor|contenedores|contêiner|contêineres"
    "|conteneur|conteneurs",
    "pallet": "pallet|pallets|托盘|托|palé|palés|palete|paletes|palette|palettes",
    "kg": "kg|kgs|公斤|千克|kilo|kilos|kilogram|kilograms|kilogramo|kilogramos|quilos|килограмм|килограммов|кг"
    "|كجم|كيلو",
    "g": "g|gram|grams|克|gramo|gramos|gramas|grammes|гр|г",
    "t": "t|ton|tons|tonne|tonnes|吨|tonelada|toneladas|тонн|тонна|طن",
    "lb": "lb|lbs|磅|libra|livre",
    "km": "km|公里|千米|км|kilometer|kilometers|kilometre|kilometres|kilómetro|kilómetros",
    "m": "m|meter|meters|metre|metres|米|metro|metros|mètre|mètres|метров|метра|متر",
    "cm": "cm|厘米|公分|см|سم|centimeter|centimeters|centimetre|centimetres|centímetro|centímetros|centimètres",
    "mm": "mm|毫米|мм|مم|millimeter|millimeters|millimetre|millimetres|milímetro|milímetros|millimètres",
    "inch": "inch|inches|英寸|寸|pulgada|pulgadas|polegadas|pouces|дюйм|дюйма|дюймов",
    "ft": "ft|feet|foot|英尺|pies",
    "m2": "m2|m²|sqm|平方米|平方|平米|м²|square meters|square metres|metros cuadrados",
    "m3": "m3|m³|cbm|立方米|立方|方|м³|cubic meters|cubic metres|metros cúbicos",
    "l": "l|liter|liters|litre|litres|升|litro|litros|литров|л",
    "ml": "ml|毫升|мл|milliliter|milliliters|millilitre|millilitres|mililitro|mililitros",
    "W": "w|watt|watts|瓦|瓦特|vatio|vatios|вт",
    "kW": "kw|kilowatt|kilowatts|kilovatio|kilovatios|千瓦|квт",
    "V": "v|volt|volts|伏|伏特|voltio|voltios|в",
    "A": "amp|amps|安|安培|ampere|amperes|amperio|amperios",
    "Hz": "hz|赫兹|гц|hertz|hercios",
    "K": "k",
    "lm": "lm|lumen|lumens|流明|lúmenes",
    "mAh": "mah|毫安时|毫安",
    "C": "°c|℃|摄氏度|градусов|degrees celsius|grados celsius",
    "percent": "%|％|percent|per cent|个百分点|por ciento|por cento|pour cent|процентов|процента|بالمئة",
    "second": "second|seconds|秒|sec|segundo|segundos",
    "minute": "min|mins|minute|minutes|分钟|minuto|minutos|минут|دقيقة",
    "hour": "h|hr|hrs|hour|hours|小时|个小时|hora|horas|heure|heures|час|часа|часов|ساعة",
    "day": "day|days|天|日|día|días|dia|dias|jour|jours|день|дня|дней|يوم|أيام",
    "workday": "workday|workdays|working days|business days|working day|business day|工作日|个工作日|día hábil"
    "|días hábiles|días laborables|dias úteis|jours ouvrables|рабочих дней",
    "week": "week|weeks|周|星期|个星期|semana|semanas|semaine|semaines|недель|недели|неделя|أسبوع|أسابيع",
    "month": "month|months|个月|月份|mes|meses|mês|mois|месяц|месяца|месяцев|شهر|أشهر",
    "year": "year|years|年|yr|yrs|año|años|ano|anos|an|ans|année|années|год|года|лет|سنة|سنوات",
}


COUNTED: Final = frozenset({"piece", "set", "carton", "roll", "container", "pallet"})
"""Units that may be left to the thing counted: `3个样品` is `3 samples`; all others measure."""


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {word: name for name, words in table.items() for word in words.split("|")}


CURRENCIES: Final[Mapping[str, str]] = _by_word(_CURRENCY_WORDS)
"""ISO 4217 code by a word or sign in lower case."""

UNITS: Final[Mapping[str, str]] = _by_word(_UNIT_WORDS)
"""One name of our own for each unit, by a word or sign in lower case."""

_MONTH_WORDS: Final = (
    "january|jan|enero|ene|janeiro|janvier|января|январь",
    "february|feb|febrero|fevereiro|fev|février|fevrier|февраля|февраль",
    "march|mar|marzo|março|mars|марта|март",
    "april|apr|abril|abr|avril|апреля|апрель",
    "may|mayo|maio|mai|мая|май",
    "june|jun|junio|junho|juin|июня|июнь",
    "july|jul|julio|julho|juillet|июля|июль",
    "august|aug|agosto|ago|août|aout|августа|август",
    "september|sep|sept|septiembre|setembro|septembre|сентября|сентябрь",
    "october|oct|octubre|outubro|octobre|октября|октябрь",
    "november|nov|noviembre|novembro|novembre|ноября|ноябрь",
    "december|dec|diciembre|dic|dezembro|décembre|decembre|декабря|декабрь",
)
MONTHS: Final[Mapping[str, int]] = {
    word: number for number, words in enumerate(_MONTH_WORDS, 1) for word in words.split("|")
}
"""Number of a month by its name in lower case."""

_SPELT_OUT: Final = {
    "ten|diez": 10,
    "eleven|once": 11,
    "twelve|doce": 12,
    "fifteen|quince": 15,
    "twenty|veinte": 20,
    "thirty|treinta": 30,
    "forty|cuarenta": 40,
    "fifty|cincuenta": 50,
    "sixty|sesenta": 60,
    "seventy|setenta": 70,
    "eighty|ochenta": 80,
    "ninety|noventa": 90,
}
SPELT_OUT: Final[Mapping[str, int]] = {word: value for words, value in _SPELT_OUT.items() for word in words.split("|")}
"""Numbers from ten on that English and Spanish spell out in one word."""

_SMALL: Final = (
    "one|a|an|un|una",
    "two|dos",
    "three|tres",
    "four|cuatro",
    "five|cinco",
    "six|seis",
    "seven|siete",
    "eight|ocho",
    "nine|nueve",
)
SMALL_WORDS: Final[Mapping[str, int]] = {
    word: value for value, words in enumerate(_SMALL, 1) for word in words.split("|")
}
MULTIPLIERS: Final[Mapping[str, int]] = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "cientos": 100,
    "cien": 100,
    "mil": 1000,
    "millón": 1_000_000,
    "millones": 1_000_000,
}
"""Words of English and Spanish that multiply what stands before them."""

CHINESE_DIGITS: Final = "零一二三四五六七八九"
CHINESE_MULTIPLIERS: Final[Mapping[str, int]] = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
