"""A translation is doubted when a figure, a date, a number, an address or a term is not the same, and only then."""

import random

import pytest

from workstation.domain.translation.doubts import Fault, doubts
from workstation.domain.translation.masking import PLAIN_MARKS, mask, unmask
from workstation.domain.translation.tokens import Kind, find

SAME = [
    ("6.40美元/件，起订量500件，交期25天", "USD 6.40 per piece, MOQ 500 pcs, delivery in 25 days", "zh", "en"),
    ("Price is $1,250.50 FOB Ningbo", "El precio es 1.250,50 dólares FOB Ningbo", "en", "es"),
    ("五百件起订", "Minimum order 500 pcs", "zh", "en"),
    ("We need twenty sets", "我们需要20套", "en", "zh"),
    ("三百二十五个", "three hundred and twenty-five pieces", "zh", "en"),
    ("3万件", "30,000 pcs", "zh", "en"),
    ("10月24日下午2:30", "October 24 at 14:30", "zh", "en"),
    ("LZ-F0506 is IP66", "LZ-F0506 防护等级 IP66", "en", "zh"),
    ("500 units", "500 件", "en", "zh"),
    ("两周内", "within two weeks", "zh", "en"),
    ("1000 pcs", "1.000 piezas", "en", "es"),
    ("-20°C ~ 40°C", "-20 °C a 40 °C", "zh", "es"),
    ("1 000 000 руб", "1,000,000 rubles", "ru", "en"),
    ("尺寸 30×20×10 厘米", "size 30x20x10 cm", "zh", "en"),
    ("５００件", "500 pcs", "zh", "en"),
    ("السعر ٥ دولار", "5 dollars", "ar", "en"),
    ("请看 https://lz.example/a?b=1。", "See https://lz.example/a?b=1.", "zh", "en"),
    ("好的，谢谢", "OK, thanks", "zh", "en"),
    ("交期25天", "a 25-day lead time", "zh", "en"),
    ("要3个样品", "We need 3 samples", "zh", "en"),
    ("de 5 a 10 días", "5天到10天", "es", "zh"),
    ("2026年的展会，15日开幕", "the 2026 fair opens on the 15", "zh", "en"),
    ("wait 30 more minutes", "再等30分钟", "en", "zh"),
    ("500箱", "500 boxes", "zh", "en"),
    ("30 厘米", "30 centímetros", "zh", "es"),
    ("30 Stück", "30 件", "de", "zh"),
]
CHANGED = [
    ("6.40美元", "USD 6.04", "zh", "en"),
    ("500件", "500 kg", "zh", "en"),
    ("LZ-F0506", "LZ-F0560", "zh", "en"),
    ("FOB 宁波", "CIF Ningbo", "zh", "en"),
    ("1.5 m", "1,500 m", "en", "en"),
    ("25天", "25-30 days", "zh", "en"),
    ("wang@lz.cn", "wang@lz.com", "zh", "en"),
    ("-20°C", "20°C", "zh", "en"),
    ("五百件", "600 pcs", "zh", "en"),
    ("五百件", "six hundred pieces", "zh", "en"),
    ("500件 6.4美元，1000件 5.8美元", "500 pcs USD 5.8, 1000 pcs USD 6.4", "zh", "en"),
    ("USD 500", "EUR 500", "en", "en"),
    ("10月24日", "October 25", "zh", "en"),
    ("https://a.example/C", "https://a.example/c", "zh", "en"),
    ("500 pcs", "pcs", "en", "en"),
    ("30%定金", "deposit", "zh", "en"),
    ("价格", "price 5", "zh", "en"),
    ("+86 138 1234 5678", "+86 138 1234 5687", "zh", "en"),
    ("40HQ", "20HQ", "en", "zh"),
    ("下午2:30", "2:30 am", "zh", "en"),
    ("500公斤", "500", "zh", "en"),
    ("500 kg", "500", "en", "zh"),
    ("300 pcs", "300公斤", "en", "zh"),
    ("about 300", "约300公斤", "en", "zh"),
    ("30%定金", "30 deposit", "zh", "en"),
    ("定金30%，余款70%", "deposit 30, balance 70%", "zh", "en"),
    ("25 days", "25周", "en", "zh"),
    ("5打", "5 glasses", "zh", "en"),
    ("3000K", "3000", "en", "zh"),
]


@pytest.mark.parametrize(("original", "translation", "source", "target"), SAME)
def test_what_means_the_same_raises_no_doubt(original: str, translation: str, source: str, target: str) -> None:
    assert doubts(original, translation, source, target) == ()


@pytest.mark.parametrize(("original", "translation", "source", "target"), CHANGED)
def test_what_changed_is_doubted(original: str, translation: str, source: str, target: str) -> None:
    assert doubts(original, translation, source, target)


def test_a_price_that_goes_to_another_quantity_is_called_moved() -> None:
    found = doubts("500 pcs USD 6.4, 900 pcs USD 5.8", "500 件 5.8 美元，900 件 6.4 美元", "en", "zh")
    assert [one.fault for one in found] == [Fault.MOVED]


def test_a_term_must_come_back_as_the_glossary_has_it() -> None:
    terms = {"交期": "lead time"}
    assert doubts("交期25天", "lead time 25 days", "zh", "en", terms) == ()
    assert [one.kind for one in doubts("交期25天", "delivery 25 days", "zh", "en", terms)] == [Kind.TERM]


CARRIED = [
    ("500件，单价6.40美元", "zh-Hans", "es", "ZQ0X件，单价ZQ1X美元", ("500", "6.40")),
    ("人民币5000元，共5万件", "zh-Hans", "en", "人民币ZQ0X元，共ZQ1X件", ("5000", "50000")),
    ("1.2亿", "zh-Hans", "en", "ZQ0X", ("120000000",)),
    ("900 unidades a US$ 12,50", "es", "zh-Hans", "ZQ0X unidades a ZQ1X", ("900", "US$ 12,50")),
    ("a 25-day lead time, 5 kg, 30%", "en", "zh-Hans", "a ZQ0X-day lead time, ZQ1X, ZQ2X", ("25", "5 kg", "30%")),
    ("30×20×10 厘米", "zh-Hans", "en", "ZQ0X 厘米", ("30×20×10",)),
    ("٣٠ يوم", "ar", "zh-Hans", "ZQ0X يوم", ("30",)),
    ("10月24日下午3:05前", "zh-Hans", "es", "ZQ0X ZQ1X前", ("24 de octubre", "15:05")),
    ("by March 5, 2026, 9:30 am", "en", "zh-Hans", "by ZQ0X, ZQ1X", ("2026年3月5日", "9:30")),
    ("3月5日", "zh-Hans", "de", "ZQ0X", ("5 March",)),
    ("2026年3月5日", "zh-Hans", "de", "ZQ0X", ("2026-03-05",)),
    ("2026-03-05 14:00", "zh-Hans", "es", "ZQ0X ZQ1X", ("2026-03-05", "14:00")),
    ("500 件", "zh-Hans", "zh-Hant", "ZQ0X", ("500 件",)),
    ("USD 1,250 for 2,000 pcs", "en", "es", "ZQ0X for ZQ1X", ("USD 1250", "2000 pcs")),
    ("1.250 Stück, 1.250,50 EUR", "de", "en", "ZQ0X Stück, ZQ1X", ("1250", "1.250,50 EUR")),
    ("1,250 件", "zh-Hans", "en", "ZQ0X 件", ("1,250",)),
    ("1.250 kg netto", "en", "es", "ZQ0X netto", ("1.25 kg",)),
    ("1.250 piezas", "es", "zh-Hans", "ZQ0X piezas", ("1.250",)),
    ("10k pcs", "en", "es", "ZQ0X", ("10k pcs",)),
]


@pytest.mark.parametrize(("text", "source", "target", "sent", "kept"), CARRIED)
def test_a_figure_goes_past_the_engine_and_its_words_are_translated(
    text: str, source: str, target: str, sent: str, kept: tuple[str, ...]
) -> None:
    masked = mask(text, {}, source=source, target=target)
    assert (masked.text, masked.kept) == (sent, kept)
    assert not doubts(text, unmask(masked.text, masked).text, source, target), "it is the same to a reader"


LINES = [
    "请问 LZ-F0506 这款 500 件什么价？FOB 宁波，交期 25 天。",
    "USD 6.40 per piece for 500 pcs, USD 5.80 for 2000 pcs, CIF Hamburg, valid until 2026-10-31.",
    "La cotización es US$ 1.250,50 CIF Valencia, 1x40HQ, 30x20x10 cm, 12 de octubre de 2026.",
    "请于10月24日17:00联系 +86 138 1234 5678 或 wang@lz.example，见 https://lz.example/c?d=1 。",
    "Deposit 30%, balance 70%; samples EUR 18.50 by DHL, IP66, 220V, 50Hz, 3000K.",
]


@pytest.mark.parametrize("line", LINES)
def test_no_figure_of_a_line_can_change_unseen(line: str) -> None:
    chance = random.Random(7)
    for token in find(line):
        digits = [at for at in range(token.start, token.end) if line[at].isdigit()]
        for at in digits:
            other = chance.choice([digit for digit in "123456789" if digit != line[at]])
            changed = line[:at] + other + line[at + 1 :]
            assert doubts(line, changed, "en", "en"), f"{token.text!r} at {at} became {other}"
        assert doubts(line, line[: token.start] + line[token.end :], "en", "en"), f"{token.text!r} left out"
        assert doubts(line, f"{line} {token.text}", "en", "en"), f"{token.text!r} doubled"


@pytest.mark.parametrize("line", LINES)
def test_masking_takes_all_out_and_unmasking_puts_all_back(line: str) -> None:
    masked = mask(line, {})
    assert not find(PLAIN_MARKS.sub(" ", masked.text))
    back = unmask(masked.text, masked)
    assert back.whole
    assert back.text == line


def test_a_term_comes_back_translated() -> None:
    masked = mask("交期 25 天", {"交期": "lead time"})
    assert unmask(masked.text, masked).text == "lead time 25 天"


@pytest.mark.parametrize("answer", ["nothing", "ZQ0X ZQ0X", "ZQ0X ZQ7X"])
def test_marks_that_are_lost_doubled_or_invented_are_noticed(answer: str) -> None:
    masked = mask("500 件", {})
    assert not unmask(answer, masked).whole


def test_long_and_odd_texts_take_no_long_time() -> None:
    for text in ("1" * 6000, "1," * 3000, "USD " * 1500, "a1-" * 2000, "http://" * 900, "一" * 6000, "三百" * 3000):
        doubts(text, text, "en", "en")
